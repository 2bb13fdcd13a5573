// What .Capabilities shows, for both majors.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatValue, printValue } from '../values/format.ts';
import { type GoObject, type GoSlice, typeName, type Value } from '../values/value.ts';
import { toYaml } from '../yaml/emit.ts';
import { jsonEncode } from '../yaml/json.ts';
import { type CapabilitiesOptions, capabilities } from './capabilities.ts';
import { defaultApiVersions } from './capabilities-api-versions.ts';
import { parseKubeVersion } from './kube-version.ts';
import { PROFILES } from './profile.ts';

/** The value at a path of fields and methods without arguments. */
function at(major: 3 | 4, path: string, options?: CapabilitiesOptions): Value {
  let value: Value = capabilities(PROFILES[major], options);
  for (const name of path.split('.').filter((part) => part !== '')) {
    const object = value as GoObject;
    value = object.method(name)?.call([]) ?? (object.field(name) as Value);
  }
  return value;
}

test('default API versions equal the observed ones', () => {
  const path = new URL('../../../test/vectors/default-api-versions.json', import.meta.url);
  const observed = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>;
  for (const [name, versions] of Object.entries(observed)) {
    const release = /^k8s-(\d\.\d+)/.exec(name)?.[1] as '1.34' | '1.35' | '1.36';
    expect(defaultApiVersions(release)).toEqual(versions);
  }
  expect(Object.keys(observed)).toHaveLength(3);
});

test.each<[string, string, string]>([
  ['KubeVersion', 'v1.35.0', 'v1.36.0'],
  ['KubeVersion.Version', 'v1.35.0', 'v1.36.0'],
  ['KubeVersion.Major', '1', '1'],
  ['KubeVersion.Minor', '35', '36'],
  ['KubeVersion.GitVersion', 'v1.35.0', 'v1.36.0'],
  ['KubeVersion.String', 'v1.35.0', 'v1.36.0'],
  ['HelmVersion', '{v3.20.2   go1.25.4}', '{v4.2.4   go1.26.8 v1.36}'],
  ['HelmVersion.Version', 'v3.20.2', 'v4.2.4'],
  ['HelmVersion.GitCommit', '', ''],
  ['Copy.KubeVersion.Version', 'v1.35.0', 'v1.36.0'],
])('printing %s', (path, v3, v4) => {
  expect([printValue(at(3, path)), printValue(at(4, path))]).toEqual([v3, v4]);
});

test('a copy of the version prints its fields and has no methods', () => {
  const copies = ([3, 4] as const).map((major) => (at(major, 'KubeVersion') as GoObject).copied());
  expect(copies.map(formatValue)).toEqual(['{v1.35.0 1 35}', '{v1.36.0 v1.36.0 1 36}']);
  expect(copies.map(printValue)).toEqual(['{v1.35.0 1 35}', '{v1.36.0 v1.36.0 1 36}']);
  expect(copies.map((copy) => (copy as GoObject).method('String'))).toEqual([undefined, undefined]);
});

test('all of it prints as structs within a struct', () => {
  expect(printValue(at(3, '')).replace(/\[v1 .* apiextensions/, '[… apiextensions')).toBe(
    '{{v1.35.0 1 35} [… apiextensions.k8s.io/v1] {v3.20.2   go1.25.4}}',
  );
  expect(formatValue(at(3, ''))).toMatch(/^&\{\{v1.35.0 1 35\} \[v1 /);
});

test.each<[string, string, string]>([
  ['', '*chartutil.Capabilities', '*common.Capabilities'],
  ['KubeVersion', 'chartutil.KubeVersion', 'common.KubeVersion'],
  ['APIVersions', 'chartutil.VersionSet', 'common.VersionSet'],
  ['HelmVersion', 'version.BuildInfo', 'version.BuildInfo'],
  ['Copy', '*chartutil.Capabilities', '*common.Capabilities'],
])('type of %j', (path, v3, v4) => {
  expect([typeName(at(3, path)), typeName(at(4, path))]).toEqual([v3, v4]);
});

test.each<[string, 3 | 4, string]>([
  ['KubeVersion', 3, 'Major: "1"\nMinor: "35"\nVersion: v1.35.0'],
  ['KubeVersion', 4, 'Major: "1"\nMinor: "36"\nVersion: v1.36.0'],
  ['HelmVersion', 4, 'go_version: go1.26.8\nkube_client_version: v1.36\nversion: v4.2.4'],
])('toYaml of %s', (path, major, yaml) => {
  expect(toYaml(at(major, path))).toBe(yaml);
});

test('toJson keeps the order of the fields', () => {
  expect(jsonEncode(at(4, 'KubeVersion'), { html: true })).toBe('{"Version":"v1.36.0","Major":"1","Minor":"36"}');
});

test('a version and more API versions from the command line', () => {
  const kubeVersion = parseKubeVersion('1.33.4-gke.1', 4);
  if ('error' in kubeVersion) throw new Error(kubeVersion.error);
  const options = { kubeVersion, apiVersions: ['my.io/v1/Thing'] };
  expect(printValue(at(4, 'KubeVersion', options))).toBe('v1.33.4');
  expect(at(4, 'KubeVersion.Version', options)).toBe('v1.33.4-gke.1');
  expect((at(4, 'APIVersions', options) as GoSlice).items().at(-1)).toBe('my.io/v1/Thing');
});

test.each([
  ['apps/v1', true],
  ['apps/v1/Deployment', false],
  ['my.io/v1', false],
])('APIVersions.Has %j', (version, answer) => {
  const versions = at(4, 'APIVersions') as GoSlice & { method(name: string): { call(args: Value[]): Value } };
  expect(versions.method('Has').call([version])).toBe(answer);
});
