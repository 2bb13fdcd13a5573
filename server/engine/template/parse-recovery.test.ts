// What remains of broken templates: the tree around the error, and where the editor is told to underline.

import { expect, test } from 'vitest';
import type { AnyNode } from './node.ts';
import { parse } from './parse.ts';

const FUNCTIONS = new Set(['printf', 'f', 'g', 'include', 'quote', 'dict', 'default']);

/** The tree: errors as `<text : what was read inside>`, actions in braces. */
function shape(node: AnyNode | null): string {
  if (node === null) return '-';
  switch (node.kind) {
    case 'list':
      return node.nodes.map(shape).join(' ');
    case 'text':
      return JSON.stringify(node.text);
    case 'action':
      return `{${shape(node.pipe)}}`;
    case 'pipe': {
      const names = node.decl.map((variable) => variable.ident[0]).join(',');
      return (names === '' ? '' : `${names}${node.isAssign ? '=' : ':='} `) + node.cmds.map(shape).join(' | ');
    }
    case 'command':
      return node.args.map((arg) => (arg.kind === 'pipe' ? `(${shape(arg)})` : shape(arg))).join(' ');
    case 'chain':
      return `[${shape(node.node)}].${node.field.join('.')}`;
    case 'field':
      return `.${node.ident.join('.')}`;
    case 'variable':
      return node.ident.join('.');
    case 'identifier':
      return node.ident;
    case 'string':
      return node.quoted;
    case 'number':
      return node.text;
    case 'dot':
      return '.';
    case 'error':
      return `<${node.text}${node.parts.length > 0 ? ` : ${node.parts.map(shape).join(', ')}` : ''}>`;
    case 'template':
      return `template(${node.name} ${shape(node.pipe)}${node.list === null ? '' : ` [${shape(node.list)}]`})`;
    case 'define':
      return `define(${node.name} [${shape(node.list)}])`;
    case 'if':
    case 'range':
    case 'with': {
      const other = node.elseList === null ? '' : ` else [${shape(node.elseList)}]`;
      return `${node.kind}(${shape(node.pipe)} [${shape(node.list)}]${other}${node.endTag === null ? ' open' : ''})`;
    }
    default:
      return node.kind;
  }
}

/** Text, tree, and for each error what it underlines. */
const CASES: readonly (readonly [string, string, string])[] = [
  // Half-typed paths and calls.
  ['{{ .Values. }}', '{.Values <. : .>}', '.'],
  ['{{ .Values.a. | quote }}', '{.Values.a <. : .> | quote}', '.'],
  ['{{ .Values.a-b.c | f }}', '{.Values <.a-b.c> | f}', '.a-b'],
  ['{{ .l.0 }}', '{.l <.0 : .0>}', '.0'],
  ['{{ include "', '{include <"> | <>}', '"'],
  ['a: {{ include "x\nb: {{ .b }}', '"a: " {include <"x> | <>} "\\nb: " {.b}', '"x'],
  ['{{ include "x }}y', '{include <"x>} "y"', '"x'],
  ['{{ if .Values.', 'if(.Values <. : <.>> | <> [] open)', '.; {{ if .Values.'],
  ['{{ if .Values.\n  a\n{{ end }}b', 'if(.Values <. : .> | <> ["\\n  a\\n"]) "b"', '.'],
  ['{{ f (g .x }}y', '{f (g .x <>)} "y"', '(g .x '],
  ['{{ f .x) }}', '{f .x <)>}', ')'],
  ['{{ f 1"a" 2 }}', '{f 1 <"a" : "a"> 2}', '"a"'],
  ['{{ f (dict "a" .x\n "b" .y. ) }}', '{f (dict "a" .x "b" .y <. : .>)}', '.'],
  // Actions that do not end.
  ['a: {{ .a\nb: {{ .b }}', '"a: " {.a | <>} "\\nb: " {.b}', '{{ .a'],
  ['a: {{ .a\r\nb', '"a: " {.a | <>} "\\r\\nb"', '{{ .a'],
  ['a: {{ .a b: {{ .b }}', '"a: " {.a <b : b> <:> | <>} {.b}', 'b'],
  ['{{ .x }', '{.x <}> | <>}', '}'],
  [
    '{{ .a | default (dict "x" 1\nk: {{ .b }}',
    '{.a | default (dict "x" 1) | <>} "\\nk: " {.b}',
    '{{ .a | default (dict "x" 1',
  ],
  ['{{', '{<> | <>}', '{{'],
  // Blocks.
  ['{{ end }}x{{ .a }}', '<{{ end }}> "x" {.a}', '{{ end }}'],
  ['{{ else }}x', '<{{ else }}> "x"', '{{ else }}'],
  ['{{ if .a }}x{{ range .b }}y{{ end }}z', 'if(.a ["x" range(.b ["y"]) "z"] open)', '{{ if .a }}'],
  ['{{ if .a }}1{{ else if .b }}2', 'if(.a ["1"] else [if(.b ["2"] open)] open)', '{{ if .a }}'],
  ['{{ if .a }}1{{ else }}2{{ else }}3{{ end }}4', 'if(.a ["1"] else ["2" <{{ else }}> "3"]) "4"', '{{ else }}'],
  ['{{ with .a }}1{{ else if .b }}2{{ else }}3{{ end }}', 'with(.a ["1"] else [if(.b | <if> ["2"] else ["3"])])', 'if'],
  ['{{ if .a }}{{ else f }}b{{ end f }}c', 'if(.a [] else [<> "b" <>]) "c"', 'f; f'],
  ['{{ if }}x{{ end }}y', 'if(<> ["x"]) "y"', '}}'],
  ['{{ break }}x', '<{{ break }}> "x"', '{{ break }}'],
  // Names and definitions.
  ['{{ template f . }}x', '<{{ template f . }} : f .> "x"', 'f'],
  ['{{ template "x }}y', '<{{ template "x }} : <"x>> "y"', '"x'],
  ['{{ define f }}x{{ end }}y', '<> define( ["x"]) "y"', 'f'],
  [
    '{{define "a"}}{{if .x}}{{end}}{{define "b"}}z{{end}}',
    'define(a [if(.x []) <> define(b ["z"])])',
    'define; {{define "a"}}',
  ],
  // Names that nobody declared.
  ['{{ nope .a | zip .b }}', '{<nope : nope> .a | <zip : zip> .b}', 'nope; zip'],
  ['{{ $x.a }}{{ $x := 1 }}{{ $x }}', '{<$x.a : $x.a>} {$x:= 1} {$x}', '$x'],
  ['{{ range $i, .l }}{{ $i }}{{ end }}', 'range($i:= <,> | .l [{$i}])', ','],
  ['{{ $a, $b := f }}{{ $a }}{{ $b }}', '{$a,$b:= <,> | f} {$a} {$b}', ','],
  // Comments and constants.
  ['{{ /* c */ }}x', '{</> <* c */>} "x"', '/'],
  ['{{/* c }}x{{ .a }}', '<{{/* c }}> "x" {.a}', '{{/* c }}'],
  ['{{/* c */ }}x', '<{{/* c */ }}> "x"', '{{/* c */ }}'],
  ['{{ f "\\q" 1 }}', '{f <"\\q"> 1}', '"\\q"'],
  ['{{ f 1__0 2 }}', '{f <1__0> 2}', '1__0'],
  ['{{ .a | 2 }}', '{.a | <2 : 2>}', '2'],
];

test.each(CASES)('%j', (text, tree, underlined) => {
  const parsed = parse('F', text, (name) => FUNCTIONS.has(name));
  expect(shape(parsed.main.root)).toBe(tree);
  expect(parsed.errors.map((error) => text.slice(error.span.start, error.span.end)).join('; ')).toBe(underlined);
});

test('the definitions of a file with an error stand', () => {
  const text = '{{define "a"}}{{if .x}}{{end}}{{define "b"}}z{{end}}{{define "c"}}{{ .y. }}{{end}}';
  expect(parse('F', text, () => true).defines.map((tree) => tree.name)).toEqual(['b', 'c', 'a']);
});

test('an error says what Helm says when it is executed', () => {
  const [action] = parse('F', '{{ nope 1 }}', () => false).main.root.nodes;
  const operand = action?.kind === 'action' ? action.pipe.cmds[0]?.args[0] : undefined;
  expect(operand?.kind === 'error' && operand.message).toBe('function "nope" not defined');
});
