// What is kept from keystroke to keystroke must never show: after random edits every answer is that of a snapshot that was made
// afresh, given by a room that has seen nothing before.

import { expect, test, vi } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { fixture } from '../../../test/support/fixture.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, type Snapshot } from '../workspace/snapshot.ts';

const ROOT = 'file:///w';
const EDITS = 40;
/** Making a room takes longer than all its answers. */
const CHECKED = 8;

test.each([1, 2, 3, 4, 5, 6])('after random edits all answers are those of a fresh snapshot (%i)', async (seed) => {
  const below = chance(seed);
  const now = await room();
  const start = fixture(CHART.replace('  PADDING', PADDING)).snapshot;
  let snapshot = start;
  now(start, []);
  for (let edit = 1; edit <= EDITS; edit++) {
    snapshot = applyChanges(snapshot, [randomChange(below, start, snapshot)]);
    const places = Array.from({ length: 12 }, () => randomPlace(below, snapshot));
    const answers = now(snapshot, places);
    if (edit % CHECKED !== 0) continue;
    const fresh = await room();
    expect(answers).toEqual(fresh(again(snapshot), places));
  }
});

interface Place {
  readonly uri: string;
  readonly offset: number;
}

type Room = (snapshot: Snapshot, places: readonly Place[]) => readonly string[];

/** The language room with nothing remembered: what it knows of a snapshot, and what it answers at places, as texts. */
async function room(): Promise<Room> {
  vi.resetModules();
  const { chartTreeUnder } = await import('../symbols/charts.ts');
  const { possibleKey } = await import('../symbols/value.ts');
  const { callersOf, dotOfTemplate, embeddedIn, templateIndex } = await import('../symbols/templates.ts');
  const { completion } = await import('./completion.ts');
  const { definition } = await import('./definition.ts');
  const { hover } = await import('./hover.ts');
  const { references } = await import('./references.ts');
  const { schemaCompletion } = await import('./schema-completion.ts');
  const { schemaHover } = await import('./schema-hover.ts');
  const { valuesDefinition } = await import('./values-definition.ts');
  return (snapshot, places) => {
    // First, as in an editor: what these answers need of the index they make themselves.
    const asked = places.map(({ uri, offset }) =>
      [
        uri,
        offset,
        completion(snapshot, uri, offset).map(({ label, detail }) => `${label} ${detail}`),
        hover(snapshot, uri, offset)?.markdown,
        schemaCompletion(snapshot, uri, offset).map(({ label, detail }) => `${label} ${detail}`),
        schemaHover(snapshot, uri, offset)?.markdown,
        JSON.stringify(definition(snapshot, uri, offset)),
        JSON.stringify(valuesDefinition(snapshot, uri, offset)),
        JSON.stringify(references(snapshot, uri, offset, true)),
      ].join('\n'),
    );
    const tree = chartTreeUnder(snapshot, ROOT);
    const index = templateIndex(snapshot, tree);
    const paths = (files: readonly { readonly uri: string }[]) => files.map(({ uri }) => uri).join(' ');
    const charts = tree.charts.map(({ folder, keys, path, files, templates, defaults, otherValues, isLeftOut }) =>
      [folder, keys, path, paths(files), paths(templates), defaults?.uri, paths(otherValues), isLeftOut].join(' | '),
    );
    const names = index
      .names()
      .flatMap((name) => [
        `define ${name}: ${possibleKey(dotOfTemplate(snapshot, tree, name, tree.root))}`,
        ...index.sitesOf(name).map(({ file, chart, body }) => `  at ${file.uri} ${body.span.start} of ${chart.path}`),
        ...callersOf(snapshot, tree, name).map(
          ({ file, call, data }) => `  by ${file.uri} ${call.span.start} ${possibleKey(data)}`,
        ),
      ]);
    const embedded = embeddedIn(snapshot, tree).map(
      ({ host, span, chart, data, file }) =>
        `embedded ${host.uri} ${span.start} ${chart.path} ${possibleKey(data)} ${JSON.stringify(file.text.trim())}`,
    );
    const open = `computed calls: ${index.hasComputedCalls}`;
    return [...charts, ...names, open, ...embedded, ...asked];
  };
}

/** The same files in objects of their own. */
function again(snapshot: Snapshot): Snapshot {
  const files = [...snapshot.files.values()].map(
    ({ uri, text, version }): Change => ({ kind: 'file', uri, text, version }),
  );
  return applyChanges(EMPTY_SNAPSHOT, [...files, { kind: 'loaded', folder: ROOT }]);
}

const SNIPPETS: readonly string[] = [
  '{{ include "w.name" . }}',
  '{{ include "w.all" (dict "ctx" $ "port" .Values.port) }}',
  '{{ include (printf "%s.name" .Chart.Name) . }}',
  '{{ tpl .Values.text . }}',
  '{{ define "w.name" }}é😀{{ .port }}{{ end }}',
  '{{ end }}',
  '{{',
  '}}',
  '.Values.sub.',
  ' | default "x"',
  '\n',
  '  ',
  ': ',
  'x',
  '"',
  '#',
  '\nsub: {enabled: false}\n',
  '\nenabled: "{{ .Release.Name }}"\n',
  '\r\n\t',
  '# -- (int) What it is\n',
  '## @param sub.image.tag [string, default: v9] The tag\n',
  '## @param port [integer] The port\n',
];

/** Makes a values file long enough that only what changes of it is read again. */
const PADDING = Array.from({ length: 220 }, (_, i) => `  pad${i}:\n    # -- Text ${i}\n    key: "value ${i}"`).join(
  '\n',
);

function randomChange(below: (count: number) => number, start: Snapshot, snapshot: Snapshot): Change {
  const { uri, offset } = randomPlace(below, snapshot);
  const text = snapshot.files.get(uri)?.text ?? '';
  const put = (text: string | null): Change => ({ kind: 'file', uri, text, version: undefined });
  switch (below(12)) {
    case 0: {
      const uris = [...start.files.keys()];
      const gone = uris[below(uris.length)] as string;
      return { kind: 'file', uri: gone, text: start.files.get(gone)?.text ?? '', version: undefined };
    }
    case 1:
      return below(2) === 0 && !uri.endsWith('w/Chart.yaml') ? put(null) : put(start.files.get(uri)?.text ?? text);
    case 2:
      return put(text.slice(0, offset) + text.slice(offset + 1 + below(9)));
    case 3:
      return { kind: 'file', uri: `${ROOT}/templates/new${below(2)}.tpl`, text: SNIPPETS[below(5)] as string };
    default:
      return put(text.slice(0, offset) + SNIPPETS[below(SNIPPETS.length)] + text.slice(offset));
  }
}

function randomPlace(below: (count: number) => number, snapshot: Snapshot): Place {
  const files = [...snapshot.files.values()];
  const { uri, text } = files[below(files.length)] as (typeof files)[number];
  // Long files have their words at the beginning, and a few at the end.
  const from = below(4) === 0 ? Math.max(0, text.length - 200) : 0;
  return { uri, offset: from + below(Math.min(text.length - from, 400) + 1) };
}

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: w
  version: 1.0.0
  dependencies:
    - {name: sub, version: 1.0.0, condition: sub.enabled}
    - {name: sub, version: 1.0.0, alias: other, tags: [more]}
  -- values.yaml --
  port: 80
  text: "{{ .Release.Name }} {{ .Values.port }}"
  sub:
    enabled: true
    image: {tag: v1}
  other:
    note: "{{ include \\"w.name\\" . }}"
  tags: {more: true}
  PADDING
  # @param port [string] The port
  last: "{{ .Values.port }}"
  -- ci/small-values.yaml --
  port: 81
  -- files/a.txt --
  {{ .Values.port }}
  -- templates/_helpers.tpl --
  {{/* The name. */}}
  {{- define "w.name" }}{{ .Values.port }}{{ end }}
  {{- define "w.all" }}{{ include "w.name" .ctx }} {{ .port }} {{ tpl .ctx.Values.text .ctx }}{{ end }}
  -- templates/a.yaml --
  a: {{ include "w.all" (dict "ctx" . "port" .Values.port) }}
  b: {{ range $i, $x := .Values.list }}{{ $x.name }}{{ end }}
  c: {{ tpl (.Files.Get "files/a.txt") . }}
  -- templates/b.yaml --
  {{- with .Values.sub }}
  tag: {{ .image.tag }} {{ include "sub.label" $ }}
  {{- end }}
  n: {{ include (printf "%s.name" .Chart.Name) . }} {{ tpl "{{ .Values.port }}" . }}
  -- charts/sub/Chart.yaml --
  name: sub
  version: 1.0.0
  -- charts/sub/values.yaml --
  image: {tag: v0}
  note: "{{ .Values.image.tag }}"
  -- charts/sub/templates/s.yaml --
  {{- define "sub.label" }}{{ .Values.image.tag }}{{ end }}
  {{- define "w.name" }}{{ .Values.image }}{{ end }}
  s: {{ include "w.name" . }} {{ tpl .Values.note . }}
`;
