// What expressions came to, by their places, in the file that was rendered and in the helpers that it calls.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, type Fixture, fixture } from '../../../test/support/fixture.ts';
import { renderedState } from '../../../test/support/rendered-state.ts';
import { type SeenTable, seenAt } from './seen.ts';

/** Each expression with what it came to: `text ×count: values`. */
function listed({ files }: Fixture, table: SeenTable | undefined, paths: readonly string[]): string {
  const out: string[] = [];
  for (const path of paths) {
    const file = files.get(path);
    for (let i = 0; file && table && i < table.nodes.length; i += 8) {
      const [id, start, end] = table.nodes.slice(i, i + 3) as unknown as [number, number, number];
      if (table.uris[id] !== file.uri) continue;
      const seen = seenAt(table, file.uri, { start, end });
      const values = seen?.values.map(({ kind, shown, call }) => `${kind} ${shown}${call ? ` @${call.start}` : ''}`);
      const held = seen?.held === seen?.count ? '' : `/${seen?.held}`;
      out.push(
        `${file.text.slice(start, end)} ×${seen?.count}${held}: ${values?.join(' | ')}${seen?.isPartial ? ' …' : ''}`,
      );
    }
  }
  return out.join('\n');
}

test('operands, pipelines, loops, helpers; literals say their own value', () => {
  const read = fixture(`
    -- values.yaml --
    tag: v1
    no: false
    hosts: [a, b, c, d, e, f]
    box: {b: 2, a: {x: [1, "2", yes, é]}}
    -- templates/_h.tpl --
    {{ define "n" }}{{ .x | upper }}{{ end }}
    -- templates/t.yaml --
    a: {{ .Values.tag | quote }}
    b: {{ if and .Values.no "x" }}{{ end }}{{ range $i, $h := .Values.hosts }}{{ include "n" (dict "x" $h) }}{{ end }}
    c: {{ toYaml .Values.box | nindent 2 }}
    d: {{ .Values.none }}{{ include "n" (dict "x" "y") }}{{ tpl "{{ .Release.Name }}" . }}
  `);
  const { recorded } = renderedState(read.snapshot);
  expect(
    listed(read, recorded.get(`${FIXTURE_ROOT}/templates/t.yaml`)?.seen, ['templates/_h.tpl', 'templates/t.yaml']),
  ).toMatchInlineSnapshot(`
    ".x ×7: string a @106 | string b @106 | string c @106 | string d @106 …
    upper ×7: string A @106 | string B @106 | string C @106 | string D @106 …
    .Values.tag ×1: string v1
    quote ×1: string "v1"
    and .Values.no "x" ×1/0: nothing 
    .Values.no ×1/0: nothing 
    .Values.hosts ×1: list - a
    - b
    - c
    - d
    - e
    - f
    include "n" (dict "x" $h) ×6: string A | string B | string C | string D …
    (dict "x" $h) ×6: map x: a | map x: b | map x: c | map x: d …
    dict "x" $h ×6: map x: a | map x: b | map x: c | map x: d …
    $h ×6: string a | string b | string c | string d …
    toYaml .Values.box ×1: string a:
      x:
      - 1
      - "2"
      - true
      - é
    b: 2
    .Values.box ×1: map a:
      x:
        - 1
        - "2"
        - true
        - é
    b: 2
    nindent 2 ×1: string 
      a:
        x:
        - 1
        - "2"
        - true
        - é
      b: 2
    .Values.none ×1/0: nothing 
    include "n" (dict "x" "y") ×1: string Y
    (dict "x" "y") ×1: map x: "y"
    dict "x" "y" ×1: map x: "y"
    tpl "{{ .Release.Name }}" . ×1: string release-name
    . ×1: map "
  `);
});
