// `helm lint` for one chart: the rules in Helm's order, for both majors.

import { lintChartFile } from './chartfile.ts';
import { lintCrds } from './crds.ts';
import { lintDependencies } from './dependencies.ts';
import { type HelmLintInput, HelmLintRun } from './input.ts';
import type { Section } from './memo.ts';
import type { HelmLintMessage } from './message.ts';
import { lintTemplates } from './templates.ts';
import { lintValues } from './values.ts';

export { type ChartFolder, folderOf, type HelmLintInput } from './input.ts';
export { LintMemo } from './memo.ts';
export {
  type HelmLintCode,
  type HelmLintMessage,
  type HelmLintPlace,
  type HelmLintSeverity,
  messageLine,
} from './message.ts';

/** Everything that `helm lint` says of a chart, in its order. Throws nothing but bugs. */
export function lintChart(input: HelmLintInput): readonly HelmLintMessage[] {
  const run = new HelmLintRun(input);
  for (const section of SECTIONS) {
    if (section === lintCrds && run.major === 3) continue;
    if (input.memo) input.memo.section(run, section, section === lintTemplates);
    else section(run);
  }
  return run.messages;
}

const SECTIONS: readonly Section[] = [lintChartFile, lintValues, lintTemplates, lintDependencies, lintCrds];
