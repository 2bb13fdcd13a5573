// The errors of the way through JSON: keys that are no strings, infinities, and nesting beyond encoding/json's limit.

import { GoError } from '../values/errors.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import type { Built } from './read-build.ts';
import { goSyntax } from './read-go-syntax.ts';

const MAX_DEPTH = 10000;

/** Throws what converting the value to JSON text and back would: first the keys, then the numbers, then the depth. */
export function checkJson(built: Built): void {
  let number: string | undefined;
  let depthAt: string | undefined;
  // In the order of the JSON text: maps by sorted keys. Explicit, since the value may be as deep as it likes.
  const stack: { readonly values: readonly Value[]; index: number }[] = [{ values: [built.value], index: 0 }];
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as { readonly values: readonly Value[]; index: number };
    if (top.index === top.values.length) {
      stack.pop();
      continue;
    }
    const value = top.values[top.index++] as Value;
    if (typeof value === 'number' && !Number.isFinite(value)) number ??= specialName(value);
    else if (value instanceof GoMap) {
      const odd = built.oddKeys.get(value);
      if (odd !== undefined) {
        throw new GoError(
          `error converting YAML to JSON: unsupported map key of type: ${odd.type}, key: ${odd.text}, value: ${goSyntax(odd.value)}`,
        );
      }
      if (stack.length > MAX_DEPTH) depthAt ??= '{';
      stack.push({ values: sortedKeys(value).map((key) => value.get(key) as Value), index: 0 });
    } else if (value instanceof GoSlice) {
      if (stack.length > MAX_DEPTH) depthAt ??= '[';
      stack.push({ values: value.items(), index: 0 });
    }
  }
  if (number !== undefined) throw new GoError(`error converting YAML to JSON: json: unsupported value: ${number}`);
  if (depthAt !== undefined) {
    throw new GoError(
      `error unmarshaling JSON: while decoding JSON: invalid character '${depthAt}' exceeded max depth`,
    );
  }
}

function specialName(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
