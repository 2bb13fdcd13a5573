// What each draft says a schema must look like, as data: only the keywords that judge, none that merely describe.

import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { JsonNumber } from './number.ts';

type Plain = boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };
type Table = Readonly<Record<string, Plain>>;

/** The metaschema document at an address of json-schema.org; undefined when there is none. */
export function metaschemaAt(url: string): Value | undefined {
  const path = /^https?:\/\/json-schema\.org\/(.*)$/s.exec(url)?.[1];
  if (path === undefined) return undefined;
  const document = DOCUMENTS[path === 'schema' ? 'draft/2020-12/schema' : path];
  return document === undefined ? undefined : toValue(document());
}

function toValue(plain: Plain): Value {
  if (typeof plain === 'number') return new JsonNumber(String(plain));
  if (typeof plain !== 'object') return plain;
  if (Array.isArray(plain)) return new GoSlice(plain.map(toValue));
  return new GoMap(new Map(Object.entries(plain).map(([key, item]) => [key, toValue(item)])));
}

const ref = (target: string): Table => ({ $ref: target });
const TEXT: Table = { type: 'string' };
const NUMBER: Table = { type: 'number' };
const FLAG: Table = { type: 'boolean' };
const URI: Table = { type: 'string', format: 'uri' };
const REFERENCE: Table = { type: 'string', format: 'uri-reference' };
const REGEX: Table = { type: 'string', format: 'regex' };
const EITHER: Plain = ['object', 'boolean'];
const TYPE_ENUM: Table = { enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] };

/** `names` all with the same schema. */
function each(names: string, schema: Plain): Table {
  return Object.fromEntries(names.split(' ').map((name) => [name, schema]));
}

const listOf = (items: Plain, more: Table = {}): Table => ({ type: 'array', items, ...more });
const tableOf = (schema: Plain, more: Table = {}): Table => ({ type: 'object', additionalProperties: schema, ...more });
const anyOf = (...schemas: readonly Plain[]): Table => ({ anyOf: schemas });

/** Keywords that all drafts share; `definitions` is where theirs stand, `count` what a non-negative integer is called. */
function limits(definitions: string, count: string): Table {
  const at = (name: string) => ref(`#/${definitions}/${name}`);
  return {
    ...each('maxLength maxItems maxProperties', at(count)),
    ...each('minLength minItems minProperties', at(`${count}Default0`)),
    pattern: REGEX,
    uniqueItems: FLAG,
    required: at('stringArray'),
    type: anyOf(at('simpleTypes'), listOf(at('simpleTypes'), { minItems: 1, uniqueItems: true })),
  };
}

function oldDefinitions(count: string, strings: Table): Table {
  return {
    schemaArray: listOf(ref('#'), { minItems: 1 }),
    [count]: { type: 'integer', minimum: 0 },
    [`${count}Default0`]: { allOf: [ref(`#/definitions/${count}`), {}] },
    simpleTypes: TYPE_ENUM,
    stringArray: listOf(TEXT, { uniqueItems: true, ...strings }),
  };
}

const ITEMS = anyOf(ref('#'), ref('#/definitions/schemaArray'));
const OLD_TABLES: Table = {
  ...each('definitions properties patternProperties', tableOf(ref('#'))),
  dependencies: tableOf(anyOf(ref('#'), ref('#/definitions/stringArray'))),
  ...each('allOf anyOf oneOf', ref('#/definitions/schemaArray')),
  not: ref('#'),
  items: ITEMS,
  format: TEXT,
  ...each('title description', TEXT),
};

const draft4 = (): Table => ({
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  definitions: oldDefinitions('positiveInteger', { minItems: 1 }),
  properties: {
    ...OLD_TABLES,
    ...limits('definitions', 'positiveInteger'),
    ...each('id $ref', TEXT),
    $schema: URI,
    multipleOf: { type: 'number', minimum: 0, exclusiveMinimum: true },
    ...each('maximum minimum', NUMBER),
    ...each('exclusiveMaximum exclusiveMinimum', FLAG),
    ...each('additionalItems additionalProperties', anyOf(FLAG, ref('#'))),
    enum: { type: 'array', minItems: 1, uniqueItems: true },
  },
  dependencies: { exclusiveMaximum: ['maximum'], exclusiveMinimum: ['minimum'] },
});

const NUMBERS: Table = {
  multipleOf: { type: 'number', exclusiveMinimum: 0 },
  ...each('maximum exclusiveMaximum minimum exclusiveMinimum', NUMBER),
};

const draft6 = (): Table => ({
  $schema: 'http://json-schema.org/draft-06/schema#',
  $id: 'http://json-schema.org/draft-06/schema#',
  type: EITHER,
  definitions: oldDefinitions('nonNegativeInteger', {}),
  properties: {
    ...OLD_TABLES,
    ...limits('definitions', 'nonNegativeInteger'),
    ...NUMBERS,
    ...each('$id $ref', REFERENCE),
    $schema: URI,
    ...each('additionalItems additionalProperties contains propertyNames', ref('#')),
    enum: { type: 'array', minItems: 1, uniqueItems: true },
  },
});

const draft7 = (): Table => {
  const six = draft6() as { properties: Table };
  return {
    ...six,
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'http://json-schema.org/draft-07/schema#',
    properties: {
      ...six.properties,
      ...each('$comment contentMediaType contentEncoding', TEXT),
      ...each('readOnly writeOnly', FLAG),
      examples: { type: 'array' },
      patternProperties: tableOf(ref('#'), { propertyNames: { format: 'regex' } }),
      ...each('if then else', ref('#')),
    },
  };
};

/** A document of a draft made of vocabularies. */
function vocabulary(year: '2019-09' | '2020-12', name: string, body: Table): Table {
  return {
    $schema: `https://json-schema.org/draft/${year}/schema`,
    $id: `https://json-schema.org/draft/${year}/${name}`,
    ...(year === '2019-09' ? { $recursiveAnchor: true } : { $dynamicAnchor: 'meta' }),
    type: EITHER,
    ...body,
  };
}

const SELF = { '2019-09': { $recursiveRef: '#' }, '2020-12': { $dynamicRef: '#meta' } } as const;

function applicator(year: '2019-09' | '2020-12', more: Table): Table {
  const self = SELF[year];
  return vocabulary(year, 'meta/applicator', {
    properties: {
      ...each('contains additionalProperties propertyNames if then else not', self),
      ...each('properties dependentSchemas', tableOf(self)),
      patternProperties: tableOf(self, { propertyNames: { format: 'regex' } }),
      ...each('allOf anyOf oneOf', ref('#/$defs/schemaArray')),
      ...more,
    },
    $defs: { schemaArray: listOf(self, { minItems: 1 }) },
  });
}

function validation(year: '2019-09' | '2020-12'): Table {
  return vocabulary(year, 'meta/validation', {
    properties: {
      ...NUMBERS,
      ...limits('$defs', 'nonNegativeInteger'),
      ...each('maxContains minContains', ref('#/$defs/nonNegativeInteger')),
      dependentRequired: tableOf(ref('#/$defs/stringArray')),
      enum: { type: 'array' },
    },
    $defs: {
      nonNegativeInteger: { type: 'integer', minimum: 0 },
      nonNegativeIntegerDefault0: ref('#/$defs/nonNegativeInteger'),
      simpleTypes: TYPE_ENUM,
      stringArray: listOf(TEXT, { uniqueItems: true }),
    },
  });
}

function metaData(year: '2019-09' | '2020-12'): Table {
  return vocabulary(year, 'meta/meta-data', {
    properties: {
      ...each('title description', TEXT),
      ...each('deprecated readOnly writeOnly', FLAG),
      examples: { type: 'array' },
    },
  });
}

function content(year: '2019-09' | '2020-12'): Table {
  const properties = { ...each('contentEncoding contentMediaType', TEXT), contentSchema: SELF[year] };
  return vocabulary(year, 'meta/content', { properties });
}

function format(year: '2019-09' | '2020-12', name: string): Table {
  return vocabulary(year, `meta/${name}`, { properties: { format: TEXT } });
}

function whole(year: '2019-09' | '2020-12', parts: readonly string[], properties: Table): Table {
  const self = SELF[year];
  const either = anyOf(self, ref('meta/validation#/$defs/stringArray'));
  return vocabulary(year, 'schema', {
    allOf: parts.map((part) => ref(`meta/${part}`)),
    properties: { definitions: tableOf(self), dependencies: tableOf(either), ...properties },
  });
}

const NO_FRAGMENT = '^[^#]*#?$';
const PARTS_2019 = ['core', 'applicator', 'validation', 'meta-data', 'format', 'content'];
const PARTS_2020 = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];

/** Made when asked for: few charts need more than one draft. */
const DOCUMENTS: Readonly<Record<string, () => Table>> = {
  'draft-04/schema': draft4,
  'draft-06/schema': draft6,
  'draft-07/schema': draft7,
  'draft/2019-09/schema': () => whole('2019-09', PARTS_2019, {}),
  'draft/2019-09/meta/core': () =>
    vocabulary('2019-09', 'meta/core', {
      properties: {
        $id: { ...REFERENCE, pattern: NO_FRAGMENT },
        $schema: URI,
        $anchor: { type: 'string', pattern: '^[A-Za-z][-A-Za-z0-9.:_]*$' },
        ...each('$ref $recursiveRef', REFERENCE),
        $recursiveAnchor: FLAG,
        $vocabulary: tableOf(FLAG, { propertyNames: URI }),
        $comment: TEXT,
        $defs: tableOf(SELF['2019-09']),
      },
    }),
  'draft/2019-09/meta/applicator': () =>
    applicator('2019-09', {
      ...each('additionalItems unevaluatedItems unevaluatedProperties', SELF['2019-09']),
      items: anyOf(SELF['2019-09'], ref('#/$defs/schemaArray')),
    }),
  'draft/2019-09/meta/validation': () => validation('2019-09'),
  'draft/2019-09/meta/meta-data': () => metaData('2019-09'),
  'draft/2019-09/meta/format': () => format('2019-09', 'format'),
  'draft/2019-09/meta/content': () => content('2019-09'),
  'draft/2020-12/schema': () =>
    whole('2020-12', PARTS_2020, {
      $recursiveAnchor: ref('meta/core#/$defs/anchorString'),
      $recursiveRef: ref('meta/core#/$defs/uriReferenceString'),
    }),
  'draft/2020-12/meta/core': () =>
    vocabulary('2020-12', 'meta/core', {
      properties: {
        $id: { ...ref('#/$defs/uriReferenceString'), pattern: NO_FRAGMENT },
        $schema: ref('#/$defs/uriString'),
        ...each('$ref $dynamicRef', ref('#/$defs/uriReferenceString')),
        ...each('$anchor $dynamicAnchor', ref('#/$defs/anchorString')),
        $vocabulary: tableOf(FLAG, { propertyNames: ref('#/$defs/uriString') }),
        $comment: TEXT,
        $defs: tableOf(SELF['2020-12']),
      },
      $defs: {
        anchorString: { type: 'string', pattern: '^[A-Za-z_][-A-Za-z0-9._]*$' },
        uriString: URI,
        uriReferenceString: REFERENCE,
      },
    }),
  'draft/2020-12/meta/applicator': () =>
    applicator('2020-12', { prefixItems: ref('#/$defs/schemaArray'), items: SELF['2020-12'] }),
  'draft/2020-12/meta/unevaluated': () =>
    vocabulary('2020-12', 'meta/unevaluated', {
      properties: each('unevaluatedItems unevaluatedProperties', SELF['2020-12']),
    }),
  'draft/2020-12/meta/validation': () => validation('2020-12'),
  'draft/2020-12/meta/meta-data': () => metaData('2020-12'),
  'draft/2020-12/meta/format-annotation': () => format('2020-12', 'format-annotation'),
  'draft/2020-12/meta/format-assertion': () => format('2020-12', 'format-assertion'),
  'draft/2020-12/meta/content': () => content('2020-12'),
};
