// Tar archives for tests: headers of every dialect, also wrong ones.

import { toBytes } from '#engine/text/bytes.ts';

export interface TarSpec {
  readonly name?: string;
  readonly text?: string;
  readonly type?: string;
  readonly prefix?: string;
  /** Claimed in place of the real size. */
  readonly size?: number;
  readonly mode?: number;
  readonly gnu?: boolean;
  readonly v7?: boolean;
  readonly pax?: Readonly<Record<string, string>>;
  readonly longName?: string;
  /** Finished blocks in place of everything else. */
  readonly raw?: Uint8Array;
}

/** The entries and the two empty blocks of the end. */
export function tarBytes(specs: readonly TarSpec[]): Uint8Array {
  return concatBytes([...specs.flatMap(blocksOf), new Uint8Array(1024)]);
}

/** One header and its content, padded. */
export function tarEntry(spec: TarSpec, content: Uint8Array): Uint8Array {
  const padding = (512 - (content.length % 512)) % 512;
  return concatBytes([header(spec, content.length), content, new Uint8Array(padding)]);
}

/** A pax header entry, `x` for the next file or `g` for all. */
export function paxEntry(type: 'x' | 'g', records: Readonly<Record<string, string>>): Uint8Array {
  const text = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = toBytes(rest).length + 1;
    while (`${length}`.length + toBytes(rest).length !== length) length++;
    return `${length}${rest}`;
  });
  return tarEntry({ name: 'pax', type }, toBytes(text.join('')));
}

function blocksOf(spec: TarSpec): Uint8Array[] {
  if (spec.raw) return [spec.raw];
  const before: Uint8Array[] = [];
  if (spec.pax) before.push(paxEntry('x', spec.pax));
  if (spec.longName)
    before.push(tarEntry({ name: '././@LongLink', type: 'L', gnu: true }, toBytes(`${spec.longName}\0`)));
  return [...before, tarEntry(spec, toBytes(spec.text ?? ''))];
}

function header(spec: TarSpec, length: number): Uint8Array {
  const block = new Uint8Array(512);
  const put = (at: number, text: string) => block.set(toBytes(text), at);
  const size = spec.size ?? length;
  put(0, spec.name ?? '');
  put(100, `${(spec.mode ?? 0o644).toString(8).padStart(7, '0')}\0`);
  if (size < 8 ** 11) put(124, `${size.toString(8).padStart(11, '0')}\0`);
  else {
    block[124] = 0x80;
    new DataView(block.buffer).setBigUint64(128, BigInt(size));
  }
  put(136, '00000000000\0');
  put(156, spec.type ?? '0');
  if (!spec.v7) put(257, spec.gnu ? 'ustar  \0' : 'ustar\x0000');
  if (spec.prefix) put(345, spec.prefix);
  put(148, '        ');
  put(
    148,
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  );
  return block;
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
