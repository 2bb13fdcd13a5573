// Which keys put spaces inside braces, and which take them for their own.

import { expect, test } from 'vitest';
import { editsLater, spacingAfter } from './spaces.ts';

/** Types `text` at each `█`; the text that follows, with `█` where the cursors are then, or `=` for nothing. */
function typed(before: string, text: string, justSpaced = false): string {
  const parts = before.split('█');
  const position = (at: string) => ({
    line: at.split('\n').length - 1,
    character: at.length - (at.lastIndexOf('\n') + 1),
  });
  const starts = parts.slice(1).map((_part, i) => position(parts.slice(0, i + 1).join('')));
  const lines = parts.join(text).split('\n');
  // VS Code tells the last change first.
  const changes = starts.map((start) => ({ text, rangeLength: 0, range: { start } })).reverse();
  const spacing = spacingAfter(changes, (line) => lines[line] ?? '', justSpaced);
  if (spacing === undefined) return '=';
  const edits =
    spacing.kind === 'edits'
      ? [...spacing.edits]
      : spacing.cursors.map(({ line, character }) => ({ line, start: character, end: character, text: ' █ ' }));
  edits.sort((a, b) => b.line - a.line || b.start - a.start);
  for (const { line, start, end, text: by } of edits)
    lines[line] = (lines[line] ?? '').slice(0, start) + by + (lines[line] ?? '').slice(end);
  return lines.join('\n');
}

test.each([
  ['a: {█}', '{}', 'a: {{ █ }}'],
  ['é😀: {█', '{}}', 'é😀: {{ █ }}'],
  ['a: "{█}"', '{}', 'a: "{{ █ }}"'],
  ['{{█}}', '-', '{{- █ }}'],
  ['{█}\n  {█}', '{}', '{{ █ }}\n  {{ █ }}'],
  ['{█} {█}', '{}', '{{ █ }} {{ █ }}'],
  ['{{ /█ }}', '*', '{{/* */}}'],
  ['{{- /█ }}', '*', '{{- /* */}}'],
  ['{{/█ }} {{/█ }}', '*', '{{/* */}} {{/* */}}'],
  // A map, three braces, other text behind, an action that holds something.
  ['a: █', '{}', '='],
  ['{{█}}', '{}', '='],
  ['{█} {{█}}', '{}', '='],
  ['{█x', '{', '='],
  ['{{ .a █}}', '-', '='],
  ['{{ .a█ }}', ' ', '='],
  ['{{- /█*/}}', '*', '='],
  ['{{- /█ b }}', '*', '='],
])('%j and %j', (before, text, expected) => {
  expect(typed(before, text)).toBe(expected);
});

test.each([
  ['{{ █ }}', ' ', '{{  }}'],
  ['{{- █ }}', ' ', '{{-  }}'],
  ['{{ █ }}', '-', '{{-  }}'],
  ['{{ █ }} {{ █ }}', '-', '{{-  }} {{-  }}'],
  ['{{ █ }}', '/', '{{/}}'],
])('right behind it, %j and %j', (before, text, expected) => {
  expect(typed(before, text, true)).toBe(expected);
  expect(typed(before, text)).toBe('=');
});

test('text that is replaced, and cursors that type different things, mean something else', () => {
  const at = (line: number) => ({ start: { line, character: 1 } });
  const lineText = () => '{{}}';
  expect(spacingAfter([{ text: '{}', rangeLength: 1, range: at(0) }], lineText, false)).toBeUndefined();
  const changes = [
    { text: '{}', rangeLength: 0, range: at(0) },
    { text: '{', rangeLength: 0, range: at(1) },
  ];
  expect(spacingAfter(changes, lineText, false)).toBeUndefined();
  expect(spacingAfter([], lineText, false)).toBeUndefined();
});

test.each([
  ['a: {{ - .x }}', 'a: {{- .x }}'],
  ['a: {{  .x }}', 'a: {{ .x }}'],
  ['a: {{-  .x }}', 'a: {{- .x }}'],
  ['a: {{ /* é }} {{ .b }}', 'a: {{/* é */}} {{ .b }}'],
  ['a: {{ /* é */}}', 'a: {{/* é */}}'],
  ['a: {{ /* é', 'a: {{/* é'],
  ['a: {{- /* é }}', 'a: {{- /* é */}}'],
  ['a: {{ -1 }}', 'a: {{ -1 }}'],
  ['a: {{ .x }}', 'a: {{ .x }}'],
  ['a:', 'a:'],
])('when more was typed, %j becomes %j', (before, after) => {
  let text = before;
  for (const { start, end, text: by } of editsLater({ line: 0, character: 3 }, before).reverse())
    text = text.slice(0, start) + by + text.slice(end);
  expect(text).toBe(after);
});
