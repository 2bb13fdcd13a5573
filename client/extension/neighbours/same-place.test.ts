// Problems that two extensions tell are shown once.

import { expect, test } from 'vitest';
import { type Problem, unsaid } from './same-place.ts';

function problem(code: string, source: string, line: number, from = 0, to = 5): Problem {
  return { code, source, isError: true, start: { line, character: from }, end: { line, character: to } };
}

const codes = (ours: readonly Problem[], theirs: readonly Problem[]) =>
  unsaid(ours, theirs, (one) => one).map(({ code, start }) => `${code} ${start.line}`);

test('what the YAML extension says at the same place is not said again', () => {
  const ours = [
    problem('manifest-unknown-field', 'chartroom', 3),
    problem('manifest-type', 'chartroom', 4, 10, 12),
    problem('manifest-ports', 'chartroom', 3),
    problem('unused-value', 'chartroom', 3),
  ];
  expect(codes(ours, [problem('', 'yaml-schema: Pod', 3, 2, 4)])).toEqual([
    'manifest-type 4',
    'manifest-ports 3',
    'unused-value 3',
  ]);
  expect(codes(ours, [problem('', 'yaml-schema: Pod', 4, 0, 3)])).toHaveLength(4);
  expect(codes(ours, [problem('', 'other', 3)])).toHaveLength(4);
});

test('a mistake in the YAML itself is one, wherever each parser notices it', () => {
  const ours = [problem('values-yaml', 'chartroom', 5)];
  expect(codes(ours, [problem('', 'YAML', 6)])).toEqual([]);
  expect(codes(ours, [problem('', 'YAML', 20)])).toEqual(['values-yaml 5']);
  expect(codes(ours, [problem('', 'yaml-schema: x', 5)])).toEqual(['values-yaml 5']);
});
