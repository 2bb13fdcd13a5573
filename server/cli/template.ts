// `chartroom template`: what `helm template` prints, with helm's own flag names.

import { warningsOf } from '#engine/chart/coalesce-warnings.ts';
import { loadChart } from '#engine/chart/load.ts';
import type { Profile } from '#engine/chart/profile.ts';
import { printRelease, showOnly } from '#engine/render/output.ts';
import { type ReleaseResult, renderRelease } from '#engine/render/render.ts';
import type { TracedText } from '#engine/text/traced.ts';
import { GoError } from '#engine/values/errors.ts';
import { readChart } from './chart-files.ts';
import { checkKubeVersionFlag, Failure, namespaceOf, profileOf, readValues, VALUES_FLAGS } from './common.ts';
import { encode } from './encoding.ts';
import { type FlagSpec, flagList, flagOn, flagText, type Parsed, parseFlags, UsageError } from './flags.ts';
import { renderName } from './name-template.ts';
import { writeOutput } from './output-dir.ts';
import type { World } from './world.ts';

const FLAGS: readonly FlagSpec[] = [
  ...VALUES_FLAGS,
  { name: 'helm', kind: 'string' },
  { name: 'namespace', short: 'n', kind: 'string' },
  { name: 'kube-version', kind: 'string' },
  { name: 'api-versions', short: 'a', kind: 'slice' },
  { name: 'include-crds', kind: 'bool' },
  { name: 'skip-crds', kind: 'bool' },
  { name: 'show-only', short: 's', kind: 'list' },
  { name: 'skip-tests', kind: 'bool' },
  { name: 'no-hooks', kind: 'bool' },
  { name: 'is-upgrade', kind: 'bool' },
  { name: 'output-dir', kind: 'string' },
  { name: 'release-name', kind: 'bool' },
  { name: 'generate-name', short: 'g', kind: 'bool' },
  { name: 'name-template', kind: 'string' },
  { name: 'skip-schema-validation', kind: 'bool' },
  { name: 'enable-dns', kind: 'bool' },
  { name: 'debug', kind: 'bool' },
  { name: 'hide-notes', kind: 'bool' },
  { name: 'render-subchart-notes', kind: 'bool' },
  { name: 'dependency-update', kind: 'bool' },
];

/** Runs the command; returns the exit code. */
export function template(world: World, argv: readonly string[]): number {
  try {
    render(world, parseFlags(argv, FLAGS));
    return 0;
  } catch (error) {
    if (error instanceof Failure || error instanceof UsageError || error instanceof GoError) {
      const hint = error instanceof Failure && error.hint ? '\n\nUse --debug flag to render out invalid YAML' : '';
      world.err(`Error: ${error.message}${hint}\n`);
      return 1;
    }
    throw error;
  }
}

function render(world: World, parsed: Parsed): void {
  const profile = profileOf(parsed);
  if (parsed.args.length === 0) {
    throw new Failure(`"helm template" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]`);
  }
  const kubeVersion = flagText(parsed, 'kube-version');
  checkKubeVersionFlag(kubeVersion, profile);
  const { name, path } = nameAndChart(world, parsed, profile);
  const read = readChart(world, path, profile);
  if ('error' in read && parsed.flags.size === 0) throw new Failure(read.error);
  const values = readValues(world, parsed, profile);
  if ('error' in read) throw new Failure(read.error);
  for (const note of read.notes) world.err(`${note}\n`);
  const loaded = loadChart(read.files, { profile, form: read.form, directory: world.absolute(path) });
  const { print: log } = warningsOf(profile, (line) => world.err(`${line}\n`));
  for (const warning of loaded.warnings) log(warning);
  if (!loaded.chart) throw new Failure(loaded.errors[0]?.message ?? 'the chart could not be loaded');
  if (loaded.chart.metadata.deprecated) {
    world.err(
      profile.major === 3 ? 'WARNING: This chart is deprecated\n' : 'level=WARN msg="this chart is deprecated"\n',
    );
  }
  const result = renderRelease(loaded.chart, values, {
    profile,
    env: world.env,
    release: { name, namespace: namespaceOf(world, parsed), isUpgrade: flagOn(parsed, 'is-upgrade') },
    kubeVersion,
    apiVersions: flagList(parsed, 'api-versions'),
    skipSchemaValidation: flagOn(parsed, 'skip-schema-validation'),
    trace: false,
    tolerant: false,
  });
  for (const warning of result.warnings) world.err(`${warning}\n`);
  print(world, parsed, profile, name, result);
}

function nameAndChart(world: World, parsed: Parsed, profile: Profile): { name: string; path: string } {
  const { args } = parsed;
  if (args.length > 2) {
    const more = args.slice(2).join(', ');
    throw new Failure(`expected at most two arguments, unexpected arguments: ${more}`);
  }
  const path = args.at(-1) as string;
  const generate = flagOn(parsed, 'generate-name');
  const nameTemplate = flagText(parsed, 'name-template');
  if (args.length === 2) {
    if (generate) throw new Failure('cannot set --generate-name and also specify a name');
    if (nameTemplate) throw new Failure('cannot set --name-template and also specify a name');
    return { name: args[0] as string, path };
  }
  if (nameTemplate) return { name: renderName(world, nameTemplate, profile), path };
  if (generate) return { name: `${baseOf(path)}-${world.env.now() / 1_000_000_000n}`, path };
  return { name: 'release-name', path };
}

function baseOf(path: string): string {
  const base = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return base === '.' || base === '' ? 'chart' : base.replace(/\.tgz$/, '').replace(/-[0-9]+\.[0-9]+\.[0-9]+.*$/, '');
}

function print(world: World, parsed: Parsed, profile: Profile, name: string, result: ReleaseResult): void {
  const error = result.errors[0];
  if (error) {
    if (flagOn(parsed, 'debug') && result.rendered) world.out(encode('\n'));
    throw new Failure(error.helmText, result.rendered && !flagOn(parsed, 'debug'));
  }
  const options = {
    split: profile.split,
    noHooks: flagOn(parsed, 'no-hooks'),
    skipTests: flagOn(parsed, 'skip-tests'),
    crds: flagOn(parsed, 'include-crds') ? result.crds : [],
  };
  const directory = flagText(parsed, 'output-dir');
  if (directory === '')
    world.out(encode(shownOutput(parsed, profile, printRelease(result.manifests, result.hooks, options))));
  else writeOutput(world, directory, flagOn(parsed, 'release-name') ? name : '', result, options);
}

function shownOutput(parsed: Parsed, profile: Profile, output: TracedText): string {
  const patterns = flagList(parsed, 'show-only').map((pattern) => pattern.replaceAll('\\', '/'));
  if (patterns.length === 0) return output.text;
  const shown = showOnly(output, patterns, profile.split);
  if ('missing' in shown) throw new Failure(`could not find template ${shown.missing} in chart`);
  return shown.output.text;
}
