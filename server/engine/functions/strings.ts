// Sprig's functions that cut, join, search, indent and quote texts.

import { byteLength, byteSlice, rejoin, runes } from '../text/bytes.ts';
import { toStr } from '../values/convert.ts';
import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import { makeText } from '../values/meter.ts';
import { quoteGo } from '../values/quote.ts';
import { GoBytes, GoMap, GoObject, GoSlice, Int, isNothing, sliceOf, type Value } from '../values/value.ts';
import { runesToText } from './case-runes.ts';
import { group } from './define.ts';
import {
  contains,
  hasPrefix,
  hasSuffix,
  repeat,
  replaceAll,
  split,
  trimPrefix,
  trimRunes,
  trimSpace,
  trimSuffix,
} from './strings-bytes.ts';
import { abbreviate, abbreviateBoth, wrap } from './strings-wrap.ts';

export const stringFunctions = group('strings', [
  {
    name: 'trim',
    params: ['text:string'],
    result: 'string',
    doc: 'The text without white space at both ends.',
    examples: [{ template: '[{{ trim "  a b\\n" }}]', output: '[a b]' }],
    call: ([text]) => trimSpace(text as string),
  },
  {
    name: 'trimAll',
    aliases: ['trimall'],
    params: ['chars:string', 'text:string'],
    result: 'string',
    doc: 'The text without any of the given characters at both ends.',
    examples: [{ template: '{{ trimAll "$/" "$/5.00/" }}', output: '5.00' }],
    call: ([chars, text]) => trimRunes(text as string, chars as string),
  },
  {
    name: 'trimPrefix',
    params: ['prefix:string', 'text:string'],
    result: 'string',
    doc: 'The text without the prefix, if it has it; taken off once only.',
    examples: [{ template: '{{ trimPrefix "v" "v1.2" }} {{ "vv1" | trimPrefix "v" }}', output: '1.2 v1' }],
    call: ([prefix, text]) => trimPrefix(text as string, prefix as string),
  },
  {
    name: 'trimSuffix',
    params: ['suffix:string', 'text:string'],
    result: 'string',
    doc: 'The text without the suffix, if it has it; taken off once only. Often used as `trunc 63 | trimSuffix "-"` for names.',
    examples: [{ template: '{{ "my-name-" | trimSuffix "-" }}', output: 'my-name' }],
    call: ([suffix, text]) => trimSuffix(text as string, suffix as string),
  },
  {
    name: 'repeat',
    params: ['count:int', 'text:string'],
    result: 'string',
    doc: 'The text so many times. A negative count fails.',
    examples: [{ template: '{{ repeat 3 "ab" }}', output: 'ababab' }],
    call: ([count, text]) => repeat(text as string, count as bigint),
  },
  {
    name: 'substr',
    params: ['start:int', 'end:int', 'text:string'],
    result: 'string',
    doc: 'The bytes from `start` up to `end`. A negative start means from the beginning, a negative or too large end means to the end of the text. A start behind the end fails.',
    examples: [
      { template: '{{ substr 0 5 "hello world" }}', output: 'hello' },
      { template: '{{ substr 6 -1 "hello world" }}', output: 'world' },
    ],
    call: ([start, end, text]) => substring(start as bigint, end as bigint, text as string),
  },
  {
    name: 'trunc',
    params: ['length:int', 'text:string'],
    result: 'string',
    doc: 'At most so many bytes of the text: the first ones, or with a negative number the last ones. Names in Kubernetes are cut with `trunc 63`. A character of several bytes may be cut in half.',
    examples: [
      { template: '{{ trunc 5 "hello world" }}', output: 'hello' },
      { template: '{{ trunc -5 "hello world" }}', output: 'world' },
    ],
    call: ([length, text]) => truncate(length as bigint, text as string),
  },
  {
    name: 'abbrev',
    params: ['width:int', 'text:string'],
    result: 'string',
    doc: 'The text shortened to so many bytes, the last three of them an ellipsis `...`. A width below 4 leaves the text alone.',
    examples: [{ template: '{{ abbrev 8 "hello world" }}', output: 'hello...' }],
    call: ([width, text]) => abbreviate(text as string, width as bigint),
  },
  {
    name: 'abbrevboth',
    params: ['left:int', 'right:int', 'text:string'],
    result: 'string',
    doc: 'A part of the text, `right` bytes wide, that begins near byte `left`, with an ellipsis `...` at each end where something was cut.',
    examples: [{ template: '{{ abbrevboth 5 10 "1234 5678 9123" }}', output: '...5678...' }],
    call: ([left, right, text]) => abbreviateBoth(text as string, left as bigint, right as bigint),
  },
  {
    name: 'wrap',
    params: ['width:int', 'text:string'],
    result: 'string',
    doc: 'Breaks the text into lines of at most so many bytes, at spaces; longer words stay whole. Line breaks that the text has already are not counted.',
    examples: [{ template: '{{ wrap 7 "one two three" }}', output: 'one two\nthree' }],
    call: ([width, text]) => wrap('wrap', text as string, width as bigint, '\n', false),
  },
  {
    name: 'wrapWith',
    params: ['width:int', 'separator:string', 'text:string'],
    result: 'string',
    doc: 'Breaks the text as `wrap` does, but with a separator of your own (a line break when it is empty), and cuts words that are longer than the width.',
    examples: [{ template: '{{ wrapWith 5 "|" "one twothree" }}', output: 'one|twoth|ree' }],
    call: ([width, separator, text]) =>
      wrap('wrapWith', text as string, width as bigint, (separator as string) || '\n', true),
  },
  {
    name: 'contains',
    params: ['part:string', 'text:string'],
    result: 'bool',
    doc: 'Whether the text contains the part. The part comes first, the text last.',
    examples: [{ template: '{{ contains "cat" "concatenate" }}', output: 'true' }],
    call: ([part, text]) => contains(text as string, part as string),
  },
  {
    name: 'hasPrefix',
    params: ['prefix:string', 'text:string'],
    result: 'bool',
    doc: 'Whether the text begins with the prefix.',
    examples: [{ template: '{{ "v1.2" | hasPrefix "v" }}', output: 'true' }],
    call: ([prefix, text]) => hasPrefix(text as string, prefix as string),
  },
  {
    name: 'hasSuffix',
    params: ['suffix:string', 'text:string'],
    result: 'bool',
    doc: 'Whether the text ends with the suffix.',
    examples: [{ template: '{{ hasSuffix ".yaml" "values.yaml" }}', output: 'true' }],
    call: ([suffix, text]) => hasSuffix(text as string, suffix as string),
  },
  {
    name: 'quote',
    params: ['values:any...'],
    result: 'string',
    doc: 'Each value as text in double quotes, escaped as Go does, joined by spaces; nil values are left out. Use it wherever YAML must see a string: `"true"`, `"8080"`. Large numbers from values files come out as `"1e+06"`.',
    examples: [
      {
        template: '{{ quote .Values.port }} {{ quote "say \\"hi\\"" }}',
        values: 'port: 8080',
        output: '"8080" "say \\"hi\\""',
      },
      { template: '{{ quote "a" .Values.nope true }}', output: '"a" "true"' },
    ],
    call: (args) =>
      joinGuarded(
        'quote',
        args.filter(isSomething).map((arg) => quoteGo(toStr(arg))),
        ' ',
      ),
  },
  {
    name: 'squote',
    params: ['values:any...'],
    result: 'string',
    doc: "Each value as text in single quotes, joined by spaces; nil values are left out. Nothing is escaped: a text with a `'` in it breaks the YAML.",
    examples: [{ template: '{{ squote "a" 1 }}', output: "'a' '1'" }],
    call: (args) =>
      joinGuarded(
        'squote',
        args.filter(isSomething).map((arg) => `'${formatValue(arg)}'`),
        ' ',
      ),
  },
  {
    name: 'cat',
    params: ['values:any...'],
    result: 'string',
    doc: 'The values as text, joined by spaces; nil values are left out, empty texts are not.',
    examples: [{ template: '{{ cat "a" 1 true }}', output: 'a 1 true' }],
    call: (args) => joinGuarded('cat', args.filter(isSomething).map(formatValue), ' '),
  },
  {
    name: 'indent',
    params: ['spaces:int', 'text:string'],
    result: 'string',
    doc: 'The text with so many spaces before each line, the first and empty ones included. A negative number fails.',
    examples: [{ template: '{{ indent 2 "a:\\n  b: 1" }}', output: '  a:\n    b: 1' }],
    call: ([spaces, text]) => indent('indent', spaces as bigint, text as string),
  },
  {
    name: 'nindent',
    params: ['spaces:int', 'text:string'],
    result: 'string',
    doc: 'A line break, then the text with so many spaces before each line. The usual end of `toYaml … | nindent 4`, written with `{{-` in front.',
    examples: [
      { template: 'labels:\n  {{- "a: 1\\nb: 2" | nindent 2 }}', output: 'labels:\n  a: 1\n  b: 2' },
      { template: '{{ toYaml .Values.env | nindent 2 }}', values: 'env: {A: "1"}', output: '\n  A: "1"' },
    ],
    call: ([spaces, text]) => `\n${indent('nindent', spaces as bigint, text as string)}`,
  },
  {
    name: 'replace',
    params: ['old:string', 'new:string', 'text:string'],
    result: 'string',
    doc: 'The text with each `old` in it replaced by `new`; no patterns. An empty `old` puts `new` around every character.',
    examples: [{ template: '{{ "a.b.c" | replace "." "-" }}', output: 'a-b-c' }],
    call: ([old, by, text]) => replaceAll(text as string, old as string, by as string),
  },
  {
    name: 'plural',
    params: ['one:string', 'many:string', 'count:int'],
    result: 'string',
    doc: 'The first text when the count is 1, else the second. The count must be an integer: `len` gives one, a number from a values file needs `int`.',
    examples: [{ template: '{{ len (list 1 2) | plural "host" "hosts" }}', output: 'hosts' }],
    call: ([one, many, count]) => (count === 1n ? one : many) as Value,
  },
  {
    name: 'join',
    params: ['separator:string', 'list:any'],
    result: 'string',
    doc: 'The elements of a list as text, with the separator between them; nil elements are left out. Anything else than a list is just made text.',
    examples: [
      { template: '{{ join "," .Values.hosts }}', values: 'hosts: [a, b]', output: 'a,b' },
      { template: '{{ list 1 true "x" | join "-" }}', output: '1-true-x' },
    ],
    call: ([separator, list]) => joinGuarded('join', textsOf(list as Value), separator as string),
  },
  {
    name: 'split',
    params: ['separator:string', 'text:string'],
    result: 'map[string]string',
    doc: 'The parts of the text between separators, as a map with the keys `_0`, `_1` …; a part that is not there is empty.',
    examples: [{ template: '{{ (split ":" "nginx:1.25")._1 }}', output: '1.25' }],
    call: ([separator, text]) => numbered(split(text as string, separator as string)),
  },
  {
    name: 'splitn',
    params: ['separator:string', 'count:int', 'text:string'],
    result: 'map[string]string',
    doc: 'Like `split`, but into at most so many parts; the last one holds the rest. A negative count means no limit.',
    examples: [{ template: '{{ (splitn "/" 2 "a/b/c")._1 }}', output: 'b/c' }],
    call: ([separator, count, text]) => numbered(split(text as string, separator as string, limitOf(count as bigint))),
  },
  {
    name: 'splitList',
    params: ['separator:string', 'text:string'],
    result: '[]string',
    doc: 'The parts of the text between separators, as a list. An empty separator splits into characters; an empty text gives one empty part.',
    examples: [{ template: '{{ range splitList "," "a,b" }}[{{ . }}]{{ end }}', output: '[a][b]' }],
    call: ([separator, text]) => sliceOf(split(text as string, separator as string), 'string'),
  },
  {
    name: 'toString',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as text, as `{{ }}` would print it; nil becomes `<nil>`, bytes become text.',
    examples: [
      { template: '{{ toString .Values.port | quote }}', values: 'port: 80', output: '"80"' },
      { template: '{{ toString nil }}', output: '<nil>' },
    ],
    call: ([value]) => toStr(value as Value),
  },
  {
    name: 'toStrings',
    params: ['list:any'],
    result: '[]string',
    doc: 'The elements of a list as texts; nil elements are left out. A single value becomes a list of one text.',
    examples: [{ template: '{{ toStrings (list 1 "a" true) | join "," }}', output: '1,a,true' }],
    call: ([list]) => stringSlice(list as Value),
  },
  {
    name: 'shuffle',
    params: ['text:string'],
    result: 'string',
    doc: 'The characters of the text in random order. Each render gives another order, so that it upsets upgrades.',
    call: ([text], call) => shuffle(text as string, (count) => call.env.random(count, call.place())),
  },
]);

function isSomething(value: Value): boolean {
  return !isNothing(value);
}

function truncate(length: bigint, text: string): string {
  // Not even as bytes can a text of so few units be too long, or long enough to lose its start.
  if (length >= 0n && BigInt(text.length) * 3n <= length) return text;
  const bytes = byteLength(text);
  const wanted = Number(length);
  if (wanted < 0) return bytes + wanted > 0 ? byteSlice(text, bytes + wanted, bytes) : text;
  return bytes > wanted ? byteSlice(text, 0, wanted) : text;
}

function substring(start: bigint, end: bigint, text: string): string {
  const bytes = BigInt(byteLength(text));
  if (start < 0n) {
    if (end < 0n) throw outOfRange(`[:${end}]`);
    if (end > bytes) throw outOfRange(`[:${end}] with length ${bytes}`);
    return byteSlice(text, 0, Number(end));
  }
  const to = end < 0n || end > bytes ? bytes : end;
  if (start > to) throw outOfRange(`[${start}:${to}]`);
  return byteSlice(text, Number(start), Number(to));
}

function outOfRange(range: string): GoError {
  return new GoError(`runtime error: slice bounds out of range ${range}`);
}

function indent(name: string, spaces: bigint, text: string): string {
  const pad = repeat(' ', spaces, name);
  if (!text.includes('\n')) return pad + text;
  const lines = text.split('\n');
  makeText(name, text.length + lines.length * pad.length);
  return pad + lines.join(`\n${pad}`);
}

function joinGuarded(name: string, texts: readonly string[], separator: string): string {
  if (texts.length === 1) return texts[0] as string;
  let size = separator.length * texts.length;
  for (const text of texts) size += text.length;
  makeText(name, size);
  return rejoin(texts.join(separator));
}

/** sprig's strslice: the texts of a list's elements, nil ones dropped; of anything else its own text. */
function textsOf(list: Value): string[] {
  if (isNothing(list)) return [];
  const inside = list instanceof GoObject ? (list.printed() ?? list) : list;
  if (inside instanceof GoSlice) return inside.items().filter(isSomething).map(toStr);
  if (list instanceof GoBytes) return Array.from(list.bytes, (byte) => toStr(new Int('uint8', BigInt(byte))));
  return [toStr(list)];
}

function stringSlice(list: Value): GoSlice {
  if (list instanceof GoSlice && list.type === '[]string') return list;
  return sliceOf(textsOf(list), 'string');
}

function numbered(parts: readonly string[]): GoMap {
  return new GoMap(new Map(parts.map((part, i) => [`_${i}`, part])), 'map[string]string', 'string');
}

/** A limit that a number can hold; beyond the length of any text they are all the same. */
function limitOf(count: bigint): number {
  return count < 0n ? -1 : Number(count);
}

function shuffle(text: string, random: (count: number) => Uint8Array): string {
  const list = runes(text);
  if (list.length < 2) return runesToText(list);
  const bytes = random(4 * list.length);
  for (let i = list.length - 1; i > 0; i--) {
    const at = 4 * i;
    const number =
      ((bytes[at] ?? 0) * 2 ** 24 +
        (bytes[at + 1] ?? 0) * 2 ** 16 +
        (bytes[at + 2] ?? 0) * 256 +
        (bytes[at + 3] ?? 0)) %
      (i + 1);
    const moved = list[i] as number;
    list[i] = list[number] as number;
    list[number] = moved;
  }
  return runesToText(list);
}
