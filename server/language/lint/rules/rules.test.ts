// The samples of every rule: the bad one has just the findings it is labelled with, the good one none.

import { describe, expect, test } from 'vitest';
import { allFindingsOf, asLabels, findingsOf, labelLines } from '../../../../test/support/findings.ts';
import { fixture } from '../../../../test/support/fixture.ts';
import { RULE_OF_ENGINE_CODE, RULES } from './index.ts';

// The samples of what is said of manifests are judged by those who judge manifests.
const OWN_CHECKS = RULES.filter(({ scope }) => scope !== 'manifest');

describe.each(OWN_CHECKS)('$id', (rule) => {
  const find = rule.id === 'helm-lint' ? allFindingsOf : findingsOf;

  test('finds what the bad sample is labelled with', () => {
    const read = fixture(rule.bad);
    const labels = labelLines(read);
    expect(labels.length).toBeGreaterThan(0);
    expect(asLabels(read.snapshot, find(read.snapshot)).sort()).toEqual(labels.sort());
  });

  test('finds nothing in the good sample', () => {
    const { snapshot } = fixture(rule.good);
    expect(asLabels(snapshot, find(snapshot))).toEqual([]);
  });
});

test('every error of the engine has its rule', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of Object.values(RULE_OF_ENGINE_CODE)) expect(ids).toContain(id);
});
