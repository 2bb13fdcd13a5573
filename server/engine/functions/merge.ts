// merge and mergeOverwrite, by the rules of mergo 1.0.1, which sprig calls.

import type { Call } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import { isEmpty } from '../values/convert.ts';
import { GoError } from '../values/errors.ts';
import { spend } from '../values/meter.ts';
import { Complex, GoMap, GoObject, GoSlice, isNothing, kindOf, typeName, type Value } from '../values/value.ts';
import { type Definition, group } from './define.ts';
import { mapOf, plainMap } from './dicts-map.ts';
import { VersionObject } from './semver.ts';

const PARAMS = ['dst:map[string]interface {}', 'sources:map[string]interface {}...'];
const WRITES = 'The first dict itself is changed; begin with `(dict)` or a `deepCopy` to keep yours.';
const MERGE = `Fills the first dict from the others and gives it: a key that is absent or empty there (null, false, 0, empty text, list or dict) takes the first value that is not null, and dicts are merged in depth. ${WRITES}`;
const OVERWRITE = `Writes the other dicts over the first one and gives it: later dicts win, with empty values and nulls too; dicts are merged in depth, lists replaced. ${WRITES}`;

export const mergeFunctions = group('dicts', [
  ...twins('merge', 'mustMerge', false, MERGE, [
    { template: '{{ NAME (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', output: '{"a":1,"b":3}' },
    {
      template: '{{ NAME (dict "active" false) .Values.defaults | toJson }}',
      values: 'defaults: {active: true}',
      output: '{"active":true}',
    },
  ]),
  ...twins('mergeOverwrite', 'mustMergeOverwrite', true, OVERWRITE, [
    { template: '{{ NAME (dict "a" 1 "b" 2) (dict "a" "") | toJson }}', output: '{"a":"","b":2}' },
    {
      template: '{{ NAME (dict "l" (list 1 2) "d" (dict "x" 1)) (dict "l" (list 3) "d" (dict "y" 2)) | toJson }}',
      output: '{"d":{"x":1,"y":2},"l":[3]}',
    },
  ]),
]);

function twins(
  name: string,
  mustName: string,
  overwrite: boolean,
  doc: string,
  examples: readonly { readonly template: string; readonly values?: string; readonly output: string }[],
): Definition[] {
  const named = (real: string) =>
    examples.map((example) => ({ ...example, template: example.template.replace('NAME', real) }));
  const base = { params: PARAMS, result: 'any', trace: destination };
  return [
    {
      ...base,
      name,
      doc: `${doc} Where dicts cannot be merged, the result is empty text.`,
      examples: named(name),
      call: (args) => {
        try {
          return mergeAll(args, overwrite);
        } catch (error) {
          if (error instanceof MergeError) return '';
          throw error;
        }
      },
    },
    {
      ...base,
      name: mustName,
      doc: `${doc} Where dicts cannot be merged, the render ends.`,
      examples: named(mustName),
      call: (args) => mergeAll(args, overwrite),
    },
  ];
}

/** An error that mergo returns; what it panics with is a plain GoError. */
class MergeError extends GoError {}

/** Far deeper than any chart's values; a dict that holds itself would go on for ever. */
const DEPTH_LIMIT = 1000;

function destination(_args: readonly Value[], _result: Value, call: Call): Origin | undefined {
  return call.origins?.[0];
}

function mergeAll(args: readonly Value[], overwrite: boolean): GoMap {
  const [first, ...sources] = args.map(mapOf) as [GoMap, ...GoMap[]];
  let dst = plainMap(first);
  for (const source of sources) {
    if (dst.nil && !source.nil) dst = new GoMap();
    mergeMaps(dst, source, overwrite, 0);
  }
  return dst;
}

function mergeMaps(dst: GoMap, src: GoMap, overwrite: boolean, depth: number): void {
  if (depth > DEPTH_LIMIT) throw new GoError(`dicts nested deeper than ${DEPTH_LIMIT}`);
  // A copy, since a dict may be merged into one that holds it.
  for (const [key, value] of [...src.entries]) mergeEntry(dst, src, key, value, overwrite, depth);
}

function mergeEntry(dst: GoMap, src: GoMap, key: string, value: Value, overwrite: boolean, depth: number): void {
  spend(1);
  if (isNothing(value)) {
    if (overwrite) assign(dst, src, key, value);
    return;
  }
  const old = dst.get(key);
  if (isComposite(value)) mergeInto(old, value, overwrite, depth);
  // Looked at after the merge in depth: a dict that it filled is no longer empty.
  const isKept = old !== undefined && !isEmptyValue(old);
  if (isKept && old instanceof GoMap && value instanceof GoMap) return;
  if (overwrite || !isKept) assign(dst, src, key, value);
}

/** deepMerge on two entries. Only dicts can be changed in place; anything else is left to the caller's assignment. */
function mergeInto(dst: Value | undefined, src: Value, overwrite: boolean, depth: number): void {
  if (dst instanceof GoMap) {
    if (src instanceof GoMap && !(dst.nil && !src.nil)) mergeMaps(dst, src, overwrite, depth + 1);
  } else if (dst instanceof GoObject && dst.kind === 'ptr') {
    mergePointer(dst, src, overwrite);
  } else if (
    dst instanceof GoObject &&
    dst.kind === 'struct' &&
    kindOf(src) !== 'struct' &&
    dst.fieldNames().length > 0
  ) {
    throw new GoError(`reflect: call of reflect.Value.Field on ${kindOf(src)} Value`);
  }
}

/** Of what templates can point to only versions can be written; a struct without exported fields is taken whole. */
function mergePointer(dst: GoObject, src: Value, overwrite: boolean): void {
  if (overwrite && dst instanceof VersionObject && src instanceof VersionObject && src.kind === 'ptr') {
    dst.version = src.version;
  } else if (!overwrite && kindOf(src) !== 'ptr' && dst.type !== `*${typeName(src)}`) {
    throw new MergeError('src and dst must be of same type');
  }
}

/** SetMapIndex: a map of another element type takes nothing but that. */
function assign(dst: GoMap, src: GoMap, key: string, value: Value): void {
  if (dst.elem !== 'interface {}' && dst.elem !== src.elem) {
    const type = value instanceof GoSlice ? value.type : src.elem;
    throw new GoError(`reflect.Value.SetMapIndex: value of type ${type} is not assignable to type ${dst.elem}`);
  }
  dst.set(key, value, src.origin(key));
}

/** What mergo merges in depth rather than assigns. */
function isComposite(value: Value): boolean {
  const kind = kindOf(value);
  return kind === 'map' || kind === 'struct' || kind === 'ptr';
}

/** mergo's isEmptyValue: sprig's empty, but a complex number never is. */
function isEmptyValue(value: Value): boolean {
  return !(value instanceof Complex) && isEmpty(value);
}
