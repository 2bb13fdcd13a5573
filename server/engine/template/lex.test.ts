// The lexer: tokens of whole and of broken templates, trimming, and that no character is lost.

import { describe, expect, test } from 'vitest';
import { lex } from './lex.ts';

/** `kind:text` for each token, the short kinds without their text. */
function words(text: string): string {
  return lex(text)
    .map((word) => `${word.kind}:${text.slice(word.start, word.end)}`.replaceAll('\n', '↵').replace(/^space:\s+$/, '_'))
    .join(' ');
}

describe('tokens', () => {
  test.each([
    ['', ''],
    ['a: 1', 'text:a: 1'],
    ['{{.a.b}}', 'leftDelim:{{ field:.a field:.b rightDelim:}}'],
    ['{{ . }}', 'leftDelim:{{ _ dot:. _ rightDelim:}}'],
    ['{{$}}{{$x.y}}', 'leftDelim:{{ variable:$ rightDelim:}} leftDelim:{{ variable:$x field:.y rightDelim:}}'],
    ['{{$v := 3|f}}', 'leftDelim:{{ variable:$v _ declare::= _ number:3 pipe:| identifier:f rightDelim:}}'],
    ['{{$v = nil}}', 'leftDelim:{{ variable:$v _ assign:= _ nil:nil rightDelim:}}'],
    ['{{if true}}', 'leftDelim:{{ if:if _ bool:true rightDelim:}}'],
    [
      '{{(f "a\\"b" `r\nw`)}}',
      'leftDelim:{{ leftParen:( identifier:f _ string:"a\\"b" _ rawString:`r↵w` rightParen:) rightDelim:}}',
    ],
    ["{{'x' '\\''}}", "leftDelim:{{ charConstant:'x' _ charConstant:'\\'' rightDelim:}}"],
    [
      '{{1 -2.5 .5 0x1F 1e3 1_0 2i 1+2i}}',
      'leftDelim:{{ number:1 _ number:-2.5 _ number:.5 _ number:0x1F _ number:1e3 _ number:1_0 _ number:2i _ complex:1+2i rightDelim:}}',
    ],
    ['{{été 日本}}', 'leftDelim:{{ identifier:été _ identifier:日本 rightDelim:}}'],
    ['{{,@}}', 'leftDelim:{{ char:, char:@ rightDelim:}}'],
    ['x {.}} y', 'text:x {.}} y'],
    ['{{"{{"}}', 'leftDelim:{{ string:"{{" rightDelim:}}'],
  ])('%j', (text, expected) => {
    expect(words(text)).toBe(expected);
  });
});

describe('trimming and comments', () => {
  test.each([
    ['a \r\n\t{{- 1 -}}\n b', 'text:a leftDelim:{{- number:1 rightDelim:-}} text:b'],
    ['a\u00a0{{- 1 }}', 'text:a\u00a0 leftDelim:{{- number:1 _ rightDelim:}}'],
    ['a {{-1}}', 'text:a  leftDelim:{{ number:-1 rightDelim:}}'],
    ['{{-\n1\n-}}', 'leftDelim:{{- number:1 rightDelim:-}}'],
    ['{{1  -}} x', 'leftDelim:{{ number:1 _ rightDelim:-}} text:x'],
    [' {{- /* c */ -}} x', 'comment:{{- /* c */ -}} text:x'],
    ['a{{/* }} {{ */}}b', 'text:a comment:{{/* }} {{ */}} text:b'],
    ['a{{/* c', 'text:a error:{{/* c'],
    ['{{/* c */ }}x', 'error:{{/* c */ }} text:x'],
    ['{{/* c\r\nx: {{ .a }}', 'error:{{/* c text:\r↵x:  leftDelim:{{ _ field:.a _ rightDelim:}}'],
  ])('%j', (text, expected) => {
    expect(words(text)).toBe(expected);
  });
});

describe('what is broken', () => {
  test.each([
    ['{{ .a-b | f }}', 'leftDelim:{{ _ error:.a-b _ pipe:| _ identifier:f _ rightDelim:}}', "bad character U+002D '-'"],
    ['{{ 1x }}', 'leftDelim:{{ _ error:1x _ rightDelim:}}', 'bad number syntax: "1x"'],
    ['{{ 1- }}', 'leftDelim:{{ _ error:1- _ rightDelim:}}', 'bad number syntax: "1-"'],
    ['{{ f "a }}b', 'leftDelim:{{ _ identifier:f _ error:"a _ rightDelim:}} text:b', 'unterminated quoted string'],
    ['{{ "a\nb', 'leftDelim:{{ _ error:"a text:↵b', 'unterminated quoted string'],
    ['{{ `a }}', 'leftDelim:{{ _ error:`a _ rightDelim:}}', 'unterminated raw quoted string'],
    ["{{ 'a }}", "leftDelim:{{ _ error:'a _ rightDelim:}}", 'unterminated character constant'],
    ['{{ “a }}', 'leftDelim:{{ _ error:“ identifier:a _ rightDelim:}}', "unrecognized character in action: U+201C '“'"],
    ['{{ \u0001 }}', 'leftDelim:{{ _ error:\u0001 _ rightDelim:}}', 'unrecognized character in action: U+0001'],
    ['{{ : }}', 'leftDelim:{{ _ error:: _ rightDelim:}}', 'expected :='],
    ['{{ 1) }}', 'leftDelim:{{ _ number:1 error:) _ rightDelim:}}', 'unexpected right paren'],
  ])('%j', (text, expected, message) => {
    expect(words(text)).toBe(expected);
    expect(lex(text).find((word) => word.kind === 'error')?.message).toBe(message);
  });

  test('an action without its end stops at the end of the line, or at the next one', () => {
    expect(words('a: {{ .b\nc: 1')).toBe('text:a:  leftDelim:{{ _ field:.b text:↵c: 1');
    expect(words('a: {{ .b c: {{ .d }}')).toBe(
      'text:a:  leftDelim:{{ _ field:.b _ error:c: _ leftDelim:{{ _ field:.d _ rightDelim:}}'.replace(
        'error:c: _',
        'identifier:c error:: _',
      ),
    );
  });
});

test('tokens lie in order, and only trimmed white space between them', () => {
  const pieces = [
    '{{',
    '}}',
    '{{- ',
    ' -}}',
    ' ',
    '\n',
    'a',
    '"',
    '`',
    '.b',
    '(',
    ')',
    '/*',
    '*/',
    '$x',
    '1',
    '-',
    '|',
    '“',
    "'",
    '\\',
  ];
  let seed = 7;
  for (let round = 0; round < 3000; round++) {
    let text = '';
    for (let i = 0; i < 14; i++) {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      text += pieces[seed % pieces.length];
    }
    let at = 0;
    for (const word of lex(text)) {
      expect(text.slice(at, word.start).trim()).toBe('');
      expect(word.end).toBeGreaterThan(word.start);
      expect(word.start).toBeGreaterThanOrEqual(at);
      at = word.end;
    }
    expect(text.slice(at).trim()).toBe('');
  }
});
