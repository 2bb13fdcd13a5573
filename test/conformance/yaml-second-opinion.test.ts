// The yaml package reads every YAML text of the example, rendered and written, as our own reader does.

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { jsonEncode } from '#engine/yaml/json.ts';
import { readYaml } from '#engine/yaml/read.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { diskSnapshot } from '../support/disk-snapshot.ts';

const { snapshot, root } = diskSnapshot(fileURLToPath(new URL('../../examples/data-platform', import.meta.url)));
const written = [...snapshot.files.values()].filter(({ uri }) => /\.ya?ml$/.test(uri) && !/\/templates\//.test(uri));
const rendered = renderChart(snapshot, root).templates.flatMap((template) =>
  template.documents.map(({ kind, name, span }) => ({
    uri: `${kind}/${name}`,
    text: template.output.text.slice(span.start, span.end),
  })),
);

test('there is enough to read', () => {
  expect(written.length).toBeGreaterThan(8);
  expect(rendered.length).toBeGreaterThan(30);
});

test.each([...written, ...rendered].map(({ uri, text }) => [uri.replace(`${root}/`, ''), text] as const))(
  '%s',
  (_name, text) => {
    const [first] = parseAllDocuments(text, { version: '1.1', merge: true });
    if (first === undefined || !('toJS' in first)) throw new Error('no document');
    expect(first.errors).toEqual([]);
    // Through JSON, as Helm's own way goes: keys in one order, numbers as they are written there.
    expect(JSON.parse(jsonEncode(readYaml(text), { html: false }))).toEqual(JSON.parse(JSON.stringify(first.toJS())));
  },
);
