// Charts that a dependency could name and that are not loaded: of the workspace, and of Helm's cached repository indexes.

/** A chart that somebody offers, with the versions that there are of it. */
export interface OfferedChart {
  readonly name: string;
  /** The latest first, as far as whoever offers them knows. */
  readonly versions: readonly string[];
  readonly description: string;
  /** Its folder, by URI; undefined: it lies in a repository. */
  readonly folder: string | undefined;
}

/** Charts by who offers them: {@link WORKSPACE}, or the name of a repository that was added with `helm repo add`. */
export type Offers = ReadonlyMap<string, readonly OfferedChart[]>;

/** No repository is called so. */
export const WORKSPACE = '';

/** The files that helm keeps of a repository: `NAME-index.yaml`, and for larger ones names alone in `NAME-charts.txt`. */
export function repositoryFile(
  name: string,
): { readonly repository: string; readonly kind: 'index' | 'names' } | undefined {
  const [, repository, kind] = /^(.+)-(index\.yaml|charts\.txt)$/.exec(name) ?? [];
  if (repository === undefined) return undefined;
  return { repository, kind: kind === 'index.yaml' ? 'index' : 'names' };
}

/**
 * The charts of a repository's index. Indexes have many thousand lines of a form that helm alone writes, so that lines
 * are read and no tree is made; one in JSON, which some servers send, is parsed. What is of another form gives nothing.
 */
export function chartsInIndex(text: string): OfferedChart[] {
  return text.trimStart().startsWith('{') ? fromJson(text) : fromLines(text);
}

/** One name in each line. */
export function chartsInNames(text: string): OfferedChart[] {
  const names = text.split(/\r?\n/).map((line) => line.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => ({ name, versions: [], description: '', folder: undefined }));
}

interface Growing extends OfferedChart {
  readonly versions: string[];
  description: string;
}

function fromLines(text: string): OfferedChart[] {
  const charts: Growing[] = [];
  let isInside = false;
  for (const match of text.matchAll(
    /^(entries:|[^\s#-]| {2}([^\s:-][^:\s]*):\s*$|(?: {2}| {2}- | {4})(version|description): ?(.*)$)/gm,
  )) {
    const [, whole = '', name, field, value = ''] = match;
    const chart = charts.at(-1);
    if (whole === 'entries:') isInside = true;
    else if (!whole.startsWith(' ')) isInside = false;
    else if (!isInside) continue;
    else if (name !== undefined)
      charts.push({ name: unquoted(name), versions: [], description: '', folder: undefined });
    else if (field === 'version') chart?.versions.push(unquoted(value));
    else if (chart && chart.description === '' && !/^[|>]/.test(value)) chart.description = unquoted(value);
  }
  return charts;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}

function fromJson(text: string): OfferedChart[] {
  try {
    const { entries } = JSON.parse(text) as { entries?: unknown };
    return Object.entries((entries ?? {}) as object).map(([name, list]) => {
      const releases: Readonly<Record<string, unknown>>[] = Array.isArray(list) ? list : [];
      const versions = releases.map(({ version }) => version).filter((version) => typeof version === 'string');
      const description = releases[0]?.['description'];
      return { name, versions, description: typeof description === 'string' ? description : '', folder: undefined };
    });
  } catch {
    return [];
  }
}
