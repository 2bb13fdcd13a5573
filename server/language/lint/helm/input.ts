// What linting a chart starts from, and what the steps of one run share.

import type { Chart, SourceFile } from '#engine/chart/chart.ts';
import { warningsOf } from '#engine/chart/coalesce-warnings.ts';
import type { KubeVersionInfo } from '#engine/chart/kube-version.ts';
import { loadChart } from '#engine/chart/load.ts';
import type { Profile } from '#engine/chart/profile.ts';
import type { Environment } from '#engine/template/environment.ts';
import type { GoMap } from '#engine/values/value.ts';
import type { LintMemo } from './memo.ts';
import type { HelmLintCode, HelmLintMessage, HelmLintPlace, HelmLintSeverity } from './message.ts';

/** The chart's folder as it lies there: Helm looks past .helmignore for the files that it lints by name. */
export interface ChartFolder {
  readonly kind: (path: string) => 'file' | 'folder' | undefined;
  readonly file: (path: string) => SourceFile | undefined;
}

export interface HelmLintInput {
  readonly profile: Profile;
  readonly env: Environment;
  /** Absolute path of the chart's folder, as messages name it. */
  readonly directory: string;
  readonly folder: ChartFolder;
  /** The files that the loader may see. */
  readonly files: readonly SourceFile[];
  /** Why the loader cannot even read the files, in Helm's words. */
  readonly loadError?: string | undefined;
  /** The user's values. As in Helm their inner tables are written to, so that the next chart sees what this one left. */
  readonly values: GoMap;
  readonly namespace: string;
  /** From --kube-version; absent: the profile's default. */
  readonly kubeVersion?: KubeVersionInfo | undefined;
  readonly skipSchemaValidation?: boolean | undefined;
  /** Lines for stderr that each load of the folder gives, besides those of the loader. */
  readonly loadNotes?: readonly string[] | undefined;
  /** Called with each line that helm writes to stderr. */
  readonly warn?: ((text: string) => void) | undefined;
  /** The chart, or why Helm could not load it, where the caller knows; `files` are not looked at then. */
  readonly loaded?: LoadedChart | undefined;
  /** What earlier runs left, and bounds for this one. */
  readonly memo?: LintMemo | undefined;
}

export type LoadedChart = { readonly chart: Chart } | { readonly error: string; readonly place: HelmLintPlace };

/** One run: the input, and the messages so far. */
export class HelmLintRun {
  readonly input: HelmLintInput;
  readonly messages: HelmLintMessage[] = [];
  readonly #told = new Set<string>();
  #loaded: ReturnType<typeof loadChart> | undefined;

  constructor(input: HelmLintInput) {
    this.input = input;
  }

  get major(): 3 | 4 {
    return this.input.profile.major;
  }

  /** Adds a message unless there is none; true when all is well, as Helm's RunLinterRule answers. */
  check(
    code: HelmLintCode,
    severity: HelmLintSeverity,
    path: string,
    message: string | undefined,
    place?: HelmLintPlace,
  ): boolean {
    if (message === undefined) return true;
    this.messages.push({ code, severity, path, message, place });
    return false;
  }

  warn(text: string): void {
    this.input.warn?.(text);
  }

  /** For what Helm tells once, however often it comes by. */
  warnOnce(text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.warn(text);
  }

  /** Loads the chart as Helm does once in each step that needs it, with the same lines on stderr each time. */
  load(): LoadedChart {
    const { profile, directory, files, loadNotes = [], loadError, loaded } = this.input;
    if (loaded !== undefined) return loaded;
    for (const line of loadNotes) this.warn(line);
    if (loadError !== undefined) return { error: loadError, place: { source: '' } };
    this.#loaded ??= loadChart(files, { profile, form: 'folder', directory, detect: false });
    const { chart, errors, warnings } = this.#loaded;
    const { print } = warningsOf(profile, (line) => this.warn(line));
    for (const text of warnings) print(text);
    if (chart) return { chart };
    const [error] = errors;
    const place = { source: error?.source ?? '', span: error?.span };
    return { error: error?.message ?? 'the chart could not be loaded', place };
  }
}

/** A folder that holds just these files, for who has no other look at it. */
export function folderOf(files: readonly SourceFile[]): ChartFolder {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const isFolder = (path: string) => files.some((file) => file.path.startsWith(`${path}/`));
  return {
    kind: (path) => (byPath.has(path) ? 'file' : isFolder(path) ? 'folder' : undefined),
    file: (path) => byPath.get(path),
  };
}
