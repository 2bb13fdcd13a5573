// Cutting and joining rendered text together with its map.

import type { FlatMapping, MappedText } from './rendering.ts';

/** Text from one offset to another; what reaches in from outside is cut. */
export function sliceMapped({ text, mappings }: MappedText, from: number, to: number): MappedText {
  const inside: FlatMapping[] = [];
  for (let i = firstEndingAfter(mappings, from); i < mappings.length; i++) {
    const mapping = mappings[i] as FlatMapping;
    if (mapping.start >= to) break;
    const cut = Math.max(0, from - mapping.start);
    const skip = mapping.skip === undefined ? undefined : mapping.skip + cut;
    inside.push({ ...mapping, start: mapping.start + cut - from, end: Math.min(mapping.end, to) - from, skip });
  }
  return { text: text.slice(from, to), mappings: inside };
}

/** Mappings are in order and cover the text, so their ends are in order, too. */
function firstEndingAfter(mappings: readonly FlatMapping[], offset: number): number {
  let low = 0;
  let high = mappings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mappings[middle] as FlatMapping).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One text behind the other. */
export function joinMapped(parts: readonly MappedText[]): MappedText {
  const mappings: FlatMapping[] = [];
  let length = 0;
  for (const part of parts) {
    for (const mapping of part.mappings)
      mappings.push({ ...mapping, start: mapping.start + length, end: mapping.end + length });
    length += part.text.length;
  }
  return { text: parts.map((part) => part.text).join(''), mappings };
}

/** Text that nobody wrote. */
export function unmapped(text: string): MappedText {
  const nobody = { site: undefined, caller: undefined, value: undefined, skip: undefined };
  return { text, mappings: text === '' ? [] : [{ start: 0, end: text.length, ...nobody }] };
}
