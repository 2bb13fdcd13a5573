// Rule helm-lint: what `helm lint` says of the chart, where no other rule says it.

import { isDefaultSet } from '../../workspace/values-set.ts';
import type { HelmLintMessage } from '../helm/lint.ts';
import { helmLint as lintOf } from '../helm-lint/messages.ts';
import { placeOf } from '../helm-lint/place.ts';
import { isTold } from '../helm-lint/same-cause.ts';
import type { ChartContext, ChartRule, RuleFinding, Severity } from '../rule.ts';

export const helmLint: ChartRule = {
  id: 'helm-lint',
  severity: 'warning',
  scope: 'chart',
  title: 'helm lint complains about the chart',
  why: "Everything that `helm lint` says of the chart with the active values, in its own words, at the line that it is about. It is told when the chart is opened and when one of its files is saved; with auto-save once typing has stopped for two seconds. What another rule tells already is left out. Helm's INFO is information here, its WARNING a warning, its ERROR an error. As `helm lint` does, it renders the release under the name `test-release`, `required` and `fail` do not stop it, and only the chart itself is looked at, not its subcharts.",
  bad: `
-- Chart.yaml --
apiVersion: v2
name: shop
    # ^^^^ helm-lint: icon is recommended
version: 0.1.0
-- values.yaml --
replicas: 1
-- templates/budget.yaml --
apiVersion: policy/v1beta1
# ^^^^^^^^^^^^^^^^^^^^^^^^ helm-lint: policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget
kind: PodDisruptionBudget
metadata:
  name: shop
`,
  good: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
icon: https://example.com/shop.svg
-- values.yaml --
replicas: 1
-- templates/budget.yaml --
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
`,
  check,
};

function check(context: ChartContext): RuleFinding[] {
  const { snapshot, rendering } = context;
  // What ran away in the editor's render would do so again.
  if (rendering === undefined || rendering.errors.some(({ code }) => code === 'template-limit')) return [];
  const lint = lintOf(context);
  const out = new Map<string, RuleFinding>();
  for (const message of lint?.messages ?? []) {
    const { named, ...place } = placeOf(context, lint as NonNullable<typeof lint>, message);
    if (isTold(context, message, place)) continue;
    const text = named ? `${message.path}: ${message.message}` : message.message;
    const key = `${message.code} ${SAID_AGAIN.has(message.code) ? '' : `${place.uri} ${place.span.start}`}`;
    if (!out.has(key)) out.set(key, { ...place, message: text.trimEnd(), severity: severityOf(message, snapshot) });
  }
  return [...out.values()];
}

/** Lint comes by the schema twice and loads the chart three times. As turns of a range at one place, these are one cause. */
const SAID_AGAIN: ReadonlySet<HelmLintMessage['code']> = new Set(['helm-values-schema', 'helm-chart-load']);

/**
 * Defaults that a schema refuses are the chart's own way to ask for values, as long as the rule values-schema says nothing:
 * then another values file gives them.
 */
function severityOf({ code, severity }: HelmLintMessage, { settings }: ChartContext['snapshot']): Severity {
  if (code === 'helm-values-schema' && isDefaultSet(settings)) return 'information';
  return SEVERITIES[severity];
}

const SEVERITIES: Readonly<Record<HelmLintMessage['severity'], Severity>> = {
  INFO: 'information',
  WARNING: 'warning',
  ERROR: 'error',
};
