// Where templates name a key that stands at the top of a chart's values.

import type { ChainNode, CommandNode, FieldNode, OperandNode, VariableNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { type TemplateView, templateView, unwrapped, walkNodes } from '../documents/template.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import type { ChartNode, ChartTree } from './charts.ts';
import { contextAt, dotHere, objectPaths, operandHere } from './context.ts';

export interface ValueUse {
  readonly file: FileText;
  /** The key as it is written there. */
  readonly span: Span;
}

/**
 * The uses of one key of the chart's values, in the order of its files; `global` is every chart's. What takes a whole
 * table (`toYaml .Values`), or computes the key, is no use of any one.
 */
export function keyUses(snapshot: Snapshot, tree: ChartTree, chart: ChartNode, key: string): ValueUse[] {
  const uses: ValueUse[] = [];
  for (const { templates } of tree.charts) {
    for (const file of templates) {
      const named = namesIn(templateView(file, snapshot.settings)).get(key) ?? [];
      for (const { span, base, at } of named)
        if (isValuesOf(snapshot, chart, key, file, base, at)) uses.push({ file, span });
    }
  }
  return uses;
}

/** A name that may be a key of the values: it is when what stands before it is `.Values`. */
interface Name {
  readonly span: Span;
  /** What stands before it; undefined: the dot. */
  readonly base: OperandNode | undefined;
  /** Where the whole expression begins, whose scope tells what it means. */
  readonly at: number;
}

const memo = new WeakMap<TemplateView, ReadonlyMap<string, readonly Name[]>>();

/** Read once per text; what the names mean depends on the chart, and is asked only for those that matter. */
function namesIn(view: TemplateView): ReadonlyMap<string, readonly Name[]> {
  let names = memo.get(view);
  if (names !== undefined) return names;
  const found = new Map<string, Name[]>();
  const add = (key: string, name: Name) => {
    const known = found.get(key);
    if (known) known.push(name);
    else found.set(key, [name]);
  };
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind === 'field' || node.kind === 'variable' || node.kind === 'chain') addFields(node, add);
    else if (node.kind === 'command') addArgument(node, add);
  });
  names = found;
  memo.set(view, names);
  return names;
}

type Add = (key: string, name: Name) => void;

function addFields(node: FieldNode | VariableNode | ChainNode, add: Add): void {
  const idents = node.kind === 'chain' ? node.field : node.ident;
  const first = node.kind === 'variable' ? 1 : 0;
  for (let i = first; i < idents.length; i++) {
    const span = node.parts[i];
    if (span) add(idents[i] as string, { span, base: upTo(node, i), at: node.span.start });
  }
}

/** The expression without its names from `count` on. */
function upTo(node: FieldNode | VariableNode | ChainNode, count: number): OperandNode | undefined {
  const parts = node.parts.slice(0, count);
  if (node.kind === 'chain') return count === 0 ? node.node : { ...node, field: node.field.slice(0, count), parts };
  return count === 0 ? undefined : { ...node, ident: node.ident.slice(0, count), parts };
}

/** `index .Values "key"`, `get .Values "key"`, `dig "key" … .Values`. */
function addArgument({ args, span }: CommandNode, add: Add): void {
  const [name, ...rest] = args.map(unwrapped);
  if (name?.kind !== 'identifier') return;
  const isTable = name.ident === 'index' || name.ident === 'get' || name.ident === 'hasKey';
  const [key, base] = isTable ? [rest[1], rest[0]] : name.ident === 'dig' ? [rest[0], rest.at(-1)] : [];
  if (key?.kind === 'string' && base) add(key.text, { span: key.span, base, at: span.start });
}

function isValuesOf(
  snapshot: Snapshot,
  chart: ChartNode,
  key: string,
  file: FileText,
  base: OperandNode | undefined,
  at: number,
): boolean {
  const context = contextAt(snapshot, file.uri, at);
  if (context === undefined) return false;
  const value = base ? operandHere(context, base) : dotHere(context);
  return objectPaths(context.tree, value).some(
    (path) =>
      path.object === 'Values' && path.path.length === 0 && (path.chart.folder === chart.folder || key === 'global'),
  );
}
