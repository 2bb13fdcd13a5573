// Why a place that takes a table whole stands against a rename of one of its keys.

import type { ChartNode } from '../../symbols/charts.ts';
import type { Taking } from '../../symbols/occurrences/release-flows.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import { placeText } from './result.ts';

export type PlaceText = (file: FileText, at: number) => string;

/** A table as its key is told of: of values, or made by a call. */
export type Holder = 'table that holds' | 'dict with';

export function placeIn({ folder }: ChartNode): PlaceText {
  return (file, at) => placeText(file, at, folder);
}

export function takingText({ file, flow, holds }: Taking, word: string, placed: PlaceText, holder: Holder): string {
  const place = placed(file, flow.span.start);
  if (holds === 'many') return `${place} takes tables of so many callers that \`${word}\` may lie in one of them.`;
  if (flow.kind === 'call') return `${place} hands the ${holder} \`${word}\` to a template whose name is computed.`;
  if (flow.by === 'range')
    return `\`range\` in ${place} goes over all keys beside \`${word}\`, whose names and order may show in the output.`;
  if (flow.kind === 'keys')
    return `\`${flow.by}\` in ${place} looks up keys beside \`${word}\` by names that are computed.`;
  const by = flow.by === '' ? '' : ` with \`${flow.by}\``;
  return `${place} takes the ${holder} \`${word}\` as a whole${by}, so that the output would change.`;
}
