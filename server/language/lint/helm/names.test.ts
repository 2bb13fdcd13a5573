// Names by kind, with the reasons of Kubernetes' own validation.

import { expect, test } from 'vitest';
import { nameProblem } from './names.ts';

/** The reasons, shortened to what tells them apart. */
function reasons(kind: string, name: string): string[] {
  const problem = nameProblem({ apiVersion: '', kind, name });
  if (problem === undefined) return [];
  const known = ['subdomain', 'DNS-1035', 'RFC 1123 label', 'dots', '253', '63', "'.'", "'..'", "'/'", "'%'"];
  const shown = problem.replaceAll(/regex used.*?\)(?=[,\]]|$)/g, '').replaceAll(/, '-' or '\.'/g, '');
  return known.filter((part) => shown.includes(part));
}

test.each<[string, string, string[]]>([
  ['Pod', 'a.b-c', []],
  ['Pod', 'A_b', ['subdomain']],
  ['Anything', '', ['subdomain']],
  ['Pod', 'a'.repeat(254), ['253']],
  ['Pod', 'A'.repeat(254), ['subdomain', '253']],
  ['Service', '1a', ['DNS-1035']],
  ['service', 'a1', []],
  ['Namespace', 'a.b', ['dots']],
  ['Namespace', 'A', ['RFC 1123 label']],
  ['Namespace', 'a'.repeat(64), ['63']],
  ['Role', 'system:A', []],
  ['Role', '', []],
  ['ClusterRole', 'a/b%', ["'/'", "'%'"]],
  ['RoleBinding', '..', ["'..'"]],
  ['CertificateSigningRequest', '!', []],
])('%s %s', (kind, name, expected) => {
  expect(reasons(kind, name)).toEqual(expected);
});

test('several reasons stand in brackets', () => {
  expect(nameProblem({ apiVersion: '', kind: 'Role', name: '/%' })).toBe(
    'object name does not conform to Kubernetes naming requirements: "/%": [metadata.name: Invalid value: "/%": ' +
      "may not contain '/', metadata.name: Invalid value: \"/%\": may not contain '%']",
  );
});
