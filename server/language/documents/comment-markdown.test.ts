// Comments of values files as Markdown, and what they say of a key.

import { expect, test } from 'vitest';
import { commentMarkdown } from './comment-markdown.ts';
import { placesOf, valuesView } from './values.ts';
import { commentOf } from './values-comment.ts';

test('sentences flow, examples are code, references have a line of their own', () => {
  expect(
    commentMarkdown(
      'Extra variables, which\nare many.\nref: https://x.y/z\ne.g:\nextraEnv:\n  - name: FOO\n    value: "ü"\n\nNot more.',
    ),
  ).toMatchInlineSnapshot(`
    "Extra variables, which
    are many.  
    ref: https://x.y/z  
    e.g:

    \`\`\`yaml
    extraEnv:
      - name: FOO
        value: "ü"
    \`\`\`


    Not more."
  `);
  expect(commentMarkdown('Either\n  limits:\n    cpu: 1\n  requests: {}')).toMatchInlineSnapshot(`
    "Either

    \`\`\`yaml
    limits:
      cpu: 1
    requests: {}
    \`\`\`"
  `);
  for (const text of [
    'One sentence.',
    'Words:\n- one\n- two words',
    'note: this is said once',
    'key: of a sentence',
    '```yaml\na: 1\nb: 2\n```',
    '',
  ])
    expect(commentMarkdown(text)).toBe(text);
  expect(commentMarkdown('Example:\nkey: value')).toBe('Example:\n\n```yaml\nkey: value\n```');
});

test('a parameter is described by its own line, which others may stand around', () => {
  const text = [
    '## Settings of the section',
    '## ref: https://x.y',
    '## @param a.b [array] What ü it is (allowed: x, y)',
    '## @param a.c Another one',
    '## e.g:',
    '## b: 1',
    '##',
  ];
  const said = (newline: string, key: string) => {
    const lines = ['a:', ...text.map((line) => `  ${line}`), '  b: []', '  c: 1', ''];
    const view = valuesView({ uri: 'file:///w/values.yaml', text: lines.join(newline), version: 0 } as never);
    const [place] = placesOf(view, ['a', key]);
    return place && commentOf(view, place);
  };
  for (const newline of ['\n', '\r\n']) {
    expect(said(newline, 'b')).toBe(
      'What ü it is (allowed: x, y)\n\nSettings of the section\nref: https://x.y\ne.g:\nb: 1',
    );
    expect(said(newline, 'c')).toBe('Another one');
  }
});
