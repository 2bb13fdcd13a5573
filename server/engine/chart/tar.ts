// Reads tar archives entry by entry as Go's archive/tar does: ustar, pax and GNU names, sizes and error texts.

import { fromBytes } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';

/** Where the archive's bytes come from, in order. Fewer bytes than asked for mean that they have ended. */
export interface ByteSource {
  readonly read: (count: number) => Uint8Array;
  /** Drops `count` bytes; how many there were. */
  readonly skip: (count: number) => number;
}

export interface TarEntry {
  readonly name: string;
  /** As the header says; a link or a folder may claim a size and yet hold nothing. */
  readonly size: number;
  /** The type flag's character; `0` for a plain file. */
  readonly type: string;
  readonly isFolder: boolean;
  /** The content, to be called once and before the next entry. */
  readonly read: () => Uint8Array;
}

const BLOCK = 512;
/** Names and pax records longer than this are refused. */
const MAX_SPECIAL = 1 << 20;
const BAD_HEADER = 'archive/tar: invalid tar header';
const SHORT = 'unexpected EOF';
/** Hard and symbolic links, devices, folders and pipes: no content follows their header. */
const HEADER_ONLY = '123456';

/** The entries of an archive, up to its end mark. Throws GoError with Go's text for what Go refuses. */
export function* tarEntries(source: ByteSource): Generator<TarEntry> {
  const state: State = { source, left: 0, padding: 0 };
  for (let entry = nextEntry(state); entry !== undefined; entry = nextEntry(state)) yield entry;
}

/** `left` bytes of the current content are unread, `padding` bytes fill its last block. */
interface State {
  readonly source: ByteSource;
  left: number;
  padding: number;
}

interface Header {
  name: string;
  size: number;
  type: string;
  readonly mode: number;
}

function nextEntry(state: State): TarEntry | undefined {
  let pax: ReadonlyMap<string, string> = new Map();
  let longName = '';
  for (;;) {
    finishContent(state);
    const header = readHeader(state.source);
    if (header === undefined) return undefined;
    startContent(state, header);
    if (header.type === 'x' || header.type === 'g') {
      pax = paxRecords(readSpecial(state));
      if (header.type === 'g') return { ...header, isFolder: false, read: () => new Uint8Array() };
    } else if (header.type === 'L') longName = cString(readSpecial(state));
    else if (header.type === 'K') readSpecial(state);
    else return fileEntry(state, header, pax, longName);
  }
}

function fileEntry(state: State, header: Header, pax: ReadonlyMap<string, string>, longName: string): TarEntry {
  mergePax(header, pax);
  if (longName !== '') header.name = longName;
  if (header.type === '\0') header.type = header.name.endsWith('/') ? '5' : '0';
  startContent(state, header);
  if (header.type === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'))) {
    throw new GoError('archive/tar: sparse files are not supported');
  }
  const isFolder = header.type === '5' || (header.mode & ~0o7777) === 0o40000;
  return { ...header, isFolder, read: () => readContent(state) };
}

function startContent(state: State, header: Header): void {
  const size = HEADER_ONLY.includes(header.type) ? 0 : header.size;
  if (size < 0) throw new GoError(BAD_HEADER);
  state.left = size;
  state.padding = (BLOCK - (size % BLOCK)) % BLOCK;
}

function readContent(state: State): Uint8Array {
  const content = state.source.read(state.left);
  if (content.length < state.left) throw new GoError(SHORT);
  state.left = 0;
  return content;
}

/** The last block's padding may be missing at the very end of the archive. */
function finishContent(state: State): void {
  if (state.left > 0 && state.source.skip(state.left) < state.left) throw new GoError(SHORT);
  state.source.skip(state.padding);
  state.left = 0;
  state.padding = 0;
}

function readSpecial(state: State): Uint8Array {
  if (state.left > MAX_SPECIAL) throw new GoError('archive/tar: header field too long');
  return readContent(state);
}

/** Two blocks of zeros, or simply nothing, end the archive. */
function readHeader(source: ByteSource): Header | undefined {
  const block = readBlock(source);
  if (block === undefined) return undefined;
  if (block.some((byte) => byte !== 0)) return parseHeader(block);
  const second = readBlock(source);
  if (second?.some((byte) => byte !== 0)) throw new GoError(BAD_HEADER);
  return undefined;
}

function readBlock(source: ByteSource): Uint8Array | undefined {
  const block = source.read(BLOCK);
  if (block.length === 0) return undefined;
  if (block.length < BLOCK) throw new GoError(SHORT);
  return block;
}

function parseHeader(block: Uint8Array): Header {
  checkSum(block);
  const magic = latin(block, 257, 263);
  const header: Header = {
    name: text(block, 0, 100),
    type: latin(block, 156, 157),
    size: numeric(block, 124, 136),
    mode: numeric(block, 100, 108),
  };
  for (const [from, to] of [
    [108, 116],
    [116, 124],
    [136, 148],
  ] as const)
    numeric(block, from, to);
  const gnu = magic === 'ustar ' && latin(block, 263, 265) === ' \0';
  if (magic !== 'ustar\0' && !gnu) return header;
  numeric(block, 329, 337);
  numeric(block, 337, 345);
  const prefix = gnu ? oldGnuPrefix(block) : ustarPrefix(block);
  if (prefix !== '') header.name = `${prefix}/${header.name}`;
  return header;
}

/** The sum counts its own field as blanks; some old writers summed signed bytes. */
function checkSum(block: Uint8Array): void {
  let unsigned = 0;
  let signed = 0;
  block.forEach((byte, i) => {
    const counted = i >= 148 && i < 156 ? 0x20 : byte;
    unsigned += counted;
    signed += counted > 127 ? counted - 256 : counted;
  });
  const value = octal(block, 148, 156);
  if (value !== unsigned && value !== signed) throw new GoError(BAD_HEADER);
}

function ustarPrefix(block: Uint8Array): string {
  if (latin(block, 508, 512) !== 'tar\0') return text(block, 345, 500);
  numeric(block, 476, 488);
  numeric(block, 488, 500);
  return text(block, 345, 476);
}

/** GNU headers keep times where ustar has the prefix; Go before 1.8 wrote a prefix there nevertheless. */
function oldGnuPrefix(block: Uint8Array): string {
  try {
    if (block[345] !== 0) numeric(block, 345, 357);
    if (block[357] !== 0) numeric(block, 357, 369);
    return '';
  } catch {
    const prefix = beforeNul(latin(block, 345, 500));
    return /[^\0-\x7f]/.test(prefix) ? '' : prefix;
  }
}

/** Octal digits, or big-endian two's complement when the first bit is set. */
function numeric(block: Uint8Array, from: number, to: number): number {
  const first = block[from] as number;
  if ((first & 0x80) === 0) return octal(block, from, to);
  const invert = (first & 0x40) !== 0 ? 0xff : 0;
  let value = BigInt((first ^ invert) & 0x7f);
  for (let i = from + 1; i < to; i++) {
    value = (value << 8n) | BigInt((block[i] as number) ^ invert);
    if (value >> 63n !== 0n) throw new GoError(BAD_HEADER);
  }
  return Number(invert === 0 ? value : ~value);
}

function octal(block: Uint8Array, from: number, to: number): number {
  const digits = beforeNul(latin(block, from, to).replace(/^[ \0]+|[ \0]+$/g, ''));
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw new GoError(BAD_HEADER);
  return Number.parseInt(digits, 8);
}

/** Records are `LENGTH KEY=VALUE\n`, the length in bytes and counting itself. */
function paxRecords(bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const length = blank < 0 ? '' : latin(bytes, at, blank);
    const end = at + Number(length);
    if (!/^\+?\d+$/.test(length) || Number(length) < 5 || end > bytes.length || end <= blank + 1) {
      throw new GoError(BAD_HEADER);
    }
    const record = fromBytes(bytes.subarray(blank + 1, end));
    const equals = record.indexOf('=');
    if (!record.endsWith('\n') || equals <= 0) throw new GoError(BAD_HEADER);
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1, -1)];
    if ((/^(path|linkpath|uname|gname)$/.test(key) ? value : key).includes('\0')) throw new GoError(BAD_HEADER);
    records.set(key, value);
    at = end;
  }
  return records;
}

function mergePax(header: Header, pax: ReadonlyMap<string, string>): void {
  for (const [key, value] of pax) {
    if (value === '') continue;
    if (key === 'path') header.name = value;
    else if (/^(size|uid|gid)$/.test(key)) {
      if (!/^[-+]?\d+$/.test(value)) throw new GoError(BAD_HEADER);
      if (key === 'size') header.size = Number(value);
    } else if (/^[amc]time$/.test(key) && !/^-?\d+(\.\d*)?$/.test(value)) throw new GoError(BAD_HEADER);
  }
}

function text(block: Uint8Array, from: number, to: number): string {
  return cString(block.subarray(from, to));
}

function beforeNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Up to the first NUL. */
function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return fromBytes(end < 0 ? bytes : bytes.subarray(0, end));
}

/** One character a byte. */
function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
