// Rules about values.yaml: what the real helm printed for each of these charts.

import { expect, test } from 'vitest';
import { helmLint } from '../../../../test/support/helm-lint.ts';

/** The messages about values.yaml or those under templates/. */
function values(text: string, options: Parameters<typeof helmLint>[1] = {}, of = 'values.yaml'): string[] {
  return helmLint(`${text}\n-- templates/a.txt --\n`, options)
    .filter((line) => line.includes(`] ${of}: `))
    .map((line) => line.replace(` ${of}:`, ''));
}

test('a chart without values.yaml is told so', () => {
  expect(values('')).toEqual(['[INFO] file does not exist']);
  expect(values('-- values.yaml --\n')).toEqual([]);
});

test('what cannot be read', () => {
  expect(values('-- values.yaml --\na: b: c')).toEqual([
    '[ERROR] unable to parse YAML: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
  ]);
  const list = 'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type';
  expect(values('-- values.yaml --\n- a')).toEqual([`[ERROR] unable to parse YAML: ${list} common.Values`]);
  expect(values('-- values.yaml --\n- a', { major: 3 })).toEqual([
    `[ERROR] unable to parse YAML: ${list} chartutil.Values`,
  ]);
});

test('only the first document is looked at', () => {
  expect(values('-- values.yaml --\na: 1\n---\nb: [')).toEqual([]);
});

const SCHEMA = `
-- values.yaml --
i: 5
t: {s: a}
-- values.schema.json --
{"required": ["m"], "properties": {"i": {"minimum": 3}, "t": {"properties": {"s": {"type": "string"}}}}}
`;

test("the chart's own schema judges values and flags together", () => {
  expect(values(SCHEMA, { set: ['m=1'] })).toEqual([]);
  expect(values(SCHEMA)).toEqual(["[ERROR] - at '': missing property 'm'\n"]);
  expect(values(SCHEMA, { set: ['m=1,i=2,t.s=3'] })).toEqual([
    "[ERROR] - at '/i': minimum: got 2, want 3\n- at '/t/s': got number, want string\n",
  ]);
});

test('the whole tree is judged once more under templates/', () => {
  expect(values(SCHEMA, {}, 'templates/')).toEqual([
    "[ERROR] values don't meet the specifications of the schema(s) in the following chart(s):\nfixture:\n- at '': missing property 'm'\n",
  ]);
});

test('Helm 3 skips the second judgement only', () => {
  expect(values(SCHEMA, { skipSchemaValidation: true })).toEqual([]);
  expect(values(SCHEMA, { skipSchemaValidation: true, major: 3 })).toHaveLength(1);
  expect(values(SCHEMA, { skipSchemaValidation: true, major: 3 }, 'templates/')).toEqual([]);
});

test('a null flag is used up by this step when the default lies in the same table', () => {
  const chart =
    '-- values.yaml --\na: {b: 1, c: 2}\n-- templates/b.yaml --\nmetadata: {name: {{ printf "X%s" (.Values.a | toJson) | quote }}}';
  const [line = ''] = values(chart, { set: ['a.b=null'] }, 'templates/b.yaml');
  expect(line).toContain('{\\"b\\":1,\\"c\\":2}');
});
