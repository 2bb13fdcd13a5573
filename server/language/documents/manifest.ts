// A YAML file of plain Kubernetes manifests for editors: its documents with their trees, and whether it is such a file at all.

import { splitDocuments } from '#engine/yaml/documents.ts';
import { baseOf, readTreeAgain, type TreeBase } from '#engine/yaml/read-again.ts';
import { entryOf, type MapNode, readTree, type YamlNode, type YamlTree } from '#engine/yaml/read-tree.ts';
import type { FileText } from '../workspace/snapshot.ts';

/** One document by itself. An edit elsewhere in the file leaves the object as it is: the key of every memo about it. */
export interface ManifestDocument {
  /** Ends in a line break, also where the file does not. */
  readonly text: string;
  /** Offsets count from the beginning of `text`. */
  readonly tree: YamlTree;
  /** What its outermost table says; undefined where that is no text. */
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

export interface PlacedDocument {
  /** Its lines in the file. */
  readonly start: number;
  readonly end: number;
  readonly document: ManifestDocument;
}

export interface ManifestView {
  readonly file: FileText;
  readonly documents: readonly PlacedDocument[];
  /** Some document has an apiVersion and a kind, as Kubernetes' objects do. */
  readonly isManifest: boolean;
  /** A line that begins as a separator and is none: nothing behind it is read. */
  readonly error:
    | { readonly message: string; readonly span: { readonly start: number; readonly end: number } }
    | undefined;
}

const views = new WeakMap<FileText, ManifestView>();

/** The view of any YAML file. Of a file whose text speaks of no kind it costs a search for two words. */
export function manifestView(file: FileText): ManifestView {
  let view = views.get(file);
  if (view === undefined) views.set(file, (view = mayBeManifest(file.text) ? read(file) : { ...NONE, file }));
  return view;
}

const NONE: Omit<ManifestView, 'file'> = { documents: [], isManifest: false, error: undefined };

function mayBeManifest(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}

/** The documents of any text, without the question whether it is a manifest. */
export function documentsOf(file: FileText): ManifestView {
  const view = manifestView(file);
  if (view.documents.length > 0 || mayBeManifest(file.text)) return view;
  let all = others.get(file);
  if (all === undefined) others.set(file, (all = read(file)));
  return all;
}

const others = new WeakMap<FileText, ManifestView>();

/** The document that an offset lies in; at the end of the file the last one. */
export function documentAt({ documents }: ManifestView, offset: number): PlacedDocument | undefined {
  let low = 0;
  let high = documents.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((documents[middle] as PlacedDocument).start <= offset) low = middle;
    else high = middle - 1;
  }
  return documents[low];
}

/** As many files as are edited in turn. */
const MOST_FILES = 8;
const lastViews = new Map<string, Known>();

interface Known {
  readonly byText: ReadonlyMap<string, ManifestDocument>;
  /** Of large documents, by their place among the file's. */
  readonly bases: ReadonlyMap<number, TreeBase>;
}

/** Smaller documents are read in no time. */
const LARGE = 8000;

function read(file: FileText): ManifestView {
  const { documents: parts, error } = splitDocuments(file.text);
  const last = lastViews.get(file.uri);
  const byText = new Map<string, ManifestDocument>();
  const bases = new Map<number, TreeBase>();
  const documents = parts.map(({ text, span }, index): PlacedDocument => {
    let document = last?.byText.get(text) ?? byText.get(text);
    const base = last?.bases.get(index);
    if (document === undefined) {
      const again = text.length >= LARGE && base ? readTreeAgain(base, text) : undefined;
      document = documentOf(text, again?.tree ?? readTree(text));
      if (again) bases.set(index, again.base);
    }
    byText.set(text, document);
    if (text.length >= LARGE && !bases.has(index)) {
      const kept = base?.text === text ? base : baseOf(text, document.tree);
      if (kept) bases.set(index, kept);
    }
    return { start: span.start, end: span.end, document };
  });
  lastViews.delete(file.uri);
  lastViews.set(file.uri, { byText, bases });
  if (lastViews.size > MOST_FILES) lastViews.delete(lastViews.keys().next().value as string);
  return { file, documents, isManifest: documents.some(({ document }) => isKubernetes(document)), error };
}

function documentOf(text: string, tree: YamlTree): ManifestDocument {
  const { root, error } = tree;
  const map = root?.kind === 'map' ? root : undefined;
  // Behind a mistake nothing was read, and what stands there tells the kind all the same.
  const textOf = (key: string) => textIn(map, key) ?? (error === undefined ? undefined : lineOf(text, key));
  return { text, tree, apiVersion: textOf('apiVersion'), kind: textOf('kind') };
}

function lineOf(text: string, key: string): string | undefined {
  return new RegExp(`^${key}:[ ]+(["']?)([\\w./-]+)\\1[ ]*(?:#.*)?\\r?$`, 'm').exec(text)?.[2];
}

/** A document that Kubernetes' tools would read: both words are texts, and neither is a template's. */
export function isKubernetes({ apiVersion, kind }: ManifestDocument): boolean {
  return apiVersion !== undefined && kind !== undefined && !isForeign(apiVersion, kind);
}

/** Files for other programs that took over the two words: a kubeconfig among them, and what kustomize reads. */
function isForeign(apiVersion: string, kind: string): boolean {
  return (apiVersion === 'v1' && kind === 'Config') || apiVersion.startsWith('kustomize.config.k8s.io/');
}

function textIn(map: MapNode | undefined, key: string): string | undefined {
  const node: YamlNode | undefined = map && entryOf(map, key)?.value;
  if (node?.kind !== 'scalar' || node.isAbsent || node.text.trim() === '') return undefined;
  return node.isImplicit && node.resolved.type !== 'str' ? undefined : node.text;
}
