// What is wrong with manifests as they stand in files, no template between: each document by its kind, once per text.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { isPatchFile } from '../../documents/kustomization.ts';
import { documentsOf, isKubernetes, type ManifestDocument, type ManifestView } from '../../documents/manifest.ts';
import { isManifestFile, mayHoldManifests } from '../../documents/manifest-file.ts';
import { crdFiles } from '../../schema/kubernetes/harvest/sources.ts';
import { identify } from '../../schema/kubernetes/identify.ts';
import { JSON_PATCH } from '../../schema/kubernetes/json-patch.ts';
import { apiVersionOf } from '../../schema/kubernetes/kinds.ts';
import { type SchemaLookup, schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { modelineLookup } from '../../schema/kubernetes/modeline.ts';
import type { FoundSchema } from '../../schema/kubernetes/schema-store.ts';
import { validateManifest } from '../../schema/kubernetes/validate.ts';
import { validateAgain } from '../../schema/kubernetes/validate-again.ts';
import type { ManifestViolation } from '../../schema/kubernetes/validate-violation.ts';
import { isArchived } from '../../workspace/archives.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { chartFolderOf, type FileText, roleIn, rootChartFolder, type Snapshot } from '../../workspace/snapshot.ts';
import { told } from '../told.ts';
import { isSkipped } from './judged.ts';

/** The findings of a file that is opened as manifests, or lies in a chart's crds/; none of any other file. */
export function plainFindings(snapshot: Snapshot, file: FileText): Finding[] {
  const law = lawFor(snapshot, file);
  return law ? told(snapshot, findingsIn(documentsOf(file), law, snapshot)) : [];
}

/**
 * Judges documents that were not judged yet, at least one, until `isOver` says so; true when none is left. A file may have
 * ten thousand, and nobody is to wait for all of them at once; plainFindings tells what was found.
 */
export function judgeAhead(snapshot: Snapshot, file: FileText, isOver: () => boolean): boolean {
  const law = lawFor(snapshot, file);
  if (law === undefined) return true;
  let hasJudged = false;
  for (const { document, start, end } of documentsOf(file).documents) {
    if (isJudged(document, law) || modelineLookup(snapshot, law.lookup, { ...file, span: { start, end } })) continue;
    if (hasJudged && isOver()) return false;
    judged(document, law);
    hasJudged = true;
  }
  return true;
}

/** Undefined for a file of which nothing is told. */
function lawFor(snapshot: Snapshot, file: FileText): Law | undefined {
  if (isArchived(file.uri) || !mayHoldManifests(snapshot, file)) return undefined;
  const folder = chartFolderOf(snapshot, file.uri);
  // Other files of a chart, its tests' data among them, are judged when somebody looks at them.
  if (file.version === undefined && (folder === undefined || roleIn(snapshot, folder, file.uri) !== 'crd'))
    return undefined;
  const isPatch = isPatchFile(snapshot, file.uri);
  if (!isPatch && !isManifestFile(snapshot, file)) return undefined;
  const root = folder === undefined ? undefined : rootChartFolder(snapshot, folder);
  return lawOf(snapshot, root, isPatch);
}

/** All that judging depends on besides the text: the same object while nothing of it changes. */
interface Law {
  readonly lookup: SchemaLookup;
  readonly isPatch: boolean;
  readonly skipKinds: readonly string[];
  readonly shipped: Snapshot['schemas'];
  readonly parts: readonly unknown[];
}

const MOST_LAWS = 16;
const laws = new Map<string, Law>();

function lawOf(snapshot: Snapshot, root: string | undefined, isPatch: boolean): Law {
  const lookup = schemaLookup(snapshot, root);
  const { skipKinds } = snapshot.settings.schema;
  const parts = [lookup.kubernetes, skipKinds, snapshot.schemas, crdFiles(snapshot), snapshot.schemaFolders];
  const key = `${isPatch} ${root ?? ''}`;
  const last = laws.get(key);
  if (last?.parts.length === parts.length && last.parts.every((part, i) => part === parts[i]))
    return { ...last, lookup };
  const law: Law = { lookup, isPatch, skipKinds, shipped: snapshot.schemas, parts };
  laws.delete(key);
  laws.set(key, law);
  if (laws.size > MOST_LAWS) laws.delete(laws.keys().next().value as string);
  return law;
}

function findingsIn({ file, documents, error }: ManifestView, law: Law, snapshot: Snapshot): Finding[] {
  const found = documents.flatMap(({ document, start, end }) => {
    // A comment may name another schema, which another file with this text need not have.
    const lookup = modelineLookup(snapshot, law.lookup, { ...file, span: { start, end } });
    const troubles = lookup === undefined ? judged(document, law) : judge(document, { ...law, lookup, parts: [] });
    return troubles.map((trouble): Finding => {
      const span = { start: trouble.span.start + start, end: trouble.span.end + start };
      return { ...trouble, uri: file.uri, span };
    });
  });
  if (error === undefined || TEMPLATE.test(file.text)) return found;
  return [
    ...found,
    { code: YAML, severity: 'error', uri: file.uri, span: error.span, message: error.message, related: [] },
  ];
}

/** As of rendered documents that are no YAML. */
const YAML = 'manifest-yaml';

/** A finding with offsets of the document; without the file, of which there may be several with this text. */
type Trouble = Omit<Finding, 'uri'>;

const memo = new WeakMap<
  ManifestDocument,
  { readonly parts: readonly unknown[]; readonly isPatch: boolean; readonly troubles: readonly Trouble[] }
>();

function judged(document: ManifestDocument, law: Law): readonly Trouble[] {
  const known = memo.get(document);
  if (known !== undefined && isJudged(document, law)) return known.troubles;
  const troubles = judge(document, law);
  memo.set(document, { parts: law.parts, isPatch: law.isPatch, troubles });
  return troubles;
}

function isJudged(document: ManifestDocument, law: Law): boolean {
  const known = memo.get(document);
  return known !== undefined && known.parts === law.parts && known.isPatch === law.isPatch;
}

function judge(document: ManifestDocument, law: Law): readonly Trouble[] {
  const { text, tree } = document;
  const isTemplate = TEMPLATE.test(text);
  const { error } = tree;
  if (error !== undefined) {
    // Braces of some template's make no YAML before they are filled in.
    if (isTemplate || !(isKubernetes(document) || law.isPatch)) return [];
    const broken = { code: YAML, severity: 'error', span: error.span, message: error.message, related: [] } as const;
    const surely = text.lastIndexOf('\n', error.span.start - 1);
    return [...troublesOf(document, law).filter(({ code, span }) => CERTAIN.has(code) && span.end <= surely), broken];
  }
  return troublesOf(document, law);
}

/** What is wrong before a mistake in the YAML, whatever may stand behind it. */
const CERTAIN: ReadonlySet<string> = new Set([
  'manifest-unknown-field',
  'manifest-type',
  'manifest-enum',
  'manifest-format',
]);

function troublesOf(document: ManifestDocument, law: Law): readonly Trouble[] {
  const { text, tree } = document;
  const { root } = tree;
  if (root === null) return [];
  const violations = law.isPatch ? ofPatch(root, document, law) : ofObjects(root, document, law);
  return violations
    .filter((one) => !isFilledIn(text, one) && !isOfSops(document, one))
    .map(({ code, span, severity, message, fix }) => ({
      code,
      span,
      severity,
      message,
      related: [],
      ...(fix && { fix: fix.text }),
    }));
}

type Violation = Omit<ManifestViolation, 'code'> & { readonly code: string };

function ofObjects(root: YamlNode, document: ManifestDocument, law: Law): readonly Violation[] {
  if (!isKubernetes(document) && !isHalf(document)) return [];
  const { resources, problems } = identify(root, law.lookup);
  const named = problems.filter((problem) => (isKubernetes(document) ? !isOther(root, problem) : true));
  const bySchema = resources.flatMap(({ root: object, gvk, found }) =>
    found === undefined || isSkipped(law.skipKinds, apiVersionOf(gvk), gvk.kind)
      ? []
      : validateAgain(object, found, { kubernetes: law.lookup.kubernetes }, lawBehind(found, law)),
  );
  return [...named, ...bySchema];
}

/** Kubernetes' own kinds have one schema, whatever CRDs are being written; else each key in a CRD would judge it again. */
function lawBehind({ source }: FoundSchema, { shipped, parts }: Law): unknown {
  return source.kind === 'kubernetes' && parts.length > 0 ? shipped : parts;
}

/** One of the two words is there, and a name: somebody forgot the other. */
function isHalf({ apiVersion, kind, tree: { root } }: ManifestDocument): boolean {
  const hasOne = (apiVersion === undefined) !== (kind === undefined);
  return (
    hasOne && root?.kind === 'map' && root.entries.some(({ key }) => key.kind === 'scalar' && key.text === 'metadata')
  );
}

/** Another program's file with the words that Kubernetes uses: its kind has no likeness, and it has no metadata. */
function isOther(root: YamlNode, { code, fix }: Violation): boolean {
  const hasMetadata =
    root.kind === 'map' && root.entries.some(({ key }) => key.kind === 'scalar' && key.text === 'metadata');
  return code === 'manifest-kind' && fix === undefined && !hasMetadata;
}

/** A list of operations, or a part of an object. What it does not name, kustomize takes from its `target`. */
function ofPatch(root: YamlNode, { apiVersion, kind }: ManifestDocument, law: Law): readonly Violation[] {
  const { kubernetes, find } = law.lookup;
  if (root.kind === 'list') return validateManifest(root, JSON_PATCH, { kubernetes, isPatch: false });
  if (apiVersion === undefined || kind === undefined) return [];
  return identify(root, law.lookup)
    .resources.flatMap(({ root: object, gvk }) => {
      const found = find(gvk);
      return found ? validateManifest(object, found, { kubernetes, isPatch: true }) : [];
    })
    .filter(({ path }) => !path.some((step) => typeof step === 'string' && step.startsWith('$')));
}

/** Actions of template languages, which no YAML parser can be expected to like. */
const TEMPLATE = /\{\{|\{%|<%/;

/** Places that something else fills in before a cluster sees them: `${REPLICAS}`, `{{ image }}`, encrypted values. */
function isFilledIn(text: string, { span }: Violation): boolean {
  return /\$\{|^["']?\$[A-Z_]+["']?$|\{\{|\{%|<%|^["']?ENC\[/.test(text.slice(span.start, span.end));
}

/** What sops adds to a file that it encrypts. */
function isOfSops({ text }: ManifestDocument, { path, code }: Violation): boolean {
  return path[0] === 'sops' || (code === 'manifest-format' && text.includes('ENC['));
}
