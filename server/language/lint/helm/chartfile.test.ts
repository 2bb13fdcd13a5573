// Rules about Chart.yaml: what the real helm printed for each of these files.

import { describe, expect, test } from 'vitest';
import { helmLint, helmLintPlaces } from '../../../../test/support/helm-lint.ts';

/** The messages about Chart.yaml, for a chart that is fine but for these lines. */
function chart(lines: string, major: 3 | 4 = 4): string[] {
  const known = ['apiVersion: v2', 'name: c', 'version: 0.1.0', 'icon: https://a/b.png'];
  const own = known.filter((line) => !new RegExp(`^${line.split(':')[0]}:`, 'm').test(lines));
  const text = `-- Chart.yaml --\n${[...own, lines].join('\n')}\n-- values.yaml --\n-- templates/a.txt --\n`;
  const prefix = '] Chart.yaml: ';
  return helmLint(text, { major })
    .filter((line) => line.includes(prefix))
    .map((line) => line.replace(prefix, '] '));
}

test('a chart with everything has no message', () => {
  expect(
    chart('type: library\nmaintainers: [{name: a, email: a@b.co, url: "https://a.b"}]\nsources: ["oci://a"]'),
  ).toEqual([]);
});

test('a file that cannot be read ends the section', () => {
  expect(chart('x: y: z')).toEqual([
    '[ERROR] unable to parse YAML\n\terror converting YAML to JSON: yaml: line 5: mapping values are not allowed in this context',
  ]);
});

test('only Helm 4 minds unknown and repeated keys', () => {
  const strict = '[WARNING] failed to strictly parse chart metadata file\n\t';
  expect(chart('unknown: 1')).toEqual([
    `${strict}error unmarshaling JSON: while decoding JSON: json: unknown field "unknown"`,
  ]);
  expect(chart('home: a\nhome: b')[0]).toContain(`${strict}error converting YAML to JSON: yaml: unmarshal errors:`);
  expect(chart('unknown: 1', 3)).toEqual([]);
});

describe('names', () => {
  test.each([
    ['""', '[ERROR] name is required'],
    ['a/b', '[ERROR] chart name "a/b" is invalid'],
  ])('%s', (name, message) => expect(chart(`name: ${name}`)).toEqual([message]));
  test('dots are left to the loader', () => expect(chart('name: ..')).toEqual([]));
});

test('apiVersion must be v1 or v2', () => {
  const must = 'The value must be either "v1" or "v2"';
  expect(chart('apiVersion: ""')).toEqual([`[ERROR] apiVersion is required. ${must}`]);
  expect(chart('apiVersion: v3')).toEqual([`[ERROR] apiVersion 'v3' is not valid. ${must}`]);
});

test('what apiVersion v1 does not have', () => {
  expect(chart('apiVersion: v1\ntype: library\ndependencies: [{name: a, version: 1}]')).toEqual([
    "[ERROR] chart type is not valid in apiVersion 'v1'. It is valid in apiVersion 'v2'",
    "[ERROR] dependencies are not valid in the Chart file with apiVersion 'v1'. They are valid in apiVersion 'v2'",
  ]);
});

describe('versions', () => {
  const strict = (version: string) => `[WARNING] version '${version}' is not a valid SemVerV2`;
  const type = (text: string) => `[ERROR] version should be of type string but it's of type ${text}`;
  const none = '[ERROR] version is required';
  test.each<[string, string[]]>([
    ['1.2.3-rc.1+b', []],
    ['0.0.0', []],
    ['v1.2.3', [strict('v1.2.3')]],
    ['"1.2"', [strict('1.2')]],
    ['1.2', [type('float64'), strict('1.2')]],
    ['1.x', ["[ERROR] version '1.x' is not a valid SemVer", strict('1.x')]],
    ['0.0.0-0', ['[ERROR] version "0.0.0-0" is less than or equal to "0.0.0-0"']],
    ['~', [type('<nil>'), none, strict('')]],
    ['""', [none, strict('')]],
  ])('%s', (version, messages) => {
    expect(chart(`version: ${version}`)).toEqual(messages);
    const shorter = messages.filter((message) => !message.startsWith('[WARNING]'));
    expect(chart(`version: ${version}`, 3)).toEqual(shorter.map((message) => message.replace(/"(0\.0\.0-0)"/g, '$1')));
  });
});

test.each([
  ['1', 'float64'],
  ['true', 'bool'],
  ['~', '<nil>'],
])('appVersion %s is no string', (version, type) => {
  expect(chart(`appVersion: ${version}`)).toEqual([
    `[ERROR] appVersion should be of type string but it's of type ${type}`,
  ]);
});

test('the first bad maintainer is told', () => {
  expect(chart('maintainers: [~]')).toEqual(['[ERROR] a maintainer entry is empty']);
  expect(chart('maintainers: [{email: x}]')).toEqual(['[ERROR] each maintainer requires a name']);
  expect(chart('maintainers: [{name: a}, {name: b, email: x}, {name: c, email: y}]')).toEqual([
    "[ERROR] invalid email 'x' for maintainer 'b'",
  ]);
  expect(chart('maintainers: [{name: a, url: "http://"}]')).toEqual([
    "[ERROR] invalid url 'http://' for maintainer 'a'",
  ]);
});

test('the first bad source is told', () => {
  expect(chart('sources: ["https://a", nope, bad]')).toEqual(["[ERROR] invalid source URL 'nope'"]);
});

test('an icon is recommended, and must be a URL', () => {
  expect(chart('icon: ""')).toEqual(['[INFO] icon is recommended']);
  expect(chart('icon: foo')).toEqual(["[ERROR] invalid icon URL 'foo'"]);
});

test('messages stand on the value they are about', () => {
  const text = `
    -- Chart.yaml --
    apiVersion: v2
    name: a/b
    version: 1.2
    sources: [nope]
    maintainers: [{name: a, email: bad}]
    -- templates/a.txt --
  `;
  expect(helmLintPlaces(text).slice(0, 6)).toEqual([
    'helm-chart-name: a/b',
    'helm-chart-version: 1.2',
    'helm-chart-maintainer: bad',
    'helm-chart-source: nope',
    'helm-chart-icon: Chart.yaml',
    'helm-chart-strict-version: 1.2',
  ]);
});
