// The codes of everything that is said of manifests, wherever they stand: one table, from which their rules are made.

import { CHECKS } from '../../schema/kubernetes/checks/index.ts';
import { IDENTITY_CODES, type IdentityCode } from '../../schema/kubernetes/identify-codes.ts';
import { type CodeText, SCHEMA_CODES } from '../../schema/kubernetes/validate-codes.ts';
import type { ManifestCode as JudgedCode } from '../../schema/kubernetes/validate-violation.ts';
import type { ManifestRule } from '../rule.ts';

export type ManifestCode = JudgedCode | IdentityCode;

const TEXTS: readonly (readonly [string, CodeText])[] = [
  ...Object.entries(IDENTITY_CODES),
  ...Object.entries(SCHEMA_CODES),
  ...CHECKS.map((check) => [check.code, check] as const),
];

/** One for each code. The samples are whole files, as a template may render them. */
export const MANIFEST_RULES: readonly ManifestRule[] = TEXTS.map(([id, { severity, title, why, bad, good }]) => {
  return {
    id,
    severity,
    scope: 'manifest',
    title,
    why: why.replaceAll('\n', ' '),
    bad: asFile(bad),
    good: asFile(good),
  };
});

function asFile(manifest: string): string {
  return `\n-- templates/sample.yaml --\n${manifest}`;
}
