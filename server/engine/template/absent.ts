// Rendering a chart some of whose dependencies are not there, for an editor: what cannot be known is named, and the rest goes on.
//
// A named template that an absent chart may define prints its name in angle brackets. What fails only because of such a
// gap, or because of values that the absent chart would bring, prints the name of what is missing as well; a condition
// that cannot be told is false. What is computed from a gap is in doubt: variables, and everything inside a block or a
// template that was entered with it. Other errors stay errors.

import { type Origin, slicePieces } from '../text/origin.ts';
import { joinTraced, sliceTraced, type TracedText } from '../text/traced.ts';
import { INVALID, type Value } from '../values/value.ts';
import { type State, setVariable, siteOf, type Variable } from './exec.ts';
import { ExecError } from './exec-error.ts';
import { evalPipeline } from './exec-eval.ts';
import type { ActionNode, AnyNode, BranchNode, PipeNode } from './node.ts';

/** What is not there. */
export interface AbsentCharts {
  /** Names and aliases of the charts. */
  readonly names: readonly string[];
  /** Names of the charts that are there: what begins with one of these (`shop.fullname`) nobody else defines. */
  readonly present: readonly string[];
  /** Keys below .Values that the absent charts would fill, their own tables and what is imported from them. */
  readonly keys: readonly string[];
}

/** The gaps of the file that is rendered now. */
export class Gaps {
  /** What is missing, as it is shown: names of templates, `.Values.redis`. */
  readonly names = new Set<string>();
  /** Counts the gaps that were met. */
  count = 0;
  last = '';
  /** `count` when the evaluation of the innermost action began. */
  begun = 0;
  /** Why what runs now is in doubt. */
  doubt: string | undefined;
  /** A template that would have prepared the values: whatever a failure misses, that may have set it. */
  prepares: string | undefined;
  readonly variables = new WeakMap<Variable, string>();
  readonly #absent: AbsentCharts;
  readonly #mentions: Mentions;

  constructor(absent: AbsentCharts, mentions: Mentions) {
    this.#absent = absent;
    this.#mentions = mentions;
  }

  /** What stands for a template that is not defined; undefined: no absent chart would define it. */
  template(name: string): string | undefined {
    const { names, present } = this.#absent;
    const begins = (chart: string) => name === chart || name.startsWith(`${chart}.`);
    if (!names.some(begins) && present.some(begins)) return undefined;
    if (PREPARES.test(name)) this.prepares = name;
    return this.meet(name);
  }

  /** Notes a gap; the text that is printed in its place. */
  meet(name: string): string {
    this.names.add(name);
    this.count++;
    this.last = name;
    return gapText(name);
  }

  mentionsOf(s: State, pipe: PipeNode): Mention {
    return this.#mentions.of(s, pipe);
  }
}

/** `common.values.setup`, `app.common.loader.init`: such templates of libraries write into .Values. */
const PREPARES = /(?:^|\.)(?:setup|init|load|loader|prepare)(?:\.|$)/;

export function gapText(name: string): string {
  return `<${name}>`;
}

/** What stands alone on its line becomes a comment, so that what is around it stays YAML. */
export function commentGaps(traced: TracedText, names: readonly string[]): TracedText {
  const texts = names.map((name) => gapText(name).replace(/[^\w-]/g, '\\$&')).join('|');
  const parts: (TracedText | string)[] = [];
  let from = 0;
  for (const match of traced.text.matchAll(new RegExp(`^[ \\t]*(?=(?:(?:${texts})[ \\t]*)+\\r?$)`, 'gm'))) {
    const at = match.index + match[0].length;
    const pieces = traced.pieces && slicePieces(traced.pieces, at, at + 1).map(({ origin }) => ({ length: 2, origin }));
    parts.push(sliceTraced(traced, from, at), { text: '# ', pieces });
    from = at;
  }
  return parts.length === 0 ? traced : joinTraced([...parts, sliceTraced(traced, from)], traced.pieces !== undefined);
}

interface Mention {
  /** `.Values.redis` */
  readonly missing: string | undefined;
  /** A table that subcharts and parents share: what it lacks may come with any chart. */
  readonly isGlobal: boolean;
  readonly variables: readonly string[];
  /** It writes into a table that a variable holds. */
  readonly writes: boolean;
}

/** What pipelines speak of, each looked at once in a render. */
export class Mentions {
  readonly #known = new WeakMap<PipeNode, Mention>();
  readonly #missing: RegExp;

  constructor({ names, keys }: AbsentCharts) {
    const all = [...new Set([...names, ...keys])].map((key) => key.replace(/[^\w-]/g, '\\$&')).join('|');
    this.#missing = new RegExp(`\\.(?:Values|Subcharts)\\.(?:${all})(?![\\w-])|["\`](?:${all})["\`]`);
  }

  of(s: State, pipe: PipeNode): Mention {
    let mention = this.#known.get(pipe);
    if (mention === undefined) {
      const text = s.tree.text.slice(pipe.span.start, pipe.span.end);
      mention = {
        missing: this.#missing.exec(text)?.[0].replace(/["`]/g, ''),
        isGlobal: text.includes('.Values.global'),
        variables: pipe.cmds.length === 0 ? [] : (text.match(/\$\w+/g) ?? []),
        writes: /\b(?:set|unset|merge\w*|mustMerge\w*)\b/.test(text),
      };
      this.#known.set(pipe, mention);
    }
    return mention;
  }
}

/**
 * Evaluates the pipeline of an action or a block; registers of the state are as after evalPipeline. Of a block, what is in
 * it is in doubt from here on: the caller ends that.
 */
export function evalWithGaps(s: State, dot: Value, node: ActionNode | BranchNode, gaps: Gaps): Value {
  const { pipe } = node;
  const mention = gaps.mentionsOf(s, pipe);
  const { doubt, begun } = gaps;
  const known = mention.missing ?? doubtfulVariable(s, gaps, mention);
  const marks = { count: gaps.count, vars: s.vars.length };
  gaps.begun = gaps.count;
  gaps.doubt = known ?? doubt;
  let reason = known;
  try {
    const value = evalPipeline(s, dot, pipe);
    reason ??= (gaps.count > marks.count ? gaps.last : undefined) ?? doubt;
    if (reason !== undefined) markVariables(s, gaps, node, mention, reason);
    return value;
  } catch (error) {
    const met = gaps.count > marks.count ? gaps.last : undefined;
    reason ??= met ?? doubt ?? (mention.isGlobal ? '.Values.global' : gaps.prepares);
    if (reason === undefined || !isOwnFailure(error)) throw error;
    gaps.meet(reason);
    return standIn(s, gaps, node, { error, reason, vars: marks.vars });
  } finally {
    gaps.doubt = node.kind === 'action' ? doubt : (reason ?? doubt);
    gaps.begun = begun;
  }
}

/** What fails inside an inner template was judged there; limits end a file whatever is missing. */
function isOwnFailure(error: unknown): error is ExecError {
  return error instanceof ExecError && error.limit === undefined && error.levels.length === 1;
}

function standIn(
  s: State,
  gaps: Gaps,
  node: ActionNode | BranchNode,
  failed: { readonly error: ExecError; readonly reason: string; readonly vars: number },
): Value {
  const { pipe } = node;
  const { error, reason } = failed;
  s.vars.length = failed.vars;
  s.boxed = false;
  const origin: Origin | undefined = s.run.trace ? { site: siteOf(s, node) } : undefined;
  s.origin = origin;
  // What `fail` says has nothing to print.
  const isSilent = node.kind !== 'action' || error.levels[0]?.message.startsWith('error calling fail') === true;
  const value = isSilent ? (node.kind === 'action' ? '' : INVALID) : gapText(reason);
  for (const variable of pipe.decl) {
    const name = variable.ident[0] as string;
    if (pipe.isAssign) setVariable(s, name, value, false, origin);
    else s.vars.push({ name, value, boxed: false, origin });
  }
  markVariables(s, gaps, node, undefined, reason);
  return value;
}

function doubtfulVariable(s: State, gaps: Gaps, { variables }: Mention): string | undefined {
  for (const name of variables) {
    const variable = variableOf(s, name);
    const reason = variable && gaps.variables.get(variable);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** What the pipeline declares, assigns or writes to. */
function markVariables(s: State, gaps: Gaps, node: AnyNode, mention: Mention | undefined, reason: string): void {
  const { pipe } = node as ActionNode;
  const names = pipe.decl.map((variable) => variable.ident[0] as string);
  for (const name of mention?.writes ? [...names, ...mention.variables] : names) {
    const variable = variableOf(s, name);
    if (variable) gaps.variables.set(variable, reason);
  }
}

function variableOf(s: State, name: string): Variable | undefined {
  return s.vars.findLast((variable) => variable.name === name);
}
