// Unknown values, as `line path -> key that is meant`: what is told, and what is left alone since its author may mean it.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';
import { chartTreeUnder } from '../charts.ts';
import { unknownValues } from './unknown.ts';

function unknown(template: string, more = ''): string[] {
  const { snapshot } = fixture(`
-- values.yaml --
image: {tag: v1, repository: r}
# é: comments may name commentd
service: {port: 80}
-- templates/x.yaml --
${template}
${more}`);
  const tree = chartTreeUnder(snapshot, FIXTURE_ROOT);
  return tree.charts.flatMap((chart) =>
    chart.templates.flatMap((file) =>
      unknownValues(snapshot, tree, chart, file).map(
        ({ span, path, meant }) => `${file.text.slice(span.start, span.end)} ${path.join('.')} -> ${meant}`,
      ),
    ),
  );
}

test.each([
  ['{{ .Values.image.tga }}', 'tga image.tga -> tag'],
  ['{{ .Values.imgae.tag | quote }}', 'imgae imgae -> image'],
  ['é😀 {{ $.Values.image.repositry }}', 'repositry image.repositry -> repository'],
  ['{{ with .Values.image }}{{ .tga }}{{ end }}', 'tga image.tga -> tag'],
  ['{{ if .Values.service.port }}{{ printf "%s" .Values.image.tga }}{{ end }}', 'tga image.tga -> tag'],
  ['{{ include "x" . }}{{ define "x" }}{{ .Values.image.tga }}{{ end }}', 'tga image.tga -> tag'],
])('%s', (template, expected) => {
  expect(unknown(template)).toEqual([expected]);
});

test.each([
  '{{ .Values.image.tag }}',
  '{{ .Values.image.digest }}',
  '{{ .Values.image.tga | default "x" }}',
  '{{ if .Values.image.tga }}{{ .Values.image.tga }}{{ end }}',
  '{{ with .Values.image.tga }}{{ . }}{{ end }}',
  '{{ if hasKey .Values.image "tga" }}{{ .Values.image.tga }}{{ end }}',
  '{{ required "x" .Values.image.tga }}',
  '{{ coalesce .Values.image.tga .Values.image.tag }}',
  '{{ $x := .Values.image.tga }}{{ $x }}',
  '{{ $_ := set .Values.image "tga" 1 }}{{ .Values.image.tga }}',
  '{{ .Values.service.commentd }}',
  '{{ .Release.Nmae }}',
  '{{ .Values.image.tga ',
  '{{ range .Values.list }}{{ .tga }}{{ end }}',
  '{{ .Values.service.po }}',
  '{{ if .Values.image.tag }}x{{ else }}{{ .Values.image.tags }}{{ end }}',
  '{{ .Values.image.repositoryName }}',
])('nothing of %s', (template) => {
  expect(unknown(template)).toEqual([]);
});

test.each([
  '-- values-prod.yaml --\nimage: {tga: 1}',
  '-- ci/x-values.yaml --\n# tga',
  '-- values.schema.json --\n{"properties": {"image": {"properties": {"tga": {}}}}}',
  '-- templates/_h.tpl --\n{{ define "h" }}{{ if .tga }}{{ end }}{{ end }}',
])('what says the word anywhere: %s', (more) => {
  expect(unknown('{{ .Values.image.tga }}', more)).toEqual([]);
});
