// Whether a manifest uses an API that Kubernetes is about to drop, as client-go's own table tells it (helm-spec 7.5).

import { kubeVersionOf } from '#engine/chart/capabilities.ts';
import type { KubeVersionInfo } from '#engine/chart/kube-version.ts';
import type { Profile } from '#engine/chart/profile.ts';
import { DEPRECATED_APIS } from '../../schema/kubernetes/deprecated-apis.ts';
import type { ManifestHead } from './documents.ts';

export interface Deprecation {
  /** Kubernetes minor version since which it is deprecated. */
  readonly since: number;
  /** The minor version that no longer has it. */
  readonly removed: number | undefined;
  /** `apps/v1 Deployment`; undefined when nothing takes its place. */
  readonly replacement: string | undefined;
}

interface Target {
  readonly profile: Profile;
  readonly kubeVersion?: KubeVersionInfo | undefined;
}

/** Helm's warning about a deprecated API; told long after its removal too. */
export function deprecationProblem(head: ManifestHead, target: Target): string | undefined {
  const { kind } = head;
  // An empty group is the core group, written or not.
  const apiVersion = head.apiVersion.replace(/^\/(?=[^/]*$)/, '');
  const found = deprecations(target.profile.apiVersions).get(`${apiVersion} ${kind}`);
  if (found === undefined || !isSince(found.since, kubeVersionOf(target.profile, target))) return undefined;
  const { since, removed, replacement } = found;
  const gone = removed === undefined ? '' : `, unavailable in v1.${removed}+`;
  const instead = replacement === undefined ? '' : `; use ${replacement}`;
  return `${apiVersion} ${kind} is deprecated in v1.${since}+${gone}${instead}`;
}

/** A version of 0.0 says nothing, and then everything deprecated is told. */
function isSince(since: number, { major, minor }: KubeVersionInfo): boolean {
  const version = [Number(major), Number(minor)] as const;
  if (version[0] === 0) return version[1] === 0;
  return version[0] > 1 || version[1] >= since;
}

type Release = Profile['apiVersions'];

const known = new Map<Release, ReadonlyMap<string, Deprecation>>();

/** What a client-go release (1.x for 0.x) knows, by apiVersion and kind. */
export function deprecations(release: Release): ReadonlyMap<string, Deprecation> {
  let table = known.get(release);
  if (table === undefined) {
    table = new Map(
      DEPRECATED_APIS.trim()
        .split('\n')
        .flatMap((line) => readLine(line, release)),
    );
    known.set(release, table);
  }
  return table;
}

function readLine(line: string, release: Release): [string, Deprecation][] {
  const [api = '', since = '', removed = '', instead = '', releases = '', ...kinds] = line.split(' ');
  const [from = '', to = ''] = releases === 'all' ? [] : releases.split('-');
  // All of them are 1.x with two digits, so that they compare as texts.
  if ((from !== '' && release < from) || (to !== '' && release > to)) return [];
  return kinds.flatMap((entry) => {
    const [, kind = '', list, other] = /^(\w+)(\*?)(?:=(\w+))?$/.exec(entry) ?? [];
    return [kind, ...(list ? [`${kind}List`] : [])].map((name): [string, Deprecation] => [
      `${api} ${name}`,
      {
        since: minorOf(since),
        removed: removed === '-' ? undefined : minorOf(removed),
        replacement: instead === '-' ? undefined : `${instead} ${other ?? name}`,
      },
    ]);
  });
}

function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
