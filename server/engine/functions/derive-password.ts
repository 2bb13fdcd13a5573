// derivePassword: the Master Password algorithm of 2012 as sprig has it, deterministic and slow by design.

import { hmac } from '@noble/hashes/hmac.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBytes } from '../text/bytes.ts';

const SEED = 'com.lyndir.masterpassword';

/** Each letter stands for one set of characters; the password's first byte of entropy chooses among the words. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    maximum: 'anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno',
    long:
      'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv ' +
      'CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv ' +
      'CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
    medium: 'CvcnoCvc CvcCvcno',
    short: 'Cvcn',
    basic: 'aaanaaan aannaaan aaannaaa',
    pin: 'nnnn',
  }).map(([name, words]) => [name, words.split(' ')]),
);

const LETTERS = 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
const CHARACTERS: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  a: LETTERS,
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: `${LETTERS}0123456789!@#$%^&*()`,
};

/** The password of a site; a sentence instead when the type is unknown. Takes some tenths of a second. */
export function derivePassword(counter: number, type: string, password: string, user: string, site: string): string {
  const templates = TEMPLATES.get(type);
  if (templates === undefined) return `cannot find password template ${type}`;
  const key = masterKey(password, user);
  const seed = hmac(sha256, key, joined([toBytes(SEED), counted(site), uint32(counter)]));
  const template = templates[(seed[0] as number) % templates.length] as string;
  let out = '';
  for (const [i, letter] of [...template].entries()) {
    const set = CHARACTERS[letter] as string;
    out += set[(seed[i + 1] as number) % set.length];
  }
  return out;
}

/** Keys already derived, the latest last: a preview derives the same few again with every keystroke. */
const keys = new Map<string, Uint8Array>();
const KEPT_KEYS = 16;

function masterKey(password: string, user: string): Uint8Array {
  const name = JSON.stringify([password, user]);
  let key = keys.get(name);
  if (key === undefined) {
    key = scrypt(toBytes(password), joined([toBytes(SEED), counted(user)]), { N: 32_768, r: 8, p: 2, dkLen: 64 });
    const [oldest] = keys.keys();
    if (keys.size >= KEPT_KEYS && oldest !== undefined) keys.delete(oldest);
    keys.set(name, key);
  }
  return key;
}

/** The text's length in bytes, then the text. */
function counted(text: string): Uint8Array {
  const bytes = toBytes(text);
  return joined([uint32(bytes.length), bytes]);
}

/** Big-endian. */
function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
