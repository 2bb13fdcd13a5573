// Inflates a gzip stream piece by piece, so that a bomb is never unpacked further than its reader asks.

import { Gunzip } from 'fflate';
import { GoError } from '../values/errors.ts';
import type { ByteSource } from './tar.ts';

/** Compressed bytes per step; deflate expands at most 1032 times, so a step holds 8 MiB at worst. */
const STEP = 8192;

/** The inflated bytes of a gzip stream, on demand. Throws GoError with Go's text when the header is not one of gzip. */
export function gunzip(bytes: Uint8Array): ByteSource {
  checkHeader(bytes);
  const inflater = new Inflater(bytes);
  return { read: (count) => inflater.read(count), skip: (count) => inflater.skip(count) };
}

function checkHeader(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new GoError('EOF');
  if (bytes.length < 10) throw new GoError('unexpected EOF');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) throw new GoError('gzip: invalid header');
  // fflate takes no data at all for an empty stream.
  if (bytes.length === 10) throw new GoError('unexpected EOF');
}

/** Keeps what was inflated but not yet read. What goes wrong is told only when nothing before it is left to read. */
class Inflater {
  readonly #bytes: Uint8Array;
  readonly #stream: Gunzip;
  #fed = 0;
  #failure: GoError | undefined;
  #ready: Uint8Array[] = [];
  #readyLength = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#stream = new Gunzip((chunk) => {
      if (chunk.length === 0) return;
      this.#ready.push(chunk);
      this.#readyLength += chunk.length;
    });
  }

  read(count: number): Uint8Array {
    this.#fill(count);
    const out = new Uint8Array(Math.min(count, this.#readyLength));
    let at = 0;
    this.#take(out.length, (piece) => {
      out.set(piece, at);
      at += piece.length;
    });
    return out;
  }

  skip(count: number): number {
    let skipped = 0;
    while (skipped < count) {
      this.#fill(1);
      const step = Math.min(count - skipped, this.#readyLength);
      if (step === 0) break;
      this.#take(step, () => {});
      skipped += step;
    }
    return skipped;
  }

  #fill(count: number): void {
    while (this.#readyLength < count && this.#failure === undefined && this.#fed < this.#bytes.length) this.#feed();
    if (this.#readyLength < count && this.#failure !== undefined) throw this.#failure;
  }

  #feed(): void {
    const end = Math.min(this.#fed + STEP, this.#bytes.length);
    try {
      this.#stream.push(this.#bytes.slice(this.#fed, end), end === this.#bytes.length);
    } catch (error) {
      this.#failure = new GoError(failureText(error, this.#fed));
    }
    this.#fed = end;
  }

  #take(count: number, use: (piece: Uint8Array) => void): void {
    let left = count;
    while (left > 0) {
      const first = this.#ready[0] as Uint8Array;
      const piece = first.subarray(0, left);
      use(piece);
      left -= piece.length;
      if (piece.length === first.length) this.#ready.shift();
      else this.#ready[0] = first.subarray(piece.length);
    }
    this.#readyLength -= count;
  }
}

/** fflate's codes: 0 the end came too early, 6 a further member without a header, else broken data. */
function failureText(error: unknown, offset: number): string {
  const code = (error as { readonly code?: unknown }).code;
  if (code === 0) return 'unexpected EOF';
  return code === 6 ? 'gzip: invalid header' : `flate: corrupt input before offset ${offset}`;
}
