// Kubernetes' scalars and free-form types, which no package describes: their schemas, by full name.

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const CRD = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

export const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
export const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
export const TIME = `${META}.Time`;
export const MICRO_TIME = `${META}.MicroTime`;
export const RAW_EXTENSION = 'io.k8s.apimachinery.pkg.runtime.RawExtension';
export const LIST = 'io.k8s.api.core.v1.List';

const schemaProps = { $ref: `${CRD}.JSONSchemaProps` };

/** @type {Record<string, import('./declarations.mjs').Schema>} */
export const BY_HAND = {
  [QUANTITY]: {
    format: 'quantity',
    description:
      'An amount: a number with an optional unit, such as `500m`, `1.5`, `2Gi` or `1e3`. Units are m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei.',
  },
  [INT_OR_STRING]: { format: 'int-or-string', description: 'A number, or a text such as a name or a percentage.' },
  [TIME]: { type: 'string', format: 'date-time', description: 'A time as in RFC 3339: `2026-01-31T12:00:00Z`.' },
  [MICRO_TIME]: {
    type: 'string',
    format: 'date-time',
    description: 'A time as in RFC 3339 with microseconds: `2026-01-31T12:00:00.000000Z`.',
  },
  [`${META}.FieldsV1`]: {
    type: 'object',
    preservesUnknown: true,
    description: 'A set of fields, as the API server keeps them for each manager.',
  },
  [`${META}.Patch`]: { type: 'object', preservesUnknown: true, description: 'The body of a patch request.' },
  [RAW_EXTENSION]: { type: 'object', preservesUnknown: true, description: 'Any object.' },
  [`${CRD}.JSON`]: { preservesUnknown: true, description: 'Any value: text, number, boolean, list, table or null.' },
  [`${CRD}.JSONSchemaPropsOrArray`]: {
    anyOf: [schemaProps, { type: 'array', items: schemaProps }],
    description: 'A schema, or a list of schemas.',
  },
  [`${CRD}.JSONSchemaPropsOrBool`]: {
    anyOf: [schemaProps, { type: 'boolean' }],
    description: 'A schema, or true or false.',
  },
  [`${CRD}.JSONSchemaPropsOrStringArray`]: {
    anyOf: [schemaProps, { type: 'array', items: { type: 'string' } }],
    description: 'A schema, or a list of names.',
  },
  'io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec': { type: 'object', description: 'It has no fields.' },
  'io.k8s.api.scheduling.v1alpha2.BasicSchedulingPolicy': {
    type: 'object',
    description: 'Pods are scheduled one by one, as usual; it has no fields.',
  },
  [`${CRD}.CustomResourceSubresourceStatus`]: {
    type: 'object',
    preservesUnknown: true,
    description: 'Turns the status subresource on; it has no fields.',
  },
};

/** Fields whose types the packages lost: by full name and field. */
export const FIELDS_BY_HAND = {
  'io.k8s.api.apiserverinternal.v1alpha1.StorageVersion#spec': {
    $ref: 'io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec',
  },
  'io.k8s.api.scheduling.v1alpha2.PodGroupSchedulingPolicy#basic': {
    $ref: 'io.k8s.api.scheduling.v1alpha2.BasicSchedulingPolicy',
  },
  'io.k8s.api.resource.v1alpha2.NamedResourcesAttribute#quantity': { $ref: QUANTITY },
};

/** `kind: List`, which clients know and the API does not. */
export const LIST_SCHEMA = {
  type: 'object',
  description: 'Several objects in one document.',
  properties: {
    apiVersion: { type: 'string', description: 'Always `v1`.' },
    kind: { type: 'string', description: 'Always `List`.' },
    metadata: { $ref: `${META}.ListMeta` },
    items: {
      type: 'array',
      description: 'The objects, each with its own apiVersion and kind.',
      items: { type: 'object', isEmbeddedResource: true, preservesUnknown: true },
    },
  },
  required: ['items'],
};
