// The number inside an object of a named integer type.

import { type GoObject, Int } from './value.ts';

/**
 * The number behind an object of integer kind (time.Month, time.Duration …), undefined for any other.
 * Such a class says its number as json(), which is how encoding/json writes it too.
 */
export function integerOf(object: GoObject): bigint | undefined {
  if (!/^u?int/.test(object.kind)) return undefined;
  const number = object.json();
  if (typeof number === 'bigint') return number;
  if (typeof number === 'number') return BigInt(Math.trunc(number));
  return number instanceof Int ? number.value : undefined;
}
