// Which of many unresolved names somebody reads by hand: some of every reason and maker, the same ones for the same seed.

import { createHash } from 'node:crypto';

/**
 * `reasons` holds lists of uses with their makers; the answer has `most` of them. Every reason has its turn, frequent ones
 * more often, though not in proportion; inside a reason every maker has its turn before one comes again.
 */
export function drawn(reasons, most, seed) {
  const rank = (text) => createHash('sha256').update(`${seed} ${text}`).digest('hex');
  const queues = [...reasons].map(([reason, uses]) => {
    // Fields whose dot is not known are no paths of values for certain: they have half a share.
    const weight = Math.sqrt(uses.length) / (reason.startsWith('field') ? 2 : 1);
    return { reason, weight, uses: inTurns(uses, (text) => rank(`${reason} ${text}`)), taken: 0 };
  });
  const out = [];
  while (out.length < most) {
    const open = queues.filter(({ uses, taken }) => taken < uses.length);
    if (open.length === 0) break;
    const share = ({ weight, taken }) => taken / weight;
    const next = open.reduce((best, other) => (share(other) < share(best) ? other : best));
    out.push({ reason: next.reason, use: next.uses[next.taken++] });
  }
  const order = [...reasons.keys()];
  return out.sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
}

function inTurns(uses, rank) {
  const byMaker = new Map();
  for (const use of uses) byMaker.get(use.maker)?.push(use) ?? byMaker.set(use.maker, [use]);
  const makers = [...byMaker].map(([maker, own]) => ({ place: rank(maker), own: inOrder(own, rank) }));
  makers.sort((a, b) => (a.place < b.place ? -1 : 1));
  return makers
    .flatMap(({ own }, at) => own.map((use, turn) => ({ use, turn, at })))
    .sort((a, b) => a.turn - b.turn || a.at - b.at)
    .map(({ use }) => use);
}

function inOrder(uses, rank) {
  const ranked = uses.map((use) => ({ use, place: rank(`${use.uri.split('/').slice(-4).join('/')} ${use.offset}`) }));
  return ranked.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ use }) => use);
}
