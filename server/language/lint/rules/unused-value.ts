// Rule unused-value: a key of a values file that no template of any release with the chart can read.

import { chartTreeUnder } from '../../symbols/charts.ts';
import { type UnusedKey, unusedKeys } from '../../symbols/reading/unused.ts';
import { fileAt } from '../../workspace/snapshot.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const unusedValue: ChartRule = {
  id: 'unused-value',
  severity: 'hint',
  scope: 'chart',
  title: 'No template reads the value',
  why: 'Whoever sets this key changes nothing: no template of the chart, of its subcharts or of the charts around it can read it, neither by name nor through a variable, a helper or a dict, nor by printing or going over a table that holds it, nor in a text that is given to `tpl`; and no `Chart.yaml` names it. The key is shown faded. It is left over from a template that is gone, or it is mistyped: then a key with nearly the same name is offered. In values files other than `values.yaml` only keys that nothing declares are told: neither a default, nor a subchart, nor a schema.\n\nNothing is said where anything is not known whole: a template with a syntax error, a helper or a subchart that is not here, values with anchors; of a library chart; of a table whose keys are all unread. `chartroom.hints.unusedValues` turns the hints on (a chart of 200 templates costs a check some tenths of a second more), `chartroom.hints.unusedValuesExclude` names keys that are kept for somebody else.',
  bad: `
-- templates/pod.yaml --
image: {{ .Values.image.repository }}:{{ .Values.image.tag }}
-- values.yaml --
image:
  repository: nginx
  tag: "1.27"
  pullSecret: none
# ^^^^^^^^^^^^^^^^ unused-value: no template reads .Values.image.pullSecret
-- values-prod.yaml --
image:
  tga: "1.28"
# ^^^^^^^^^^^ unused-value: no template reads .Values.image.tga; did you mean tag?
`,
  good: `
-- templates/pod.yaml --
image: {{ .Values.image.repository }}:{{ .Values.image.tag }}
-- values.yaml --
image:
  repository: nginx
  tag: "1.27"
-- values-prod.yaml --
image:
  tag: "1.28"
`,
  check,
};

function check({ snapshot, root, stop, told }: ChartContext): RuleFinding[] {
  const { unusedValues, unusedValuesExclude } = snapshot.settings.hints;
  if (!unusedValues || stop()) return [];
  const tree = chartTreeUnder(snapshot, root);
  const excluded = unusedValuesExclude.map((pattern) => pattern.split('.'));
  // A chart that lies elsewhere is told when it is looked at by itself; what is packed nobody edits.
  const charts = tree.charts.filter(({ folder }) => folder === root || folder.startsWith(`${root}/`));
  return (
    charts
      .filter(({ defaults, folder }) => fileAt(snapshot, defaults?.uri ?? `${folder}/Chart.yaml`) !== undefined)
      .flatMap((chart) => (stop() ? [] : unusedKeys(snapshot, tree, chart)))
      .filter(({ path }) => !excluded.some((pattern) => fits(pattern, path)))
      .map(toFinding)
      // A schema tells of the same key that it is not allowed.
      .filter(({ uri, span }) => !told(uri).some((one) => one.span.start <= span.start && span.start < one.span.end))
  );
}

function toFinding({ file, key, entry, path, meant }: UnusedKey): RuleFinding {
  const isLine = !file.text.slice(entry.start, entry.end).trimEnd().includes('\n');
  const end = entry.start + file.text.slice(entry.start, entry.end).trimEnd().length;
  const guess = meant === undefined ? '' : `; did you mean ${meant}?`;
  return {
    uri: file.uri,
    span: isLine ? { start: entry.start, end } : key,
    message: `no template reads ${pathText(path)}${guess}`,
  };
}

/** `.Values.a["b-c"]` */
function pathText(path: readonly string[]): string {
  return path.reduce((text, key) => (/^[A-Za-z_]\w*$/.test(key) ? `${text}.${key}` : `${text}["${key}"]`), '.Values');
}

/** `*` is any one key; what lies below a key that fits is left out as well. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length <= path.length && pattern.every((key, i) => key === '*' || key === path[i]);
}
