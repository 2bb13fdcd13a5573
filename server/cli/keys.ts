// Real keys and certificates for the command line, as sprig makes them by Go's crypto packages (helm-spec 6.11).
//
// node:crypto makes the keys and the signatures; the certificates around them are our own writing. It is handed in by the
// door, so that a command that needs no keys never loads it.

import type * as NodeCrypto from 'node:crypto';
import { firstBlock } from '#engine/functions/certificates-pem.ts';
import type { CertificateRequest, KeyMaker } from '#engine/template/environment.ts';
import { isValidUtf8 } from '#engine/text/bytes.ts';
import { GoError } from '#engine/values/errors.ts';
import { addressBytes } from './keys-address.ts';
import { type Authority, certificateBody, nameOf, readAuthority, signedCertificate } from './keys-certificate.ts';
import { type DerNode, der, integer, oid, readDer, sequence, TAG } from './keys-der.ts';

type Crypto = typeof NodeCrypto;
type Key = NodeCrypto.KeyObject;

/** Keys by node:crypto; `now` gives nanoseconds since the epoch. */
export function keyMaker(crypto: Crypto, now: () => bigint): KeyMaker {
  return {
    privateKey: (type) => keyText(crypto, newKey(crypto, type)),
    certificate: (request) => certificate(crypto, now(), request),
  };
}

function newKey(crypto: Crypto, type: 'rsa' | 'dsa' | 'ecdsa' | 'ed25519'): Key {
  switch (type) {
    case 'rsa':
      return crypto.generateKeyPairSync('rsa', { modulusLength: 4096 }).privateKey;
    case 'dsa':
      return crypto.generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey;
    case 'ecdsa':
      return crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    case 'ed25519':
      return crypto.generateKeyPairSync('ed25519').privateKey;
  }
}

const DAY = 86_400_000_000_000n;

function certificate(crypto: Crypto, now: bigint, request: CertificateRequest): { cert: string; key: string } {
  const { commonName, signer, isCA } = request;
  const authority = signer && authorityOf(signer.cert);
  const key =
    request.key === undefined
      ? crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
      : readKey(crypto, request.key, 'parsing private key: ', signer ? NO_DSA : NO_SIGNER);
  const signingKey = signer ? readKey(crypto, signer.key, 'error parsing private key: ', NO_SIGNER) : key;
  const signing = signingOf(signingKey);
  const publicKey = publicKeyOf(crypto, key);
  if (authority) checkPair(authority, publicKeyOf(crypto, signingKey));
  if (!isValidUtf8(commonName)) throw failure('asn1: string not valid UTF-8');
  const subject = nameOf(commonName);
  const issuer = authority?.subject ?? subject;
  const body = certificateBody({
    serial: crypto.randomBytes(16),
    algorithm: signing.algorithm,
    issuer,
    subject,
    notBefore: floorSeconds(now),
    // Go's durations are int64 and wrap.
    notAfter: floorSeconds(now + BigInt.asIntN(64, BigInt(request.days) * DAY)),
    publicKey,
    isCA,
    subjectKeyId: isCA ? keyId(crypto, publicKey) : undefined,
    authorityKeyId: same(issuer, subject) ? undefined : authority?.subjectKeyId,
    dnsNames: request.dnsNames,
    addresses: request.ips.map(addressBytes),
  });
  const signature = new Uint8Array(crypto.sign(signing.hash, body, signingKey));
  const whole = signedCertificate(body, signing.algorithm, signature);
  return { cert: pem('CERTIFICATE', whole), key: keyText(crypto, key) };
}

function authorityOf(text: string): Authority {
  const block = firstBlock(text);
  if (block === undefined) throw new GoError('unable to decode certificate');
  const authority = readAuthority(block.bytes);
  if (authority) return authority;
  throw new GoError('error parsing certificate: decodedSignerCert.Bytes: x509: malformed certificate');
}

function checkPair(authority: Authority, publicKey: Uint8Array): void {
  if (!same(authority.publicKey, publicKey)) {
    throw failure("x509: provided PrivateKey doesn't match parent's PublicKey");
  }
}

/**
 * A private key in PEM; `dsa` is why Go takes none of that kind here. What is wrong inside a key, Go says in many words
 * of its own; ours is one sentence.
 */
function readKey(crypto: Crypto, text: string, blame: string, dsa: string): Key {
  const block = firstBlock(text);
  if (block === undefined) throw new GoError(`${blame}no PEM data in input`);
  if (block.type === 'DSA PRIVATE KEY') throw failure(dsa);
  const [type, context] =
    block.type === 'RSA PRIVATE KEY'
      ? (['pkcs1', 'parsing RSA private key from PEM: '] as const)
      : block.type === 'EC PRIVATE KEY'
        ? (['sec1', 'parsing EC private key from PEM: '] as const)
        : (['pkcs8', 'decoding PEM as PKCS#8: '] as const);
  try {
    return crypto.createPrivateKey({ key: Buffer.from(block.bytes), format: 'der', type });
  } catch {
    throw new GoError(`${blame}${context}x509: failed to parse private key`);
  }
}

const NO_DSA = 'x509: unsupported public key type: *dsa.PublicKey';
const NO_SIGNER = 'x509: certificate private key does not implement crypto.Signer';

interface Signing {
  /** AlgorithmIdentifier */
  readonly algorithm: Uint8Array;
  readonly hash: string | null;
}

/** Go's choice for each kind of key. */
function signingOf(key: Key): Signing {
  const type = key.asymmetricKeyType;
  if (type === 'rsa') return { algorithm: sequence(oid('1.2.840.113549.1.1.11'), der(TAG.null)), hash: 'sha256' };
  if (type === 'ed25519') return { algorithm: sequence(oid('1.3.101.112')), hash: null };
  const curve = type === 'ec' ? CURVES.get(key.asymmetricKeyDetails?.namedCurve ?? '') : undefined;
  if (curve === undefined) throw failure(type === 'ec' ? 'x509: unsupported elliptic curve' : NO_SIGNER);
  return { algorithm: sequence(oid(`1.2.840.10045.4.3.${curve}`)), hash: HASHES[curve] };
}

/** Last part of the signature algorithm's number, by OpenSSL's names of the curves that Go has. */
const CURVES: ReadonlyMap<string, 2 | 3 | 4> = new Map([
  ['secp224r1', 2],
  ['prime256v1', 2],
  ['secp384r1', 3],
  ['secp521r1', 4],
]);
const HASHES = { 2: 'sha256', 3: 'sha384', 4: 'sha512' } as const;

function publicKeyOf(crypto: Crypto, key: Key): Uint8Array {
  return new Uint8Array(crypto.createPublicKey(key).export({ type: 'spki', format: 'der' }));
}

/** The first 160 bits of the public key's SHA-256 (RFC 7093). */
function keyId(crypto: Crypto, publicKey: Uint8Array): Uint8Array {
  const bits = partsOf(partsOf(publicKey)[0]?.body)[1]?.body.subarray(1) ?? publicKey;
  return new Uint8Array(crypto.createHash('sha256').update(bits).digest()).subarray(0, 20);
}

/** A key in the form in which sprig prints its kind. */
function keyText(crypto: Crypto, key: Key): string {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return pem('RSA PRIVATE KEY', key.export({ type: 'pkcs1', format: 'der' }));
    case 'ec':
      return pem('EC PRIVATE KEY', key.export({ type: 'sec1', format: 'der' }));
    case 'dsa':
      return pem('DSA PRIVATE KEY', dsaKey(crypto, key));
    default:
      return pem('PRIVATE KEY', key.export({ type: 'pkcs8', format: 'der' }));
  }
}

/** OpenSSL's old form: version 0, then p, q, g, y and x. */
function dsaKey(crypto: Crypto, key: Key): Uint8Array {
  const secret = partsOf(partsOf(key.export({ type: 'pkcs8', format: 'der' }))[0]?.body);
  const open = partsOf(partsOf(publicKeyOf(crypto, key))[0]?.body);
  const [p, q, g] = partsOf(partsOf(secret[1]?.body)[1]?.body);
  const x = partsOf(secret[2]?.body)[0];
  const y = partsOf(open[1]?.body.subarray(1))[0];
  const numbers = [p, q, g, y, x].map((node) => node?.whole ?? new Uint8Array(0));
  return sequence(integer(Uint8Array.of(0)), ...numbers);
}

function partsOf(bytes: Uint8Array | undefined): readonly DerNode[] {
  return (bytes && readDer(bytes)) ?? [];
}

function pem(type: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${type}-----\n${lines.join('\n')}\n-----END ${type}-----\n`;
}

function failure(cause: string): GoError {
  return new GoError(`error creating certificate: ${cause}`);
}

function floorSeconds(nanoseconds: bigint): bigint {
  const rest = ((nanoseconds % SECOND) + SECOND) % SECOND;
  return (nanoseconds - rest) / SECOND;
}

const SECOND = 1_000_000_000n;

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
