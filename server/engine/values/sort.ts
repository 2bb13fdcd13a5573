// The order in which Go walks and prints maps: by the bytes of their keys.

import { compareBytes } from '../text/bytes.ts';
import type { GoMap } from './value.ts';

/** The map's keys in Go's order, as range, fmt, toYaml and toJson visit them. */
export function sortedKeys(map: GoMap): string[] {
  return sortStrings([...map.entries.keys()]);
}

/** Sorts in place, bytewise (sort.Strings), and gives the same array back. */
export function sortStrings(texts: string[]): string[] {
  // Without surrogates the order of UTF-16 units is the order of bytes, and the plain sort compares those.
  return texts.some((text) => SURROGATE.test(text)) ? texts.sort(compareBytes) : texts.sort();
}

const SURROGATE = /[\uD800-\uDFFF]/;
