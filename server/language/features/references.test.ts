// References, as `file:line: word`, declarations marked with `!`.

import { describe, expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { references } from './references.ts';

function found(text: string, options: FixtureOptions & { uses?: boolean } = {}): string[] | undefined {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  return references(read.snapshot, uri, offset, options.uses !== true)?.map(({ uri: at, span, isDeclaration }) => {
    const file = read.snapshot.files.get(at)?.text ?? '';
    const line = file.slice(0, span.start).split('\n').length;
    return `${at.slice(FIXTURE_ROOT.length + 1)}:${line}: ${file.slice(span.start, span.end)}${isDeclaration ? '!' : ''}`;
  });
}

const CHART = `
  -- Chart.yaml --
  name: app
  version: 1.0.0
  dependencies: [{name: db, version: 1.0.0, alias: store, condition: store.enabled}]
  -- values.yaml --
  # é
  # @param image.tag the tag
  image: {tag: v1}
  store: {enabled: true}
  hosts: [{name: a}, {name: b}]
  base: &base {size: 1}
  more: {<<: *base}
  -- values-prod.yaml --
  image: {tag: v2}
  -- values.schema.json --
  {"properties": {"image": {"required": ["tag"], "properties": {"tag": {}}}}}
  -- templates/_h.tpl --
  {{ define "img" }}{{ .img.tag }}{{ end }}
  -- templates/a.yaml --
  é: {{ .Values.image.tag }}{{ include "img" (dict "img" .Values.image) }}
  {{ range .Values.hosts }}{{ .name }}{{ $.Release.Name }}{{ end }}
  {{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x = 3 }}{{ $x }}
  {{ .Values.more.size }}{{ .Release.Name }}{{ template "img" . }}
  -- charts/db/Chart.yaml --
  name: db
  version: 1.0.0
  -- charts/db/values.yaml --
  enabled: false
  -- charts/db/templates/d.yaml --
  {{ .Values.enabled }}{{ .Release.Name }}
`;

/** The chart with the cursor in the first place that reads like this. */
function at(place: string): string {
  const plain = place.replace('█', '');
  if (!CHART.includes(plain)) throw new Error(`the chart has no ${plain}`);
  return CHART.replace(plain, place);
}

describe('references', () => {
  const tag = [
    'templates/_h.tpl:1: tag',
    'templates/a.yaml:1: tag',
    'values.yaml:3: tag!',
    'values-prod.yaml:1: tag!',
    'values.schema.json:1: tag!',
    'values.schema.json:1: tag',
    'values.yaml:2: tag',
  ];
  test.each([
    ['.Values.image.t█ag', tag],
    ['{t█ag: v1', tag],
    ['{tag█: v2', tag],
    ['required": ["t█ag"', tag],
    ['properties": {"t█ag"', tag],
    ['.img.█tag', tag],
    ['@param image.ta█g', tag],
    [
      'store.en█abled',
      [
        'charts/db/templates/d.yaml:1: enabled',
        'values.yaml:4: enabled!',
        'charts/db/values.yaml:1: enabled!',
        'Chart.yaml:3: enabled',
      ],
    ],
    ['{{ .na█me }}', ['templates/a.yaml:2: name', 'values.yaml:5: name!', 'values.yaml:5: name!']],
    ['{si█ze: 1', ['templates/a.yaml:4: size', 'values.yaml:6: size!']],
    ['define "i█mg"', ['templates/_h.tpl:1: img!', 'templates/a.yaml:1: img', 'templates/a.yaml:4: img']],
    ['template "img█"', ['templates/_h.tpl:1: img!', 'templates/a.yaml:1: img', 'templates/a.yaml:4: img']],
    ['{{ $█x := 1', ['templates/a.yaml:3: $x!', 'templates/a.yaml:3: $x', 'templates/a.yaml:3: $x']],
    ['{{ $x := 2 }}{{ $█x', ['templates/a.yaml:3: $x!', 'templates/a.yaml:3: $x']],
    ['$.Release.Na█me', ['templates/a.yaml:2: Name', 'templates/a.yaml:4: Name', 'charts/db/templates/d.yaml:1: Name']],
    ['.im█g.tag', ['templates/_h.tpl:1: img', 'templates/a.yaml:1: img!']],
    ['dict "i█mg"', ['templates/_h.tpl:1: img', 'templates/a.yaml:1: img!']],
    ['inc█lude "img"', undefined],
    ['$█.Release', undefined],
    ['ver█sion: 1', undefined],
  ])('%s', (place, expected) => {
    const sorted = (list: readonly string[] | undefined) => list && [...list].sort();
    expect(sorted(found(at(place)))).toEqual(sorted(expected));
    expect(sorted(found(at(place), { newline: '\r\n', openEnd: true }))).toEqual(sorted(expected));
  });

  test('uses alone', () => {
    expect(found(at('.Values.image.t█ag'), { uses: true })).toEqual([
      'templates/_h.tpl:1: tag',
      'templates/a.yaml:1: tag',
      'values.schema.json:1: tag',
      'values.yaml:2: tag',
    ]);
  });

  test('a library’s helper is called by every chart that depends on it by file://', () => {
    const user = (name: string) => `
      -- ${name}/Chart.yaml --
      name: ${name}
      version: 1.0.0
      dependencies: [{name: lib, version: 1.0.0, repository: "file://../lib"}]
      -- ${name}/values.yaml --
      port: 1
      -- ${name}/templates/x.yaml --
      {{ include "lib.x" . }}`;
    expect(
      found(`
      -- lib/Chart.yaml --
      name: lib
      version: 1.0.0
      type: library
      -- lib/templates/_x.tpl --
      {{ define "lib.█x" }}{{ .Values.port }}{{ end }}${user('one')}${user('two')}`),
    ).toEqual(['lib/templates/_x.tpl:1: lib.x!', 'one/templates/x.yaml:1: lib.x', 'two/templates/x.yaml:1: lib.x']);
  });
});
