// The table of values in a README, and the keys that nobody describes.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { undocumentedValues, valuesTable } from './values-table.ts';

const VALUES = `-- values.yaml --
# Default values of the chart.
zeta: 1
image:
  # -- Where from
  repository: docker.io/é
  # -- (tpl/string) The tag, or
  # the one of the chart
  # @default -- the chart's version
  tag: ""
# -- All | limits
limits:
  cpu: 1
hosts:
- name: a
  # plain words
  ports: [80]
empty: {}
nothing:
# @ignored
hidden: 1
flag: true
labels: {"a.b/c": x}
ratio: 1.5
`;

/** The README after the table was brought up to date, or why it was not. */
function updated(
  readme: string,
  options: FixtureOptions & { readonly append?: boolean; readonly values?: string } = {},
): string {
  const { snapshot } = fixture(options.values ?? VALUES, options);
  const answer = valuesTable(snapshot, `${FIXTURE_ROOT}/Chart.yaml`, readme, options.append === true);
  if (answer === undefined || 'problem' in answer) return answer?.problem ?? 'no chart';
  let text = readme;
  for (const edit of [...answer.edits].reverse())
    text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  return text;
}

const HEAD = '| Key | Type | Default | Description |\n|-----|------|---------|-------------|\n';

test('a table between markers, sorted by key', () => {
  const readme = '# A\n\n<!-- chartroom:values -->\nold\n<!-- /chartroom:values -->\n\nafter | this\n';
  expect(updated(readme)).toMatchInlineSnapshot(`
    "# A

    <!-- chartroom:values -->
    | Key | Type | Default | Description |
    |-----|------|---------|-------------|
    | empty | object | \`{}\` |  |
    | flag | bool | \`true\` |  |
    | hosts[0].name | string | \`"a"\` |  |
    | hosts[0].ports[0] | int | \`80\` |  |
    | image.repository | string | \`"docker.io/é"\` | Where from |
    | image.tag | tpl/string | the chart's version | The tag, or the one of the chart |
    | labels."a.b/c" | string | \`"x"\` |  |
    | limits | object | \`{"cpu":1}\` | All \\| limits |
    | nothing | nil | \`nil\` |  |
    | ratio | float | \`1.5\` |  |
    | zeta | int | \`1\` |  |
    <!-- /chartroom:values -->

    after | this
    "
  `);
  expect(updated(updated(readme))).toBe(updated(readme));
});

test('a table that is there is replaced in its own order, line ends and all', () => {
  const sorted = `x\n\n${HEAD}| a | int | \`1\` |  |\n| b | int | \`2\` |  |\n\nrest\n`;
  const values = '-- values.yaml --\nb: 2\na: 3\n';
  expect(updated(sorted, { values })).toBe(`x\n\n${HEAD}| a | int | \`3\` |  |\n| b | int | \`2\` |  |\n\nrest\n`);
  const byFile = `${HEAD}| b | int | \`2\` |  |\n| a | int | \`1\` |  |`.replaceAll('\n', '\r\n');
  const after = `${HEAD}| b | int | \`2\` |  |\n| a | int | \`3\` |  |`.replaceAll('\n', '\r\n');
  expect(updated(byFile, { values, newline: '\r\n' })).toBe(after);
});

test('without a place it says so, or makes one at the end when asked', () => {
  const values = '-- values.yaml --\na: 1\n';
  expect(updated('# A\n', { values })).toBe('none');
  expect(updated(`\`\`\`\n${HEAD}\`\`\`\n`, { values })).toBe('none');
  expect(updated(`${HEAD}\ntext\n\n${HEAD}`, { values })).toBe('several');
  expect(updated('<!-- chartroom:values -->\n', { values })).toBe('unclosed');
  expect(updated('# A', { values, append: true })).toBe(
    `# A\n\n## Values\n\n<!-- chartroom:values -->\n${HEAD}| a | int | \`1\` |  |\n<!-- /chartroom:values -->\n`,
  );
  expect(updated('x', { values: '-- templates/a.yaml --\n' })).toBe('no chart');
});

test('plain comments describe where none is marked, schemas where no comment does', () => {
  const schema = JSON.stringify({ properties: { b: { description: 'From the schema' } } });
  const values = `-- values.yaml --\n# Words\na: 1\nb: 2\n-- values.schema.json --\n${schema}\n`;
  expect(updated(HEAD, { values })).toBe(`${HEAD}| a | int | \`1\` | Words |\n| b | int | \`2\` | From the schema |\n`);
});

test('keys that nobody describes', () => {
  const { snapshot } = fixture(VALUES);
  const found = undocumentedValues(snapshot, `${FIXTURE_ROOT}/templates/a.yaml`);
  expect(found?.map(({ path, value }) => `${path} = ${value}`)).toEqual([
    'hosts[0].name = a',
    'empty = {}',
    'nothing = null',
    'flag = true',
    'labels."a.b/c" = x',
    'ratio = 1.5',
  ]);
});

test('aliases that go round or unfold without end are no trouble', () => {
  const values = '-- values.yaml --\na: &x {b: 1, c: {d: *x, <<: *x}}\n';
  expect(updated(HEAD, { values })).toContain('| a.b | int |');
  const steps = Array.from({ length: 10 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`);
  const laughs = `-- values.yaml --\nl0: &l0 [1, 2]\n${steps.join('\n')}\n# -- All\nall: *l10\n`;
  expect(updated(HEAD, { values: laughs })).toContain('| all | list | `…` | All |');
});
