// `chartroom lint`: what `helm lint` prints, with helm's own flag names.

import { unpackArchive } from '#engine/chart/archive.ts';
import { basePath, cleanPath } from '#engine/chart/archive-path.ts';
import type { SourceFile } from '#engine/chart/chart.ts';
import type { KubeVersionInfo } from '#engine/chart/kube-version.ts';
import { readMetadata } from '#engine/chart/load-read.ts';
import type { Profile } from '#engine/chart/profile.ts';
import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import type { GoMap } from '#engine/values/value.ts';
import { type ChartFolder, folderOf, type HelmLintMessage, lintChart, messageLine } from '#language/lint/helm/lint.ts';
import { readChart } from './chart-files.ts';
import { checkKubeVersionFlag, Failure, namespaceOf, profileOf, readValues, VALUES_FLAGS } from './common.ts';
import { decode, encode } from './encoding.ts';
import { type FlagSpec, flagOn, flagText, type Parsed, parseFlags, UsageError } from './flags.ts';
import type { World } from './world.ts';

const FLAGS: readonly FlagSpec[] = [
  ...VALUES_FLAGS,
  { name: 'helm', kind: 'string' },
  { name: 'format', kind: 'string' },
  { name: 'namespace', short: 'n', kind: 'string' },
  { name: 'kube-version', kind: 'string' },
  { name: 'strict', kind: 'bool' },
  { name: 'quiet', kind: 'bool' },
  { name: 'with-subcharts', kind: 'bool' },
  { name: 'skip-schema-validation', kind: 'bool' },
  { name: 'debug', kind: 'bool' },
];

/** Runs the command; returns the exit code. */
export function lint(world: World, argv: readonly string[]): number {
  try {
    lintPaths(world, parseFlags(argv, FLAGS));
    return 0;
  } catch (error) {
    if (!(error instanceof Failure || error instanceof UsageError || error instanceof GoError)) throw error;
    world.err(`Error: ${error.message}\n`);
    return 1;
  }
}

/** What one path is linted with. */
interface Options {
  readonly profile: Profile;
  readonly values: GoMap;
  readonly namespace: string;
  readonly kubeVersion: KubeVersionInfo | undefined;
  readonly skipSchemaValidation: boolean;
}

function lintPaths(world: World, parsed: Parsed): void {
  const options = readOptions(world, parsed);
  const paths = pathsOf(world, parsed, options.profile);
  const isStrict = flagOn(parsed, 'strict');
  const isQuiet = flagOn(parsed, 'quiet');
  let failed = 0;
  let noted = 0;
  let text = '';
  for (const path of paths) {
    const result = lintPath(world, path, options);
    const messages = typeof result === 'string' ? [] : result;
    const isNoted = typeof result === 'string' || messages.some(({ severity }) => severity !== 'INFO');
    if (isNoted) noted++;
    if (isQuiet && !isNoted) continue;
    if (typeof result === 'string' || messages.some((message) => isFailure(message, isStrict))) failed++;
    const shown = messages.filter(({ severity }) => !isQuiet || severity !== 'INFO').map(messageLine);
    const lines = typeof result === 'string' ? [`Error ${result}`] : shown;
    text += [`==> Linting ${path}`, ...lines, '', ''].join('\n');
  }
  world.out(encode(text));
  const summary = `${paths.length} chart(s) linted, ${failed} chart(s) failed`;
  if (failed > 0) throw new Failure(summary);
  if (!isQuiet || noted > 0) world.out(encode(`${summary}\n`));
}

function isFailure({ severity }: HelmLintMessage, isStrict: boolean): boolean {
  return severity === 'ERROR' || (isStrict && severity === 'WARNING');
}

function readOptions(world: World, parsed: Parsed): Options {
  const profile = profileOf(parsed);
  const format = flagText(parsed, 'format') || 'helm';
  if (format !== 'helm') throw new UsageError(`invalid argument "${format}" for "--format": must be helm`);
  if (parsed.args.length === 0 && profile.major === 4) {
    throw new Failure('"helm lint" requires at least 1 argument\n\nUsage:  helm lint PATH [flags]');
  }
  const kubeVersion = checkKubeVersionFlag(flagText(parsed, 'kube-version'), profile);
  return {
    profile,
    kubeVersion,
    values: readValues(world, parsed, profile),
    namespace: namespaceOf(world, parsed),
    skipSchemaValidation: flagOn(parsed, 'skip-schema-validation'),
  };
}

/** The paths given, and with --with-subcharts every chart below their charts/ folders. */
function pathsOf(world: World, parsed: Parsed, profile: Profile): readonly string[] {
  const given = parsed.args.length === 0 && profile.major === 3 ? ['.'] : parsed.args;
  if (!flagOn(parsed, 'with-subcharts')) return given;
  return [...given, ...given.flatMap((path) => subchartsBelow(world, cleanPath(`${path}/charts`)))];
}

/** In the order of Go's filepath.Walk, which follows no symlinks. */
function subchartsBelow(world: World, folder: string): string[] {
  return (world.list(folder) ?? []).flatMap(({ name, isFolder, target }) => {
    const path = `${folder}/${name}`;
    const own = name === 'Chart.yaml' ? [folder] : isArchive(path) ? [path] : [];
    return isFolder && target === undefined ? [...own, ...subchartsBelow(world, path)] : own;
  });
}

function isArchive(path: string): boolean {
  return path.endsWith('.tgz') || path.endsWith('.tar.gz');
}

/** A chart as it is to be linted. */
interface LintChart {
  readonly directory: string;
  readonly folder: ChartFolder;
  readonly files: readonly SourceFile[];
  readonly loadNotes?: readonly string[];
  readonly loadError?: string;
}

/** What lint says of a chart, or why it cannot even begin. */
function lintPath(world: World, path: string, options: Options): readonly HelmLintMessage[] | string {
  const chart = isArchive(path)
    ? unpackedChart(world, path, options.profile)
    : folderChart(world, path, options.profile);
  if (typeof chart === 'string') return chart;
  return lintChart({ ...options, ...chart, env: world.env, warn: (line) => world.err(`${line}\n`) });
}

function folderChart(world: World, path: string, profile: Profile): LintChart | string {
  const own = cleanPath(`${path}/Chart.yaml`);
  if (!world.exists(own)) {
    const cause = isBelowFile(world, own) ? 'not a directory' : 'no such file or directory';
    return `unable to check Chart.yaml file in chart: stat ${own}: ${cause}`;
  }
  const directory = world.absolute(path);
  const read = readChart(world, path, profile);
  const folder = folderIn(world, directory);
  if ('error' in read) return { directory, folder, files: [], loadError: read.error };
  return { directory, folder, files: read.files, loadNotes: read.notes };
}

function isBelowFile(world: World, path: string): boolean {
  const parts = path.split('/');
  const above = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
  return above.some((one) => one !== '' && world.exists(one) && !world.isFolder(one));
}

function folderIn(world: World, directory: string): ChartFolder {
  const at = (path: string) => `${directory}/${path}`;
  return {
    kind: (path) => (world.isFolder(at(path)) ? 'folder' : world.exists(at(path)) ? 'file' : undefined),
    file: (path) => {
      const bytes = world.read(at(path));
      return bytes && { path, text: decode(bytes), source: at(path) };
    },
  };
}

/** Helm unpacks into a new temporary folder, whose random name ours leaves out. */
function unpackedChart(world: World, path: string, profile: Profile): LintChart | string {
  const failed = (cause: string) => `unable to extract tarball: ${cause}`;
  if (world.isFolder(path)) return failed(`read ${path}: is a directory`);
  const bytes = world.read(path);
  if (bytes === undefined) return `unable to open tarball: open ${path}: no such file or directory`;
  const unpacked = unpackArchive(bytes, { major: profile.major, source: path });
  if ('error' in unpacked) return failed(unpacked.error);
  const own = unpacked.files.find((file) => file.path === 'Chart.yaml');
  const { value: metadata, problem } = own ? readMetadata(own, profile.major) : {};
  if (problem) return failed(`cannot load Chart.yaml: ${problem.message}`);
  const name = metadata?.name ?? '';
  if (name === '') return failed('chart name not specified');
  if (name === '.' || name === '..') return failed(`chart name ${quoteGo(name)} is not allowed`);
  if (name !== basePath(name)) return failed(`chart name ${quoteGo(name)} must not contain path separators`);
  const directory = `${world.variable('TMPDIR') || '/tmp'}/helm-lint/${name}`;
  return { directory, folder: folderOf(unpacked.files), files: unpacked.files };
}
