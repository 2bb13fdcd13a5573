// What `helm lint` says of a fixture's chart, as the lines it prints, each with the text it is placed on.

import type { SourceFile } from '#engine/chart/chart.ts';
import { parseKubeVersion } from '#engine/chart/kube-version.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { userValues } from '#engine/chart/values-files.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import { folderOf, type HelmLintMessage, lintChart, messageLine } from '#language/lint/helm/lint.ts';
import { fixture } from './fixture.ts';

export interface HelmLintOptions {
  readonly major?: 3 | 4;
  readonly set?: readonly string[];
  readonly kubeVersion?: string;
  readonly skipSchemaValidation?: boolean;
  /** Called with what helm writes to stderr. */
  readonly warn?: (text: string) => void;
}

/** The lines; a chart that the fixture does not give has all that lint asks for but an icon. */
export function helmLint(text: string, options: HelmLintOptions = {}): string[] {
  return messagesOf(filesOf(text), options).map(messageLine);
}

/** The lines as `CODE: what the place covers`. */
export function helmLintPlaces(text: string, options: HelmLintOptions = {}): string[] {
  const files = filesOf(text);
  return messagesOf(files, options).map(({ code, place }) => {
    const file = files.find(({ source }) => source === place?.source);
    const part = place?.span && file?.text.slice(place.span.start, place.span.end);
    return `${code}: ${part ?? file?.path ?? '-'}`;
  });
}

function filesOf(text: string): SourceFile[] {
  return [...fixture(text).files].map(([path, file]) => ({ path, text: file.text, source: file.uri }));
}

function messagesOf(files: readonly SourceFile[], options: HelmLintOptions): readonly HelmLintMessage[] {
  const profile = PROFILES[options.major ?? 4];
  const kubeVersion = options.kubeVersion === undefined ? undefined : parseKubeVersion(options.kubeVersion, 4);
  if (kubeVersion && 'error' in kubeVersion) throw new Error(kubeVersion.error);
  return lintChart({
    profile,
    env: stillEnvironment(),
    directory: '/w/chart',
    folder: folderOf(files),
    files,
    values: userValues({ set: options.set }, profile),
    namespace: 'default',
    kubeVersion,
    skipSchemaValidation: options.skipSchemaValidation,
    warn: options.warn,
  });
}
