// Completion of Kubernetes fields in templates: text in, what is offered out.

import { describe, expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { renderedState } from '../../../test/support/rendered-state.ts';
import { SMALL_SCHEMAS } from '../../../test/support/small-schemas.ts';
import { applyChanges } from '../workspace/snapshot.ts';
import type { ManifestItem } from './manifest/item.ts';
import { manifestInTemplate } from './manifest-in-template.ts';

interface Options extends FixtureOptions {
  /** What was rendered before: the text of the template with the cursor then. */
  readonly before?: string;
}

function itemsAt(text: string, options: Options = {}): readonly ManifestItem[] {
  const read = fixture(text.includes('-- templates/') ? text : `-- templates/a.yaml --\n${text}`, options);
  const { uri, offset } = cursorOf(read);
  const snapshot = { ...read.snapshot, schemas: SMALL_SCHEMAS };
  const { before } = options;
  const then = before === undefined ? undefined : applyChanges(snapshot, [{ kind: 'file', uri, text: before }]);
  const items = manifestInTemplate(snapshot, uri, offset, then && renderedState(then));
  return [...items].sort((a, b) => (a.sort < b.sort ? -1 : 1));
}

/** Labels in the order shown, the first few. */
function labels(text: string, options?: Options): string {
  const all = itemsAt(text, options).map(({ label }) => label);
  return all.slice(0, 8).join(' ') + (all.length > 8 ? ' …' : '');
}

/** The text after the item was accepted, as an editor indents further lines. */
function accepted(text: string, label: string, options?: Options): string {
  const read = fixture(text.includes('-- templates/') ? text : `-- templates/a.yaml --\n${text}`, options);
  const { uri } = cursorOf(read);
  const item = itemsAt(text, options).find((one) => one.label === label);
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

const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n';
const POD_SPEC = `${DEPLOYMENT}  template:\n    spec:\n`;
const CONTAINERS = `${POD_SPEC}      containers:\n`;
const OF_CONTAINER = 'image imagePullPolicy ports stdin args resources';

describe('in the text of a template', () => {
  test('tables with actions as values', () => {
    expect(labels(`${DEPLOYMENT}  █`)).toBe('selector template replicas');
    expect(labels(`${DEPLOYMENT}  replicas: {{ .Values.n }}\n  █`)).toBe('selector template');
    expect(labels(`${DEPLOYMENT}  re█\n  selector: {}\n`)).toBe('template replicas');
    expect(
      labels(`${CONTAINERS}        - name: {{ .Chart.Name }}\n          █\n          image: "{{ .Values.i }}:é"\n`),
    ).toBe('imagePullPolicy ports stdin args resources');
    expect(labels(`${CONTAINERS}        - name: a\n          im█`, { newline: '\r\n' })).toBe(OF_CONTAINER);
    expect(labels(`# é😀\n${CONTAINERS}        - name: "é{{ .Chart.Name }}😀"\n          im█`)).toBe(OF_CONTAINER);
  });

  test('blocks are no structure', () => {
    const at = (rest: string) => labels(`${CONTAINERS}${rest}`);
    expect(at('        {{- range .Values.c }}\n        - name: {{ .name }}\n          █\n        {{- end }}\n')).toBe(
      OF_CONTAINER,
    );
    expect(at('        - name: a\n{{- if .Values.x }}\n          █\n{{- end }}\n')).toBe(OF_CONTAINER);
    expect(
      at(
        '        - name: a\n          {{- with .Values.x }}\n          stdin: true\n          {{- else }}\n          █\n          {{- end }}\n',
      ),
    ).toBe('image imagePullPolicy ports args resources');
    expect(labels(`{{- if .Values.x }}\n${DEPLOYMENT}  █\n{{- end }}\n`)).toBe('selector template replicas');
    expect(labels(`{{ range .Values.x }}\n---\n${DEPLOYMENT}  █\n{{ end }}\n---\nkind: Pod\n`)).toBe(
      'selector template replicas',
    );
    expect(labels(`${DEPLOYMENT}{{ if .Values.x }}  replicas: 1{{ end }}\n  █`)).toBe('selector template');
    expect(labels(`${DEPLOYMENT}{{ if .Values.x }}  re█{{ end }}\n`)).toBe('selector template replicas');
    expect(labels(`${DEPLOYMENT}{{- /* two\n   lines */}}\n  {{- $x := dict\n    "a" 1 }}\n  █`)).toBe(
      'selector template replicas',
    );
  });

  test('tables that an action fills', () => {
    expect(
      labels(
        `${CONTAINERS}        - name: a\n          resources:\n            {{- toYaml .Values.r | nindent 12 }}\n            █`,
      ),
    ).toBe('limits');
    expect(
      labels(
        `${CONTAINERS}        - name: a\n          resources: {{- toYaml .Values.r | nindent 12 }}\n            █`,
      ),
    ).toBe('limits');
    expect(labels(`${DEPLOYMENT}  selector: {{ .Values.s }}\n    █`)).toBe('');
    expect(labels(`apiVersion: v1\nkind: Pod\nmetadata:\n  {{- include "x" . | nindent 2 }}\n  █`)).toBe(
      'name namespace labels annotations',
    );
  });

  test('items, first keys and values', () => {
    expect(labels(`${CONTAINERS}        - █`)).toBe('name image imagePullPolicy ports stdin args resources');
    expect(labels(`${CONTAINERS}        {{- range .Values.c }}\n        - █\n        {{- end }}`)).toBe(
      'name image imagePullPolicy ports stdin args resources',
    );
    const at = (rest: string) => labels(`${CONTAINERS}        - name: {{ .x }}\n          ${rest}`);
    expect(at('imagePullPolicy: █')).toBe('Always IfNotPresent Never');
    expect(at('imagePullPolicy: "A█"')).toBe('Always IfNotPresent Never');
    expect(at('stdin: █')).toBe('true false');
    expect(at('ports: [{protocol: █}]')).toBe('SCTP TCP UDP');
    expect(at('ports: [{containerPort: {{ .p }}, █}]')).toBe('name protocol');
    expect(at('stdin: {{ .x }}█')).toBe('');
    expect(at('stdin: █{{ .x }}')).toBe('');
    expect(at('st{{ .x }}█')).toBe('');
  });

  test('a list in the column of its key, which is the first of an item', () => {
    const text = `${CONTAINERS}        - ports:\n          - containerPort: 1\n            `;
    expect(labels(`${text}█`)).toBe('name protocol');
    expect(labels(`${text}name: {{ .x }}\n          - █`)).toBe('containerPort name protocol');
  });

  test('nothing in actions, comments, block texts, lines of tags and where the kind is not known', () => {
    expect(labels(`${DEPLOYMENT}  {{ re█ }}`)).toBe('');
    expect(labels(`${DEPLOYMENT}  {{ .Val█`)).toBe('');
    expect(labels(`${DEPLOYMENT}  {{- /* █ */}}`)).toBe('');
    expect(labels(`${DEPLOYMENT}  # █`)).toBe('');
    expect(labels(`${DEPLOYMENT}  {{- if .x }} █\n  {{- end }}`)).toBe('');
    expect(labels(`apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    {{ .x }}\n    █`)).toBe('');
    expect(labels(`kind: {{ .Values.kind }}\nspec:\n  █`)).toBe('');
    expect(labels(`kind: Nobody\napiVersion: x/v1\nspec:\n  █`)).toBe('');
    expect(labels(`kind: HorizontalPodAutoscaler\napiVersion: {{ .x }}\nspec:\n  █`)).toBe('maxReplicas');
    expect(labels('-- templates/NOTES.txt --\napiVersion: v1\nkind: Pod\nspec:\n  █')).toBe('');
  });

  test('broken text', () => {
    expect(labels(`${DEPLOYMENT}  selector: {\n  re█`)).toBe('template replicas');
    expect(labels(`${DEPLOYMENT}  foo bar\n  : x\n  re█`)).toBe('selector template replicas');
    expect(labels(`{{- if .x }}\n${DEPLOYMENT}  re█`)).toBe('selector template replicas');
    expect(labels(`${DEPLOYMENT}  selector: {{ .x\n  re█`)).toBe('template replicas');
    expect(labels(`{{ end }}\n${DEPLOYMENT}  re█\n{{ wrong`)).toBe('selector template replicas');
  });

  test('what is inserted', () => {
    expect(accepted(`${POD_SPEC}      █`, 'containers')).toBe(
      `${POD_SPEC}      containers:\n        - name: $1\n          image: $2\n`,
    );
    expect(accepted(`${CONTAINERS}        {{- if .x }}\n        - po█\n        {{- end }}`, 'ports')).toBe(
      `${CONTAINERS}        {{- if .x }}\n        - ports:\n            - containerPort: $1\n        {{- end }}\n`,
    );
    expect(accepted(`${CONTAINERS}        - name: {{ .x }}\n          im█`, 'imagePullPolicy')).toBe(
      `${CONTAINERS}        - name: {{ .x }}\n          imagePullPolicy: \n`,
    );
  });

  test('kind, apiVersion, whole resources', () => {
    expect(labels('apiVersion: apps/v1\nkind: █\n')).toContain('Deployment');
    expect(accepted('{{- if .x }}\nkind: De█\n{{- end }}\n', 'Deployment')).toBe(
      '{{- if .x }}\napiVersion: apps/v1\nkind: Deployment\n{{- end }}\n\n'.replace('\n\n', '\n'),
    );
    expect(accepted('apiVersion: v1\nkind: De█\n', 'Deployment')).toBe('apiVersion: apps/v1\nkind: Deployment\n');
    expect(accepted('apiVersion: {{ .x }}\nkind: De█\n', 'Deployment')).toBe(
      'apiVersion: {{ .x }}\nkind: Deployment\n',
    );
    expect(labels('apiVersion: █\nkind: HorizontalPodAutoscaler\n')).toBe('autoscaling/v2 autoscaling/v1');
    expect(labels('█')).toContain('apiVersion kind metadata Deployment');
    expect(labels('{{- if .Values.x }}\n█\n{{- end }}\n')).toContain('Deployment');
    expect(labels('kind: Pod\n█')).toContain('apiVersion');
    expect(labels('{{ include "all" . }}\n█')).toBe('');
    expect(labels('-- templates/_h.tpl --\n█')).toBe('');
  });
});

test('whatever the place, nothing throws', () => {
  const text = `{{ define "a" -}}\n${CONTAINERS}        - name: "é{{ .x }}😀"\n    {{- end }}\n---\n- a: {b: [{{ x\n  {{ if }}k: v{{ end }}\n{{ end }}\n---`;
  const read = fixture(`-- templates/a.yaml --\n${text}\n-- templates/b.yaml --\n{{ include "a" . | nindent 2 }}\n`, {
    newline: '\r\n',
    openEnd: true,
  });
  const file = read.files.get('templates/a.yaml');
  const snapshot = { ...read.snapshot, schemas: SMALL_SCHEMAS };
  const state = renderedState(snapshot);
  for (let at = 0; at <= (file?.text.length ?? 0); at++)
    for (const item of manifestInTemplate(snapshot, file?.uri ?? '', at, state)) {
      // What is replaced is a word of the text, never an action.
      expect(file?.text.slice(item.replace.start, item.replace.end)).not.toMatch(/[{}\n]/);
      expect(item.replace.start <= at && at <= item.replace.end).toBe(true);
    }
});
