// A render repeated after edits of templates is the same as a whole one: texts, origins, documents, errors, records.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { SourceFile } from '#engine/chart/chart.ts';
import { loadChart } from '#engine/chart/load.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { DEFAULT_RELEASE } from '#engine/render/release.ts';
import {
  newMemo,
  type ReleaseMemo,
  type ReleaseResult,
  type RenderOptions,
  recordRelease,
  renderRelease,
  repeatRelease,
} from '#engine/render/render.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import { fromBytes } from '#engine/text/bytes.ts';
import type { Site } from '#engine/text/origin.ts';
import { sourceMap, valueSources } from '#engine/text/source-map.ts';
import { GoMap } from '#engine/values/value.ts';
import { chance } from '../support/chance.ts';

type Files = ReadonlyMap<string, string>;

const profile = PROFILES[4];

function options(): RenderOptions {
  const limits = { steps: 300_000, output: 3_000_000 };
  return { profile, env: stillEnvironment(), release: DEFAULT_RELEASE, trace: true, tolerant: true, limits };
}

function load(files: Files) {
  const sources: SourceFile[] = [...files].map(([path, text]) => ({ path, text, source: path }));
  const { chart } = loadChart(sources, { profile, origins: true, tolerant: true });
  if (chart === undefined) throw new Error('no chart');
  return chart;
}

function shown(result: ReleaseResult): unknown {
  return {
    files: result.files.map(({ name, output, error }) => ({ name, text: output.text, error: error?.helmText })),
    maps: result.files.map(({ output }) => mapText(output)),
    documents: [...result.manifests, ...result.hooks].map(({ path, kind, name, document }) => [
      path,
      kind,
      name,
      document.text,
      mapText(document),
    ]),
    errors: result.errors.map(({ code, file, span, message, helmText }) => ({ code, file, span, message, helmText })),
    warnings: result.warnings,
  };
}

function mapText({ pieces }: ReleaseResult['files'][number]['output']): string {
  return sourceMap(pieces)
    .mappings.map(({ start, end, origin, skip }) => {
      const value = valueSources(origin, 1)[0];
      return `${start}-${end} ${siteText(origin.made)} ${siteText(origin.site)} ${value?.file}${value?.path} ${origin.verbatim ? skip : ''}`;
    })
    .join('\n');
}

function siteText(site: Site | undefined): string {
  return site === undefined ? '' : `${site.file}@${site.span.start}-${site.span.end}<${siteText(site.frame?.call)}`;
}

/** What expressions came to in each file that has no error and no gap. */
function recorded(memo: ReleaseMemo, only: ReleaseResult): unknown {
  const files = new Set(only.files.filter(({ error }) => error === undefined).map(({ name }) => name));
  return recordRelease(memo, ({ name }) => files.has(name), options()).map(({ file, seen }) => [
    file.name,
    seen.map(({ node, values, ...rest }) => ({
      ...rest,
      span: node.span,
      values: values.map(({ call, source, ...value }) => ({ ...value, call: siteText(call), source: source?.path })),
    })),
  ]);
}

const SNIPPETS = [
  '{{ end }}',
  '{{- end }}',
  '{{ .Values.image }}',
  '{{ include "t.name" . }}',
  '{{ if .Values.replicas }}x{{ end }}',
  '{{ define "t.name" }}own{{ end }}',
  '{{ define "late" }}late {{ .Release.Name }}{{ end }}',
  '{{ include "late" . }}',
  '{{ $_ := set .Values "seen" (list .Template.Name) }}',
  '{{ toYaml .Values.seen }}',
  '{{ $_ := unset .Values "seen" }}',
  '{{ $_ := set . "own" "x" }}{{ .own }}',
  '{{ randAlphaNum 5 }}',
  '{{ tpl "{{ include "late" . }}" . }}',
  '{{ fail "no" }}',
  '{{/* c */}}',
  '\nkey: value\n',
  '---\nkind: Pod\nmetadata:\n  name: p\n',
  '"',
  '{{',
];

/** Edits templates at random and compares after each edit; now and then an edit is taken back. */
function compare(files: Files, seed: number, rounds: number): number {
  const random = chance(seed);
  const names = [...files.keys()].filter((path) => /(^|\/)templates\//.test(path));
  const texts = new Map(files);
  const memo = newMemo();
  renderRelease(load(texts), new GoMap(), { ...options(), memo });
  let reused = 0;
  let before: readonly unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = names[random(names.length)] as string;
    const text = texts.get(name) as string;
    const at = random(text.length + 1);
    const kind = random(6);
    if (kind === 0) texts.set(name, files.get(name) as string);
    else if (kind === 1) texts.set(name, text.slice(0, at) + text.slice(at + 1 + random(8)));
    else texts.set(name, text.slice(0, at) + SNIPPETS[random(SNIPPETS.length)] + text.slice(at));
    // One in five renders is stopped on its way.
    if (random(5) === 0) {
      let left = random(names.length);
      repeatRelease(memo, (source) => texts.get(source), { ...options(), stop: () => left-- <= 0 });
    }
    const again = repeatRelease(memo, (source) => texts.get(source), options());
    const memoOfWhole = newMemo();
    const whole = renderRelease(load(texts), new GoMap(), { ...options(), memo: memoOfWhole });
    expect(again && shown(again), `seed ${seed}, round ${round}, ${name}`).toEqual(shown(whole));
    // Recording leaves no trace, even when it is stopped on its way.
    let some = random(names.length);
    recordRelease(memo, () => true, { ...options(), stop: () => some-- <= 0 });
    if (again && round % 4 === 0)
      expect(recorded(memo, again), `seed ${seed}, round ${round}`).toEqual(recorded(memoOfWhole, whole));
    const kept = new Set(before);
    reused += again?.files.filter((file) => kept.has(file)).length ?? 0;
    before = again?.files ?? [];
  }
  return reused;
}

const SMALL = new Map([
  ['Chart.yaml', 'apiVersion: v2\nname: t\nversion: 0.1.0\ndependencies:\n- {name: sub, version: 0.1.0}\n'],
  ['values.yaml', 'image: nginx\nreplicas: 2\nmap: {a: {b: 1}, c: [1, 2]}\nsub: {x: 1}\n'],
  [
    'templates/_helpers.tpl',
    '{{ define "t.name" }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}\n{{ define "t.deep" }}{{ include "t.name" . }} {{ template "t.name" . }}{{ end }}\n',
  ],
  ['templates/a.yaml', 'kind: A\nmetadata:\n  name: {{ include "t.name" . }}\nimage: {{ .Values.image }}\n'],
  ['templates/b.yaml', 'kind: B\nmetadata:\n  name: {{ include "t.deep" . }}\n{{ toYaml .Values.map }}\n'],
  ['templates/c.yaml', '{{ $_ := set .Values.map "n" .Values.replicas }}kind: C\nn: {{ .Values.map.n }}\n'],
  ['templates/d.yaml', 'kind: D\nn: {{ .Values.map.n }}\nv: {{ tpl "{{ .Values.image }}" . }}\n'],
  ['templates/e.yaml', 'kind: E\npassword: {{ randAlphaNum 8 }}\nglobal: {{ .Values.sub.x }}\n'],
  ['charts/sub/Chart.yaml', 'apiVersion: v2\nname: sub\nversion: 0.1.0\n'],
  ['charts/sub/values.yaml', 'x: 0\n'],
  ['charts/sub/templates/s.yaml', 'kind: S\nx: {{ .Values.x }}\nname: {{ include "t.name" . }}\n'],
]);

describe('a repeated render is a whole render', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('of a small chart, seed %i', (seed) => {
    expect(compare(SMALL, seed, 60)).toBeGreaterThan(60);
  });

  test('of the example', { timeout: 120_000 }, () => {
    const folder = fileURLToPath(new URL('../../examples/data-platform', import.meta.url));
    expect(compare(filesOf(folder), 1, 25)).toBeGreaterThan(300);
  });
});

function filesOf(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return new Map(files.map((path) => [relative(folder, path), fromBytes(readFileSync(path))]));
}
