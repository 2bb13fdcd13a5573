// Completion in plain manifests: fields, values, items, apiVersion and kind, whole resources.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../test/support/small-schemas.ts';
import type { ManifestItem } from './manifest/item.ts';
import { manifestCompletion } from './manifest-completion.ts';

function itemsAt(text: string, options: FixtureOptions & { readonly path?: string } = {}): readonly ManifestItem[] {
  const read = fixture(`-- Chart.yaml --\nname: c\n-- ../${options.path ?? 'k/app.yaml'} --\n${text}`, options);
  const { uri, offset } = cursorOf(read);
  const items = manifestCompletion({ ...read.snapshot, schemas: SMALL_SCHEMAS }, uri, offset);
  return [...items].sort((a, b) => (a.sort < b.sort ? -1 : 1));
}

/** `label | detail`, in the order shown. */
function completions(text: string, options?: FixtureOptions & { readonly path?: string }): string[] {
  return itemsAt(text, options).map(({ label, detail }) => (detail ? `${label} | ${detail}` : label));
}

/** The text after the item with this label was accepted, as an editor indents further lines. */
function accepted(text: string, label: string, detail?: string, options?: FixtureOptions): string {
  const read = fixture(`-- Chart.yaml --\nname: c\n-- ../k/app.yaml --\n${text}`, options);
  const { uri } = cursorOf(read);
  const item = itemsAt(text, options).find(
    (one) => one.label === label && (detail === undefined || one.detail === detail),
  );
  const before = read.snapshot.files.get(uri)?.text ?? '';
  if (item === undefined) throw new Error(`no ${label}`);
  const lineStart = before.lastIndexOf('\n', item.replace.start - 1) + 1;
  const lead = (/^ */.exec(before.slice(lineStart)) as RegExpExecArray)[0].slice(0, item.replace.start - lineStart);
  const edits = [{ span: item.replace, text: item.insert.replaceAll('\n', `\n${lead}`) }, ...(item.also ?? [])];
  let after = before;
  for (const { span, text: inserted } of edits.sort((a, b) => b.span.start - a.span.start))
    after = after.slice(0, span.start) + inserted + after.slice(span.end);
  return after;
}

const HEAD = 'apiVersion: apps/v1\nkind: Deployment\n';
const POD = 'apiVersion: v1\nkind: Pod\nspec:\n';

test('keys of an object and of its tables, required ones first, with what they demand', () => {
  expect(completions(`${HEAD}█`)).toEqual(['metadata | object', 'spec | object', 'status | object']);
  expect(completions(`${HEAD}spec:\n  █`)).toEqual([
    'selector | object, required',
    'template | object, required',
    'replicas | integer',
  ]);
  expect(accepted(`${HEAD}spec:\n  re█`, 'replicas')).toBe(`${HEAD}spec:\n  replicas: \n`);
  expect(accepted(`${HEAD}sp█\n`, 'spec')).toBe(`${HEAD}spec:\n  selector:\n    $1\n  template:\n    $2\n`);
  expect(accepted(`${POD}  █`, 'containers')).toBe(`${POD}  containers:\n    - name: $1\n      image: $2\n`);
});

test('items of lists: the first below the key, further ones, keys of an item at its dash and below it', () => {
  expect(accepted(`${POD}  containers:\n    █`, '-')).toBe(`${POD}  containers:\n    - name: $1\n      image: $2\n`);
  expect(completions(`${POD}  containers:\n    - name: a\n    - █`)[0]).toBe('name | string, required');
  expect(completions(`${POD}  containers:\n  - name: a\n    im█`).map((line) => line.split(' ')[0])).toEqual([
    'image',
    'imagePullPolicy',
    'ports',
    'stdin',
    'args',
    'resources',
  ]);
  expect(accepted(`${POD}  containers:\n    - po█`, 'ports')).toBe(
    `${POD}  containers:\n    - ports:\n        - containerPort: $1\n`,
  );
  expect(accepted(`${POD}  containers:\n  - name: a\n    po█`, 'ports')).toBe(
    `${POD}  containers:\n  - name: a\n    ports:\n      - containerPort: $1\n`,
  );
});

test('values: enums, usual values, booleans, defaults', () => {
  const at = (rest: string) => completions(`${POD}  containers:\n    - name: a\n${rest}`);
  expect(at('      imagePullPolicy: █')).toEqual(['Always', 'IfNotPresent', 'Never']);
  expect(at('      imagePullPolicy: "A█"')).toEqual(['Always', 'IfNotPresent', 'Never']);
  expect(at('      stdin: █')).toEqual(['true', 'false']);
  expect(at('      ports: [{protocol: █}]')).toEqual(['SCTP', 'TCP | default', 'UDP']);
  expect(at('      ports: [{containerPort: 1, █}]')).toEqual(['name | string', "protocol | 'SCTP' | 'TCP' | 'UDP'"]);
  expect(completions(`${POD}  restartPolicy: N█`)).toEqual(['Always', 'Never', 'OnFailure']);
  expect(completions(`${HEAD}spec:\n  replicas: █`)).toEqual(['1 | default']);
});

test('a kind brings its apiVersion, an apiVersion is offered for the kind', () => {
  expect(completions('apiVersion: apps/v1\nkind: █')[0]).toBe('Deployment | apps/v1');
  expect(accepted('kind: De█', 'Deployment')).toBe('apiVersion: apps/v1\nkind: Deployment\n');
  expect(accepted('apiVersion: v1\nkind: De█\n', 'Deployment')).toBe('apiVersion: apps/v1\nkind: Deployment\n');
  expect(accepted('apiVersion:\nkind: De█\n', 'Deployment')).toBe('apiVersion: apps/v1\nkind: Deployment\n');
  expect(accepted('kind: De█', 'Deployment', undefined, { newline: '\r\n' })).toBe(
    'apiVersion: apps/v1\r\nkind: Deployment\r\n',
  );
  expect(completions('apiVersion: █\nkind: HorizontalPodAutoscaler\n')).toEqual([
    'autoscaling/v2 | HorizontalPodAutoscaler',
    'autoscaling/v1 | HorizontalPodAutoscaler',
  ]);
  expect(completions('apiVersion: █')).toEqual(['apps/v1', 'v1', 'autoscaling/v2', 'autoscaling/v1']);
  const list = 'apiVersion: v1\nkind: List\nitems:\n  - kind: De█';
  expect(accepted(list, 'Deployment')).toBe(
    'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n',
  );
});

test('whole resources in an empty document', () => {
  const found = completions('█');
  expect(found.slice(0, 5)).toEqual([
    'apiVersion | string, required',
    'kind | string, required',
    'metadata | object',
    'Deployment | new resource, apps/v1',
    'ConfigMap | new resource, v1',
  ]);
  expect(accepted(`${HEAD}---\nDep█\n---\n${POD}`, 'Deployment')).toBe(
    `${HEAD}---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: \${1:name}\nspec:\n  selector:\n    matchLabels:\n      app: $1\n  template:\n    metadata:\n      labels:\n        app: $1\n    spec:\n      containers:\n        - name: $2\n          image: $3\n---\n${POD}`,
  );
  expect(accepted('# a comment\n█', 'ConfigMap')).toBe(
    `# a comment\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \${1:name}\ndata:\n  $2\n`,
  );
});

test('each document and each item of a List by its own kind', () => {
  expect(completions(`${HEAD}---\n${POD}  █`).map((line) => line.split(' ')[0])).toEqual([
    'containers',
    'restartPolicy',
    'nodeSelector',
  ]);
  const list = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    █';
  expect(completions(list).map((line) => line.split(' ')[0])).toEqual(['metadata', 'data', 'immutable']);
});

test('operations of a JSON patch that a kustomization names', () => {
  const at = (text: string) => {
    const read = fixture(
      `-- Chart.yaml --\nname: c\n-- ../k/kustomization.yaml --\npatches: [{path: ops.yaml}]\n-- ../k/ops.yaml --\n${text}`,
    );
    const { uri, offset } = cursorOf(read);
    return manifestCompletion(read.snapshot, uri, offset).map(({ label }) => label);
  };
  expect(at('- op: █')).toEqual(['add', 'remove', 'replace', 'move', 'copy', 'test']);
  expect(at('- op: add\n  █')).toEqual(['path', 'value', 'from']);
  expect(at('- █')).toEqual(['op', 'path', 'value', 'from']);
});

test('in broken text, behind non-ASCII and with CR LF', () => {
  const text = `${HEAD}metadata:\n  name: "ä\n  labels\nspec:\n  temp█`;
  expect(completions(text).map((line) => line.split(' ')[0])).toContain('template');
  const odd = `${HEAD}metadata:\n  name: "😀ä"\nspec:\n  █\n`;
  expect(completions(odd, { newline: '\r\n' })).toEqual(completions(odd));
  expect(accepted(`# 😀ä\n${POD}  con█\n`, 'containers')).toBe(
    `# 😀ä\n${POD}  containers:\n    - name: $1\n      image: $2\n`,
  );
});

test('nothing where no manifest is, in comments, block texts and free keys', () => {
  expect(completions('services:\n  █')).toEqual([]);
  expect(completions('a: 1\n█')).toEqual([]);
  expect(completions('█', { path: 'k/docker-compose.yaml' })).toEqual([]);
  expect(completions('█', { path: 'k/kustomization.yaml' })).toEqual([]);
  expect(completions(`${HEAD}# █`)).toEqual([]);
  expect(completions(`${HEAD}metadata:\n  labels:\n    █`)).toEqual([]);
  expect(completions('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    █')).toEqual([]);
  expect(completions('apiVersion: example.com/v1\nkind: Other\nspec:\n  █')).toEqual([]);
});

test('whatever the place, nothing throws', () => {
  const text = `${HEAD}spec:\n  template: {spec: {containers: [{na: 1}, a]}}\n--- x\n---\n- a\n---\nkind: List\nitems:\n- \t\n`;
  for (let offset = 0; offset <= text.length; offset++)
    expect(Array.isArray(completions(`${text.slice(0, offset)}█${text.slice(offset)}`))).toBe(true);
});
