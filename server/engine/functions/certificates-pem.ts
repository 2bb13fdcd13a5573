// PEM texts as Go reads them, as far as the certificate functions look into them; and the dummies that previews show.

import { toBytes } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { decodeBase64, encodeBase64 } from './encode-base.ts';

const BEGIN = '-----BEGIN ';
const END = '\n-----END ';

interface Block {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The first whole block of a PEM text; undefined when there is none. What stands around it does not matter. */
export function firstBlock(text: string): Block | undefined {
  let from = 0;
  for (let end = text.indexOf(END); end >= 0; end = text.indexOf(END, from)) {
    const begin = text.slice(from, end).lastIndexOf(BEGIN) + from;
    const atLineStart = begin >= from && (begin === from || text[begin - 1] === '\n');
    from = end + END.length;
    const block = atLineStart ? readBlock(text.slice(begin + BEGIN.length), end - begin - BEGIN.length) : undefined;
    if (block !== undefined) return block;
  }
  return undefined;
}

/** The block whose text starts with its type and whose end mark is at `end`; both marks must name the same type. */
function readBlock(text: string, end: number): Block | undefined {
  const [line = '', type] = /^([^\n]*)-----[ \t]*\r?\n/.exec(text) ?? [];
  if (type === undefined) return undefined;
  // `Key: value` lines may stand before the base64.
  const headers = /^(?:[^\n:]*:[^\n]*\n)*/.exec(text.slice(line.length))?.[0] ?? '';
  const trailer = text.slice(end + END.length);
  if (!trailer.startsWith(`${type}-----`)) return undefined;
  if (!/^[ \t]*\r?(?:\n|$)/.test(trailer.slice(type.length + 5))) return undefined;
  const decoded = textOfBase64(text.slice(line.length + headers.length, Math.max(end, 0)).replaceAll(/[ \t]/g, ''));
  return decoded === undefined ? undefined : { type, bytes: toBytes(decoded) };
}

/**
 * Checks that a text holds a private key of a kind that sprig knows. Throws GoError with its text. The key's inside is
 * only looked at from afar: what is wrong in there, the key maker says.
 */
export function checkPrivateKey(text: string): void {
  const block = firstBlock(text);
  if (block === undefined) throw new GoError('no PEM data in input');
  if (block.type === 'PRIVATE KEY') {
    checkDer(block.bytes, 'decoding PEM as PKCS#8: ');
    return;
  }
  const kind = /^([\s\S]*) PRIVATE KEY$/.exec(block.type)?.[1];
  if (kind === undefined) throw new GoError(`no private key data in PEM block of type ${block.type}`);
  if (!['RSA', 'EC', 'DSA'].includes(kind)) throw new GoError(`invalid private key type ${kind}`);
  // Go calls the EC reader's error by its own name.
  const ec = kind === 'EC' ? 'x509: failed to parse EC private key: ' : '';
  checkDer(block.bytes, `parsing ${kind} private key from PEM: ${ec}`);
}

/** Checks that a text holds a certificate; `what` is sprig's name for the bytes. Throws GoError. */
export function checkCertificate(text: string, what: string): void {
  const block = firstBlock(text);
  if (block === undefined) throw new GoError('unable to decode certificate');
  const length = derLength(block.bytes);
  const fault = length === undefined ? 'malformed certificate' : length < block.bytes.length ? 'trailing data' : '';
  if (fault !== '') throw new GoError(`error parsing certificate: ${what}: x509: ${fault}`);
}

function checkDer(bytes: Uint8Array, prefix: string): void {
  if (bytes.length === 0) throw new GoError(`${prefix}asn1: syntax error: sequence truncated`);
  if (bytes[0] !== 0x30) throw new GoError(`${prefix}asn1: structure error: tags don't match`);
  if (derLength(bytes) === undefined) throw new GoError(`${prefix}asn1: syntax error: data truncated`);
}

/** Bytes of the DER sequence at the start, header included; undefined when there is none or it is cut off. */
function derLength(bytes: Uint8Array): number | undefined {
  const [tag, first] = bytes;
  if (tag !== 0x30 || first === undefined) return undefined;
  let length = first;
  let header = 2;
  if (first >= 0x80) {
    header += first & 0x7f;
    length = bytes.subarray(2, header).reduce((sum, byte) => sum * 256 + byte, 0);
  }
  return header + length <= bytes.length ? header + length : undefined;
}

/** What a dummy's base64 reads. */
const MARK = 'CHARTROOM/PREVIEW/DUMMY/THIS/IS/NO/REAL/KEY/OR/CERTIFICATE/';
const LINE = 64;

/**
 * A dummy of a given size: PEM, base64, one DER sequence, so that whatever only passes it on or looks at its frame is
 * content; but in its lines anyone reads what it is.
 */
export function dummyBlock(type: string, size: number): string {
  const rest = size - 4;
  const head = encodeBase64(Uint8Array.of(0x30, 0x82, rest >> 8, rest & 0xff, 0x0c, 0x00));
  const marks = MARK.repeat(Math.ceil((size * 4) / 3 / MARK.length) + 1);
  const padding = size % 3;
  const body =
    (head + marks).slice(0, Math.floor(size / 3) * 4) + (padding === 0 ? '' : encodeBase64(new Uint8Array(padding)));
  const lines = body.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `-----BEGIN ${type}-----\n${lines.join('\n')}\n-----END ${type}-----\n`;
}

/** What base64 decodes to; undefined when it is broken. */
export function textOfBase64(text: string): string | undefined {
  const decoded = decodeBase64(text);
  return /^illegal base64 data at input byte \d+$/.test(decoded) ? undefined : decoded;
}
