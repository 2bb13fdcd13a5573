// Keys and certificates as node:crypto, which is not what wrote them, reads them.

import * as crypto from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CertificateRequest } from '#engine/template/environment.ts';
import { keyMaker } from './keys.ts';
import { addressBytes } from './keys-address.ts';

/** 2024-02-28T23:59:59.9Z */
const NOW = 1_709_164_799_900_000_000n;
const maker = keyMaker(crypto, () => NOW);

const BASE: CertificateRequest = { commonName: 'db', ips: [], dnsNames: [], days: 30, isCA: false };
const EC_KEY = maker.privateKey('ecdsa');

/** A certificate for a key that is quickly made. */
function made(request: Partial<CertificateRequest>): { cert: string; key: string; x509: crypto.X509Certificate } {
  const { cert, key } = maker.certificate({ ...BASE, key: EC_KEY, ...request });
  return { cert, key, x509: new crypto.X509Certificate(cert) };
}

describe('private keys', () => {
  test.each([
    ['ecdsa', 'EC PRIVATE KEY', 'ec'],
    ['ed25519', 'PRIVATE KEY', 'ed25519'],
  ] as const)('%s', (type, label, kind) => {
    const text = maker.privateKey(type);
    expect(text).toMatch(new RegExp(`^-----BEGIN ${label}-----\\n(.{1,64}\\n)+-----END ${label}-----\\n$`));
    expect(crypto.createPrivateKey(text).asymmetricKeyType).toBe(kind);
  });

  test('rsa has 4096 bits', () => {
    const text = maker.privateKey('rsa');
    expect(text).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(crypto.createPrivateKey(text).asymmetricKeyDetails).toMatchObject({ modulusLength: 4096 });
  });

  test('dsa has the old form, which OpenSSL still reads', () => {
    const text = maker.privateKey('dsa');
    expect(text).toMatch(/^-----BEGIN DSA PRIVATE KEY-----\n/);
    const key = crypto.createPrivateKey(text);
    expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, divisorLength: 256 });
    const signature = crypto.sign('sha256', Buffer.from('text'), key);
    expect(crypto.verify('sha256', Buffer.from('text'), crypto.createPublicKey(key), signature)).toBe(true);
  });
});

describe('certificates', () => {
  test('an authority signs itself', () => {
    const { x509, key } = made({ commonName: 'my-ca', isCA: true, days: 365 });
    expect(x509.subject).toBe('CN=my-ca');
    expect(x509.issuer).toBe('CN=my-ca');
    expect(x509.ca).toBe(true);
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(x509.checkPrivateKey(crypto.createPrivateKey(key))).toBe(true);
    expect(x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect([x509.validFrom, x509.validTo]).toEqual(['Feb 28 23:59:59 2024 GMT', 'Feb 27 23:59:59 2025 GMT']);
  });

  test('an authority signs others', () => {
    const ca = made({ commonName: 'my-ca', isCA: true });
    const other = made({ key: maker.privateKey('ed25519'), signer: { cert: ca.cert, key: ca.key } });
    expect(other.x509.issuer).toBe('CN=my-ca');
    expect(other.x509.ca).toBe(false);
    expect(other.x509.checkIssued(ca.x509)).toBe(true);
    expect(other.x509.verify(ca.x509.publicKey)).toBe(true);
    expect(other.x509.verify(other.x509.publicKey)).toBe(false);
  });

  test('names and addresses', () => {
    const { x509 } = made({ dnsNames: ['db.example.com', '*.a'], ips: ['10.0.0.1', '::1', '2001:db8::8:1'] });
    expect(x509.subjectAltName).toBe(
      'DNS:db.example.com, DNS:*.a, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:2001:DB8:0:0:0:0:8:1',
    );
    expect(x509.checkHost('db.example.com')).toBe('db.example.com');
    expect(made({}).x509.subjectAltName).toBeUndefined();
  });

  test('subjects of any text, and none', () => {
    expect(made({ commonName: 'dé*' }).x509.subject).toBe('CN=dé*');
    expect(made({ commonName: '', dnsNames: ['a'] }).x509.subject).toBeUndefined();
  });

  test('dates before now and far away', () => {
    expect(made({ days: -1 }).x509.validTo).toBe('Feb 27 23:59:59 2024 GMT');
    expect(made({ days: 40_000 }).x509.validTo).toBe('Sep  4 23:59:59 2133 GMT');
  });

  test('every one has its own serial number', () => {
    const [a, b] = [made({}).x509.serialNumber, made({}).x509.serialNumber];
    expect(a).toMatch(/^[0-9A-F]{20,32}$/);
    expect(a).not.toBe(b);
  });

  test.each(['P-224', 'P-256', 'P-384', 'P-521'])('keys on %s', (namedCurve) => {
    const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve });
    const { x509, key } = made({ key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string });
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(key).toMatch(/^-----BEGIN EC PRIVATE KEY-----\n/);
  });

  test('without a key of its own it gets one of RSA', () => {
    const { cert, key } = maker.certificate(BASE);
    const x509 = new crypto.X509Certificate(cert);
    expect(key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(x509.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
    expect(x509.verify(x509.publicKey)).toBe(true);
  });
});

/** Nothing looks inside. */
const DSA = '-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----\n';

describe('what cannot be', () => {
  const ca = made({ isCA: true });
  test.each<[string, Partial<CertificateRequest>, string]>([
    [
      'the wrong key',
      { signer: { cert: ca.cert, key: maker.privateKey('ecdsa') } },
      "x509: provided PrivateKey doesn't match parent's PublicKey",
    ],
    [
      'broken bytes',
      { key: '-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n' },
      'parsing private key: parsing EC private key',
    ],
    ['no certificate', { signer: { cert: '', key: ca.key } }, 'unable to decode certificate'],
    [
      'a broken certificate',
      { signer: { cert: '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n', key: ca.key } },
      'x509: malformed certificate',
    ],
    ['a key that cannot sign', { key: DSA }, 'does not implement crypto.Signer'],
    ['a name that is no text', { commonName: '\udcff' }, 'asn1: string not valid UTF-8'],
  ])('%s', (_name, request, message) => {
    expect(() => made(request)).toThrow(message);
  });
});

test('addresses of IPv4 inside IPv6 are of IPv4', () => {
  expect([...addressBytes('::ffff:1.2.3.4')]).toEqual([1, 2, 3, 4]);
  expect([...addressBytes('1::')]).toEqual([0, 1, ...Array.from({ length: 14 }, () => 0)]);
  expect([...addressBytes('64:ff9b::1.2.3.4')].slice(-5)).toEqual([0, 1, 2, 3, 4]);
});
