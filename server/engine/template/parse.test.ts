// The parser on whole templates: the tree as Go prints it, positions, definitions, and the speed and depth it promises.

import { describe, expect, test } from 'vitest';
import type { AnyNode, ListNode, Node, OperandNode } from './node.ts';
import { isEmptyTree, parse } from './parse.ts';
import { printNode } from './print.ts';

const FUNCTIONS = new Set(['printf', 'f', 'g', 'include', 'quote']);
const read = (text: string) => parse('t.yaml', text, (name) => FUNCTIONS.has(name));

describe('printed again', () => {
  test.each([
    ['', ''],
    ['a: 1\n', 'a: 1\n'],
    ['{{ .a }}', '{{.a}}'],
    ['{{.a.b.c}}', '{{.a.b.c}}'],
    ['{{ $.a }}{{ $ }}', '{{$.a}}{{$}}'],
    ['{{ f }}', '{{f}}'],
    ['{{f .a|g 1 "x"|  quote }}', '{{f .a | g 1 "x" | quote}}'],
    ['{{ .x | }}', '{{.x}}'],
    ['{{ f (.y .z) (.a | .b .c) (.e) }}', '{{f (.y .z) (.a | .b .c) (.e)}}'],
    ['{{ (f .y).b.c }}', '{{(f .y).b.c}}'],
    ['{{ ((f)).b }}', '{{((f)).b}}'],
    ['{{ f.a.b }}', '{{f.a.b}}'],
    ['{{ $x := .a }}{{ $x.b }}{{ $x = 2 }}', '{{$x := .a}}{{$x.b}}{{$x = 2}}'],
    ['{{ $x\n:=\n1 }}', '{{$x := 1}}'],
    ['{{ $y = 2 }}', '{{$y = 2}}'],
    ['{{ f 1 -2.5 1i 1+2i true false nil \'a\' `r` "s\\n" }}', '{{f 1 -2.5 1i 1+2i true false nil \'a\' `r` "s\\n"}}'],
    ['{{ if .a }}x{{ end }}', '{{if .a}}x{{end}}'],
    ['{{ if .a }}x{{ else }}y{{ end }}', '{{if .a}}x{{else}}y{{end}}'],
    [
      '{{if .a}}1{{else if .b}}2{{else if .c}}3{{else}}4{{end}}5',
      '{{if .a}}1{{else}}{{if .b}}2{{else}}{{if .c}}3{{else}}4{{end}}{{end}}{{end}}5',
    ],
    ['{{with .a}}1{{else with .b}}2{{end}}', '{{with .a}}1{{else}}{{with .b}}2{{end}}{{end}}'],
    [
      '{{range $k, $v := .l}}{{$k}}{{break}}{{continue}}{{else}}e{{end}}',
      '{{range $k, $v := .l}}{{$k}}{{break}}{{continue}}{{else}}e{{end}}',
    ],
    ['{{range $k = .l}}{{end}}', '{{range $k = .l}}{{end}}'],
    ['{{if $x := .a}}{{else}}{{$x}}{{end}}', '{{if $x := .a}}{{else}}{{$x}}{{end}}'],
    ['{{template `n"`}}', '{{template "n\\""}}'],
    ['{{template "n" .a | f}}', '{{template "n" .a | f}}'],
    ['{{block "n" .}}x{{end}}', '{{template "n" .}}'],
    ['a{{define "n"}}x{{end}}b', 'ab'],
    ['a \n{{- /* c */ -}}\n b', 'ab'],
    ['{{- .a -}}\n \u00a0', '{{.a}}\u00a0'],
  ])('%j', (text, expected) => {
    const { main, errors } = read(text);
    expect(errors).toEqual([]);
    expect(printNode(main.root)).toBe(expected);
  });
});

/** Every node inside, itself included. */
function all(node: AnyNode): AnyNode[] {
  const inside = (list: readonly (AnyNode | null)[]): AnyNode[] =>
    list.flatMap((child) => (child === null ? [] : all(child)));
  switch (node.kind) {
    case 'list':
      return [node, ...inside(node.nodes)];
    case 'action':
      return [node, ...all(node.pipe)];
    case 'pipe':
      return [node, ...inside(node.decl), ...inside(node.cmds)];
    case 'command':
      return [node, ...inside(node.args)];
    case 'chain':
      return [node, ...all(node.node)];
    case 'if':
    case 'range':
    case 'with':
      return [node, ...inside([node.pipe, node.list, node.elseList])];
    case 'template':
      return [node, ...inside([node.pipe, node.list])];
    case 'define':
      return [node, ...all(node.list)];
    default:
      return [node];
  }
}

describe('positions are those that Go reports', () => {
  test.each([
    ['{{ .a }}', 'field', 3],
    ['{{ .a.b.c }}', 'field', 5],
    ['{{ $x := 1 }}{{ $x.a.b }}', 'variable', 18],
    ['{{ (f).a.b }}', 'chain', 6],
    ['{{ (f 1) }}', 'command', 3],
    ['{{ f ( .a | g) }}', 'pipe', 3],
    ['{{ if .a.b }}{{ end }}', 'if', 6],
    ['{{ range $i := .a }}{{ end }}', 'range', 9],
    ['{{ template "n" . }}', 'template', 12],
    ['{{ block "n" . }}{{end}}', 'template', 9],
    ['{{ range .a }}{{ break }}{{ end }}', 'break', 17],
    ['é {{- .a }}', 'field', 6],
  ])('%j: %s', (text, kind, pos) => {
    const found = all(read(text).main.root).filter((node) => node.kind === kind);
    expect(found[kind === 'variable' ? 1 : 0]?.pos).toBe(pos);
  });

  test('the pipeline in parentheses starts inside them, its span holds them', () => {
    const text = '{{ f ( .a ) }}';
    const inner = all(read(text).main.root).filter((node) => node.kind === 'pipe')[1];
    expect([inner?.pos, text.slice(inner?.span.start, inner?.span.end)]).toEqual([7, '( .a )']);
  });
});

const RICH = `apiVersion: v1 # {{/* c */}}
{{- define "a.b" -}}
x: {{ .Values.a.b | default (printf "%s" "x" | quote) }}
{{- end }}
{{ $r := . -}}
{{ range $i, $v := .Values.list }}
- {{ $i }}: {{ $v.name.x | f 1.5 'c' \`raw\` }}{{ if and (g .x) $r.y }} yes {{- else if .z }} no {{ else }}{{ continue }}{{ end }}
{{ else }}none{{ end }}
{{ with (include "a.b" .).c }}{{ template "a.b" $ }}{{ else with .q }}{{ . }}{{ end }}
{{ block "blk" .x }} body {{ end }}{{ /* bad */ }}
k: {{ .Values.a-b }} {{ 'ab' }} {{ $nope.a }} {{ "é😀" }}
`;

test('spans: children inside their parents, texts and tags where they say', () => {
  for (let cut = 0; cut <= RICH.length; cut++) {
    const text = RICH.slice(0, cut);
    const { main } = read(text);
    check(main.root, text);
    if (cut % 7 === 0) read(RICH.slice(cut));
  }
});

function check(list: ListNode, text: string): void {
  let at = list.span.start;
  for (const node of list.nodes) {
    expect(node.span.start).toBeGreaterThanOrEqual(at);
    expect(text.slice(at, node.span.start).trim()).toBe('');
    expect(node.span.end).toBeLessThanOrEqual(list.span.end);
    if (node.kind === 'text' || node.kind === 'error')
      expect(text.slice(node.span.start, node.span.end)).toBe(node.text);
    for (const inner of all(node)) {
      expect(inner.span.end).toBeGreaterThanOrEqual(inner.span.start);
      if (inner.kind === 'field' || inner.kind === 'variable') {
        expect(inner.parts.map((part) => text.slice(part.start, part.end))).toEqual(inner.ident);
      }
    }
    for (const child of lists(node)) check(child, text);
    at = node.span.end;
  }
  expect(text.slice(at, list.span.end).trim()).toBe('');
}

function lists(node: Node): ListNode[] {
  if (node.kind === 'if' || node.kind === 'range' || node.kind === 'with') {
    return [node.list, ...(node.elseList === null ? [] : [node.elseList])];
  }
  if (node.kind === 'define' || node.kind === 'template') return node.list === null ? [] : [node.list];
  return [];
}

describe('definitions', () => {
  const names = (text: string) => read(text).defines.map((tree) => `${tree.name}=${printNode(tree.root)}`);
  test.each([
    ['{{define "a"}}1{{end}}{{block "b" .}}2{{define "c"}}{{end}}', ['a=1']],
    ['{{block "b" .}}{{block "c" .}}2{{end}}1{{end}}', ['c=2', 'b={{template "c" .}}1']],
    ['{{define "a"}} {{end}}{{define "a"}}1{{end}}', ['a=1']],
    ['{{define "a"}}1{{end}}{{define "a"}} {{/* c */}}{{end}}', ['a=1']],
    ['{{define "a"}} {{end}}{{define "a"}}\n{{end}}', ['a=\n']],
    ['{{define "t.yaml"}}1{{end}} ', ['t.yaml=1']],
    ['{{define "t.yaml"}} {{end}}x', []],
  ])('%j', (text, expected) => {
    expect(names(text).slice(0, expected.length || 9)).toEqual(expected);
  });

  test.each([
    ['', true],
    [' \n\t\u00a0\u0085', true],
    ['{{/* c */}} {{define "x"}}y{{end}}', true],
    ['x', false],
    ['\ufeff', false],
    ['{{ .a }}', false],
    ['{{ if .a }}{{ end }}', false],
  ])('empty %j: %s', (text, expected) => {
    expect(isEmptyTree(read(text).main.root)).toBe(expected);
  });

  test('names are decoded, and say where they stand', () => {
    const [tree] = read('{{ define "a\\x41\\u00e9" }}x{{ end }}').defines;
    expect([tree?.name, tree?.nameSpan]).toEqual(['aAé', { start: 10, end: 23 }]);
  });
});

describe('depth and speed', () => {
  const nested = (depth: number) => read(`{{ ${'('.repeat(depth)}1${')'.repeat(depth)} }}`);
  test('ten thousand parentheses are fine, one more is not', () => {
    const { main, errors } = nested(10_000);
    expect(errors).toEqual([]);
    expect(printNode(main.root)).toBe(`{{${'('.repeat(10_000)}1${')'.repeat(10_000)}}}`);
    expect(nested(10_001).errors[0]?.message).toBe('max expression depth exceeded');
  });
  test('blocks nest without bound', () => {
    const text = `${'{{if 1}}'.repeat(50_000)}${'{{end}}'.repeat(50_000)}`;
    const { main, errors } = read(text);
    expect([errors, printNode(main.root).length]).toEqual([[], '{{if 1}}{{end}}'.length * 50_000]);
  });
  test.each([
    '{{',
    '{{ "',
    '{{ `\n',
    '{{\\"',
    '{{/*',
    '{{ /* ',
    '{{/* */ ',
    '{{ `x` "',
    '{{ .a.\n',
    '   {{-',
    '{{block "a" .}}',
  ])('a text of nothing but %j comes to an end', (piece) => {
    const text = piece.repeat(16_000);
    // A quadratic parser would run into the test's time limit; figures are in the bench, not here.
    expect(read(text).main.root.span.end).toBeLessThanOrEqual(text.length);
  });
});

test('constants carry their values', () => {
  const [action] = read('{{ f "a\\tb\\xc3\\xa9" `c\r\nd` 0x10 }}').main.root.nodes;
  const args = action?.kind === 'action' ? (action.pipe.cmds[0]?.args as OperandNode[]) : [];
  expect(
    args.slice(1).map((arg) => (arg.kind === 'string' ? arg.text : arg.kind === 'number' ? arg.int : arg.kind)),
  ).toEqual(['a\tbé', 'c\nd', 16n]);
});
