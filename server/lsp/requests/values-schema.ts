// chartroom/valuesSchema: values.schema.json as values.yaml, its comments and the templates tell it.

import { valuesSchemaUpdate } from '#language/features/values-schema.ts';
import type { ValuesSchemaParams, ValuesSchemaResult } from '#protocol';
import { changedFile } from '../changed-file.ts';
import { request } from './request.ts';

export const valuesSchemaRequest = request<ValuesSchemaParams, ValuesSchemaResult>({
  method: 'chartroom/valuesSchema',
  feature: {
    name: 'Schema of values',
    does: 'Writes values.schema.json from values.yaml, its comments and how templates use each key, or adds what a schema that is there lacks; nothing else in it is touched.',
    files: ['values', 'chart', 'template', 'schema'],
  },
  capability: {},
  uriOf: ({ uri }) => uri,
  waits: true,
  empty: null,
  handle: (session, { uri }) => {
    const update = valuesSchemaUpdate(session.snapshot, uri);
    return update ? { file: changedFile(session, update), added: update.added } : null;
  },
});
