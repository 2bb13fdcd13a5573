// A place in a template together with its chart: what an expression there stands for, in paths of known charts.

import type { OperandNode, PipeNode } from '#engine/template/node.ts';
import { type NamedBody, parseExpression, type TemplateView, templateView } from '../documents/template.ts';
import { chartFolderOf, type FileText, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { type ChartNode, type ChartTree, chartOfFile, chartTreeOf } from './charts.ts';
import { evaluateOperand, evaluatePipe } from './evaluate.ts';
import { otherCallersOf } from './other-users.ts';
import { type Scope, scopeAt, type Variable, variableValue } from './scope.ts';
import { type Embedded, embeddedHere, resolveEmbedded, resolveIn, templateIndex } from './templates.ts';
import { type Possible, UNKNOWN, union } from './value.ts';

export { type ObjectPath, objectPath, objectPaths } from './object-path.ts';

export interface Context {
  readonly snapshot: Snapshot;
  readonly file: FileText;
  readonly view: TemplateView;
  readonly tree: ChartTree;
  readonly chart: ChartNode;
  readonly scope: Scope;
  /** The place lies in a template inside another text; then `file` and `view` are that template's, at the text's offsets. */
  readonly embedded: Embedded | undefined;
}

/**
 * The context at an offset of a template, or of an action in another text that reaches tpl (a string, a scalar of a values
 * file, a file); undefined elsewhere, and for files of no chart.
 */
export function contextAt(given: Snapshot, uri: string, offset: number): Context | undefined {
  const snapshot = seenFrom(given, uri);
  const host = fileAt(snapshot, uri);
  const folder = host && chartFolderOf(snapshot, host.uri);
  if (host === undefined || folder === undefined) return undefined;
  const isTemplate = roleOf(folder, host.uri) === 'template';
  const tree = isTemplate || mayEmbed(host, offset) ? chartTreeOf(snapshot, host.uri) : undefined;
  if (tree === undefined) return undefined;
  const embedded = embeddedHere(snapshot, tree, host, offset);
  if (!isTemplate && embedded === undefined) return undefined;
  const file = embedded?.file ?? host;
  const chart = embedded?.chart ?? chartOfFile(tree, snapshot, host.uri);
  const view = templateView(file, snapshot.settings);
  return { snapshot, file, view, tree, chart, scope: scopeAt(view, offset), embedded };
}

/** Braces open somewhere before the offset: without that nobody has to look who reads the text. */
function mayEmbed({ text }: FileText, offset: number): boolean {
  return text.lastIndexOf('{{', offset) >= 0;
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

/** A value in terms of the dot that the body at hand begins with. */
export function valueHere(context: Context, value: Possible): Possible {
  return resolve(context, value, context.scope.body);
}

function resolve(context: Context, value: Possible, body: NamedBody | undefined): Possible {
  const { snapshot, tree, chart, embedded } = context;
  if (embedded && body === undefined) return resolveEmbedded(snapshot, tree, embedded, value);
  const own = resolveIn(snapshot, tree, { chart, call: { body } }, value);
  const others = body === undefined ? [] : otherCallersOf(snapshot, context, body.name);
  if (body === undefined || others.length === 0) return own;
  const there = others.map((one) => resolveIn(snapshot, one.tree, { chart: one.chart, call: { body } }, value));
  // What nobody calls here is guessed at, and that is not worth more than what is known elsewhere.
  const isCalled = templateIndex(snapshot, tree).callersOf(body.name).length > 0;
  return union(isCalled ? [own, ...there] : there);
}
