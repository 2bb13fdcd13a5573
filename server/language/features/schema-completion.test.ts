// Completion of keys and values in Chart.yaml and values files.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { schemaCompletion } from './schema-completion.ts';

/** `label | inserted text | detail`, in the order shown. */
function completions(text: string, options?: FixtureOptions): string[] {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const items = [...schemaCompletion(read.snapshot, uri, offset)].sort((a, b) => (a.sort < b.sort ? -1 : 1));
  return items.map(({ label, insert, detail }) => [label, insert, ...(detail ? [detail] : [])].join(' | '));
}

/** The text after the item with this label was accepted. */
function accepted(text: string, label: string): string {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  const item = schemaCompletion(read.snapshot, uri, offset).find((one) => one.label === label);
  const before = read.snapshot.files.get(uri)?.text ?? '';
  if (item === undefined) throw new Error(`no ${label}`);
  return before.slice(0, item.replace.start) + item.insert + before.slice(item.replace.end);
}

const SCHEMA = JSON.stringify({
  properties: {
    image: { $ref: '#/definitions/image' },
    debug: { type: 'boolean', description: 'Says more.' },
    sidecars: { type: 'array', items: { $ref: '#/definitions/image' } },
    level: { enum: ['on', 'warn', 3] },
  },
  definitions: {
    image: {
      type: 'object',
      properties: { repository: { type: 'string' }, pullPolicy: { enum: ['Always', 'Never'], default: 'Always' } },
    },
  },
});

test('keys of Chart.yaml that are not there yet', () => {
  const found = completions('-- Chart.yaml --\napiVersion: v2\nname: a\nver█\ntype: library\n');
  expect(found).toContain('version | version:  | string');
  expect(found).toContain('dependencies | dependencies: | array');
  expect(found.some((line) => /^(name|type|apiVersion) /.test(line))).toBe(false);
});

test('values of Chart.yaml', () => {
  expect(completions('-- Chart.yaml --\nname: a\ntype: █\n')).toEqual([
    'application | application',
    'library | library',
  ]);
  expect(completions('-- Chart.yaml --\nname: a\ndeprecated: t█\n')).toEqual(['true | true', 'false | false']);
  expect(completions('-- Chart.yaml --\napiVersion: █')).toEqual(['v2 | v2', 'v1 | v1']);
});

test('keys of a dependency, at its first and at later lines, whatever the indentation of the list', () => {
  const first = completions('-- Chart.yaml --\nname: a\ndependencies:\n- █\n');
  expect(first.map((line) => line.split(' ')[0])).toEqual([
    'name',
    'version',
    'repository',
    'condition',
    'tags',
    'enabled',
    'import-values',
    'alias',
  ]);
  const later = completions(
    '-- Chart.yaml --\nname: a\ndependencies:\n  - name: x\n    version: 1\n  - name: y\n    re█\n    alias: z\n',
  );
  expect(later.map((line) => line.split(' ')[0])).toEqual([
    'version',
    'repository',
    'condition',
    'tags',
    'enabled',
    'import-values',
  ]);
});

test('keys and values of values files from the schema', () => {
  const at = (text: string) => completions(`-- values.schema.json --\n${SCHEMA}\n-- values.yaml --\n${text}\n`);
  expect(at('█')).toEqual([
    'image | image: | object',
    'debug | debug:  | true | false',
    'sidecars | sidecars: | array',
    "level | level:  | 'on' | 'warn' | 3",
  ]);
  expect(at('image:\n  █')).toEqual([
    'repository | repository:  | string',
    "pullPolicy | pullPolicy:  | 'Always' | 'Never'",
  ]);
  expect(at('image:\n  repository: x\n  pull█Pol: y')).toEqual(["pullPolicy | pullPolicy | 'Always' | 'Never'"]);
  expect(at('image: {}\ndebug: █')).toEqual(['true | true', 'false | false']);
  expect(at('level: █')).toEqual(['on | "on"', 'warn | warn', '3 | 3']);
  expect(at('sidecars:\n- repository: a\n  pullPolicy: A█')).toEqual(['Always | Always', 'Never | Never']);
});

test('values-*.yaml completes what values.yaml and subcharts have', () => {
  const files = `
    -- Chart.yaml --
    apiVersion: v2
    name: top
    version: 1.0.0
    dependencies: [{name: db, version: 1.0.0, alias: store}]
    -- values.yaml --
    image:
      # The image's tag.
      tag: v1
      debug: false
    -- charts/db/Chart.yaml --
    apiVersion: v2
    name: db
    version: 1.0.0
    -- charts/db/values.yaml --
    size: 1
    auth:
      user: me
`;
  const at = (text: string) => completions(`${files}    -- values-prod.yaml --\n${text.replace(/^/gm, '    ')}\n`);
  expect(at('█')).toEqual(['image | image: | map, 2 keys (values.yaml)', 'store | store: ']);
  expect(at('image:\n  t█')).toEqual(['tag | tag:  | v1 (values.yaml)', 'debug | debug:  | false (values.yaml)']);
  expect(at('image:\n  tag: █')).toEqual(['v1 | v1 | values.yaml']);
  expect(at('image:\n  debug: █')).toEqual(['true | true', 'false | false']);
  expect(at('store:\n  █')).toEqual([
    'size | size:  | 1 (db/values.yaml)',
    'auth | auth: | map, 1 key (db/values.yaml)',
  ]);
  expect(at('store:\n  auth:\n    u█')).toEqual(['user | user:  | me (db/values.yaml)']);
});

test('accepting takes the place of the word, behind CR LF and non-ASCII text too', () => {
  const text = `-- values.schema.json --\n${SCHEMA}\n-- values.yaml --\nä: "ö" # ü\nimage:\n  pu█ll: Always\n`;
  expect(accepted(text, 'pullPolicy')).toBe('ä: "ö" # ü\nimage:\n  pullPolicy: Always\n');
  expect(completions(text, { newline: '\r\n' })).toEqual(completions(text));
});

test('nothing in comments, block texts, templates and unknown files', () => {
  const at = (text: string) => completions(`-- values.schema.json --\n${SCHEMA}\n-- values.yaml --\n${text}\n`);
  expect(at('# █')).toEqual([]);
  expect(at('image: |\n  █')).toEqual([]);
  expect(at('image: |\n  a\n\n  b█')).toEqual([]);
  expect(at('debug: true # █')).toEqual([]);
  expect(completions('-- templates/a.yaml --\n█')).toEqual([]);
  expect(completions('-- other.yaml --\n█')).toEqual([]);
});

test('whatever the text and the place, nothing throws', () => {
  const text =
    'a: &x {b: [1, "é"]}\n? c\n: d\nlist:\n- - x: |\n    t\n  - <<: *x\n\t- tab\n"q\\"k": \'v\'\n%yaml\n---\n';
  for (let offset = 0; offset <= text.length; offset++) {
    for (const path of ['values.yaml', 'Chart.yaml']) {
      const marked = `${text.slice(0, offset)}█${text.slice(offset)}`.replace(/^---$/m, '--- ');
      expect(Array.isArray(completions(`-- ${path} --\n${marked}`))).toBe(true);
    }
  }
});
