// The zero of a Go type, which a missing map key and an unset variable give.

import { GoBytes, GoMap, Int, type IntKind, nilSlice, type Value } from './value.ts';

/** reflect.Zero of the type with this name; nil for interfaces, pointers and types that are not known. */
export function zeroValue(type: string): Value {
  switch (type) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int':
      return 0n;
    case 'float64':
      return 0;
    case '[]uint8':
      return new GoBytes(new Uint8Array(0), true);
    default:
      if (type.startsWith('[]')) return nilSlice(type.slice(2));
      if (type.startsWith('map[string]')) return new GoMap(new Map(), type, type.slice('map[string]'.length), true);
      return /^u?int(?:8|16|32|64)?$/.test(type) ? new Int(type as IntKind, 0n) : null;
  }
}
