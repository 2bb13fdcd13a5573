// Rule unknown-value: a template prints a value that nothing sets, and a key with nearly its name is set beside it.

import { chartTreeUnder } from '../../symbols/charts.ts';
import { unknownValues } from '../../symbols/reading/unknown.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const unknownValue: ChartRule = {
  id: 'unknown-value',
  severity: 'hint',
  scope: 'chart',
  title: 'Nothing sets the value, and a key with nearly its name is there',
  why: 'Helm prints nothing for a value that is not there, and says nothing of it. That a value is set nowhere is no mistake: it may be optional, or given by `--set`. Here it most likely is one: no values file, schema, comment or template of any release with the chart has the name, no template asks whether the value is there (`if`, `with`, `default`, `hasKey`, `required` …), and beside it stands a key that one slip of the fingers tells from it. A quick fix writes that key. `chartroom.hints.unknownValues` turns the hints on.',
  bad: `
-- values.yaml --
image: {tag: "1.27"}
-- templates/pod.yaml --
image: "nginx:{{ .Values.image.tga }}"
                             # ^^^ unknown-value: nothing sets .Values.image.tga; did you mean tag?
`,
  good: `
-- values.yaml --
image: {tag: "1.27"}
-- templates/pod.yaml --
image: "nginx:{{ .Values.image.tag }}"
`,
  check,
};

function check({ snapshot, root, stop }: ChartContext): RuleFinding[] {
  if (!snapshot.settings.hints.unknownValues) return [];
  const tree = chartTreeUnder(snapshot, root);
  const charts = tree.charts.filter(({ folder }) => folder === root || folder.startsWith(`${root}/`));
  return charts.flatMap((chart) =>
    chart.templates.flatMap((template) => {
      if (stop()) return [];
      return unknownValues(snapshot, tree, chart, template).map(({ file, span, path, meant }) => ({
        uri: file.uri,
        span,
        message: `nothing sets .Values.${path.join('.')}; did you mean ${meant}?`,
      }));
    }),
  );
}
