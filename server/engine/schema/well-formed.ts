// A short way to know that a schema satisfies its metaschema: one walk that knows the usual keywords. Judging by the
// metaschema itself takes a hundred times as long; it is left for whatever this walk is not sure of, and for the messages.

import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { JsonNumber } from './number.ts';
import { regexProblem } from './regex.ts';

type Version = 4 | 6 | 7 | 2019 | 2020;
type Check = (value: Value, version: Version) => boolean;

/** Whether the schema certainly satisfies its draft's metaschema, all subschemas with it. False says nothing. */
export function isWellFormed(schema: Value, version: Version): boolean {
  if (typeof schema === 'boolean') return version !== 4;
  if (!(schema instanceof GoMap)) return false;
  for (const [keyword, value] of schema.entries) {
    const check = CHECKS.get(keyword);
    if (check !== undefined && !check(value, version)) return false;
  }
  return true;
}

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) =>
  value instanceof JsonNumber && /^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$/.test(value.literal);
const isCount: Check = (value) => value instanceof JsonNumber && /^[0-9]{1,15}$/.test(value.literal);
const isPositive: Check = (value) => value instanceof JsonNumber && /^[1-9][0-9]{0,14}$/.test(value.literal);
const isLocalReference: Check = (value) => typeof value === 'string' && /^#[\w/$.-]*$/.test(value);
const isAddress: Check = (value) =>
  typeof value === 'string' && /^https?:\/\/[a-z][a-z0-9.-]*\/[\w/.-]*#?$/.test(value);
/** Compiled once: the schema itself will ask for the same. */
const isPattern: Check = (value) => typeof value === 'string' && regexProblem(value) === undefined;
const isList: Check = (value) => value instanceof GoSlice;

const isSchemaList: Check = (value, version) =>
  value instanceof GoSlice && value.length > 0 && every(value, version, isWellFormed);
const isPatternTable: Check = (value, version) =>
  isSchemaTable(value, version) && [...(value as GoMap).entries.keys()].every((key) => isPattern(key, version));
const isSchemaTable: Check = (value, version) =>
  value instanceof GoMap && [...value.entries.values()].every((item) => isWellFormed(item, version));

const TYPES = new Set<Value>(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

const isType: Check = (value) =>
  TYPES.has(value) ||
  (value instanceof GoSlice && value.length > 0 && isUnique(value) && value.items().every((item) => TYPES.has(item)));

const isStringList: Check = (value, version) =>
  value instanceof GoSlice && (value.length > 0 || version !== 4) && isUnique(value) && every(value, version, isText);

/** Numbers may be equal in many spellings, so a list with more than one of them is left to the metaschema. */
const isEnum: Check = (value) =>
  value instanceof GoSlice &&
  value.length > 0 &&
  value.items().every((item) => typeof item !== 'object' || item === null) &&
  isUnique(value);

function isUnique(list: GoSlice): boolean {
  return new Set(list.items()).size === list.length;
}

function every(list: GoSlice, version: Version, check: Check): boolean {
  return list.items().every((item) => check(item, version));
}

const never: Check = () => false;
const fromDraft =
  (first: Version, check: Check): Check =>
  (value, version) =>
    version >= first && check(value, version);

function each(keywords: string, check: Check): [string, Check][] {
  return keywords.split(' ').map((keyword) => [keyword, check]);
}

/** By keyword, more strict than any draft. What is not here no metaschema looks at, or `never` lets the metaschema say. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...each('title description format $comment contentMediaType contentEncoding', isText),
  ...each('uniqueItems readOnly writeOnly deprecated', isFlag),
  ...each('maximum minimum', isNumber),
  ...each('exclusiveMaximum exclusiveMinimum', fromDraft(6, isNumber)),
  ...each('maxLength minLength maxItems minItems maxProperties minProperties', isCount),
  ['multipleOf', isPositive],
  ['pattern', isPattern],
  ['type', isType],
  ['enum', isEnum],
  ['required', isStringList],
  ['examples', isList],
  ['$ref', isLocalReference],
  ...each('id $id $schema', isAddress),
  ...each('definitions $defs properties', isSchemaTable),
  ...each('not additionalProperties if then else contains propertyNames', isWellFormed),
  ['patternProperties', isPatternTable],
  ...each('allOf anyOf oneOf', isSchemaList),
  ['items', (value, version) => isWellFormed(value, version) || (version < 2020 && isSchemaList(value, version))],
  // `default`, `const` and words of other makers are free in every draft.
  ...each(
    '$anchor $recursiveRef $recursiveAnchor $dynamicRef $dynamicAnchor $vocabulary dependencies ' +
      'dependentSchemas dependentRequired additionalItems prefixItems unevaluatedItems unevaluatedProperties ' +
      'minContains maxContains contentSchema',
    never,
  ),
]);
