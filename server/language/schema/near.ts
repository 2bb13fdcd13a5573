// "Did you mean": the nearest of some words to one that is unknown.

/** The candidate that a slip of the fingers turns into `word`; undefined when none is near enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(word.length / 3) + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const isSameButCase = candidate.toLowerCase() === word.toLowerCase();
    const distance = isSameButCase ? 0 : editDistance(word, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Whether a word is so near to a known one that it is a slip, and not a word that a newer version has besides: `secretname` for
 * `secretName`, `labls` for `labels`, but none of `v2_3` for `v2_2`,
 * `resources` for `resource`, `onepasswordSDK` for `onepassword`.
 */
export function isSlip(word: string, known: string): boolean {
  if (word.toLowerCase() === known.toLowerCase()) return true;
  const isNumbered = word.replace(/\d+/g, '') === known.replace(/\d+/g, '');
  const isWithMore = word.length > known.length + 1 && (word.startsWith(known) || word.endsWith(known));
  const isLonger = word === `${known}s` || isWithMore;
  return !isNumbered && !isLonger && editDistance(word, known, 3) <= (known.length < 6 ? 1 : 2);
}

/** Single characters to insert, drop, replace or swap with their neighbour; `limit` when it is that many or more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return Math.min(at(last, b.length), limit);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
