// Sprig's encodings and checksums of texts.

import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { toBytes } from '../text/bytes.ts';
import { group } from './define.ts';
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from './encode-base.ts';

export const encodeFunctions = group('encode', [
  {
    name: 'b64enc',
    params: ['text:string'],
    result: 'string',
    doc: 'The text in base64, as the `data` of a Secret wants it. Numbers need `toString` first.',
    examples: [{ template: '{{ b64enc "hello" }}', output: 'aGVsbG8=' }],
    call: ([text]) => encodeBase64(toBytes(text as string)),
  },
  {
    name: 'b64dec',
    params: ['text:string'],
    result: 'string',
    doc: 'The text that base64 stands for. Broken base64 does not fail: the result is then the error message as text.',
    examples: [
      { template: '{{ b64dec "aGVsbG8=" }}', output: 'hello' },
      { template: '{{ b64dec "a%" }}', output: 'illegal base64 data at input byte 1' },
    ],
    call: ([text]) => decodeBase64(text as string),
  },
  {
    name: 'b32enc',
    params: ['text:string'],
    result: 'string',
    doc: 'The text in base32.',
    examples: [{ template: '{{ b32enc "hello" }}', output: 'NBSWY3DP' }],
    call: ([text]) => encodeBase32(toBytes(text as string)),
  },
  {
    name: 'b32dec',
    params: ['text:string'],
    result: 'string',
    doc: 'The text that base32 stands for. Broken base32 does not fail: the result is then the error message as text.',
    examples: [{ template: '{{ b32dec "NBSWY3DP" }}', output: 'hello' }],
    call: ([text]) => decodeBase32(text as string),
  },
  {
    name: 'sha1sum',
    params: ['text:string'],
    result: 'string',
    doc: 'The SHA-1 checksum of the text in hexadecimal.',
    examples: [{ template: '{{ sha1sum "hello" }}', output: 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d' }],
    call: ([text]) => hex(sha1(toBytes(text as string))),
  },
  {
    name: 'sha256sum',
    params: ['text:string'],
    result: 'string',
    doc: 'The SHA-256 checksum of the text in hexadecimal. The usual way to restart pods when a ConfigMap changes: an annotation with the checksum of its template.',
    examples: [
      {
        template: '{{ sha256sum "hello" }}',
        output: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
      },
    ],
    call: ([text]) => hex(sha256(toBytes(text as string))),
  },
  {
    name: 'sha512sum',
    params: ['text:string'],
    result: 'string',
    doc: 'The SHA-512 checksum of the text in hexadecimal.',
    examples: [
      {
        template: '{{ sha512sum "hello" | trunc 16 }}',
        output: '9b71d224bd62f378',
      },
    ],
    call: ([text]) => hex(sha512(toBytes(text as string))),
  },
  {
    name: 'adler32sum',
    params: ['text:string'],
    result: 'string',
    doc: 'The Adler-32 checksum of the text as a decimal number.',
    examples: [{ template: '{{ adler32sum "hello" }}', output: '103547413' }],
    call: ([text]) => adler32(toBytes(text as string)),
  },
]);

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const ADLER_MODULUS = 65521;

function adler32(bytes: Uint8Array): string {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % ADLER_MODULUS;
    high = (high + low) % ADLER_MODULUS;
  }
  return String(high * 65536 + low);
}
