// Rule dependency-version: ranges that Helm cannot read, versions at hand that are not in them, and locks that are out of sync.

import { parseConstraint, parseVersion, satisfies } from '#engine/functions/semver-core.ts';
import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { placesOf, resolved, valuesView } from '../../documents/values.ts';
import { lockDigests } from '../../schema/lock-digest.ts';
import { chartIndex, type IndexedChart } from '../../workspace/chart-index.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { baseNameOf, joinUri, relativeUri } from '../../workspace/uri.ts';
import type { FileContext, FileRule, RuleFinding } from '../rule.ts';

export const dependencyVersion: FileRule = {
  id: 'dependency-version',
  severity: 'warning',
  scope: 'file',
  title: 'A dependency asks for a version that is not at hand, or Chart.lock is out of sync',
  why: 'A range is read as Helm reads it (`^1.2.0`, `~1.2`, `>=1.2 <2`, `1.x`, `!=1.2.3`; a range lets in no pre-releases unless it has one itself). A chart in `charts/` whose version is not in the range does not count as this dependency: `condition`, `tags` and `alias` have no effect on it. A lock that was made of other dependencies is refused by `helm dependency build`; `helm dependency update` makes a new one.',
  bad: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: redis
    version: ^18
           # ^^^ dependency-version: charts/ has redis 17.0.0, which is not in this range
    repository: https://charts.example.com
-- charts/redis/Chart.yaml --
apiVersion: v2
name: redis
version: 17.0.0
`,
  good: `
-- Chart.yaml --
apiVersion: v2
name: shop
version: 0.1.0
dependencies:
  - name: redis
    version: ^17
    repository: https://charts.example.com
-- charts/redis/Chart.yaml --
apiVersion: v2
name: redis
version: 17.0.0
`,
  check,
};

function check({ snapshot, file, chart }: FileContext): RuleFinding[] {
  const path = relativeUri(chart, file.uri);
  if (path !== 'Chart.yaml' && path !== 'requirements.yaml') return [];
  const index = chartIndex(snapshot).get(chart);
  const list = placesOf(valuesView(file), ['dependencies'])[0];
  const node = list && resolved(list.value);
  if (index === undefined || list === undefined || node?.kind !== 'list') return [];
  const lock = lockFor(snapshot, chart, path);
  const isOld = lock === undefined ? undefined : isOutOfSync(list.value, lock);
  const ofEntries = node.items.flatMap((_, i) => {
    const at = (key: string) => placesOf(valuesView(file), ['dependencies', i, key])[0]?.value;
    return (
      entryProblem(
        snapshot,
        index,
        { file, name: textOf(at('name')), version: at('version') },
        isOld ? undefined : lock,
      ) ?? []
    );
  });
  if (!isOld || lock === undefined || list.key === undefined) return ofEntries;
  const of = path === 'Chart.yaml' ? 'Chart.lock' : 'requirements.lock';
  const message = `the lock file (${of}) is out of sync with the dependencies file (${path}): run helm dependency update`;
  const { start, end } = list.key;
  return [...ofEntries, { uri: file.uri, span: { start, end }, message }];
}

/** Helm reads Chart.lock; requirements.lock belongs to requirements.yaml. */
function lockFor(snapshot: Snapshot, chart: string, path: string): FileText | undefined {
  return fileAt(snapshot, joinUri(chart, path === 'Chart.yaml' ? 'Chart.lock' : 'requirements.lock'));
}

/** Undefined: it cannot be known. */
function isOutOfSync(asked: YamlNode, lock: FileText): boolean | undefined {
  const view = valuesView(lock);
  const digest = textOf(placesOf(view, ['digest'])[0]?.value);
  if (view.tree.error !== undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  const digests = lockDigests(asked, placesOf(view, ['dependencies'])[0]?.value ?? null);
  return digests && !digests.includes(digest);
}

interface Entry {
  readonly file: FileText;
  readonly name: string;
  readonly version: YamlNode | undefined;
}

function entryProblem(
  snapshot: Snapshot,
  index: IndexedChart,
  { file, name, version }: Entry,
  lock: FileText | undefined,
): RuleFinding | undefined {
  const range = textOf(version);
  // A chart that is named by file:// and mounted is told with where it lies.
  if (version === undefined || range === '' || name === '') return undefined;
  const at = { uri: file.uri, span: { start: version.start, end: version.end } };
  const problem = rangeProblem(range);
  if (problem !== undefined)
    return { ...at, message: `dependency ${quoteGo(name)} has an invalid version/constraint format: ${problem}` };
  const found = versionsInside(snapshot, index, name);
  if (found.length > 0 && !found.some((one) => isIn(range, one)))
    return { ...at, message: `charts/ has ${name} ${found.join(' and ')}, which is not in this range` };
  const locked = found.length === 0 && lock ? lockedVersion(lock, name) : undefined;
  if (lock === undefined || locked === undefined || isIn(range, locked)) return undefined;
  const message = `${baseNameOf(lock.uri)} has ${name} ${locked}, which is not in this range: run helm dependency update`;
  return { ...at, message };
}

/** The version of an entry that the lock has once; undefined for others. */
function lockedVersion(lock: FileText, name: string): string | undefined {
  const list = placesOf(valuesView(lock), ['dependencies'])[0]?.value;
  const node = list && resolved(list);
  const versions = (node?.kind === 'list' ? node.items : []).flatMap((_, i) => {
    const at = (key: string) => textOf(placesOf(valuesView(lock), ['dependencies', i, key])[0]?.value);
    return at('name') === name ? [at('version')] : [];
  });
  return versions.length === 1 && versions[0] !== '' ? versions[0] : undefined;
}

/** Versions of the charts of that name in charts/; none when one of them has none that can be read. */
function versionsInside(snapshot: Snapshot, { inside, unpacked, packed }: IndexedChart, name: string): string[] {
  const charts = [...inside, ...unpacked].flatMap((folder) => chartIndex(snapshot).get(folder) ?? []);
  // An archive that nobody has unpacked may be another version.
  if (packed.length > unpacked.length && packed.some((file) => file.startsWith(`${name}-`))) return [];
  const own = charts.filter((chart) => chart.name === name).map(({ version }) => version);
  return own.every(isVersion) ? own : [];
}

function rangeProblem(range: string): string | undefined {
  return problemOf(() => parseConstraint(range));
}

function isVersion(text: string): boolean {
  return problemOf(() => parseVersion(text)) === undefined;
}

function isIn(range: string, version: string): boolean {
  try {
    return satisfies(parseConstraint(range), parseVersion(version));
  } catch (error) {
    if (error instanceof GoError) return true;
    throw error;
  }
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

function textOf(node: YamlNode | undefined): string {
  const target = node && resolved(node);
  return target?.kind === 'scalar' && target.resolved.type !== 'null' ? target.text : '';
}
