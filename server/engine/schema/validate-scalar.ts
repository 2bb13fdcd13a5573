// The keywords for strings and numbers.

import { runes } from '../text/bytes.ts';
import { boundFailure, countFailure, FAILURES } from './causes.ts';
import type { Bound } from './compiled.ts';
import { compareRational, isMultiple, type JsonNumeric, literalOf, rational } from './number.ts';
import { matchText } from './regex.ts';
import type { Judge } from './validate.ts';

export function judgeText(judge: Judge, text: string): void {
  const { minLength, maxLength, pattern } = judge.schema;
  if (minLength !== undefined || maxLength !== undefined) {
    const { length } = runes(text);
    if (minLength !== undefined && length < minLength) judge.fail(countFailure('minLength', length, minLength));
    if (maxLength !== undefined && length > maxLength) judge.fail(countFailure('maxLength', length, maxLength));
  }
  if (pattern && !matchText(pattern, text)) judge.fail(FAILURES.pattern(text, pattern.pattern));
}

export function judgeNumber(judge: Judge, value: JsonNumeric): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = judge.schema;
  if (!(minimum || maximum || exclusiveMinimum || exclusiveMaximum || multipleOf)) return;
  const exact = rational(literalOf(value));
  if (exact === undefined) return;
  const got = Number(literalOf(value));
  const order = (bound: Bound) => compareRational(exact, bound.exact);
  if (minimum && order(minimum) < 0) judge.fail(boundFailure('minimum', got, minimum));
  if (maximum && order(maximum) > 0) judge.fail(boundFailure('maximum', got, maximum));
  if (exclusiveMinimum && order(exclusiveMinimum) <= 0) {
    judge.fail(boundFailure('exclusiveMinimum', got, exclusiveMinimum));
  }
  if (exclusiveMaximum && order(exclusiveMaximum) >= 0) {
    judge.fail(boundFailure('exclusiveMaximum', got, exclusiveMaximum));
  }
  if (multipleOf && !isMultiple(exact, multipleOf.exact)) judge.fail(boundFailure('multipleOf', got, multipleOf));
}
