// Rule values-schema-drift: a key of values.yaml that values.schema.json does not name, although it names its neighbours.

import { chartTreeUnder } from '../../symbols/charts.ts';
import { missingKeys } from '../../symbols/values-schema/drift.ts';
import { fileAt } from '../../workspace/snapshot.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const valuesSchemaDrift: ChartRule = {
  id: 'values-schema-drift',
  severity: 'hint',
  scope: 'chart',
  title: 'values.schema.json does not know the value',
  why: 'The schema names the keys around this one, so it was written to know them all; the new key came later. Until the schema has it, nobody learns its type while typing, and a wrong value is found by the cluster. The fix "Add to values.schema.json" writes its type as the default, its comment and its uses in templates tell it; the command "Chartroom: Update values.schema.json" does so for all keys of the chart. Nothing else in the schema is changed.\n\nNothing is said where the schema leaves a table open, names fewer than half of its keys, or judges other keys by a pattern; where it refuses them, Helm itself says so.',
  bad: `
-- values.yaml --
image:
  repository: nginx
  tag: "1.27"
# ^^^ values-schema-drift: values.schema.json does not name image.tag
-- values.schema.json --
{"properties": {"image": {"properties": {"repository": {"type": "string"}}}}}
`,
  good: `
-- values.yaml --
image:
  repository: nginx
  tag: "1.27"
-- values.schema.json --
{"properties": {"image": {"properties": {"repository": {"type": "string"}, "tag": {"type": "string"}}}}}
`,
  check,
};

function check({ snapshot, root, stop }: ChartContext): RuleFinding[] {
  const { charts } = chartTreeUnder(snapshot, root);
  return charts
    .filter(({ defaults, folder }) => isOwn(root, folder) && fileAt(snapshot, defaults?.uri ?? '') !== undefined)
    .flatMap((chart) =>
      (stop() ? [] : missingKeys(chart)).map(({ path, key }) => ({
        uri: chart.defaults?.uri ?? '',
        span: { start: key.start, end: key.end },
        message: `values.schema.json does not name ${path.join('.')}`,
      })),
    );
}

/** What is packed, or lies elsewhere, is told where it can be changed. */
function isOwn(root: string, folder: string): boolean {
  return folder === root || folder.startsWith(`${root}/`);
}
