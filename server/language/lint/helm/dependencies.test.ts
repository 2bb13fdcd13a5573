// Rules about subcharts and CRDs: what the real helm printed for each of these charts.

import { expect, test } from 'vitest';
import { helmLint } from '../../../../test/support/helm-lint.ts';

const CHART = 'apiVersion: v2\nname: c\nversion: 0.1.0\nicon: https://a/b.png\n';
const REST = '-- values.yaml --\n-- templates/a.txt --\n';

function lint(dependencies: readonly string[], rest: string, major: 3 | 4 = 4): string[] {
  const list = dependencies.map((name) => `- {name: ${name}, version: "*"}`).join('\n');
  const chart = dependencies.length === 0 ? CHART : `${CHART}dependencies:\n${list}\n`;
  return helmLint(`-- Chart.yaml --\n${chart}${REST}${rest}`, { major });
}

const sub = (name: string) => `-- charts/${name}/Chart.yaml --\napiVersion: v2\nname: ${name}\nversion: 0.1.0\n`;

test('both sides must name the same charts', () => {
  expect(lint(['a'], sub('a'))).toEqual([]);
  expect(lint(['a', 'b', 'x'], sub('a') + sub('q'))).toEqual([
    '[ERROR] /w/chart: chart metadata is missing these dependencies: q',
    '[WARNING] /w/chart: chart directory is missing these dependencies: b,x',
  ]);
});

test('a chart that cannot be loaded is told under templates/ and here', () => {
  const cause = 'error unpacking subchart a in c: validation: chart.metadata.version is required';
  expect(lint(['a'], '-- charts/a/Chart.yaml --\nname: a\n', 3)).toEqual([
    `[ERROR] templates/: ${cause}`,
    `[ERROR] : unable to load chart\n\t${cause}`,
  ]);
});

test('Helm 4 looks into CRDs, those of subcharts too', () => {
  const text = `${sub('a')}-- charts/a/crds/s.yaml --\nkind: S\n-- crds/a.yaml --\n# none\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n---\nkind: X\n`;
  const problems = (file: string) => [
    `[ERROR] ${file}: apiVersion is not in 'apiextensions.k8s.io'`,
    `[ERROR] ${file}: object kind is not 'CustomResourceDefinition'`,
  ];
  expect(lint(['a'], text)).toEqual([...problems('crds/a.yaml'), ...problems('crds/s.yaml')]);
  expect(lint(['a'], text, 3)).toEqual([]);
});

test('a CRD that is a template ends the section', () => {
  expect(lint([], '-- crds/a.yaml --\n{{ if x }}\n-- crds/b.yaml --\nkind: X\n')).toEqual([
    "[ERROR] crds/a.yaml: unable to parse YAML: json: offset 2: invalid character '{' looking for beginning of object key string",
  ]);
});

test('crds must be a folder', () => {
  expect(lint([], '-- crds --\nx\n')).toEqual(['[ERROR] crds/: not a directory']);
});
