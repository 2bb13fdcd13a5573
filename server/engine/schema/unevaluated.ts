// Which properties and items no keyword has looked at yet, for unevaluatedProperties and unevaluatedItems.

import { sortStrings } from '../values/sort.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import type { Schema } from './compiled.ts';

/** Kept only where someone asks: the schema itself, or the one that called it. */
export class Unevaluated {
  private names: Set<string> | undefined;
  private places: Set<number> | undefined;

  constructor(value: Value, schema: Schema, asked: boolean) {
    if (value instanceof GoMap) {
      if (!schema.allPropertiesEvaluated && (asked || schema.unevaluatedProperties)) {
        this.names = new Set(value.entries.keys());
      }
    } else if (value instanceof GoSlice && !schema.allItemsEvaluated && (asked || schema.unevaluatedItems)) {
      this.places = new Set();
      for (let i = schema.itemsEvaluated; i < value.length; i++) this.places.add(i);
    }
  }

  isEmpty(): boolean {
    return !this.names?.size && !this.places?.size;
  }

  /** In byte order. */
  keys(): string[] {
    return sortStrings([...(this.names ?? [])]);
  }

  items(): number[] {
    return [...(this.places ?? [])].sort((a, b) => a - b);
  }

  sawKey(key: string): void {
    this.names?.delete(key);
  }

  sawItem(index: number): void {
    this.places?.delete(index);
  }

  clearKeys(): void {
    this.names = undefined;
  }

  clearItems(): void {
    this.places = undefined;
  }

  /** Keeps what another schema on the same value has left open too. */
  merge(other: Unevaluated): void {
    for (const key of this.names ?? []) if (!other.names?.has(key)) this.names?.delete(key);
    for (const index of this.places ?? []) if (!other.places?.has(index)) this.places?.delete(index);
  }
}
