// Go's integers: int is a bigint, every other kind an Int that wraps at its width.

export type IntKind = 'int8' | 'int16' | 'int32' | 'int64' | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64';

const WIDTH: Readonly<Record<IntKind, number>> = {
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
};

/** An integer of a kind other than int, wrapped at its width as Go's arithmetic does. `type` is its Go type name. */
export class Int {
  readonly kind: IntKind;
  readonly value: bigint;
  readonly type: string;

  constructor(kind: IntKind, value: bigint, type: string = kind) {
    this.kind = kind;
    this.value = kind.startsWith('u') ? BigInt.asUintN(WIDTH[kind], value) : BigInt.asIntN(WIDTH[kind], value);
    this.type = type;
  }
}

export function int64(value: bigint): Int {
  return new Int('int64', value);
}

/** Wraps a Go int (64 bits). */
export function goInt(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
