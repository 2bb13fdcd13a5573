// `chartroom lint --schemas`: manifests in files, what charts render to, formats and exit codes.

import { describe, expect, test } from 'vitest';
import { memoryWorld } from '../../test/support/memory-world.ts';
import { poolBytes } from '../../test/support/pool.ts';
import { run } from './run.ts';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: "1"\n';
const BAD = GOOD.replace('"1"', '1').replace('\ndata:', '\ndta: {}\ndata:');
const CHART: [string, string][] = [
  ['c/Chart.yaml', 'apiVersion: v2\nname: c\nversion: 0.1.0\n'],
  ['c/values.yaml', 'port: "80"\n'],
  [
    'c/templates/s.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: s\nspec:\n  ports:\n    - port: {{ .Values.port | quote }}\n',
  ],
];

function judge(files: Iterable<[string, string]>, ...args: string[]): string {
  const world = { ...memoryWorld(files), schemas: poolBytes };
  const code = run(world, ['lint', '--schemas', ...args], 'test');
  return `${world.stdout()}${world.stderr()}(${code})`;
}

describe('manifests', () => {
  test('what is good says nothing but how much was looked at', () => {
    expect(judge([['a.yaml', GOOD]], 'a.yaml')).toBe('0 charts, 1 file, 1 document: 0 errors, 0 warnings\n(0)');
    expect(judge([['a.yaml', GOOD]], 'a.yaml', '--quiet')).toBe('(0)');
  });

  test('findings with their places, in a folder', () => {
    const files: [string, string][] = [
      ['k/a.yaml', `${GOOD}---\n${BAD}`],
      ['k/b.txt', BAD],
      ['k/node_modules/x.yaml', BAD],
      ['k/other.yml', 'a: 1\n'],
    ];
    expect(judge(files, 'k')).toBe(
      [
        'k/a.yaml:12:1: warning unknown field "dta" manifest-unknown-field',
        'k/a.yaml:14:6: error data.a: expected string, found number 1 manifest-type',
        '1 file',
        '(1)',
      ]
        .join('\n')
        .replace('1 file', '0 charts, 1 file, 2 documents: 1 error, 1 warning'),
    );
  });

  test('a warning fails with --strict, a kind can be skipped', () => {
    const warned = BAD.replace('a: 1', 'a: "1"');
    expect(judge([['a.yaml', warned]], 'a.yaml', '--quiet')).toMatch(/\(0\)$/);
    expect(judge([['a.yaml', warned]], 'a.yaml', '--quiet', '--strict')).toMatch(/\(1\)$/);
    expect(judge([['a.yaml', BAD]], 'a.yaml', '--quiet', '--skip-kinds', 'Config*')).toBe('(0)');
  });

  test('JSON names what has no schema, and a folder of schemas brings it', () => {
    const thing = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec: {size: x}\n';
    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: things.example.com}\nspec:\n  group: example.com\n  scope: Namespaced\n  names: {kind: Thing, plural: things}\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec: {type: object, properties: {size: {type: integer}}}\n';
    const alone = judge([['k/a.yaml', thing]], 'k');
    expect(alone).toContain('0 errors');
    expect(
      judge(
        [
          ['k/a.yaml', thing],
          ['crds/t.yaml', crd],
        ],
        'k',
        '--schema-folder',
        'crds',
      ),
    ).toContain('k/a.yaml:4:14: error spec.size: expected integer, found string "x" manifest-type');
    expect(
      judge(
        [
          ['k/a.yaml', thing],
          ['k/crd.yaml', crd],
        ],
        'k',
      ),
    ).toContain('k/a.yaml:4:14: error spec.size');
  });

  test('a patch is one, however many files lie between it and its kustomization', () => {
    const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 2}\n';
    const between = Array.from({ length: 120 }, (_, i): [string, string] => [`k/m${i}.yaml`, GOOD]);
    const kustomization = 'resources: [m0.yaml]\npatches:\n  - path: z.yaml\n';
    expect(judge([...between, ['k/z.yaml', patch]], 'k', '--quiet')).toMatch(/missing required field/);
    const files: [string, string][] = [['k/kustomization.yaml', kustomization], ...between, ['k/z.yaml', patch]];
    expect(judge(files, 'k', '--quiet')).toBe('(0)');
  });

  test('what is not there', () => {
    expect(judge([], 'nope')).toBe(
      '0 charts, 0 files, 0 documents: 0 errors, 0 warnings\n(1)'.replace(
        '0 charts',
        'Error: nope: no such file or folder\n0 charts',
      ),
    );
  });
});

describe('charts', () => {
  test('what a chart renders to, at the values key or the template line', () => {
    expect(judge(CHART, 'c')).toContain(
      'c/values.yaml:1:7: error spec.ports[0].port: expected integer, found string "80"',
    );
  });

  test('with values files, and --set', () => {
    const typed: [string, string][] = CHART.map(([path, text]) => [path, text.replace(' | quote', '')]);
    expect(judge(typed, 'c')).toContain('0 errors');
    expect(judge([...typed, ['p.yaml', 'port: x\n']], 'c', '-f', 'p.yaml')).toMatch(/^p\.yaml:1:7: error /);
    expect(judge(typed, 'c', '--set', 'port=x')).toMatch(/error spec\.ports\[0\]\.port/);
    expect(judge(typed, 'c', '--set-json', 'port=1')).toContain('--set-json is not read with --schemas');
  });

  test('with all of its values files, those that .helmignore names too, and with what none of them switches on', () => {
    const job = [
      '{{- if .Values.job.enabled }}',
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: {name: j}',
      'dta: {}',
      '{{- end }}',
      '',
    ];
    const files: [string, string][] = [
      ...CHART.map(([path, text]): [string, string] => [path, text.replace(' | quote', '').replace('"80"', '80')]),
      ['c/templates/j.yaml', job.join('\n').replace('.Values.job.enabled', '(.Values.job).enabled')],
      ['c/templates/k.yaml', job.join('\n')],
      ['c/values-b.yaml', 'job: {enabled: false}\n'],
      ['c/ci/a-values.yaml', 'port: many\njob: {}\n'],
      ['c/.helmignore', 'ci/\n'],
    ];
    expect(judge(files, 'c')).toContain('nil pointer evaluating interface {}.enabled');
    expect(judge(files, 'c', '--all-sets').split('\n')).toEqual([
      'c/ci/a-values.yaml:1:7: error spec.ports[0].port: expected integer, found string "many" (Service/s) [with ci/a-values.yaml] manifest-type',
      'c/templates/j.yaml:5:1: warning when job.enabled is true: unknown field "dta"; did you mean "data"? manifest-unknown-field',
      'c/templates/k.yaml:5:1: warning when job.enabled is true: unknown field "dta"; did you mean "data"? manifest-unknown-field',
      '1 chart, 0 files, 1 document: 1 error, 2 warnings',
      '(1)',
    ]);
  });

  test('SARIF and JSON', () => {
    expect(JSON.parse(judge(CHART, 'c', '--format', 'json').replace(/\(1\)$/, ''))).toMatchObject({
      charts: 1,
      documents: 1,
      findings: [{ code: 'manifest-type', severity: 'error', file: 'c/values.yaml', line: 1, column: 7 }],
    });
    expect(judge(CHART, 'c', '--format', 'sarif')).toContain('"ruleId": "manifest-type"');
  });
});
