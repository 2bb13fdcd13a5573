// Charts that would never end, or fill the memory: each is stopped with a sentence, and its neighbour renders.

import { expect, test } from 'vitest';
import { capabilities } from '../chart/capabilities.ts';
import { coalesceValues } from '../chart/coalesce.ts';
import { processDependencies } from '../chart/dependencies.ts';
import { loadChart } from '../chart/load.ts';
import { PROFILES } from '../chart/profile.ts';
import { stillEnvironment } from '../template/environment.ts';
import { GoMap } from '../values/value.ts';
import { type EngineOptions, renderTemplates } from './engine.ts';
import { DEFAULT_RELEASE } from './release.ts';
import { valuesMap } from './scope.ts';

const LIMITS = { steps: 200_000, output: 100_000 };

/** Renders the template beside a harmless one: the limit's message with its line, or the beginning of the output. */
function outcome(template: string, options: Partial<EngineOptions> = {}): string {
  const file = (path: string, text: string) => ({ path, text, source: path });
  const files = [
    file('Chart.yaml', 'apiVersion: v2\nname: c\nversion: 0.1.0\n'),
    file('values.yaml', 'a: &a [1, 2]\n'),
    file('templates/a.txt', template),
    file('templates/b.txt', 'good'),
  ];
  const profile = PROFILES[4];
  const warn = () => {};
  const { chart: loaded } = loadChart(files, { profile });
  if (loaded === undefined) throw new Error('the chart does not load');
  const chart = processDependencies(loaded, new GoMap(), profile, warn);
  const values = valuesMap(coalesceValues(chart, new GoMap(), profile, warn), profile);
  const result = renderTemplates(chart, values, {
    profile,
    env: stillEnvironment(),
    release: DEFAULT_RELEASE,
    capabilities: capabilities(profile),
    trace: true,
    tolerant: true,
    limits: LIMITS,
    ...options,
  });
  const [own, neighbour] = [...result.files].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (neighbour?.output.text !== 'good') throw new Error('the neighbour does not render');
  const error = own?.error;
  if (error === undefined) return (own?.output.text ?? '').slice(0, 20);
  return `${error.code} at ${error.span ? template.slice(error.span.start, error.span.end).slice(0, 40) : '?'}: ${error.message}`;
}

const STEPS = 'stopped: the template takes more than 200000 steps';
const tooLong = (maker: string) => `stopped: ${maker} makes a text of more than 100000 characters`;

test.each([
  ['a range over a large number', '{{ range 1000000000 }}{{ end }}', STEPS],
  [
    'a range that goes on in helpers',
    '{{ define "x" }}x{{ end }}{{ range until 9000 }}{{ range until 9000 }}{{ template "x" }}{{ end }}{{ end }}',
    STEPS,
  ],
  [
    'includes that call each other twice',
    '{{ define "x" }}{{ if gt . 0 }}{{ include "x" (sub . 1 | int) }}{{ include "x" (sub . 1 | int) }}{{ end }}{{ end }}{{ include "x" 40 }}',
    STEPS,
  ],
  [
    'tpl that unfolds itself',
    '{{ $t := "{{ range until 99 }}{{ tpl $.t $ }}{{ end }}" }}{{ tpl $t (dict "t" $t) }}',
    STEPS,
  ],
  ['until', '{{ until 1000000000 }}', STEPS],
  ['untilStep', '{{ untilStep 0 1000000000 1 }}', STEPS],
  ['seq', '{{ seq 1000000000 }}', STEPS],
  [
    'a list in lists',
    '{{ $x := list 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}{{ $x | toJson | len }}',
    tooLong('JSON'),
  ],
  [
    'a list in lists, printed',
    '{{ $x := list 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}{{ $x }}',
    'stopped: print makes a text of more than 100000 characters',
  ],
  [
    'a list in lists, compared',
    '{{ $x := list 1 }}{{ $y := list 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ $y = list $y $y }}{{ end }}{{ deepEqual $x $y }}',
    STEPS,
  ],
  [
    'a list in lists, copied',
    '{{ $x := list 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}{{ $_ := deepCopy $x }}',
    STEPS,
  ],
  [
    'a dict in dicts, merged',
    '{{ $x := dict }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}{{ $_ := merge (deepCopy $x) $x }}',
    STEPS,
  ],
  [
    'a dict in dicts as YAML',
    '{{ $x := dict }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}{{ toYaml $x | len }}',
    tooLong('toYaml'),
  ],
  [
    'a dict in dicts as TOML',
    '{{ $x := dict "z" 1 }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}{{ toToml $x | len }}',
    tooLong('toToml'),
  ],
  [
    'a dict in dicts, quoted',
    '{{ $x := dict }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}{{ quote $x | len }}',
    tooLong('print'),
  ],
  ['slow hashes', '{{ range until 5 }}{{ bcrypt "x" }}{{ end }}', STEPS],
  ['an expression on a long text', '{{ $x := repeat 90000 "x" }}{{ regexMatch "(?:a?){500}a{500}" $x }}', STEPS],
  [
    'a search in a long text, again and again',
    '{{ $x := repeat 90000 "x" }}{{ range until 1000 }}{{ if contains "y" $x }}{{ end }}{{ end }}',
    STEPS,
  ],
  ['repeat', '{{ repeat 1000000000 "x" }}', tooLong('repeat')],
  ['repeat of what would fit nowhere', '{{ repeat 1000000000000 "x" }}', tooLong('repeat')],
  ['indent', '{{ indent 1000000000 "x" }}', tooLong('indent')],
  ['indent of many lines', '{{ repeat 9000 "\\n" | nindent 9000 }}', tooLong('nindent')],
  ['replace', '{{ $x := repeat 9000 "x" }}{{ replace "x" $x $x }}', tooLong('replace')],
  ['join', '{{ join (repeat 9000 "x") (until 9000) }}', tooLong('join')],
  ['cat', '{{ $x := repeat 90000 "x" }}{{ cat $x $x }}', tooLong('cat')],
  ['wrapWith', '{{ $x := repeat 9000 "x" }}{{ wrapWith 1 $x $x }}', tooLong('wrapWith')],
  ['regexReplaceAll', '{{ $x := repeat 9000 "x" }}{{ regexReplaceAll "x" $x $x }}', tooLong('regexReplaceAll')],
  ['quotes in quotes', '{{ $x := "\\\\" }}{{ range until 60 }}{{ $x = quote $x }}{{ end }}', tooLong('quote')],
  ['printf', '{{ printf "%999999d" 1 }}', tooLong('print')],
  ['many printf', '{{ printf (repeat 9000 "%99d") }}', tooLong('print')],
  ['randAlphaNum', '{{ randAlphaNum 1000000000 }}', tooLong('randAlphaNum')],
  ['randBytes', '{{ randBytes 1000000000 }}', tooLong('randBytes')],
  ['an include in itself', '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}', ''],
  [
    'output',
    '{{ range until 9000 }}0123456789abcdef{{ end }}',
    'stopped: the template writes more than 100000 characters',
  ],
])('%s', (_name, template, message) => {
  const told = outcome(template);
  if (message === '') expect(told).not.toContain('good');
  else {
    expect(told).toMatch(/^template-limit at \S/);
    expect(told.slice(told.indexOf(': ') + 2)).toBe(message);
  }
});

test.each([
  ['{{ printf "%1000000000d" 1 }}', '%!(NOVERB)%!(EXTRA i'],
  ['{{ substr 0 1000000000000 "abc" }}{{ trunc 1000000000000 "abc" }}', 'abcabc'],
  ['{{ abbrev 1000000000000 "abc" }}{{ wrap 1000000000000 "abc" }}', 'abcabc'],
  ['{{ round 1.5 1000000000 }}', 'NaN'],
  ['{{ getHostByName "localhost" }}{{ lookup "v1" "Pod" "" "" }}', 'map[]'],
])('harmless: %s', (template, output) => {
  expect(outcome(template)).toBe(output);
});

test('what is skipped has its error, and nothing of it runs', () => {
  const skip = new Map([['c/templates/a.txt', 'stopped after 10 s']]);
  expect(outcome('{{ fail "it ran" }}', { skip })).toBe('template-limit at ?: stopped after 10 s');
});

test('files are asked for by name before they are rendered', () => {
  const asked: (string | undefined)[] = [];
  const stop = (name: string | undefined) => {
    asked.push(name);
    return false;
  };
  expect(outcome('own', { stop })).toBe('own');
  expect(asked).toEqual(['c/templates/b.txt', 'c/templates/a.txt', undefined]);
});
