// The features that follow names, in the templates of values files: references, definition, highlights, signatures.

import { describe, expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentHighlight } from './document-highlight.ts';
import { references } from './references.ts';
import { signatureHelp } from './signature-help.ts';

const FILES = String.raw`
  -- templates/x.yaml --
  {{ define "h" }}{{ .x }}{{ end }}{{ tpl .Values.a . }}{{ tpl (toYaml .Values.m) . }}{{ .Values.image.tag }}
  -- values.yaml --
  a: "é {{ include \"h\" (dict \"x\" .Values.image) }}"
  m:
    - |
      {{ .Values.image.tag }}
    - '{{ $v := .Values.image }}{{ $v.tag }}'
  image: {tag: v1}
`;

function at(word: string) {
  const read = fixture(
    FILES.replace(word, (found) => `${found.slice(0, -1)}█${found.slice(-1)}`),
    { newline: '\r\n' },
  );
  const { uri, offset } = cursorOf(read);
  const path = (of: string) => of.slice(FIXTURE_ROOT.length + 1);
  const show = (of: string, { start, end }: { readonly start: number; readonly end: number }) => {
    const text = read.snapshot.files.get(of)?.text ?? '';
    const before = text.slice(0, start).split('\r\n');
    return `${path(of)}:${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${text.slice(start, end)}`;
  };
  return { snapshot: read.snapshot, uri, offset, show };
}

test('references of a helper and of a value are found there, and from there', () => {
  const all = (word: string) => {
    const { snapshot, uri, offset, show } = at(word);
    return references(snapshot, uri, offset, true)?.map((found) => show(found.uri, found.span));
  };
  expect(all('define "h"')).toMatchInlineSnapshot(`
    [
      "templates/x.yaml:1:12 h",
      "values.yaml:1:20 h",
    ]
  `);
  expect(all('include \\"h')).toEqual(all('define "h"'));
  expect(all('      {{ .Values.image.tag')).toMatchInlineSnapshot(`
    [
      "templates/x.yaml:1:102 tag",
      "values.yaml:4:22 tag",
      "values.yaml:5:37 tag",
      "values.yaml:6:9 tag",
    ]
  `);
  expect(all('$v.tag')).toEqual(all('      {{ .Values.image.tag'));
});

test('definitions, highlights and signatures', () => {
  const helper = at('include \\"h');
  expect(
    definition(helper.snapshot, helper.uri, helper.offset)?.targets.map((one) => helper.show(one.uri, one.selection)),
  ).toMatchInlineSnapshot(`
    [
      "templates/x.yaml:1:11 "h"",
    ]
  `);
  const variable = at('{{ $v.');
  expect(
    documentHighlight(variable.snapshot, variable.uri, variable.offset)?.map(({ span }) =>
      variable.show(variable.uri, span),
    ),
  ).toMatchInlineSnapshot(`
    [
      "values.yaml:5:9 $v",
      "values.yaml:5:34 $v",
    ]
  `);
  const call = at('(dict \\"x\\" ');
  expect(signatureHelp(call.snapshot, call.uri, call.offset)?.label).toMatchInlineSnapshot(`"include "h" (dict "x")"`);
});

describe('in a values file that is being written', () => {
  const labels = (value: string, newline: '\n' | '\r\n') => {
    const read = fixture(
      [
        '-- values.yaml --\nimage: {tag: 1}\nextra:\n  - name: é😀\n    value: ',
        value,
        '\n  - name: B\n    value: "x"\nlater: 1\n-- templates/a.yaml --\n{{ range .Values.extra }}{{ tpl .value $ }}{{ end }}',
      ].join(''),
      { newline },
    );
    const { uri, offset } = cursorOf(read);
    return completion(read.snapshot, uri, offset);
  };
  test.each([
    ["'{{ .Values.█", 'image extra later'],
    ['"{{ .Values.█', 'image extra later'],
    ["'a: {{ .Values.image.█ }}", 'tag'],
    ['{{ .Values.image.█', 'tag'],
    ['x {{ include .Release.Name █', '$ .Values .Release .Chart .Capabilities .Files .Template .Subcharts'],
    ['"{{ index .Values.image \\"█', 'tag'],
  ])('%s', (value, expected) => {
    for (const newline of ['\n', '\r\n'] as const)
      expect(
        labels(value, newline)
          .map(({ label }) => label)
          .join(' '),
      ).toBe(expected);
  });

  test('quotes are written as the text around needs them', () => {
    const inserted = (value: string) => labels(value, '\n').find(({ label }) => label === 'include')?.insert;
    expect(inserted('"{{ █')).toBe('include \\\\"$1\\\\"');
    expect(inserted("'{{ █")).toBe('include "$1"');
  });
});
