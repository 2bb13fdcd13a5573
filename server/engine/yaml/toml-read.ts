// (being written)
import type { GoMap } from '../values/value.ts';
export function fromToml(_text: string): GoMap {
  throw new Error('not yet');
}
