// Which chart a values file that lies beside none says it is for: `# chartroom: chart=airflow@1.15.0`, or the setting's word.

import type { Span } from '#engine/text/span.ts';
import { normalizeUri, relativeUri } from './uri.ts';

/** What a binding names: a folder or an archive by its path, or a chart by its name, with or without a version. */
export interface ChartReference {
  /** As it was written. */
  readonly text: string;
  /** A path from the values file or from a folder of the workspace; undefined for what can only be a name. */
  readonly path: string | undefined;
  /** Undefined for what can only be a path. */
  readonly chart: NamedChart | undefined;
}

export interface NamedChart {
  /** `apache-airflow` in `apache-airflow/airflow@1.15.0`, `oci://HOST/PATH` in `oci://HOST/PATH/airflow`; else empty. */
  readonly repository: string;
  readonly name: string;
  /** A version or a range of them; empty: any. */
  readonly version: string;
}

export interface Binding {
  readonly reference: ChartReference;
  /** The reference in the file's text, or the first line where a setting says it. */
  readonly span: Span;
  readonly from: 'comment' | 'setting';
}

/** Patterns from folders of the workspace, as `chartroom.valuesFileCharts` has them, and the reference of each. */
export type BindingSettings = Readonly<Record<string, string>>;

/** What the file says in its first line, else what the first pattern says that fits it; undefined: nothing. */
export function bindingOf(
  file: { readonly uri: string; readonly text: string },
  settings: BindingSettings,
  folders: readonly string[],
): Binding | undefined {
  if (!/\.ya?ml$/i.test(file.uri)) return undefined;
  return inComment(file.text) ?? inSettings(file, settings, folders);
}

/** How the comment of a binding reads; a reference with blanks is quoted. */
export function bindingComment(reference: string): string {
  return `# chartroom: chart=${/\s/.test(reference) ? JSON.stringify(reference) : reference}`;
}

const COMMENT =
  /^(#[ \t]*chartroom:[ \t]*chart[ \t]*=[ \t]*)(?:"([^"\r\n]+)"|'([^'\r\n]+)'|([^\s"'][^\s]*))[ \t]*(?:\r?\n|$)/;

function inComment(text: string): Binding | undefined {
  const match = COMMENT.exec(text);
  const words = match?.[2] ?? match?.[3] ?? match?.[4];
  if (match === null || words === undefined) return undefined;
  const quoted = match[4] === undefined ? 1 : 0;
  const start = (match[1]?.length ?? 0) + quoted;
  return { reference: parseReference(words), span: { start, end: start + words.length }, from: 'comment' };
}

function inSettings(
  file: { readonly uri: string; readonly text: string },
  settings: BindingSettings,
  folders: readonly string[],
): Binding | undefined {
  const patterns = Object.entries(settings);
  if (patterns.length === 0) return undefined;
  const uri = normalizeUri(file.uri);
  const paths = folders.flatMap((folder) => relativeUri(folder, uri) ?? []);
  const found = patterns.find(([pattern]) => {
    const expression = globExpression(pattern);
    return paths.some((path) => expression?.test(path));
  });
  if (found === undefined || found[1].trim() === '') return undefined;
  const end = file.text.search(/\r?\n|$/);
  return { reference: parseReference(found[1].trim()), span: { start: 0, end }, from: 'setting' };
}

/** `../airflow`, `charts/airflow-1.15.0.tgz`, `airflow`, `airflow@1.15.0`, `apache-airflow/airflow@~1.15`, `oci://HOST/PATH/airflow@1.15.0`. */
export function parseReference(text: string): ChartReference {
  const isPathOnly = /^(?:\.{1,2}(?:\/|$)|\/|~\/|[A-Za-z]:[\\/]|file:)/.test(text) || /\.tgz$|[\\/]$/.test(text);
  const path = /^(?:oci|https?):/.test(text) ? undefined : text.replace(/\\/g, '/');
  return { text, path, chart: isPathOnly ? undefined : namedChart(text) };
}

function namedChart(text: string): NamedChart | undefined {
  const match = /^(?:(.+)\/)?([^/@]+)(?:@(.+))?$/.exec(text);
  if (match === null) return undefined;
  return { repository: match[1] ?? '', name: match[2] ?? '', version: match[3] ?? '' };
}

/** How helm gets the chart: a command that a user can run where the workspace is. */
export function pullCommand({ repository, name, version }: NamedChart): string {
  const source = repository === '' ? `REPOSITORY/${name}` : `${repository}/${name}`;
  const quoted = /^[\w.+-]*$/.test(version) ? version : `"${version}"`;
  return `helm pull ${source}${version === '' ? '' : ` --version ${quoted}`}`;
}

/** What a user reads of a chart that is nowhere, and the command that gets it; no command for a path. */
export function unresolvedText({ text, chart }: ChartReference): {
  readonly message: string;
  readonly command: string;
} {
  if (chart === undefined) return { message: `there is no chart at '${text}'`, command: '' };
  const command = pullCommand(chart);
  return { message: `no chart '${text}' is in the workspace: ${command}`, command };
}

/** VS Code's globs: `*` and `?` inside a name, `**` over folders, `{a,b}` and `[a-z]`; one without a slash fits at any depth. */
export function globExpression(pattern: string): RegExp | undefined {
  const whole = pattern.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`;
  let depth = 0;
  const source = whole.replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|\[!?[^\]/]+\]|[\\^$.|+()[\]]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token === '{') return depth++ >= 0 ? '(?:' : '';
    if (token === '}') return depth > 0 && depth-- > 0 ? ')' : '\\}';
    if (token === ',') return depth > 0 ? '|' : ',';
    if (token.length > 1 && token.startsWith('[')) return token.replace(/^\[!/, '[^').replace(/\\/g, '\\\\');
    return `\\${token}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined; // A brace that is never closed: the pattern fits nothing.
  }
}
