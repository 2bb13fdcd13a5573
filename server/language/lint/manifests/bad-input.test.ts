// Files that nobody means well with: each is told by one clear message or by none, and takes time in proportion to its size.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../../test/support/fixture.ts';
import { SMALL_SCHEMAS } from '../../../../test/support/small-schemas.ts';
import { syntaxFindings } from '../../features/diagnostics.ts';
import { applyChanges } from '../../workspace/snapshot.ts';

/** What is told of an open file beside others: `line underlined | message`. */
function told(text: string, others = ''): string[] {
  const { snapshot } = fixture(`-- ../k/other.yaml --\n${others}`);
  const uri = `${FIXTURE_ROOT.replace(/\/[^/]*$/, '')}/k/open.yaml`;
  const change = { kind: 'file', uri, text, version: 1 } as const;
  return syntaxFindings({ ...applyChanges(snapshot, [change]), schemas: SMALL_SCHEMAS }, uri).map(
    ({ span, message }) => {
      const line = text.slice(0, span.start).split('\n').length;
      return `${line} ${text.slice(span.start, Math.min(span.end, span.start + 30))} | ${message.slice(0, 160)}`;
    },
  );
}

/** Milliseconds, the least of three, since others use the machine. */
function timeOf(run: () => void): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function crd(schema: string): string {
  const indented = schema.trim().replace(/^/gm, '          ');
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: samples.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Sample, plural: samples}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
${indented}
`;
}

const SAMPLE = 'apiVersion: example.com/v1\nkind: Sample\nmetadata: {name: a}\nspec: {size: big, more: {a: 1}}\n';

test('a CRD with a broken schema: told in the CRD, and what is whole in it still judges objects', () => {
  const broken = crd(
    'type: object\nproperties:\n  spec:\n    type: object\n    properties:\n      size: {type: integer}\n      more: {type: table}\n',
  );
  expect(told(broken).filter((one) => one.includes('none of'))).toEqual([
    '20 table | type "table" is none of array, boolean, integer, number, object, string',
  ]);
  expect(told(SAMPLE, broken)).toEqual(['4 big | spec.size: expected integer, found string "big"']);
});

test('a CRD with a schema that holds itself: told once, and anything is allowed in there', () => {
  const cyclic = crd(
    'type: object\nproperties:\n  spec: &s\n    type: object\n    properties:\n      size: {type: integer}\n      more: *s\n',
  );
  expect(told(cyclic).filter((one) => one.includes('holds itself'))).toEqual([
    '20 more | a schema is a table, and this is nothing or holds itself',
  ]);
  expect(told(SAMPLE, cyclic)).toEqual(['4 big | spec.size: expected integer, found string "big"']);
});

test('a CRD that is no YAML, and one with `$ref`: objects of other kinds are judged as before', () => {
  expect(told(SAMPLE, crd('type: [\n'))).toEqual([]);
  const remote = crd('type: object\nproperties:\n  spec: {$ref: "https://example.com/spec.json"}\n');
  expect(told(remote).filter((one) => one.includes('$ref'))).toEqual([
    '16 "https://example.com/spec.json | $ref is not allowed in a CRD',
  ]);
  expect(told(SAMPLE, remote)).toEqual([]);
});

test('fifty thousand lines: one finding, and twice the lines take about twice the time', () => {
  const lines = (count: number) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\nimmutable: "no"\ndata:\n${Array.from({ length: count }, (_, i) => `  key-${i}: "value ${i}"\n`).join('')}`;
  const [half, whole] = [lines(25_000), lines(50_000)];
  expect(told(whole)).toEqual(['4 "no" | immutable: expected boolean, found string "no"']);
  const short = timeOf(() => told(half));
  expect(timeOf(() => told(whole))).toBeLessThan(short * 4 + 200);
});

test('nesting without end, and aliases that unfold without end', () => {
  const deep = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: ${'['.repeat(20_000)}${']'.repeat(20_000)}}\n`;
  const bomb = Array.from({ length: 30 }, (_, i) =>
    i === 0
      ? '  a0: &a0 [x, x]'
      : `  a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  );
  const start = performance.now();
  const found = [told(deep), told(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${bomb.join('\n')}\n`)];
  expect(performance.now() - start).toBeLessThan(3000);
  expect(found.map((one) => one.slice(0, 2))).toMatchInlineSnapshot(`
    [
      [
        "4 [ | exceeded max depth of 10000",
      ],
      [
        "5 [x, x] | data.a0: expected string, found array",
        "6 [*a0, *a0, *a0, *a0, *a0, *a0, | data.a1: expected string, found array",
      ],
    ]
  `);
});
