// Dependencies and their versions: ranges, charts at hand, locks; and the files beside Chart.yaml that name them.

import { expect, test } from 'vitest';
import { findingLines } from '../../../../test/support/findings.ts';
import { fixture } from '../../../../test/support/fixture.ts';
import { schemaCompletion } from '../../features/schema-completion.ts';
import { schemaHover } from '../../features/schema-hover.ts';

function found(text: string): string[] {
  return findingLines(text).filter((line) => /dependency-(?:version|file)/.test(line));
}

const CHART = '-- Chart.yaml --\napiVersion: v2\nname: shop\nversion: 0.1.0\ndependencies:\n';

test('ranges that Helm cannot read', () => {
  const range = (text: string) => found(`${CHART}  - {name: a, version: ${text}, repository: https://é.example.com}\n`);
  expect(range('latest')).toEqual([
    'Chart.yaml:5:23-29 warning dependency-version: dependency "a" has an invalid version/constraint format: improper constraint: "latest"',
  ]);
  for (const good of ['^1.2', '"~1.2 || >=3, <4"', '1.x', '"*"', '"!=1.2.3"', '1.0.0 - 2.0.0', '""', 'null', '18'])
    expect(range(good)).toEqual([]);
});

test('charts in charts/, as folders and packed', () => {
  const at = (place: string, version: string, range: string) =>
    found(
      `${CHART}  - name: a\n    version: "${range}"\n-- charts/${place}/Chart.yaml --\napiVersion: v2\nname: a\nversion: ${version}\n`,
    );
  expect(at('a', '1.0.0', '^1')).toEqual([]);
  expect(at('a', '2.0.0', '^1')).toEqual([
    'Chart.yaml:6:13-17 warning dependency-version: charts/ has a 2.0.0, which is not in this range',
  ]);
  expect(at('a-2.0.0.tgz!', '2.0.0', '^1')).toHaveLength(1);
  expect(at('a', '1.1.0-rc.1', '^1')).toHaveLength(1);
  expect(at('a', '1.1.0-rc.1', '^1-0')).toEqual([]);
});

/** Written by `helm dependency update`, for a dependency `a` with the range `^1.0.0` of a chart with 1.2.0. */
const lock = (digest: string) =>
  `-- Chart.lock --\ndependencies:\n- name: a\n  repository: https://charts.example.com\n  version: 1.2.0\ndigest: sha256:${digest}\ngenerated: "2026-01-01T00:00:00Z"\n`;
const ENTRY = '  - name: a\n    version: ^1.0.0\n    repository: https://charts.example.com\n';
const RIGHT = '637e996eb5feb0b7739bcf07f4e0e5dab22c0894db6aa04056f4a49dd86dd974';

test('a lock that fits, and one that was made of other dependencies', () => {
  expect(found(`${CHART}${ENTRY}${lock(RIGHT)}`)).toEqual([]);
  expect(found(`${CHART}${ENTRY}    condition: a.enabled\n${lock(RIGHT)}`)).toEqual([
    'Chart.yaml:4:0-12 warning dependency-version: the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml): run helm dependency update',
  ]);
  // A name of a repository is resolved by a list that is the user's own: then only the range is looked at.
  const named = (range: string) => ENTRY.replace('https://charts.example.com', '"@repo"').replace('^1.0.0', range);
  expect(found(`${CHART}${named('^1.0.0')}${lock(RIGHT)}`)).toEqual([]);
  expect(found(`${CHART}${named('^2.0.0')}${lock(RIGHT)}`)).toEqual([
    'Chart.yaml:6:13-19 warning dependency-version: Chart.lock has a 1.2.0, which is not in this range: run helm dependency update',
  ]);
  expect(found(`${CHART}${ENTRY}-- Chart.lock --\ndigest: Not implemented\n`)).toEqual([]);
});

test('requirements.yaml and locks have hover and completion, and their unknown fields are told', () => {
  const v1 = '-- Chart.yaml --\napiVersion: v1\nname: shop\nversion: 0.1.0\n';
  const hoverAt = (text: string) => {
    const { snapshot, cursor } = fixture(`${v1}${text}`);
    return cursor && schemaHover(snapshot, cursor.uri, cursor.offset)?.markdown;
  };
  const labelsAt = (text: string) => {
    const { snapshot, cursor } = fixture(`${v1}${text}`);
    return cursor && schemaCompletion(snapshot, cursor.uri, cursor.offset).map(({ label }) => label);
  };
  expect(hoverAt('-- requirements.yaml --\ndependencies:\n- name: a\n  cond█ition: a.enabled\n')).toContain(
    'switches the dependency on or off',
  );
  expect(hoverAt('-- Chart.lock --\ndig█est: x\n')).toContain('out of sync');
  expect(labelsAt('-- requirements.yaml --\n█\n')).toEqual(['dependencies']);
  expect(labelsAt('-- requirements.yaml --\ndependencies:\n- name: a\n  al█\n')).toContain('alias');
  expect(labelsAt('-- requirements.lock --\ndependencies:\n- name: a\n  █\n')).toEqual(['version', 'repository']);
  expect(
    found(`${v1}-- requirements.lock --\ndependencies: []\ndigets: x\nGenerated: "2026-01-01T00:00:00Z"\n`),
  ).toEqual(["requirements.lock:2:0-6 warning dependency-file: unknown field 'digets'; did you mean 'digest'?"]);
  expect(found(`${v1}-- requirements.yaml --\ndependencies: [\n`)).toEqual([]);
});
