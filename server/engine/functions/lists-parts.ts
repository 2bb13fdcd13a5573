// What the list functions are made of: reading any Go slice, filtering, cutting and sorting it, origins included.

import type { Call } from '../template/funcs.ts';
import { compareBytes } from '../text/bytes.ts';
import type { Origin } from '../text/origin.ts';
import { toInt64, toStr } from '../values/convert.ts';
import { deepEqual } from '../values/equal.ts';
import { GoError } from '../values/errors.ts';
import { GoBytes, GoSlice, Int, isNothing, kindOf, nilSlice, sliceOf, type Value } from '../values/value.ts';
import { capacityOf, grownSlice, resliced, sizedSlice } from './lists-capacity.ts';

/** The value as a slice of any element type; else Go's panic for nothing, or `message` with the value's kind. */
export function listOf(value: Value | undefined, message: string, after = ''): GoSlice {
  if (value instanceof GoSlice) return value;
  if (value === undefined || isNothing(value)) {
    throw new GoError('runtime error: invalid memory address or nil pointer dereference');
  }
  if (value instanceof GoBytes) return bytesAsList(value);
  throw new GoError(`${message} ${kindOf(value)}${after}`);
}

/** The origins of the elements, parallel to them. */
export function originsOf(list: GoSlice): (Origin | undefined)[] {
  return list.origins() ?? new Array<undefined>(list.length).fill(undefined);
}

/** The elements whose flag is set, as append gathers them. */
export function filtered(list: GoSlice, keep: readonly boolean[]): GoSlice {
  const isKept = (_: unknown, i: number) => keep[i] === true;
  return grownSlice(list.items().filter(isKept), list.origins()?.filter(isKept));
}

/** For each element, whether none before it equals it. */
export function unique(list: GoSlice): boolean[] {
  const scalars = new Set<Value>();
  const others: Value[] = [];
  return list.items().map((item) => {
    // A NaN equals nothing, itself included; other scalars are equal exactly when a Set finds them so.
    if (typeof item === 'string' || typeof item === 'bigint' || typeof item === 'boolean') {
      if (scalars.has(item)) return false;
      scalars.add(item);
      return true;
    }
    if (others.some((other) => deepEqual(item, other))) return false;
    others.push(item);
    return true;
  });
}

export function concat(args: readonly Value[], call: Call): GoSlice {
  const items: Value[] = [];
  const origins: (Origin | undefined)[] = [];
  for (const arg of args) {
    const list = listOf(arg, 'Cannot concat type', ' as list');
    for (const item of list.items()) items.push(item);
    if (call.origins) for (const origin of originsOf(list)) origins.push(origin);
  }
  return items.length === 0 ? nilSlice() : grownSlice(items, call.origins && origins);
}

/** `slice`: shares the list's array, as Go does. */
export function sliceList(value: Value, indices: readonly Value[]): Value {
  const list = listOf(value, 'list should be type of slice or array but');
  if (list.length === 0) return null;
  const capacity = value instanceof GoBytes ? value.bytes.length : capacityOf(list);
  const from = indices.length > 0 ? toInt64(indices[0] as Value) : 0n;
  const to = indices.length > 1 ? toInt64(indices[1] as Value) : BigInt(list.length);
  if (from < 0n || to < from || to > BigInt(capacity)) {
    throw new GoError('reflect.Value.Slice: slice index out of bounds');
  }
  if (value instanceof GoBytes) return new GoBytes(value.bytes.subarray(Number(from), Number(to)));
  return resliced(list, Number(from), Number(to));
}

/** `chunk`, with what its arithmetic makes of sizes below 1. */
export function chunks(list: GoSlice, size: number): GoSlice {
  const count = Math.floor((list.length - 1) / size) + 1;
  const parts: Value[] = [];
  const items = list.items();
  const origins = list.origins();
  // An int made of an infinity or NaN is the least int of all.
  if (!(count >= 0 && count < Infinity)) throw tooLong();
  for (let i = 0; i < count; i++) {
    const length = i === count - 1 ? list.length % size || size : size;
    if (length < 0) throw tooLong();
    const start = i * size;
    parts.push(sizedSlice(items.slice(start, start + length), origins?.slice(start, start + length)));
  }
  return sizedSlice(parts, undefined, '[]interface {}');
}

/** `sortAlpha`: a list of strings is sorted in place, any other becomes a new one. */
export function sortAlpha(value: Value): GoSlice {
  if (kindOf(value) !== 'slice') return sliceOf([toStr(value)], 'string');
  const list = listOf(value, '');
  const order = list
    .items()
    .map((item, i) => ({ isNil: isNothing(item), text: toStr(item), origin: list.origin(i) }))
    .filter(({ isNil }) => !isNil)
    .sort((a, b) => compareBytes(a.text, b.text));
  const texts = order.map(({ text }) => text);
  const origins = list.slots && order.map(({ origin }) => origin);
  if (list.type !== '[]string') return sizedSlice(texts, origins, 'string', list.length);
  texts.forEach((text, i) => {
    list.array[list.start + i] = text;
    if (list.slots) list.slots[list.start + i] = origins?.[i];
  });
  return list;
}

function bytesAsList(value: GoBytes): GoSlice {
  return sliceOf(
    Array.from(value.bytes, (byte) => new Int('uint8', BigInt(byte))),
    'uint8',
  );
}

function tooLong(): GoError {
  return new GoError('runtime error: makeslice: len out of range');
}
