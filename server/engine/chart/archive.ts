// Unpacks a packaged chart (.tgz) into files with paths inside the chart, with Helm's safety checks and limits.

import { fromBytes, toBytes } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { cleanPath } from './archive-path.ts';
import type { SourceFile } from './chart.ts';
import { gunzip } from './gunzip.ts';
import { type ByteSource, tarEntries } from './tar.ts';

/** Bytes of one file of a chart, packed or not: 5 MiB. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** Bytes of all files of a packed chart: 100 MiB. */
const MAX_CHART_BYTES = 100 * 1024 * 1024;

export interface UnpackOptions {
  readonly major: 3 | 4;
  /** What provenance calls the archive; a file in it is called `SOURCE!/PATH`. */
  readonly source: string;
  /** What the runtime does faster. */
  readonly fast?: FastUnpacking | undefined;
  /** A lower limit for all files together than Helm's. */
  readonly chartBytes?: number | undefined;
}

/** The two slow steps of unpacking as a runtime has them. Neither throws: what they cannot do is undefined, and done here. */
export interface FastUnpacking {
  /** The inflated bytes of a gzip stream; undefined for one that is broken, or longer than `most` bytes. */
  readonly inflate?: ((bytes: Uint8Array, most: number) => Uint8Array | undefined) | undefined;
  /** The text of valid UTF-8, its byte order mark included; undefined for any other bytes. */
  readonly decode?: ((bytes: Uint8Array) => string | undefined) | undefined;
}

export type Unpacked = { readonly files: readonly SourceFile[] } | { readonly error: string };

/** The files of an archive, given as bytes or as a Go string that carries them. Never throws. */
export function unpackArchive(archive: Uint8Array | string, options: UnpackOptions): Unpacked {
  try {
    const files = unpack(typeof archive === 'string' ? toBytes(archive) : archive, options);
    return files.length === 0 ? { error: 'no files in chart archive' } : { files };
  } catch (error) {
    if (error instanceof GoError) return { error: error.message };
    throw error;
  }
}

function unpack(bytes: Uint8Array, options: UnpackOptions): SourceFile[] {
  const files: SourceFile[] = [];
  const limit = options.chartBytes ?? MAX_CHART_BYTES;
  let left = limit;
  // Headers, links and folders hold nothing that Helm counts, but they take time and memory as well.
  for (const entry of tarEntries(
    bounded(inflated(bytes, options.fast) ?? gunzip(bytes), limit + MAX_CHART_BYTES, () =>
      tooLarge(limit, options.major),
    ),
  )) {
    if (entry.isFolder || entry.type === 'g' || entry.type === 'x') continue;
    const path = pathInChart(entry.name);
    if (entry.size > left) throw tooLarge(limit, options.major);
    if (entry.size > MAX_FILE_BYTES) throw fileTooLarge(entry.name);
    // A link has no content, so Helm packs it as an empty file; one that claims a size is taken for a chart too large.
    const content = entry.read();
    left -= content.length;
    if (content.length < entry.size || left <= 0) throw tooLarge(limit, options.major);
    const text = options.fast?.decode?.(content) ?? fromBytes(content);
    files.push({ path, text: withoutBom(text), source: `${options.source}!/${path}` });
  }
  return files;
}

/** No chart that somebody wrote is larger; what claims to be goes the careful way, which unpacks no more than is asked for. */
const MOST_AT_ONCE = 64 * 1024 * 1024;

/** The whole stream at once; undefined where the careful way has to tell what is wrong with it. */
function inflated(bytes: Uint8Array, fast: FastUnpacking | undefined): ByteSource | undefined {
  const whole = fast?.inflate?.(bytes, MOST_AT_ONCE);
  if (whole === undefined) return undefined;
  // The length at the stream's end tells that nothing follows it.
  const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4);
  if (whole.length !== tail.getUint32(0, true)) return undefined;
  let at = 0;
  const read = (count: number) => whole.subarray(at, (at = Math.min(at + count, whole.length)));
  return { read, skip: (count) => read(count).length };
}

/** The source up to so many bytes; a reader that wants more gets the error. */
function bounded({ read, skip }: ByteSource, limit: number, refusal: () => GoError): ByteSource {
  let left = limit;
  const counted =
    <T>(work: (count: number) => T) =>
    (count: number): T => {
      left -= count;
      if (left < 0) throw refusal();
      return work(count);
    };
  return { read: counted(read), skip: counted(skip) };
}

/** The path without its first folder, refused when it leads out of the chart. */
function pathInChart(name: string): string {
  const delimiter = name.includes('\\') ? '\\' : '/';
  const [first, ...rest] = name.split(delimiter);
  const joined = rest.join('/');
  if (joined.startsWith('/')) throw new GoError('chart illegally contains absolute paths');
  const path = cleanPath(joined);
  if (path === '.') throw new GoError(`chart illegally contains content outside the base directory: ${quoteGo(name)}`);
  if (path.startsWith('..')) throw new GoError('chart illegally references parent directory');
  if (/^[a-zA-Z]:\//.test(path)) throw new GoError('chart contains illegally named files');
  if (first === 'Chart.yaml') throw new GoError('chart yaml not in base directory');
  return path;
}

function fileTooLarge(name: string): GoError {
  return new GoError(`decompressed chart file ${quoteGo(name)} is larger than the maximum file size ${MAX_FILE_BYTES}`);
}

function tooLarge(limit: number, major: 3 | 4): GoError {
  return new GoError(
    `decompressed chart is larger than the ${major === 3 ? 'maximum file size' : 'maximum size'} ${limit}`,
  );
}

/** Drops one UTF-8 byte order mark at the start. */
export function withoutBom(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
