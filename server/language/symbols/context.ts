// A place in a template together with its chart: what an expression there stands for, in paths of known charts.

import type { OperandNode, PipeNode } from '#engine/template/node.ts';
import { type NamedBody, parseExpression, type TemplateView, templateView } from '../documents/template.ts';
import type { Step } from '../documents/values.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { type ChartNode, type ChartTree, chartAt, chartOfFile, chartTreeOf } from './charts.ts';
import { evaluateOperand, evaluatePipe } from './evaluate.ts';
import { type Scope, scopeAt, type Variable, variableValue } from './scope.ts';
import { resolveIn } from './templates.ts';
import { type PathRef, type Possible, UNKNOWN } from './value.ts';

export interface Context {
  readonly snapshot: Snapshot;
  readonly file: FileText;
  readonly view: TemplateView;
  readonly tree: ChartTree;
  readonly chart: ChartNode;
  readonly scope: Scope;
}

/** The context at an offset of a template; undefined for other files and files of no chart. */
export function contextAt(given: Snapshot, uri: string, offset: number): Context | undefined {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || roleOf(folder, file.uri) !== 'template') return undefined;
  const tree = chartTreeOf(snapshot, file.uri);
  if (tree === undefined) return undefined;
  const view = templateView(file, snapshot.settings);
  return { snapshot, file, view, tree, chart: chartOfFile(tree, snapshot, file.uri), scope: scopeAt(view, offset) };
}

/** What the dot is here. */
export function dotHere(context: Context): Possible {
  return resolve(context, context.scope.dot, context.scope.body);
}

/** What `$` is here: the dot at the beginning of the template. */
export function rootHere(context: Context): Possible {
  return resolve(context, context.scope.variable('$') ?? UNKNOWN, context.scope.body);
}

export function variableHere(context: Context, variable: Variable): Possible {
  return resolve(context, variableValue(context.view, variable), context.scope.body);
}

export function operandHere(context: Context, node: OperandNode): Possible {
  return resolve(context, evaluateOperand(context.scope, node), context.scope.body);
}

/** The value of a pipeline; with `count`, of its first so many commands. */
export function pipeHere(context: Context, pipe: PipeNode, count?: number): Possible {
  return resolve(context, evaluatePipe(context.scope, pipe, count), context.scope.body);
}

/** The value of an expression given as text, such as what precedes a cursor. */
export function textHere(context: Context, text: string): Possible {
  const pipe = parseExpression(text, context.snapshot.settings);
  return pipe ? pipeHere(context, pipe) : UNKNOWN;
}

function resolve(context: Context, value: Possible, body: NamedBody | undefined): Possible {
  const { snapshot, tree, chart } = context;
  return resolveIn(snapshot, tree, { chart, call: { body } }, value);
}

/** A path that a chart's root object begins: into its values, or into one of the built-in objects. */
export interface ObjectPath {
  readonly chart: ChartNode;
  /** `Values`, `Release` …; undefined for the root object itself. */
  readonly object: string | undefined;
  /** The steps behind the object. */
  readonly path: readonly Step[];
}

/** Takes a ref apart; `.Subcharts.x` leads to that chart's root. Undefined when it leads nowhere. */
export function objectPath(tree: ChartTree, ref: PathRef): ObjectPath | undefined {
  let chart = chartAt(tree, ref.chart ?? '');
  let { path } = ref;
  while (chart && path[0] === 'Subcharts' && path.length >= 2) {
    const key = path[1];
    chart = chart.subcharts.find((sub) => typeof key === 'string' && sub.keys.includes(key));
    path = path.slice(2);
  }
  if (chart === undefined) return undefined;
  const [object, ...rest] = path;
  if (object === undefined) return { chart, object: undefined, path: [] };
  return typeof object === 'string' ? { chart, object, path: rest } : undefined;
}

/** The paths among the possibilities. */
export function objectPaths(tree: ChartTree, value: Possible): ObjectPath[] {
  const out: ObjectPath[] = [];
  for (const ref of value.refs) {
    const found = ref.kind === 'path' ? objectPath(tree, ref) : undefined;
    if (found) out.push(found);
  }
  return out;
}
