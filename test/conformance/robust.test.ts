// Bad input never crashes: templates cut at any byte, missing and broken files, very large ones.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PROFILES } from '#engine/chart/profile.ts';
import { functionTable } from '#engine/functions/index.ts';
import { parse } from '#engine/template/parse.ts';
import { fromBytes, isAscii, toBytes } from '#engine/text/bytes.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, type Change } from '#language/workspace/snapshot.ts';
import { joinUri, relativeUri } from '#language/workspace/uri.ts';
import { diskSnapshot } from '../support/disk-snapshot.ts';

const example = fileURLToPath(new URL('../../examples/data-platform', import.meta.url));
const { snapshot, root } = diskSnapshot(example);
const templates = [...snapshot.files.values()].filter((file) => /\/templates\//.test(file.uri));
const known = functionTable(PROFILES[4]);
const isFunction = (name: string) => known.has(name);

/** The text up to each of its bytes. */
function* cuts(text: string): Generator<string> {
  const bytes = isAscii(text) ? undefined : toBytes(text);
  const end = bytes?.length ?? text.length;
  for (let at = 0; at <= end; at++) yield bytes ? fromBytes(bytes.subarray(0, at)) : text.slice(0, at);
}

function edit(...changes: Change[]) {
  return renderChart(applyChanges(snapshot, changes), root);
}

function file(path: string, text: string | null): Change {
  return { kind: 'file', uri: joinUri(root, path), text };
}

describe('the example', () => {
  test('has templates and renders without errors', () => {
    const rendering = renderChart(snapshot, root);
    expect(templates.length).toBeGreaterThan(20);
    expect(rendering.errors).toEqual([]);
    expect(rendering.release.text).toContain('kind: StatefulSet');
  });
});

describe('a template cut at any byte', () => {
  for (const one of templates) {
    test(`parses: ${relativeUri(root, one.uri)}`, () => {
      for (const text of cuts(one.text)) {
        const parsed = parse('t.yaml', text, isFunction);
        if (parsed.main.root.span.end > text.length)
          throw new Error(`the tree is longer than the text ${text.slice(-20)}`);
      }
    });
  }

  test('renders, and every other file still stands', () => {
    const whole = renderChart(snapshot, root);
    let renders = 0;
    for (const one of templates) {
      const bytes = toBytes(one.text);
      for (let end = 1; end < bytes.length; end += 997) {
        const text = fromBytes(bytes.subarray(0, end));
        const rendering = edit({ kind: 'file', uri: one.uri, text });
        renders++;
        if (/\/_[^/]*$/.test(one.uri)) continue;
        const others = rendering.templates.filter((template) => template.uri !== one.uri);
        const before = whole.templates.filter((template) => template.uri !== one.uri);
        // A manifest may define what others include; then their errors, not their absence, are right.
        expect(others.map((template) => template.uri)).toEqual(before.map((template) => template.uri));
      }
    }
    expect(renders).toBeGreaterThan(60);
  });
});

describe('missing and broken files', () => {
  test('no values.yaml', () => {
    expect(edit(file('values.yaml', null)).templates.length).toBeGreaterThan(0);
  });

  test.each([
    ['no Chart.yaml', null],
    ['an empty Chart.yaml', ''],
    ['a Chart.yaml that is a list', '- a\n'],
    ['a Chart.yaml that is no YAML', 'name: "x\nversion: 1'],
    ['a Chart.yaml of control characters', '\u0000\u0001'],
  ])('%s', (_name, text) => {
    expect(edit(file('Chart.yaml', text)).errors.length).toBeGreaterThan(0);
  });

  test.each([
    ['values that are a list', '- 1\n'],
    ['values that are no YAML', 'a: b: c\n'],
    ['values with a tab', 'a:\n\tb: 1\n'],
    ['values that are cut in a string', 'a: "b'],
  ])('%s', (_name, text) => {
    const rendering = edit(file('values.yaml', text));
    expect(rendering.errors.map((error) => error.uri)).toContain(joinUri(root, 'values.yaml'));
  });

  test('an archive that is none', () => {
    expect(edit(file('charts/broken-1.0.0.tgz', 'no archive')).errors.length).toBeGreaterThan(0);
  });

  test('endless recursion is one error, and the rest still renders', () => {
    const rendering = edit(
      file(
        'templates/zz-loop.yaml',
        '{{ define "zz.loop" }}{{ include "zz.loop" . }}{{ end }}{{ include "zz.loop" . }}',
      ),
    );
    expect(rendering.errors).toHaveLength(1);
    expect(rendering.release.text).toContain('kind: StatefulSet');
  });
});

describe('five megabytes', () => {
  test('of template text', () => {
    const line = 'key: {{ .Release.Name | quote }} # a comment that goes on\n';
    const rendering = edit(file('templates/zz-large.txt', line.repeat(90_000)));
    expect(rendering.templates.length).toBeGreaterThan(0);
  });

  test('of values', () => {
    const text = `big:\n${'  - {name: x, value: "some text that goes on"}\n'.repeat(110_000)}`;
    expect(edit(file('values.yaml', text)).root).toBe(root);
  });
});
