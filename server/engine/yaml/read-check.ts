// The errors of the way through JSON: keys that are no strings, infinities, and nesting beyond encoding/json's limit.

import { GoError } from '../values/errors.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import type { Built } from './read-build.ts';
import { goSyntax } from './read-go-syntax.ts';

const MAX_DEPTH = 10000;

/** Throws what converting the value to JSON text and back would: first the keys, then the numbers, then the depth. */
export function checkJson(built: Built): void {
  if (built.oddKeys.size > 0) checkKeys(built);
  let number: string | undefined;
  let tooDeep: string | undefined;
  walk(built.value, (value, depth) => {
    if (typeof value === 'number' && !Number.isFinite(value)) number ??= specialName(value);
    else if (depth > MAX_DEPTH && value instanceof GoMap) tooDeep ??= '{';
    else if (depth > MAX_DEPTH && value instanceof GoSlice) tooDeep ??= '[';
  });
  if (number !== undefined) throw new GoError(`error converting YAML to JSON: json: unsupported value: ${number}`);
  if (tooDeep !== undefined) {
    throw new GoError(
      `error unmarshaling JSON: while decoding JSON: invalid character '${tooDeep}' exceeded max depth`,
    );
  }
}

/** Throws for the first map in the value that has a key JSON cannot have. */
export function checkKeys(built: Built): void {
  walk(built.value, (value) => {
    const odd = value instanceof GoMap ? built.oddKeys.get(value) : undefined;
    if (odd === undefined) return;
    const key = `type: ${odd.type}, key: ${odd.text}, value: ${goSyntax(odd.value)}`;
    throw new GoError(`error converting YAML to JSON: unsupported map key of ${key}`);
  });
}

/** Visits all values in the order of the JSON text: maps by sorted keys. Without recursion: it may be deep. */
function walk(root: Value, visit: (value: Value, depth: number) => void): void {
  const stack: { readonly values: readonly Value[]; index: number }[] = [{ values: [root], index: 0 }];
  for (let top = stack[0]; top !== undefined; top = stack[stack.length - 1]) {
    if (top.index === top.values.length) {
      stack.pop();
      continue;
    }
    const value = top.values[top.index++] as Value;
    visit(value, stack.length);
    if (value instanceof GoMap)
      stack.push({ values: sortedKeys(value).map((key) => value.get(key) as Value), index: 0 });
    else if (value instanceof GoSlice) stack.push({ values: value.items(), index: 0 });
  }
}

function specialName(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
