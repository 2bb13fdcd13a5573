// Links into packed charts, as VS Code can follow them.

import { expect, test } from 'vitest';
import { lineOfFragment, withArchiveLinks } from './archive-links.ts';

test('links into packed charts become a command, others stay', () => {
  const uri = 'chartroom-archive://file/w/charts/x-1.0.0.tgz%21/values.yaml#L39';
  const text = `- [charts/x-1.0.0.tgz!/values.yaml:39](${uri}): \`é\` [values.yaml:1](file:///w/values.yaml#L1)`;
  const args = encodeURIComponent(JSON.stringify([uri]));
  expect(withArchiveLinks(text)).toBe(
    `- [charts/x-1.0.0.tgz!/values.yaml:39](command:chartroom.openArchived?${args}): \`é\` [values.yaml:1](file:///w/values.yaml#L1)`,
  );
  expect(JSON.parse(decodeURIComponent(args))).toEqual([uri]);
});

test.each([
  ['L12', 11],
  ['L12,3', 11],
  ['', 0],
  ['x', 0],
])('%s', (fragment, line) => {
  expect(lineOfFragment(fragment)).toBe(line);
});
