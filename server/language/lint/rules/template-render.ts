// Rule template-render: what goes wrong while a template runs, at the action that failed.

import { hasSyntaxError } from '../loaded.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const templateRender: ChartRule = {
  id: 'template-render',
  severity: 'error',
  scope: 'chart',
  title: 'The template fails while it renders',
  why: 'With the active values Helm stops here: something is missing on the way to a value, a function was given what it cannot take, a named template does not exist, or the chart itself refuses with `required` or `fail`, whose text is shown as it is. The calls that led to a helper are listed with the finding. Other files are rendered all the same, and the preview of this one keeps its last good output.',
  bad: `
-- values.yaml --
image: {}
-- templates/pod.yaml --
kind: Pod
image: {{ .Values.image.tag.name }}
        # ^^^^^^^^^^^^^^^^^^^^^^ template-render: nil pointer evaluating interface {}.name
-- templates/secret.yaml --
kind: Secret
name: {{ required "a name is needed" .Values.name }}
       # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ template-render: a name is needed
`,
  good: `
-- values.yaml --
image: {tag: {name: v1}}
name: shop
-- templates/pod.yaml --
kind: Pod
image: {{ .Values.image.tag.name }}
-- templates/secret.yaml --
kind: Secret
name: {{ required "a name is needed" .Values.name }}
`,
  check,
};

const CODES: ReadonlySet<string> = new Set(['template-exec', 'template-required', 'template-fail', 'template-limit']);

function check({ snapshot, rendering }: ChartContext): RuleFinding[] {
  return (rendering?.errors ?? []).filter(({ code, uri }) => CODES.has(code) && !hasSyntaxError(snapshot, uri));
}
