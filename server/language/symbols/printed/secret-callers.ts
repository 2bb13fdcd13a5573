// Whether what a helper came to ended up where nobody is to read it: in the data of a Secret, under a key that says so.

import { nodesAt, templateView } from '../../documents/template.ts';
import { type RenderState, viewOf } from '../../workspace/render-state.ts';
import type { MappedText } from '../../workspace/rendering.ts';
import type { EvaluatedFrom, EvaluatedValue } from '../evaluated.ts';
import { Outputs } from './outputs.ts';
import { isSecret, isSecretSource } from './secrets.ts';

/** Calls that are looked at: what is secret is so at the first ones. */
const MOST_CALLS = 8;

export function isSecretValue(state: RenderState | undefined, { value, from }: EvaluatedValue): boolean {
  const snapshot = from[0]?.snapshot;
  if (value.source && snapshot && isSecretSource(snapshot, value.source)) return true;
  return state !== undefined && from.slice(0, MOST_CALLS).some((one) => printsSecret(state, one, value.shown));
}

/** The outermost call may print a whole container; `shown` is what something on the way to it came to. */
function printsSecret(state: RenderState, { file, call, snapshot }: EvaluatedFrom, shown: string): boolean {
  if (call === undefined) return false;
  const view = viewOf(state, file.uri, 'file');
  if (view.snapshot !== snapshot) return false;
  const action = nodesAt(templateView(file, snapshot.settings), call.start).findLast(({ kind }) => kind === 'action');
  const span = action?.span ?? call;
  const text = file.text.slice(span.start, span.end);
  return outputsOf(view.text, file.uri)
    .of(span)
    .some(({ start, end }) => {
      const printed = view.text.text.slice(start, end);
      const from = start + printed.length - printed.trimStart().length;
      return isSecret(view, text, { start: from, end: Math.max(from, start + printed.trimEnd().length) }, shown);
    });
}

const memo = new WeakMap<MappedText, Outputs>();

/** What a file's own text printed; read once per render. */
export function outputsOf(text: MappedText, uri: string): Outputs {
  let known = memo.get(text);
  if (known === undefined) memo.set(text, (known = new Outputs({ text }, uri)));
  return known;
}
