// Rule values-schema: values that the chart's values.schema.json refuses, at the key that is wrong.

import { valuesProblems } from '../../schema/values-check.ts';
import type { ChartRule } from '../rule.ts';

export const valuesSchema: ChartRule = {
  id: 'values-schema',
  severity: 'error',
  scope: 'chart',
  title: 'The values break the schema of the chart',
  why: 'Helm judges the merged values of the chart and of every subchart by their values.schema.json before it renders. Each file is looked at as Helm would use it: values.yaml with the active values files, every other values file alone over values.yaml. What values.yaml gives is never missed in another file, and what some other file gives is not missed in values.yaml while no set is active.',
  bad: `
-- values.schema.json --
{"type": "object", "additionalProperties": false, "properties": {"replicas": {"type": "integer"}}}
-- values.yaml --
replicas: 1
-- values-prod.yaml --
replicas: three
        # ^^^^^ values-schema: got string, want integer
replicsa: 3
# ^^^^^^ values-schema: additional property 'replicsa' not allowed; did you mean 'replicas'?
`,
  good: `
-- values.schema.json --
{"type": "object", "additionalProperties": false, "properties": {"replicas": {"type": "integer"}}}
-- values.yaml --
replicas: 1
-- values-prod.yaml --
replicas: 3
`,
  check: ({ snapshot, root }) => valuesProblems(snapshot, root),
};
