// A compiled schema: what validation reads. The compiler fills it in, nothing changes it afterwards.

import type { Value } from '../values/value.ts';
import type { Rational } from './number.ts';
import type { Regex } from './regex.ts';
import type { Dialect } from './resources.ts';

/** A number of a schema: its exact value, and the float64 that messages print. */
export interface Bound {
  readonly exact: Rational;
  readonly float: number;
}

export interface Format {
  readonly name: string;
  /** What is wrong with the text, in Go's words; undefined when nothing is. */
  readonly problem: (text: string) => string | undefined;
}

export const TYPE_NAMES = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'] as const;
export type TypeName = (typeof TYPE_NAMES)[number];

/** Lists and tables are in key order, so that messages are. */
export interface Schema {
  /** Address of its document and pointer inside it. */
  readonly url: string;
  readonly pointer: string;
  /** `url#pointer`, escaped: how messages name it. */
  readonly location: string;
  draft: number;
  dialect: Dialect | undefined;
  /** The schema of the resource (`$id`) it lies in. */
  resource: Schema;
  dynamicAnchors: Map<string, Schema>;
  allPropertiesEvaluated: boolean;
  allItemsEvaluated: boolean;
  itemsEvaluated: number;

  bool?: boolean;
  ref?: Schema | undefined;
  recursiveRef?: Schema | undefined;
  recursiveAnchor?: boolean;
  dynamicRef?: { readonly target: Schema; readonly anchor: string };
  dynamicAnchor?: string;
  types?: readonly TypeName[] | undefined;
  enum?: readonly Value[] | undefined;
  const?: Value | undefined;
  not?: Schema | undefined;
  allOf?: readonly Schema[] | undefined;
  anyOf?: readonly Schema[] | undefined;
  oneOf?: readonly Schema[] | undefined;
  if?: Schema | undefined;
  consequent?: Schema | undefined;
  alternative?: Schema | undefined;
  format?: Format | undefined;

  maxProperties?: number | undefined;
  minProperties?: number | undefined;
  required?: readonly string[] | undefined;
  propertyNames?: Schema | undefined;
  properties?: ReadonlyMap<string, Schema> | undefined;
  patternProperties?: readonly (readonly [Regex, Schema])[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
  dependencies?: ReadonlyMap<string, readonly string[] | Schema> | undefined;
  dependentRequired?: ReadonlyMap<string, readonly string[]> | undefined;
  dependentSchemas?: ReadonlyMap<string, Schema> | undefined;
  unevaluatedProperties?: Schema | undefined;

  minItems?: number | undefined;
  maxItems?: number | undefined;
  uniqueItems?: boolean;
  contains?: Schema | undefined;
  minContains?: number | undefined;
  maxContains?: number | undefined;
  /** `items` before 2020: one schema, or one for each place. */
  items?: Schema | readonly Schema[] | undefined;
  additionalItems?: boolean | Schema | undefined;
  prefixItems?: readonly Schema[] | undefined;
  /** `items` since 2020. */
  restItems?: Schema | undefined;
  unevaluatedItems?: Schema | undefined;

  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: Regex | undefined;

  maximum?: Bound | undefined;
  minimum?: Bound | undefined;
  exclusiveMaximum?: Bound | undefined;
  exclusiveMinimum?: Bound | undefined;
  multipleOf?: Bound | undefined;
}
