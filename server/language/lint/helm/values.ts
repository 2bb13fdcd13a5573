// Rules about values.yaml, in Helm's order (helm-spec 7.2, section 2).

import type { SourceFile } from '#engine/chart/chart.ts';
import { coalesceTables } from '#engine/chart/coalesce-tables.ts';
import { warningsOf } from '#engine/chart/coalesce-warnings.ts';
import { judge } from '#engine/schema/judge.ts';
import { GoError } from '#engine/values/errors.ts';
import { GoMap } from '#engine/values/value.ts';
import { readYamlMap } from '#engine/yaml/read.ts';
import type { HelmLintRun } from './input.ts';

const FILE = 'values.yaml';

/** Runs the rules about the chart's own values.yaml: is it there, can it be read, does the chart's schema hold. */
export function lintValues(run: HelmLintRun): void {
  const { folder, directory } = run.input;
  const kind = folder.kind(FILE);
  if (!run.check('helm-values-missing', 'INFO', FILE, kind === undefined ? 'file does not exist' : undefined)) return;
  const file = kind === 'file' ? folder.file(FILE) : undefined;
  if (file === undefined) {
    run.check('helm-values-file', 'ERROR', FILE, `unable to parse YAML: read ${directory}/${FILE}: is a directory`);
    return;
  }
  const values = readDefaults(run, file);
  if (values === undefined) return;
  const merged = overrides(run, values);
  const schema = folder.kind('values.schema.json') === 'file' ? folder.file('values.schema.json') : undefined;
  // Helm 3 has the flag too, but does not look at it here.
  if (schema === undefined || schema.text === '' || (run.input.skipSchemaValidation && run.major === 4)) return;
  const problem = judge(schema.text, merged, { unresolvedUrn: (urn) => run.warnOnce(urnWarning(urn, run.major)) });
  run.check('helm-values-schema', 'ERROR', FILE, problem?.text, { source: file.source });
}

/** Only the first document counts, in Helm 4 too. */
function readDefaults(run: HelmLintRun, file: SourceFile): GoMap | undefined {
  try {
    return readYamlMap(file.text, { type: `${run.major === 3 ? 'chartutil' : 'common'}.Values` });
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    run.check('helm-values-file', 'ERROR', FILE, `unable to parse YAML: ${error.message}`, { source: file.source });
    return undefined;
  }
}

/** The user's values over the chart's. Only the outermost table is a new one: see HelmLintInput.values. */
function overrides(run: HelmLintRun, values: GoMap): GoMap {
  const { profile, values: user } = run.input;
  const step = { profile, warnings: warningsOf(profile, (text) => run.warn(text)) };
  const merged = coalesceTables(step, new GoMap(), user, '', false);
  return coalesceTables(step, merged, values, '', false);
}

function urnWarning(urn: string, major: 3 | 4): string {
  const text = 'unresolved URN reference ignored; using permissive schema';
  return major === 3 ? `WARNING: ${text}: ${urn}` : `level=WARN msg="${text}" urn=${urn}`;
}
