// Rules about subcharts: those in charts/ and those in Chart.yaml must be the same (helm-spec 7.2, section 4).

import type { Chart } from '#engine/chart/chart.ts';
import { missingDependencies } from '#engine/chart/requirements.ts';
import type { HelmLintRun } from './input.ts';

/** Runs the rules about dependencies, by name; aliases do not matter but for their being unique. */
export function lintDependencies(run: HelmLintRun): void {
  const loaded = run.load();
  if ('error' in loaded) {
    run.check('helm-chart-load', 'ERROR', '', `unable to load chart\n\t${loaded.error}`, loaded.place);
    return;
  }
  const { chart } = loaded;
  const { directory, folder } = run.input;
  const source = folder.file('Chart.yaml')?.source;
  const place = source === undefined ? undefined : { source };
  const say = (text: string, names: readonly string[]) => (names.length === 0 ? undefined : text + names.join(','));
  const undeclared = say('chart metadata is missing these dependencies: ', undeclaredDependencies(chart));
  run.check('helm-dependencies-undeclared', 'ERROR', directory, undeclared, place);
  const repeated = say('multiple dependencies with name or alias: ', repeatedDependencies(chart));
  run.check('helm-dependencies-repeated', 'ERROR', directory, repeated, place);
  const missing = say('chart directory is missing these dependencies: ', missingDependencies(chart));
  run.check('helm-dependencies-missing', 'WARNING', directory, missing, place);
}

/** Helm tells several of them in random order; here it is the order of their folders. */
function undeclaredDependencies(chart: Chart): string[] {
  const declared = new Set(chart.metadata.dependencies?.map((entry) => entry.name));
  return chart.dependencies.map((sub) => sub.metadata.name).filter((name) => !declared.has(name));
}

/** Loading refuses such charts already; the rule is here because Helm has it. */
function repeatedDependencies(chart: Chart): string[] {
  const seen = new Set<string>();
  return (chart.metadata.dependencies ?? []).flatMap(({ name, alias }) => {
    const key = alias || name;
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [key] : [];
  });
}
