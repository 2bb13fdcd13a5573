// The templates inside other texts of a release: strings given to tpl, scalars of values files that reach it, and files that
// `.Files` hands to it; each with what tpl gives it as its dot.

import { compileGlob } from '#engine/text/glob.ts';
import { GlobPanic } from '#engine/text/glob-match.ts';
import { type Span, span } from '#engine/text/span.ts';
import { type Encode, endOfTemplate, maskedScalar, maskedString } from '../documents/masked.ts';
import { type BracedScalar, bracedScalars } from '../documents/scalar-templates.ts';
import { actionAt, type NamedBody, type TemplateView, templateView } from '../documents/template.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { type TemplateCall, type TemplateUses, type TplCall, usesFrom, usesOf } from './calls.ts';
import { type ChartNode, type ChartTree, chartAt, pathIn } from './charts.ts';
import { addressesOf } from './occurrences/addresses.ts';
import { partOfRelease } from './release-part.ts';
import type { Part } from './template-index.ts';
import { type Reached, type ReachedBy, Release, releaseOf, type TplReach, tplReach } from './tpl-reach.ts';
import { type Possible, possibleKey, substitute, union } from './value.ts';

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

export interface EmbeddedAll {
  readonly all: readonly Embedded[];
  /** What they call. */
  readonly parts: readonly Part[];
}

/** All of a release. `namesOf` tells the names of calls that compute them. */
export function embeddedTemplates(
  snapshot: Snapshot,
  tree: ChartTree,
  parts: readonly Part[],
  namesOf: (call: TemplateCall) => readonly string[],
): EmbeddedAll {
  const strings = parts.flatMap((part) => stringsIn(snapshot, part));
  const own: EmbeddedAll = { all: strings.map(({ one }) => one), parts: strings.map(({ part }) => part) };
  const candidates = candidatesIn(tree);
  const [first] = candidates;
  if (first === undefined) return own;
  const reach = tplReach(snapshot, tree, [...parts, ...own.parts], namesOf);
  const release = releaseOf([...parts, ...own.parts].map(reach.of));
  // What is found for a part of the release is no answer about the whole.
  const isPart = partOfRelease(tree) !== undefined;
  const last = isPart ? undefined : lastFound.get(first.file);
  const isSame = last?.release === release && last.shape === reach.shape && isAgain(last, candidates, reach);
  const found = isSame && last ? { ...last, candidates } : findAll(snapshot, tree, candidates, release, reach);
  if (!isPart) lastFound.set(first.file, found);
  const all = found.all.map((one) => ({ ...one, chart: chartAt(tree, one.chart.folder) ?? one.chart }));
  return { all: [...own.all, ...all], parts: [...own.parts, ...found.parts] };
}

/** Reads what `embeddedTemplates` will have to read, a little at a time. */
export function* readAhead(
  snapshot: Snapshot,
  tree: ChartTree,
  parts: readonly Part[],
  namesOf: (call: TemplateCall) => readonly string[],
): Generator<void, void> {
  const all = [...parts];
  for (const part of parts) {
    for (const string of stringsIn(snapshot, part)) all.push(string.part);
    yield;
  }
  const reach = tplReach(snapshot, tree, all, namesOf);
  for (const part of all) {
    yield;
    reach.of(part);
  }
}

interface Found extends EmbeddedAll {
  readonly candidates: readonly Candidate[];
  readonly release: Release;
  readonly shape: string;
  /** What the parts bring to tpl. */
  readonly inner: readonly ReachedBy[];
}

/** By the first file that has candidates: most edits change nothing of what reaches tpl. */
const lastFound = new WeakMap<FileText, Found>();

function isAgain(last: Found, candidates: readonly Candidate[], reach: TplReach): boolean {
  const isSame =
    last.candidates.length === candidates.length &&
    candidates.every((one, i) => {
      const other = last.candidates[i] as Candidate;
      return one.file === other.file && one.scalar === other.scalar && one.chart.folder === other.chart.folder;
    });
  return isSame && last.parts.every((part, i) => reach.of(part) === last.inner[i]);
}

function findAll(
  snapshot: Snapshot,
  tree: ChartTree,
  candidates: readonly Candidate[],
  release: Release,
  reach: TplReach,
): Found {
  let found: EmbeddedAll = { all: [], parts: [] };
  let inner: readonly ReachedBy[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const some = inner.filter((by) => by.size > 0);
    if (round > 0 && some.length === 0) break;
    const releases = some.length > 0 ? [release, new Release(some)] : [release];
    const all = candidates.flatMap((candidate) => embedded(tree, releases, candidate));
    const isSame = round > 0 && all.length === found.all.length;
    found = { all, parts: all.map((one) => valuePart(snapshot, one)) };
    inner = found.parts.map(reach.of);
    if (isSame) break;
  }
  return { ...found, candidates, release, shape: reach.shape, inner };
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

export interface StringTemplate {
  readonly one: Embedded;
  readonly part: Part;
}

const strings = new WeakMap<TplCall, StringTemplate>();

export function stringsIn(snapshot: Snapshot, { chart, file, uses }: Part): StringTemplate[] {
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

/** By the template's text: with the same dot it calls the same. */
const lastParts = new WeakMap<FileText, { readonly key: string; readonly part: Part }>();

function valuePart(snapshot: Snapshot, one: Embedded): Part {
  const key = `${one.chart.folder} ${possibleKey(one.data)}`;
  const last = lastParts.get(one.file);
  const part = last?.key === key ? { ...last.part, chart: one.chart } : partOf(snapshot, one);
  lastParts.set(one.file, { key, part });
  return part;
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
interface Candidate {
  readonly chart: ChartNode;
  readonly file: FileText;
  /** Undefined: the file itself. */
  readonly scalar: BracedScalar | undefined;
}

function candidatesIn(tree: ChartTree): Candidate[] {
  const out: Candidate[] = [];
  for (const chart of tree.charts) {
    const values = new Set([...(chart.defaults ? [chart.defaults] : []), ...chart.otherValues]);
    for (const file of values) {
      for (const scalar of bracedScalars(file)) out.push({ chart, file, scalar });
    }
    const templates = new Set(chart.templates);
    for (const file of chart.files) {
      if (!values.has(file) && !templates.has(file) && hasBraces(file)) out.push({ chart, file, scalar: undefined });
    }
  }
  return out;
}

/** A file with braces that tpl may be given, or scalars of which it may be given. */
export interface CandidateFile {
  readonly file: FileText;
  readonly isValues: boolean;
  /** Of its chart. */
  readonly folder: string;
}

export function candidateFiles(tree: ChartTree): readonly CandidateFile[] {
  return tree.charts.flatMap((chart) => {
    const { folder } = chart;
    const values = new Set([...(chart.defaults ? [chart.defaults] : []), ...chart.otherValues]);
    const templates = new Set(chart.templates);
    const others = chart.files.filter((file) => !values.has(file) && !templates.has(file));
    return [
      ...[...values].filter(hasBraces).map((file) => ({ file, isValues: true, folder })),
      ...others.filter(hasBraces).map((file) => ({ file, isValues: false, folder })),
    ];
  });
}

/** The templates in a file that may be given to tpl; of its scalars those that pass the test. */
export function viewsInCandidate(
  snapshot: Snapshot,
  { file, isValues }: CandidateFile,
  mayBe: (text: string) => boolean,
): TemplateView[] {
  if (!isValues) return [templateView(file, snapshot.settings)];
  const scalars = bracedScalars(file).filter(({ node }) => mayBe(file.text.slice(node.start, node.end)));
  return scalars.map(({ node }) => templateView(maskedScalar(file, node).file, snapshot.settings));
}

/** Whether a text that may be given to tpl holds the offset. */
export function mayHoldTemplate(tree: ChartTree, file: FileText, offset: number): boolean {
  if (!hasBraces(file)) return false;
  const isValues = tree.charts.some(({ defaults, otherValues }) => defaults === file || otherValues.includes(file));
  return (
    !isValues || bracedScalars(file).some(({ node }) => node.start <= offset && offset <= endOfTemplate(file, node))
  );
}

const braced = new WeakMap<FileText, boolean>();

/** Files such as dashboards are long, and few are edited. */
function hasBraces(file: FileText): boolean {
  let known = braced.get(file);
  if (known === undefined) braced.set(file, (known = file.text.includes('{{')));
  return known;
}

/** The candidate with its dot, if it reaches tpl. */
function embedded(tree: ChartTree, releases: readonly Release[], { chart, file, scalar }: Candidate): Embedded[] {
  const data = releases.flatMap((release) =>
    scalar ? scalarData(tree, release, chart, scalar) : fileData(release, chart, pathIn(chart.folder, file)),
  );
  if (data.length === 0) return [];
  const dot = union(data);
  const place = { host: file, chart: rootOf(tree, dot) ?? chart, data: dot, body: undefined };
  if (scalar === undefined) return [{ ...place, file, span: span(0, file.text.length), encode: (text) => text }];
  const { node } = scalar;
  const masked = maskedScalar(file, node);
  return [{ ...place, ...masked, span: span(node.start, endOfTemplate(file, node)) }];
}

function scalarData(tree: ChartTree, release: Release, chart: ChartNode, { path, isKey }: BracedScalar): Possible[] {
  return addressesOf(tree, { chart, path }).flatMap((address) => {
    const isOver = (entry: Reached) =>
      leadsTo(entry, address.path) && (!isKey || entry.path.length < address.path.length);
    return release.dataFor(`Values ${address.chart.folder}`, address.path[0], isOver) ?? [];
  });
}

function leadsTo({ path, isTable }: Reached, value: readonly Step[]): boolean {
  if (isTable ? path.length > value.length : path.length !== value.length) return false;
  return path.every((step, i) => step === value[i] || step === ELEMENT);
}

function fileData(release: Release, { folder }: ChartNode, name: string): Possible[] {
  const given = (method: string, is: (pattern: string) => boolean) =>
    release.dataFor(`Files ${folder}`, method, ({ path: [, named] }) => typeof named === 'string' && is(named)) ?? [];
  return [given('Get', (named) => named === name), given('Glob', (pattern) => matches(pattern, name))].flat();
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
