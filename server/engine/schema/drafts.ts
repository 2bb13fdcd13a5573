// The drafts of JSON Schema that Helm knows: how each names itself and where its subschemas stand.

import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { below } from './pointer.ts';

export interface Draft {
  readonly version: 4 | 6 | 7 | 2019 | 2020;
  readonly url: string;
  /** The keyword that gives a schema its address. */
  readonly id: 'id' | '$id';
  /** Paths of subschemas inside a schema: `*` is any key, `[]` any index. */
  readonly subschemas: readonly (readonly string[])[];
  /** Address under which vocabularies stand; empty before 2019. */
  readonly vocabularyPrefix: string;
  readonly vocabularies: readonly string[];
  /** The ones in force when no metaschema says otherwise. */
  readonly defaultVocabularies: readonly string[];
}

const paths = (...texts: readonly string[]) => texts.map((text) => text.split('/'));

const SUBSCHEMAS_4 = paths(
  'definitions/*',
  'not',
  'allOf/[]',
  'anyOf/[]',
  'oneOf/[]',
  'properties/*',
  'additionalProperties',
  'patternProperties/*',
  'items',
  'items/[]',
  'additionalItems',
  'dependencies/*',
);
const SUBSCHEMAS_6 = [...SUBSCHEMAS_4, ...paths('propertyNames', 'contains')];
const SUBSCHEMAS_7 = [...SUBSCHEMAS_6, ...paths('if', 'then', 'else')];
const SUBSCHEMAS_2019 = [
  ...SUBSCHEMAS_7,
  ...paths('$defs/*', 'dependentSchemas/*', 'unevaluatedProperties', 'unevaluatedItems', 'contentSchema'),
];
const SUBSCHEMAS_2020 = [...SUBSCHEMAS_2019, ...paths('prefixItems/[]')];

const OLD = { vocabularyPrefix: '', vocabularies: [], defaultVocabularies: [] };

export const DRAFT_4: Draft = {
  ...OLD,
  version: 4,
  url: 'http://json-schema.org/draft-04/schema',
  id: 'id',
  subschemas: SUBSCHEMAS_4,
};
export const DRAFT_6: Draft = {
  ...OLD,
  version: 6,
  url: 'http://json-schema.org/draft-06/schema',
  id: '$id',
  subschemas: SUBSCHEMAS_6,
};
export const DRAFT_7: Draft = {
  ...OLD,
  version: 7,
  url: 'http://json-schema.org/draft-07/schema',
  id: '$id',
  subschemas: SUBSCHEMAS_7,
};
export const DRAFT_2019: Draft = {
  version: 2019,
  url: 'https://json-schema.org/draft/2019-09/schema',
  id: '$id',
  subschemas: SUBSCHEMAS_2019,
  vocabularyPrefix: 'https://json-schema.org/draft/2019-09/vocab/',
  vocabularies: ['core', 'applicator', 'validation', 'meta-data', 'format', 'content'],
  defaultVocabularies: ['core', 'applicator', 'validation'],
};
export const DRAFT_2020: Draft = {
  version: 2020,
  url: 'https://json-schema.org/draft/2020-12/schema',
  id: '$id',
  subschemas: SUBSCHEMAS_2020,
  vocabularyPrefix: 'https://json-schema.org/draft/2020-12/vocab/',
  vocabularies: [
    'core',
    'applicator',
    'unevaluated',
    'validation',
    'meta-data',
    'format-annotation',
    'format-assertion',
    'content',
  ],
  defaultVocabularies: ['core', 'applicator', 'unevaluated', 'validation'],
};

const DRAFTS = [DRAFT_4, DRAFT_6, DRAFT_7, DRAFT_2019, DRAFT_2020];

/** The draft that a `$schema` names; http and https are the same, an empty fragment is none. */
export function draftOf(url: string): Draft | undefined {
  const [address = '', fragment = ''] = splitHash(url);
  if (fragment !== '') return undefined;
  const name = address.replace(/^https?:\/\//, '');
  if (name === 'json-schema.org/schema') return DRAFT_2020;
  return DRAFTS.find((draft) => draft.url.replace(/^https?:\/\//, '') === name);
}

/** The address and what follows its first `#`. */
export function splitHash(text: string): [string, string] {
  const hash = text.indexOf('#');
  return hash < 0 ? [text, ''] : [text.slice(0, hash), text.slice(hash + 1)];
}

/** A key's value when it is a string. */
export function stringAt(schema: GoMap, key: string): string | undefined {
  const value = schema.get(key);
  return typeof value === 'string' ? value : undefined;
}

/** The address that a schema gives itself, without fragment; empty for none. Before 2019 a `$ref` hides it. */
export function idOf(draft: Draft, schema: GoMap): string {
  if (draft.version < 2019 && schema.has('$ref')) return '';
  return splitHash(stringAt(schema, draft.id) ?? '')[0];
}

/** Everything that stands at a subschema path below `schema`, by pointer. */
export function subschemasOf(draft: Draft, schema: GoMap, pointer: string): Map<string, Value> {
  const out = new Map<string, Value>();
  for (const path of draft.subschemas) collect(schema, pointer, path, out);
  return out;
}

function collect(value: Value, pointer: string, path: readonly string[], out: Map<string, Value>): void {
  const [step, ...rest] = path;
  if (step === undefined) out.set(pointer, value);
  else if (step === '[]') {
    const items = value instanceof GoSlice ? value.items() : [];
    for (const [i, item] of items.entries()) collect(item, below(pointer, i), rest, out);
  } else if (value instanceof GoMap) {
    const keys = step === '*' ? value.entries.keys() : [step];
    for (const key of keys) {
      const item = value.get(key);
      if (item !== undefined) collect(item, below(pointer, key), rest, out);
    }
  }
}
