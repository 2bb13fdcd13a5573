// Bad input never crashes: templates cut at any byte, missing and broken files, very large ones.

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { PROFILES } from '#engine/chart/profile.ts';
import { functionTable } from '#engine/functions/index.ts';
import { parse } from '#engine/template/parse.ts';
import { fromBytes, isAscii, toBytes } from '#engine/text/bytes.ts';
import { completion } from '#language/features/completion.ts';
import { syntaxFindings } from '#language/features/diagnostics.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, type Change } from '#language/workspace/snapshot.ts';
import { joinUri, relativeUri } from '#language/workspace/uri.ts';
import { DEFAULT_SETTINGS } from '#protocol';
import { diskSnapshot } from '../support/disk-snapshot.ts';
import { type TarSpec, tarBytes } from '../support/tar-writer.ts';

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

/** Nine of the last in each, so many times over. */
function laughs(levels: number): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i <= levels; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\n`;
}

/** A packed chart `sub` with one more file, which may be named badly or be a link. */
function archive(spec: TarSpec): string {
  const chart = { name: 'sub/Chart.yaml', text: 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' };
  return fromBytes(gzipSync(tarBytes([chart, spec])));
}

/** What somebody else's chart may hold: each gives this error, and every other file still renders. */
describe('hostile charts', () => {
  const template = (text: string): Change[] => [file('templates/zz.txt', text)];
  const packed = (spec: TarSpec): Change[] => [file('charts/sub-1.0.0.tgz', archive(spec))];
  const schema = (text: string): Change[] => [file('values.schema.json', text)];
  const TOO_LONG = 'makes a text of more than 50000000 characters';

  test.each<[string, Change[], RegExp]>([
    [
      'an endless loop',
      template('{{ range 1000000000000 }}{{ end }}'),
      /^stopped: the template takes more than 300000 steps$/,
    ],
    [
      'includes that call each other',
      template('{{ define "zz" }}{{ include "zz" . }}{{ end }}{{ include "zz" . }}'),
      /nested reference name: zz|too deeply/,
    ],
    [
      'templates that call each other',
      template('{{ define "zz" }}{{ template "zz" . }}{{ end }}{{ template "zz" . }}'),
      /exceeded maximum template depth \(100000\)|too deeply/,
    ],
    ['a text of 200 MB', template('{{ repeat 200000000 "x" }}'), new RegExp(`^stopped: repeat ${TOO_LONG}$`)],
    [
      'a number of a billion digits',
      template('{{ indent 1000000000 "x" }}'),
      new RegExp(`^stopped: indent ${TOO_LONG}$`),
    ],
    ['a list of a billion', template('{{ until 1000000000 }}'), /^stopped: the template takes more than 300000 steps$/],
    [
      'randomness without end',
      template('{{ randAlphaNum 1000000000 }}'),
      new RegExp(`^stopped: randAlphaNum ${TOO_LONG}$`),
    ],
    [
      'a list in lists in lists',
      template('{{ $x := list 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}{{ $_ := deepCopy $x }}'),
      /^stopped: the template takes more than 300000 steps$/,
    ],
    [
      'values that unfold from aliases',
      [
        file('values-laughs.yaml', laughs(12)),
        ...template('{{ .Files.Get "values-laughs.yaml" | fromYaml | toJson }}{{ fail "it went on" }}'),
      ],
      /^it went on$/,
    ],
    [
      'an archive that leads out',
      packed({ name: 'sub/../../evil', text: 'x' }),
      /error unpacking subchart sub-1\.0\.0\.tgz in .*: chart illegally references parent directory$/,
    ],
    [
      'an archive with an absolute path',
      packed({ name: 'sub//etc/evil', text: 'x' }),
      /: chart illegally contains absolute paths$/,
    ],
    [
      'an archive that is a bomb',
      packed({ name: 'sub/bomb', size: 2 ** 33, text: 'x' }),
      /: decompressed chart is larger than the maximum size 104857600$/,
    ],
    ['a schema somewhere else', schema('{"$ref": "https://example.com/x.json"}'), /example\.com/],
    ['a schema in a file', schema('{"$ref": "file:///etc/passwd"}'), /etc\/passwd/],
  ])('%s', (_name, changes, message) => {
    const render = { maxSteps: 300_000, maxOutputSize: 50 };
    const rendering = edit({ kind: 'settings', settings: { ...DEFAULT_SETTINGS, render } }, ...changes);
    expect(rendering.errors.map((error) => error.message).filter((text) => message.test(text))).toHaveLength(1);
    expect(rendering.errors).toHaveLength(1);
    expect(rendering.release.text).toContain('kind: StatefulSet');
  });

  test('a schema that unfolds without end stops by itself', () => {
    const both = (i: number) => ({ allOf: [{ $ref: `#/definitions/d${i}` }, { $ref: `#/definitions/d${i}` }] });
    const definitions = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`d${i}`, both(i + 1)]));
    const schema = JSON.stringify({ ...both(0), definitions: { ...definitions, d60: { type: 'object' } } });
    const render = { maxSteps: 300_000, maxOutputSize: 50 };
    const settings: Change = { kind: 'settings', settings: { ...DEFAULT_SETTINGS, render } };
    const rendering = edit(settings, file('values.schema.json', schema));
    expect(rendering.errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'template-limit: stopped: the schemas of the values take more than 300000 steps',
    ]);
    expect(rendering.release.text).toContain('kind: StatefulSet');
  });

  test('maps that merge each other do not go on for ever', () => {
    const lines = ['b0: &b0 {x: 1}'];
    for (let i = 1; i < 40; i++)
      lines.push(
        `b${i}: &b${i} {<<: [${Array(9)
          .fill(`*b${i - 1}`)
          .join(', ')}]}`,
      );
    const changes = [file('values.yaml', `${lines.join('\n')}\n`)];
    expect(edit(...changes).errors[0]?.message).toContain('document contains excessive aliasing');
    const edited = applyChanges(snapshot, changes);
    expect(syntaxFindings(edited, joinUri(root, 'values.yaml'))).toHaveLength(1);
    expect(completion(edited, joinUri(root, 'values.yaml'), lines.join('\n').length)).toBeDefined();
  });

  test('values.yaml that unfolds from aliases is refused in the words of Helm', () => {
    const [error] = edit(file('values.yaml', laughs(12))).errors;
    expect(error?.message).toContain('document contains excessive aliasing');
  });

  test('a link in an archive is an empty file', () => {
    const rendering = edit(
      file('values.schema.json', null),
      ...packed({ name: 'sub/link', type: '2' }),
      file('templates/zz.txt', 'links: {{ .Subcharts.sub.Files.Get "link" | len }}'),
    );
    expect(rendering.errors).toEqual([]);
    expect(rendering.release.text).toContain('links: 0');
  });

  test('nothing is asked of the network or a cluster, and the clock stands still', () => {
    const text =
      '{{ getHostByName "localhost" }}|{{ lookup "v1" "Pod" "" "" }}|{{ now | unixEpoch }}|{{ randAlphaNum 9 }}|{{ uuidv4 }}';
    const shown = () =>
      edit(...template(`zz: ${text}`)).templates.find(({ uri }) => uri.endsWith('zz.txt'))?.output.text;
    expect(shown()).toContain('zz: |map[]|1704067200|');
    expect(shown()).toBe(shown());
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
