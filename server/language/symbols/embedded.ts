// The templates inside other texts of a release: strings given to tpl, scalars of values files that reach it, and files that
// `.Files` hands to it; each with what tpl gives it as its dot.

import { compileGlob } from '#engine/text/glob.ts';
import { GlobPanic } from '#engine/text/glob-match.ts';
import { type Span, span } from '#engine/text/span.ts';
import { type Encode, maskedScalar, maskedString } from '../documents/masked.ts';
import { type BracedScalar, bracedScalars } from '../documents/scalar-templates.ts';
import { actionAt, type NamedBody, templateView } from '../documents/template.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { BUILTINS } from './builtins.ts';
import { type TemplateCall, type TemplateUses, type TplCall, usesFrom, usesOf } from './calls.ts';
import { type ChartNode, type ChartTree, chartAt, pathIn } from './charts.ts';
import { objectPath } from './object-path.ts';
import { addressesOf } from './occurrences/addresses.ts';
import { scopeAt } from './scope.ts';
import type { Part, TemplateIndex } from './template-index.ts';
import { throughCallers } from './through-callers.ts';
import { NOTHING, type PathRef, type Possible, type Ref, substitute, UNKNOWN, union } from './value.ts';

/** A template inside another text. */
export interface Embedded {
  /** The file that holds it. */
  readonly host: FileText;
  /** The template alone, at the offsets that it has in the host. */
  readonly file: FileText;
  readonly span: Span;
  /** The chart whose templates give it to tpl. */
  readonly chart: ChartNode;
  /** The dot that it begins with, in terms of the dot of `body`, or of no body at all. */
  readonly data: Possible;
  readonly body: NamedBody | undefined;
  /** What is inserted into it must be written so. */
  readonly encode: Encode;
}

/** Templates inside templates inside texts … end here. */
const MAX_ROUNDS = 3;

/** `index` knows who calls what; what is found may call more, which `extended` makes known. */
export function embeddedTemplates(
  snapshot: Snapshot,
  tree: ChartTree,
  parts: readonly Part[],
  index: TemplateIndex,
  extended: (more: readonly Part[]) => TemplateIndex,
): { readonly all: readonly Embedded[]; readonly parts: readonly Part[] } {
  const strings = parts.flatMap(stringsIn);
  const candidates = candidatesIn(tree);
  let all: readonly Embedded[] = strings;
  let more: readonly Part[] = all.map((one) => partOf(snapshot, one));
  let known = more.length > 0 ? extended(more) : index;
  for (let round = 0; round < MAX_ROUNDS && candidates.length > 0; round++) {
    const reach = new Reach(snapshot, tree, known, [...parts, ...more]);
    const found = [...strings, ...candidates.flatMap((candidate) => reach.embedded(candidate))];
    const isSame = found.length === all.length;
    all = found;
    more = all.map((one) => partOf(snapshot, one));
    if (isSame || more.every(({ uses }) => uses.calls.length === 0 && uses.tpls.length === 0)) break;
    known = extended(more);
  }
  return { all, parts: more };
}

/** The one whose action holds the offset. */
export function embeddedAt(all: readonly Embedded[], file: FileText, offset: number): Embedded | undefined {
  return all.find(
    (one) =>
      one.host === file &&
      one.span.start <= offset &&
      offset <= one.span.end &&
      actionAt(one.file, offset) !== undefined,
  );
}

function stringsIn({ chart, file, uses }: Part): Embedded[] {
  return uses.tpls.flatMap(({ written, data, body }) => {
    if (!written?.text.includes('{{')) return [];
    return [{ host: file, ...maskedString(file, written), span: written.span, chart, data, body }];
  });
}

/** What the template calls, in terms of the body that holds it. */
function partOf(snapshot: Snapshot, one: Embedded): Part {
  const { calls, tpls } = usesOf(templateView(one.file, snapshot.settings));
  const moved = <T extends TemplateCall | TplCall>(call: T): T => ({
    ...call,
    data: substitute(call.data, one.data),
    body: one.body,
  });
  const own = calls.filter(({ body }) => body === undefined).map(moved);
  const ownTpls = tpls
    .filter(({ body }) => body === undefined)
    .map((call) => ({ ...moved(call), text: substitute(call.text, one.data) }));
  const uses: TemplateUses = usesFrom(
    own.map((call) => (call.nameText ? { ...call, nameText: substitute(call.nameText, one.data) } : call)),
    ownTpls,
    [],
  );
  return { chart: one.chart, file: one.file, uses };
}

/** A text with braces that may be given to tpl. */
type Candidate =
  | { readonly kind: 'scalar'; readonly chart: ChartNode; readonly file: FileText; readonly scalar: BracedScalar }
  | { readonly kind: 'file'; readonly chart: ChartNode; readonly file: FileText };

function candidatesIn(tree: ChartTree): Candidate[] {
  const out: Candidate[] = [];
  for (const chart of tree.charts) {
    const values = new Set([...(chart.defaults ? [chart.defaults] : []), ...chart.otherValues]);
    for (const file of values) {
      for (const scalar of bracedScalars(file)) out.push({ kind: 'scalar', chart, file, scalar });
    }
    const templates = new Set(chart.templates);
    for (const file of chart.files) {
      if (!values.has(file) && !templates.has(file) && hasBraces(file)) out.push({ kind: 'file', chart, file });
    }
  }
  return out;
}

const braced = new WeakMap<FileText, boolean>();

/** Files such as dashboards are long, and few are edited. */
function hasBraces(file: FileText): boolean {
  let known = braced.get(file);
  if (known === undefined) braced.set(file, (known = file.text.includes('{{')));
  return known;
}

/** A value or file that reaches tpl, and what tpl gives its template. */
interface Entry {
  readonly path: readonly Step[];
  /** All that is below it reaches tpl, too. */
  readonly isTable: boolean;
  readonly data: Possible;
  readonly chart: ChartNode;
}

/** All that reaches tpl. */
class Reach {
  readonly #snapshot: Snapshot;
  readonly #tree: ChartTree;
  /** By chart's folder and object. */
  readonly #entries = new Map<string, Entry[]>();
  readonly #seen = new Set<string>();

  constructor(snapshot: Snapshot, tree: ChartTree, index: TemplateIndex, parts: readonly Part[]) {
    this.#snapshot = snapshot;
    this.#tree = tree;
    for (const { chart, uses } of parts) {
      for (const { text, data, body } of uses.tpls) {
        if (text.refs.every(isWritten)) continue;
        throughCallers(index, { chart, body }, [text, data], ([given, dot], caller) => {
          for (const ref of (given as Possible).refs) this.#add(ref, false, dot as Possible, caller);
        });
      }
    }
  }

  /** The candidate with its dot, if it reaches tpl. */
  embedded(candidate: Candidate): Embedded[] {
    const { chart, file } = candidate;
    const entries = candidate.kind === 'scalar' ? this.#ofScalar(chart, candidate.scalar) : this.#ofFile(chart, file);
    if (entries.length === 0) return [];
    const data = union(entries.map((entry) => entry.data));
    const place = { host: file, chart: this.#rootOf(data) ?? (entries[0] as Entry).chart, data, body: undefined };
    if (candidate.kind === 'file') return [{ ...place, file, span: span(0, file.text.length), encode: (text) => text }];
    const { node } = candidate.scalar;
    return [{ ...place, ...maskedScalar(file, node), span: span(node.start, node.end) }];
  }

  #add(ref: Ref, isTable: boolean, data: Possible, caller: ChartNode): void {
    if (ref.kind === 'path') this.#addPath(ref, isTable, data, caller);
    else if (ref.kind === 'text') this.#addText(ref.parts, isTable, data, caller);
    else if (isTable) {
      const inside = ref.kind === 'list' ? ref.items : [...ref.entries.values()];
      for (const value of inside) for (const one of value.refs) this.#add(one, true, data, caller);
    }
  }

  #addText(parts: (Ref & { kind: 'text' })['parts'], isTable: boolean, data: Possible, caller: ChartNode): void {
    let before = '';
    for (const part of parts) {
      if (typeof part === 'string') {
        before += part;
        continue;
      }
      const dot = this.#behind(before, data);
      // Inside a block that is never entered nothing is rendered.
      if (dot.refs.length === 0 && dot.complete && dot !== data) continue;
      for (const ref of part.of.refs) this.#add(ref, isTable || part.how === 'yaml', dot, caller);
    }
  }

  /** The dot of what follows a beginning of its text: `{{ with .scope }}` before it makes it another. */
  #behind(before: string, data: Possible): Possible {
    if (!before.includes('{{')) return data;
    const view = templateView({ uri: 'text', text: before, version: undefined }, this.#snapshot.settings);
    const { blocks, dot } = scopeAt(view, before.length);
    if (blocks.length === 0) return data;
    const inside = substitute(dot, data);
    const isEntered = inside.refs.some((ref) => !this.#isNowhere(ref));
    // `$` is still the whole, which one dot cannot tell.
    return inside.complete && !isEntered ? NOTHING : UNKNOWN;
  }

  /** A field of a root object that Helm does not put there: what a dict that is merged with it would have had. */
  #isNowhere(ref: Ref): boolean {
    const object = ref.kind === 'path' ? objectPath(this.#tree, ref)?.object : undefined;
    return object !== undefined && !BUILTINS.some(({ name }) => name === object);
  }

  #addPath(ref: PathRef, isTable: boolean, data: Possible, caller: ChartNode): void {
    const found = objectPath(this.#tree, ref);
    if (found === undefined || (found.object !== 'Values' && found.object !== 'Files')) return;
    const key = `${found.object} ${found.chart.folder}`;
    const known = `${key} ${JSON.stringify([isTable, stepKeys(found.path), data.complete, data.refs.map(refKey)])}`;
    if (this.#seen.has(known)) return;
    this.#seen.add(known);
    const entry = { path: found.path, isTable, data, chart: caller };
    const entries = this.#entries.get(key);
    if (entries) entries.push(entry);
    else this.#entries.set(key, [entry]);
  }

  #ofScalar(chart: ChartNode, { path, isKey }: BracedScalar): Entry[] {
    return addressesOf(this.#tree, { chart, path }).flatMap((address) =>
      (this.#entries.get(`Values ${address.chart.folder}`) ?? []).filter(
        (entry) => leadsTo(entry, address.path) && (!isKey || entry.path.length < address.path.length),
      ),
    );
  }

  #ofFile(chart: ChartNode, file: FileText): Entry[] {
    const name = pathIn(chart.folder, file);
    return (this.#entries.get(`Files ${chart.folder}`) ?? []).filter(({ path: [method, pattern] }) => {
      if (typeof pattern !== 'string') return false;
      return method === 'Get' ? pattern === name : method === 'Glob' && matches(pattern, name);
    });
  }

  /** The chart whose root object the dot is. */
  #rootOf(data: Possible): ChartNode | undefined {
    for (const ref of data.refs)
      if (ref.kind === 'path' && ref.chart !== undefined) return chartAt(this.#tree, ref.chart);
    return undefined;
  }
}

function isWritten(ref: Ref): boolean {
  return ref.kind === 'text' && ref.parts.every((part) => typeof part === 'string');
}

function leadsTo({ path, isTable }: Entry, value: readonly Step[]): boolean {
  if (isTable ? path.length > value.length : path.length !== value.length) return false;
  return path.every((step, i) => step === value[i] || step === ELEMENT);
}

function stepKeys(path: readonly Step[]): (string | number | null)[] {
  return path.map((step) => (step === ELEMENT ? null : step));
}

function refKey(ref: Ref): unknown {
  if (ref.kind === 'path') return [ref.chart, ...stepKeys(ref.path)];
  return ref.kind === 'dict' ? [...ref.entries].map(([key, value]) => [key, ...value.refs.map(refKey)]) : ref.kind;
}

const globs = new Map<string, ((name: string) => boolean) | undefined>();

/** Patterns come from templates, so there are few; one that Helm fails on matches nothing. */
function matches(pattern: string, name: string): boolean {
  if (globs.size > 500) globs.clear();
  if (!globs.has(pattern)) globs.set(pattern, compiled(pattern));
  try {
    return globs.get(pattern)?.(name) ?? false;
  } catch (error) {
    if (error instanceof GlobPanic) return false;
    throw error;
  }
}

function compiled(pattern: string): ((name: string) => boolean) | undefined {
  try {
    return compileGlob(pattern, '/');
  } catch (error) {
    if (error instanceof GlobPanic) return undefined;
    throw error;
  }
}
