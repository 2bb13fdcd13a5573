// What scripts/public-symbols.mjs asks of one chart: each values path and named template of its templates, found or why not.

import type { AnyNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { templateView, unwrapped, walkNodes } from '#language/documents/template.ts';
import { resolved, type Step } from '#language/documents/values.ts';
import { type TemplateCall, usesOf } from '#language/symbols/calls.ts';
import { type ChartNode, type ChartTree, chartTreeOf } from '#language/symbols/charts.ts';
import { type Context, contextAt, type ObjectPath } from '#language/symbols/context.ts';
import { targetAt } from '#language/symbols/target.ts';
import { type TemplateIndex, templateIndex } from '#language/symbols/templates.ts';
import { schemaKeys } from '#language/symbols/value-schemas.ts';
import { childKeys, type ValueSite, valueSites } from '#language/symbols/values.ts';
import { missingCharts } from '#language/workspace/missing-charts.ts';
import type { FileText, Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri } from '#language/workspace/uri.ts';
import { definition } from '../server/lsp/features.ts';

export { loadChart, timed, timesOf } from './public-symbols-times.ts';

export interface Use {
  readonly kind: 'value' | 'template' | 'field';
  readonly uri: string;
  readonly offset: number;
  readonly text: string;
  /** `resolved`, or why it is not. */
  readonly verdict: string;
  readonly detail: string;
}

/** Every values path, every field whose dot is not known, and every named template that the chart's own files name. */
export function usesIn(snapshot: Snapshot, root: string): Use[] {
  const tree = chartTreeOf(snapshot, joinUri(root, 'Chart.yaml'));
  if (tree === undefined) return [];
  const out: Use[] = [];
  for (const file of tree.charts.flatMap((chart) => chart.templates)) {
    if (!file.uri.startsWith(`${root}/`)) continue;
    const view = templateView(file, snapshot.settings);
    walkNodes(view.parsed.main.root, (node) => {
      const offset = placeOf(node);
      const use = offset === undefined ? undefined : valueUse(snapshot, file, node, offset);
      if (use) out.push(use);
    });
    for (const call of usesOf(view).calls) {
      const { offset, name } = { offset: call.nameSpan.start, name: call.name };
      const verdict =
        name === undefined ? computedVerdict(snapshot, tree, file, call) : templateVerdict(snapshot, tree, root, name);
      out.push({ kind: 'template', uri: file.uri, offset, text: name ?? 'computed', verdict, detail: '' });
    }
  }
  return out;
}

/** In the last name of a chain; the strings of `index` and the like come as arguments. */
function placeOf(node: AnyNode): number | undefined {
  if (node.kind === 'field' || node.kind === 'chain' || node.kind === 'variable') {
    if (node.kind === 'variable' && node.ident.length < 2) return undefined;
    const part = node.parts.at(-1);
    return part && Math.min(part.start + 1, part.end);
  }
  if (node.kind !== 'command') return undefined;
  const [name, ...args] = node.args.map(unwrapped);
  if (name?.kind !== 'identifier' || !['index', 'get', 'dig'].includes(name.ident)) return undefined;
  const last = args.findLast((arg) => arg.kind === 'string');
  return last && name.ident !== 'dig' ? last.span.start + 1 : undefined;
}

function valueUse(snapshot: Snapshot, file: FileText, node: AnyNode, offset: number): Use | undefined {
  const found = targetAt(snapshot, file.uri, offset);
  const text = file.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ').slice(0, 120);
  const base = { uri: file.uri, offset, text };
  if (found?.target.kind !== 'path') return undefined;
  const { context, target } = found;
  // It may be `.Values` itself, in a copy of the root whose values were merged with others.
  if (target.paths.some(({ object, path }) => object === 'Values' && path.length === 0)) return undefined;
  const paths = target.paths.filter(({ object, path }) => object === 'Values' && path.length > 0);
  if (paths.length > 0) return { ...base, kind: 'value', ...bestVerdict(context, paths) };
  if (target.paths.length > 0 || target.value.complete) return undefined;
  const kind = /\bValues\./.test(text) ? 'value' : 'field';
  return { ...base, kind, verdict: `dot unknown: ${whyUnknown(context, node)}`, detail: '' };
}

interface Verdict {
  readonly verdict: string;
  readonly detail: string;
}

function bestVerdict(context: Context, paths: readonly ObjectPath[]): Verdict {
  const all = paths.map((path) => pathVerdict(context, path));
  return all.find(({ verdict }) => verdict === 'resolved') ?? (all[0] as Verdict);
}

function pathVerdict(context: Context, { chart, path }: ObjectPath): Verdict {
  const { tree } = context;
  const shown = path.map((step) => (typeof step === 'symbol' ? '[]' : String(step))).join('.');
  const detail = `${chart.name}: ${shown}`;
  if (valueSites(tree, chart, path).length > 0) return { verdict: 'resolved', detail };
  if (isNamed(context, chart, path)) return { verdict: 'resolved', detail };
  const missing = missingCharts(context.snapshot, tree.root.folder).filter(({ folder }) => folder === chart.folder);
  if (missing.some(({ key }) => key === path[0])) return { verdict: 'absent dependency', detail };
  const caller = callerless(context);
  if (caller !== undefined) return { verdict: caller, detail };
  // The nearest table around it that somebody sets says what kind of gap it is.
  for (let length = path.length - 1; length >= 0; length--) {
    const around = path.slice(0, length);
    const sites = valueSites(tree, chart, around);
    if (sites.length === 0 && length > 0) continue;
    return { verdict: gapVerdict(context, chart, path, length), detail };
  }
  return { verdict: 'the values file holds nothing', detail };
}

function isNamed({ tree }: Context, chart: ChartNode, path: readonly Step[]): boolean {
  const last = path.at(-1);
  if (typeof last !== 'string') return false;
  const around = path.slice(0, -1);
  return childKeys(tree, chart, around).has(last) || schemaKeys(tree, chart, around).has(last);
}

function gapVerdict({ tree }: Context, chart: ChartNode, path: readonly Step[], length: number): string {
  if (length === 0 && chart.templates.some(({ text }) => PUTS_VALUES.test(text)))
    return 'a template puts other values in the place of these';
  const sites = valueSites(tree, chart, path.slice(0, length));
  const nodes = sites.map(({ value }) => resolved(value)).filter((node) => node !== null);
  const next = path[length];
  if (sites.length === 0) return chart.defaults ? 'the values file holds nothing' : 'no values file';
  if (nodes.some((node) => node.kind === 'map' && node.entries.length > 0)) {
    if (typeof next === 'symbol') return 'element of a table that is empty';
    return sites.some((site) => isCommented(site, String(next)))
      ? 'no default: the key stands in a comment only'
      : 'no default: no such key in its table';
  }
  if (nodes.some((node) => node.kind === 'map')) return 'no default: its table is empty';
  if (nodes.some((node) => node.kind === 'list' && node.items.length > 0))
    return 'no default: the elements have no such key';
  if (nodes.some((node) => node.kind === 'list')) return 'no default: its list is empty';
  const isText = nodes.some(
    (node) => node.kind === 'scalar' && !node.isAbsent && !/^(~|null|""|''|)$/i.test(node.text),
  );
  return isText ? 'its table is a text or number' : 'no default: its table is null or empty';
}

/** `set $ "Values" (…)`, as Istio's charts do with what they hold as defaults. */
const PUTS_VALUES = /\bset\s+[$.]\s+"Values"/;

/** Whether a comment in the table, or right behind it, names the key where the table's keys stand. */
function isCommented({ view, value }: ValueSite, key: string): boolean {
  const { text } = view.file;
  const escaped = key.replace(/[^\w]/g, '\\$&');
  const column = value.start - (text.lastIndexOf('\n', value.start - 1) + 1);
  const rest = text.slice(value.end).replace(/^[^\n]*\n/, '');
  const behind = /^(?:[ \t]*\r?\n|[ \t]*#.*(?:\r?\n|$))*/.exec(rest)?.[0] ?? '';
  const around = `${text.slice(0, value.start).slice(-2000)}${text.slice(value.start, value.end)}\n${behind}`;
  return new RegExp(`^[ ]{${Math.max(0, column - 2)},${column}}#[ ]{0,3}(?:-- )?${escaped}:`, 'm').test(around);
}

/** A helper that nobody is known to call is given its own chart's root for a guess. */
function callerless({ snapshot, tree, scope }: Context): string | undefined {
  if (scope.body === undefined) return undefined;
  const index = templateIndex(snapshot, tree);
  const { roots, others } = index.givenTo(scope.body.name);
  if (roots.size + others.length > 0) return undefined;
  return index.hasComputedCalls ? 'helper without known callers' : 'helper never called';
}

/** Why what stands before the fields is not known: the function that makes it, else what the helper is handed. */
function whyUnknown(context: Context, node: AnyNode): string {
  const made = originIn(context, node, 0);
  if (made !== undefined) return `what ${made} gives`;
  const caller = callerless(context);
  if (caller !== undefined) return caller;
  if (context.scope.body && templateIndex(context.snapshot, context.tree).hasComputedCalls)
    return 'a helper that computed names may call';
  return context.scope.body ? 'what a helper is handed' : 'what a variable or block holds';
}

/** What these give is as well known as what they are given. */
const FOLLOWED: ReadonlySet<string> = new Set('index get dig dict list set merge mergeOverwrite values'.split(' '));

/** What a node's value comes out of: a function, through variables and through the blocks that give the dot. */
function originIn(context: Context, node: AnyNode, depth: number): string | undefined {
  const start = node.kind === 'pipe' ? (node.cmds[0]?.span.start ?? node.span.start) : node.span.start;
  const text = context.file.text.slice(start, node.span.end);
  const names = [...text.matchAll(FUNCTION)].map((found) => found[1] ?? found[2]);
  const name = names.find((one) => one !== undefined && !FOLLOWED.has(one));
  return name ?? (depth < MAX_DEPTH ? originBefore(context, node, text, depth) : undefined);
}

function originBefore(context: Context, node: AnyNode, text: string, depth: number): string | undefined {
  const variable = /\$\w+/.exec(text)?.[0];
  const declared = variable === undefined ? undefined : context.scope.variables.get(variable);
  if (variable !== undefined && declared !== undefined) {
    // Of several values the first says too little.
    if (new RegExp(`\\${variable}\\s*=[^=]`).test(context.file.text)) return 'a second assignment';
    return originIn(contextBefore(context, declared.pipe), declared.pipe, depth + 1);
  }
  if (!/(^|[\s(])\.(?!\d)/.test(text)) return undefined;
  const block = context.scope.blocks.findLast(({ pipe }) => pipe.span.end <= node.span.start);
  return block && originIn(contextBefore(context, block.pipe), block.pipe, depth + 1);
}

const MAX_DEPTH = 8;

function contextBefore(context: Context, { span: where }: { readonly span: Span }): Context {
  return contextAt(context.snapshot, context.file.uri, where.start) ?? context;
}

const FUNCTION =
  /(?<![\w.$"/-])(buildCustomCert|fromYaml|fromJson|fromYamlArray|fromJsonArray|lookup|include|tpl|set|splitList|split|until|keys|values|dict|list|get|index|dig|merge|mergeOverwrite|genCA|genSignedCert|genSelfSignedCert|genPrivateKey|urlParse|semver)\b(?![.\w-])|(?<=\.)(Files\.\w+|Capabilities)\b/g;

/** `print $.Template.BasePath "/x.yaml"` names a file; other computed names are what the index makes of them. */
function computedVerdict(snapshot: Snapshot, tree: ChartTree, file: FileText, call: TemplateCall): string {
  const { start, end } = call.nameSpan;
  const string = file.text.slice(start, end).search(/"\/|`\//);
  const found = string < 0 ? undefined : targetAt(snapshot, file.uri, start + string + 1);
  if (found && definition(snapshot, file.uri, start + string + 1)) return 'resolved';
  return namedBy(templateIndex(snapshot, tree)).has(call) ? 'resolved' : 'computed name';
}

const named = new WeakMap<TemplateIndex, Set<TemplateCall>>();

/** The calls whose computed names are those of templates. */
function namedBy(index: TemplateIndex): Set<TemplateCall> {
  let calls = named.get(index);
  if (calls === undefined) {
    const sites = index.names().flatMap((name) => index.callersOf(name));
    calls = new Set(sites.map(({ call }) => call).filter(({ name }) => name === undefined));
    named.set(index, calls);
  }
  return calls;
}

function templateVerdict(snapshot: Snapshot, tree: ChartTree, root: string, name: string): string {
  if (templateIndex(snapshot, tree).sitesOf(name).length > 0) return 'resolved';
  const missing = missingCharts(snapshot, root);
  const parts = name.split(/[./]/);
  if (missing.some((one) => parts.includes(one.name) || parts.includes(one.key))) return 'absent dependency';
  if (missing.length > 0) return 'no definition known, and some dependency is absent';
  return 'no definition anywhere';
}
