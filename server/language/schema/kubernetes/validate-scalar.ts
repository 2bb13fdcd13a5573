// A scalar against its schema: type, range, format, enum, pattern and length, with the words that Kubernetes uses.

import { compileRegex, matchText, type Regex } from '#engine/values/regexp.ts';
import type { ScalarNode } from '#engine/yaml/read-tree.ts';
import { isSlip, nearest } from '../near.ts';
import { parseQuantity } from './quantity.ts';
import type { SchemaNode } from './schema-node.ts';
import { formatProblem } from './validate-format.ts';
import { type Field, placeOfValue, scalarValue, writtenText } from './validate-read.ts';
import type { ManifestCode } from './validate-violation.ts';
import { report, type Walk } from './validate-walk.ts';

/** Judges a scalar that is not null. */
export function validateScalar(walk: Walk, node: ScalarNode, schema: SchemaNode, field: Field): void {
  const value = scalarValue(node);
  const wanted = unfitType(schema, value, walk);
  if (wanted !== undefined) {
    wrongType(walk, wanted, node, field);
    return;
  }
  if (typeof value === 'number') checkNumber(walk, value, node, schema, field);
  else if (typeof value === 'string') checkText(walk, value, schema, field);
  if (schema.enum !== undefined && !walk.inStatus) checkEnum(walk, value, schema.enum, field);
}

/** The type that a value does not have; undefined when it fits. */
function unfitType(schema: SchemaNode, value: unknown, walk: Walk): string | undefined {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? undefined : 'string';
    case 'integer':
      return isWhole(value) ? undefined : 'integer';
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? undefined : schema.type;
    case 'object':
    case 'array':
      return schema.type;
    default:
      return untyped(schema, value, walk);
  }
}

function untyped(schema: SchemaNode, value: unknown, walk: Walk): string | undefined {
  if (schema.format === 'int-or-string') {
    return typeof value === 'string' || isWhole(value) ? undefined : 'integer or string';
  }
  if (schema.format === 'quantity') return typeof value === 'boolean' ? 'quantity' : undefined;
  if (walk.branches > 0) return undefined;
  if (schema.properties !== undefined) return 'object';
  return schema.items === undefined ? undefined : 'array';
}

/** Numbers reach the API server as JSON: `3.0` is written 3 there, and what has an exponent is no integer. */
function isWhole(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21;
}

export function wrongType(walk: Walk, wanted: string, node: Field['value'], field: Field): void {
  const message = `expected ${wanted}, found ${foundText(node)}`;
  const fix = node.kind === 'scalar' ? retyped(wanted, node) : undefined;
  report(walk, { code: 'manifest-type', ...placeOfValue(field), message, fix });
}

/** `string "three"`, `boolean yes`, `object`: what a value is, and how it is written. */
function foundText(node: Field['value']): string {
  if (node.kind === 'map') return 'object';
  if (node.kind === 'list') return 'array';
  if (node.kind === 'alias') return node.target === null ? 'null' : foundText(node.target);
  const value = scalarValue(node);
  if (value === null) return 'null';
  if (typeof value === 'string') return `string ${shown(value)}`;
  return `${typeof value} ${node.text}`;
}

const LONGEST_SHOWN = 60;

/** A text in quotes, cut when it is long. */
export function shown(text: string): string {
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}

/** A number or boolean in quotes where a string is wanted, and the other way round. */
function retyped(wanted: string, node: ScalarNode): string | undefined {
  const value = scalarValue(node);
  if (wanted === 'string' && value !== null && node.style === 'plain' && node.tag === '')
    return JSON.stringify(node.text);
  if (typeof value !== 'string' || (node.style !== 'single' && node.style !== 'double')) return undefined;
  if (wanted === 'boolean') return /^(?:true|false)$/.test(value) ? value : undefined;
  const isNumber = wanted === 'integer' ? /^(?:0|-?[1-9]\d{0,14})$/ : /^(?:0|-?[1-9]\d{0,14})(?:\.\d+)?$/;
  return (wanted === 'integer' || wanted === 'number') && isNumber.test(value) ? value : undefined;
}

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

function checkNumber(walk: Walk, value: number, node: ScalarNode, schema: SchemaNode, field: Field): void {
  const { format, type } = schema;
  // An int-or-string of Kubernetes' own is an int32; those of definitions are not looked at.
  const isInt32 = type === 'integer' ? format === 'int32' : format === 'int-or-string' && walk.isBuiltin;
  if (isInt32 && (value < -INT32 || value >= INT32)) {
    wrong(walk, 'manifest-format', field, `${node.text} does not fit an int32`);
  } else if (type === 'integer' && (value < -INT64 || value >= INT64)) {
    wrong(walk, 'manifest-format', field, `${node.text} does not fit an int64`);
  }
  checkBounds(walk, value, schema, field);
}

function checkBounds(walk: Walk, value: number, schema: SchemaNode, field: Field): void {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema;
  const least = typeof above === 'number' ? above : minimum;
  const most = typeof below === 'number' ? below : maximum;
  const isAbove = above !== undefined && above !== false;
  const isBelow = below !== undefined && below !== false;
  if (least !== undefined && (value < least || (isAbove && value === least))) {
    wrong(
      walk,
      'manifest-value',
      field,
      `must be greater than ${isAbove ? '' : 'or equal to '}${least}, found ${value}`,
    );
  } else if (most !== undefined && (value > most || (isBelow && value === most))) {
    wrong(walk, 'manifest-value', field, `must be less than ${isBelow ? '' : 'or equal to '}${most}, found ${value}`);
  } else if (multipleOf !== undefined && Number.isInteger(multipleOf) && multipleOf > 0 && value % multipleOf !== 0) {
    wrong(walk, 'manifest-value', field, `must be a multiple of ${multipleOf}, found ${value}`);
  }
}

function checkText(walk: Walk, text: string, schema: SchemaNode, field: Field): void {
  const { format, pattern, minLength, maxLength } = schema;
  if (format === 'quantity') {
    if (parseQuantity(text) === undefined)
      wrong(walk, 'manifest-format', field, `expected quantity, found ${shown(text)}`);
  } else if (format !== undefined && schema.type === 'string') {
    const problem = formatProblem(format, text, walk.isBuiltin);
    if (problem !== undefined) wrong(walk, 'manifest-format', field, problem);
  }
  if (pattern !== undefined && !fitsPattern(pattern, text)) {
    wrong(walk, 'manifest-value', field, `${shown(text)} should match ${pattern}`);
  }
  if (minLength !== undefined && text.length < minLength * 2 && runes(text) < minLength) {
    wrong(walk, 'manifest-value', field, tooShort(minLength));
  } else if (maxLength !== undefined && text.length > maxLength && runes(text) > maxLength) {
    wrong(walk, 'manifest-value', field, `must be no more than ${maxLength} characters, found ${runes(text)}`);
  }
}

function tooShort(least: number): string {
  return least === 1 ? 'must not be empty' : `must be at least ${least} characters long`;
}

function runes(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Expressions take time in proportion to what they read; no name is as long as this. */
const LONGEST_MATCHED = 20_000;

/** A pattern that is none demands nothing here: it is told where it is written. */
export function fitsPattern(pattern: string, text: string): boolean {
  if (text.length > LONGEST_MATCHED) return true;
  const regex = regexOf(pattern);
  return regex === undefined || matchText(regex, text);
}

function regexOf(pattern: string): Regex | undefined {
  try {
    const regex = compileRegex(pattern);
    // Compiled at the first use, which may fail as well.
    return regex.re2 === null ? undefined : regex;
  } catch {
    return undefined;
  }
}

function checkEnum(walk: Walk, value: unknown, allowed: NonNullable<SchemaNode['enum']>, field: Field): void {
  if (allowed.includes(value as string)) return;
  // The API server takes an empty text of its own kinds for one that is not given, and so do their copies in other kinds.
  if (value === '' && (walk.isBuiltin || walk.hearsay !== undefined)) return;
  const words = allowed.filter((one) => typeof one === 'string' && one !== '') as string[];
  const meant = typeof value === 'string' ? nearest(value, words) : undefined;
  // The cluster's definition may be newer than the one that we bring, and take more words.
  if (walk.mayHaveMore && (meant === undefined || !isSlip(String(value), meant))) return;
  const hint = meant === undefined ? '' : `; did you mean ${JSON.stringify(meant)}?`;
  const list = allowed.map((one) => JSON.stringify(one)).join(', ');
  const found = typeof value === 'string' ? shown(value) : String(value);
  const message = `unsupported value ${found}, supported values: ${list}${hint}`;
  report(walk, { code: 'manifest-enum', ...placeOfValue(field), message, fix: meant && writtenText(meant) });
}

function wrong(walk: Walk, code: ManifestCode, field: Field, message: string): void {
  if (!walk.inStatus || code === 'manifest-format') report(walk, { code, ...placeOfValue(field), message });
}
