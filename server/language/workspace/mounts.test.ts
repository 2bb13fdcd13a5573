// Charts of the workspace that others name by file://: rendered, read and judged as if they lay in charts/.

import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../../test/support/findings.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { filesOfRelease, mountsOf, pathInRelease } from './mounts.ts';
import { renderChart } from './render-chart.ts';
import { rootCandidates, rootChartFolder } from './root-chart.ts';
import { applyChanges, type Change, type Snapshot } from './snapshot.ts';
import { joinUri, relativeUri } from './uri.ts';
import { foldersElsewhere, wants } from './wants.ts';

const UMBRELLA = `
  -- umbrella/Chart.yaml --
  apiVersion: v2
  name: umbrella
  version: 0.1.0
  dependencies:
    - {name: web, alias: front, version: ^1.0.0, repository: "file://../web"}
    - {name: common, version: 1.x.x, repository: "file://../libs/common"}
  -- umbrella/.helmignore --
  *.md
  secret*
  -- umbrella/values.yaml --
  front: {port: 81}
  -- umbrella/templates/a.yaml --
  kind: A
  name: {{ include "common.name" . }}
  -- web/Chart.yaml --
  apiVersion: v2
  name: web
  version: 1.2.0
  dependencies:
    - {name: common, version: 2.x.x, repository: "file://../libs/common/"}
  -- web/.helmignore --
  templates/draft.yaml
  -- web/values.yaml --
  port: 80
  -- web/secret.txt --
  s3cret
  -- web/templates/w.yaml --
  kind: W
  name: {{ include "common.name" . }}
  port: {{ .Values.port }}
  text: {{ .Files.Get "secret.txt" }}
  -- web/templates/draft.yaml --
  kind: {{ fail "a draft" }}
  -- libs/common/Chart.yaml --
  apiVersion: v2
  name: common
  type: library
  version: 1.0.0
  -- libs/common/templates/_name.tpl --
  {{- define "common.name" }}{{ .Chart.Name }}-{{ .Release.Name }}{{ end }}
`;

const at = (path: string) => joinUri(FIXTURE_ROOT, path);
const ROOT = at('umbrella');
const short = (uri: string) => relativeUri(FIXTURE_ROOT, uri);

function changed(snapshot: Snapshot, ...changes: Change[]): Snapshot {
  return applyChanges(snapshot, changes);
}

function release(snapshot: Snapshot, root = ROOT): string {
  const { release: text, errors } = renderChart(snapshot, root);
  return text.text + errors.map(({ message }) => `error: ${message}\n`).join('');
}

describe('an umbrella of charts beside it', () => {
  const { snapshot } = fixture(UMBRELLA);

  test('renders them, each with its own .helmignore', () => {
    expect(release(snapshot)).toMatchInlineSnapshot(`
      "---
      # Source: umbrella/templates/a.yaml
      kind: A
      name: umbrella-release-name

      ---
      # Source: umbrella/charts/front/templates/w.yaml
      kind: W
      name: front-release-name
      port: 81
      text: s3cret
      "
    `);
    expect(mountsOf(snapshot, ROOT).map(({ path, source }) => `${path} <- ${short(source)}`)).toMatchInlineSnapshot(`
      [
        "charts/web <- web",
        "charts/web/charts/common <- libs/common",
        "charts/common <- libs/common",
      ]
    `);
  });

  test('leads from what is rendered to the very file', () => {
    const { templates } = renderChart(snapshot, ROOT);
    expect(templates.map(({ uri, name }) => `${name} <- ${short(uri)}`)).toMatchInlineSnapshot(`
      [
        "umbrella/charts/front/templates/w.yaml <- web/templates/w.yaml",
        "umbrella/templates/a.yaml <- umbrella/templates/a.yaml",
      ]
    `);
    expect(pathInRelease(snapshot, ROOT, at('web/templates/w.yaml'))).toBe('charts/web/templates/w.yaml');
  });

  test('an edit there is seen at once', () => {
    const uri = at('libs/common/templates/_name.tpl');
    const text = '{{ define "common.name" }}other{{ end }}';
    expect(release(changed(snapshot, { kind: 'file', uri, text }))).toContain('name: other');
    const values = changed(snapshot, { kind: 'file', uri: at('web/secret.txt'), text: 'changed' });
    expect(release(values)).toContain('text: changed');
  });

  test('helm would want them in charts/, and the right version of them', () => {
    const lines = findingsOf(snapshot, ROOT)
      .filter(({ code }) => code !== 'helm-lint')
      .map(({ uri, severity, message }) => `${short(uri)} ${severity} ${message}`);
    expect(lines).toMatchInlineSnapshot(`
      [
        "umbrella/Chart.yaml information 'web' is not in charts/; it is shown as in ../web. For helm, run helm dependency build",
        "umbrella/Chart.yaml information 'common' is not in charts/; it is shown as in ../libs/common. For helm, run helm dependency build",
        "web/Chart.yaml warning 'common' is not in charts/; it is shown as in ../libs/common/, which helm dependency build refuses: can't get a valid version for 1 subchart(s): "common" (repository "file://../libs/common/", version "2.x.x"). Make sure a matching chart version exists in the repo, or change the version constraint in Chart.yaml",
      ]
    `);
  });

  test('what lies in charts/ wins, whatever its folder is called', () => {
    const there = changed(snapshot, {
      kind: 'file',
      uri: at('umbrella/charts/x/Chart.yaml'),
      text: 'apiVersion: v2\nname: web\nversion: 9.0.0\n',
    });
    expect(mountsOf(there, ROOT).map(({ path }) => path)).toEqual(['charts/common']);
    const packed = changed(snapshot, { kind: 'file', uri: at('umbrella/charts/web-1.2.0.tgz'), text: '' });
    expect(mountsOf(packed, ROOT).map(({ path }) => path)).toEqual(['charts/common']);
  });

  test('each file is seen under the outermost chart that uses it', () => {
    const rootOf = (now: Snapshot, path: string) => short(rootChartFolder(now, at(path)));
    expect(rootOf(snapshot, 'libs/common')).toBe('umbrella');
    expect(rootOf(snapshot, 'web')).toBe('umbrella');
    const second = changed(snapshot, {
      kind: 'file',
      uri: at('a-shop/Chart.yaml'),
      text: 'apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies: [{name: web, version: "*", repository: "file://../web"}]\n',
    });
    expect(rootCandidates(second, at('libs/common')).map(short)).toEqual(['a-shop', 'umbrella']);
    expect(rootOf(second, 'libs/common')).toBe('a-shop');
    const previewed = changed(second, { kind: 'previewed', root: ROOT });
    expect(rootOf(previewed, 'libs/common')).toBe('umbrella');
    const chosen = changed(previewed, { kind: 'root', chart: at('web'), root: at('web') });
    expect([rootOf(chosen, 'web'), rootOf(chosen, 'libs/common')]).toEqual(['web', 'umbrella']);
    const alone = changed(chosen, { kind: 'root', chart: at('libs/common'), root: at('libs/common') });
    expect(rootOf(alone, 'libs/common')).toBe('libs/common');
    expect(rootOf(changed(alone, { kind: 'root', chart: at('libs/common'), root: null }), 'libs/common')).toBe(
      'umbrella',
    );
  });
});

test('what is named and not loaded is wanted, step by step', () => {
  const { snapshot } = fixture(UMBRELLA);
  const isOf = (folder: string) => (uri: string) => uri.startsWith(`${at(folder)}/`);
  const files = new Map([...snapshot.files].filter(([uri]) => isOf('umbrella')(uri)));
  const first: Snapshot = { ...snapshot, files, loaded: new Set([ROOT]) };
  expect(wants(first, ROOT).folders.map(short)).toEqual(['web', 'libs/common']);
  expect(foldersElsewhere(first, ROOT).map(short)).toEqual(['web', 'libs/common']);
  expect(release(first)).toContain('<common.name>');
  const whole: Snapshot = { ...snapshot, loaded: new Set([ROOT, at('web'), at('libs/common')]) };
  expect(wants(whole, ROOT).folders).toEqual([]);
});

test('charts that name each other, themselves or what is around them come to an end', () => {
  const { snapshot } = fixture(`
    -- a/Chart.yaml --
    {apiVersion: v2, name: a, version: 1.0.0, dependencies: [{name: b, version: 1, repository: "file://../b"}, {name: a, version: 1, repository: "file://."}]}
    -- b/Chart.yaml --
    {apiVersion: v2, name: b, version: 1.0.0, dependencies: [{name: a, version: 1, repository: "file://../a"}]}
    -- a/charts/c/Chart.yaml --
    {apiVersion: v2, name: c, version: 1.0.0, dependencies: [{name: a, version: 1, repository: "file://../.."}]}
    -- a/templates/t.yaml --
    kind: A
  `);
  expect(mountsOf(snapshot, at('a')).map(({ path }) => path)).toEqual(['charts/b']);
  expect(rootChartFolder(snapshot, at('a'))).toBe(at('a'));
  expect(filesOfRelease(snapshot, at('a')).length).toBe(4);
  expect(release(snapshot, at('a'))).toContain('kind: A');
});

test('a packed chart of the cache stands in for the locked version', () => {
  const { snapshot } = fixture(`
    -- shop/Chart.yaml --
    {apiVersion: v2, name: shop, version: 1.0.0, dependencies: [
      {name: redis, version: ^18.0.0, repository: "https://charts.example.com"},
      {name: kafka, version: 2.0.0, repository: "oci://charts.example.com"},
      {name: minio, version: "~2", repository: "https://charts.example.com"}]}
    -- shop/Chart.lock --
    dependencies: [{name: redis, version: 18.1.0, repository: "https://charts.example.com"}]
  `);
  const root = at('shop');
  expect(wants(snapshot, root).archives).toEqual(['redis-18.1.0.tgz', 'kafka-2.0.0.tgz']);
  const uri = 'file:///cache/redis-18.1.0.tgz';
  const cached = changed(
    snapshot,
    { kind: 'file', uri, text: 'no archive' },
    { kind: 'cached', name: 'redis-18.1.0.tgz', uri },
  );
  expect(wants(cached, root).archives).toEqual(['kafka-2.0.0.tgz']);
  expect(mountsOf(cached, root).map(({ path, source }) => `${path} <- ${source}`)).toEqual([
    'charts/redis-18.1.0.tgz <- file:///cache/redis-18.1.0.tgz',
  ]);
  // It is looked at as any packed chart would be.
  expect(release(cached, root)).toContain('error unpacking subchart redis-18.1.0.tgz in shop');
});
