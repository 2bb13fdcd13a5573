// Rule values-shape: a table in a values file where the default is none, or the other way round, of which Helm warns.

import { isOpaque } from '../../documents/encrypted.ts';
import { valuesView } from '../../documents/values.ts';
import { shapeWarnings } from '../../schema/values-check.ts';
import { fileAt } from '../../workspace/snapshot.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const valuesShape: ChartRule = {
  id: 'values-shape',
  severity: 'hint',
  scope: 'chart',
  title: 'A table stands against something that is none',
  why: 'Helm warns of it on the terminal, where few look, and takes the value of the values file: a template that reads a key of the table then fails, or prints nothing. Most often a key has moved in a new version of the chart, or a list of names became a table. It stays a hint, since some charts take either.\n\nNothing is said of a key that values.schema.json judges.',
  bad: `
-- values.yaml --
web:
  image:
    repository: nginx
args: ""
-- values-prod.yaml --
web:
  image: nginx:1.27
# ^^^^^ values-shape: Helm warns: the default of web.image is a table, and this is none
args: {debug: true}
# ^^ values-shape: Helm warns: the default of args is no table, and this is one
`,
  good: `
-- values.yaml --
web:
  image:
    repository: nginx
args: ""
-- values-prod.yaml --
web:
  image:
    tag: "1.27"
args: --debug
`,
  check,
};

function check({ snapshot, root, told, stop }: ChartContext): RuleFinding[] {
  if (stop()) return [];
  return shapeWarnings(snapshot, root)
    .filter(({ uri, path, span }) => {
      const file = fileAt(snapshot, uri);
      if (file === undefined || isOpaque(valuesView(file), path)) return false;
      // The value of the key is told of, which stands behind it in the line.
      const end = file.text.indexOf('\n', span.end);
      const isNear = (one: { readonly span: { readonly start: number } }) =>
        one.span.start >= span.start && (end < 0 || one.span.start <= end);
      return !told(uri).some((one) => one.code === 'values-schema' && isNear(one));
    })
    .map(({ uri, span, message }) => ({ uri, span, message }));
}
