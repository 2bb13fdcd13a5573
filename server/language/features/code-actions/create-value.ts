// "Create value": a key that a template reads and no values file sets, with an empty value that fits its use.

import type { AnyNode, CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import { nodesAt, unwrapped } from '../../documents/template.ts';
import { contextAt } from '../../symbols/context.ts';
import { targetAt } from '../../symbols/target.ts';
import { type Action, isMeant, type Question } from './action.ts';
import { valueAdded } from './value-added.ts';
import { whyNotFree } from './values-root.ts';

export function createValueActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const here = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (here === undefined) return [];
  const nodes = nodesAt(here.view, span.start);
  const node = nodes.at(-1);
  if (node === undefined || !['field', 'variable', 'chain', 'string'].includes(node.kind)) return [];
  // The whole chain is meant, wherever in it the cursor stands.
  const found = targetAt(snapshot, file.uri, node.kind === 'string' ? span.start : node.span.end);
  const [only, ...more] = found?.target.kind === 'path' ? found.target.paths : [];
  if (found === undefined || only?.object !== 'Values' || more.length > 0) return [];
  const path = only.path.filter((step) => typeof step === 'string');
  if (path.length === 0 || path.length < only.path.length || only.chart.folder.startsWith('chartroom-archive:'))
    return [];
  if (whyNotFree({ ...found.context, chart: only.chart }, path) !== undefined) return [];
  const value = fitting(nodes, node);
  const title = `Create value ${path.join('.')}: ${value} in values.yaml`;
  const mends = { rule: 'template-render', span: node.span };
  const changes = () => valueAdded(found.context, path, value, only.chart) ?? [];
  return [{ title, kind: 'quickfix', mends, changes }];
}

const WORKS_ON: readonly (readonly [string, string])[] = [
  ['{}', 'toYaml toJson toPrettyJson toToml merge mergeOverwrite keys values hasKey get dig pick omit index'],
  ['[]', 'join has first last rest initial append prepend concat uniq without compact sortAlpha toStrings'],
  ['0', 'int int64 float64 add add1 sub mul div mod max min'],
  ['false', 'and or not ternary'],
];

/** An empty value of the kind that the template wants there. */
function fitting(nodes: readonly AnyNode[], node: AnyNode): string {
  const above = nodes.slice(0, -1).reverse();
  // A key that is written as a text is the last step to the value, which its call gives.
  const isKey = node.kind === 'string' && above[0]?.kind === 'command';
  const [start, outer] = isKey ? [above[0] as AnyNode, above.slice(1)] : [node, above];
  for (const [i, around] of outer.entries()) {
    const inner = outer[i - 1] ?? start;
    if (around.kind === 'pipe') {
      const byPipe = ofPipe(around, inner);
      if (byPipe) return byPipe;
    } else if (around.kind === 'command') {
      const byCall = around.args[0] === inner ? undefined : ofCall(around, inner);
      if (byCall) return byCall;
    } else if (around.kind === 'range') return '[]';
    else if (around.kind === 'with') return '{}';
    else if (around.kind === 'if') return 'false';
    else break;
  }
  return '""';
}

function ofPipe(pipe: PipeNode, inner: AnyNode): string | undefined {
  const next = pipe.cmds[pipe.cmds.indexOf(inner as CommandNode) + 1];
  return next && ofCall(next, inner);
}

function ofCall({ args }: CommandNode, inner: AnyNode): string | undefined {
  const [first, ...rest] = args.map(unwrapped);
  if (first?.kind !== 'identifier') return undefined;
  if (first.ident === 'default' && rest[0] !== undefined && rest[0] !== inner) return written(rest[0]);
  return WORKS_ON.find(([, names]) => names.split(' ').includes(first.ident))?.[0];
}

/** What a template falls back to says best what is wanted. */
function written(node: OperandNode): string | undefined {
  if (node.kind === 'string') return JSON.stringify(node.text);
  if (node.kind === 'number') return /^\d+$/.test(node.text) ? node.text : undefined;
  if (node.kind === 'bool') return String(node.value);
  const call = node.kind === 'pipe' ? node.cmds[0]?.args[0] : node;
  if (call?.kind !== 'identifier') return undefined;
  return call.ident === 'dict' ? '{}' : call.ident === 'list' ? '[]' : undefined;
}
