// DER, the byte form of certificates and keys (X.690): the few types they need, written and read.

/** One value as it stands in a text of DER. */
export interface DerNode {
  readonly tag: number;
  readonly body: Uint8Array;
  /** Tag and length included. */
  readonly whole: Uint8Array;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Any value: its tag, and its parts one after another. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return join(Uint8Array.of(tag, ...lengthBytes(length)), ...parts);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(TAG.sequence, ...parts);
}

/** A number that is not negative, from its bytes, highest first. */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const plain = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  // A set highest bit would read as a minus.
  return der(TAG.integer, (plain[0] as number) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(0), plain);
}

/** `1.2.840.113549` */
export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return der(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** Whole bytes, or the first bits of them: `unused` at the end do not count. */
export function bitString(bytes: Uint8Array, unused = 0): Uint8Array {
  return der(TAG.bits, Uint8Array.of(unused), bytes);
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return der(TAG.octets, bytes);
}

/** A moment in whole seconds of the epoch: UTCTime from 1950 to 2049, else GeneralizedTime. */
export function time(seconds: bigint): Uint8Array {
  const digits = new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '');
  const year = Number(digits.slice(0, 4));
  const isShort = year >= 1950 && year < 2050;
  return der(isShort ? TAG.utcTime : TAG.time, ascii(isShort ? digits.slice(2) : digits));
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The values in these bytes, one after another; undefined when they are no DER. */
export function readDer(bytes: Uint8Array): DerNode[] | undefined {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const node = readOne(bytes.subarray(at));
    if (node === undefined) return undefined;
    nodes.push(node);
    at += node.whole.length;
  }
  return nodes;
}

function readOne(bytes: Uint8Array): DerNode | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const header = first < 0x80 ? 2 : 2 + (first & 0x7f);
  if (header > 6) return undefined;
  const length = first < 0x80 ? first : bytes.subarray(2, header).reduce((sum, byte) => sum * 256 + byte, 0);
  if (header + length > bytes.length) return undefined;
  const end = header + length;
  return { tag, body: bytes.subarray(header, end), whole: bytes.subarray(0, end) };
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}
