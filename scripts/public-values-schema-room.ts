// What scripts/public-values-schema.mjs asks of one chart: whether the schema we write for it accepts its own values files.

import { applied } from '#language/documents/edits.ts';
import { valuesSchemaUpdate } from '#language/features/values-schema.ts';
import { chartTreeUnder } from '#language/symbols/charts.ts';
import { missingKeys, schemaFileOf } from '#language/symbols/values-schema/drift.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { DEFAULT_SETTINGS } from '#protocol';
import { loadChart } from './public-symbols-room.ts';

export interface Answer {
  /** Keys that a schema of the chart's own lacks; undefined: it has none. */
  readonly drift: number | undefined;
  /** What Helm would say of the new schema, by values file; none that it said before. */
  readonly refused: readonly string[];
  readonly sets: number;
  readonly milliseconds: number;
  readonly bytes: number;
}

const MOST_SETS = 8;

/** Undefined: no values.yaml that can be read. */
export function schemaFor(folder: string, schemas: Uint8Array): Answer | undefined {
  const { snapshot: loaded, root } = loadChart(folder);
  const snapshot = applyChanges(loaded, [{ kind: 'schemas', bytes: schemas }]);
  const chart = chartTreeUnder(snapshot, root).root;
  const own = schemaFileOf(chart);
  const drift = own === undefined ? undefined : missingKeys(chart).length;
  const without = own ? applyChanges(snapshot, [{ kind: 'file', uri: own.uri, text: null }]) : snapshot;
  const start = performance.now();
  const update = valuesSchemaUpdate(without, `${root}/values.yaml`);
  const milliseconds = performance.now() - start;
  if (update === undefined) return undefined;
  const text = applied('', update.edits);
  const made = applyChanges(without, [{ kind: 'file', uri: update.uri, text }]);
  const files = ['', ...chart.otherValues.map(({ uri }) => uri)].slice(0, MOST_SETS);
  const refused = files.flatMap((uri) => {
    const before = new Set(schemaErrors(without, root, uri));
    return schemaErrors(made, root, uri)
      .filter((message) => !before.has(message))
      .map((message) => `${uri.slice(root.length + 1) || 'values.yaml'}: ${message}`);
  });
  return { drift, refused, sets: files.length, milliseconds, bytes: text.length };
}

function schemaErrors(given: Snapshot, root: string, uri: string): string[] {
  const valuesFiles = uri === '' || !fileAt(given, uri) ? [] : [uri.slice(root.length + 1)];
  const settings = { ...DEFAULT_SETTINGS, ...given.settings, valuesFiles };
  const snapshot = applyChanges(given, [{ kind: 'settings', settings }]);
  const { errors } = renderChart(snapshot, root);
  return errors.filter(({ code }) => code === 'values-schema').map(({ message }) => message);
}
