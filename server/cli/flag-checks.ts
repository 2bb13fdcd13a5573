// Flags of `helm template` that are about clusters, registries and programs: what may be said is checked as helm checks it.

import { quoteGo } from '#engine/values/quote.ts';
import { Failure } from './common.ts';
import { flagOn, flagText, type Parsed } from './flags.ts';

/** Throws Failure for what only helm itself can do. */
export function checkUnsupported(parsed: Parsed): void {
  const asked = [
    ...['verify', 'validate'].filter((name) => flagOn(parsed, name)),
    ...['repo', 'post-renderer'].filter((name) => flagText(parsed, name) !== ''),
  ];
  if (asked.length > 0) {
    throw new Failure(`--${asked[0]}: chartroom asks no cluster, loads nothing from the network and starts no program`);
  }
}

/** --dry-run, which is always on. Helm 3 takes every known value; Helm 4 those that mean so. */
export function checkDryRun(parsed: Parsed, major: 3 | 4, warn: (line: string) => void): void {
  const value = parsed.flags.get('dry-run')?.at(-1);
  if (value === undefined) return;
  if (major === 3) {
    // An empty value is as good as `true`.
    if (['', 'false', 'true', 'none', 'client', 'server'].includes(value)) return;
    throw new Failure('Invalid dry-run flag. Flag must one of the following: false, true, none, client, server');
  }
  const isOn = /^(1|t|T|TRUE|true|True)$/.test(value);
  const isOff = value === 'none' || /^(0|f|F|FALSE|false|False)$/.test(value);
  const of = `invalid dry-run value (${quoteGo(value)}). Must be`;
  if (value === 'unset')
    warn(`level=WARN msg="--dry-run is deprecated and should be replaced with '--dry-run=client'"`);
  else if (value === 'server') throw new Failure('--dry-run=server: chartroom asks no cluster');
  else if (isOff) throw new Failure(`${of} "server" or "client"`);
  else if (isOn) {
    warn(
      `level=WARN msg="boolean '--dry-run=${value}' flag is deprecated and must be replaced with '--dry-run=client'"`,
    );
  } else if (value !== 'client') throw new Failure(`${of} "none", "server", or "client"`);
}
