// Which function copies text in which way: the `trace` of every record that does not bring its own.

import type { FunctionRecord } from '../template/funcs.ts';
import {
  cats,
  computedFrom,
  cutsLast,
  formats,
  handsOn,
  handsOnOne,
  indents,
  joins,
  keepsLength,
  prints,
  quotes,
  replaces,
} from './text-trace.ts';

type Trace = NonNullable<FunctionRecord['trace']>;

export const TRACES: ReadonlyMap<string, Trace> = new Map<string, Trace>([
  ...each(['indent', 'nindent'], indents),
  ...each(['trim', 'trimAll', 'trimall', 'trimPrefix', 'trimSuffix', 'trunc', 'substr'], cutsLast),
  ...each(['upper', 'lower', 'title', 'untitle', 'swapcase'], keepsLength),
  ...each(['quote', 'squote'], quotes),
  ['replace', replaces],
  ['printf', formats],
  ['print', prints],
  ['cat', cats],
  ['join', joins],
  ...each(['default', 'coalesce', 'ternary'], handsOnOne),
  ['toString', keepsText],
  ['typeOf', computedFrom('typeOf')],
  ['deepCopy', handsOn(0)],
  ['mustDeepCopy', handsOn(0)],
]);

/** toString of a string is that string; of anything else a text computed from it. */
function keepsText(
  args: Parameters<Trace>[0],
  result: Parameters<Trace>[1],
  call: Parameters<Trace>[2],
): ReturnType<Trace> {
  return args[0] === result ? call.origins?.[0] : computedFrom('toString')(args, result, call);
}

function each(names: readonly string[], trace: Trace): (readonly [string, Trace])[] {
  return names.map((name) => [name, trace] as const);
}
