// Nodes printed as Go prints them inside `at <…>`.

import { expect, test } from 'vitest';
import type { Node } from './node.ts';
import { parse } from './parse.ts';
import { printNode } from './print.ts';

const first = (text: string): Node => parse('F', text, () => true).main.root.nodes[0] as Node;

test.each([
  ['{{ include   "a"  . |nindent 4 }}', 'include "a" . | nindent 4'],
  ['{{ $x:=(f .a|g).b }}', '$x := (f .a | g).b'],
  ['{{ $x = 0x10 }}', '$x = 0x10'],
  ['{{ f `raw` "q\\x41" \'c\' 1_0 }}', 'f `raw` "q\\x41" \'c\' 1_0'],
  ['{{ ((f)) }}', '((f))'],
])('%j', (text, expected) => {
  const node = first(text);
  expect(node.kind === 'action' && printNode(node.pipe)).toBe(expected);
});

test.each([
  ['{{ template `n` }}', '{{template "n"}}'],
  ['{{ template "a\\u200b" .x|f }}', '{{template "a\\u200b" .x | f}}'],
  ['{{ if .a -}} x {{- else if .b }}y{{ end }}', '{{if .a}}x{{else}}{{if .b}}y{{end}}{{end}}'],
  ['{{ range $i, $e := .l }}{{ . }}{{/* c */}}{{ end }}', '{{range $i, $e := .l}}{{.}}{{end}}'],
])('%j', (text, expected) => {
  expect(printNode(first(text))).toBe(expected);
});
