// The part of a release that sees a value: what is found there is what the whole release says of it.

import { describe, expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';
import { chartAt, chartTreeUnder } from '../charts.ts';
import { usesIn } from '../occurrences.ts';
import { partOfRelease } from '../release-part.ts';
import { addressesOf } from './addresses.ts';
import { seenIn } from './reach.ts';
import { templateWords } from './reads.ts';
import { takingsOf } from './release-flows.ts';

const RELEASE = `
-- app/Chart.yaml --
name: app
version: 1.0.0
dependencies: [{name: one, version: 1.0.0}, {name: two, version: 1.0.0}, {name: lib, version: 1.0.0}]
-- app/values.yaml --
own: {word: 1}
which: labels
text: '{{ include "lib.fromText" . }}'
one: {word: 2}
global: {word: 3}
-- app/files/page.txt --
{{ include "lib.fromFile" . }}
-- app/templates/a.yaml --
a: {{ .Values.own.word }}{{ include "lib.shared" . }}{{ include "lib.dict" (dict "from" .Values.own) }}
b: {{ toYaml .Values.own }}{{ toYaml .Values.one }}
-- app/templates/_helpers.tpl --
{{ define "app.onlyFromTwo" }}{{ .Values.own.word }}{{ end }}
{{ define "app.nobody" }}{{ .Values.own.word }}{{ toYaml .Values.own }}{{ end }}
-- app/charts/lib/Chart.yaml --
name: lib
version: 1.0.0
-- app/charts/lib/templates/_lib.tpl --
{{ define "lib.shared" }}{{ .Values.own.word }}{{ .Values.global.word }}{{ toYaml .Values.own }}{{ end }}
-- app/charts/lib/templates/_dict.tpl --
{{ define "lib.dict" }}{{ .from.word }}{{ range .from }}{{ . }}{{ end }}{{ end }}
-- app/charts/lib/templates/_text.tpl --
{{ define "lib.fromText" }}{{ .Values.own.word }}{{ end }}
-- app/charts/lib/templates/_file.tpl --
{{ define "lib.fromFile" }}{{ .Values.own.word }}{{ end }}
-- app/charts/lib/templates/_escaped.tpl --
{{ define "lib.escaped" }}{{ .Values.own.word }}{{ end }}
-- app/charts/lib/templates/_odd.tpl --
{{ define "lib odd/name" }}{{ .Values.own.word }}{{ end }}
-- app/charts/lib/templates/_labels.tpl --
{{ define "lib.labels" }}{{ .Values.own.word }}{{ end }}
-- app/charts/one/Chart.yaml --
name: one
version: 1.0.0
-- app/charts/one/values.yaml --
own: {word: 4}
word: 5
text: '{{ .Values.own.word }}{{ .Values.word }}'
-- app/charts/one/templates/a.yaml --
{{ .Values.word }}{{ .Values.own.word }}{{ include "lib.shared" . }}{{ include "lib.dict" (dict "from" .Values) }}
{{ merge .Values.own .Values.global | toYaml }}{{ tpl .Values.text . }}
-- app/charts/two/Chart.yaml --
name: two
version: 1.0.0
-- app/charts/two/values.yaml --
own: {word: 6}
-- app/charts/two/templates/a.yaml --
{{ .Values.own.word }}{{ include "app.onlyFromTwo" . }}{{ include "lib.shared" . }}{{ toYaml .Values }}
`;

const MORE: Readonly<Record<string, string>> = {
  plain: '',
  text: '{{ tpl .Values.text . }}',
  'text of a neighbour': '{{ tpl .Values.one.text . }}',
  file: '{{ tpl (.Files.Get "files/page.txt") . }}',
  escaped: '{{ include "lib.\\x65scaped" . }}',
  odd: '{{ include "lib odd/name" . }}',
  string: '{{ tpl "{{ include \\"lib.fromText\\" . }}" . }}',
  computed: '{{ include (printf "lib.%s" .Values.which) . }}',
  anything: '{{ include .Values.which . }}',
  'a file by its name': '{{ include (print $.Template.BasePath "/a.yaml") . }}',
};

const VALUES = [
  ['app', ['own', 'word']],
  ['app', ['one', 'word']],
  ['app', ['one', 'own', 'word']],
  ['app', ['global', 'word']],
  ['app/charts/one', ['word']],
  ['app/charts/two', ['own', 'word']],
  ['app/charts/lib', ['own', 'word']],
] as const;

function treeOf(more: string) {
  const { snapshot } = fixture(`${RELEASE}-- app/templates/more.yaml --\n${more}`);
  return { snapshot, tree: chartTreeUnder(snapshot, `${FIXTURE_ROOT}/app`) };
}

function told({ snapshot, tree }: ReturnType<typeof treeOf>, [folder, path]: (typeof VALUES)[number], isPart: boolean) {
  const chart = chartAt(tree, `${FIXTURE_ROOT}/${folder}`) ?? tree.root;
  const addresses = addressesOf(tree, { chart, path });
  if (!isPart) templateWords(snapshot, tree, 'word');
  const takings = takingsOf(snapshot, isPart ? seenIn(snapshot, tree, addresses) : tree, addresses);
  return [
    ...usesIn(snapshot, tree, addresses).map(({ file, span, word }) => {
      const values = word.values.map((value) => `${value.chart.folder} ${value.path.map(String).join('.')}`);
      return `${file.uri} ${span.start} ${values.join()}`;
    }),
    ...takings.map(({ file, flow, holds }) => `${file.uri} ${flow.span.start} ${flow.kind} ${holds}`),
  ];
}

describe('a part says what the whole says', () => {
  test.each(Object.entries(MORE))('%s', (_, more) => {
    for (const value of VALUES) expect(told(treeOf(more), value, true)).toEqual(told(treeOf(more), value, false));
  });
});

test('neighbours are left out, and what they alone call', () => {
  const { snapshot, tree } = treeOf('');
  const seen = seenIn(snapshot, tree, [{ chart: tree.root, path: ['own', 'word'] }]);
  const names = [...(partOfRelease(seen)?.texts ?? [])].map(({ uri }) => uri.slice(FIXTURE_ROOT.length + 1)).sort();
  expect(names).toEqual([
    'app/charts/lib/templates/_dict.tpl',
    'app/charts/lib/templates/_lib.tpl',
    'app/charts/lib/templates/_odd.tpl',
    'app/templates/_helpers.tpl',
    'app/templates/a.yaml',
    'app/templates/more.yaml',
  ]);
});
