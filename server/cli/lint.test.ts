// The lint command: which charts it looks at, what it prints around their messages, and its exit code.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fromBytes } from '#engine/text/bytes.ts';
import { memoryWorld } from '../../test/support/memory-world.ts';
import { tarBytes } from '../../test/support/tar-writer.ts';
import { run } from './run.ts';

const OK = 'apiVersion: v2\nname: NAME\nversion: 0.1.0\nicon: https://a/b.png\n';

/** The files of a chart that has no message, below a folder. */
function chart(folder: string, files: Record<string, string> = {}): [string, string][] {
  const name = folder.split('/').at(-1) ?? '';
  const all = { 'Chart.yaml': OK.replace('NAME', name), 'values.yaml': '', 'templates/a.txt': '', ...files };
  return Object.entries(all).map(([path, text]) => [`${folder}/${path}`, text]);
}

const NO_ICON = { 'Chart.yaml': 'apiVersion: v2\nname: i\nversion: 0.1.0\n' };
const NO_TEMPLATES = (folder: string) => chart(folder).filter(([path]) => !path.includes('templates'));

function lint(files: Iterable<[string, string]>, ...args: string[]): string {
  const world = memoryWorld(files);
  const code = run(world, ['lint', ...args], 'test');
  return `${world.stdout()}${world.stderr()}(${code})`;
}

describe('what is printed', () => {
  test('a good chart', () => {
    expect(lint(chart('a'), 'a')).toBe('==> Linting a\n\n1 chart(s) linted, 0 chart(s) failed\n(0)');
  });
  test('a failed chart is told on stderr, after all paths', () => {
    expect(lint([...chart('a'), ...chart('i', { 'Chart.yaml': 'name: i\n' })], 'i', 'a')).toMatch(
      /^==> Linting i\n\[ERROR\] [\s\S]*\n\n==> Linting a\n\nError: 2 chart\(s\) linted, 1 chart\(s\) failed\n\(1\)$/,
    );
  });
  test('what is no chart', () => {
    expect(lint([['f', 'x']], 'nope', 'f', 'f/x')).toBe(
      [
        '==> Linting nope',
        'Error unable to check Chart.yaml file in chart: stat nope/Chart.yaml: no such file or directory',
        '',
        '==> Linting f',
        'Error unable to check Chart.yaml file in chart: stat f/Chart.yaml: not a directory',
        '',
        '==> Linting f/x',
        'Error unable to check Chart.yaml file in chart: stat f/x/Chart.yaml: not a directory',
        '',
        'Error: 3 chart(s) linted, 3 chart(s) failed',
        '(1)',
      ].join('\n'),
    );
  });
});

describe('flags', () => {
  test('--quiet leaves out good charts, INFO and the summary', () => {
    expect(lint([...chart('a'), ...chart('i', NO_ICON)], 'a', 'i', '--quiet')).toBe('(0)');
    expect(lint([...chart('a'), ...NO_TEMPLATES('b')], 'a', 'b', '--quiet')).toBe(
      '==> Linting b\n[WARNING] templates/: directory does not exist\n\n2 chart(s) linted, 0 chart(s) failed\n(0)',
    );
  });
  test('--strict fails on warnings, not on INFO', () => {
    expect(lint(NO_TEMPLATES('b'), 'b', '--strict')).toContain('1 chart(s) failed\n(1)');
    expect(lint(chart('i', NO_ICON), 'i', '--strict')).toContain('0 chart(s) failed\n(0)');
  });
  test('--with-subcharts follows the paths given', () => {
    const files = [
      ...chart('p'),
      ...chart('p/charts/b'),
      ...chart('p/charts/a'),
      ...chart('p/charts/a/charts/c'),
      ...chart('q'),
    ];
    const paths = [...lint(files, 'p', 'q', '--with-subcharts').matchAll(/^==> Linting (.*)$/gm)].map(
      ([, path]) => path,
    );
    expect(paths).toEqual(['p', 'q', 'p/charts/a', 'p/charts/a/charts/c', 'p/charts/b']);
  });
  test('values reach the templates', () => {
    const files = chart('a', { 'templates/a.yaml': 'metadata: {name: "X{{ .Values.x }}"}' });
    expect(lint(files, 'a', '--set', 'x=1')).toContain('Invalid value: "X1"');
  });
  test('--kube-version', () => {
    const files = chart('a', { 'templates/a.yaml': 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}' });
    expect(lint(files, 'a', '--kube-version', '1.32')).not.toContain('deprecated');
    expect(lint(files, 'a', '--kube-version', '1.33')).toContain('v1 Endpoints is deprecated in v1.33+');
    expect(lint(files, 'a', '--kube-version', 'x')).toBe(
      'Error: invalid kube version \'x\': could not parse "x" as version\n(1)',
    );
  });
  test('Helm 4 wants a path, Helm 3 takes this folder', () => {
    expect(lint([])).toBe('Error: "helm lint" requires at least 1 argument\n\nUsage:  helm lint PATH [flags]\n(1)');
    expect(lint([], '--helm', '3')).toMatch(/^==> Linting \.\nError unable to check Chart\.yaml/);
  });
  test('formats and flags that there are not', () => {
    expect(lint(chart('a'), 'a', '--format', 'x')).toMatch(/^Error: invalid argument "x" for "--format"/);
    expect(lint(chart('a'), 'a', '--nope')).toBe('Error: unknown flag: --nope\n(1)');
  });
});

test('inner tables of the flags keep what the first chart put there', () => {
  const show = { 'templates/a.yaml': 'metadata: {name: {{ printf "X%s" (toJson .Values) | quote }}}' };
  const files = [...chart('a', { ...show, 'values.yaml': 't: {x: 1}' }), ...chart('b', show)];
  expect(lint(files, 'a', 'b', '--set', 't.k=5').split('==> Linting b')[1]).toContain(
    '{\\"t\\":{\\"k\\":5,\\"x\\":1}}',
  );
});

describe('archives', () => {
  const packed = (files: Record<string, string>) => {
    const specs = chart('a', files).map(([name, text]) => ({ name, text }));
    return fromBytes(gzipSync(tarBytes(specs)));
  };
  test('are linted as unpacked into a folder', () => {
    const files = { 'Chart.yaml': `${OK.replace('NAME', 'a')}dependencies: [{name: x, version: 1}]\n` };
    expect(lint([['a.tgz', packed(files)]], 'a.tgz')).toBe(
      '==> Linting a.tgz\n[WARNING] /tmp/helm-lint/a: chart directory is missing these dependencies: x\n\n1 chart(s) linted, 0 chart(s) failed\n(0)',
    );
  });
  test.each<[string, string | undefined, string]>([
    ['a missing one', undefined, 'unable to open tarball: open a.tgz: no such file or directory'],
    ['none at all', 'hello world', 'unable to extract tarball: gzip: invalid header'],
    [
      'one without a name',
      packed({ 'Chart.yaml': 'version: 1\n' }),
      'unable to extract tarball: chart name not specified',
    ],
    [
      'one with a bad name',
      packed({ 'Chart.yaml': 'name: a/b\n' }),
      'unable to extract tarball: chart name "a/b" must not contain path separators',
    ],
  ])('%s', (_name, bytes, message) => {
    expect(lint(bytes === undefined ? [] : [['a.tgz', bytes]], 'a.tgz')).toContain(
      `==> Linting a.tgz\nError ${message}\n`,
    );
  });
});

describe('formats', () => {
  const FILES = chart('c', {
    'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.x\n',
    'templates/a.yaml': 'kind: ConfigMap\nmetadata: {name: "X"}\n',
  });
  test('text: one finding a line', () => {
    expect(lint(FILES, './c', 'nope', '--format', 'text', '--helm', '3')).toMatchInlineSnapshot(`
      "c/Chart.yaml:3:10: error version '1.x' is not a valid SemVer helm-chart-version
      c/Chart.yaml:1:1: info icon is recommended helm-chart-icon
      c/Chart.yaml:3:10: error validation: chart.metadata.version "1.x" is invalid helm-chart-load
      c/Chart.yaml:3:10: error unable to load chart validation: chart.metadata.version "1.x" is invalid helm-chart-load
      nope:1:1: error unable to check Chart.yaml file in chart: stat nope/Chart.yaml: no such file or directory helm-chart-unreadable
      (1)"
    `);
  });
  test('json: counts, and places where there are some', () => {
    const found = JSON.parse(lint(FILES, 'c', '--format', 'json').replace('(1)', ''));
    expect({ ...found, findings: found.findings.slice(0, 2) }).toEqual({
      linted: 1,
      failed: 1,
      findings: [
        {
          severity: 'error',
          code: 'helm-chart-version',
          message: "version '1.x' is not a valid SemVer",
          chart: 'c',
          file: 'c/Chart.yaml',
          line: 3,
          column: 10,
          endLine: 3,
          endColumn: 13,
        },
        { severity: 'info', code: 'helm-chart-icon', message: 'icon is recommended', chart: 'c', file: 'c/Chart.yaml' },
      ],
    });
    expect(lint(FILES, 'c', '--format', 'json', '--quiet')).not.toContain('helm-chart-icon');
  });
  test('sarif', () => {
    const { version, runs } = JSON.parse(lint(FILES, 'c', '--format=sarif').replace('(1)', ''));
    const place = (region?: object) => [
      { physicalLocation: { artifactLocation: { uri: 'c/Chart.yaml' }, ...(region && { region }) } },
    ];
    expect({ version, runs: runs.length, driver: runs[0].tool.driver.name }).toEqual({
      version: '2.1.0',
      runs: 1,
      driver: 'chartroom',
    });
    expect(runs[0].results.slice(0, 2)).toEqual([
      {
        ruleId: 'helm-chart-version',
        ruleIndex: 3,
        level: 'error',
        message: { text: "version '1.x' is not a valid SemVer" },
        locations: place({ startLine: 3, startColumn: 10, endLine: 3, endColumn: 13 }),
      },
      {
        ruleId: 'helm-chart-icon',
        ruleIndex: 0,
        level: 'note',
        message: { text: 'icon is recommended' },
        locations: place(),
      },
    ]);
    expect(runs[0].tool.driver.rules[3]).toEqual({ id: 'helm-chart-version' });
  });
  test('a good chart', () => {
    expect(lint(chart('a'), 'a', '--format', 'text')).toBe('(0)');
    expect(JSON.parse(lint(chart('a'), 'a', '--format', 'json').replace('(0)', ''))).toEqual({
      linted: 1,
      failed: 0,
      findings: [],
    });
  });
  test('--strict fails on warnings', () => {
    expect(lint(NO_TEMPLATES('b'), 'b', '--format', 'text', '--strict')).toBe(
      'b/templates:1:1: warning directory does not exist helm-templates-folder\n(1)',
    );
  });
});
