// What the dot is in templates inside other texts: strings, values and files that reach tpl.

import { describe, expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { completion } from '../features/completion.ts';
import { hover } from '../features/hover.ts';
import { contextAt, dotHere, objectPath, rootHere } from './context.ts';
import { pathText } from './markdown.ts';
import { targetAt } from './target.ts';
import type { Possible } from './value.ts';

const CHARTS = `
-- Chart.yaml --
name: app
-- charts/sub/Chart.yaml --
name: sub
`.trim();

const RENDER = `
-- templates/_tpl.tpl --
{{- define "tplvalues.render" -}}
{{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
{{- if contains "{{" (toJson .value) }}
  {{- if .scope }}
    {{- tpl (cat "{{- with $.RelativeScope -}}" $value "{{- end }}") (merge (dict "RelativeScope" .scope) .context) }}
  {{- else }}
    {{- tpl $value .context }}
  {{- end }}
{{- else }}
    {{- $value }}
{{- end }}
{{- end -}}
`.trim();

function show(tree: NonNullable<ReturnType<typeof contextAt>>['tree'], value: Possible): string {
  const refs = value.refs.flatMap((ref): string | [] => {
    if (ref.kind === 'dict')
      return `{${[...ref.entries].map(([key, item]) => `${key}: ${show(tree, item)}`).join('; ')}}`;
    if (ref.kind !== 'path') return ref.kind === 'list' ? '[]' : [];
    const found = objectPath(tree, ref);
    return found ? `${found.chart.name}:${found.object === undefined ? '.' : pathText(found.object, found.path)}` : '?';
  });
  return [...refs, ...(value.complete ? [] : ['…'])].join(' | ');
}

function read(files: string, newline: '\n' | '\r\n' = '\n') {
  const own = files.startsWith('\n') ? files.slice(1) : files;
  const made = fixture(`${CHARTS}\n${own}`, { newline });
  const { uri, offset } = cursorOf(made);
  const context = contextAt(made.snapshot, uri, offset);
  return { snapshot: made.snapshot, uri, offset, context };
}

/** The dot at the cursor. */
function dot(files: string): string {
  const { context } = read(files);
  return context === undefined ? 'no context' : show(context.tree, dotHere(context));
}

describe('a scalar of a values file', () => {
  const under = (values: string, template: string) =>
    dot(`-- values.yaml --\n${values}\n-- templates/x.yaml --\n${template}`);

  test.each([
    ['a: "{{ █ }}"', '{{ tpl .Values.a . }}', 'app:.'],
    ["a: '{{ █ }}'", '{{ tpl .Values.a $ }}', 'app:.'],
    ['a: x{{ █ }}', '{{ .Values.a | print | tpl }}', 'no context'],
    ['a: x{{ █ }}', '{{ tpl (.Values.a | toString | trim) . }}', 'app:.'],
    ['a: |\n  x\n  {{ █ }}', '{{ with .Values.a }}{{ tpl . $ }}{{ end }}', 'app:.'],
    ['a:\n  b:\n    - c: x{{ █ }}', '{{ tpl (toYaml .Values.a) . }}', 'app:.'],
    ['a:\n  "{{ █ }}": 1', '{{ tpl (toYaml .Values.a | nindent 2) . }}', 'app:.'],
    ['"x{{ █ }}": 1', '{{ tpl (toYaml .Values.a) . }}', 'no context'],
    ['a: {b: "{{ █ }}"}', '{{ tpl .Values.a.c . }}', 'no context'],
    ['l: ["{{ █ }}"]', '{{ range .Values.l }}{{ tpl . $ }}{{ end }}', 'app:.'],
    ['m: {k: {v: "{{ █ }}"}}', '{{ range $k, $v := .Values.m }}{{ tpl $v.v $ }}{{ end }}', 'app:.'],
    ['a: "{{ with .Values.b }}{{ █ }}{{ end }}"', '{{ tpl .Values.a . }}', 'app:.Values.b'],
    ['a: "{{ █ }}"', '{{ tpl .Values.a (dict "x" .Values.b) }}', '{x: app:.Values.b}'],
    ['a: "{{ █ }}"', '{{ tpl .Values.a .Values.b }}', 'app:.Values.b'],
    ['a: "{{ █ }}"', '{{ tpl (printf "x: %s" .Values.a) . }}', 'app:.'],
    ['a: "{{ █ }}"', '{{ tpl (default "x" .Values.a) . }}', 'app:.'],
    ['a: "{{ █ }}"', '{{ tpl .Values.a (fromYaml "x: 1") }}', '…'],
    ['a: "{{ █ }}"', '{{ define "h" }}{{ tpl .v .c }}{{ end }}{{ include "h" (dict "v" .Values.a "c" $) }}', 'app:.'],
    [
      'a: "{{ █ }}"',
      '{{ define "h" }}{{ tpl .v .c }}{{ end }}{{ include "h" (dict "v" .Values.b "c" $) }}',
      'no context',
    ],
    ['a: "{{ █ }}"', '{{ define "never" }}{{ tpl .Values.a . }}{{ end }}', 'no context'],
    ['a: "{{ tpl .Values.b . }}"\nb: "{{ █ }}"', '{{ tpl .Values.a . }}', 'app:.'],
    ['a: &a "{{ █ }}"\nb: *a', '{{ tpl .Values.b . }}', 'app:.'],
  ])('%s by %s', (values, template, expected) => expect(under(values, template)).toBe(expected));

  test('what is handed on together stays together', () => {
    const helper = '{{ define "h" }}{{ tpl .v .c }}{{ end }}';
    const calls =
      '{{ include "h" (dict "v" .Values.a "c" .Values.ca) }}{{ include "h" (dict "v" .Values.b "c" .Values.cb) }}';
    expect(under('a: "{{ █ }}"', helper + calls)).toBe('app:.Values.ca');
    expect(under('b: "{{ █ }}"', helper + calls)).toBe('app:.Values.cb');
  });

  test('the way of the Bitnami charts', () => {
    const call = (dict: string) => `{{ include "tplvalues.render" (dict ${dict}) }}\n${RENDER}`;
    expect(under('a: "{{ █ }}"', call('"value" .Values.a "context" $'))).toBe('app:.');
    expect(under('a: [{b: "{{ █ }}"}]', call('"value" .Values.a "context" $'))).toBe('app:.');
    expect(under('a: "{{ █ }}"', call('"value" .Values.a "context" $ "scope" .Values.b'))).toBe('app:. | …');
    expect(
      under(
        'a: "{{ █ }}"',
        `{{ define "o" }}${call('"value" .p "context" .ctx').replace('\n', '{{ end }}{{ include "o" (dict "p" .Values.a "ctx" $) }}\n')}`,
      ),
    ).toBe('app:.');
  });

  test('of subcharts, their parents and global', () => {
    expect(
      dot('-- values.yaml --\nsub: {a: "{{ █ }}"}\n-- charts/sub/templates/x.yaml --\n{{ tpl .Values.a . }}'),
    ).toBe('sub:.');
    expect(
      dot('-- charts/sub/values.yaml --\na: "{{ █ }}"\n-- charts/sub/templates/x.yaml --\n{{ tpl .Values.a . }}'),
    ).toBe('sub:.');
    expect(dot('-- charts/sub/values.yaml --\na: "{{ █ }}"\n-- templates/x.yaml --\n{{ tpl .Values.sub.a . }}')).toBe(
      'app:.',
    );
    expect(
      dot('-- values.yaml --\nglobal: {a: "{{ █ }}"}\n-- charts/sub/templates/x.yaml --\n{{ tpl .Values.global.a . }}'),
    ).toBe('sub:.');
    expect(dot('-- values-prod.yaml --\na: "{{ █ }}"\n-- templates/x.yaml --\n{{ tpl .Values.a . }}')).toBe('app:.');
  });
});

describe('other texts', () => {
  test.each([
    ['{{ with .Values.a }}{{ tpl "{{ █ }}" $ }}{{ end }}', 'app:.'],
    ['{{ with .Values.a }}{{ tpl `{{ with .Values.b }}{{ █ }}{{ end }}` $ }}{{ end }}', 'app:.Values.b'],
    ['{{ define "h" }}{{ tpl ("{{ █ }}") .c }}{{ end }}{{ include "h" (dict "c" .Values.x) }}', 'app:.Values.x'],
    ['{{ with .Values.a }}{{ print "{{ █ }}" }}{{ end }}', 'app:.Values.a'],
    ['{{ with .Values.a }}{{ tpl "x{{ 1 }}" █ }}{{ end }}', 'app:.Values.a'],
  ])('%s', (template, expected) => expect(dot(`-- templates/x.yaml --\n${template}`)).toBe(expected));

  test.each([
    ['{{ tpl (.Files.Get "conf/a.txt") . }}', 'app:.'],
    ['{{ tpl ($.Files.Get (printf "conf/%s" "a.txt")) .Values.x }}', 'app:.Values.x'],
    ['{{ range $path, $_ := .Files.Glob "conf/*" }}{{ tpl ($.Files.Get $path) $ }}{{ end }}', 'app:.'],
    ['{{ range $path, $bytes := .Files.Glob "conf/*" }}{{ tpl (toString $bytes) $ }}{{ end }}', 'app:.'],
    ['{{ tpl ((.Files.Glob "conf/*.txt").AsConfig | indent 2) . }}', 'app:.'],
    ['{{ range list "a.txt" "b.txt" }}{{ tpl ($.Files.Get (printf "conf/%s" .)) $ }}{{ end }}', 'app:.'],
    ['{{ tpl ((.Files.Glob "other/*").AsConfig) . }}', 'no context'],
    ['{{ .Files.Get "conf/a.txt" }}', 'no context'],
  ])('a file by %s', (template, expected) =>
    expect(dot(`-- conf/a.txt --\nx {{ █ }}\n-- templates/x.yaml --\n${template}`)).toBe(expected),
  );
});

test('a helper that a values string calls is given its dot', () => {
  expect(
    dot(`-- values.yaml --
a: '{{ include "h" .Values.b }}'
-- templates/x.yaml --
{{ tpl .Values.a . }}{{ define "h" }}{{ █ }}{{ end }}`),
  ).toBe('app:.Values.b');
});

describe('features there', () => {
  const TEMPLATE = `-- templates/x.yaml --\n{{ tpl .Values.t . }}{{ tpl (toYaml .Values.m) . }}\n`;

  test.each(['\n', '\r\n'] as const)('offsets are those of the file, with newline %j', (newline) => {
    const found = (values: string) => {
      const { snapshot, uri, offset, context } = read(
        `${TEMPLATE}-- values.yaml --\n${values}\nimage: {tag: v1}\n`,
        newline,
      );
      const target = targetAt(snapshot, uri, offset)?.target;
      const text = snapshot.files.get(uri)?.text ?? '';
      expect(context && show(context.tree, rootHere(context))).toBe('app:.');
      return (
        target &&
        `${text.slice(target.span.start, target.span.end)} ${hover(snapshot, uri, offset)?.markdown.split(' ')[0]}`
      );
    };
    expect(found('t: "é\\u00e9\\t𝄞 {{ .Values.image.t█ag }}"')).toBe('tag **`.Values.image.tag`**');
    expect(found("t: 'it''s {{ .Values.image.t█ag }}'")).toBe('tag **`.Values.image.tag`**');
    expect(found('m:\n  x: |-\n    a\n      {{- .Values.i█mage }}')).toBe('image **`.Values.image`**');
    expect(found('m:\n  x: >+2\n      a\n    {{- .Values.i█mage }}')).toBe('image **`.Values.image`**');
    expect(found('t: a\n  folded {{ print\n  .Values.image.t█ag }}')).toBe('tag **`.Values.image.tag`**');
    expect(found('t: "{{ index .Values \\"image\\" \\"t█ag\\" }}"')).toBe('"tag\\ **`.Values.image.tag`**');
    expect(found('t: "a \\\n  b {{ .Values.image.t█ag }}"')).toBe('tag **`.Values.image.tag`**');
  });

  test('what is inserted is written as its scalar needs it', () => {
    const inserted = (values: string, label: string) => {
      const { snapshot, uri, offset } = read(`${TEMPLATE}-- values.yaml --\n${values}\nmy-key: {b: 1}\n`);
      return completion(snapshot, uri, offset).find((item) => item.label === label)?.insert;
    };
    expect(inserted('t: "{{ .Values.█ }}"', 'my-key')).toBe('(index .Values \\"my-key\\")');
    expect(inserted("t: '{{ .Values.█ }}'", 'my-key')).toBe('(index .Values "my-key")');
    expect(inserted('t: |\n  {{ .Values.█ }}', 'my-key')).toBe('(index .Values "my-key")');
    expect(inserted('t: "{{ get .Values \\"█\\" }}"', 'my-key')).toBe('my-key');
    expect(inserted('t: "{{ .Release.█"', 'Name')).toBe('Name');
  });

  test('nothing of templates outside of actions, in comments and in values that do not reach tpl', () => {
    const none = (values: string) => {
      const { snapshot, uri, offset } = read(`${TEMPLATE}-- values.yaml --\n${values}\n`);
      return completion(snapshot, uri, offset).length + (targetAt(snapshot, uri, offset) ? 1 : 0);
    };
    expect(none('t: "a█ {{ .Values.x }}"')).toBe(0);
    expect(none('# {{ .Values.█ }}\nt: "{{ .Values.x }}"')).toBe(0);
    expect(none('u: "{{ .Values.█ }}"\nt: "{{ .Values.x }}"')).toBe(0);
  });
});
