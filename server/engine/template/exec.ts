// Runs a parsed template: Go's text/template/exec, writing through a sink that can record who wrote what.
//
// Walk functions write output, eval functions (exec-eval.ts, exec-call.ts) return values. Where Go uses reflect.Value's
// static type, two registers of the state describe the value returned last: `boxed` (its static type is interface {})
// and, while tracing, `origin`.

import type { Frame, Origin, Piece, Site } from '../text/origin.ts';
import { isStackOverflow, Meter, tooManySteps } from '../values/meter.ts';
import { quoteGo } from '../values/quote.ts';
import { INVALID, truth, type Value } from '../values/value.ts';
import { evalWithGaps, type Gaps } from './absent.ts';
import { type BranchLog, countRun } from './branches.ts';
import type { Environment } from './environment.ts';
import { execError } from './exec-error.ts';
import { evalPipeline } from './exec-eval.ts';
import { type Iterate, rangeOver } from './exec-range.ts';
import { exceed, print, writeText } from './exec-write.ts';
import type { FunctionProfile, FunctionTable } from './funcs.ts';
import type { ActionNode, AnyNode, BranchNode, ListNode, Node, TemplateNode, Tree } from './node.ts';
import type { SeenLog } from './seen.ts';
import type { Watch } from './watch.ts';

/** One render of a whole chart: what all its templates share. */
export interface Run {
  readonly functions: FunctionTable;
  readonly env: Environment;
  readonly profile: FunctionProfile;
  readonly trace: boolean;
  /** Counts what the file that is rendered now uses; the one that `metered` runs. */
  meter: Meter;
  /** The template that is running now; include and tpl start from it. */
  current: State | undefined;
  /** How often each place asked for randomness. */
  readonly places: Map<string, number>;
  /** Names of the templates that were looked for, found or not, since somebody last emptied it. */
  readonly lookups: Set<string>;
  /** Records conditions while the file that is rendered now has printed nothing; undefined: nobody asks. */
  watch: Watch | undefined;
  /** What is missing for want of charts that are not there; undefined: all are, or nobody makes allowance for it. */
  gaps: Gaps | undefined;
  /** Counts what the conditions in the rendered file's own text come to; undefined: nobody asks. */
  branches: BranchLog | undefined;
  /** Records what expressions come to in the file that is rendered now; undefined: nobody asks. */
  seen: SeenLog | undefined;
}

/** The named templates that are associated with each other: one set per render, and one clone per tpl call. */
export type TemplateSet = Map<string, Tree>;

export interface Variable {
  readonly name: string;
  value: Value;
  boxed: boolean;
  origin: Origin | undefined;
}

/** What a template has written. */
export interface Sink {
  text: string;
  /** While tracing: stretches that cover `text`. */
  readonly pieces: Piece[] | undefined;
}

/** One running template. */
export interface State {
  readonly run: Run;
  readonly set: TemplateSet;
  readonly tree: Tree;
  readonly frame: Frame | null;
  readonly sink: Sink;
  readonly depth: number;
  readonly vars: Variable[];
  /** Where errors are reported: the node visited last. */
  node: AnyNode | undefined;
  /** The call made last: where include and tpl start from. */
  call: AnyNode | undefined;
  /** Whether the value returned last, and dot, have the static type interface {}. */
  boxed: boolean;
  dotBoxed: boolean;
  /** While tracing: origin of the value returned last, and of dot. */
  origin: Origin | undefined;
  dotOrigin: Origin | undefined;
  /** One origin per node that writes, so that neighbouring pieces merge. */
  readonly written: Map<AnyNode, Origin> | undefined;
}

/** Go's limit on `{{ template }}` nesting. */
const MAX_DEPTH = 100_000;

export function newRun(options: Pick<Run, 'functions' | 'env' | 'profile' | 'trace'>): Run {
  return {
    ...options,
    meter: new Meter(),
    current: undefined,
    places: new Map(),
    lookups: new Set(),
    watch: undefined,
    gaps: undefined,
    branches: undefined,
    seen: undefined,
  };
}

/**
 * Executes `tree` on `dot`. Throws ExecError for what Go returns as an error.
 * `frame` is null for a rendered file; include and tpl give the call that leads here.
 */
export function execute(
  run: Run,
  set: TemplateSet,
  tree: Tree,
  dot: Value,
  frame: Frame | null,
  origin?: Origin,
  sink: Sink = newSink(run),
): Sink {
  const outer = run.current;
  // A nil given as data has no type at all: Go's reflect.ValueOf(nil).
  const root = dot === null ? INVALID : dot;
  const state = newState(run, set, tree, frame, sink, 0, root, origin);
  run.current = state;
  try {
    walk(state, root, tree.root);
  } finally {
    run.current = outer;
  }
  return sink;
}

/** An empty sink; a caller that hands one in keeps what was written before a failure. */
export function newSink(run: Run): Sink {
  return { text: '', pieces: run.trace ? [] : undefined };
}

function newState(
  run: Run,
  set: TemplateSet,
  tree: Tree,
  frame: Frame | null,
  sink: Sink,
  depth: number,
  dot: Value,
  origin: Origin | undefined,
): State {
  return {
    run,
    set,
    tree,
    frame,
    sink,
    depth,
    vars: [{ name: '$', value: dot, boxed: false, origin }],
    node: undefined,
    call: undefined,
    boxed: false,
    dotBoxed: false,
    origin: undefined,
    dotOrigin: origin,
    written: run.trace ? new Map() : undefined,
  };
}

/** The one error exit: Go's text, at the node visited last. */
export function fail(s: State, message: string): never {
  throw execError({ file: s.tree.file, text: s.tree.text, template: s.tree.name, node: s.node }, message);
}

/** The place of a node as provenance names it. */
export function siteOf(s: State, node: AnyNode): Site {
  return { file: s.tree.file, span: node.span, frame: s.frame };
}

/** How a list ended: normally, or by a break or continue that the range around it must see. */
type Flow = 'on' | 'break' | 'continue';

function walk(s: State, dot: Value, node: Node): Flow {
  const { meter } = s.run;
  if (++meter.steps > meter.limits.steps) {
    // Told of the node before, a loop for instance: its body may be empty, and nothing that could be underlined.
    s.node ??= node;
    exceed(s, tooManySteps(meter.limits));
  }
  s.node = node;
  switch (node.kind) {
    case 'text':
      writeText(s, node, node.text);
      return 'on';
    case 'action': {
      // Variables are not popped: they live until the enclosing end.
      const value = evaluate(s, dot, node);
      if (node.pipe.decl.length === 0) print(s, node, value);
      return 'on';
    }
    case 'list':
      return walkList(s, dot, node);
    case 'if':
    case 'with':
    case 'range':
      return walkBranch(s, dot, node);
    case 'template':
      walkTemplate(s, dot, node);
      return 'on';
    case 'break':
    case 'continue':
      return node.kind;
    case 'error':
      return fail(s, node.message);
    default:
      return 'on'; // Comments and defines print nothing.
  }
}

function evaluate(s: State, dot: Value, node: ActionNode | BranchNode): Value {
  const { gaps } = s.run;
  return gaps === undefined ? evalPipeline(s, dot, node.pipe) : evalWithGaps(s, dot, node, gaps);
}

function walkBranch(s: State, dot: Value, node: BranchNode): Flow {
  const { gaps } = s.run;
  const doubt = gaps?.doubt;
  const flow = node.kind === 'range' ? walkRange(s, dot, node) : walkIfOrWith(s, dot, node);
  if (gaps) gaps.doubt = doubt;
  return flow;
}

function walkList(s: State, dot: Value, list: ListNode): Flow {
  for (const node of list.nodes) {
    const flow = walk(s, dot, node);
    if (flow !== 'on') return flow;
  }
  return 'on';
}

function walkIfOrWith(s: State, dot: Value, node: BranchNode): Flow {
  const mark = s.vars.length;
  const since = watchFrom(s);
  const met = s.run.gaps?.count;
  const value = evaluate(s, dot, node);
  // What came to a gap is not known.
  const log = s.frame === null && s.run.gaps?.count === met ? s.run.branches : undefined;
  const holds = truth(value);
  if (since > 0) s.run.watch?.judge(node, siteOf(s, node), since, holds);
  if (log) countRun(log, node, holds, 0);
  let flow: Flow = 'on';
  if (!holds) {
    if (node.elseList) flow = walk(s, dot, node.elseList);
  } else if (node.kind === 'with') flow = withDot(s, s.boxed, s.origin, () => walk(s, value, node.list));
  else flow = walk(s, dot, node.list);
  s.vars.length = mark;
  return flow;
}

/** When the evaluation of a condition begins, if it is recorded; else 0. */
function watchFrom({ run }: State): number {
  if (run.watch === undefined) return 0;
  if (!run.watch.isOpen) run.watch = undefined;
  return run.watch?.now() ?? 0;
}

/** Tells who records it what a node came to; its origin is in the register. */
export function saw(s: State, node: AnyNode, value: Value): void {
  const { watch, seen } = s.run;
  watch?.saw(node, value, s.origin);
  seen?.saw(s.tree, s.frame, node, value, s.origin);
}

/** Runs `body` with dot's registers set for it. */
function withDot<T>(s: State, boxed: boolean, origin: Origin | undefined, body: () => T): T {
  const outerBoxed = s.dotBoxed;
  const outerOrigin = s.dotOrigin;
  s.dotBoxed = boxed;
  s.dotOrigin = origin;
  const result = body();
  s.dotBoxed = outerBoxed;
  s.dotOrigin = outerOrigin;
  return result;
}

function walkRange(s: State, dot: Value, node: BranchNode): Flow {
  const outer = s.vars.length;
  const since = watchFrom(s);
  const met = s.run.gaps?.count;
  const value = evaluate(s, dot, node);
  // What came to a gap is not known.
  const log = s.frame === null && s.run.gaps?.count === met ? s.run.branches : undefined;
  const origin = s.origin;
  if (since > 0) s.run.watch?.judge(node, siteOf(s, node), since, truth(value));
  const mark = s.vars.length;
  let count = 0;
  const iterate: Iterate = (index, element, boxed, from) => {
    count++;
    s.node = node;
    setRangeVariables(s, node, index, element, boxed, from);
    const flow = withDot(s, boxed, from, () => walk(s, element, node.list));
    s.vars.length = mark;
    return flow !== 'break';
  };
  rangeOver(s, node, value, origin, iterate);
  if (log) countRun(log, node, count > 0, count);
  let flow: Flow = 'on';
  if (count === 0 && node.elseList) flow = walk(s, dot, node.elseList);
  // A break there belongs to this range, a continue to the one around it.
  if (flow === 'break') flow = 'on';
  s.vars.length = outer;
  return flow;
}

/** The origin of a part of a value whose slots are unknown. */
export function derived(origin: Origin | undefined): Origin | undefined {
  return origin === undefined ? undefined : { from: [origin] };
}

function setRangeVariables(
  s: State,
  node: BranchNode,
  index: Value,
  element: Value,
  boxed: boolean,
  from: Origin | undefined,
): void {
  const { decl, isAssign } = node.pipe;
  if (decl.length === 0) return;
  const first = decl[0]?.ident[0] as string;
  const top = s.vars.length;
  const put = (name: string, slot: number, value: Value, isBoxed: boolean, origin: Origin | undefined) => {
    if (isAssign) setVariable(s, name, value, isBoxed, origin);
    else Object.assign(s.vars[slot] as Variable, { value, boxed: isBoxed, origin });
  };
  if (decl.length > 1) {
    put(first, top - 2, index, false, undefined);
    put(decl[1]?.ident[0] as string, top - 1, element, boxed, from);
  } else put(first, top - 1, element, boxed, from);
}

/** Overwrites the innermost variable of that name. */
export function setVariable(s: State, name: string, value: Value, boxed: boolean, origin: Origin | undefined): void {
  for (let i = s.vars.length - 1; i >= 0; i--) {
    const variable = s.vars[i] as Variable;
    if (variable.name !== name) continue;
    variable.value = value;
    variable.boxed = boxed;
    variable.origin = origin;
    return;
  }
  fail(s, `undefined variable: ${name}`);
}

/** The named template, if there is one. */
export function lookUp(s: State, name: string): Tree | undefined {
  s.run.lookups.add(name);
  return s.set.get(name);
}

function walkTemplate(s: State, dot: Value, node: TemplateNode): void {
  const tree = lookUp(s, node.name);
  const gap = tree === undefined ? s.run.gaps?.template(node.name) : undefined;
  if (gap !== undefined) {
    writeText(s, node, gap);
    return;
  }
  if (tree === undefined) fail(s, `template ${quoteGo(node.name)} not defined`);
  if (s.depth >= MAX_DEPTH) fail(s, `exceeded maximum template depth (${MAX_DEPTH})`);
  const value = node.pipe ? evalPipeline(s, dot, node.pipe) : INVALID;
  const frame = s.run.trace ? { name: node.name, call: siteOf(s, node) } : null;
  const inner = newState(s.run, s.set, tree, frame, s.sink, s.depth + 1, value, node.pipe ? s.origin : undefined);
  s.run.current = inner;
  try {
    walk(inner, value, tree.root);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    // Our stack ends long before Go's 100,000 levels; only endless recursion gets there. Go notices at the call.
    s.node = node;
    fail(s, `exceeded maximum template depth (${MAX_DEPTH})`);
  } finally {
    s.run.current = s;
  }
}
