// Links as the texts they stand on and where they lead.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { documentLinks } from './document-links.ts';

function links(path: string, text: string): string[] {
  const { snapshot, files } = fixture(text);
  const source = files.get(path)?.text ?? '';
  return documentLinks(snapshot, `${FIXTURE_ROOT}/${path}`).map(
    ({ span, target }) =>
      `${source.slice(span.start, span.end)} -> ${decodeURI(target).replace(`${FIXTURE_ROOT}/`, '')}`,
  );
}

const CHART = `
  -- app/Chart.yaml --
  apiVersion: v2
  name: app
  version: 0.1.0
  icon: https://example.org/i.svg
  home: "https://example.org"
  sources: [https://example.org/src, git@example.org]
  maintainers: [{name: a, url: https://example.org/a}]
  dependencies:
    - {name: lib, version: 0.1.0, repository: "file://../lib"}
    - {name: gone, version: 0.1.0, repository: "file://../gone"}
    - {name: far, version: 0.1.0, repository: "https://charts.example.org"}
    - {name: oci, version: 0.1.0, repository: "oci://example.org/x"}
  -- lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 0.1.0
  -- app/files/é.sql --
  select 1
  -- app/templates/x.yaml --
  é: {{ .Files.Get "files/é.sql" }}
  {{ $.Files.Get "files/none" }}{{ with .Values.x }}{{ tpl ($.Files.Get "files/é.sql") $ }}{{ end }}
  {{ include (print $.Template.BasePath "/y.yaml") . }}{{ "files/é.sql" }}
  -- app/templates/y.yaml --
  a: 1
  -- app-values.yaml --
  # chartroom: chart=./app
  x: 1
`;

test('files that a template reads', () => {
  expect(links('app/templates/x.yaml', CHART)).toEqual([
    'files/é.sql -> app/files/é.sql',
    'files/é.sql -> app/files/é.sql',
    '/y.yaml -> app/templates/y.yaml',
  ]);
});

test('the links of Chart.yaml', () => {
  expect(links('app/Chart.yaml', CHART)).toEqual([
    'https://example.org/i.svg -> https://example.org/i.svg',
    'https://example.org -> https://example.org',
    'https://example.org/src -> https://example.org/src',
    'https://example.org/a -> https://example.org/a',
    'file://../lib -> lib/Chart.yaml',
    'https://charts.example.org -> https://charts.example.org',
  ]);
});

test('the chart of a values file', () => {
  expect(links('app-values.yaml', CHART)).toEqual(['./app -> app/Chart.yaml']);
});
