// The life of an API: since when it is deprecated, which Kubernetes no longer has it, and what takes its place.

import { DEPRECATED_APIS, MORE_DEPRECATED_APIS } from './deprecated-apis.ts';
import { type GroupVersionKind, gvkOf } from './schema-node.ts';
import { compareKubernetes } from './version.ts';

export interface Lifecycle {
  /** `1.22`. */
  readonly deprecated: string;
  /** The first version without it; undefined: none is announced. */
  readonly removed: string | undefined;
  readonly replacement: GroupVersionKind | undefined;
}

/** Undefined for an API that is not deprecated. */
export function lifecycleOf(gvk: GroupVersionKind): Lifecycle | undefined {
  return table().get(keyOf(gvk));
}

/** What to use in that Kubernetes: a replacement that was itself replaced is followed; undefined when nothing is left. */
export function replacementAt(gvk: GroupVersionKind, kubernetes: string): GroupVersionKind | undefined {
  let at = lifecycleOf(gvk)?.replacement;
  for (let i = 0; at !== undefined && isRemoved(at, kubernetes); i++)
    at = i < 5 ? lifecycleOf(at)?.replacement : undefined;
  return at;
}

export function isRemoved(gvk: GroupVersionKind, kubernetes: string): boolean {
  const removed = lifecycleOf(gvk)?.removed;
  return removed !== undefined && compareKubernetes(removed, kubernetes) <= 0;
}

let known: ReadonlyMap<string, Lifecycle> | undefined;

function table(): ReadonlyMap<string, Lifecycle> {
  if (known !== undefined) return known;
  const lines = (text: string) => text.trim().split('\n');
  // What newer releases say comes last, and what only older ones say first.
  const ofClients = lines(DEPRECATED_APIS).sort((a, b) => Number(isOld(b)) - Number(isOld(a)));
  known = new Map([...ofClients, ...lines(MORE_DEPRECATED_APIS)].flatMap(readLine));
  return known;
}

function isOld(line: string): boolean {
  return (line.split(' ')[4] ?? '').startsWith('-');
}

function readLine(line: string): [string, Lifecycle][] {
  const [api = '', deprecated = '', removed = '', instead = '', , ...kinds] = line.split(' ');
  return kinds.flatMap((entry) => {
    const [, kind = '', list, other] = /^(\w+)(\*?)(?:=(\w+))?$/.exec(entry) ?? [];
    return [kind, ...(list ? [`${kind}List`] : [])].map((name): [string, Lifecycle] => [
      keyOf(gvkOf(api, name)),
      {
        deprecated,
        removed: removed === '-' ? undefined : removed,
        replacement: instead === '-' ? undefined : gvkOf(instead, other ?? name),
      },
    ]);
  });
}

function keyOf({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}
