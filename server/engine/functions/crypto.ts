// bcrypt, htpasswd, derivePassword and AES. Hashes without secrets are in encode.ts, keys in certificates.ts.

import { encodeBase64 as encodeBcrypt, hashSync } from 'bcryptjs';
import type { Call } from '../template/funcs.ts';
import { byteLength, fromBytes, toBytes } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { spend } from '../values/meter.ts';
import { type Int, integerValue, type Value } from '../values/value.ts';
import { decryptCbc, encryptCbc } from './crypto-aes.ts';
import { group } from './define.ts';
import { derivePassword } from './derive-password.ts';
import { decodeBase64, encodeBase64 } from './encode-base.ts';

export const cryptoFunctions = group('crypto', [
  {
    name: 'bcrypt',
    params: ['password:string'],
    result: 'string',
    doc: 'The bcrypt hash of a password, cost 10, with a new salt in every render: releases that print it always differ. A password of more than 72 bytes gives a sentence that says so instead.',
    examples: [{ template: '{{ bcrypt "secret" | len }}', output: '60' }],
    call: ([password], call) => bcrypt(password as string, call),
  },
  {
    name: 'htpasswd',
    params: ['user:string', 'password:string'],
    result: 'string',
    doc: 'A line for an htpasswd file: the user, a colon and the bcrypt hash of the password, whose salt is new in every render.',
    examples: [{ template: '{{ htpasswd "admin" "secret" | trunc 13 }}', output: 'admin:$2a$10$' }],
    call: ([user, password], call) => {
      if ((user as string).includes(':')) return `invalid username: ${user as string}`;
      return `${user as string}:${bcrypt(password as string, call)}`;
    },
  },
  {
    name: 'derivePassword',
    params: ['counter:uint32', 'type:string', 'password:string', 'user:string', 'site:string'],
    result: 'string',
    doc: 'A password for a site, derived from a master password and always the same (Master Password algorithm). The type is `maximum`, `long`, `medium`, `short`, `basic` or `pin`.',
    examples: [
      {
        template: '{{ derivePassword 1 "long" "password" "user" "example.com" }}',
        output: 'ZedaFaxcZaso9*',
      },
    ],
    call: ([counter, type, password, user, site]) => {
      spend(SLOW_BY_DESIGN);
      const number = Number(integerValue(counter as bigint | Int));
      return derivePassword(number, type as string, password as string, user as string, site as string);
    },
  },
  {
    name: 'encryptAES',
    params: ['password:string', 'text:string'],
    result: 'string',
    doc: 'Encrypts a text with AES-256-CBC and gives it in base64; the key is the password, cut or filled with zero bytes to 32. The result differs in every render. The empty text stays empty.',
    examples: [{ template: '{{ encryptAES "key" "secret" | decryptAES "key" }}', output: 'secret' }],
    call: ([password, text], call) => encryptAes(password as string, text as string, call),
  },
  {
    name: 'decryptAES',
    params: ['password:string', 'secret:string'],
    result: 'string',
    doc: 'Decrypts what encryptAES gave.',
    examples: [
      {
        template: '{{ decryptAES "key" "MDEyMzQ1Njc4OWFiY2RlZkLAGl79iXa7MItviIsdsdw=" }}',
        output: 'secret',
      },
    ],
    call: ([password, secret]) => decryptAes(password as string, secret as string),
  },
]);

const BCRYPT_LIMIT = 72;
/** A hash that must take a tenth of a second takes as long as so many steps. */
const SLOW_BY_DESIGN = 100_000;

function bcrypt(password: string, call: Call): string {
  if (byteLength(password) > BCRYPT_LIMIT) {
    return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes';
  }
  spend(SLOW_BY_DESIGN);
  const salt = encodeBcrypt(call.env.random(16, call.place()), 16);
  return hashSync(password, `$2a$10$${salt}`);
}

const BLOCK = 16;

function aesKey(password: string): Uint8Array {
  const key = new Uint8Array(32);
  key.set(toBytes(password).subarray(0, 32));
  return key;
}

function encryptAes(password: string, text: string, call: Call): Value {
  if (text === '') return '';
  const content = toBytes(text);
  const padding = BLOCK - (content.length % BLOCK);
  const padded = new Uint8Array(content.length + padding).fill(padding);
  padded.set(content);
  const iv = call.env.random(BLOCK, call.place());
  const out = new Uint8Array(BLOCK + padded.length);
  out.set(iv);
  out.set(encryptCbc(aesKey(password), iv, padded), BLOCK);
  return encodeBase64(out);
}

/** Broken secrets fail with the panics of the Go code, which checks nothing but the base64. */
function decryptAes(password: string, secret: string): Value {
  if (secret === '') return '';
  const decoded = decodeBase64(secret);
  if (/^illegal base64 data at input byte \d+$/.test(decoded)) throw new GoError(decoded);
  const bytes = toBytes(decoded);
  // The buffer that Go decodes into; line breaks in the base64 make it larger than what it holds.
  const capacity = Math.floor(byteLength(secret) / 4) * 3;
  if (capacity < BLOCK) {
    throw new GoError(`runtime error: slice bounds out of range [:16] with capacity ${capacity}`);
  }
  if (bytes.length < BLOCK) throw new GoError(`runtime error: slice bounds out of range [16:${bytes.length}]`);
  const body = bytes.subarray(BLOCK);
  if (body.length % BLOCK !== 0) throw new GoError('crypto/cipher: input not full blocks');
  if (body.length === 0) throw new GoError('runtime error: index out of range [-1]');
  const plain = decryptCbc(aesKey(password), bytes.subarray(0, BLOCK), body);
  const end = plain.length - (plain[plain.length - 1] as number);
  if (end < 0) throw new GoError(`runtime error: slice bounds out of range [:${end}]`);
  return fromBytes(plain.subarray(0, end));
}
