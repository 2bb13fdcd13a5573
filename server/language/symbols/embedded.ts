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
import { type TemplateCall, type TemplateUses, type TplCall, usesFrom, usesOf } from './calls.ts';
import { type ChartNode, type ChartTree, chartAt, pathIn } from './charts.ts';
import { addressesOf } from './occurrences/addresses.ts';
import type { Part } from './template-index.ts';
import { dataFor, type Reached, type ReachedBy, tplReach } from './tpl-reach.ts';
import { type Possible, substitute, union } from './value.ts';

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

/** All of a release, and what they call. `namesOf` tells the names of calls that compute them. */
export function embeddedTemplates(
  snapshot: Snapshot,
  tree: ChartTree,
  parts: readonly Part[],
  namesOf: (call: TemplateCall) => readonly string[],
): { readonly all: readonly Embedded[]; readonly parts: readonly Part[] } {
  const strings = parts.flatMap((part) => stringsIn(snapshot, part));
  const own = strings.map(({ part }) => part);
  let all: readonly Embedded[] = strings.map(({ one }) => one);
  let more: readonly Part[] = own;
  const candidates = candidatesIn(tree);
  if (candidates.length === 0) return { all, parts: more };
  const reach = tplReach(snapshot, tree, [...parts, ...own], namesOf);
  const reached = [...parts, ...own].map(reach.of);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const inner = more
      .slice(own.length)
      .map(reach.of)
      .filter((by) => by.size > 0);
    if (round > 0 && inner.length === 0) break;
    const found = candidates.flatMap((candidate) => embedded(tree, [...reached, ...inner], candidate));
    const isSame = found.length === all.length - strings.length;
    all = [...all.slice(0, strings.length), ...found];
    more = [...own, ...found.map((one) => partOf(snapshot, one))];
    if (isSame) break;
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

interface StringTemplate {
  readonly one: Embedded;
  readonly part: Part;
}

const strings = new WeakMap<TplCall, StringTemplate>();

function stringsIn(snapshot: Snapshot, { chart, file, uses }: Part): StringTemplate[] {
  return uses.tpls.flatMap((call) => {
    const { written, data, body } = call;
    if (!written?.text.includes('{{')) return [];
    let known = strings.get(call);
    if (known === undefined || known.one.chart !== chart) {
      const one = { host: file, ...maskedString(file, written), span: written.span, chart, data, body };
      // What it calls is the same as long as its text is.
      const uses = known?.part.uses ?? partOf(snapshot, one).uses;
      strings.set(call, (known = { one, part: { chart, file: one.file, uses } }));
    }
    return [known];
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

/** The candidate with its dot, if it reaches tpl. */
function embedded(tree: ChartTree, reached: readonly ReachedBy[], candidate: Candidate): Embedded[] {
  const { chart, file } = candidate;
  const data =
    candidate.kind === 'scalar'
      ? scalarData(tree, reached, chart, candidate.scalar)
      : fileData(reached, chart, pathIn(chart.folder, file));
  if (data === undefined) return [];
  const place = { host: file, chart: rootOf(tree, data) ?? chart, data, body: undefined };
  if (candidate.kind === 'file') return [{ ...place, file, span: span(0, file.text.length), encode: (text) => text }];
  const { node } = candidate.scalar;
  return [{ ...place, ...maskedScalar(file, node), span: span(node.start, node.end) }];
}

function scalarData(
  tree: ChartTree,
  reached: readonly ReachedBy[],
  chart: ChartNode,
  { path, isKey }: BracedScalar,
): Possible | undefined {
  const all = addressesOf(tree, { chart, path }).flatMap((address) => {
    const isOver = (entry: Reached) =>
      leadsTo(entry, address.path) && (!isKey || entry.path.length < address.path.length);
    return dataFor(reached, `Values ${address.chart.folder}`, address.path[0], isOver) ?? [];
  });
  return all.length === 0 ? undefined : union(all);
}

function leadsTo({ path, isTable }: Reached, value: readonly Step[]): boolean {
  if (isTable ? path.length > value.length : path.length !== value.length) return false;
  return path.every((step, i) => step === value[i] || step === ELEMENT);
}

function fileData(reached: readonly ReachedBy[], { folder }: ChartNode, name: string): Possible | undefined {
  const given = (method: string, is: (pattern: string) => boolean) =>
    dataFor(reached, `Files ${folder}`, method, ({ path: [, named] }) => typeof named === 'string' && is(named)) ?? [];
  const all = [given('Get', (named) => named === name), given('Glob', (pattern) => matches(pattern, name))].flat();
  return all.length === 0 ? undefined : union(all);
}

/** The chart whose root object the dot is. */
function rootOf(tree: ChartTree, data: Possible): ChartNode | undefined {
  for (const ref of data.refs) if (ref.kind === 'path' && ref.chart !== undefined) return chartAt(tree, ref.chart);
  return undefined;
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
