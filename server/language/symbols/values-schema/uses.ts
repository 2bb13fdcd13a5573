// Which JSON types a value may have, as far as the functions that templates give it to tell.

import type { FunctionRecord, FunctionTable, ParamType } from '#engine/template/funcs.ts';
import type { AnyNode, CommandNode, PipeNode } from '#engine/template/node.ts';
import { functionsOf } from '../../documents/functions.ts';
import { nodesAt } from '../../documents/template.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { ChartNode } from '../charts.ts';
import type { Name } from '../occurrences/names.ts';
import { type ValueUse, valueUses, viewIn } from '../occurrences.ts';
import type { JsonType } from './insert.ts';

/** The types that fit all uses which say something; undefined: none does, or they contradict each other. */
export function typesFromUses(
  snapshot: Snapshot,
  chart: ChartNode,
  path: readonly (string | number)[],
): readonly JsonType[] | undefined {
  let fitting: readonly JsonType[] | undefined;
  for (const use of valueUses(snapshot, chart, path).slice(0, MOST_USES)) {
    const types = use.isWrite ? undefined : typesFrom(snapshot, use);
    if (types === undefined) continue;
    fitting = fitting === undefined ? types : fitting.filter((type) => types.includes(type));
  }
  return fitting?.length === 0 ? undefined : fitting;
}

/** More of them say nothing new. */
const MOST_USES = 50;

function typesFrom(snapshot: Snapshot, { word, tree, file }: ValueUse): readonly JsonType[] | undefined {
  const { name } = word;
  if (name.form !== 'field' || word.embedded !== undefined) return undefined;
  // A field of it is read. A value that is no table would be an error there.
  if (!isLastPart(name)) return ['object'];
  const nodes = nodesAt(viewIn(snapshot, tree, file), name.span.start);
  const at = nodes.findLastIndex((one) => one.kind === 'command');
  const command = nodes[at] as CommandNode | undefined;
  const pipe = nodes[at - 1];
  if (command === undefined || pipe?.kind !== 'pipe') return undefined;
  const place = command.args.findIndex((arg) => arg.span.start <= name.span.start && name.span.end <= arg.span.end);
  const table = functionsOf(snapshot.settings);
  if (place > 0) return given(table, command, place - 1);
  return handedOn(table, pipe, command, nodes[at - 2]);
}

/** A value that stands alone goes to the next function of the pipe as its last argument, or into the block's head. */
function handedOn(
  table: FunctionTable,
  pipe: PipeNode,
  command: CommandNode,
  around: AnyNode | undefined,
): readonly JsonType[] | undefined {
  const next = pipe.cmds[pipe.cmds.indexOf(command) + 1];
  if (next !== undefined) return given(table, next, next.args.length - 1);
  return around?.kind === 'range' && around.pipe === pipe ? ['array', 'object'] : undefined;
}

/** Whether a field is what its expression comes to, and no table on the way. */
export function isLastPart({ form, node, part }: Name): boolean {
  const parts = node.kind === 'chain' ? node.field.length : 'ident' in node ? node.ident.length : 0;
  return form === 'field' && part >= parts - 1;
}

function given(table: FunctionTable, { args: [first] }: CommandNode, index: number): readonly JsonType[] | undefined {
  if (first?.kind !== 'identifier') return undefined;
  const known = BY_FUNCTION.get(first.ident);
  if (known !== undefined) return known;
  const record = table.get(first.ident);
  return record && BY_PARAMETER[typeAt(record, index)];
}

function typeAt({ params }: FunctionRecord, index: number): ParamType {
  return (params[index] ?? params.findLast(({ variadic }) => variadic))?.type ?? 'any';
}

const NUMBERS: readonly JsonType[] = ['integer', 'number'];

/** What Go itself refuses to give to such a parameter is no value for it. */
const BY_PARAMETER: { readonly [type in ParamType]?: readonly JsonType[] } = {
  string: ['string'],
  bool: ['boolean'],
  int: ['integer'],
  int64: ['integer'],
  uint32: ['integer'],
  float64: NUMBERS,
  'map[string]interface {}': ['object'],
  '[]interface {}': ['array'],
};

/** Functions that take anything, and are only given one kind of thing. */
const BY_FUNCTION: ReadonlyMap<string, readonly JsonType[]> = new Map<string, readonly JsonType[]>([
  ...['int', 'int64', 'until', 'seq'].map((name) => [name, ['integer']] as const),
  ...['add', 'sub', 'mul', 'div', 'mod', 'add1', 'max', 'min', 'addf', 'mulf', 'ceil', 'floor', 'round', 'float64'].map(
    (name) => [name, NUMBERS] as const,
  ),
  ...['first', 'last', 'rest', 'initial', 'uniq', 'compact', 'reverse'].map((name) => [name, ['array']] as const),
]);
