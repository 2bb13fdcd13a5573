// Rule chart-load: what keeps Helm from loading or installing the chart and is told by no other rule.

import type { LoadError } from '#engine/chart/load.ts';
import { type Span, span } from '#engine/text/span.ts';
import { valuesView } from '../../documents/values.ts';
import { spanOf } from '../../schema/violation.ts';
import { chartView } from '../../workspace/chart-view.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { baseNameOf, joinUri } from '../../workspace/uri.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const chartLoad: ChartRule = {
  id: 'chart-load',
  severity: 'error',
  scope: 'chart',
  title: 'Helm cannot load the chart',
  why: "A file that Helm reads while it loads the chart cannot be read: a lock file, a packed subchart, a subchart's folder without a Chart.yaml, a pattern in .helmignore. Or the chart does not fit the Kubernetes version that is set. The text is Helm's.",
  bad: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
kubeVersion: ">=1.99.0"
           # ^^^^^^^^^^ chart-load: chart requires kubeVersion: >=1.99.0 which is incompatible with Kubernetes v1.36.0
`,
  good: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
kubeVersion: ">=1.28.0-0"
`,
  check,
};

function check(context: ChartContext): RuleFinding[] {
  const { snapshot, root, rendering } = context;
  const { errors } = chartView(snapshot, root);
  const loading = errors
    .filter((error) => !isToldByFileRule(snapshot, error))
    .map(({ message, source, span: place }) => placed(snapshot, root, source, { message, span: place }));
  const running = (rendering?.errors ?? []).flatMap((error): RuleFinding[] => {
    const chartYaml = joinUri(root, 'Chart.yaml');
    if (error.code === 'chart-kube-version') {
      return [{ uri: chartYaml, span: keySpan(snapshot, chartYaml, 'kubeVersion'), message: error.message }];
    }
    // Settings of ours that Helm would not take: there is no file to blame.
    const isOurs = error.code === 'release-name' || error.code === 'values-set';
    return isOurs ? [{ uri: chartYaml, span: span(0, 0), message: error.message }] : [];
  });
  return [...loading, ...running];
}

/** chart-metadata and values-yaml look at these files by themselves. */
function isToldByFileRule(snapshot: Snapshot, { code, source }: LoadError): boolean {
  if (fileAt(snapshot, source) === undefined) return false;
  const name = baseNameOf(source);
  return (code === 'chart-metadata' && name === 'Chart.yaml') || (code === 'values-parse' && name === 'values.yaml');
}

/** What a packed or unknown file did is told at the root's Chart.yaml. */
function placed(
  snapshot: Snapshot,
  root: string,
  source: string,
  error: { readonly message: string; readonly span: Span | undefined },
): RuleFinding {
  const isText = fileAt(snapshot, source) !== undefined && !/\.t(ar\.)?gz$/.test(source);
  if (isText) return { uri: source, span: error.span ?? span(0, 0), message: error.message };
  return { uri: joinUri(root, 'Chart.yaml'), span: span(0, 0), message: error.message };
}

function keySpan(snapshot: Snapshot, uri: string, key: string): Span {
  const file = fileAt(snapshot, uri);
  return (file && spanOf(valuesView(file), { path: [key], what: 'value' })) ?? span(0, 0);
}
