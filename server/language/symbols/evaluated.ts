// What an expression of a template or helper came to in the last good renders: its values, and who was rendered then.

import type { AnyNode, CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import type { Recorded } from '../workspace/recorded.ts';
import type { RenderState } from '../workspace/render-state.ts';
import type { FlatPlace } from '../workspace/rendering.ts';
import { type SeenText, seenAt } from '../workspace/seen.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { KeptLines } from './printed/kept-lines.ts';

export interface Evaluated {
  /** In all renders together. */
  readonly count: number;
  readonly held: number;
  /** Those that differ, in the order of the templates. */
  readonly values: readonly EvaluatedValue[];
  /** There may be others. */
  readonly isPartial: boolean;
}

export interface EvaluatedValue {
  readonly value: SeenText;
  /** Where it came to that: of a helper the calls in rendered files, of a file's own text the file. */
  readonly from: readonly EvaluatedFrom[];
}

export interface EvaluatedFrom {
  /** The file that was rendered, as it was then. */
  readonly file: FileText;
  /** The call there; undefined in the file's own text. */
  readonly call: FlatPlace | undefined;
  /** The value has this render's places. */
  readonly snapshot: Snapshot;
}

/** As many differing values as anybody reads. */
const MOST_VALUES = 12;

/** What stands at the place came to; undefined: it was not reached, was edited since, or no render is finished. */
export function evaluatedAt(state: RenderState | undefined, file: FileText, place: Span): Evaluated | undefined {
  if (state === undefined) return undefined;
  const own = state.recorded.get(file.uri);
  // What else includes the whole file (a checksum of it, for instance) says nothing of its own text.
  const ownText = own && evaluatedIn([own], file, place);
  if (ownText?.values.some(({ from }) => from.some(({ call }) => call === undefined))) return ownText;
  return evaluatedIn(state.recorded.values(), file, place);
}

function evaluatedIn(renders: Iterable<Recorded>, file: FileText, place: Span): Evaluated | undefined {
  let count = 0;
  let held = 0;
  let isPartial = false;
  const values = new Map<string, { value: SeenText; from: EvaluatedFrom[] }>();
  for (const { output, snapshot, seen: table } of renders) {
    if (!table.uris.includes(file.uri)) continue;
    const then = spanThen(snapshot, file, place);
    const seen = then && seenAt(table, file.uri, then);
    const rendered = seen && fileAt(snapshot, output.uri);
    if (seen === undefined || rendered === undefined) continue;
    count += seen.count;
    held += seen.held;
    isPartial ||= seen.isPartial;
    for (const value of seen.values) {
      const key = `${value.kind} ${value.size} ${value.shown}`;
      const from: EvaluatedFrom = { file: rendered, call: value.call, snapshot };
      const known = values.get(key);
      if (known) known.from.push(from);
      else if (values.size < MOST_VALUES) values.set(key, { value, from: [from] });
      else isPartial = true;
    }
  }
  return count === 0 ? undefined : { count, held, values: inOrder([...values.values()]), isPartial };
}

/** As the files stand in the explorer, not as Helm renders them; values of one file as they came. */
function inOrder(values: EvaluatedValue[]): EvaluatedValue[] {
  const uri = ({ from }: EvaluatedValue) => from[0]?.file.uri ?? '';
  return values.length < 2 ? values : values.sort((a, b) => (uri(a) < uri(b) ? -1 : uri(a) > uri(b) ? 1 : 0));
}

const kept = new WeakMap<FileText, { readonly then: FileText; readonly lines: KeptLines }>();

/** Where the same text stood in a snapshot of before; undefined when it was edited since. */
export function spanThen(snapshot: Snapshot, now: FileText, place: Span): Span | undefined {
  const then = fileAt(snapshot, now.uri);
  if (then === undefined) return undefined;
  if (then.text === now.text) return place;
  let known = kept.get(now);
  if (known?.then !== then) kept.set(now, (known = { then, lines: new KeptLines(then.text, now.text) }));
  return known.lines.before(place);
}

/** What is evaluated as one where the cursor is: the operand, or the command with all that is piped into it. */
export interface Expression {
  readonly node: OperandNode | CommandNode;
  /** The action or the parenthesis around it. */
  readonly pipe: PipeNode;
}

/** The expression that a word of an action stands for, by the nodes around it; undefined where nothing is evaluated. */
export function expressionAt(nodes: readonly AnyNode[]): Expression | undefined {
  const last = nodes.at(-1);
  const at = nodes.findLastIndex((node) => node.kind === 'command');
  const command = nodes[at];
  const pipe = nodes.slice(0, at).findLast((node) => node.kind === 'pipe');
  if (pipe?.kind === 'pipe' && last && pipe.decl.some((variable) => variable === last)) return undefined;
  if (command?.kind !== 'command' || pipe?.kind !== 'pipe' || last === undefined) return undefined;
  const inner = nodes[at + 1];
  if (inner === undefined || inner === command.args[0]) return { node: command, pipe };
  return isEvaluated(inner) ? { node: inner, pipe } : undefined;
}

function isEvaluated(node: AnyNode): node is OperandNode {
  const { kind } = node;
  return (
    kind === 'field' ||
    kind === 'variable' ||
    kind === 'chain' ||
    kind === 'pipe' ||
    kind === 'dot' ||
    kind === 'identifier'
  );
}

/** The last command of a pipeline, whose value is that of the whole. */
export function resultOf(pipe: PipeNode): CommandNode | undefined {
  return pipe.cmds.at(-1);
}
