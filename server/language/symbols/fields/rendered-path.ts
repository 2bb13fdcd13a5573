// What the last good render says of a place in a template's own text: the object it was printed into, the way there, and the
// keys that actions have put into its table. A line nearby that stood there letter by letter leads the way.

import { type Span, span } from '#engine/text/span.ts';
import { readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { HOLE, type HoledPart, intoFile } from '../../documents/holes.ts';
import { entriesOf, placesOf, valuePlaceAt } from '../../documents/values.ts';
import { yamlCursor } from '../../schema/yaml-cursor.ts';
import { backwards, carryOffset, driftOf, isUntouched } from '../../workspace/drift.ts';
import type { Kept, RenderState } from '../../workspace/render-state.ts';
import type { MappedText, RenderedDocument, RenderedTemplate } from '../../workspace/rendering.ts';
import { type FileText, fileAt } from '../../workspace/snapshot.ts';

export type Path = readonly (string | number)[];

export interface RenderedPath {
  readonly root: YamlNode;
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: Path;
  /** Keys of its table that the file's own text does not write. */
  readonly taken: ReadonlySet<string>;
}

/** A place in the file's own text. */
export interface OwnPlace {
  readonly file: FileText;
  readonly part: HoledPart;
  readonly document: Span;
  readonly at: number;
  readonly path: Path;
}

/**
 * Undefined: nothing of these lines was rendered. Null: what was rendered lies elsewhere than the columns of the text say,
 * so that nobody knows.
 */
export function renderedPath(state: RenderState | undefined, place: OwnPlace): RenderedPath | null | undefined {
  const kept = state?.good.get(place.file.uri);
  return kept && pathIn(kept, place);
}

/** Enough to know the kinds that a named template is printed into. */
const MOST_TEMPLATES = 4;

/** The same for a place in a define, in the templates that it was printed by, however its name was found. */
export function pathsInCallers(state: RenderState | undefined, place: OwnPlace): readonly RenderedPath[] {
  const { uri } = place.file;
  const out: RenderedPath[] = [];
  for (const kept of state?.good.values() ?? []) {
    if (!kept.output.output.mappings.some(({ site, skip }) => skip !== undefined && site?.uri === uri)) continue;
    const found = pathIn(kept, place);
    if (found) out.push(found);
    if (out.length === MOST_TEMPLATES) break;
  }
  return out;
}

function pathIn(kept: Kept<RenderedTemplate>, place: OwnPlace): RenderedPath | null | undefined {
  const then = fileAt(kept.snapshot, place.file.uri);
  if (then === undefined) return undefined;
  const drift = backwards(driftOf(then.text, place.file.text));
  let isSeen = false;
  for (const anchor of anchorsOf(place)) {
    const from = intoFile(place.part, anchor.at);
    if (!isUntouched(drift, span(from, from + anchor.length))) continue;
    const to = printedAt(kept.output.output, place.file.uri, carryOffset(drift, from));
    const document = to === undefined ? undefined : documentAt(kept.output, to);
    if (to === undefined || document === undefined || document.kind === '') continue;
    const root = treeOf(kept.output, document);
    const there = valuePlaceAt({ file: place.file, tree: { root, error: undefined } }, to);
    if (root === null || there === undefined) continue;
    isSeen = true;
    const path = joined(place.path, anchor.path, there.path);
    if (path === undefined) continue;
    const taken = takenIn(root, path, kept.output.output, place.file);
    return { root, apiVersion: document.apiVersion, kind: document.kind, path, taken };
  }
  return isSeen ? null : undefined;
}

interface Anchor {
  /** Of the key, in the part's text. */
  readonly at: number;
  readonly length: number;
  readonly path: Path;
}

const MOST_ANCHORS = 16;
const KEY = /^([ ]*(?:-[ ]+)*)([\w./-]+):(?=\s|$)/gm;

/** Lines with keys, the nearest first: the one that is being written tells nothing. */
function* anchorsOf({ part, document, at }: OwnPlace): Generator<Anchor> {
  const text = part.text.slice(document.start, document.end);
  const own = at - document.start;
  const found: { readonly at: number; readonly length: number }[] = [];
  for (const { index, 1: lead = '', 2: key = '' } of text.matchAll(KEY)) {
    const isOwn = index <= own && !text.slice(index, own).includes('\n');
    if (!isOwn) found.push({ at: index + lead.length, length: key.length });
  }
  // What stands above says more than what stands below, which may be of a table that ends first.
  const distance = (one: { readonly at: number }) => (one.at < own ? own - one.at : (one.at - own) * 3);
  found.sort((a, b) => distance(a) - distance(b));
  for (const one of found.slice(0, MOST_ANCHORS)) {
    const cursor = yamlCursor(text, one.at + one.length);
    if (cursor === undefined || !cursor.hasColon || cursor.kind === 'value') continue;
    const key = text.slice(one.at, one.at + one.length);
    yield { at: one.at + document.start, length: one.length, path: [...cursor.path, key] };
  }
}

/** `path` with what the render says of the way that it shares with the anchor; undefined when the two contradict each other. */
function joined(path: Path, anchor: Path, rendered: Path): Path | undefined {
  const more = rendered.length - anchor.length;
  if (more < 0 || !anchor.every((step, i) => isLike(step, rendered[i + more] as string | number))) return undefined;
  let shared = 0;
  while (shared < anchor.length && shared < path.length && anchor[shared] === path[shared]) shared++;
  return [...rendered.slice(0, more + shared), ...path.slice(shared)];
}

function isLike(written: string | number, rendered: string | number): boolean {
  if (typeof written === 'number' || typeof rendered === 'number') return typeof written === typeof rendered;
  return written === rendered || written.includes(HOLE);
}

/** Where the letter of the file was printed first. */
function printedAt({ mappings }: MappedText, uri: string, offset: number): number | undefined {
  for (const { start, end, site, skip } of mappings) {
    if (skip === undefined || site === undefined || site.uri !== uri) continue;
    const from = site.start + skip;
    if (from <= offset && offset < from + end - start) return start + offset - from;
  }
  return undefined;
}

function documentAt({ documents }: RenderedTemplate, at: number): RenderedDocument | undefined {
  return documents.find(({ span: { start, end } }) => start <= at && at < end);
}

const trees = new WeakMap<RenderedDocument, YamlNode | null>();

function treeOf({ output }: RenderedTemplate, document: RenderedDocument): YamlNode | null {
  let root = trees.get(document);
  if (root === undefined) {
    const { start, end } = document.span;
    trees.set(document, (root = readTree(output.text.slice(start, end), { offset: start }).root));
  }
  return root;
}

/** The keys that an action wrote, or another file. */
function takenIn(root: YamlNode, path: Path, { mappings }: MappedText, file: FileText): ReadonlySet<string> {
  const out = new Set<string>();
  const [table] = placesOf({ file, tree: { root, error: undefined } }, path);
  for (const { key, path: own } of table === undefined ? [] : entriesOf(table)) {
    const mapping = key && mappings.find(({ start, end }) => start <= key.start && key.start < end);
    const isOwn = mapping?.skip !== undefined && mapping.site?.uri === file.uri;
    if (mapping !== undefined && !isOwn) out.add(String(own.at(-1)));
  }
  return out;
}
