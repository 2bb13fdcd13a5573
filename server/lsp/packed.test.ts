// Packing: what arrives on the other thread is what was sent.

import { expect, test } from 'vitest';
import { renderChart } from '#language/workspace/render-chart.ts';
import type { MappedText } from '#language/workspace/rendering.ts';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { joinUri } from '#language/workspace/uri.ts';
import { FIXTURE_ROOT, fixture } from '../../test/support/fixture.ts';
import { pack, unpack } from './packed.ts';

test('a rendering survives the way', () => {
  const { snapshot } = fixture(`
    -- values.yaml --
    name: é
    -- templates/_h.tpl --
    {{ define "h" }}x: {{ .Values.name }}{{ end }}
    -- templates/a.yaml --
    kind: A
    metadata: {name: {{ .Values.name }}}
    {{ include "h" . }}
    ---
    kind: B
    -- templates/broken.yaml --
    kind: {{ fail "no" }}
    -- templates/NOTES.txt --
    Hello {{ .Release.Name }}
  `);
  const rendering = renderChart(snapshot, FIXTURE_ROOT);
  const arrived = unpack(structuredClone(pack(rendering)));
  expect(JSON.parse(JSON.stringify(plain(arrived)))).toEqual(JSON.parse(JSON.stringify(plain(rendering))));
  expect(arrived.templates.some(({ output }) => output.mappings.length > 3)).toBe(true);
});

test('what the other side has is not sent again', () => {
  const { snapshot } = fixture(`
    -- templates/a.yaml --
    kind: A
    -- templates/b.yaml --
    kind: B
  `);
  const first = renderChart(snapshot, FIXTURE_ROOT);
  const text = 'kind: B\nname: {{ .Release.Name }}\n';
  const edited = applyChanges(snapshot, [{ kind: 'file', uri: joinUri(FIXTURE_ROOT, 'templates/b.yaml'), text }]);
  const second = renderChart(edited, FIXTURE_ROOT);
  const sent = pack(second, first);
  expect(sent.templates.filter((template) => typeof template === 'number')).toHaveLength(1);
  const arrived = unpack(structuredClone(sent), unpack(structuredClone(pack(first))));
  expect(JSON.parse(JSON.stringify(plain(arrived)))).toEqual(JSON.parse(JSON.stringify(plain(second))));
  expect(arrived.release.text).toContain('name: release-name');
});

/** Getters of a class are no fields for a comparison. */
function plain(rendering: ReturnType<typeof renderChart>) {
  const text = ({ text: own, mappings }: MappedText) => ({ text: own, mappings });
  const templates = rendering.templates.map((template) => ({ ...template, output: text(template.output) }));
  return { ...rendering, templates, release: text(rendering.release) };
}
