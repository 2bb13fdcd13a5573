// Which values the templates of a release can read at all, whichever way: by name, through variables, helpers and dicts, by
// printing or going over a table that holds them, in templates inside values and files, by Chart.yaml. A value that is not
// read here is read nowhere; of one that is, that much is not certain.

import type { ListNode, StringNode } from '#engine/template/node.ts';
import { parse } from '#engine/template/parse.ts';
import { functionsOf } from '../../documents/functions.ts';
import { bracedScalars } from '../../documents/scalar-templates.ts';
import { type NamedBody, templateView, walkNodes } from '../../documents/template.ts';
import { ELEMENT, type Step } from '../../documents/values.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import { type Address, addressesOf } from '../occurrences/addresses.ts';
import { pathsInChartYaml } from '../occurrences/chart-yaml.ts';
import { placesOfChart } from '../places.ts';
import { type Body, give, newBody, settle } from './bodies.ts';
import { Heap, Obj } from './heap.ts';

export interface Reading {
  /** Something was not understood, or is not there: any value may be read. */
  readonly isOpen: boolean;
  /** Whether anything may read the value below the `.Values` of a chart, or something in it. */
  readonly mayRead: (address: Address) => Reads;
}

/** `whole`: all that lies in it may be read as well. */
export type Reads = 'whole' | 'named' | undefined;

const memos = new WeakMap<ChartTree, Reading>();

export function readingOf(given: Snapshot, tree: ChartTree): Reading {
  let reading = memos.get(tree);
  if (reading === undefined) {
    const roots = keptRoots(underSet(given, tree.root.folder), tree);
    memos.set(tree, (reading = roots ? { isOpen: false, mayRead: (one) => mayRead(tree, roots, one) } : OPEN));
  }
  return reading;
}

const OPEN: Reading = { isOpen: true, mayRead: () => 'whole' };

/** The root objects of charts by their folders, with all that is read of them; undefined when that is not known. */
type Roots = ReadonlyMap<string, Obj> | undefined;

/** By the root chart's folder, the one asked for last behind the others: most edits of values change nothing of what is read. */
const kept = new Map<string, { readonly made: readonly unknown[]; readonly roots: Roots }>();
const MOST_KEPT = 8;

function keptRoots(snapshot: Snapshot, tree: ChartTree): Roots {
  const { folder } = tree.root;
  const made = madeOf(snapshot, tree);
  const known = kept.get(folder);
  kept.delete(folder);
  const isSame = known?.made.length === made.length && known.made.every((one, i) => one === made[i]);
  const now = known && isSame ? known : { made, roots: new Release(snapshot, tree).settle() };
  kept.set(folder, now);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
  return now.roots;
}

/** All that a reading depends on, by identity. */
function madeOf(snapshot: Snapshot, tree: ChartTree): unknown[] {
  const made: unknown[] = [snapshot.settings.helmVersion];
  for (const chart of tree.charts) {
    const { folder, templates, files, otherValues, defaults } = chart;
    for (const { path, keys } of placesOfChart(chart)) made.push(path, keys.join());
    for (const name of ['Chart.yaml', 'requirements.yaml']) made.push(fileAt(snapshot, joinUri(folder, name)));
    made.push(...templates);
    const values = new Set<FileText>([...(defaults ? [defaults] : []), ...otherValues]);
    for (const file of values) made.push(templatesIn(file));
    for (const file of files) if (!values.has(file) && isText(file)) made.push(file);
  }
  return made;
}

const inValues = new WeakMap<FileText, string>();

/** What a values file says of `.Values`, in templates and comments. */
function templatesIn(file: FileText): string {
  let known = inValues.get(file);
  if (known === undefined) {
    const scalars = bracedScalars(file).map(({ node }) => node.text);
    known = [...scalars, ...(file.text.match(WRITTEN) ?? [])].join('\n');
    inValues.set(file, known);
  }
  return known;
}

function mayRead(tree: ChartTree, roots: ReadonlyMap<string, Obj>, address: Address): Reads {
  const addresses = addressesOf(tree, address);
  if (addresses.length >= MOST_ADDRESSES) return 'whole';
  let found: Reads;
  for (const { chart, path } of addresses) {
    const reads = readsAt(roots.get(chart.folder), path);
    if (reads === 'whole') return reads;
    found ??= reads;
  }
  return found;
}

function readsAt(root: Obj | undefined, path: readonly Step[]): Reads {
  if (root === undefined || root.isWhole) return 'whole';
  let at: readonly Obj[] = [root];
  const steps: readonly Step[] = ['Values', ...path];
  let isListed = false;
  for (const [i, step] of steps.entries()) {
    if (i === steps.length - 1) isListed = at.some((obj) => obj.isListed);
    at = at.flatMap(({ children }) => [children.get(step) ?? [], children.get(ELEMENT) ?? []].flat());
    if (at.some(({ isWhole }) => isWhole)) return 'whole';
  }
  return isListed || at.some(isNamed) ? 'named' : undefined;
}

/** A path of `.Values` in a text that is no action: a comment, a note, a template that is cut in pieces. */
const WRITTEN = /\.Values((?:\.[A-Za-z_][\w]*)+)/g;

class Release {
  readonly #snapshot: Snapshot;
  readonly #tree: ChartTree;
  readonly #heap: Heap;
  readonly #roots = new Map<ChartNode, Obj>();
  readonly #values = new Map<Obj, ChartNode>();
  /** Whose a named template is. */
  readonly #owners = new Map<Body, ChartNode>();
  readonly #named = new Map<string, Body[]>();
  readonly #files: Body[] = [];
  readonly #texts: Body[] = [];
  #isOpen = false;

  constructor(snapshot: Snapshot, tree: ChartTree) {
    this.#snapshot = snapshot;
    this.#tree = tree;
    this.#heap = new Heap(
      (from, key) => this.#cross(from, key),
      (obj) => this.#within(obj),
    );
    for (const chart of tree.charts) {
      const root = new Obj(true, undefined);
      for (const place of placesOfChart(chart)) this.#roots.set(place, root);
      this.#values.set(this.#heap.child(root, 'Values'), chart);
    }
  }

  settle(): Roots {
    for (const chart of this.#tree.charts) this.#chart(chart);
    this.#written();
    if (this.#isOpen) return undefined;
    const [heap, named, files, texts] = [this.#heap, this.#named, this.#files, this.#texts];
    const all = { heap, named, files, texts, hasFileNames: this.#hasFileNames() };
    if (!settle(all)) return undefined;
    // Helpers that nobody calls are most often given the root object once they are.
    for (const [body, chart] of this.#owners)
      if (body.dot.size === 0) give(body, new Set([this.#roots.get(chart) as Obj]));
    return settle(all) ? new Map([...this.#roots].map(([{ folder }, root]) => [folder, root])) : undefined;
  }

  #valuesOf(chart: ChartNode): Obj {
    return this.#heap.child(this.#roots.get(chart) as Obj, 'Values');
  }

  /** `.Values.sub` is the table of the subchart, `.Values.global` that of the root; `.Subcharts.sub` is another root object. */
  #cross(from: Obj, key: Step): Obj | undefined {
    const chart = this.#values.get(from);
    if (chart) {
      if (key === 'global' && chart !== this.#tree.root) return this.#heap.child(this.#valuesOf(this.#tree.root), key);
      const sub = chart.subcharts.find(({ keys }) => typeof key === 'string' && keys.includes(key));
      return sub && this.#valuesOf(sub);
    }
    if (from.parent === undefined || from.parent.children.get('Subcharts') !== from) return undefined;
    for (const [owner, root] of this.#roots) {
      if (root !== from.parent) continue;
      const sub = owner.subcharts.find(({ keys }) => typeof key === 'string' && keys.includes(key));
      return sub && this.#roots.get(sub);
    }
    return undefined;
  }

  #within(obj: Obj): Obj[] {
    const chart = this.#values.get(obj);
    return chart ? chart.subcharts.map((sub) => this.#valuesOf(sub)) : [];
  }

  #chart(chart: ChartNode): void {
    const root = this.#roots.get(chart) as Obj;
    for (const file of chart.templates) {
      const view = templateView(file, this.#snapshot.settings);
      if (view.parsed.errors.length > 0) this.#isOpen = true;
      const own = newBody(view.parsed.main.root, file.text, file.uri);
      give(own, new Set([root]));
      this.#files.push(own);
      for (const define of view.defines) this.#define(chart, define, file.text);
      if (this.#hasTpl()) this.#pieces(chart, file, view.parsed.main.root);
    }
    const values = [...(chart.defaults ? [chart.defaults] : []), ...chart.otherValues];
    for (const file of values) {
      this.#writtenOut(chart, file.text);
      const scalars = bracedScalars(file);
      if (scalars.length >= MOST_SCALARS) this.#isOpen = true;
      for (const { node } of scalars) this.#text(node.text);
    }
    const known = new Set<FileText>([...values, ...chart.templates]);
    if (!this.#hasFiles()) return;
    for (const file of chart.files) if (!known.has(file) && isText(file)) this.#text(file.text);
  }

  #define(chart: ChartNode, { name, list }: NamedBody, text: string): void {
    const body = newBody(list, text);
    this.#owners.set(body, chart);
    const known = this.#named.get(name);
    if (known) known.push(body);
    else this.#named.set(name, [body]);
  }

  /** Texts of a template that may be on their way to tpl, whole or in pieces. */
  #pieces(chart: ChartNode, file: FileText, list: ListNode): void {
    walkNodes(list, (node) => {
      if (node.kind === 'text') this.#writtenOut(chart, node.text);
      if (node.kind !== 'string') return;
      const hasBraces = /\{\{|\}\}/.test(node.text);
      if (!hasBraces) this.#writtenOut(chart, node.text);
      if (!hasBraces || isPrinted(file.text, node)) return;
      this.#text(node.text);
      // Of a template that is put together from pieces nobody knows what it reads.
      if (isPiece(node.text)) this.#text('{{ . }}');
    });
  }

  #text(text: string): void {
    if (!this.#hasTpl()) return;
    const functions = functionsOf(this.#snapshot.settings);
    const { main, errors } = parse('text', text, (name) => functions.has(name));
    if (errors.length > 0) for (const chart of this.#tree.charts) this.#writtenOut(chart, text);
    this.#texts.push(newBody(main.root, text));
    walkNodes(main.root, (node) => {
      if (node.kind === 'define' || (node.kind === 'template' && node.list))
        this.#define(this.#tree.root, node as NamedBody, text);
    });
  }

  #tpl: boolean | undefined;
  #hasTpl(): boolean {
    return (this.#tpl ??= this.#names('tpl'));
  }

  #readsFiles: boolean | undefined;
  #hasFiles(): boolean {
    return (this.#readsFiles ??= this.#names('Files'));
  }

  /** `include (print $.Template.BasePath "/x.yaml") .` alone is how files are included. */
  #hasFileNames(): boolean {
    const isOther = (text: string) =>
      /BasePath|Template\.Name|\.Template\b(?!\.)/.test(
        text.replace(/\binclude\s*\(\s*print\w*\b[^)]*\bBasePath\b/g, ''),
      );
    return this.#tree.charts.some(({ templates }) => templates.some(({ text }) => isOther(text)));
  }

  #names(word: string): boolean {
    const pattern = new RegExp(`\\b${word}\\b`);
    return this.#tree.charts.some(({ templates }) => templates.some(({ text }) => pattern.test(text)));
  }

  #writtenOut(chart: ChartNode, text: string): void {
    for (const match of text.matchAll(WRITTEN)) this.#use(chart, (match[1] as string).slice(1).split('.'));
  }

  #use(chart: ChartNode, path: readonly Step[]): void {
    this.#heap.whole([path.reduce((at, step) => this.#heap.child(at, step), this.#valuesOf(chart))]);
  }

  /** What Chart.yaml names, and the tables of charts that are not here. */
  #written(): void {
    for (const { chart, prefix, dotted } of pathsInChartYaml(this.#snapshot, this.#tree))
      this.#use(chart, [...prefix, ...dotted.steps.map(({ step }) => (typeof step === 'number' ? ELEMENT : step))]);
    for (const chart of this.#tree.charts) {
      const known = new Set(chart.subcharts.flatMap(({ keys }) => keys));
      const absent = chart.dependencies.map(({ alias, name }) => alias || name).filter((key) => !known.has(key));
      for (const key of absent) this.#use(chart, [key]);
      if (absent.length > 0) this.#use(this.#tree.root, ['global']);
    }
  }
}

/** Somebody names it, or something in it. */
function isNamed({ isRead, isWhole, isListed, children }: Obj): boolean {
  return isRead || isWhole || isListed || [...children.values()].some(isNamed);
}

/** A tree of charts that name each other by imports has no end of names. */
const MOST_ADDRESSES = 200;
/** More than these are not looked for in a values file. */
const MOST_SCALARS = 300;

const braced = new WeakMap<FileText, boolean>();

function isText(file: FileText): boolean {
  let known = braced.get(file);
  if (known === undefined) braced.set(file, (known = file.text.includes('{{') && !file.text.includes('\0')));
  return known;
}

/** `{{ "{{" }}`: braces that are meant for somebody else. */
function isPrinted(text: string, { span: { start, end } }: StringNode): boolean {
  return /\{\{-?\s*$/.test(text.slice(Math.max(0, start - 40), start)) && /^\s*-?\}\}/.test(text.slice(end, end + 40));
}

function isPiece(text: string): boolean {
  return text.split('{{').length !== text.split('}}').length || /\{\{[^"`}]*%/.test(text);
}
