// Which of the pool's Kubernetes versions answers for the one that somebody names.

/** A version of the pool and its bit in the masks of kinds and definitions. */
export interface VersionRank {
  readonly version: string;
  readonly bit: number;
}

export interface PoolVersions {
  rankOf(kubernetes: string): VersionRank;
}

/** `versions`: newest first, as the pool's header has them. */
export function poolVersions(versions: readonly string[]): PoolVersions {
  const ranks = versions.map((version, index) => ({ version, bit: 1 << index }));
  const known = new Map<string, VersionRank>();
  return {
    rankOf(kubernetes) {
      let rank = known.get(kubernetes);
      if (rank === undefined) known.set(kubernetes, (rank = nearest(ranks, minorOf(kubernetes))));
      return rank;
    },
  };
}

/** The newest that is not newer than the one asked for, else the oldest; what is no version is taken for the newest. */
function nearest(ranks: readonly VersionRank[], minor: number): VersionRank {
  const found = ranks.find(({ version }) => minorOf(version) <= minor) ?? ranks.at(-1);
  return found ?? { version: '', bit: 0 };
}

/** 36 of `1.36`, `v1.36.2`, `1.36+`, `v1.36.0-gke.100`. */
function minorOf(version: string): number {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version.trim()) ?? [];
  if (major === undefined || minor === undefined) return Number.POSITIVE_INFINITY;
  return (Number(major) - 1) * 1000 + Number(minor);
}
