// Named templates of a release of which nothing was read: each question alone is answered as if all texts had been read.

import { describe, expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { mayComputeNames, mayWrite } from '../documents/written-words.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { chartTreeUnder } from './charts.ts';
import { templateWords } from './occurrences/reads.ts';
import { callersOf, dotOfTemplate, embeddedIn, templateIndex } from './templates.ts';
import { possibleKey } from './value.ts';

const PADDING = Array.from({ length: 12 }, (_, i) => `-- app/templates/pad${i}.yaml --\nplain: {{ .Values.pad }}`);

const CHART = `
-- app/Chart.yaml --
name: app
version: 1.0.0
dependencies: [{name: sub, version: 1.0.0, alias: other}]
-- app/values.yaml --
text: '{{ include "app.fromText" (dict "port" .Values.port) }} {{ .Values.deep.word }}'
quoted: "{{ include \\"app.fromQuoted\\" . }}"
unused: '{{ include "app.notReached" . }}'
port: 1
deep: {word: x}
# {{ include "app.comment" . }}
-- app/files/page.txt --
{{ include "app.fromFile" .Values.deep }} {{ include "app.fromText" . }}
-- app/README.md --
You may include what you like: {{ include "app.readme" . }}
-- app/templates/_helpers.tpl --
{{ define "app.fromText" }}{{ .port }}{{ end }}
{{ define "app.fromQuoted" }}{{ .Values.port }}{{ end }}
{{ define "app.fromFile" }}{{ .word }}{{ end }}
{{ define "app.fromString" }}{{ .Values.port }}{{ end }}
{{ define "app.notReached" }}{{ .Values.port }}{{ end }}
{{ define "app.comment" }}{{ .Values.port }}{{ end }}
{{ define "app.readme" }}{{ .Values.port }}{{ end }}
{{ define "app.computed" }}{{ .Values.deep.word }}{{ end }}
{{ define "app.\\x65scaped" }}{{ .Values.port }}{{ end }}
{{ define "app.outer" }}{{ include "app.inner" (dict "ctx" . "port" .Values.port) }}{{ end }}
{{ define "app.inner" }}{{ .ctx.Values.deep.word }}{{ .port }}{{ end }}
{{ define "app.none" }}{{ .ctx.Values.port }}{{ end }}
{{ define "twice" }}one{{ end }}
-- app/templates/all.yaml --
a: {{ tpl .Values.text . }}{{ tpl .Values.quoted . }}{{ tpl (.Files.Get "files/page.txt") $ }}
b: {{ tpl "{{ include \\"app.fromString\\" . }}" . }}
-- app/templates/more.yaml --
c: {{ include (printf "%s.computed" .Chart.Name) . }}{{ include "app.outer" . }}
d: {{ include "app.escaped" . }}{{ template "twice" . }}
sum: {{ include (print $.Template.BasePath "/all.yaml") . | sha256sum }}
-- app/templates/broken.yaml --
e: {{ include "app.inner" (dict "port" 1 "ctx" $) }}{{ include "app.outer
f: {{ if .Values.port }}{{ include "app.fromFile" .Values.deep
-- app/charts/sub/Chart.yaml --
name: sub
version: 1.0.0
-- app/charts/sub/values.yaml --
text: '{{ .Values.word }}'
-- app/charts/sub/templates/_x.tpl --
{{ define "twice" }}two{{ end }}
{{ define "sub.name" }}{{ .Values.word }}{{ end }}
-- app/charts/sub/templates/a.yaml --
{{ include "sub.name" . }}{{ include "app.inner" (dict "ctx" .) }}{{ tpl .Values.text . }}
`;

const OPEN = '-- app/templates/open.yaml --\n{{ include .Values.deep.word . }}';
const OPEN_TEXT = '-- app/extra-values.yaml --\ntext: x';
const OPEN_FILE = '-- app/files/page.txt --\n{{ include .word . }}';

const NAMES =
  'app.fromText app.fromQuoted app.fromFile app.fromString app.notReached app.comment app.readme app.computed app.escaped app.outer app.inner app.none twice sub.name nowhere'.split(
    ' ',
  );

function treeOf(text: string) {
  const { snapshot } = fixture(text);
  return { snapshot, tree: chartTreeUnder(snapshot, `${FIXTURE_ROOT}/app`) };
}

type Question = (snapshot: Snapshot, tree: ReturnType<typeof treeOf>['tree']) => unknown;

const ABOUT: Readonly<Record<string, (name: string) => Question>> = {
  dot: (name) => (snapshot, tree) => possibleKey(dotOfTemplate(snapshot, tree, name, tree.root)),
  sites: (name) => (snapshot, tree) =>
    templateIndex(snapshot, tree)
      .sitesOf(name)
      .map(({ file, body }) => `${file.uri} ${body.span.start}`),
  callers: (name) => (snapshot, tree) =>
    callersOf(snapshot, tree, name).map(
      ({ file, call, data }) => `${file.uri} ${call.span.start} ${possibleKey(data)}`,
    ),
  calls: (name) => (snapshot, tree) =>
    templateIndex(snapshot, tree)
      .callsOf(name)
      .map(({ file, call }) => `${file.uri} ${call.span.start}`),
};

const WORDS = ['word', 'port', 'ctx', 'text', 'Name', 'pad', 'nowhere'];
const ALONE: Readonly<Record<string, Question>> = {
  names: (snapshot, tree) => templateIndex(snapshot, tree).names(),
  computed: (snapshot, tree) => templateIndex(snapshot, tree).hasComputedCalls,
  ...Object.fromEntries(
    WORDS.map((word): [string, Question] => [
      `word ${word}`,
      (snapshot, tree) =>
        templateWords(snapshot, tree, word).map(
          ({ file, name, base }) => `${file.uri} ${name.span.start} ${possibleKey(base)}`,
        ),
    ]),
  ),
};

const QUESTIONS = {
  ...ALONE,
  ...Object.fromEntries(
    Object.entries(ABOUT).flatMap(([about, ask]) => NAMES.map((name) => [`${about} ${name}`, ask(name)] as const)),
  ),
};

describe('a question alone', () => {
  const open = [
    CHART,
    `${CHART}${OPEN}`,
    CHART.replace(/-- app\/files\/page.txt --\n.*/, OPEN_FILE),
    CHART + OPEN_TEXT,
  ];
  test.each(open.map((text, i) => [i, [text, ...PADDING].join('\n')] as const))(
    'has the answer of all (%i)',
    (_, text) => {
      const read = treeOf(text);
      expect(embeddedIn(read.snapshot, read.tree).length).toBeGreaterThan(2);
      for (const [title, ask] of Object.entries(QUESTIONS)) {
        const fresh = treeOf(text);
        expect([title, ask(fresh.snapshot, fresh.tree)]).toEqual([title, ask(read.snapshot, read.tree)]);
      }
    },
  );

  test('and all of them one after another', () => {
    const text = [CHART, ...PADDING].join('\n');
    const [fresh, read] = [treeOf(text), treeOf(text)];
    embeddedIn(read.snapshot, read.tree);
    const answers = ({ snapshot, tree }: typeof read) => Object.values(QUESTIONS).map((ask) => ask(snapshot, tree));
    expect(answers(fresh)).toEqual(answers(read));
  });
});

describe('what a text may say', () => {
  test.each([
    ['{{ include "a.b" . }}', false],
    ['{{include "a.b" .}}', false],
    ['{{ (include `a.b` .) }}', false],
    ['text: "{{ include \\"a.b\\" . }}"', false],
    ['{{ include (print $.Template.BasePath "/x.yaml") . }}', false],
    ['{{ define "x" }}{{ include (print $.Template.BasePath "/x.yaml") . }}{{ end }}', true],
    ['{{ include (print .Template.BasePath "/x.yaml") . }}', true],
    ['{{ include $name . }}', true],
    ['{{ include (printf "%s" .x) . }}', true],
    ['{{ include "a.b', true],
    ['{{ include "a.b".c . }}', true],
    ['{{ include "a\\x62" . }}', true],
    ['{{ .Values.x }}', false],
  ])('%s computes names: %s', (text, may) => expect(mayComputeNames(text)).toBe(may));

  test.each([
    ['{{ include "a.b" . }}', 'a.b', true],
    ['{{ include "a.b" . }}', 'a.c', false],
    ['{{ include "a.\\x62" . }}', 'a.b', true],
    ['x', 'a "b', true],
    ['é', 'é', true],
  ])('%s writes %s: %s', (text, word, may) => expect(mayWrite(text, word)).toBe(may));
});
