// Whether every dependency that Chart.yaml names is there.

import type { Chart } from './chart.ts';
import type { Profile } from './profile.ts';

/** Names of declared dependencies for which no subchart is loaded; aliases and versions do not matter here. */
export function missingDependencies(chart: Pick<Chart, 'metadata' | 'dependencies'>): string[] {
  const loaded = new Set(chart.dependencies.map((dependency) => dependency.metadata.name));
  return (chart.metadata.dependencies ?? []).map((entry) => entry.name).filter((name) => !loaded.has(name));
}

export const MISSING_IN_CHARTS = 'found in Chart.yaml, but missing in charts/ directory';

/** Helm's complaint about dependencies that were never downloaded. */
export function checkDependencies(
  chart: Pick<Chart, 'metadata' | 'dependencies'>,
  profile: Pick<Profile, 'major'>,
): string | undefined {
  const missing = missingDependencies(chart);
  if (missing.length === 0) return undefined;
  const [an, quote] = profile.major === 3 ? ['An', '`'] : ['an', "'"];
  return (
    `${an} error occurred while checking for chart dependencies. ` +
    `You may need to run ${quote}helm dependency build${quote} to fetch missing dependencies: ` +
    `${MISSING_IN_CHARTS}: ${missing.join(', ')}`
  );
}
