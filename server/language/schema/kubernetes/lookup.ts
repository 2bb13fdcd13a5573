// Which schema a kind has in a chart: what the user named, what the workspace and the chart's parts bring, and what Chartroom ships.

import { outermostArchive } from '../../workspace/archives.ts';
import { type ChartIndex, chartIndex } from '../../workspace/chart-index.ts';
import { pathInRelease } from '../../workspace/mounts.ts';
import type { Rendering } from '../../workspace/rendering.ts';
import { chartFolderOf, type FileText, type Snapshot } from '../../workspace/snapshot.ts';
import { isBuiltIn } from './built-in.ts';
import type { HarvestedKind } from './harvest/crd.ts';
import { namedKinds, namedSchema } from './harvest/named.ts';
import { type CrdSource, crdFiles, crdSources, renderedSource } from './harvest/sources.ts';
import { withObjectMeta } from './object-meta.ts';
import type { GroupVersionKind } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';
import { kubernetesOf } from './version.ts';

/** The schemas as one chart sees them. */
export interface SchemaLookup {
  /** The cluster's version: `1.36`. */
  readonly kubernetes: string;
  /** What Chartroom ships is there: before, an unknown kind says nothing. */
  readonly isLoaded: boolean;
  readonly find: (gvk: GroupVersionKind) => FoundSchema | undefined;
  /** All kinds that are known, each once. */
  readonly kinds: () => readonly GroupVersionKind[];
}

/** `root`: folder of the root chart; undefined for a file of no chart. `rendering`: its last render, which may have CRDs. */
export function schemaLookup(snapshot: Snapshot, root: string | undefined, rendering?: Rendering): SchemaLookup {
  return {
    kubernetes: kubernetesOf(snapshot, root),
    isLoaded: snapshot.schemas !== undefined,
    find: (gvk) => schemaFor(snapshot, root, gvk, rendering),
    kinds: () => kindsFor(snapshot, root, rendering),
  };
}

/** The schema of a kind; undefined when nobody has one. */
export function schemaFor(
  snapshot: Snapshot,
  root: string | undefined,
  gvk: GroupVersionKind,
  rendering?: Rendering,
): FoundSchema | undefined {
  const kubernetes = kubernetesOf(snapshot, root);
  const shipped = () => snapshot.schemas?.find(gvk, kubernetes);
  if (isBuiltIn(gvk.group)) return shipped();
  const found = namedSchema(snapshot, gvk) ?? harvested(snapshot, root, gvk, rendering);
  return found === undefined ? shipped() : withObjectMeta(found, snapshot.schemas, kubernetes);
}

/** All kinds that have a schema, in the order in which they are looked for; the same list while nothing changes. */
export function kindsFor(
  snapshot: Snapshot,
  root: string | undefined,
  rendering?: Rendering,
): readonly GroupVersionKind[] {
  const { schemas, schemaFolders } = snapshot;
  const ranked = rankedSources(snapshot, root);
  const kubernetes = kubernetesOf(snapshot, root);
  const inputs = [schemas, schemaFolders, namedKinds(snapshot).length, kubernetes, ...renderedSources(rendering)];
  const known = ranked.kinds;
  if (known && known.inputs.length === inputs.length && inputs.every((one, i) => one === known.inputs[i]))
    return known.list;
  const out = new Map<string, GroupVersionKind>();
  const add = (gvk: GroupVersionKind) => {
    const key = keyOf(gvk);
    if (!out.has(key)) out.set(key, gvk);
  };
  namedKinds(snapshot).forEach(add);
  for (const source of allSources(snapshot, root, rendering))
    for (const document of source.documents) for (const { gvk } of document.kinds()) add(gvk);
  schemas?.kinds(kubernetes).forEach(add);
  const list = [...out.values()];
  ranked.kinds = { inputs, list };
  return list;
}

function harvested(
  snapshot: Snapshot,
  root: string | undefined,
  gvk: GroupVersionKind,
  rendering: Rendering | undefined,
): FoundSchema | undefined {
  const ranked = rankedSources(snapshot, root);
  const early = memoized(ranked.found, gvk, () =>
    firstIn(
      ranked.early.flatMap((file) => crdSources(snapshot, file)),
      gvk,
    ),
  );
  if (early !== undefined) return early;
  const rendered = firstIn(renderedSources(rendering), gvk);
  return (
    rendered ??
    memoized(ranked.foundLate, gvk, () =>
      firstIn(
        ranked.late.flatMap((file) => crdSources(snapshot, file)),
        gvk,
      ),
    )
  );
}

function firstIn(sources: Iterable<CrdSource>, gvk: GroupVersionKind): FoundSchema | undefined {
  for (const { uri, documents, isTemplate } of sources) {
    for (const document of documents) {
      const kind = document.mayHold(gvk) ? document.kinds().find((one) => isSame(one, gvk)) : undefined;
      if (kind) return { gvk, schema: kind.schema, source: { kind: 'file', uri }, isOpen: kind.isOpen || isTemplate };
    }
  }
  return undefined;
}

function isSame({ gvk }: HarvestedKind, { group, version, kind }: GroupVersionKind): boolean {
  return gvk.kind === kind && gvk.group === group && gvk.version === version;
}

function renderedSources(rendering: Rendering | undefined): CrdSource[] {
  return (rendering?.templates ?? []).flatMap((template) => renderedSource(template) ?? []);
}

function allSources(snapshot: Snapshot, root: string | undefined, rendering: Rendering | undefined): CrdSource[] {
  const { early, late } = rankedSources(snapshot, root);
  const ofFiles = (files: readonly FileText[]) => files.flatMap((file) => crdSources(snapshot, file));
  return [...ofFiles(early), ...renderedSources(rendering), ...ofFiles(late)];
}

/** Files with CRDs in the order in which they count, those before and those behind what is rendered. */
interface Ranked {
  readonly index: ChartIndex;
  readonly early: readonly FileText[];
  readonly late: readonly FileText[];
  readonly found: Map<string, FoundSchema | null>;
  readonly foundLate: Map<string, FoundSchema | null>;
  /** All kinds, and what the list was made of. */
  kinds?: { readonly inputs: readonly unknown[]; readonly list: readonly GroupVersionKind[] };
}

const ranks = new WeakMap<readonly FileText[], Map<string, Ranked>>();

function rankedSources(snapshot: Snapshot, root: string | undefined): Ranked {
  const files = crdFiles(snapshot);
  const index = chartIndex(snapshot);
  let byRoot = ranks.get(files);
  if (byRoot === undefined) ranks.set(files, (byRoot = new Map()));
  let ranked = byRoot.get(root ?? '');
  if (ranked?.index !== index) {
    const withRank = files
      .map((file) => ({ file, rank: rankOf(snapshot, root, file.uri) }))
      .sort((a, b) => a.rank - b.rank);
    const early = withRank.flatMap(({ file, rank }) => (rank < RENDERED ? [file] : []));
    const late = withRank.flatMap(({ file, rank }) => (rank >= RENDERED ? [file] : []));
    byRoot.set(root ?? '', (ranked = { index, early, late, found: new Map(), foundLate: new Map() }));
  }
  return ranked;
}

const RENDERED = 4;

/** What the user named comes first, then the workspace's own files, the chart's, those of its dependencies, templates, other charts. */
function rankOf(snapshot: Snapshot, root: string | undefined, uri: string): number {
  for (const folder of snapshot.schemaFolders.keys()) if (uri === folder || uri.startsWith(`${folder}/`)) return 0;
  const outer = outermostArchive(uri) ?? uri;
  const chart = chartFolderOf(snapshot, outer);
  if (chart === undefined && !outer.endsWith('.tgz')) return 1;
  const path = root === undefined ? undefined : pathInRelease(snapshot, root, outer);
  if (path === undefined) return 6;
  if (/(?:^|\/)templates\//.test(path)) return 5;
  return path.startsWith('charts/') ? 3 : 2;
}

function memoized(
  memo: Map<string, FoundSchema | null>,
  gvk: GroupVersionKind,
  find: () => FoundSchema | undefined,
): FoundSchema | undefined {
  const key = keyOf(gvk);
  let known = memo.get(key);
  if (known === undefined) memo.set(key, (known = find() ?? null));
  return known ?? undefined;
}

function keyOf({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}
