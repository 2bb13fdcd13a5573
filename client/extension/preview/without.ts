// What a preview's first line says of charts that are not there.

import type { PreviewResult } from '#protocol';

/** At most so many are named. */
const MOST_NAMES = 4;

/** One text, or none where everything is there. */
export function withoutTexts({ without }: Pick<PreviewResult, 'without'>): string[] {
  if (without.length === 0) return [];
  const more = without.length > MOST_NAMES ? ` and ${without.length - MOST_NAMES} more` : '';
  return [`Without ${without.slice(0, MOST_NAMES).join(', ')}${more} (not in charts/: run helm dependency build)`];
}
