// The comment that speaks of a named template: the one right above it, whatever stands in it; what links are called.

import { expect, test } from 'vitest';
import { fixture } from '../../../test/support/fixture.ts';
import { chartTreeOf } from './charts.ts';
import { placeLink, templateComment } from './markdown.ts';
import { templateIndex } from './templates.ts';

function commentOfHelper(above: string): string | undefined {
  const { snapshot, files } = fixture(`-- templates/_h.tpl --\n${above}\n{{- define "x.y" }}{{ end }}`);
  const uri = files.get('templates/_h.tpl')?.uri ?? '';
  const tree = chartTreeOf(snapshot, uri);
  const site = tree && templateIndex(snapshot, tree).sitesOf('x.y')[0];
  return site && templateComment(site);
}

test.each([
  ['{{/* One line. */}}', 'One line.'],
  ['{{- /*One line.*/ -}}', 'One line.'],
  ['{{/* Use it: {{ include "x.y" (dict "a" 1) }} */}}', 'Use it: {{ include "x.y" (dict "a" 1) }}'],
  ['{{/* Far away. */}} text', undefined],
  ['{{/* Of another. */}}{{ print 1 }}', undefined],
  ['{{/* */}}', undefined],
  ['{{/* Never ended', undefined],
])('%s', (above, comment) => {
  expect(commentOfHelper(above)).toBe(comment);
});

test('lines that show a call are code, and the text around them is none', () => {
  const text = [
    '{{/*',
    'Text of',
    'two lines.',
    'Usage:',
    '{{ include "x.y" . }}',
    '  {{ include "x.y" (dict',
    '    "a" 1) }}',
    'More {{ of }} it.',
    '*/}}',
  ];
  expect(commentOfHelper(text.join('\r\n'))).toMatchInlineSnapshot(`
    "Text of
    two lines.
    Usage:

    \`\`\`helm
    {{ include "x.y" . }}
    {{ include "x.y" (dict
    "a" 1) }}
    \`\`\`

    More {{ of }} it."
  `);
});

test('a file of a packed chart is called by the path of its archive', () => {
  const { snapshot, files } = fixture(`
    -- Chart.yaml --
    name: x
    -- values.yaml --
    a: 1
    -- charts/redis-1.0.0.tgz!/Chart.yaml --
    name: redis
    version: 1.0.0
    -- charts/redis-1.0.0.tgz!/values.yaml --
    b: 1
  `);
  const tree = chartTreeOf(snapshot, files.get('values.yaml')?.uri ?? '');
  const links = [...files.values()].map((file) => /^\[(.*?)\]/.exec(placeLink(tree, file, 0))?.[1]);
  expect(links).toContain('values.yaml:1');
  expect(links).toContain('charts/redis-1.0.0.tgz!/values.yaml:1');
});
