// Hover of Kubernetes fields in templates: text in, what it says out.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { renderedState } from '../../../test/support/rendered-state.ts';
import { SMALL_SCHEMAS } from '../../../test/support/small-schemas.ts';
import { fileAt } from '../workspace/snapshot.ts';
import { manifestHoverInTemplate } from './manifest-in-template-hover.ts';

/** The word that it is about, and the first line of what it says. */
function hoverAt(text: string, options: FixtureOptions & { readonly isRendered?: boolean } = {}): string {
  const read = fixture(text.includes('-- templates/') ? text : `-- templates/a.yaml --\n${text}`, options);
  const { uri, offset } = cursorOf(read);
  const snapshot = { ...read.snapshot, schemas: SMALL_SCHEMAS };
  const state = options.isRendered ? renderedState(snapshot) : undefined;
  const found = manifestHoverInTemplate(snapshot, uri, offset, state);
  if (found === undefined) return 'nothing';
  const word = fileAt(snapshot, uri)?.text.slice(found.span.start, found.span.end);
  return `<${word}> ${found.markdown.split('\n')[0]}`;
}

const CONTAINERS =
  'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    {{- range .Values.c }}\n    - name: {{ .name }}\n';

test('a field says its path, its type and whether it is required', () => {
  expect(hoverAt('apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      cont█ainers: []')).toBe(
    '<containers> **`Deployment.spec.template.spec.containers`**: `list of objects`, required',
  );
  expect(hoverAt(`${CONTAINERS}      im█age: "{{ .image }}"\n    {{- end }}`)).toBe(
    '<image> **`Pod.spec.containers[].image`**: `string`',
  );
  expect(hoverAt(CONTAINERS.replace('- name', '- na█me'))).toBe(
    '<name> **`Pod.spec.containers[].name`**: `string`, required',
  );
  expect(hoverAt(`${CONTAINERS}      imagePullPolicy: Al█ways\n    {{- end }}`, { newline: '\r\n' })).toBe(
    '<Always> **`Pod.spec.containers[].imagePullPolicy`**: `string`',
  );
  expect(hoverAt(CONTAINERS.replace('kind', 'ki█nd'))).toBe('<kind> **`Pod`** (`v1`)');
  expect(hoverAt(`# é😀\n${CONTAINERS}      é: ü\n      std█in: {{ .x }}`)).toBe(
    '<stdin> **`Pod.spec.containers[].stdin`**: `boolean`',
  );
  expect(hoverAt('apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    {{ .x }}: a\n    b: c█')).toContain(
    'Pod.metadata.labels.b',
  );
});

test('in a named template the field of its first caller', () => {
  const text = `-- templates/_h.tpl --\n{{- define "h" }}\nna█me: x\n{{- end }}\n-- templates/a.yaml --\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - {{- include "h" . | nindent 6 }}`;
  expect(hoverAt(text)).toBe('<name> **`Pod.spec.containers[].name`**: `string`, required');
});

test('by what was rendered', () => {
  const text = `-- templates/a.yaml --\napiVersion: v1\nkind: {{ "Pod" }}\nspec:\n  restart█Policy: Never\n`;
  expect(hoverAt(text, { isRendered: true })).toBe('<restartPolicy> **`Pod.spec.restartPolicy`**: `string`');
  expect(hoverAt(text)).toBe('nothing');
});

test('nothing in actions, comments, block texts, unknown fields and words that actions are a part of', () => {
  expect(hoverAt(`${CONTAINERS}      image: {{ .im█age }}`)).toBe('nothing');
  expect(hoverAt(`${CONTAINERS}      # im█age: x`)).toBe('nothing');
  expect(hoverAt(`${CONTAINERS}      {{/* im█age: x */}}`)).toBe('nothing');
  expect(hoverAt(`${CONTAINERS}      wro█ng: x`)).toBe('nothing');
  expect(hoverAt(`${CONTAINERS}      imagePull█{{ .x }}: x`)).toBe('nothing');
  expect(hoverAt('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    kind█: x')).toBe('nothing');
  expect(hoverAt('-- templates/_h.tpl --\nkind: Pod\napiVersion: v1\nsp█ec: {}')).toBe('nothing');
});

test('whatever the place, nothing throws', () => {
  const text = `{{ define "a" }}\n${CONTAINERS}      image: "é{{ .x }}😀"\n    {{- end }}\n---\n- a: {b: [{{ x\n{{ end }}`;
  const { snapshot, files } = fixture(`-- templates/a.yaml --\n${text}`, { newline: '\r\n' });
  const file = files.get('templates/a.yaml');
  const world = { ...snapshot, schemas: SMALL_SCHEMAS };
  const state = renderedState(world);
  for (let at = 0; at <= (file?.text.length ?? 0); at++)
    expect(() => manifestHoverInTemplate(world, file?.uri ?? '', at, state)).not.toThrow();
});
