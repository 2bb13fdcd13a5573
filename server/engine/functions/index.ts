// The table of every function that Helm's templates may call, but those that belong to a render (render/own-functions.ts).

import type { FunctionProfile, FunctionRecord, FunctionTable } from '../template/funcs.ts';
import { caseFunctions } from './case.ts';
import { certificateFunctions } from './certificates.ts';
import { convertFunctions } from './convert.ts';
import { cryptoFunctions } from './crypto.ts';
import { dataFunctions } from './data.ts';
import { dateFunctions } from './dates.ts';
import { defaultsFunctions } from './defaults.ts';
import { dictFunctions } from './dicts.ts';
import { copyFunctions } from './dicts-copy.ts';
import { encodeFunctions } from './encode.ts';
import { goFunctions } from './go.ts';
import { listFunctions } from './lists.ts';
import { sequenceFunctions } from './lists-sequence.ts';
import { mathFunctions } from './math.ts';
import { mergeFunctions } from './merge.ts';
import { pathFunctions } from './paths.ts';
import { randomFunctions } from './random.ts';
import { reflectFunctions } from './reflect.ts';
import { regexFunctions } from './regex.ts';
import { semverFunctions } from './semver.ts';
import { stringFunctions } from './strings.ts';
import { TRACES } from './traces.ts';
import { urlFunctions } from './urls.ts';

const GROUPS: readonly (readonly FunctionRecord[])[] = [
  goFunctions,
  defaultsFunctions,
  stringFunctions,
  caseFunctions,
  encodeFunctions,
  convertFunctions,
  reflectFunctions,
  listFunctions,
  sequenceFunctions,
  dictFunctions,
  copyFunctions,
  mergeFunctions,
  mathFunctions,
  regexFunctions,
  semverFunctions,
  dateFunctions,
  pathFunctions,
  urlFunctions,
  dataFunctions,
  cryptoFunctions,
  certificateFunctions,
  randomFunctions,
];

/** Functions that a Helm 3 does not have. */
const SINCE_4 = new Set(['mustToYaml', 'mustToToml']);

/** Records by name, as the profile's Helm offers them. */
export function functionTable(profile: FunctionProfile): FunctionTable {
  const table = new Map<string, FunctionRecord>();
  for (const record of GROUPS.flat()) {
    if (profile.major === 3 && SINCE_4.has(record.name)) continue;
    if (record.name === 'mustToToml' && !profile.mustToToml) continue;
    table.set(record.name, record.trace ? record : { ...record, trace: TRACES.get(record.name) });
  }
  return table;
}
