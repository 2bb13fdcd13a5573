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
import { checkKubeVersionFlag, Failure, namespaceOf, profileOf, readValues } from './common.ts';
import { decode, encode } from './encoding.ts';
import { flagOn, flagText, type Parsed, parseFlags, UsageError } from './flags.ts';
import { LINT_FLAGS } from './helm-flags.ts';
import { judgePaths } from './lint-judge.ts';
import { type LintedPath, report } from './lint-report.ts';
import { printUsage } from './usage.ts';
import type { World } from './world.ts';

const FORMATS = ['helm', 'text', 'json', 'sarif'];

/** Runs the command; returns the exit code. */
export function lint(world: World, argv: readonly string[], version: string): number {
  try {
    const profile = profileOf(argv);
    const parsed = parseFlags(argv, LINT_FLAGS, { major: profile.major, warn: (line) => world.err(`${line}\n`) });
    if (flagOn(parsed, 'schemas') && !flagOn(parsed, 'help')) return judgePaths(world, parsed, profile, version);
    if (!flagOn(parsed, 'help')) return lintPaths(world, parsed, profile, version);
    printUsage(world);
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

function lintPaths(world: World, parsed: Parsed, profile: Profile, version: string): number {
  const format = flagText(parsed, 'format') || 'helm';
  if (!FORMATS.includes(format)) {
    throw new UsageError(`invalid argument "${format}" for "--format": must be one of ${FORMATS.join(', ')}`);
  }
  const options = readOptions(world, parsed, profile);
  const isStrict = flagOn(parsed, 'strict');
  const isQuiet = flagOn(parsed, 'quiet');
  const linted = pathsOf(world, parsed, profile).map((path) => ({ path, ...lintPath(world, path, options) }));
  const failed = linted.filter(({ fatal, messages }) => fatal || messages.some((one) => isFailure(one, isStrict)));
  if (format !== 'helm') {
    const shown = isQuiet ? linted.map((one) => ({ ...one, messages: one.messages.filter(isNoted) })) : linted;
    world.out(encode(report(shown, { format, failed: failed.length, version, folder: world.absolute('.') })));
    return failed.length > 0 ? 1 : 0;
  }
  const noted = linted.filter(({ fatal, messages }) => fatal || messages.some(isNoted));
  world.out(encode((isQuiet ? noted : linted).map((one) => block(one, isQuiet)).join('')));
  const summary = `${linted.length} chart(s) linted, ${failed.length} chart(s) failed`;
  if (failed.length > 0) throw new Failure(summary);
  if (!isQuiet || noted.length > 0) world.out(encode(`${summary}\n`));
  return 0;
}

/** What helm prints of one path. */
function block({ path, fatal, messages }: LintedPath, isQuiet: boolean): string {
  const shown = messages.filter((one) => !isQuiet || isNoted(one)).map(messageLine);
  return [`==> Linting ${path}`, ...(fatal === undefined ? shown : [`Error ${fatal}`]), '', ''].join('\n');
}

function isNoted({ severity }: HelmLintMessage): boolean {
  return severity !== 'INFO';
}

function isFailure({ severity }: HelmLintMessage, isStrict: boolean): boolean {
  return severity === 'ERROR' || (isStrict && severity === 'WARNING');
}

function readOptions(world: World, parsed: Parsed, profile: Profile): Options {
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
function lintPath(world: World, path: string, options: Options): Omit<LintedPath, 'path'> {
  const chart = isArchive(path)
    ? unpackedChart(world, path, options.profile)
    : folderChart(world, path, options.profile);
  if (typeof chart === 'string') return { fatal: chart, messages: [], files: [] };
  const messages = lintChart({ ...options, ...chart, env: world.env, warn: (line) => world.err(`${line}\n`) });
  return { fatal: undefined, messages, files: chart.files };
}

function folderChart(world: World, path: string, profile: Profile): LintChart | string {
  const own = cleanPath(path === '' ? 'Chart.yaml' : `${path}/Chart.yaml`);
  if (!world.exists(own)) {
    const cause = isBelowFile(world, own) ? 'not a directory' : 'no such file or directory';
    return `unable to check Chart.yaml file in chart: stat ${own}: ${cause}`;
  }
  const directory = world.absolute(path);
  const read = readChart(world, path, profile);
  const folder = folderIn(world, directory);
  const loadNotes = read.notes;
  if ('error' in read) return { directory, folder, files: [], loadNotes, loadError: read.error };
  return { directory, folder, files: read.files, loadNotes };
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
