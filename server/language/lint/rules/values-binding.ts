// Rule values-binding: a values file names a chart that is nowhere to be found; what gets it is told with it.

import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import type { AnyFileRule, RuleFinding } from '../rule.ts';

export const valuesBinding: AnyFileRule = {
  id: 'values-binding',
  severity: 'information',
  scope: 'any',
  title: 'The chart that a values file names is not here',
  why: 'A values file that lies beside no chart names its chart in its first line (`# chartroom: chart=PATH` or `chart=NAME@VERSION`), or a setting (`chartroom.valuesFileCharts`) does it for the file. That chart was found neither at this path nor among the charts and `.tgz` archives of the workspace, so the file has no completion, no schema and no preview. Nothing is fetched behind your back: run the command that the message gives, in the workspace, and the chart is found at once.',
  bad: `
-- env/airflow-values.yaml --
# chartroom: chart=apache-airflow/airflow@1.15.0
                 # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ values-binding: no chart 'apache-airflow/airflow@1.15.0' is in the workspace: helm pull apache-airflow/airflow --version 1.15.0
images: {}
`,
  good: `
-- charts/airflow/Chart.yaml --
apiVersion: v2
name: airflow
version: 1.15.0
-- env/airflow-values.yaml --
# chartroom: chart=../charts/airflow
images: {}
`,
  check,
};

function check({ snapshot, file }: { readonly snapshot: Snapshot; readonly file: FileText }): RuleFinding[] {
  const bound = snapshot.bound.get(file.uri);
  // Before the chart was looked for, nothing is known; afterwards its folder is.
  if (bound === undefined || bound.folder !== undefined) return [];
  return [{ uri: file.uri, span: bound.span, message: bound.message }];
}
