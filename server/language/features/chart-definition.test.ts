// Where Chart.yaml leads: to the charts of dependencies and to the values that conditions, tags and imports name.

import { expect, test } from 'vitest';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { chartDefinition } from './chart-definition.ts';
import { schemaHover } from './schema-hover.ts';

const AROUND = `
  -- charts/db/Chart.yaml --
  apiVersion: v2
  name: db
  version: 3.1.0
  -- charts/db/values.yaml --
  exports: {data: {a: 1}}
  auth: {user: me}
  -- lib/Chart.yaml --
  apiVersion: v2
  name: lib
  version: 0.2.0
  -- values.yaml --
  # é
  store: {enabled: true}
  tags: {backend: true}
  mine: {x: 1}
  -- values-prod.yaml --
  store: {enabled: false}
  -- Chart.lock --
  dependencies:
  - name: db
    version: 2.9.0
`;

const CHART = `apiVersion: v2
name: top
version: 1.0.0
dependencies:
- name: db
  alias: store
  version: ^3.0.0
  condition: other.x,store.enabled
  tags: [backend]
  import-values:
  - data
  - {child: auth.user, parent: mine}
- {name: lib, version: 1.x, repository: "file://lib"}
- {name: gone, version: 1.x}
`;

function read(text: string, options?: FixtureOptions): ReturnType<typeof fixture> {
  return fixture(`${AROUND}  -- Chart.yaml --\n${text.replace(/^/gm, '  ')}`, options);
}

/** With the cursor before the first `word` in the text: `the word: path: the text that is led to`. */
function targets(word: string, newline: '\n' | '\r\n' = '\n'): string[] {
  const marked = read(CHART.replace(word, `█${word}`), { newline });
  const { uri, offset } = cursorOf(marked);
  const found = chartDefinition(marked.snapshot, uri, offset);
  return (found?.targets ?? []).map(({ uri: to, span }) => {
    const text = marked.snapshot.files.get(to)?.text.slice(span.start, span.end);
    return `${to.slice(FIXTURE_ROOT.length + 1)}: ${text}`;
  });
}

for (const newline of ['\n', '\r\n'] as const) {
  test(`dependencies and values, lines ending with ${JSON.stringify(newline)}`, () => {
    expect(targets('db', newline)).toEqual(['charts/db/Chart.yaml: db']);
    expect(targets('^3.0.0', newline)).toEqual(['charts/db/Chart.yaml: db']);
    expect(targets('lib', newline)).toEqual(['lib/Chart.yaml: lib']);
    expect(targets('gone', newline)).toEqual([]);
    expect(targets('enabled', newline)).toEqual(['values.yaml: enabled: true', 'values-prod.yaml: enabled: false']);
    expect(targets('backend', newline)).toEqual(['values.yaml: backend: true']);
    expect(targets('data', newline)).toEqual(['charts/db/values.yaml: data: {a: 1}']);
    expect(targets('user', newline)).toEqual(['charts/db/values.yaml: user: me']);
    expect(targets('mine', newline)[0]).toBe('values.yaml: mine: {x: 1}');
    expect(targets('other.x', newline)).toEqual([]);
    expect(targets('apiVersion', newline)).toEqual([]);
  });
}

test('hover tells where a dependency is, what is locked and which versions there are', () => {
  const hoverOf = (word: string) => {
    const marked = read(CHART.replace(word, `█${word}`));
    const { uri, offset } = cursorOf(marked);
    return schemaHover(marked.snapshot, uri, offset)?.markdown.split('\n\n---\n\n')[0];
  };
  expect(hoverOf('db')).toMatchInlineSnapshot(`
    "**\`db\`** \`^3.0.0\`

    Found: [charts/db/Chart.yaml:1](file:///w/charts/db/Chart.yaml#L1), version \`3.1.0\`  
    Locked in Chart.lock: \`2.9.0\`, which is not in the range

    Known versions:
    - \`3.1.0\` (charts/), in the range"
  `);
  expect(hoverOf('gone')).toMatchInlineSnapshot(`
    "**\`gone\`** \`1.x\`

    Not found in charts/, nor by file://."
  `);
  expect(hoverOf('lib')).toContain('which is not in the range');
});
