// Dict arguments: what stands for a nil map, and Values seen as the plain map that a parameter makes of them.

import { ANY_MAP, GoMap, type Value } from '../values/value.ts';

/** The argument of a `map[string]interface {}` parameter; nothing is a nil map. */
export function mapOf(value: Value | undefined): GoMap {
  return value instanceof GoMap ? value : new GoMap(new Map(), ANY_MAP, 'interface {}', true);
}

/**
 * The same map as `map[string]interface {}`. A function that gives back its argument gives it back with the parameter's
 * type: `typeOf (set .Values "a" 1)` is no longer Values. Entries and origins are shared, so both see every write.
 */
export function plainMap(map: GoMap): GoMap {
  return map.type === ANY_MAP ? map : new PlainView(map);
}

class PlainView extends GoMap {
  readonly #map: GoMap;

  constructor(map: GoMap) {
    super(map.entries, ANY_MAP, map.elem, map.nil);
    this.#map = map;
    this.slots = map.slots;
  }

  override set(...entry: Parameters<GoMap['set']>): void {
    this.#map.set(...entry);
    this.slots = this.#map.slots;
  }

  override delete(key: string): void {
    this.#map.delete(key);
  }

  override origin(key: string): ReturnType<GoMap['origin']> {
    return this.#map.origin(key);
  }
}
