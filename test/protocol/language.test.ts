// Whole conversations about the language: completion, hover, definition, symbols, hints, diagnostics.

import { afterEach, expect, test } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
  InlayHint,
  LocationLink,
} from 'vscode-languageserver';
import { serve } from './node-server.ts';
import { inMemory, Talk } from './talk.ts';

const CHART = `
  -- Chart.yaml --
  apiVersion: v2
  name: shop
  version: 0.1.0
  -- values.yaml --
  image:
    # -- which release
    tag: v1
    my-key: 2
  -- templates/_helpers.tpl --
  {{- define "labels" -}}
  app: {{ .Chart.Name }}
  {{- end -}}
  -- templates/web.yaml --
  kind: Pod
  metadata:
    name: web
    labels: {{- include "labels" . | nindent 4 }}
  spec:
    image: "é😀:{{ .Values.image.tag }}"
`;
const WEB = 'templates/web.yaml';

let talk: Talk;
afterEach(() => talk.end());

async function begin(settings = {}): Promise<void> {
  talk = await Talk.begin(CHART, () => inMemory(serve), { initialization: { settings } });
}

test('capabilities come from the table', async () => {
  await begin();
  expect(talk.capabilities).toMatchObject({
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: true },
    completionProvider: { resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    documentSymbolProvider: true,
    inlayHintProvider: true,
  });
});

test('completion as one types, with documentation when an item is asked about', async () => {
  await begin();
  talk.open(WEB);
  talk.type(WEB, 'image.tag', 'image.t');
  const list = await talk.askAt<CompletionList>('textDocument/completion', WEB, '.image.t');
  const tag = list.items.find(({ label }) => label === 'tag');
  expect(tag).toMatchObject({ textEdit: { newText: 'tag' } });
  const edit = tag?.textEdit;
  expect(edit && 'range' in edit && talk.text(WEB, edit.range)).toBe('t');
  expect(tag?.documentation).toBeUndefined();
  const full = await talk.ask<CompletionItem>('completionItem/resolve', tag ?? {});
  expect(JSON.stringify(full.documentation)).toContain('which release');
  // The rewritten chain is what the editor compares with.
  const rewritten = list.items.find(({ label }) => label === 'my-key');
  expect(rewritten?.textEdit?.newText).toContain('(index .Values.image "my-key")');
  expect(rewritten?.filterText).toBe('.Values.image.my-key');
});

test('keys of Chart.yaml are completed and described', async () => {
  await begin();
  talk.open('Chart.yaml');
  const list = await talk.askAt<CompletionList>('textDocument/completion', 'Chart.yaml', 'version: 0.1.0\n');
  expect(list.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['appVersion', 'dependencies']));
  const hover = await talk.askAt<Hover>('textDocument/hover', 'Chart.yaml', 'shop\nver');
  expect(hover.range && talk.text('Chart.yaml', hover.range)).toBe('version');
});

test('hover, definition and symbols', async () => {
  await begin();
  talk.open(WEB);
  const hover = await talk.askAt<Hover>('textDocument/hover', WEB, '.image.t');
  expect(JSON.stringify(hover.contents)).toContain('which release');
  expect(hover.range && talk.text(WEB, hover.range)).toContain('tag');
  const define = async (after: string) => {
    const links = await talk.askAt<LocationLink[]>('textDocument/definition', WEB, after);
    return links.map(({ targetUri, targetSelectionRange }) => {
      const path = targetUri.slice(talk.uri('').length);
      return `${path}: ${talk.text(path, targetSelectionRange)}`;
    });
  };
  expect(await define('.image.t')).toEqual(['values.yaml: tag']);
  expect(await define('include "lab')).toEqual(['templates/_helpers.tpl: "labels"']);
  const symbols = await talk.ask<DocumentSymbol[]>('textDocument/documentSymbol', {
    textDocument: { uri: talk.uri('values.yaml') },
  });
  expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
    ['image', ['tag', 'my-key']],
  ]);
});

test('hints show what was rendered, and can be turned off', async () => {
  await begin();
  await talk.rendered(() => talk.open(WEB));
  const hints = async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const found = await talk.ask<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: talk.uri(WEB) },
      range,
    });
    return found.map(({ label, position }) => `${position.line}:${position.character} ${String(label)}`);
  };
  expect(await hints()).toEqual(['3:47 app: shop', '5:37 v1']);
  await talk.rendered(() =>
    talk.notify('workspace/didChangeConfiguration', { settings: { chartroom: { inlayHints: false } } }),
  );
  expect(await hints()).toEqual([]);
});

test('a syntax error is told while typing and goes when it is mended', async () => {
  await begin();
  await talk.rendered(() => talk.open(WEB));
  talk.type(WEB, 'kind: Pod', 'kind: {{ if .Values.image }}Pod');
  const told = await talk.diagnostics(WEB, (lines) => lines.length > 0);
  expect(told).toEqual([expect.stringMatching(/^template-syntax: .* at "\{\{ if \.Values\.image \}\}"$/)]);
  talk.type(WEB, '}}Pod', '}}Pod{{ end }}');
  expect(await talk.diagnostics(WEB, (lines) => lines.length === 0)).toEqual([]);
});

test('what fails to render is told after a save, at its place while one types on, and goes with the next save', async () => {
  await begin();
  await talk.rendered(() => talk.open(WEB));
  await talk.rendered(() => talk.type(WEB, 'name: web', 'name: {{ required "a name!" .Values.nobody }}'));
  await talk.rendered(() => talk.save(WEB));
  const told = await talk.diagnostics(WEB, (lines) => lines.length > 0);
  expect(told).toEqual([expect.stringMatching(/^template-render: .*a name!.*/)]);
  talk.type(WEB, 'kind: Pod', '# é\nkind: Pod');
  const version = talk.version(WEB);
  const moved = await talk.diagnostics(WEB, () => talk.toldVersion(WEB) === version);
  expect(moved).toEqual(told);
  talk.type(WEB, '{{ required "a name!" .Values.nobody }}', 'web');
  talk.save(WEB);
  expect(await talk.diagnostics(WEB, (lines) => lines.length === 0)).toEqual([]);
});

test('errors in files that are not open are told after the first load, and go with the file', async () => {
  await begin();
  talk.disk('templates/broken.yaml', 'kind: {{ if }}\n');
  await talk.rendered(() => talk.open(WEB));
  const told = await talk.diagnostics('templates/broken.yaml', (lines) => lines.length > 0);
  expect(told[0]).toMatch(/^template-syntax: /);
  const path = 'templates/broken.yaml';
  talk.disk('templates/broken.yaml', null);
  await talk.until(
    () => talk.isClear(path),
    () => `no diagnostics of ${path}`,
  );
});

test('a hint leads to the values key that it was read from', async () => {
  await begin();
  talk.open(WEB);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const asked = { textDocument: { uri: talk.uri(WEB) }, range };
  await expect
    .poll(async () => (await talk.ask<InlayHint[]>('textDocument/inlayHint', asked)).map(({ tooltip }) => tooltip))
    .toEqual([undefined, { kind: 'markdown', value: `[image.tag \\(values.yaml\\)](${talk.uri('values.yaml')}#L3)` }]);
});
