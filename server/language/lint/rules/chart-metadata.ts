// Rule chart-metadata: what is wrong in a Chart.yaml, from Helm's loader, its lint, and the fields that Helm knows.

import { chartYamlProblems } from '../../schema/chart-yaml.ts';
import { roleOf } from '../../workspace/snapshot.ts';
import type { FileContext, FileRule, RuleFinding } from '../rule.ts';

export const chartMetadata: FileRule = {
  id: 'chart-metadata',
  severity: 'error',
  scope: 'file',
  title: 'Chart.yaml says something that Helm refuses or does not know',
  why: "Errors are what keeps Helm from loading the chart, in Helm's own words. Warnings are what `helm lint` complains about: a version that is a number for want of quotes, a field that Helm does not read (most often a slip of the pen), a maintainer without a name.",
  bad: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
appVersion: 1.10
          # ^^^^ chart-metadata: appVersion should be of type string but it's of type float64; quote it: "1.10"
dependancies: []
# ^^^^^^^^^^ chart-metadata: unknown field 'dependancies'; did you mean 'dependencies'?
`,
  good: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
appVersion: "1.10"
dependencies: []
`,
  check,
};

function check({ snapshot, file, chart, root }: FileContext): RuleFinding[] {
  if (roleOf(chart, file.uri) !== 'chart') return [];
  return chartYamlProblems(file, snapshot.settings, chart === root).map((problem) => ({ uri: file.uri, ...problem }));
}
