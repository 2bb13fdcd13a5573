// Rule crd-schema: a CustomResourceDefinition whose schema the API server would refuse, or of which nothing can be learned.

import { documentsOf } from '../../documents/manifest.ts';
import { crdDocumentsIn, mentionsCrd } from '../../schema/kubernetes/harvest/crd.ts';
import { chartFolderOf, roleOf } from '../../workspace/snapshot.ts';
import type { AnyFileRule, FileContext, RuleFinding } from '../rule.ts';

export const crdSchema: AnyFileRule = {
  id: 'crd-schema',
  severity: 'error',
  scope: 'any',
  title: 'A CustomResourceDefinition with a schema that is none',
  why: 'What the definition says of its kind is what Chartroom judges objects of that kind by, in this chart and in others of the workspace. This part of it cannot be used: the API server refuses it (`$ref`, a list without `items`, `properties` beside `additionalProperties`, an unknown type, a version without a schema), or it cannot be read at all. Everything else in the definition counts as it stands, and nothing is said of the fields below this place.',
  bad: `
-- crds/samples.yaml --
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: samples.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Sample, plural: samples}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: table
                  # ^^^^^ crd-schema: type "table" is none of array, boolean, integer, number, object, string
`,
  good: `
-- crds/samples.yaml --
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: samples.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Sample, plural: samples}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
`,
  check,
};

function check({ snapshot, file }: Pick<FileContext, 'snapshot' | 'file'>): RuleFinding[] {
  if (!/\.ya?ml$/i.test(file.uri) || !mentionsCrd(file.text)) return [];
  const chart = chartFolderOf(snapshot, file.uri);
  // What a template makes of its text is not known here.
  if (chart !== undefined && roleOf(chart, file.uri) === 'template') return [];
  return crdDocumentsIn(documentsOf(file)).flatMap((document) =>
    // Text that is no YAML is told as such.
    document.isRead() ? document.problems().map(({ span, message }) => ({ uri: file.uri, span, message })) : [],
  );
}
