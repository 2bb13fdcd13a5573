// What is typed at the cursor, and the text after it was aligned.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../../test/support/fixture.ts';
import { alignTag } from './align-tag.ts';

function aligned(text: string): string {
  const read = fixture(`-- templates/x.yaml --\n${text}`);
  const { uri, offset } = cursorOf(read);
  const source = read.snapshot.files.get(uri)?.text ?? '';
  const edit = alignTag(read.snapshot, uri, offset);
  if (edit === undefined) return 'stays';
  return (source.slice(0, edit.span.start) + edit.text + source.slice(edit.span.end)).trimEnd();
}

test('end and else go below their opener', () => {
  expect(aligned('a:\n  {{- if .é }}\n  b: 1\n    {{- end█ }}')).toBe('a:\n  {{- if .é }}\n  b: 1\n  {{- end }}');
  expect(aligned('  {{- if .x }}\n    b: 1\n    {{- else if█ }}\n  {{- end }}')).toBe('stays');
  expect(aligned('  {{- if .x }}\n    b: 1\n    {{- else█ }}\n  {{- end }}')).toBe(
    '  {{- if .x }}\n    b: 1\n  {{- else }}\n  {{- end }}',
  );
  expect(aligned('  {{ range .x }}\n  {{ if .y }}\n  {{ end }}\n    {{ end }}█')).toBe(
    '  {{ range .x }}\n  {{ if .y }}\n  {{ end }}\n  {{ end }}',
  );
});

test('what stays', () => {
  expect(aligned('  {{- if .x }}\n  {{- end█ }}')).toBe('stays');
  expect(aligned('a: {{ if .x }}\n  {{- end█ }}')).toBe('stays');
  expect(aligned('  {{- if .x }}\n    b {{- end█ }}')).toBe('stays');
  expect(aligned('    {{- end█ }}')).toBe('stays');
  expect(aligned('  {{- if .x }}\n    {{- end }}█ # x')).toBe('stays');
});
