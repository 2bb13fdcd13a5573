// A Kubernetes schema as the pool, harvested CRDs and users' schema files all give it: linked, so that no reader resolves names.

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

/**
 * OpenAPI 3 as Kubernetes uses it. Immutable, and possibly cyclic (JSONSchemaProps): readers follow it along a YAML tree,
 * never for its own sake. An absent keyword demands nothing.
 */
export interface SchemaNode {
  /** The schema that this place has; beside it only `description`, `default` and `deprecated` count. */
  readonly ref?: SchemaNode;
  readonly type?: SchemaType;
  readonly description?: string;
  /** An explicit null stands for "not given". Optional fields and map values may be null without it. */
  readonly nullable?: boolean;
  readonly deprecated?: boolean;
  readonly default?: unknown;

  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  /** Of keys that `properties` does not name; true: any. Absent beside `properties`: such keys are unknown fields. */
  readonly additionalProperties?: SchemaNode | boolean;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  /** `x-kubernetes-list-type`. */
  readonly listType?: 'atomic' | 'set' | 'map';
  /** Keys that tell the items of a list apart, from `x-kubernetes-list-map-keys` or our table; two alike are a mistake. */
  readonly listKeys?: readonly string[];

  readonly enum?: readonly (string | number | boolean | null)[];
  /** What is usual where anything is allowed: for completion, never for an error. */
  readonly openEnum?: readonly string[];
  /** `int-or-string` and `quantity` have no `type`; others as in OpenAPI (`int32`, `date-time`, `byte` …). */
  readonly format?: string;
  /** RE2. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** As in OpenAPI 3.0 a flag beside the bound, or a bound of its own. */
  readonly exclusiveMinimum?: boolean | number;
  readonly exclusiveMaximum?: boolean | number;
  readonly multipleOf?: number;

  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;

  /** `x-kubernetes-preserve-unknown-fields`: what is not named here is kept, and nothing is said of it. */
  readonly preservesUnknown?: boolean;
  /** `x-kubernetes-embedded-resource`: a whole object with apiVersion, kind and metadata. */
  readonly isEmbeddedResource?: boolean;
}

/** Group, version and kind; the core group is empty. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** `apps/v1` as its two halves. */
export function gvkOf(apiVersion: string, kind: string): GroupVersionKind {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return { group: '', version: apiVersion, kind };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

/** Refs that lead to each other end here. */
const MOST_REFS = 20;

/** The schema itself, behind its refs. */
export function behind(node: SchemaNode): SchemaNode {
  let at = node;
  for (let i = 0; at.ref !== undefined && i < MOST_REFS; i++) at = at.ref;
  return at;
}

/** The nearest description on the way to the schema itself: what a field says before what its type says. */
export function descriptionOf(node: SchemaNode): string | undefined {
  let at: SchemaNode | undefined = node;
  for (let i = 0; at !== undefined && i <= MOST_REFS; i++) {
    if (at.description !== undefined) return at.description;
    at = at.ref;
  }
  return undefined;
}
