// What counts as chance when two outputs are compared, as a table: two runs of the real helm, then ours.

import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { differenceBeyondChance } from './public-charts-chance.mjs';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const key = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits, privateKeyEncoding: { type: 'pkcs1', format: 'pem' } } as never)
    .privateKey as unknown as string;
const [keyA, keyB, keyC, bigKey] = [key(1024), key(1024), key(1024), key(2048)];

const CHANCE: readonly (readonly [string, string, string, string])[] = [
  ['a password', 'p: aB3dE6gH9j', 'p: zY2xW4vU6t', 'p: Kj8hG7fD5s'],
  ['a name with random letters', 'name: r-abcde-job', 'name: r-xbz9e-job', 'name: r-q1w2e-job'],
  ['a checksum', `c: ${'0a'.repeat(32)}`, `c: ${'1b'.repeat(32)}`, `c: ${'2c'.repeat(32)}`],
  ['a minute of a cron job', 's: "7 3 * * *"', 's: "41 3 * * *"', 's: "0 3 * * *"'],
  ['bcrypt', 'h: u:$2a$10$abc/defghijklmnop.', 'h: u:$2a$10$zyxwvutsrqponmlk/', 'h: u:$2a$10$0123456789/ABCDEF'],
  ['a password in base64', base64('user:aB3dE6gH'), base64('user:zY2xW4vU'), base64('user:Kj8hG7fD')],
  ['the order of keys', "'a', 'b', 'c' not allowed", "'b', 'a', 'c' not allowed", "'c', 'a', 'b' not allowed"],
  ['keys', keyA, keyB, keyC],
  ['keys in base64', `k: ${base64(keyA)}`, `k: ${base64(keyB)}`, `k: ${base64(keyC)}`],
];

test.each(CHANCE)('%s is compared by shape', (_, real, again, ours) => {
  expect(differenceBeyondChance([real, again], ours)).toBeUndefined();
});

const DIFFERENT: readonly (readonly [string, string, string, string])[] = [
  ['what is the same in both runs', 'p: abc', 'p: abc', 'p: abd'],
  ['a shorter password', 'p: aB3dE6gH9j', 'p: zY2xW4vU6t', 'p: Kj8hG7fD'],
  ['another alphabet', `c: ${'0a'.repeat(32)}`, `c: ${'1b'.repeat(32)}`, `c: ${'2z'.repeat(32)}`],
  ['what stands around it', 'p: aB3dE6gH9j # x', 'p: zY2xW4vU6t # x', 'p: Kj8hG7fD5s # y'],
  ['the fixed part of a name', 'name: r-abcde-job', 'name: r-xbz9e-job', 'name: q-q1w2e-job'],
  ['the fixed part in base64', base64('user:aB3dE6gH'), base64('user:zY2xW4vU'), base64('uzer:Kj8hG7fD')],
  ['one of several keys', "'a', 'b', 'c' not", "'b', 'a', 'c' not", "'a', 'b', 'd' not"],
  ['the order where it never changes', "'a', 'b' not allowed", "'a', 'b' not allowed", "'b', 'a' not allowed"],
  ['a line more', 'p: aB3dE6gH9j', 'p: zY2xW4vU6t', 'p: Kj8hG7fD5s\n'],
  ['a key of another length', keyA, keyB, bigKey],
  ['a key of the chart itself', keyA, keyA, keyB],
];

test.each(DIFFERENT)('%s is no chance', (_, real, again, ours) => {
  expect(differenceBeyondChance([real, again], ours)).toBeDefined();
});
