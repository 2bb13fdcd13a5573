// Renders a chart with each of its values sets and with parts switched on that none reaches, a step at a time, and judges it all.

import { crdFiles } from '../../schema/kubernetes/harvest/sources.ts';
import { filesOfRelease } from '../../workspace/mounts.ts';
import { seenSets } from '../../workspace/other-sets.ts';
import { type RenderBounds, renderAside } from '../../workspace/render-chart.ts';
import type { Finding, RenderedTemplate, Rendering } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { underSet, underSettings, valuesFileUri } from '../../workspace/values-set.ts';
import { runManifestRules } from '../run.ts';
import { foreignFiles } from './foreign.ts';
import { askedVersions, Reach, type Switches, switchesAt, unreachedParts, whenText } from './probes.ts';
import { NO_SETS, SetFindings, type SetsCheck } from './sets.ts';

export interface SetRunOptions {
  /** Asked before each file: the render is to be given up. */
  readonly stop: () => boolean;
  /** Asked after a render that was given up: it took too long, and is not tried again. */
  readonly isTooLong: () => boolean;
  /** Asked before each render: there were enough of them. */
  readonly isSpent: () => boolean;
  readonly bounds?: RenderBounds | undefined;
}

/** More switches than that are left out. */
const MOST_PROBES = 24;

/** One step is one render that came to its end or was given up: who takes the steps may do something else between two. */
export type SetRun = Generator<void, SetsCheck>;

/** What the chart shows under its sets and in probes, as far as the settings ask for them. */
export function* runSets(given: Snapshot, root: string, options: SetRunOptions): SetRun {
  const { otherSets, probes } = given.settings.schema;
  if (given.schemas === undefined || !(otherSets || probes)) return NO_SETS;
  const found = new SetFindings();
  const reach = new Reach();
  let base: Snapshot | undefined;
  const closed: ClosedAt[] = [];
  for (const { name, snapshot, isActive } of seenSets(given, root, otherSets)) {
    const tried = yield* attempt(snapshot, root, options);
    if (tried === undefined) continue;
    base ??= snapshot;
    found.addSet(name, isActive, tried.findings);
    closed.push(...reach.add(tried.templates));
  }
  // Of a chart that cannot be rendered at all nothing is out of reach.
  if (base === undefined) return NO_SETS;
  if (!probes) return found.result([]);
  yield* probe(base, root, options, { found, reach, closed });
  return found.result(unreachedParts(base, reach, foreignFiles(base, root)));
}

type ClosedAt = ReturnType<Reach['add']>[number];

interface Gathered {
  readonly found: SetFindings;
  readonly reach: Reach;
  readonly closed: readonly ClosedAt[];
}

/** Switches behind others are tried together with these. */
function* probe(
  base: Snapshot,
  root: string,
  options: SetRunOptions,
  { found, reach, closed }: Gathered,
): Generator<void, void> {
  const apiVersions = askedVersions(base, root);
  const isForeign = foreignFiles(base, root);
  const waiting: Switches[] = apiVersions.length > 0 ? [{ values: [], apiVersions }] : [];
  const known = new Set<string>();
  const isClosed = () => {
    const all = new Set(reach.closed().map(keyOf));
    return (at: ClosedAt) => all.has(keyOf(at));
  };
  const enqueue = (places: readonly ClosedAt[], snapshot: Snapshot, before: Switches) => {
    for (const at of places.filter(isClosed())) {
      const more = isForeign(at.uri) ? undefined : switchesAt(snapshot, root, at.uri, at.start);
      if (more === undefined) continue;
      const values = [...new Set([...before.values, ...more.values])];
      const key = [...values].sort().join();
      if (known.has(key)) continue;
      known.add(key);
      waiting.push({ values, apiVersions: [...new Set([...before.apiVersions, ...more.apiVersions])] });
    }
  };
  enqueue(closed, base, { values: [], apiVersions: [] });
  for (let count = 0; count < MOST_PROBES; count++) {
    const next = waiting.shift();
    if (next === undefined) return;
    const snapshot = probing(base, next, apiVersions);
    const tried = yield* attempt(snapshot, root, options);
    if (tried === undefined) continue;
    found.addProbe(whenText(next), tried.findings);
    enqueue(reach.add(tried.templates), snapshot, next.values.length > 0 ? next : { values: [], apiVersions: [] });
  }
}

function keyOf({ uri, start }: ClosedAt): string {
  return `${uri} ${start}`;
}

function probing(base: Snapshot, { values }: Switches, apiVersions: readonly string[]): Snapshot {
  const { settings } = base;
  return underSettings(base, {
    ...settings,
    setValues: [...settings.setValues, ...values.map((path) => `${path}=true`)],
    apiVersions: [...new Set([...settings.apiVersions, ...apiVersions])],
  });
}

interface Tried {
  readonly findings: readonly Finding[];
  readonly templates: readonly RenderedTemplate[];
}

/** One render, begun anew where it was given up; undefined for one that Helm would refuse, or that takes too long. */
function* attempt(snapshot: Snapshot, root: string, options: SetRunOptions): Generator<void, Tried | undefined> {
  for (;;) {
    if (options.isSpent()) return undefined;
    let isStopped = false;
    const stop = () => (isStopped ||= options.stop());
    const rendering = renderAside(snapshot, root, stop, options.bounds);
    const isGood = !isStopped && !isRefused(rendering);
    const check = isGood ? runManifestRules({ snapshot, root, rendering, stop, isAside: true }) : undefined;
    const isTooLong = isStopped && options.isTooLong();
    yield;
    if (isStopped && !isTooLong) continue;
    if (isStopped || check === undefined) return undefined;
    return { findings: [...check.files.values()].flat(), templates: rendering.templates };
  }
}

/** Helm would print nothing. A version that a pipeline fills in is no reason. */
function isRefused({ errors }: Pick<Rendering, 'errors'>): boolean {
  return errors.some(({ code, message }) => !(code === 'chart-load' && /(?:^|: )validation: /.test(message)));
}

/** Everything that the findings depend on: the same while each part is the same. */
export function groundOfSets(given: Snapshot, root: string): readonly unknown[] {
  const { settings } = underSet(given, root);
  const uris = new Set(filesOfRelease(given, root).map(({ uri }) => uri));
  for (const { snapshot } of seenSets(given, root, true))
    for (const name of snapshot.settings.valuesFiles) uris.add(valuesFileUri(root, name));
  for (const named of given.schemaFolders.values()) for (const uri of named) uris.add(uri);
  const texts = [...uris].flatMap((uri) => [uri, fileAt(given, uri)?.text]);
  return [settings, given.schemas, crdFiles(given), given.cached, ...texts];
}
