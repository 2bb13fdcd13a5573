// A chart's values: what the user gave over the defaults of the chart, its subcharts and theirs, with globals handed down.
//
// Helm copies deeply what comes in and then merges in place, and some tables end up in two places of the result (a
// global's inner tables). Ours does the same steps on the same kind of copies, so that those sharings are the same too.

import { GoError } from '../values/errors.ts';
import { GoMap, type Value } from '../values/value.ts';
import type { Chart } from './chart.ts';
import { coalesceTables, deepCopy, dropNulls } from './coalesce-tables.ts';
import { formatTruth } from './coalesce-truth.ts';
import { type Warn, type Warnings, warningsOf } from './coalesce-warnings.ts';
import { coalesceGlobals } from './globals.ts';
import type { Profile } from './profile.ts';

/** What coalescing needs to know of the release. */
export type CoalesceProfile = Pick<Profile, 'major' | 'nulls'>;

/** A chart as far as coalescing looks at it. */
export interface ValuesChart {
  readonly metadata: { readonly name: string };
  readonly values: GoMap;
  readonly dependencies: readonly ValuesChart[];
}

export interface CoalesceRun {
  readonly profile: CoalesceProfile;
  readonly warnings: Warnings;
}

/** The values that templates see: a fresh tree, nulls resolved. Throws GoError when a subchart's values are no table. */
export function coalesceValues(chart: ValuesChart | Chart, user: GoMap, profile: CoalesceProfile, warn: Warn): GoMap {
  return coalesceInto({ profile, warnings: warningsOf(profile, warn) }, chart, deepCopy(user), false);
}

/** The same with nulls kept, for defaults that will be coalesced again. */
export function mergeChartValues(chart: ValuesChart, profile: CoalesceProfile, warn: Warn): GoMap {
  return coalesceInto({ profile, warnings: warningsOf(profile, warn) }, chart, new GoMap(), true);
}

function coalesceInto(run: CoalesceRun, chart: ValuesChart, values: GoMap, keepNulls: boolean, prefix = ''): GoMap {
  coalesceOwn(run, chart, values, keepNulls, joinPrefix(prefix, chart.metadata.name));
  coalesceSubcharts(run, chart, values, keepNulls, joinPrefix(prefix, chart.metadata.name));
  return values;
}

/** The chart's own defaults into its values. */
function coalesceOwn(run: CoalesceRun, chart: ValuesChart, values: GoMap, keepNulls: boolean, prefix: string): void {
  const defaults = deepCopy(chart.values);
  const cleans = run.profile.nulls === 'G3';
  for (const [key, value] of defaults.entries) {
    const given = values.get(key);
    if (given === undefined) {
      if (!keepNulls && cleans) {
        if (value === null) continue;
        if (value instanceof GoMap) dropNulls(value);
      }
      values.set(key, value, defaults.origin(key));
    } else if (given === null) {
      if (!keepNulls) values.delete(key);
    } else if (given instanceof GoMap) {
      if (value instanceof GoMap) {
        // A null meant for a subchart must live until that subchart's own defaults are merged.
        const keeps = keepNulls || chart.dependencies.some((sub) => sub.metadata.name === key);
        if (!keeps && cleans) dropNulls(value);
        coalesceTables(run, given, value, `${prefix}.${key}`, keeps);
      } else if (value !== null) run.warnings.print(`warning: skipped value for ${prefix}.${key}: Not a table.`);
    }
  }
}

function coalesceSubcharts(
  run: CoalesceRun,
  chart: ValuesChart,
  values: GoMap,
  keepNulls: boolean,
  prefix: string,
): void {
  for (const sub of chart.dependencies) {
    const { name } = sub.metadata;
    if (!values.has(name)) values.set(name, new GoMap());
    const table = values.get(name) as Value;
    if (!(table instanceof GoMap)) throw new GoError(`type mismatch on ${name}: ${formatTruth(table)}`);
    coalesceGlobals(run, table, values, prefix);
    coalesceInto(run, sub, table, keepNulls, prefix);
  }
}

function joinPrefix(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}
