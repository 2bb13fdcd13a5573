// The examples have nothing to complain about: in the editor, and for the linter, with every set of values and both Helms.

import { describe, expect, test } from 'vitest';
import { run } from '../../server/cli/run.ts';
import { EXAMPLES, exampleFiles, exampleSnapshot, exampleUri } from '../support/examples.ts';
import { allFindingsOf, asLabels } from '../support/findings.ts';
import { memoryWorld } from '../support/memory-world.ts';

/** broken/ has problems on purpose. */
const files = new Map([...exampleFiles()].filter(([path]) => !path.startsWith('broken/')));

/** The charts, each with the values files it can be used with, by their paths from the chart. */
const CHARTS: Readonly<Record<string, readonly string[]>> = {
  'data-platform': valuesFilesOf('data-platform'),
  'schema-registry': [],
  'airflow-standin': ['../airflow-values.yaml'],
};

/** The defaults alone, then each file over them, as somebody picks them. */
const CASES = Object.entries(CHARTS).flatMap(([chart, files]) =>
  [[], ...files.map((file) => [file])].flatMap((set) =>
    (['3', '4'] as const).map((major) => ({ chart, set, major, name: set.join() || 'defaults' })),
  ),
);

function valuesFilesOf(chart: string): string[] {
  const paths = [...exampleFiles(chart).keys()].map((path) => path.slice(chart.length + 1));
  return paths.filter((path) => /^(values-[^/]*|ci\/[^/]*-values)\.yaml$/.test(path));
}

test('sets of values for a laptop, for production, and for tests', () => {
  expect(CHARTS['data-platform']).toEqual([
    'ci/external-values.yaml',
    'ci/ingress-values.yaml',
    'ci/minimal-values.yaml',
    'values-dev.yaml',
    'values-prod.yaml',
  ]);
});

describe.each(CASES)('$chart, $name, Helm $major', ({ chart, set, major }) => {
  test('no problem in the editor', () => {
    const settings = { helmVersion: major, valuesFiles: set };
    const snapshot = exampleSnapshot(files, settings);
    // A hint stands in no list of problems: the stand-in has values that the real chart reads.
    const found = allFindingsOf(snapshot, exampleUri(chart)).filter(({ severity }) => severity !== 'hint');
    expect(asLabels(snapshot, found)).toEqual([]);
  });

  test('no message of lint, not even with --strict', () => {
    const world = memoryWorld(files, EXAMPLES.slice(0, -1));
    const values = set.flatMap((file) => ['--values', file.startsWith('../') ? file.slice(3) : `${chart}/${file}`]);
    const code = run(world, ['lint', chart, '--strict', '--helm', major, ...values], 'test');
    expect({ code, out: world.stdout(), err: world.stderr() }).toEqual({
      code: 0,
      out: `==> Linting ${chart}\n\n1 chart(s) linted, 0 chart(s) failed\n`,
      err: '',
    });
  });
});
