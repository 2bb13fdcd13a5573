// Schemas that comments name, in manifests and in what templates render.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../../test/support/small-schemas.ts';
import { syntaxFindings } from '../../features/diagnostics.ts';
import { manifestCheck } from '../../features/manifest-check.ts';
import { renderChart } from '../../workspace/render-chart.ts';
import { applyChanges, type Snapshot } from '../../workspace/snapshot.ts';

const SCHEMA =
  '{"type": "object", "properties": {"apiVersion": {}, "kind": {}, "metadata": {}, "size": {"type": "integer"}}}';

function opened(text: string, path: string): Snapshot {
  const { snapshot, files } = fixture(`-- s.json --\n${SCHEMA}\n${text}`);
  const change = {
    kind: 'file',
    uri: `${FIXTURE_ROOT}/${path}`,
    text: files.get(path)?.text ?? '',
    version: 1,
  } as const;
  return { ...applyChanges(snapshot, [change]), schemas: SMALL_SCHEMAS };
}

function told(snapshot: Snapshot, path: string): string[] {
  return syntaxFindings(snapshot, `${FIXTURE_ROOT}/${path}`).map(
    ({ code, severity, message }) => `${severity} ${code}: ${message}`,
  );
}

test('a manifest is judged by the schema that is named, each document by its own', () => {
  const text = `-- k/a.yaml --\n# yaml-language-server: $schema=../s.json\napiVersion: example.com/v1\nkind: Sample\nmetadata: {name: a}\nsize: big\n---\napiVersion: example.com/v1\nkind: Sample\nmetadata: {name: a}\nsize: big\n`;
  expect(told(opened(text, 'k/a.yaml'), 'k/a.yaml')).toEqual([
    'error manifest-type: size: expected integer, found string "big"',
  ]);
});

test('what is on the net is told once, as little as can be', () => {
  const remote = (kind: string) =>
    told(
      opened(`-- k/a.yaml --\n# $schema: https://example.com/s.json\n---\n${kind}\nmetadata: {name: a}\n`, 'k/a.yaml'),
      'k/a.yaml',
    );
  expect(remote('apiVersion: v1\nkind: ConfigMap')).toEqual([
    'hint schema-modeline: Not fetched: the document is judged by its apiVersion and kind',
  ]);
  expect(remote('apiVersion: example.com/v1\nkind: Sample')).toEqual([
    'information schema-modeline: Not fetched, and nobody here has a schema of this kind: name a folder in chartroom.schema.folders',
  ]);
});

test('what a template renders is judged by the schema that its comment names', () => {
  const text = `-- templates/a.yaml --\n# yaml-language-server: $schema=../s.json\napiVersion: example.com/v1\nkind: Sample\nmetadata: {name: a}\nsize: {{ .Values.size }}\n-- values.yaml --\nsize: big\n`;
  const snapshot = opened(text, 'templates/a.yaml');
  const rendering = renderChart(snapshot, FIXTURE_ROOT);
  if (rendering === undefined) throw new Error('the render was stopped');
  const { files } = manifestCheck(snapshot, FIXTURE_ROOT, rendering);
  expect([...files].map(([uri, found]) => `${uri} ${found.map(({ message }) => message).join()}`)).toEqual([
    'file:///w/values.yaml size: expected integer, found string "big" (Sample/a)',
  ]);
});

test('what a schema refers to in other files is told once, and allowed', () => {
  const schema = `{"type": "object", "properties": {"apiVersion": {}, "kind": {}, "metadata": {"$ref": "https://example.com/a.json"}, "size": {"$ref": "https://example.com/b.json"}, "old": {"$ref": "https://example.com/a.json"}}}`;
  const text = `-- r.json --\n${schema}\n-- k/a.yaml --\n# $schema: ../r.json\napiVersion: example.com/v1\nkind: Sample\nmetadata: {name: a}\nsize: [1]\n`;
  expect(told(opened(text, 'k/a.yaml'), 'k/a.yaml')).toEqual([
    'information schema-modeline: This schema refers to https://example.com/a.json and 1 more, which is not fetched: anything is allowed there',
  ]);
});
