// From rendered files to sorted manifests and hooks (helm-spec 4.2 and 4.3).

import { type TracedText, trimSpace } from '../text/traced.ts';
import { GoError } from '../values/errors.ts';
import { type ManifestHead, readHead } from '../yaml/decode-head.ts';
import type { RenderedFile } from './engine.ts';
import type { EngineError } from './errors.ts';
import { sortByKind } from './kind-order.ts';
import { baseName } from './scope.ts';
import { type SplitAlgorithm, splitDocuments } from './split.ts';

/** One document of a rendered file. */
export interface Manifest {
  /** Path of the template: `chart/templates/x.yaml`. */
  readonly path: string;
  readonly source: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly document: TracedText;
  /** Events of a hook, lower case; empty for an ordinary manifest. */
  readonly hooks: readonly string[];
}

export interface Manifests {
  /** In the order helm prints them. */
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
  readonly errors: readonly EngineError[];
  /** Values of `helm.sh/hook` that Helm does not know, each with its file's name; their documents are dropped. */
  readonly unknownHooks: readonly UnknownHook[];
}

export interface UnknownHook {
  /** Helm's name of the file. */
  readonly path: string;
  readonly hook: string;
}

const EVENTS = new Set([
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
  'test-success',
]);

export interface ManifestOptions {
  readonly major: 3 | 4;
  readonly split: SplitAlgorithm;
  /** Go on after a document that does not parse; it is then an ordinary manifest without a kind. */
  readonly tolerant: boolean;
}

/** Splits, classifies and sorts the documents of all files. */
export function sortManifests(files: readonly RenderedFile[], options: ManifestOptions): Manifests {
  const manifests: Manifest[] = [];
  const hooks: Manifest[] = [];
  const errors: EngineError[] = [];
  const unknownHooks: UnknownHook[] = [];
  for (const file of inPathOrder(files)) {
    for (const entry of entriesOf(file, options)) {
      if ('error' in entry) {
        errors.push(entry.error);
        // Helm sorts only what is whole.
        if (!options.tolerant) return { manifests, hooks, errors, unknownHooks };
        manifests.push(entry.bare);
      } else if (entry.unknownHook !== undefined) unknownHooks.push({ path: file.name, hook: entry.unknownHook });
      else (entry.manifest.hooks.length > 0 ? hooks : manifests).push(entry.manifest);
    }
  }
  return {
    manifests: sortByKind(manifests, options.major),
    hooks: sortByKind(hooks, options.major),
    errors,
    unknownHooks,
  };
}

/** Files that hold manifests: notes and what rendered to blanks are left out. */
export function inPathOrder(files: readonly RenderedFile[]): RenderedFile[] {
  return files
    .filter((file) => !isNotes(file.name) && !baseName(file.name).startsWith('_') && trimSpace(file.output.text) !== '')
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Helm takes every path that ends so for notes. */
export function isNotes(name: string): boolean {
  return name.endsWith('NOTES.txt');
}

/** The documents of a file, kept as long as the file itself is. */
const known = new WeakMap<
  RenderedFile,
  { readonly options: ManifestOptions; readonly entries: readonly Classified[] }
>();

function entriesOf(file: RenderedFile, options: ManifestOptions): readonly Classified[] {
  const kept = known.get(file);
  if (kept?.options.major === options.major && kept.options.split === options.split) return kept.entries;
  const documents = splitDocuments(file.output, options.split);
  const entries: Classified[] = [];
  for (const document of documents) {
    const entry = classify(file, document, options.major);
    entries.push(entry);
    // Without tolerance nothing behind the first error is looked at.
    if ('error' in entry && !options.tolerant) return entries;
  }
  known.set(file, { options, entries });
  return entries;
}

type Classified =
  | { error: EngineError; bare: Manifest }
  | { manifest: Manifest; unknownHook?: undefined }
  | { unknownHook: string };

function classify(file: RenderedFile, document: TracedText, major: 3 | 4): Classified {
  const head = headOf(document.text, major);
  if (typeof head === 'string') return { error: headError(file, head), bare: bare(file, document) };
  const { apiVersion, kind, name } = head;
  const manifest: Manifest = { path: file.name, source: file.source, kind, apiVersion, name, document, hooks: [] };
  const hook = head.annotations?.get('helm.sh/hook');
  if (hook === undefined) return { manifest };
  const events = hook.split(',').map((event) => trimSpace(event).toLowerCase());
  if (events.some((event) => !EVENTS.has(event))) return { unknownHook: hook };
  return { manifest: { ...manifest, hooks: events.map((event) => (event === 'test-success' ? 'test' : event)) } };
}

/** The head, or Helm's text of why there is none. */
function headOf(text: string, major: 3 | 4): ManifestHead | string {
  try {
    return readHead(text, major === 3 ? 'releaseutil' : 'util');
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

function bare(file: RenderedFile, document: TracedText): Manifest {
  return { path: file.name, source: file.source, kind: '', apiVersion: '', name: '', document, hooks: [] };
}

function headError(file: RenderedFile, text: string): EngineError {
  return {
    code: 'manifest-yaml',
    file: file.source,
    span: undefined,
    message: text,
    helmText: `YAML parse error on ${file.name}: ${text}`,
    related: [],
    template: file.name,
  };
}
