// The functions that generated templates call, and for which type each may be wanted.

import { PROFILES } from '#engine/chart/profile.ts';
import { functionTable } from '#engine/functions/index.ts';
import { ownFunctions } from '#engine/render/own-functions.ts';
import type { FunctionRecord } from '#engine/template/funcs.ts';
import type { Type } from './values.ts';

/** Every function a template may call, Helm 4's; in Helm 3 those it lacks are parse errors. */
export const FUNCTIONS: ReadonlyMap<string, FunctionRecord> = new Map([
  ...functionTable(PROFILES[4]),
  ...ownFunctions({ run: undefined, lint: false, warn: () => {} }).map((record) => [record.name, record] as const),
]);

/** Random, of the clock, made of keys, or too slow to be called at random; directed.ts calls what can be called of them. */
export const APART: ReadonlySet<string> = new Set([
  ...[
    'randAlphaNum',
    'randAlpha',
    'randNumeric',
    'randAscii',
    'randBytes',
    'randInt',
    'uuidv4',
    'shuffle',
    'now',
    'ago',
  ],
  ...[
    'bcrypt',
    'htpasswd',
    'encryptAES',
    'derivePassword',
    'genPrivateKey',
    'genCA',
    'genCAWithKey',
    'genSelfSignedCert',
  ],
  ...['genSelfSignedCertWithKey', 'genSignedCert', 'genSignedCertWithKey', 'buildCustomCert', 'keys', 'values', 'fail'],
]);

/** What a call of the function may be wanted for. */
export function producedBy(record: FunctionRecord): readonly Type[] {
  const own = RESULTS.get(record.name);
  if (own) return own;
  switch (record.result) {
    case 'string':
    case 'int64':
    case 'bool':
    case 'int':
      return [record.result];
    case 'float64':
      return ['float'];
    case 'time.Time':
      return ['time'];
    case '*semver.Version':
      return ['version'];
    case 'map[string]string':
      return ['stringmap'];
    case 'map[string]interface {}':
      return ['dict'];
    default:
      return record.result.startsWith('[]') ? ['list'] : ['any'];
  }
}

const EVERYTHING = ['string', 'int', 'float', 'bool', 'list', 'dict', 'any'] as const;

/** Functions that hand on what they are given, and those whose result the record calls `any`. */
const RESULTS: ReadonlyMap<string, readonly Type[]> = new Map<string, readonly Type[]>(
  Object.entries({
    ...Object.fromEntries(
      ['default', 'coalesce', 'ternary', 'and', 'or', 'required'].map((name) => [name, EVERYTHING]),
    ),
    ...Object.fromEntries(['deepCopy', 'mustDeepCopy'].map((name) => [name, ['dict', 'list', 'any'] as const])),
    ...Object.fromEntries(['concat', 'slice', 'mustSlice'].map((name) => [name, ['list'] as const])),
    ...Object.fromEntries(
      ['merge', 'mustMerge', 'mergeOverwrite', 'mustMergeOverwrite'].map((name) => [name, ['dict'] as const]),
    ),
    int: ['int'],
    not: ['bool'],
    call: ['any'],
  }),
);

const producers = new Map<Type, FunctionRecord[]>();
for (const record of FUNCTIONS.values()) {
  if (APART.has(record.name)) continue;
  for (const type of producedBy(record)) producers.set(type, [...(producers.get(type) ?? []), record]);
}

/** Functions by the type they may be called for; those set apart are not in it. */
export const PRODUCERS: ReadonlyMap<Type, readonly FunctionRecord[]> = producers;
