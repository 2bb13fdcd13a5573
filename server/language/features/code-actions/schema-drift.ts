// "Add to values.schema.json": a key of values.yaml that the schema does not name.

import { chartOfFile, chartTreeOf } from '../../symbols/charts.ts';
import { missingKeys, schemaFileOf } from '../../symbols/values-schema/drift.ts';
import { generatedSchema } from '../../symbols/values-schema/generated.ts';
import { insertSchema } from '../../symbols/values-schema/insert.ts';
import { schemaAt } from '../../symbols/values-schema/schema-at.ts';
import type { Action, Question } from './action.ts';

export function schemaDriftActions({ snapshot, file, span }: Question): readonly Action[] {
  if (!file.uri.endsWith('/values.yaml')) return [];
  const tree = chartTreeOf(snapshot, file.uri);
  const chart = tree && chartOfFile(tree, snapshot, file.uri);
  const schema = chart && schemaFileOf(chart);
  if (tree === undefined || chart?.defaults !== file || schema === undefined) return [];
  return missingKeys(chart)
    .filter(({ key }) => key.start <= span.end && span.start <= key.end)
    .map(({ path, key }): Action => {
      const changes = () => {
        const made = generatedSchema(snapshot, chart, tree.root.folder);
        const edits = made ? insertSchema(schema.text, path, schemaAt(made, path)) : [];
        return edits.length > 0 ? [{ uri: schema.uri, edits }] : [];
      };
      const mends = { rule: 'values-schema-drift', span: { start: key.start, end: key.end } };
      return { title: 'Add to values.schema.json', kind: 'quickfix', isPreferred: true, mends, changes };
    });
}
