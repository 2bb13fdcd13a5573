// A file of very many manifests is judged in parts, so that nobody waits for all of them, and told whole.

import { expect, test } from 'vitest';
import { checkAhead, syntaxFindings } from '#language/features/diagnostics.ts';
import { applyChanges, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import { chance } from '../../test/support/chance.ts';
import { poolBytes } from '../../test/support/pool.ts';

const URI = 'file:///w/m.yaml';

function withText(snapshot: Snapshot, text: string): Snapshot {
  return applyChanges(snapshot, [{ kind: 'file', uri: URI, text, version: snapshot.generation }]);
}

const LOADED = applyChanges(EMPTY_SNAPSHOT, [{ kind: 'schemas', bytes: poolBytes() }]);

const item = (i: number) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "é${i}"}\n${i % 3 === 0 ? 'dat' : 'data'}: {a: "${'x'.repeat(200)}"}\n`;

const many = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i)).join('');

/** A definition, and an object of its kind, which is judged by it. */
const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                a: {type: integer}
                b: {type: table}
---
apiVersion: example.com/v1
kind: Thing
metadata: {name: thing}
spec: {a: x, c: 1}
---
${item(3)}`;

function lines(snapshot: Snapshot): string[] {
  return syntaxFindings(snapshot, URI).map(({ code, span, message }) => `${span.start}-${span.end} ${code} ${message}`);
}

test('a part judges at least one document, and all of them are judged in the end', () => {
  const text = many(10, (i) => `---\n${item(i)}`);
  let parts = 1;
  const snapshot = withText(LOADED, text);
  while (!checkAhead(snapshot, URI, () => true)) parts++;
  expect(parts).toBe(10);
  expect(checkAhead(snapshot, URI, () => true)).toBe(true);
  // None of the names is one, and every third has a wrong field.
  expect(lines(snapshot).length).toBe(14);
  const edited = withText(snapshot, text.replace('é4', 'e'));
  // One is left, which is quick.
  expect(checkAhead(edited, URI, () => true)).toBe(true);
});

test('whatever is edited, the findings are those of the text read for the first time', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n${many(40, (i) =>
    item(i)
      .replace(/^(?=.)/gm, '    ')
      .replace(/^ {4}/, '  - '),
  )}`;
  const stream = many(12, (i) => `---\n${item(i)}`);
  const snippets = [
    'x',
    '\n',
    '  ',
    '- ',
    'dat: 1\n',
    '"',
    ': ',
    '---\n',
    '    replicas: 1\n',
    '}',
    '#',
    '\n  - kind: Pod\n',
  ];
  for (const start of [list, stream, CRD]) {
    const below = chance(start.length);
    let text = start;
    for (let edit = 0; edit < 40; edit++) {
      if (below(4) === 0) text = start;
      const at = below(text.length);
      text = text.slice(0, at) + (snippets[below(snippets.length)] as string) + text.slice(at + below(4));
      const again = lines(withText(LOADED, text));
      const fresh = applyChanges(LOADED, [{ kind: 'file', uri: `${URI}${edit}.yaml`, text, version: 1 }]);
      const first = syntaxFindings(fresh, `${URI}${edit}.yaml`);
      expect({ text, again }).toEqual({
        text,
        again: first.map(({ code, span, message }) => `${span.start}-${span.end} ${code} ${message}`),
      });
    }
  }
});
