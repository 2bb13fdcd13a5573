// Rule template-render: what goes wrong while a template runs, at the action that failed.

import { missingCharts } from '../../schema/missing-charts.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
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

function check({ snapshot, root, rendering }: ChartContext): RuleFinding[] {
  const missing = missingCharts(snapshot, root).flatMap(({ name, key }) => [name, key]);
  return (rendering?.errors ?? []).filter(
    (error) =>
      CODES.has(error.code) &&
      !hasSyntaxError(snapshot, error.uri) &&
      !(missing.length > 0 && isForWantOf(snapshot, missing, error)),
  );
}

/** Templates and values of a subchart that is not there are missing for no fault of this chart. */
function isForWantOf(snapshot: Snapshot, missing: readonly string[], error: Finding): boolean {
  if (/no template ".*" associated|template ".*" not defined/s.test(error.message)) return true;
  const text = fileAt(snapshot, error.uri)?.text.slice(error.span.start, error.span.end) ?? '';
  return text.includes('.Values.global') || text.includes('.Subcharts') || missing.some((name) => text.includes(name));
}
