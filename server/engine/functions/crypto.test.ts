// Keys, certificates, passwords and random text. What is random is checked for its form, the rest against the real helm.

import { describe, expect, test } from 'vitest';
import { type CertificateRequest, type KeyMaker, stillEnvironment } from '../template/environment.ts';
import type { Call } from '../template/funcs.ts';
import { fromBytes } from '../text/bytes.ts';
import { nilSlice, sliceOf, type Value } from '../values/value.ts';
import { Certificate, certificateFunctions, isDummy } from './certificates.ts';
import { cryptoFunctions } from './crypto.ts';
import { decryptCbc, encryptCbc } from './crypto-aes.ts';
import { encodeBase64 } from './encode-base.ts';
import { randomFunctions } from './random.ts';

const records = [...cryptoFunctions, ...randomFunctions, ...certificateFunctions];

function run(name: string, args: Value[], place = 'here', crypto?: KeyMaker): Value {
  const call = { env: { ...stillEnvironment(), crypto }, place: () => place } as unknown as Call;
  const record = records.find((one) => one.name === name);
  if (record === undefined) throw new Error(`no function ${name}`);
  return record.call(args, call);
}

function shown(name: string, args: Value[]): string {
  try {
    return String(run(name, args));
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('passwords', () => {
  const cases: [name: string, args: Value[], result: string][] = [
    ['derivePassword', [1n, 'long', 'password', 'user', 'example.com'], 'ZedaFaxcZaso9*'],
    ['derivePassword', [2n, 'maximum', 'p', 'u', 's'], 'GVrMlwPINBRhIcQLa58%'],
    ['derivePassword', [1n, 'pin', 'p', 'u', 's'], '2461'],
    ['derivePassword', [1n, 'short', 'p', 'u', 's'], 'Rud1'],
    ['derivePassword', [1n, 'medium', 'p', 'u', 's'], 'Rud1@Nel'],
    ['derivePassword', [1n, 'basic', 'p', 'u', 's'], 'tGf1NEr0'],
    ['derivePassword', [1n, 'nope', 'p', 'u', 's'], 'cannot find password template nope'],
    ['htpasswd', ['a:b', 'x'], 'invalid username: a:b'],
    ['bcrypt', ['é'.repeat(37)], 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes'],
  ];
  test.each(cases)('%s', (name, args, result) => {
    expect(shown(name, args)).toBe(result);
  });
  test('bcrypt hashes are bcrypt hashes', async () => {
    const { compareSync } = await import('bcryptjs');
    const [user, hash = ''] = (run('htpasswd', ['me', 'secret']) as string).split(':');
    expect(user).toBe('me');
    expect(hash).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(compareSync('secret', hash)).toBe(true);
  });
});

describe('AES', () => {
  test('the example vector of NIST SP 800-38A, F.2.5', () => {
    const key = hex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4');
    const iv = hex('000102030405060708090a0b0c0d0e0f');
    const plain = hex('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51');
    const secret = hex('f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d');
    expect(encryptCbc(key, iv, plain)).toEqual(secret);
    expect(decryptCbc(key, iv, secret)).toEqual(plain);
  });
  test('there and back, any bytes', () => {
    for (const text of ['a', 'x'.repeat(16), fromBytes(Uint8Array.of(0, 255, 128, 7)), 'é'.repeat(40)]) {
      expect(run('decryptAES', ['k', run('encryptAES', ['k', text])])).toBe(text);
    }
  });
  const block = (size: number) => encodeBase64(new Uint8Array(size));
  const errors: [secret: string, message: string][] = [
    ['', ''],
    ['!!', 'error: illegal base64 data at input byte 0'],
    ['aGVsbG8=', 'error: runtime error: slice bounds out of range [:16] with capacity 6'],
    [`${block(15)}\n`.replace('\n', '\n\n\n\n'), 'error: runtime error: slice bounds out of range [16:15]'],
    [block(16), 'error: runtime error: index out of range [-1]'],
    [block(17), 'error: crypto/cipher: input not full blocks'],
  ];
  test.each(errors)('decrypting %j', (secret, message) => {
    expect(shown('decryptAES', ['k', secret])).toBe(message);
  });
});

describe('random text', () => {
  const forms: [name: string, form: RegExp][] = [
    ['randAlphaNum', /^[0-9A-Za-z]{500}$/],
    ['randAlpha', /^[A-Za-z]{500}$/],
    ['randNumeric', /^[0-9]{500}$/],
    ['randAscii', /^[ -~]{500}$/],
    ['randBytes', /^[0-9A-Za-z+/]{667}=$/],
  ];
  test.each(forms)('%s', (name, form) => {
    const text = run(name, [500n]) as string;
    expect(text).toMatch(form);
    expect(new Set(text).size).toBeGreaterThan(9);
    expect(run(name, [500n])).toBe(text);
    expect(run(name, [500n], 'elsewhere')).not.toBe(text);
    expect(run(name, [0n])).toBe('');
    expect(shown(name, [1_000_000_000n])).toContain('is too large: a text holds 536870888 characters');
  });
  test('negative counts', () => {
    expect(run('randAlpha', [-1n])).toBe('');
    expect(shown('randBytes', [-1n])).toBe('error: runtime error: makeslice: len out of range');
  });
  test('uuidv4', () => {
    expect(run('uuidv4', [])).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('keys and certificates', () => {
  const list = (...items: Value[]) => sliceOf(items);
  const none = nilSlice();
  const ca = run('genCA', ['ca', 1n]) as Certificate;
  const errors: [name: string, args: Value[], message: string][] = [
    ['genPrivateKey', ['foo'], 'Unknown type foo'],
    ['genCAWithKey', ['x', 1n, 'bad'], 'error: parsing private key: no PEM data in input'],
    [
      'genCAWithKey',
      ['x', 1n, ca.cert],
      'error: parsing private key: no private key data in PEM block of type CERTIFICATE',
    ],
    [
      'genCAWithKey',
      ['x', 1n, ca.key.replaceAll('RSA', 'FOO')],
      'error: parsing private key: invalid private key type FOO',
    ],
    ['genSelfSignedCert', ['x', list('bad'), none, 1n], 'error: error parsing ip: bad'],
    ['genSelfSignedCert', ['x', list('fe80::1%eth0'), none, 1n], 'error: error parsing ip: fe80::1%eth0'],
    ['genSelfSignedCert', ['x', list(1n), none, 1n], 'error: error parsing ip: 1 is not a string'],
    ['genSelfSignedCert', ['x', null, list(1n), 1n], 'error: error processing alternate dns name: 1 is not a string'],
    [
      'genSelfSignedCert',
      ['x', null, list('é.b'), 1n],
      'error: error creating certificate: x509: "é.b" cannot be encoded as an IA5String',
    ],
    ['genSignedCert', ['x', none, none, 1n, new Certificate('', '')], 'error: unable to decode certificate'],
    [
      'genSignedCert',
      ['x', none, none, 1n, new Certificate(ca.cert, 'x')],
      'error: error parsing private key: no PEM data in input',
    ],
    ['buildCustomCert', ['x', 'y'], 'error: unable to decode base64 certificate'],
    ['buildCustomCert', ['eA==', 'y'], 'error: unable to decode base64 private key'],
    ['buildCustomCert', ['eA==', 'eQ=='], 'error: unable to decode certificate'],
    [
      'buildCustomCert',
      [encodeBase64(new TextEncoder().encode('-----BEGIN X-----\neHg=\n-----END X-----')), 'eQ=='],
      'error: error parsing certificate: decodedCert.Bytes: x509: malformed certificate',
    ],
  ];
  test.each(errors)('%s %#', (name, args, message) => {
    expect(shown(name, args)).toBe(message);
  });

  test('dummies say what they are and pass where real ones do', () => {
    const signed = run('genSignedCert', ['x', list('1.2.3.4', '::1'), list('a.b'), 9n, ca]) as Certificate;
    expect([signed.type, signed.field('Key'), signed.field('Nope')]).toEqual([signed.type, ca.key, undefined]);
    for (const text of [
      ca.cert,
      ca.key,
      ...['', 'dsa', 'ecdsa', 'ed25519'].map((type) => run('genPrivateKey', [type])),
    ]) {
      expect(isDummy(text as string)).toBe(true);
      expect(text).toMatch(/^-----BEGIN ([A-Z ]+)-----\n([0-9A-Za-z+/]{64}\n)*[0-9A-Za-z+/]+=*\n-----END \1-----\n$/);
      expect(text).toContain('CHARTROOM/PREVIEW/DUMMY');
    }
    const bytes = (text: string) => encodeBase64(new TextEncoder().encode(text));
    expect((run('buildCustomCert', [bytes(ca.cert), bytes(ca.key)]) as Certificate).cert).toBe(ca.cert);
    expect((run('genCAWithKey', ['x', 1n, ca.key]) as Certificate).key).toBe(ca.key);
  });

  test('a key maker is asked for exactly what the template says', () => {
    const asked: unknown[] = [];
    const crypto = {
      privateKey: (type: string) => `a ${type} key`,
      certificate: (request: CertificateRequest) => {
        asked.push(request);
        return { cert: 'C', key: 'K' };
      },
    } as unknown as KeyMaker;
    expect(run('genPrivateKey', [''], 'p', crypto)).toBe('a rsa key');
    const made = run('genSignedCertWithKey', ['cn', list('::1'), none, 9n, ca, ca.key], 'p', crypto) as Certificate;
    expect([made.cert, made.key]).toEqual(['C', 'K']);
    expect(asked).toEqual([
      {
        commonName: 'cn',
        ips: ['::1'],
        dnsNames: [],
        days: 9,
        isCA: false,
        key: ca.key,
        signer: { cert: ca.cert, key: ca.key },
      },
    ]);
  });
});
