// The records of every function that a template of the active Helm release may call, Helm's own included.

import { PROFILES } from '#engine/chart/profile.ts';
import { functionTable } from '#engine/functions/index.ts';
import { ownFunctions } from '#engine/render/own-functions.ts';
import type { FunctionRecord, FunctionTable } from '#engine/template/funcs.ts';
import type { Settings } from '#protocol';

const tables = new Map<3 | 4, FunctionTable>();

/** The functions of the Helm release that the settings name; the same object each time. */
export function functionsOf(settings: Settings): FunctionTable {
  const major = settings.helmVersion === '3' ? 3 : 4;
  let table = tables.get(major);
  if (table === undefined) {
    const records = new Map<string, FunctionRecord>(functionTable(PROFILES[major]));
    // The records are read here and never called, so they need no render.
    for (const record of ownFunctions({ run: undefined, lint: false, warn: () => {} }))
      records.set(record.name, record);
    tables.set(major, (table = records));
  }
  return table;
}

/** `indent(spaces int, text string) string` */
export function signatureOf(record: FunctionRecord): string {
  const params = record.params.map(({ name, type, variadic }) => `${name} ${variadic ? '...' : ''}${type}`);
  return `${record.name}(${params.join(', ')}) ${record.result}`;
}
