// The marks beside keys of values files.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { valueMarks } from './value-marks.ts';

/** `key: kind | what its hover says`, one line for each key. */
function marks(
  text: string,
  path: string,
  options?: FixtureOptions,
  within?: { start: number; end: number },
): string[] {
  const { snapshot } = fixture(text, options);
  const uri = `${FIXTURE_ROOT}/${path}`;
  const file = snapshot.files.get(uri);
  return valueMarks(snapshot, uri, within ?? { start: 0, end: file?.text.length ?? 0 }).map((mark) => {
    const said = [mark.used, mark.named.text, mark.overridden.text, mark.overrides.text]
      .filter((part) => part !== '')
      .join(' · ');
    return `${file?.text.slice(mark.span.start, mark.span.end)}: ${mark.kind} | ${said}`;
  });
}

const CHARTS = `
  -- Chart.yaml --
  apiVersion: v2
  name: top
  version: 1.0.0
  dependencies: [{name: db, version: 1.0.0}]
  -- values.yaml --
  image:
    tag: v1
    pull: é
  extra: {}
  whole: {a: 1}
  list:
  - name: a
  gone: 1
  db:
    size: 2
  "quoted key": 1
  -- values-prod.yaml --
  image:
    tag: v2
  extra: {a: 1}
  whole: null
  gone: null
  db: {size: 3, name: y}
  new: 1
  -- templates/a.yaml --
  a: {{ .Values.image.tag }}{{ .Values.image.tag }}{{ index .Values "quoted key" }}
  b: {{ toYaml .Values.extra }}{{ with .Values.whole }}{{ toYaml . }}{{ end }}{{ range .Values.list }}{{ .name }}{{ end }}
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 1.0.0
  -- charts/db/values.yaml --
  size: 1
  name: x
  -- charts/db/templates/b.yaml --
  a: {{ .Values.size }}
`;

for (const newline of ['\n', '\r\n'] as const) {
  test(`uses and overrides, up and down, lines ending with ${JSON.stringify(newline)}`, () => {
    expect(marks(CHARTS, 'values.yaml', { newline })).toEqual([
      'image: plain | 2 uses',
      'tag: overridden | 2 uses · overridden in values-prod.yaml',
      'pull: plain | ',
      'extra: plain | 1 use',
      'whole: overridden | 1 use · removed in values-prod.yaml',
      'a: plain | 1 use of .Values.whole around it',
      'list: plain | 1 use',
      'name: plain | 1 use',
      'gone: overridden | removed in values-prod.yaml',
      'db: plain | ',
      'size: both | 1 use · overridden in values-prod.yaml · overrides values.yaml of db',
      '"quoted key": plain | 1 use',
    ]);
    expect(marks(CHARTS, 'values-prod.yaml', { newline }).filter((line) => !line.includes('plain'))).toEqual([
      'tag: overrides | 2 uses · overrides values.yaml',
      'whole: overrides | 1 use · removes values.yaml',
      'gone: overrides | removes values.yaml',
      'size: overrides | 1 use · overrides values.yaml, values.yaml of db',
      'name: overrides | overrides values.yaml of db',
    ]);
    expect(marks(CHARTS, 'charts/db/values.yaml', { newline })).toEqual([
      'size: overridden | 1 use · overridden in values.yaml of top, values-prod.yaml of top',
      'name: overridden | overridden in values-prod.yaml of top',
    ]);
  });
}

test('what Chart.yaml names is told', () => {
  const chart =
    'apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies:\n- {name: db, condition: db.enabled, tags: [back]}\n';
  const text = `-- Chart.yaml --\n${chart}-- values.yaml --\ndb: {enabled: true}\ntags: {back: true}\n`;
  expect(marks(text, 'values.yaml')).toEqual([
    'db: plain | ',
    'enabled: plain | named in Chart.yaml',
    'tags: plain | ',
    'back: plain | named in Chart.yaml',
  ]);
});

test('--set wins, too, and what is not asked about is not told', () => {
  const set = { settings: { setValues: ['image.tag=v3'] } };
  expect(marks(CHARTS, 'values.yaml', set)[1]).toBe('tag: overridden | 2 uses · overridden in --set, values-prod.yaml');
  expect(marks(CHARTS, 'values.yaml', {}, { start: 9, end: 12 })).toEqual([
    'tag: overridden | 2 uses · overridden in values-prod.yaml',
  ]);
  expect(marks(CHARTS, 'templates/a.yaml')).toEqual([]);
  expect(marks('-- values.yaml --\na: [\n', 'values.yaml')).toEqual(['a: plain | ']);
});
