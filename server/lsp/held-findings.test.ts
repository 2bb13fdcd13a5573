// Errors while somebody types: what is told after each edit, and what waits for a pause.

import { expect, test } from 'vitest';
import { applyChanges, fileAt } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT, fixture } from '../../test/support/fixture.ts';
import { syntaxFindings } from './features.ts';
import { HeldFindings } from './held-findings.ts';

/** A template that is edited; each step gives the findings that are told, as the text they underline. */
function sitting(text: string, path = 'templates/a.yaml') {
  const uri = `${FIXTURE_ROOT}/${path}`;
  let { snapshot } = fixture(`-- ${path} --\n${text}`);
  const held = new HeldFindings();
  const told = () => {
    const file = fileAt(snapshot, uri);
    if (file === undefined) return [];
    const findings = held.told(file, syntaxFindings(snapshot, uri));
    return findings.map(({ span }) => file.text.slice(span.start, span.end));
  };
  return {
    told,
    /** Replaces the first `what`. */
    type(what: string, by: string): string[] {
      const before = snapshot;
      const then = fileAt(before, uri);
      snapshot = applyChanges(before, [{ kind: 'file', uri, text: then?.text.replace(what, () => by) ?? '' }]);
      const now = fileAt(snapshot, uri);
      if (then && now) held.edited(then, now, () => syntaxFindings(before, uri));
      return told();
    },
    pause(): string[] {
      held.paused(uri);
      return told();
    },
  };
}

test('an action that is being written shows no error before a pause', () => {
  const file = sitting('a: 1\né: █X');
  expect(file.type('X', '{X}')).toEqual([]);
  expect(file.type('X', '{X}')).toEqual([]);
  expect(file.type('X', ' .Values.X ')).toEqual([]);
  expect(file.type('.X', '.')).toEqual([]);
  expect(file.pause()).toEqual(['.']);
  // Who goes on writing it is not told any more until the next pause.
  expect(file.type('Values.', 'Values. | ')).toEqual([]);
  expect(file.type('Values. | ', 'Values.a')).toEqual([]);
  expect(file.pause()).toEqual([]);
});

test('an edit elsewhere tells what waited', () => {
  const file = sitting('a: {{ .b }}\nc: 1');
  expect(file.type('.b', '.b.')).toEqual([]);
  expect(file.type('c: 1', 'c: 12')).toEqual(['.']);
  // And that of another action hides only its own.
  expect(file.type('c: 12', 'c: {{ }}')).toEqual(['.']);
  expect(file.pause()).toEqual(['.', '}}']);
});

test('text behind the action is elsewhere', () => {
  const file = sitting('a: {{ .b }} x');
  expect(file.type('.b', '.b.')).toEqual([]);
  expect(file.type(' x', ' xy')).toEqual(['.']);
});

test('an error that the writing causes at another place waits as well', () => {
  const file = sitting('{{ if .a }}\nX\ny: 1\n{{ end }}\n');
  expect(file.type('X', '{{ if .b }}')).toEqual([]);
  expect(file.type('.b }}', '.b }}\n')).toEqual([]);
  expect(file.type('.b }}\n', '.b }}\n\n{{- end }}')).toEqual([]);
  expect(file.pause()).toEqual([]);
  expect(file.type('{{ end }}', '{{ en }}')).toEqual([]);
  expect(file.pause()).toEqual(['en', '{{ if .a }}']);
});

test('what stood before stays while one types elsewhere, also when its words name a line', () => {
  const file = sitting('x: 1\na: {{ f (\n  1\n');
  const stood = file.told();
  expect(stood.length).toBeGreaterThan(0);
  expect(file.type('x: 1', 'x: 1\n')).toEqual(stood);
  expect(file.type('x: 1\n', '')).toEqual(stood);
});

test('a values file: a line that is half typed', () => {
  const file = sitting('a: 1\nb: 2\n', 'values.yaml');
  expect(file.type('b: 2', 'b: 2\nc')).toEqual([]);
  expect(file.pause().length).toBe(1);
  expect(file.type('\nc', '\nc: 1')).toEqual([]);
});

test('an unclosed block is one error, on its opener, and nothing is told at the end of the file', () => {
  const whole =
    '{{- define "x" -}}\n{{ if .a }}\na: {{ .b | f (g "c") }}\n{{ else if `d` }}\n{{ range .e }}\n{{/* f */}}\n';
  for (let end = 0; end <= whole.length; end++) {
    const text = whole.slice(0, end);
    const { snapshot } = fixture(`-- templates/a.yaml --\n${text.replaceAll('\n', '\n  ')}`, { openEnd: true });
    const uri = `${FIXTURE_ROOT}/templates/a.yaml`;
    const now = fileAt(snapshot, uri)?.text ?? '';
    const findings = syntaxFindings(snapshot, uri);
    for (const { span } of findings) {
      expect(span.start, now).toBeLessThan(now.length);
      expect(span.end, now).toBeGreaterThan(span.start);
    }
    const opened = findings.filter(({ message }) => message.startsWith('unexpected EOF'));
    for (const { span } of opened) expect(now.slice(span.start, span.end)).toMatch(/^\{\{-? (?:define|if|range)\b/);
    expect(new Set(opened.map(({ span }) => span.start)).size).toBe(opened.length);
  }
});

test('who takes an action back, brace by brace, is not elsewhere once it is gone', () => {
  const file = sitting('{{ if .a }}\nb: 1\n{{ end }}\n');
  expect(file.type('{{ end }}', '{{ en }}')).toEqual([]);
  expect(file.type('{{ en }}', '{{}}')).toEqual([]);
  expect(file.type('{{}}', '{}')).toEqual([]);
  expect(file.type('{}', '')).toEqual([]);
  expect(file.pause()).toEqual(['{{ if .a }}']);
});
