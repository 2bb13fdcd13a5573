// Symbols as lines: kind, name, the chart that holds it, the text it stands on.

import { expect, test } from 'vitest';
import { fixture } from '../../../test/support/fixture.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

const { snapshot } = fixture(`
  -- a/Chart.yaml --
  apiVersion: v2
  name: alpha
  version: 0.1.0
  -- a/values.yaml --
  image: {tag: x}
  -- a/values-prod.yaml --
  other: 1
  -- a/templates/_helpers.tpl --
  {{ define "alpha.image" }}{{ end }}{{ define "alpha.é" }}
  -- a/templates/d.yaml --
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  -- b/Chart.yaml --
  apiVersion: v2
  name: beta
  version: 0.1.0
`);

function symbols(query: string): string[] {
  return workspaceSymbols(snapshot, query).map(({ kind, name, container, uri, span }) => {
    const text = snapshot.files.get(uri)?.text.slice(span.start, span.end);
    return `${kind} ${name} in ${container} <${text}>`;
  });
}

test('all, and by letters', () => {
  expect(symbols('')).toEqual([
    'chart alpha in alpha <alpha>',
    'value image in alpha <image>',
    'define alpha.image in alpha <"alpha.image">',
    'define alpha.é in alpha <"alpha.é">',
    'resource Service/web in alpha <Service>',
    'chart beta in beta <beta>',
  ]);
  expect(symbols('IMAGE')).toEqual(['value image in alpha <image>', 'define alpha.image in alpha <"alpha.image">']);
  expect(symbols('webs')).toEqual([]);
  expect(symbols('srvw')).toEqual(['resource Service/web in alpha <Service>']);
});
