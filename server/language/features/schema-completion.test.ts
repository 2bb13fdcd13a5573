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
  expect(found).toContain('version | version:  | string, required');
  expect(found).toContain('dependencies | dependencies: | array');
  expect(found.some((line) => /^(name|type|apiVersion) /.test(line))).toBe(false);
});

test('values of Chart.yaml', () => {
  expect(completions('-- Chart.yaml --\nname: a\ntype: █\n')).toEqual([
    'application | application | default',
    'library | library',
  ]);
  expect(completions('-- Chart.yaml --\nname: a\ndeprecated: t█\n')).toEqual([
    'true | true',
    'false | false | default',
  ]);
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
  expect(at('sidecars:\n- repository: a\n  pullPolicy: A█')).toEqual(['Always | Always | default', 'Never | Never']);
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

const CHARTS = `
  -- Chart.yaml --
  apiVersion: v2
  name: top
  version: 1.0.0
  dependencies:
  - {name: db, version: 1.0.0, alias: store, condition: "store.enabled,global.store", tags: [backend]}
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 1.0.0
  -- charts/db/values.yaml --
  global: {storageClass: fast}
  auth: {user: me, password: ""}
  users:
  - name: a
    roles: [x]
  - name: b
    admin: true
  -- values.yaml --
  ## @param image.pullSecrets [array] Names of secrets
  image: {registry: docker.io, tag: v1}
  # @schema
  # type: string
  # enum: [debug, info]
  # default: info
  # @schema
  level: debug
  ports:
  - name: http
    port: 80
`;

/** Labels at the cursor of a values file of that chart. */
function labels(text: string, path = 'values-prod.yaml', newline: '\n' | '\r\n' = '\n'): string[] {
  const found = completions(`${CHARTS}  -- ${path} --\n${text.replace(/^/gm, '  ')}\n`, { newline });
  return found.map((line) => line.split(' | ')[0] as string);
}

for (const newline of ['\n', '\r\n'] as const) {
  test(`subcharts, globals, switches and comments give keys, lines ending with ${JSON.stringify(newline)}`, () => {
    const at = (text: string) => labels(text, 'values-prod.yaml', newline);
    expect(at('█')).toEqual(['image', 'level', 'ports', 'store', 'global', 'tags']);
    expect(at('global:\n  █')).toEqual(['storageClass', 'store']);
    expect(at('tags:\n  █')).toEqual(['backend']);
    expect(at('store:\n  █')).toEqual(['global', 'auth', 'users', 'enabled']);
    expect(at('store:\n  enabled: █')).toEqual(['true', 'false']);
    expect(at('image:\n  █')).toEqual(['pullSecrets', 'registry', 'tag']);
    expect(at('level: █')).toEqual(['debug', 'info']);
  });

  test(`braces and lists of tables, lines ending with ${JSON.stringify(newline)}`, () => {
    const at = (text: string) => labels(text, 'values-prod.yaml', newline);
    expect(at('image: {█}')).toEqual(['pullSecrets', 'registry', 'tag']);
    expect(at('image: {re█')).toEqual(['pullSecrets', 'registry', 'tag']);
    expect(at('image: {tag: v2, █}')).toEqual(['pullSecrets', 'registry']);
    expect(at('image: {█, tag: v2}')).toEqual(['pullSecrets', 'registry']);
    expect(at('image: {tag: █}')).toEqual(['v1']);
    expect(at('store: {auth: {█}}')).toEqual(['user', 'password']);
    expect(at('store: {\n  auth: {\n    user: x,\n    █\n  }\n}\nlevel: debug')).toEqual(['password']);
    expect(at('store: {"auth": {user: "a,b:}", pa█')).toEqual(['password']);
    expect(at('ports: [{na█}]')).toEqual(['name', 'port']);
    expect(at('ports:\n- {name: x, █}')).toEqual(['port']);
    expect(at('ports:\n  - name: x\n    █')).toEqual(['port']);
    expect(at('ports:\n- name: x\n- █')).toEqual(['name', 'port']);
    expect(at('store:\n  users:\n  - name: x\n  - name: y\n    █')).toEqual(['roles', 'admin']);
    expect(at('store:\n  users:\n  - name: x\n    admin: █')).toEqual(['true', 'false']);
    expect(at('image: {} # {█')).toEqual([]);
    expect(at('image: {a: 1}\nlev█')).toEqual(['ports', 'store', 'level', 'global', 'tags'].sort(byFile));
    expect(at('broken: {\nlev█')).toContain('level');
  });
}

const ORDER = ['image', 'level', 'ports', 'store', 'global', 'tags'];
function byFile(a: string, b: string): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

test('in values.yaml itself, items of a list have what the others have', () => {
  const at = (text: string) => completions(`-- values.yaml --\n${text}\n`).map((line) => line.split(' | ')[0]);
  expect(at('ports:\n- name: a\n  port: 1\n- name: b\n  p█')).toEqual(['port']);
  expect(at('ports:\n- mode: a\n- mode: █')).toEqual(['a']);
  expect(at('a:\n  b: 1\n  █')).toEqual([]);
});

test('keys that templates read and nobody sets come behind those that are known', () => {
  const files =
    '-- templates/a.yaml --\na: {{ .Values.image.tag }}{{ .Values.image.digest }}{{ $.Values.extra.deep }}\n';
  const at = (text: string) => completions(`${files}-- values.yaml --\n${text}\n`);
  expect(at('image: {tag: 1}\n█')).toEqual(['extra | extra: | read by templates']);
  expect(at('image:\n  █')).toEqual(['tag | tag:  | read by templates', 'digest | digest:  | read by templates']);
  expect(at('image: {tag: 1, █}')).toEqual(['digest | digest:  | read by templates']);
});

test('required keys come first, unless a default gives them', () => {
  const schema = JSON.stringify({
    properties: { a: {}, b: { type: 'string' }, c: { type: 'integer' } },
    required: ['b', 'c'],
  });
  const files = `-- values.schema.json --\n${schema}\n-- values.yaml --\nc: 1\n`;
  expect(completions(`${files}-- values-prod.yaml --\n█\n`)).toEqual([
    'b | b:  | string, required',
    'a | a: ',
    'c | c:  | 1 (values.yaml)',
  ]);
});

test('tables and lists inside items of lists', () => {
  const text = 'jobs:\n- name: a\n  env:\n  - key: x\n    from: {secret: s}\n  limits:\n    cpu: 1\n    memory: 2\n';
  const at = (more: string) => completions(`-- values.yaml --\n${text}${more}\n`).map((line) => line.split(' | ')[0]);
  expect(at('- name: b\n  limits:\n    █')).toEqual(['cpu', 'memory']);
  expect(at('- limits: {}\n  name: b\n  env:\n  - █')).toEqual(['key', 'from']);
  expect(at('- name: b\n  env:\n    - key: y\n      from:\n        █')).toEqual(['secret']);
  expect(at('- name: b\n  env:\n  - key: y\n  █')).toEqual(['limits']);
});

test('aliases: anchors above, tables behind a merge key', () => {
  const head = 'base: &base\n  a: 1\nname: &n x\nlist: &l [1]\n';
  const at = (text: string) => completions(`-- values.yaml --\n${text}\nlater: &later {b: 1}\n`);
  expect(at(`${head}use: *█`)).toEqual(['*l | *l | list, 1 item', '*n | *n | x', '*base | *base | map, 1 key']);
  expect(at(`${head}use:\n  <<: █`)).toEqual(['*base | *base | map, 1 key']);
  expect(at(`${head}use:\n  <<: *b█`)).toEqual(['*base | *base | map, 1 key']);
  expect(at(`${head}use:\n- *█`).length).toBe(3);
  expect(at(`${head}use: [*█]`).length).toBe(3);
  expect(at(`${head}use:\n  █`)).toEqual(['<< | <<: * | merge a table that has an anchor']);
  expect(at(`broken: [\nx: &deep 1\nuse: *█`)[0]).toMatch(/^\*deep \| \*deep/);
  expect(at('text: |\n  a & b\nuse: *█')).toEqual([]);
});

test('the documentation has the words, the type and the default', () => {
  const read = fixture(`${CHARTS}  -- values-prod.yaml --\n  lev█\n`);
  const { uri, offset } = cursorOf(read);
  const items = schemaCompletion(read.snapshot, uri, offset);
  expect(items.find(({ label }) => label === 'level')?.document?.()).toBe(
    'One of `debug`, `info`  \nDefault: `"info"`',
  );
});

test('a large file answers at once', () => {
  const lines = Array.from(
    { length: 600 },
    (_, i) => `key${i}:\n  # -- Doc ${i}\n  a: 1\n  b: {c: 2, d: 3}\n  e:\n  - f: 1\n    g: 2\n  h: x`,
  );
  const text = lines.join('\n');
  const read = fixture(`-- values.yaml --\n${text}\n-- values-prod.yaml --\n${text}\nkey5:\n  b: {█}\n`);
  const { uri, offset } = cursorOf(read);
  schemaCompletion(read.snapshot, uri, offset);
  const start = performance.now();
  for (let i = 0; i < 20; i++) schemaCompletion(read.snapshot, uri, offset);
  expect((performance.now() - start) / 20).toBeLessThan(50);
});
