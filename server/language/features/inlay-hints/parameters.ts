// Before the arguments of functions, and of helpers that take a list: what they are called.

import type { AnyNode, CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { functionsOf } from '../../documents/functions.ts';
import { templateView, unwrapped, walkNodes } from '../../documents/template.ts';
import { chartTreeOf } from '../../symbols/charts.ts';
import { templateIndex } from '../../symbols/templates.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';

export interface ParameterHint {
  /** Where the argument begins. */
  readonly offset: number;
  readonly name: string;
}

/** The hints inside `range`. */
export function parameterHints(snapshot: Snapshot, file: FileText, range: Span | undefined): ParameterHint[] {
  const out: ParameterHint[] = [];
  const namesOf = helperNames(snapshot, file);
  walkNodes(templateView(file, snapshot.settings).parsed.main.root, (node) => {
    if (range && (node.span.end < range.start || node.span.start > range.end)) return;
    if (node.kind === 'command') addCommand(snapshot, node, namesOf, out);
  });
  return out;
}

/** What says nothing: an operand of what could as well be an operator. */
const DULL: ReadonlySet<string> = new Set([
  'first',
  'second',
  'rest',
  'value',
  'values',
  'list',
  'lists',
  'data',
  'map',
  'key',
  'format',
  'item',
]);

function addCommand(
  snapshot: Snapshot,
  { args }: CommandNode,
  namesOf: (name: string) => readonly (string | undefined)[],
  out: ParameterHint[],
): void {
  const [called, ...given] = args.map(unwrapped);
  if (called?.kind !== 'identifier') return;
  if (called.ident === 'include') {
    const [name, data] = given;
    const items = data && listItems(data);
    if (name?.kind === 'string' && items) add(items, namesOf(name.text), out);
    return;
  }
  const params = functionsOf(snapshot.settings).get(called.ident)?.params ?? [];
  if (params.length < 2) return;
  const isDull = (name: string) => name.length < 2 || DULL.has(name) || name === called.ident;
  const names = params.map(({ name, variadic }) => (variadic || isDull(name) ? undefined : name));
  add(given, names, out);
}

function add(given: readonly OperandNode[], names: readonly (string | undefined)[], out: ParameterHint[]): void {
  for (const [i, node] of given.entries()) {
    const name = names[i];
    if (name !== undefined && node.span.end > node.span.start && nameIn(node) !== name.toLowerCase())
      out.push({ offset: node.span.start, name });
  }
}

/** The last name of `.a.b` or `$b`, which may say the same. */
function nameIn(node: OperandNode): string | undefined {
  const idents =
    node.kind === 'chain' ? node.field : node.kind === 'field' || node.kind === 'variable' ? node.ident : [];
  return idents.at(-1)?.replace(/^\$/, '').toLowerCase();
}

/** The items of `(list $ .Values.a)`. */
function listItems(node: OperandNode): readonly OperandNode[] | undefined {
  const command = node.kind === 'pipe' && node.cmds.length === 1 ? node.cmds[0] : undefined;
  const [called, ...items] = command?.args.map(unwrapped) ?? [];
  return called?.kind === 'identifier' && (called.ident === 'list' || called.ident === 'tuple') ? items : undefined;
}

/** What a helper calls the items of the list that it is given: `{{ $root := index . 0 }}`. */
function helperNames(snapshot: Snapshot, file: FileText): (name: string) => readonly (string | undefined)[] {
  const tree = chartTreeOf(snapshot, file.uri);
  if (tree === undefined) return () => [];
  const known = new Map<string, readonly (string | undefined)[]>();
  return (name) => {
    let names = known.get(name);
    if (names === undefined) {
      const [site] = templateIndex(snapshot, tree).sitesOf(name);
      known.set(name, (names = site ? itemNames(site.body.list) : []));
    }
    return names;
  };
}

function itemNames(body: AnyNode): (string | undefined)[] {
  const names: (string | undefined)[] = [];
  walkNodes(body, (node) => {
    if (node.kind !== 'pipe' || node.decl.length !== 1) return;
    const index = itemIndex(node);
    if (index !== undefined && index < MOST_ITEMS) names[index] ??= node.decl[0]?.ident[0]?.replace(/^\$/, '');
  });
  return names;
}

const MOST_ITEMS = 20;

/** The index in `index . 2` or `first .`. */
function itemIndex({ cmds }: PipeNode): number | undefined {
  const [called, base, index] = cmds[0]?.args.map(unwrapped) ?? [];
  if (cmds.length !== 1 || called?.kind !== 'identifier' || base?.kind !== 'dot') return undefined;
  if (called.ident === 'first' && index === undefined) return 0;
  return called.ident === 'index' && index?.kind === 'number' && index.int !== undefined
    ? Number(index.int)
    : undefined;
}
