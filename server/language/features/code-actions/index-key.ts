// `.Values.a.my-key`, which Go cannot read, as `(index .Values.a "my-key")`.

import { contextAt } from '../../symbols/context.ts';
import { indexed } from '../../symbols/indexed.ts';
import { type Action, isBroken, type Question, replacing } from './action.ts';

/** A chain of names some of which are no names to Go. */
const CHAIN = /(?:\$\w*|(?<![\w)\]]))(?:\.[\p{L}\p{N}_-]+)+/gu;

export function indexKeyActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isBroken(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  return context.view.parsed.errors.flatMap(({ message, span: place }): Action[] => {
    if (!/^bad (?:character U\+002D|number syntax)/.test(message)) return [];
    const from = file.text.lastIndexOf('{{', place.start) + 2;
    const close = file.text.indexOf('}}', place.start);
    const text = file.text.slice(from, close < 0 ? undefined : close).split(/\r?\n/)[0] ?? '';
    const whole = close < 0 ? text : file.text.slice(from, close);
    const match = [...whole.matchAll(CHAIN)].find(
      (one) => from + one.index <= place.start && place.start < from + one.index + one[0].length,
    );
    if (match === undefined) return [];
    const start = from + match.index;
    const end = start + match[0].length;
    if (start > span.end || span.start > end) return [];
    const written = indexed(match[0]);
    const mends = { rule: 'template-syntax', span: place };
    const changes = () => [{ uri: file.uri, edits: [replacing(start, end, written)] }];
    return [{ title: `Write ${written}`, kind: 'quickfix', isPreferred: true, mends, changes }];
  });
}
