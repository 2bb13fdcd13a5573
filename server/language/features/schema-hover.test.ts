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
    **\`.Values.image.pullPolicy\`**

    How eager we are

    \`\`\`yaml
    Always
    \`\`\`

    - [values.yaml:3](file:///w/values.yaml#L3): \`Always\`
    - [values-prod.yaml:2](file:///w/values-prod.yaml#L2) (not in use): \`Never\`

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
