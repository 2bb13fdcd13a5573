// What `chartroom template` prints or writes of a render: all, the chosen files, or with --debug also what is broken.

import type { Profile } from '#engine/chart/profile.ts';
import { inPathOrder } from '#engine/render/manifests.ts';
import { type OutputOptions, printRelease, showOnly } from '#engine/render/output.ts';
import type { ReleaseResult } from '#engine/render/render.ts';
import { type TracedText, trimSpace } from '#engine/text/traced.ts';
import { Failure } from './common.ts';
import { encode } from './encoding.ts';
import { flagList, flagOn, flagText, type Parsed } from './flags.ts';
import { writeOutput } from './output-dir.ts';
import type { World } from './world.ts';

/** Prints the result; throws Failure with the render's error, after what --debug shows of it. */
export function printOutput(world: World, parsed: Parsed, profile: Profile, name: string, result: ReleaseResult): void {
  const error = result.errors[0];
  const failure = error && new Failure(error.helmText, result.rendered && !flagOn(parsed, 'debug'));
  if (failure && !(result.rendered && flagOn(parsed, 'debug'))) throw failure;
  const options: OutputOptions = {
    split: profile.split,
    noHooks: flagOn(parsed, 'no-hooks'),
    skipTests: flagOn(parsed, 'skip-tests'),
    crds: flagOn(parsed, 'include-crds') ? result.crds : [],
  };
  const directory = flagText(parsed, 'output-dir');
  const output = directory === '' ? printed(result, options) : written(world, parsed, name, result, options);
  const shown = shownOutput(world, parsed, profile, output);
  if (typeof shown === 'string') {
    throw profile.major === 4 && failure ? failure : new Failure(`could not find template ${shown} in chart`);
  }
  world.out(encode(shown.text));
  if (failure) throw failure;
}

function printed(result: ReleaseResult, options: OutputOptions): TracedText {
  if (result.errors.length === 0) return printRelease(result.manifests, result.hooks, options);
  const hooks = printRelease([], result.hooks, { ...options, crds: [] });
  return plain(broken(result) + hooks.text);
}

/** Writes the files; nothing of them is left to print, so that --show-only finds nothing. */
function written(
  world: World,
  parsed: Parsed,
  name: string,
  result: ReleaseResult,
  options: OutputOptions,
): TracedText {
  const release = flagOn(parsed, 'release-name') ? name : '';
  const isBroken = result.errors.length > 0;
  writeOutput(
    world,
    flagText(parsed, 'output-dir'),
    release,
    isBroken ? { ...result, manifests: [] } : result,
    isBroken ? { ...options, crds: [] } : options,
  );
  return plain(`${broken(result)}\n`);
}

/** All rendered files when one of them is no YAML. Helm has them in random order, we in that of their names. */
function broken(result: ReleaseResult): string {
  if (result.errors[0]?.code !== 'manifest-yaml') return '';
  const parts = inPathOrder(result.files).map(({ name, output }) => `---\n# Source: ${name}\n${output.text}\n`);
  return trimSpace(parts.join(''));
}

function shownOutput(world: World, parsed: Parsed, profile: Profile, output: TracedText): TracedText | string {
  const patterns = flagList(parsed, 'show-only').map((pattern) => world.toSlash?.(pattern) ?? pattern);
  if (patterns.length === 0) return output;
  const shown = showOnly(output, patterns, profile.split);
  return 'missing' in shown ? shown.missing : shown.output;
}

function plain(text: string): TracedText {
  return { text, pieces: undefined };
}
