// Which files of a snapshot hold CRDs, and what is known of each: harvested once per text, archives included.

import { unpackArchive } from '#engine/chart/archive.ts';
import { documentsOf } from '../../../documents/manifest.ts';
import { archiveFolder, isArchived, isPackedSubchart } from '../../../workspace/archives.ts';
import type { RenderedTemplate } from '../../../workspace/rendering.ts';
import { chartFolderOf, type FileText, roleOf, type Snapshot } from '../../../workspace/snapshot.ts';
import { joinUri } from '../../../workspace/uri.ts';
import { type CrdDocument, crdDocuments, crdDocumentsIn, mentionsCrd } from './crd.ts';
import { withoutActions } from './without-actions.ts';

/** One text that holds CRDs. */
export interface CrdSource {
  readonly uri: string;
  readonly documents: readonly CrdDocument[];
  /** A template that was read with its actions left out: what it names is right, what it does not name may exist. */
  readonly isTemplate: boolean;
}

/** The files of the snapshot that hold CRDs or are archives that may, by URI; the same list while these texts stay. */
export function crdFiles(snapshot: Pick<Snapshot, 'files' | 'cached'>): readonly FileText[] {
  let files = byFiles.get(snapshot.files);
  if (files === undefined) {
    const cached = new Set(snapshot.cached.values());
    const isOfCharts = ({ uri }: FileText) => !uri.endsWith('.tgz') || isPackedSubchart(uri) || cached.has(uri);
    files = [...snapshot.files.values()]
      .filter((file) => mayHold(file) && isOfCharts(file))
      .sort((a, b) => (a.uri < b.uri ? -1 : 1));
    if (last.length === files.length && files.every((file, i) => file === last[i])) files = last;
    byFiles.set(snapshot.files, (last = files));
  }
  return files;
}

const byFiles = new WeakMap<Snapshot['files'], readonly FileText[]>();
let last: readonly FileText[] = [];

const holds = new WeakMap<FileText, boolean>();

/** Packed charts are in the snapshot as archives on both threads; their unpacked files are looked at through them. */
function mayHold(file: FileText): boolean {
  let known = holds.get(file);
  if (known === undefined) {
    known =
      file.uri.endsWith('.tgz') ||
      (!isArchived(file.uri) && /\.(?:ya?ml|json|tpl)$/.test(file.uri) && mentionsCrd(file.text));
    holds.set(file, known);
  }
  return known;
}

const bySource = new WeakMap<FileText, readonly CrdSource[]>();

/** What the file holds: nothing of a file that is no YAML, several of an archive. */
export function crdSources(snapshot: Snapshot, file: FileText): readonly CrdSource[] {
  let sources = bySource.get(file);
  if (sources === undefined)
    bySource.set(file, (sources = file.uri.endsWith('.tgz') ? ofArchive(file) : [ofFile(snapshot, file)]));
  return sources;
}

function ofFile(snapshot: Snapshot, file: FileText): CrdSource {
  const chart = chartFolderOf(snapshot, file.uri);
  const isTemplate = chart !== undefined && roleOf(chart, file.uri) === 'template';
  // What somebody writes in is read for other reasons, too, and of that only what changed.
  if (file.version !== undefined && !isTemplate)
    return { uri: file.uri, documents: crdDocumentsIn(documentsOf(file)), isTemplate: false };
  return sourceOf(file.uri, file.text, isTemplate);
}

function sourceOf(uri: string, text: string, mayBeTemplate: boolean): CrdSource {
  const isTemplate = mayBeTemplate && text.includes('{{');
  return { uri, documents: crdDocuments(isTemplate ? withoutActions(text) : text), isTemplate };
}

/** Archives inside archives inside archives. */
const DEEPEST = 8;

function ofArchive(file: FileText, content: string = file.text, uri = file.uri, depth = 0): CrdSource[] {
  if (depth > DEEPEST) return [];
  const unpacked = unpackArchive(content, { major: 4, source: uri });
  if ('error' in unpacked) return [];
  const folder = archiveFolder(uri);
  return unpacked.files.flatMap(({ path, text }): CrdSource[] => {
    const inside = joinUri(folder, path);
    if (/^(?:charts\/[^/]+\/)*charts\/[^/]*\.tgz$/.test(path)) return ofArchive(file, text, inside, depth + 1);
    if (!/\.(?:ya?ml|json|tpl)$/.test(path) || !mentionsCrd(text)) return [];
    const source = sourceOf(inside, text, /(?:^|\/)templates\//.test(path));
    return source.documents.length > 0 ? [source] : [];
  });
}

const byTemplate = new WeakMap<RenderedTemplate, CrdSource>();

/** The CRDs that a template renders. */
export function renderedSource(template: RenderedTemplate): CrdSource | undefined {
  if (!template.documents.some(({ kind }) => kind === 'CustomResourceDefinition')) return undefined;
  let source = byTemplate.get(template);
  if (source === undefined) {
    const isWhole = template.gaps === undefined && !template.failed;
    const documents = isWhole ? crdDocuments(template.output.text) : [];
    byTemplate.set(template, (source = { uri: template.uri, documents, isTemplate: false }));
  }
  return source;
}
