// How a function record is written down: one call per function, so that a group file reads as a list.

import type { Call, Example, FunctionRecord, Parameter, ParamType } from '../template/funcs.ts';
import type { Origin } from '../text/origin.ts';
import type { Value } from '../values/value.ts';

export interface Definition {
  readonly name: string;
  /** Further names of the very same function (`trimall`, `date_in_zone`). */
  readonly aliases?: readonly string[];
  /** `'sep:string', 'list:any'`; a trailing `...` on the last makes it variadic: `'values:any...'`. */
  readonly params: readonly string[];
  readonly result: string;
  readonly doc: string;
  readonly examples?: readonly Example[];
  readonly call: (args: readonly Value[], call: Call) => Value;
  readonly trace?: (args: readonly Value[], result: Value, call: Call) => Origin | undefined;
}

/** The records of one group file. */
export function group(name: string, definitions: readonly Definition[]): readonly FunctionRecord[] {
  return definitions.flatMap((definition) =>
    [definition.name, ...(definition.aliases ?? [])].map((functionName) => record(name, functionName, definition)),
  );
}

function record(groupName: string, name: string, definition: Definition): FunctionRecord {
  return {
    name,
    group: groupName,
    params: definition.params.map(parameter),
    result: definition.result,
    doc: definition.doc,
    examples: definition.examples ?? [],
    call: definition.call,
    trace: definition.trace,
  };
}

function parameter(text: string): Parameter {
  const variadic = text.endsWith('...');
  const body = variadic ? text.slice(0, -3) : text;
  const colon = body.indexOf(':');
  return { name: body.slice(0, colon), type: body.slice(colon + 1) as ParamType, variadic };
}
