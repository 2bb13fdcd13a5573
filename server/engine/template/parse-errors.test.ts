// Errors of broken templates: the first one's line and text are Go's, to the letter.

import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

const FUNCTIONS = new Set(['printf', 'f', 'g']);

function first(text: string): string {
  const [error] = parse('F', text, (name) => FUNCTIONS.has(name)).errors;
  return error === undefined ? 'none' : `${error.line}: ${error.message}`;
}

const TABLES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'actions that do not end': [
    ['a\n{{', '2: unclosed action'],
    ['a\n{{ f\n 1\n', '4: unclosed action started at F:2'],
    ['a\n{{ f 1\nb: {{ .x }}', '3: function "b" not defined'],
    ['{{ .x\n\n  "y', '3: unterminated quoted string in action started at F:1'],
    ['{{ f `x }}\n{{ 1 }}', '1: unterminated raw quoted string'],
    ["{{ 'x }}", '1: unterminated character constant'],
    ['{{ f (1 }}', '1: unclosed left paren'],
    ['{{ f 1) }}', '1: unexpected right paren'],
    ['{{ (.x', '1: unclosed action'],
    ['{{ .x }\n', '1: unexpected "}" in operand'],
    ['{{.', '1: illegal number syntax: "."'],
    ['{{ .Values.', '1: unexpected "." in operand'],
  ],
  words: [
    ['{{ .Values. }}', '1: unexpected <.> in operand'],
    ['{{ .Values. s }}', '1: unexpected <.> in operand'],
    ['{{ .Values.a-b }}', "1: bad character U+002D '-'"],
    ['{{ f# }}', "1: bad character U+0023 '#'"],
    ['{{ .a\u00a0}}', '1: bad character U+00A0'],
    ['{{ “a” }}', "1: unrecognized character in action: U+201C '“'"],
    ['{{ .l.0 }}', '1: unexpected ".0" in operand'],
    ['{{ 1x }}', '1: bad number syntax: "1x"'],
    ['{{ 1- }}', '1: bad number syntax: "1-"'],
    ['{{ 08 }}', '1: integer overflow: "08"'],
    ['{{ "\\q" }}', '1: invalid syntax'],
    ["{{ '' }}", '1: invalid syntax'],
    ['{{ f := 1 }}', '1: unexpected ":=" in operand'],
    ['{{ /* c */ }}', '1: unexpected "/" in command'],
    ['{{ printf 3`x` }}', '1: unexpected "`x`" in operand'],
    ['{{ f 1 "a long string here"2 }}', '1: unexpected "2" in operand'],
    ['{{ f 1"a long string here" }}', '1: unexpected "\\"a long st"... in operand'],
    ['{{ f 1"日本語の" }}', '1: unexpected "\\"日本語の\\""... in operand'],
    ['{{ f(1)(2) }}', '1: unexpected "(" in operand'],
    ['{{ true.x }}', '1: unexpected . after term "true"'],
    ['{{ "s".x }}', '1: unexpected . after term "\\"s\\""'],
    ['{{ ..x }}', '1: unexpected . after term "."'],
    ['{{ nil.x }}', '1: unexpected . after term "nil"'],
  ],
  pipelines: [
    ['{{ }}', '1: missing value for command'],
    ['{{\n}}', '2: missing value for command'],
    ['{{ if }}{{ end }}', '1: missing value for if'],
    ['{{ f ( ) }}', '1: missing value for parenthesized pipeline'],
    ['{{ | f }}', '1: unexpected "|" in command'],
    ['{{ .x | | f }}', '1: unexpected "|" in command'],
    ['{{ if | f }}{{ end }}', '1: unexpected "|" in if'],
    ['{{ .x | 1 }}', '1: non executable command in pipeline stage 2'],
    ['{{ 1 | f | . }}', '1: non executable command in pipeline stage 3'],
    ['{{ zip .x }}', '1: function "zip" not defined'],
    ['{{\nf\n.x\n| zip }}', '4: function "zip" not defined'],
  ],
  variables: [
    ['{{ $x }}', '1: undefined variable "$x"'],
    ['{{ $x.y := 1 }}', '1: undefined variable "$x"'],
    ['{{ $x := 1 }}{{ $x.y := 1 }}', '1: unexpected ":=" in operand'],
    ['{{ with $x := 1 }}{{ end }}{{ $x }}', '1: undefined variable "$x"'],
    ['{{ if .a }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}\n{{ $x }}', '2: undefined variable "$x"'],
    ['{{ $x := 1 }}{{ define "d" }}{{ $x }}{{ end }}', '1: undefined variable "$x"'],
    ['{{ $x := 1 }}{{ block "d" $x }}{{ $x }}{{ end }}', '1: undefined variable "$x"'],
    ['{{ $x, $y := 1 }}', '1: too many declarations in command'],
    ['{{ range $a, $b, $c := 1 }}{{ end }}', '1: too many declarations in range'],
    ['{{ range $i, := .x }}{{ end }}', '1: range can only initialize variables'],
    ['{{ range $i, }}{{ end }}', '1: missing value for range'],
    ['{{ range $k, $v }}{{ end }}', '1: undefined variable "$v"'],
  ],
  blocks: [
    ['a\n{{ end }}', '2: unexpected {{end}}'],
    ['{{ else }}', '1: unexpected {{else}}'],
    ['{{ if .a }}\n\n', '3: unexpected EOF'],
    ['{{ if .a }}{{ else }}{{ else }}{{ end }}', '1: expected end; found {{else}}'],
    ['{{ if .a }}{{ end if }}', '1: unexpected <if> in end'],
    ['{{ if .a }}{{ else f }}{{ end }}', '1: unexpected "f" in else'],
    ['{{ with .a }}{{ else if .b }}{{ end }}', '1: unexpected <if> in input'],
    ['{{ if .a }}{{ else with .b }}{{ end }}', '1: unexpected <with> in input'],
    ['{{ range .a }}{{ else\nif .b }}{{ end }}', '2: unexpected <if> in input'],
    ['{{ break }}', '1: {{break}} outside {{range}}'],
    ['{{ range .a }}{{ else }}{{ continue }}{{ end }}', '1: {{continue}} outside {{range}}'],
    ['{{ range .a }}{{ block "b" . }}{{ break }}{{ end }}{{ end }}', '1: {{break}} outside {{range}}'],
    ['{{ range .a }}{{ break 1 }}{{ end }}', '1: unexpected "1" in {{break}}'],
  ],
  'names and definitions': [
    ['{{ define f }}{{ end }}', '1: unexpected "f" in define clause'],
    ['{{ define "a" . }}{{ end }}', '1: unexpected <.> in define clause'],
    ['{{ if .a }}{{ define "a" }}{{ end }}{{ end }}', '1: unexpected <define> in command'],
    ['{{ define "a" }}\n{{ else }}\n{{ end }}', '2: unexpected {{else}} in define clause'],
    ['{{ block "a" . }}\n{{ else }}\n{{ end }}', '1: unexpected {{else}} in block clause'],
    ['{{ block "a" }}x{{ end }}', '1: missing value for block clause'],
    ['{{ template .x }}', '1: unexpected ".x" in template clause'],
    ['{{ template }}', '1: unexpected "}}" in template clause'],
    ['{{define "a"}}1{{end}}\n{{define "a"}}2\n{{end}}', '3: template: multiple definition of template "a"'],
    ['{{define "a"}}1{{end}}{{block "a" .}}2{{end}}', '1: template: multiple definition of template "a"'],
    ['{{define "F"}}1{{end}}\nx\n', '3: template: multiple definition of template "F"'],
    ['{{define "a"}}1{{end}}{{define "a"}} {{end}}', 'none'],
  ],
  comments: [
    ['a\n{{/* c\n}}', '2: unclosed comment'],
    ['{{/*/}}', '1: unclosed comment'],
    ['{{/* c */ }}', '1: comment ends before closing delimiter'],
    ['{{ if .a }}\n{{/* c', '2: unclosed comment in action started at F:1'],
    ['{{ if .a }}\n{{ .b }}\n{{/* c', '3: unclosed comment'],
  ],
};

for (const [name, table] of Object.entries(TABLES)) {
  describe(name, () => {
    test.each(table)('%j', (text, expected) => {
      expect(first(text)).toBe(expected);
    });
  });
}

test('a file may have any name', () => {
  expect(parse('c/templates/100%d.yaml', '{{\nf\n', () => true).errors[0]?.message).toBe(
    'unclosed action started at c/templates/100%d.yaml:1',
  );
});
