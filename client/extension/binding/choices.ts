// What the command that binds a values file offers, and what it writes, as plain data.

/** A file of the workspace that stands for a chart: its Chart.yaml, or an archive. */
export interface ChartFile {
  /** Path from the workspace's folder. */
  readonly path: string;
}

export interface ChartChoice {
  readonly label: string;
  readonly description: string;
  /** The reference, from the values file's folder. */
  readonly reference: string;
}

/** The charts of the workspace, the nearest first, without those that are parts of another; `from` is the values file's path. */
export function chartChoices(files: readonly ChartFile[], from: string): ChartChoice[] {
  const charts = files.filter(({ path }) => /(^|\/)Chart\.yaml$/.test(path)).map(({ path }) => folderOf(path));
  const isPart = (folder: string) =>
    charts.some((outer) => outer !== folder && folder.startsWith(outer === '' ? 'charts/' : `${outer}/charts/`));
  const folders = charts.filter((folder) => !isPart(folder));
  const archives = files.map(({ path }) => path).filter((path) => /\.tgz$/i.test(path));
  const offered = [...folders.sort(), ...archives.filter((path) => !isPart(path)).sort()];
  const distance = (path: string) => relativeReference(folderOf(from), path).split('/').length;
  return offered
    .sort((a, b) => distance(a) - distance(b))
    .map((path) => ({
      label: `$(package) ${path.slice(path.lastIndexOf('/') + 1) || 'the folder itself'}`,
      description: path,
      reference: relativeReference(folderOf(from), path),
    }));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path that cannot be taken for a chart's name. */
export function relativeReference(folder: string, target: string): string {
  const [from, to] = [folder, target].map((path) => path.split('/').filter((part) => part !== '')) as [
    string[],
    string[],
  ];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => '..');
  const path = [...up, ...to.slice(shared)].join('/');
  return up.length > 0 ? path : `./${path}`;
}

/** Why a reference typed by hand names nothing; undefined: it names something. */
export function problemOfReference(text: string): string | undefined {
  const named = text.trim();
  if (named === '') return 'A name such as airflow@1.15.0, or apache-airflow/airflow@1.15.0.';
  return /["'\r\n]/.test(named) ? 'Quotes are part of no reference.' : undefined;
}

const COMMENT = /^#[ \t]*chartroom:[ \t]*chart[ \t]*=[^\r\n]*/;

/** The change of a file's text that makes its first line name the chart; the end of `range` is exclusive. */
export function bindingEdit(text: string, reference: string): { readonly end: number; readonly newText: string } {
  const comment = `# chartroom: chart=${/\s/.test(reference) ? JSON.stringify(reference) : reference}`;
  const before = COMMENT.exec(text);
  if (before) return { end: before[0].length, newText: comment };
  return { end: 0, newText: `${comment}${/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n'}` };
}
