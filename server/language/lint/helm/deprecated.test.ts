// The table of deprecated APIs says what client-go says, release by release.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseKubeVersion } from '#engine/chart/kube-version.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { deprecationProblem, deprecations } from './deprecated.ts';

const path = fileURLToPath(new URL('../../../../test/vectors/deprecated-apis.json', import.meta.url));
const vectors = JSON.parse(readFileSync(path, 'utf8')) as Record<
  string,
  { gvk: string; deprecatedIn: string; message: string }[]
>;

function problem(gvk: string, version: string, release: '1.34' | '1.35' | '1.36'): string | undefined {
  const kubeVersion = parseKubeVersion(version, 4);
  if ('error' in kubeVersion) throw new Error(kubeVersion.error);
  const [apiVersion = '', kind = ''] = gvk.split(' ');
  const profile = { ...PROFILES[4], apiVersions: release };
  return deprecationProblem({ apiVersion, kind, name: '' }, { profile, kubeVersion });
}

describe.each(['1.34', '1.35', '1.36'] as const)('client-go of %s', (release) => {
  const entries = vectors[`k8s-${release}`] ?? [];
  test('knows the same APIs', () => {
    expect([...deprecations(release).keys()].sort()).toEqual(entries.map(({ gvk }) => gvk).sort());
  });
  test('says the same, from the same version on', () => {
    for (const { gvk, deprecatedIn, message } of entries) {
      const before = `1.${Number(deprecatedIn.split('.')[1]) - 1}`;
      expect([gvk, problem(gvk, deprecatedIn, release), problem(gvk, before, release)]).toEqual([
        gvk,
        message,
        undefined,
      ]);
    }
  });
});

test('versions that are no 1.x', () => {
  expect(problem('v1 Endpoints', '2.0', '1.36')).toBeDefined();
  expect(problem('v1 Endpoints', '0.0', '1.36')).toBeDefined();
  expect(problem('v1 Endpoints', '0.9', '1.36')).toBeUndefined();
  expect(problem('/v1 Endpoints', '1.36', '1.36')).toContain('v1 Endpoints is deprecated');
});
