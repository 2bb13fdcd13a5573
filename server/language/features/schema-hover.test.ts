// Hover on keys and scalars of Chart.yaml and values files.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { schemaHover } from './schema-hover.ts';

function hoverText(text: string): string | undefined {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  const found = schemaHover(read.snapshot, uri, offset);
  const file = read.snapshot.files.get(uri);
  return found && `[${file?.text.slice(found.span.start, found.span.end)}]\n${found.markdown}`;
}

test('a field of Chart.yaml, by its key and by its value', () => {
  expect(hoverText('-- Chart.yaml --\nname: a\ndeprecat█ed: true')).toMatchInlineSnapshot(`
    "[deprecated]
    **\`deprecated\`**

    Whether the chart should no longer be used. Helm then warns on every install.

    Type: \`boolean\`  
    Default: \`false\`"
  `);
  expect(hoverText('-- Chart.yaml --\ndependencies:\n- name: x\n  alias: y█')).toMatchInlineSnapshot(`
    "[y]
    **\`x\`**

    Not found in charts/, nor by file://.

    ---

    **\`alias\`**

    Another name for the chart here: its values stand under it, and the same chart may come several times. Letters, digits, \`-\` and \`_\`.

    Type: \`string\`"
  `);
  expect(hoverText('-- Chart.yaml --\nown█: 1')).toBeUndefined();
});

test('a value with its schema, its comment and the files that set it', () => {
  expect(
    hoverText(`
      -- values.schema.json --
      {"properties": {"image": {"properties": {"pullPolicy": {"description": "When to fetch.", "enum": ["Always", "Never"], "default": "Always"}}}}}
      -- values.yaml --
      image:
        # -- How eager we are
        pullPolicy: Always
      -- values-prod.yaml --
      image:
        pull█Policy: Never
    `),
  ).toMatchInlineSnapshot(`
    "[pullPolicy]
    **\`.Values.image.pullPolicy\`** = \`Always\`

    How eager we are

    - [values.yaml:3](file:///w/values.yaml#L3): \`Always\`
    - [values-prod.yaml:2](file:///w/values-prod.yaml#L2) (not in use): \`Never\`

    Overrides [values.yaml:3](file:///w/values.yaml#L3)

    No template was found to use it.

    ---

    When to fetch.

    One of \`Always\`, \`Never\`  
    Default: \`"Always"\`"
  `);
});

test('nothing to say between keys and in broken text', () => {
  expect(hoverText('-- values.yaml --\na: 1\n\n█\nb: [')).toBeUndefined();
  expect(hoverText('-- values.yaml --\n█')).toBeUndefined();
});

const CHARTS = `
  -- Chart.yaml --
  apiVersion: v2
  name: top
  version: 1.0.0
  dependencies: [{name: db, version: 1.0.0, alias: store}]
  -- values.yaml --
  image: {tag: v1}
  resources: {limits: {cpu: 1}}
  store: {size: 2}
  -- templates/a.yaml --
  a: {{ .Values.image.tag }}
  b: {{ toYaml .Values.resources }}
  c: {{ with .Values.image }}{{ .tag }}{{ end }}
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 1.0.0
  -- charts/db/values.yaml --
  size: 1
  -- charts/db/templates/b.yaml --
  a: {{ .Values.size }}
`;

function inCharts(path: string, text: string): string | undefined {
  return hoverText(
    `${CHARTS.replace(new RegExp(`  -- ${path} --\n(?:  (?!--).*\n)*`), '')}  -- ${path} --\n${text.replace(/^/gm, '  ')}\n`,
  );
}

test('who overrides what, and who uses it', () => {
  expect(inCharts('values-prod.yaml', 'image: {t█ag: v2}')).toMatchInlineSnapshot(`
    "[tag]
    **\`.Values.image.tag\`** = \`v1\`

    - [values.yaml:1](file:///w/values.yaml#L1): \`v1\`
    - [values-prod.yaml:1](file:///w/values-prod.yaml#L1) (not in use): \`v2\`

    Overrides [values.yaml:1](file:///w/values.yaml#L1)

    Used by 1 template: [templates/a.yaml:1](file:///w/templates/a.yaml#L1), [templates/a.yaml:3](file:///w/templates/a.yaml#L3)"
  `);
  expect(inCharts('charts/db/values.yaml', 'si█ze: 1')).toMatchInlineSnapshot(`
    "[size]
    **\`.Values.size\`** = \`2\`

    - [values.yaml:3](file:///w/values.yaml#L3) (parent chart): \`2\`
    - [charts/db/values.yaml:1](file:///w/charts/db/values.yaml#L1): \`1\`

    Overridden in [values.yaml:3](file:///w/values.yaml#L3)

    Used by 1 template: [charts/db/templates/b.yaml:1](file:///w/charts/db/templates/b.yaml#L1)"
  `);
  expect(inCharts('values-prod.yaml', 'store: {si█ze: null}')).toMatchInlineSnapshot(`
    "[size]
    **\`.Values.store.size\`** = \`2\`

    - [values.yaml:3](file:///w/values.yaml#L3): \`2\`
    - [charts/db/values.yaml:1](file:///w/charts/db/values.yaml#L1): \`1\`
    - [values-prod.yaml:1](file:///w/values-prod.yaml#L1) (not in use): \`null\`

    In the chart \`db\`: \`.Values.size\`

    Removes [values.yaml:3](file:///w/values.yaml#L3), [charts/db/values.yaml:1](file:///w/charts/db/values.yaml#L1)

    Used by 1 template: [charts/db/templates/b.yaml:1](file:///w/charts/db/templates/b.yaml#L1)"
  `);
  expect(inCharts('values-prod.yaml', 'resources: {limits: {cp█u: 2}}')).toContain(
    'No template names it; `.Values.resources` around it is used by 1 template: [templates/a.yaml:2]',
  );
});

test('aliases and anchors show what is named', () => {
  const text = 'base: &base {a: 1}\nuse: *ba█se\n';
  expect(hoverText(`-- values.yaml --\n${text}`)).toMatchInlineSnapshot(`
    "[*base]
    **\`*base\`**

    The value of [values.yaml:1](file:///w/values.yaml#L1)

    \`\`\`yaml
    {a: 1}
    \`\`\`"
  `);
  expect(hoverText('-- values.yaml --\nbase: &b█ase\n  a: 1\n')).toMatchInlineSnapshot(`
    "[&base]
    **\`&base\`**

    \`\`\`yaml
    a: 1
    \`\`\`"
  `);
  expect(hoverText('-- values.yaml --\na: &n 1\nb: x *█n\n')).not.toContain('The value of');
});

test('a schema that repeats the comment is not told', () => {
  const hovered = (description: string) =>
    hoverText(
      `-- values.schema.json --\n{"properties": {"a": {"type": "integer", "description": "${description}"}}}\n-- values.yaml --\n# -- How many é there are,\n# in words.\na█: 1`,
    );
  expect(hovered('How many é there are, in words.')?.split('How many')).toHaveLength(2);
  expect(hovered('How many é there are, in words.')).toContain('Type: `integer`');
  expect(hovered('Another thing')).toContain('Another thing');
});
