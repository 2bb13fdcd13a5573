// One schema object's keywords, draft by draft, into its compiled form.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import type { Compiler } from './compile.ts';
import { type Bound, type Schema, TYPE_NAMES } from './compiled.ts';
import { stringAt } from './drafts.ts';
import { FORMATS } from './formats.ts';
import { hasVocabulary } from './loader.ts';
import { isNumeric, literalOf, rational, wholeNumber } from './number.ts';
import { below, encodeFragment } from './pointer.ts';
import { compileRegex, type Regex, regexProblem } from './regex.ts';
import { dynamicAnchorOf, type Resource, type Root } from './resources.ts';

/** What reading one object needs at hand. */
interface Reading {
  readonly compiler: Compiler;
  readonly root: Root;
  readonly resource: Resource;
  readonly schema: Schema;
  readonly map: GoMap;
}

export function readKeywords(compiler: Compiler, root: Root, resource: Resource, schema: Schema, map: GoMap): void {
  const reading: Reading = { compiler, root, resource, schema, map };
  readDraft4(reading);
  if (schema.draft >= 6) readDraft6(reading);
  if (schema.draft >= 7) readDraft7(reading);
  if (schema.draft >= 2019) readDraft2019(reading);
  if (schema.draft >= 2020) readDraft2020(reading);
}

function readDraft4(reading: Reading): void {
  const { schema } = reading;
  schema.ref = referenceAt(reading, '$ref');
  if (schema.draft < 2019 && schema.ref) return;
  if (has(reading, 'applicator')) readApplicators(reading);
  if (has(reading, 'validation')) readValidation(reading);
  if (assertsFormat(reading)) schema.format = formatOf(stringAt(reading.map, 'format'));
}

function readApplicators(reading: Reading): void {
  const { schema, map } = reading;
  schema.allOf = schemasAt(reading, 'allOf');
  schema.anyOf = schemasAt(reading, 'anyOf');
  schema.oneOf = schemasAt(reading, 'oneOf');
  schema.not = schemaAt(reading, 'not');
  if (schema.draft < 2020 && map.has('items')) {
    if (map.get('items') instanceof GoSlice) {
      schema.items = schemasAt(reading, 'items');
      schema.additionalItems = flagOrSchemaAt(reading, 'additionalItems');
    } else schema.items = schemaAt(reading, 'items');
  }
  schema.properties = schemaMapAt(reading, 'properties');
  schema.patternProperties = patternsAt(reading);
  schema.additionalProperties = flagOrSchemaAt(reading, 'additionalProperties');
  schema.dependencies = dependenciesAt(reading);
}

function readValidation(reading: Reading): void {
  const { schema, map } = reading;
  schema.types = typesOf(map.get('type'));
  const members = map.get('enum');
  if (members instanceof GoSlice) schema.enum = members.items();
  schema.multipleOf = boundAt(map, 'multipleOf');
  schema.maximum = boundAt(map, 'maximum');
  schema.exclusiveMaximum = boundAt(map, 'exclusiveMaximum');
  if (map.get('exclusiveMaximum') === true) [schema.exclusiveMaximum, schema.maximum] = [schema.maximum, undefined];
  schema.minimum = boundAt(map, 'minimum');
  schema.exclusiveMinimum = boundAt(map, 'exclusiveMinimum');
  if (map.get('exclusiveMinimum') === true) [schema.exclusiveMinimum, schema.minimum] = [schema.minimum, undefined];
  schema.minLength = countAt(map, 'minLength');
  schema.maxLength = countAt(map, 'maxLength');
  const pattern = stringAt(map, 'pattern');
  if (pattern !== undefined) schema.pattern = regexAt(reading, 'pattern', pattern);
  schema.minItems = countAt(map, 'minItems');
  schema.maxItems = countAt(map, 'maxItems');
  schema.uniqueItems = map.get('uniqueItems') === true;
  schema.maxProperties = countAt(map, 'maxProperties');
  schema.minProperties = countAt(map, 'minProperties');
  schema.required = stringsOf(map.get('required'));
}

function readDraft6(reading: Reading): void {
  const { schema, map } = reading;
  if (has(reading, 'applicator')) {
    schema.contains = schemaAt(reading, 'contains');
    schema.propertyNames = schemaAt(reading, 'propertyNames');
  }
  if (has(reading, 'validation')) schema.const = map.get('const');
}

function readDraft7(reading: Reading): void {
  const { schema, map } = reading;
  if (!has(reading, 'applicator')) return;
  schema.if = schemaAt(reading, 'if');
  if (!schema.if) return;
  const fixed = map.get('if');
  if (fixed !== false) schema.consequent = schemaAt(reading, 'then');
  if (fixed !== true) schema.alternative = schemaAt(reading, 'else');
}

function readDraft2019(reading: Reading): void {
  const { schema, map } = reading;
  schema.recursiveRef = referenceAt(reading, '$recursiveRef');
  schema.recursiveAnchor = map.get('$recursiveAnchor') === true;
  if (has(reading, 'validation')) {
    if (schema.contains) {
      schema.minContains = countAt(map, 'minContains');
      schema.maxContains = countAt(map, 'maxContains');
    }
    const required = map.get('dependentRequired');
    if (required instanceof GoMap) {
      const lists = sortedKeys(required).map((key) => [key, stringsOf(required.get(key))] as const);
      schema.dependentRequired = new Map(lists.flatMap(([key, list]) => (list ? [[key, list]] : [])));
    }
  }
  if (has(reading, 'applicator')) schema.dependentSchemas = schemaMapAt(reading, 'dependentSchemas');
  if (has(reading, schema.draft === 2019 ? 'applicator' : 'unevaluated')) {
    schema.unevaluatedItems = schemaAt(reading, 'unevaluatedItems');
    schema.unevaluatedProperties = schemaAt(reading, 'unevaluatedProperties');
  }
}

function readDraft2020(reading: Reading): void {
  const { schema, map } = reading;
  const target = referenceAt(reading, '$dynamicRef');
  if (target) schema.dynamicRef = { target, anchor: dynamicAnchorOf(stringAt(map, '$dynamicRef') as string) };
  schema.dynamicAnchor = stringAt(map, '$dynamicAnchor') ?? '';
  if (!has(reading, 'applicator')) return;
  schema.prefixItems = schemasAt(reading, 'prefixItems');
  schema.restItems = schemaAt(reading, 'items');
}

const has = (reading: Reading, vocabulary: string) => hasVocabulary(reading.resource.dialect, vocabulary);

function assertsFormat(reading: Reading): boolean {
  const { compiler, schema } = reading;
  if (compiler.assertsFormat || schema.draft < 2019) return true;
  return has(reading, schema.draft === 2019 ? 'format' : 'format-assertion');
}

function formatOf(name: string | undefined): Schema['format'] {
  if (name === 'regex') return { name, problem: regexProblem };
  const problem = name === undefined ? undefined : FORMATS.get(name);
  return problem && { name: name as string, problem };
}

function at(reading: Reading, ...tokens: (string | number)[]): Schema {
  const { url, pointer } = reading.schema;
  return reading.compiler.enqueue({ url, pointer: below(pointer, ...tokens) });
}

function referenceAt(reading: Reading, keyword: string): Schema | undefined {
  const text = stringAt(reading.map, keyword);
  return text === undefined ? undefined : reading.compiler.reference(reading.root, reading.resource, text);
}

function schemaAt(reading: Reading, keyword: string): Schema | undefined {
  return reading.map.has(keyword) ? at(reading, keyword) : undefined;
}

function schemasAt(reading: Reading, keyword: string): Schema[] | undefined {
  const list = reading.map.get(keyword);
  return list instanceof GoSlice ? list.items().map((_, i) => at(reading, keyword, i)) : undefined;
}

function schemaMapAt(reading: Reading, keyword: string): Map<string, Schema> | undefined {
  const map = reading.map.get(keyword);
  if (!(map instanceof GoMap)) return undefined;
  return new Map(sortedKeys(map).map((key) => [key, at(reading, keyword, key)]));
}

function flagOrSchemaAt(reading: Reading, keyword: string): boolean | Schema | undefined {
  const value = reading.map.get(keyword);
  return typeof value === 'boolean' ? value : schemaAt(reading, keyword);
}

function patternsAt(reading: Reading): (readonly [Regex, Schema])[] | undefined {
  const schemas = schemaMapAt(reading, 'patternProperties');
  return (
    schemas && [...schemas].map(([text, schema]) => [regexAt(reading, 'patternProperties', text), schema] as const)
  );
}

function regexAt({ schema }: Reading, keyword: string, text: string): Regex {
  try {
    return compileRegex(text);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const place = `${schema.url}#${encodeFragment(schema.pointer)}/${keyword}`;
    throw new GoError(`invalid regex ${quoteGo(text)} at ${quoteGo(place)}: ${error.message}`);
  }
}

function dependenciesAt(reading: Reading): Map<string, readonly string[] | Schema> | undefined {
  const map = reading.map.get('dependencies');
  if (!(map instanceof GoMap)) return undefined;
  const read = (key: string) => stringsOf(map.get(key)) ?? at(reading, 'dependencies', key);
  return new Map(sortedKeys(map).map((key) => [key, read(key)]));
}

function typesOf(value: Value | undefined): Schema['types'] {
  const names: readonly Value[] = value instanceof GoSlice ? value.items() : value === undefined ? [] : [value];
  const known = TYPE_NAMES.filter((name) => names.includes(name));
  return known.length > 0 ? known : undefined;
}

/** The strings of a list; undefined when there is no list. */
function stringsOf(value: Value | undefined): string[] | undefined {
  return value instanceof GoSlice ? value.items().filter((item) => typeof item === 'string') : undefined;
}

function boundAt(map: GoMap, keyword: string): Bound | undefined {
  const value = map.get(keyword);
  if (value === undefined || !isNumeric(value)) return undefined;
  const exact = rational(literalOf(value));
  return exact && { exact, float: Number(literalOf(value)) };
}

function countAt(map: GoMap, keyword: string): number | undefined {
  const bound = boundAt(map, keyword);
  return bound && wholeNumber(bound.exact);
}
