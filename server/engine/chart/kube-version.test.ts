// Kubernetes versions as the command line and Chart.yaml name them.

import { expect, test } from 'vitest';
import { checkKubeVersion, parseKubeVersion } from './kube-version.ts';

function parsed(text: string, major: 3 | 4): string {
  const info = parseKubeVersion(text, major);
  return 'error' in info ? `error: ${info.error}` : `${info.version} ${info.normalized} ${info.major} ${info.minor}`;
}

test.each<[string, string, string]>([
  ['1.25', 'v1.25 v1.25 1 25', 'v1.25 v1.25 1 25'],
  ['v1.33.4-gke.1245000', 'v1.33.4 v1.33.4 1 33', 'v1.33.4-gke.1245000 v1.33.4 1 33'],
  ['1.02.3', 'v1.2.3 v1.2.3 1 2', 'v1.02.3 v1.2.3 1 2'],
  [' v1.2', 'v1.2 v1.2 1 2', 'v v1.2 v1.2 1 2'],
  ['1.2.3.4+x', 'v1.2.3.4 v1.2.3.4 1 2', 'v1.2.3.4+x v1.2.3.4 1 2'],
  ['0.1', 'v0.1 v0.1 0 1', 'v0.1 v0.1 0 1'],
  ['abc', 'error: could not parse "abc" as version', 'error: could not parse "abc" as version'],
  ['1', 'error: illegal version string "1"', 'error: illegal version string "1"'],
  [
    '01.2',
    'error: illegal zero-prefixed version component "01" in "01.2"',
    'error: illegal zero-prefixed version component "01" in "01.2"',
  ],
  [
    '1.99999999999999999999',
    'error: illegal non-numeric version component "99999999999999999999" in "1.99999999999999999999": ' +
      'strconv.ParseUint: parsing "99999999999999999999": value out of range',
    'error: illegal non-numeric version component "99999999999999999999" in "1.99999999999999999999": ' +
      'strconv.ParseUint: parsing "99999999999999999999": value out of range',
  ],
])('%j', (text, v3, v4) => {
  expect([parsed(text, 3), parsed(text, 4)]).toEqual([v3, v4]);
});

test.each<[string, string, string | undefined]>([
  ['', '1.30.0', undefined],
  ['>=1.29.0-0', '1.30.0', undefined],
  ['>=1.31.0', '1.30.0-x', 'chart requires kubeVersion: >=1.31.0 which is incompatible with Kubernetes v1.30.0-x'],
  ['nonsense', '1.30.0', 'chart requires kubeVersion: nonsense which is incompatible with Kubernetes v1.30.0'],
])('range %j and %s', (range, version, answer) => {
  const info = parseKubeVersion(version, 4);
  expect('error' in info ? info.error : checkKubeVersion(range, info, 4)).toBe(answer);
});
