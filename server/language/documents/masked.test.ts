// Templates inside scalars at the offsets of their file: what the actions read as, and that they lie where the text says.

import { expect, test } from 'vitest';
import { lexPieces } from '#engine/template/lex.ts';
import { maskedScalar } from './masked.ts';
import { bracedScalars } from './scalar-templates.ts';

/** The actions of the only braced scalar, each with what stands at its place in the file. */
function actions(text: string): string[] {
  const host = { uri: 'file:///w/values.yaml', text, version: 1 };
  const [scalar] = bracedScalars(host);
  if (scalar === undefined) return [];
  const masked = maskedScalar(host, scalar.node).file.text;
  return [...lexPieces(masked)]
    .filter(({ kind }) => kind === 'action')
    .map(({ start, end }) => {
      const [read, is] = [masked.slice(start, end), text.slice(start, end)];
      return read === is ? read : `${read} for ${is}`;
    });
}

test.each([
  ['a: "é😀\\u00e9 {{ .a }}\\n{{ .b }}"', ['{{ .a }}', '{{ .b }}']],
  ['a: "{{ index . \\"b-c\\" }}"', ['{{ index .  "b-c"  }} for {{ index . \\"b-c\\" }}']],
  ['a: "{{ \\"b\\\\\\"c\\" }}x"', ['{{  "b \\" c"  }} for {{ \\"b\\\\\\"c\\" }}']],
  ['a: "{{ \\"d\\\\\\\\\\" }}x{{ .e }}"', ['{{  "d \\\\ "  }} for {{ \\"d\\\\\\\\\\" }}', '{{ .e }}']],
  ['a: "{{ `b\\"c` }}x{{ .e }}"', ['{{ `b "c` }} for {{ `b\\"c` }}', '{{ .e }}']],
  ['a: "{{ \\"}}\\" }}x{{ .e }}"', ['{{  "}}"  }} for {{ \\"}}\\" }}', '{{ .e }}']],
  ['a: "{{ .b\\\n  .c }}"', ['{{ .b \n  .c }} for {{ .b\\\n  .c }}']],
  ["a: 'it''s {{ .a }}'", ['{{ .a }}']],
  ['a: |-2\r\n    {{ .a }}\r\n    {{ .b }}\r\nc: 1', ['{{ .a }}', '{{ .b }}']],
  ['a: > # {{ no }}\n  {{ .a\n  }}\n', ['{{ .a\n  }}']],
  ['a: b {{ .a }} # {{ no }}', ['{{ .a }}']],
  ['a: {{ .a }}', []],
])('%j', (text, expected) => expect(actions(text)).toEqual(expected));
