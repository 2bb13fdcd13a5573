// What a piece of template prints with values: the engine itself is asked, so that nobody has to guess.

import { PROFILES } from '#engine/chart/profile.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import { execute, newRun } from '#engine/template/exec.ts';
import { ExecError } from '#engine/template/exec-error.ts';
import { parse } from '#engine/template/parse.ts';
import { GoError } from '#engine/values/errors.ts';
import { readYamlMap } from '#engine/yaml/read.ts';
import type { Settings } from '#protocol';
import { functionsOf } from '../../documents/functions.ts';

/** The output of a template whose dot is this YAML text; undefined when either does not go. It may include nothing. */
export function printed(settings: Settings, template: string, dot: string): string | undefined {
  const functions = functionsOf(settings);
  const { main, errors } = parse('printed', template, (name) => functions.has(name));
  if (errors.length > 0) return undefined;
  const profile = PROFILES[settings.helmVersion === '3' ? 3 : 4];
  const run = newRun({ functions, env: stillEnvironment(), profile, trace: false });
  try {
    return execute(run, new Map(), main, readYamlMap(dot), null).text;
  } catch (error) {
    if (error instanceof ExecError || error instanceof GoError) return undefined;
    throw error;
  }
}
