// What reaches tpl: for each named template what it does with its dot, and for each file the values and files that get there
// through all it calls. Found out from the callers down, so that an edit costs what the edited file calls.

import { templateView } from '../documents/template.ts';
import { ELEMENT, type Step } from '../documents/values.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { BUILTINS } from './builtins.ts';
import type { TemplateCall, TemplateUses, TplCall } from './calls.ts';
import type { ChartTree } from './charts.ts';
import { objectPath } from './object-path.ts';
import { placesOfChart } from './places.ts';
import { scopeAt } from './scope.ts';
import type { Part } from './template-index.ts';
import {
  type PathRef,
  type Possible,
  partsOf,
  possibleKey,
  type Ref,
  refKey,
  rootOf,
  substitute,
  type TextRef,
  UNKNOWN,
  union,
} from './value.ts';

/** A value or file that reaches tpl, and what tpl gives its template. */
export interface Reached {
  readonly path: readonly Step[];
  /** All that is below it reaches tpl, too. */
  readonly isTable: boolean;
  readonly data: Possible;
  /** Equal data has equal keys. */
  readonly key: string;
}

/** What one file brings to tpl, by chart's folder and object (`Values`, `Files`), then by the first step. */
export type ReachedBy = ReadonlyMap<string, ReadonlyMap<Step | undefined, readonly Reached[]>>;

export interface TplReach {
  /** Folders and names of the release's charts: what paths are taken apart by. */
  readonly shape: string;
  /** What a text of the release brings to tpl by itself. */
  readonly of: (part: Part) => ReachedBy;
}

/** The name of a call, or those that a computed one may be. */
export type NamesOf = (call: TemplateCall) => readonly string[];

export function tplReach(snapshot: Snapshot, tree: ChartTree, parts: readonly Part[], namesOf: NamesOf): TplReach {
  const flows = flowsOf(snapshot, parts, namesOf);
  const shape = shapeOf(tree);
  return { shape, of: (part) => reachedBy(tree, shape, part, flows, namesOf) };
}

/** A path that reaches tpl, in terms of a dot, together with what tpl gives its template. */
interface Flow {
  readonly ref: PathRef;
  readonly isTable: boolean;
  readonly data: Possible;
  /** The dot of a block that is written before it in its text: where that is nothing, nothing is rendered. */
  readonly inside: Possible | undefined;
  /** Equal flows have equal keys. */
  readonly key: string;
}

/** More than a helper does with its dot. */
const MAX_FLOWS = 200;

/** By name, what named templates bring to tpl; equal ones are one object from snapshot to snapshot. */
class Flows {
  readonly #bodies = new Map<string, { readonly tpls: TplCall[]; readonly calls: TemplateCall[] }>();
  readonly #known = new Map<string, readonly Flow[]>();
  readonly #open = new Set<string>();
  readonly #snapshot: Snapshot;
  readonly #namesOf: NamesOf;

  constructor(snapshot: Snapshot, uses: readonly TemplateUses[], namesOf: NamesOf) {
    this.#snapshot = snapshot;
    this.#namesOf = namesOf;
    for (const { tpls, calls } of uses) {
      for (const call of tpls) if (call.body) this.#body(call.body.name).tpls.push(call);
      for (const call of calls) if (call.body) this.#body(call.body.name).calls.push(call);
    }
  }

  #body(name: string) {
    let body = this.#bodies.get(name);
    if (body === undefined) this.#bodies.set(name, (body = { tpls: [], calls: [] }));
    return body;
  }

  of(name: string): readonly Flow[] {
    const known = this.#known.get(name);
    if (known) return known;
    const body = this.#bodies.get(name);
    if (body === undefined || this.#open.has(name)) return NONE;
    this.#open.add(name);
    const all = this.all(body.tpls, body.calls, this.#namesOf).slice(0, MAX_FLOWS);
    const flows = all.length === 0 ? NONE : kept(interned, keysOf(all), () => all);
    this.#open.delete(name);
    this.#known.set(name, flows);
    return flows;
  }

  /** What these calls bring to tpl, in terms of the dot of the text that holds them. */
  all(tpls: readonly TplCall[], calls: readonly TemplateCall[], namesOf: NamesOf): Flow[] {
    const out = new Map<string, Flow>();
    const add = (flow: Flow) => {
      if (!out.has(flow.key)) out.set(flow.key, flow);
    };
    for (const call of tpls) for (const flow of this.#ofTpl(call)) add(flow);
    for (const call of calls) {
      for (const name of namesOf(call)) for (const flow of handOn(this.of(name), call.data)) add(flow);
    }
    return [...out.values()];
  }

  #ofTpl(call: TplCall): readonly Flow[] {
    let flows = tplFlows.get(call);
    if (flows === undefined) {
      flows = call.text.refs.flatMap((ref) =>
        ref.kind === 'text' ? this.#inText(ref, call.data) : flowsInto(ref, false, call.data, undefined),
      );
      tplFlows.set(call, flows);
    }
    return flows;
  }

  /** What stands in a text behind `{{ with .scope }}` has another dot. */
  #inText({ parts }: TextRef, data: Possible): Flow[] {
    let before = '';
    return parts.flatMap((part) => {
      if (typeof part === 'string') before += part;
      if (typeof part === 'string') return [];
      const inside = before.includes('{{') ? this.#dotBehind(before) : undefined;
      const within = inside && substitute(inside, data);
      return part.of.refs.flatMap((ref) => flowsInto(ref, part.how === 'yaml', data, within));
    });
  }

  #dotBehind(before: string): Possible | undefined {
    const view = templateView({ uri: 'text', text: before, version: undefined }, this.#snapshot.settings);
    const { blocks, dot } = scopeAt(view, before.length);
    return blocks.length === 0 ? undefined : dot;
  }
}

const tplFlows = new WeakMap<TplCall, readonly Flow[]>();
const NONE: readonly Flow[] = [];

/** The paths that a value brings along: of a text those it prints, of a table that is written out all in it. */
function flowsInto(ref: Ref, isTable: boolean, data: Possible, inside: Possible | undefined): Flow[] {
  switch (ref.kind) {
    case 'path':
      return [{ ref, isTable, data, inside, key: flowKey(ref, isTable, data, inside) }];
    case 'text':
      return ref.parts.flatMap((part) =>
        typeof part === 'string'
          ? []
          : part.of.refs.flatMap((one) => flowsInto(one, isTable || part.how === 'yaml', data, inside)),
      );
    case 'included':
      return [];
    default:
      return isTable
        ? partsOf(ref).flatMap(({ refs }) => refs.flatMap((one) => flowsInto(one, true, data, inside)))
        : [];
  }
}

/** The flows of a template, where its dot is `top`: helpers are mostly called with dicts of the same looks. */
function handOn(flows: readonly Flow[], top: Possible): readonly Flow[] {
  if (flows.length === 0) return NONE;
  let known = handedOn.get(flows);
  if (known === undefined) handedOn.set(flows, (known = new Map()));
  return kept(known, possibleKey(top), () => flows.flatMap((flow) => moved(flow, top)));
}

const handedOn = new WeakMap<readonly Flow[], Map<string, readonly Flow[]>>();

function moved(flow: Flow, top: Possible): Flow[] {
  const data = substitute(flow.data, top);
  const inside = flow.inside && substitute(flow.inside, top);
  const { refs } = substitute({ refs: [flow.ref], complete: true }, top);
  return refs.flatMap((ref) => flowsInto(ref, flow.isTable, data, inside));
}

function flowKey(ref: Ref, isTable: boolean, data: Possible, inside: Possible | undefined): string {
  return `${refKey(ref)} ${isTable} ${possibleKey(data)} ${inside ? possibleKey(inside) : ''}`;
}

function keysOf(flows: readonly Flow[]): string {
  return flows.map(({ key }) => key).join('\n');
}

const interned = new Map<string, readonly Flow[]>();

interface LastFlows {
  readonly uses: readonly TemplateUses[];
  readonly names: string;
  readonly flows: Flows;
}

/** By the first file that has named templates: the others are compared. */
const lastFlows = new WeakMap<TemplateUses, LastFlows>();

function flowsOf(snapshot: Snapshot, parts: readonly Part[], namesOf: NamesOf): Flows {
  const uses = parts.map((part) => part.uses).filter(hasBodies);
  const [first] = uses;
  if (first === undefined) return new Flows(snapshot, [], namesOf);
  const names = uses.flatMap(({ computed }) => computed.map((call) => namesOf(call).join(' '))).join('\n');
  const last = lastFlows.get(first);
  const isSame =
    last?.names === names && last.uses.length === uses.length && last.uses.every((one, i) => one === uses[i]);
  const flows = last && isSame ? last.flows : new Flows(snapshot, uses, namesOf);
  lastFlows.set(first, { uses, names, flows });
  return flows;
}

const withBodies = new WeakMap<TemplateUses, boolean>();

function hasBodies(uses: TemplateUses): boolean {
  let known = withBodies.get(uses);
  if (known === undefined) {
    known = uses.tpls.some((call) => call.body) || uses.calls.some((call) => call.body);
    withBodies.set(uses, known);
  }
  return known;
}

interface Found {
  readonly flows: Flows;
  /** Folders and names of the release's charts. */
  readonly shape: string;
  readonly chart: string;
  /** What the templates that the file calls brought to tpl then. */
  readonly called: readonly (readonly Flow[])[];
  readonly by: ReachedBy;
}

const found = new WeakMap<TemplateUses, Found>();

function reachedBy(tree: ChartTree, shape: string, { chart, uses }: Part, flows: Flows, namesOf: NamesOf): ReachedBy {
  const { tpls, calls } = ownOf(uses);
  if (tpls.length + calls.length === 0) return NOTHING_REACHED;
  const last = found.get(uses);
  const isHere = last?.chart === chart.folder && last.shape === shape;
  // Names that are computed may be others now.
  if (isHere && last.flows === flows && uses.computed.length === 0) return last.by;
  const called = calls.flatMap((call) => namesOf(call).map((name) => flows.of(name)));
  if (isHere && same(last.called, called)) {
    found.set(uses, { ...last, flows });
    return last.by;
  }
  const isCalm = called.every((some) => some === NONE);
  const own = flows.all(tpls, isCalm ? [] : calls, namesOf);
  const by = own.length === 0 ? NOTHING_REACHED : reachedFrom(tree, shape, chart.folder, own);
  found.set(uses, { flows, shape, chart: chart.folder, called, by });
  return by;
}

/** The same flows lead to the same values, and an edit of a text seldom changes what it hands over. */
function reachedFrom(tree: ChartTree, shape: string, folder: string, own: readonly Flow[]): ReachedBy {
  return kept(reachedByOwn, `${shape}\n${folder}\n${keysOf(own)}`, () => {
    const all = own.flatMap((flow) => moved(flow, rootOf(folder)));
    return all.length === 0 ? NOTHING_REACHED : kept(groups, `${shape}\n${keysOf(all)}`, () => grouped(tree, all));
  });
}

const reachedByOwn = new Map<string, ReachedBy>();
const NOTHING_REACHED: ReachedBy = new Map();
const groups = new Map<string, ReachedBy>();

/** Equal texts give one object, so that who reads it sees that nothing changed. */
function kept<T>(table: Map<string, T>, key: string, make: () => T): T {
  const known = table.get(key);
  if (known !== undefined) return known;
  if (table.size > MAX_KEPT) table.clear();
  const made = make();
  table.set(key, made);
  return made;
}

const MAX_KEPT = 500;

type Own = Pick<TemplateUses, 'tpls' | 'calls'>;

const owns = new WeakMap<TemplateUses, Own>();

/** What stands in the file's own text. */
function ownOf(uses: TemplateUses): Own {
  let own = owns.get(uses);
  if (own === undefined) {
    const isOwn = (call: TplCall | TemplateCall) => call.body === undefined;
    owns.set(uses, (own = { tpls: uses.tpls.filter(isOwn), calls: uses.calls.filter(isOwn) }));
  }
  return own;
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Paths are taken apart by the charts' folders and names alone. */
function shapeOf(tree: ChartTree): string {
  const places = tree.charts.flatMap((chart) => placesOfChart(chart));
  return places.map(({ folder, keys, path }) => `${folder} ${keys.join(' ')} ${path}`).join('\n');
}

function grouped(tree: ChartTree, flows: readonly Flow[]): ReachedBy {
  const out = new Map<string, Map<Step | undefined, Reached[]>>();
  for (const flow of flows) {
    const at = objectPath(tree, flow.ref);
    if (at === undefined || (at.object !== 'Values' && at.object !== 'Files')) continue;
    if (flow.inside && !mayBeEntered(tree, flow.inside)) continue;
    const key = `${at.object} ${at.chart.folder}`;
    let bySteps = out.get(key);
    if (bySteps === undefined) out.set(key, (bySteps = new Map()));
    // Inside a block `$` is still the whole, which one dot cannot tell.
    const data = flow.inside ? UNKNOWN : flow.data;
    const entry = { path: at.path, isTable: flow.isTable, data, key: possibleKey(data) };
    const list = bySteps.get(at.path[0]);
    if (list) list.push(entry);
    else bySteps.set(at.path[0], [entry]);
  }
  return out;
}

/** Not with a field of the root object that Helm does not put there: what a dict that is merged with it would have had. */
function mayBeEntered(tree: ChartTree, { refs, complete }: Possible): boolean {
  return !complete || refs.some((ref) => !isNowhere(tree, ref));
}

function isNowhere(tree: ChartTree, ref: Ref): boolean {
  const object = ref.kind === 'path' ? objectPath(tree, ref)?.object : undefined;
  return object !== undefined && !BUILTINS.some(({ name }) => name === object);
}

/** All that a release brings to tpl. */
export class Release {
  readonly reached: readonly ReachedBy[];
  readonly #entries = new Map<string, Map<Step | undefined, readonly Reached[]>>();

  constructor(reached: readonly ReachedBy[]) {
    this.reached = reached;
  }

  /** What tpl gives a value or file of a chart, by all entries that lead to it; undefined when none does. */
  dataFor(place: string, first: Step | undefined, leadsTo: (entry: Reached) => boolean): Possible | undefined {
    // Most callers hand over the same root object.
    const data = new Map<string, Possible>();
    for (const step of [first, ELEMENT, undefined] as const) {
      for (const entry of this.#at(place, step)) {
        if (!data.has(entry.key) && leadsTo(entry)) data.set(entry.key, entry.data);
      }
    }
    return data.size === 0 ? undefined : union([...data.values()]);
  }

  #at(place: string, step: Step | undefined): readonly Reached[] {
    let bySteps = this.#entries.get(place);
    if (bySteps === undefined) this.#entries.set(place, (bySteps = new Map()));
    let entries = bySteps.get(step);
    if (entries === undefined) {
      entries = this.reached.flatMap((by) => by.get(place)?.get(step) ?? []);
      bySteps.set(step, entries);
    }
    return entries;
  }
}

let lastRelease = new Release([]);

/** The same object as long as all of it is the same. */
export function releaseOf(all: readonly ReachedBy[]): Release {
  const reached = all.filter((by) => by !== NOTHING_REACHED);
  if (!same(lastRelease.reached, reached)) lastRelease = new Release(reached);
  return lastRelease;
}
