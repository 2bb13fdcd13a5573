// Rule chart-dependencies: a dependency that Chart.yaml names and charts/ does not have; one warning on its line.

import { MISSING_IN_CHARTS } from '#engine/chart/requirements.ts';
import { span } from '#engine/text/span.ts';
import { entriesOf, keyText, placesOf, resolved, valuesView } from '../../documents/values.ts';
import { missingCharts } from '../../workspace/missing-charts.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { mountedFindings } from '../mounted.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const chartDependencies: ChartRule = {
  id: 'chart-dependencies',
  severity: 'warning',
  scope: 'chart',
  title: 'A dependency is not there, or cannot be processed',
  why: 'Chart.yaml names a chart that does not lie in `charts/`. Helm refuses to render until `helm dependency build` has fetched it. Chartroom renders what is there and keeps quiet about everything that only fails because the subchart is missing. A dependency that is named by `file://` is read from its folder until then, which is an information, or a warning where its version is not the one that is asked for.',
  bad: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: redis
        # ^^^^^ chart-dependencies: 'redis' is not in charts/: run helm dependency build
    version: ^18
    repository: https://charts.example.com
`,
  good: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: redis
    version: ^18
    repository: https://charts.example.com
-- charts/redis/Chart.yaml --
apiVersion: v2
name: redis
version: 18.0.1
`,
  check,
};

function check(context: ChartContext): RuleFinding[] {
  const { snapshot, root } = context;
  return [...missing(context), ...mountedFindings(snapshot, root), ...unprocessed(context)];
}

function missing({ snapshot, root }: ChartContext): RuleFinding[] {
  return missingCharts(snapshot, root).map(({ name, folder }) => {
    const place = nameAt(snapshot, folder, name);
    const { uri, value } = place ?? { uri: joinUri(folder, 'Chart.yaml'), value: span(0, 0) };
    return {
      uri,
      span: span(value.start, value.end),
      message: `'${name}' is not in charts/: run helm dependency build`,
    };
  });
}

/** Where Chart.yaml, or requirements.yaml as in Helm 2, names the dependency. */
function nameAt(snapshot: Snapshot, folder: string, name: string) {
  for (const fileName of ['Chart.yaml', 'requirements.yaml']) {
    const file = fileAt(snapshot, joinUri(folder, fileName));
    const list = file && placesOf(valuesView(file), ['dependencies'])[0]?.value;
    const node = list && resolved(list);
    for (const item of node?.kind === 'list' ? node.items : []) {
      const entries = entriesOf({ key: undefined, value: item, path: [] });
      const value = entries.find(({ path }) => path[0] === 'name')?.value;
      if (file && value && keyText(value) === name) return { uri: file.uri, value };
    }
  }
  return undefined;
}

/** What goes wrong while Helm enables, renames and imports; the list of missing ones is told above, name by name. */
function unprocessed({ root, rendering }: ChartContext): RuleFinding[] {
  const errors = (rendering?.errors ?? []).filter(({ code, message }) => {
    return code === 'chart-dependencies' && !message.includes(MISSING_IN_CHARTS);
  });
  const uri = joinUri(root, 'Chart.yaml');
  return errors.map(({ message }) => ({ uri, span: span(0, 0), message, severity: 'error' }));
}
