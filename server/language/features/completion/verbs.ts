// What may stand behind a `%` in the format of printf.

import type { Place } from '../../documents/place.ts';
import type { Context } from '../../symbols/context.ts';
import type { Choice } from './choice.ts';

const VERBS: readonly (readonly [verb: string, meaning: string])[] = [
  ['%s', 'a text as it is'],
  ['%d', 'a whole number; numbers of values files are floats, so `int` comes first'],
  ['%v', 'any value in its usual form'],
  ['%q', 'a text in quotes'],
  ['%t', 'true or false'],
  ['%f', 'a number with a fraction: 1.500000'],
  ['%.2f', 'a number with two digits behind the point'],
  ['%g', 'a number, as short as it can be'],
  ['%05d', 'a whole number with zeros before it, five digits'],
  ['%-10s', 'a text, filled up with spaces to ten'],
  ['%x', 'a number or text in hexadecimal'],
  ['%c', 'the character of a number'],
  ['%T', 'the Go type of a value'],
  ['%+v', 'any value, with the names of fields'],
  ['%%', 'a percent sign'],
];

/** The verbs, where one has been begun; text that holds none is not spoken to. */
export function verbChoices(_context: Context, place: Place): Choice[] {
  const begun = /%[-+# 0]*[\d.]*$/.exec(place.word);
  // `%%` is complete, and what follows it no verb.
  if (place.kind !== 'string' || begun === null || /(^|[^%])(%%)+$/.test(place.word)) return [];
  const cursor = place.replace.start + place.word.length;
  return VERBS.map(
    ([label, detail], i): Choice => ({
      label,
      kind: 'value',
      detail,
      sort: `0${String(i).padStart(2, '0')}`,
      pieceAt: cursor - begun[0].length,
    }),
  );
}
