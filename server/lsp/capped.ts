// As many findings of one file as an editor lives with: the gravest and first ones, and one that counts the others.

import type { Finding } from '#language/workspace/rendering.ts';

const MOST_FINDINGS = 1000;
const GRAVEST: readonly Finding['severity'][] = ['error', 'warning', 'information', 'hint'];
const WORDS = ['error', 'warning', 'note', 'hint'];

/** `findings` are of one file, by place, and so is what is shown. The one that counts is at the top, and an information. */
export function capped(findings: readonly Finding[], most = MOST_FINDINGS): readonly Finding[] {
  const [first] = findings;
  if (first === undefined || findings.length <= most) return findings;
  const counts = GRAVEST.map((severity) => findings.filter((one) => one.severity === severity).length);
  let room = most;
  const shown = counts.map((count) => {
    const some = Math.min(count, room);
    room -= some;
    return some;
  });
  const left = shown.map((some, i) => (counts[i] as number) - some);
  const kept = findings.filter(({ severity }) => {
    const kind = GRAVEST.indexOf(severity);
    return (shown[kind] as number) > 0 && (shown[kind] as number)-- > 0;
  });
  const message = `${counted(findings.length - most, 'more problem')} of this file ${findings.length - most === 1 ? 'is' : 'are'} not shown (${left
    .flatMap((count, i) => (count === 0 ? [] : counted(count, WORDS[i] as string)))
    .join(', ')}); mend some of the others to see more.`;
  return [
    { code: MORE, severity: 'information', uri: first.uri, span: { start: 0, end: 0 }, message, related: [] },
    ...kept,
  ];
}

/** No rule's: nobody can turn it off, since what is not shown would be lost. */
const MORE = 'more-problems';

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
