// `chartroom template`: what `helm template` prints, with helm's own flag names.

import { warningsOf } from '#engine/chart/coalesce-warnings.ts';
import { loadChart } from '#engine/chart/load.ts';
import type { Profile } from '#engine/chart/profile.ts';
import { type ReleaseResult, renderRelease } from '#engine/render/render.ts';
import { GoError } from '#engine/values/errors.ts';
import type { GoMap } from '#engine/values/value.ts';
import { readChart } from './chart-files.ts';
import { locateChart } from './chart-place.ts';
import { checkKubeVersionFlag, Failure, namespaceOf, profileOf, readValues } from './common.ts';
import { checkDryRun, checkUnsupported } from './flag-checks.ts';
import { checkGroups, flagList, flagOn, flagText, type Parsed, parseFlags, UsageError } from './flags.ts';
import { TEMPLATE_FLAGS, TEMPLATE_GROUPS } from './helm-flags.ts';
import { renderName } from './name-template.ts';
import { printOutput } from './template-output.ts';
import { printUsage } from './usage.ts';
import type { World } from './world.ts';

/** Runs the command; returns the exit code. */
export function template(world: World, argv: readonly string[]): number {
  try {
    const profile = profileOf(argv);
    const warn = (line: string) => world.err(`${line}\n`);
    const parsed = parseFlags(argv, TEMPLATE_FLAGS, { major: profile.major, warn });
    if (flagOn(parsed, 'help')) printUsage(world);
    else render(world, parsed, profile);
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

/** The steps of helm, in its order: of several things that are wrong, it tells the first. */
function render(world: World, parsed: Parsed, profile: Profile): void {
  if (parsed.args.length === 0) {
    throw new Failure(`"helm template" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]`);
  }
  checkGroups(parsed, profile.major === 4 ? TEMPLATE_GROUPS : []);
  checkKubeVersionFlag(flagText(parsed, 'kube-version'), profile);
  const warn = (line: string) => world.err(`${line}\n`);
  if (profile.major === 4) checkDryRun(parsed, profile.major, warn);
  const { name, path } = nameAndChart(world, parsed, profile);
  const place = locateChart(world, path);
  checkUnsupported(parsed);
  const result = renderPlace(world, parsed, profile, { name, place });
  for (const warning of result.warnings) warn(warning);
  printOutput(world, parsed, profile, name, result);
}

/** Reads and renders the chart at a place. */
function renderPlace(
  world: World,
  parsed: Parsed,
  profile: Profile,
  { name, place }: { readonly name: string; readonly place: string },
): ReleaseResult {
  const values = readValues(world, parsed, profile);
  const chart = load(world, place, profile);
  const warn = (line: string) => world.err(`${line}\n`);
  const isInstallable = ['', 'application'].includes(chart.metadata.type);
  if (isInstallable && chart.metadata.deprecated) {
    warn(profile.major === 3 ? 'WARNING: This chart is deprecated' : 'level=WARN msg="this chart is deprecated"');
  }
  if (isInstallable && profile.major === 3) checkDryRun(parsed, profile.major, warn);
  return renderRelease(chart, values as GoMap, {
    profile,
    env: world.env,
    release: {
      name,
      namespace: namespaceOf(world, parsed),
      isUpgrade: flagOn(parsed, 'is-upgrade'),
      labels: flagList(parsed, 'labels').map((pair) => pair.slice(0, pair.indexOf('='))),
    },
    kubeVersion: flagText(parsed, 'kube-version'),
    apiVersions: flagList(parsed, 'api-versions'),
    skipSchemaValidation: flagOn(parsed, 'skip-schema-validation'),
    trace: false,
    tolerant: false,
  });
}

function load(world: World, place: string, profile: Profile) {
  const read = readChart(world, place, profile);
  for (const note of read.notes) world.err(`${note}\n`);
  if ('error' in read) throw new Failure(read.error);
  const loaded = loadChart(read.files, { profile, form: read.form, directory: place });
  const { print: log } = warningsOf(profile, (line) => world.err(`${line}\n`));
  for (const warning of loaded.warnings) log(warning);
  if (!loaded.chart) throw new Failure(loaded.errors[0]?.message ?? 'the chart could not be loaded');
  return loaded.chart;
}

/** `--generate-name` changes nothing here: helm gives every template without a name the same one. */
function nameAndChart(world: World, parsed: Parsed, profile: Profile): { name: string; path: string } {
  const { args } = parsed;
  if (args.length > 2) {
    const more = args.slice(2).join(', ');
    throw new Failure(`expected at most two arguments, unexpected arguments: ${more}`);
  }
  const path = args.at(-1) as string;
  const nameTemplate = flagText(parsed, 'name-template');
  if (args.length === 2) {
    if (flagOn(parsed, 'generate-name')) throw new Failure('cannot set --generate-name and also specify a name');
    if (nameTemplate) throw new Failure('cannot set --name-template and also specify a name');
    return { name: args[0] as string, path };
  }
  return { name: nameTemplate ? renderName(world, nameTemplate, profile) : 'release-name', path };
}
