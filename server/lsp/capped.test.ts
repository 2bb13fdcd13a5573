// Which findings of very many are shown.

import { expect, test } from 'vitest';
import type { Finding } from '#language/workspace/rendering.ts';
import { capped } from './capped.ts';

function findings(severities: string): Finding[] {
  const byLetter = { e: 'error', w: 'warning', i: 'information', h: 'hint' } as const;
  return [...severities].map((letter, start) => ({
    code: 'x',
    severity: byLetter[letter as keyof typeof byLetter],
    uri: 'file:///a.yaml',
    span: { start, end: start + 1 },
    message: 'm',
    related: [],
  }));
}

function shown(severities: string, most: number): string[] {
  return capped(findings(severities), most).map(({ code, severity, span, message }) =>
    code === 'x' ? `${span.start} ${severity}` : `${span.start} ${severity} ${message}`,
  );
}

test('a list that is short enough is the same list', () => {
  const all = findings('eew');
  expect(capped(all, 3)).toBe(all);
});

test('the gravest are shown, by place, and the others counted', () => {
  expect(shown('wewhe', 3)).toEqual([
    '0 information 2 more problems of this file are not shown (1 warning, 1 hint); mend some of the others to see more.',
    '0 warning',
    '1 error',
    '4 error',
  ]);
  expect(shown('eee', 2)).toEqual([
    '0 information 1 more problem of this file is not shown (1 error); mend some of the others to see more.',
    '0 error',
    '1 error',
  ]);
});
