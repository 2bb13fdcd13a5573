// The codes of what a schema finds wrong with a manifest: one table, from which rules and their pages are made.

export type SchemaCode =
  | 'manifest-type'
  | 'manifest-required'
  | 'manifest-unknown-field'
  | 'manifest-enum'
  | 'manifest-format'
  | 'manifest-value'
  | 'manifest-alternatives'
  | 'manifest-duplicate-key'
  | 'manifest-duplicate-item';

/** What a page says of a code. */
export interface CodeText {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  /** Why the API server minds, and what to do; Markdown. */
  readonly why: string;
  /** A manifest that has it, and the same mended. */
  readonly bad: string;
  readonly good: string;
}

export const SCHEMA_CODES: Readonly<Record<SchemaCode, CodeText>> = {
  'manifest-type': {
    severity: 'error',
    title: 'A value of another type than the field has',
    why: `The API server reads each field into a type, and refuses the whole object when a value does not fit:
\`cannot unmarshal string into Go struct field …\`. YAML decides by how a value is written: \`yes\`, \`on\` and \`y\` are
booleans, \`8080\` is a number, \`"8080"\` a string.`,
    bad: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: three\n',
    good: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n',
  },
  'manifest-required': {
    severity: 'error',
    title: 'A required field is missing',
    why: `The API server answers \`Required value\`. A field that is \`null\` is missing, too. Fields that Kubernetes' schema
calls required, and that the API server fills in itself, are not asked for.`,
    bad: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: nginx\n',
    good: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: nginx\n',
  },
  'manifest-unknown-field': {
    severity: 'warning',
    title: 'A field that the kind does not have',
    why: `The API server drops it and answers with a warning (\`unknown field "spec.replica"\`); with strict field validation,
as \`kubectl apply\` asks for it, it refuses the object. Most often it is a slip of the fingers or stands one level too deep.
Of custom resources whose definition only Chartroom brings, and of a Kubernetes newer than the newest that it knows, no more
than slips are told (\`secretname\` for \`secretName\`): the cluster may have a newer definition. Put the definition into the
workspace, or name a folder with it in \`chartroom.schema.folders\`, and every unknown field is told.`,
    bad: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  minReadySecond: 5\n',
    good: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  minReadySeconds: 5\n',
  },
  'manifest-enum': {
    severity: 'error',
    title: 'Not one of the values that the field may have',
    why: 'The API server answers `Unsupported value`, with the values that it takes. Upper and lower case count.',
    bad: 'apiVersion: v1\nkind: Service\nspec:\n  type: Loadbalancer\n',
    good: 'apiVersion: v1\nkind: Service\nspec:\n  type: LoadBalancer\n',
  },
  'manifest-format': {
    severity: 'error',
    title: 'A text that is not written as the field demands',
    why: `A quantity is a number with one of the suffixes n, u, m, k, M, G, T, P, E, Ki … Ei or an exponent; bytes are base64;
a time is RFC 3339 (\`2026-01-31T12:00:00Z\`); whole numbers have a range. Of custom resources the API server looks at the
formats that their definition names, as far as it knows them.`,
    bad: 'apiVersion: v1\nkind: Secret\ndata:\n  password: not base64\n',
    good: 'apiVersion: v1\nkind: Secret\ndata:\n  password: bm90IGJhc2U2NA==\n',
  },
  'manifest-value': {
    severity: 'error',
    title: 'A value outside the bounds of its definition',
    why: 'A pattern, a length, a range or a number of items that the definition of a custom resource demands.',
    bad: 'apiVersion: example.com/v1\nkind: Sample\nspec:\n  size: 0\n',
    good: 'apiVersion: example.com/v1\nkind: Sample\nspec:\n  size: 1\n',
  },
  'manifest-alternatives': {
    severity: 'error',
    title: 'None, or too many, of the alternatives that a definition gives',
    why: `Definitions of custom resources say that one of some fields must be there (\`anyOf\`), that exactly one may be
(\`oneOf\`), or that something may not be (\`not\`). What is told is what is missing in the alternative that fits best.`,
    bad: 'apiVersion: example.com/v1\nkind: Sample\nspec:\n  git: {}\n  oci: {}\n',
    good: 'apiVersion: example.com/v1\nkind: Sample\nspec:\n  git: {}\n',
  },
  'manifest-duplicate-key': {
    severity: 'warning',
    title: 'A key that stands twice in one map',
    why: `YAML forbids it. \`kubectl\` and Helm 3 take the last one and say nothing; kustomize, Helm 4 and whatever else reads
manifests with kyaml refuse the document.`,
    bad: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 1\n  replicas: 2\n',
    good: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 2\n',
  },
  'manifest-duplicate-item': {
    severity: 'error',
    title: 'Two items of a list that must differ',
    why: 'The definition of the custom resource calls the list a set, or a map by one of its fields: `Duplicate value`.',
    bad: 'apiVersion: example.com/v1\nkind: Sample\nspec:\n  hosts: [a, a]\n',
    good: 'apiVersion: example.com/v1\nkind: Sample\nspec:\n  hosts: [a, b]\n',
  },
};
