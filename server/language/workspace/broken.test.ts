// Which files a template that does not parse takes along in the editor's render, and which stay live.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { renderChart } from './render-chart.ts';
import { applyChanges } from './snapshot.ts';

const HELPERS =
  '{{ define "a" }}A{{ end }}\n{{ define "b" }}{{ if true }}B{{ end }}{{ end }}\n{{ define "c" }}C{{ end }}\n';

/** Renders the chart again after each text of `_helpers.tpl`; the names of the files that fail. */
function failing(...texts: string[]): string[] {
  let { snapshot } = fixture(`
    -- templates/_helpers.tpl --
    x
    -- templates/a.yaml --
    a: {{ include "a" . }}
    -- templates/b.yaml --
    b: {{ include "b" . }}
    -- templates/c.yaml --
    c: {{ if include "c" . }}yes{{ end }}
    -- templates/own.yaml --
    d: 1
  `);
  return texts.map((text) => {
    snapshot = applyChanges(snapshot, [{ kind: 'file', uri: `${FIXTURE_ROOT}/templates/_helpers.tpl`, text }]);
    const { templates } = renderChart(snapshot, FIXTURE_ROOT);
    return templates
      .flatMap(({ name, failed }) => (failed ? [name.replace(/.*\/|\.yaml/g, '')] : []))
      .sort()
      .join(' ');
  });
}

test('what stands on the template that does not parse, or on one behind it, fails', () => {
  const half = HELPERS.replace('{{ if true }}', '{{ if true }');
  expect(failing(HELPERS, half, HELPERS)).toEqual(['', 'b c', '']);
  const open = HELPERS.replace('B{{ end }}', 'B');
  expect(failing(HELPERS, open, HELPERS)).toEqual(['', 'b c', '']);
  const last = `${HELPERS}{{ define "d" }}{{ .x`;
  expect(failing(HELPERS, last, HELPERS)).toEqual(['', '', '']);
});

test('so does a file with an error of its own, also in what is not reached', () => {
  const { snapshot } = fixture(`
    -- templates/a.yaml --
    a: 1
    {{ if false }}{{ .Values.x. }}{{ end }}
    -- templates/b.yaml --
    a: 1
    {{ if true }}
  `);
  expect(renderChart(snapshot, FIXTURE_ROOT).templates.map(({ failed }) => failed)).toEqual([true, true]);
});
