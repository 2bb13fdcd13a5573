// X.509 certificates as Go's x509.CreateCertificate lays out those of sprig's template (helm-spec 6.11).

import { toBytes } from '#engine/text/bytes.ts';
import {
  ascii,
  bitString,
  type DerNode,
  der,
  integer,
  octetString,
  oid,
  readDer,
  sequence,
  TAG,
  time,
} from './keys-der.ts';

/** What a certificate says; names, keys and algorithms in DER. */
export interface CertificateFields {
  /** At most 16 bytes. */
  readonly serial: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** Seconds of the epoch. */
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly isCA: boolean;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly authorityKeyId: Uint8Array | undefined;
  readonly dnsNames: readonly string[];
  /** Four or sixteen bytes each. */
  readonly addresses: readonly Uint8Array[];
}

/** The part of a certificate that is signed. */
export function certificateBody(fields: CertificateFields): Uint8Array {
  return sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(fields.serial),
    fields.algorithm,
    fields.issuer,
    sequence(time(fields.notBefore), time(fields.notAfter)),
    fields.subject,
    fields.publicKey,
    der(0xa3, sequence(...extensions(fields))),
  );
}

/** Body, algorithm and signature together. */
export function signedCertificate(body: Uint8Array, algorithm: Uint8Array, signature: Uint8Array): Uint8Array {
  return sequence(body, algorithm, bitString(signature));
}

/** A name that is a common name only; an empty one names nothing. */
export function nameOf(commonName: string): Uint8Array {
  if (commonName === '') return sequence();
  const isPrintable = /^[A-Za-z0-9'()+,\-./:=? ]*$/.test(commonName);
  const text = der(isPrintable ? TAG.printable : TAG.utf8, toBytes(commonName));
  return sequence(der(TAG.set, sequence(oid('2.5.4.3'), text)));
}

/** What signing needs to know of an authority's certificate. */
export interface Authority {
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly subjectKeyId: Uint8Array | undefined;
}

/** Reads an authority's certificate; undefined when it is none. */
export function readAuthority(certificate: Uint8Array): Authority | undefined {
  const body = children(children(readDer(certificate)?.[0])[0]);
  // The version is left out in the oldest kind.
  const at = body[0]?.tag === 0xa0 ? 1 : 0;
  const [, , , , subject, publicKey] = body.slice(at);
  if (subject === undefined || publicKey === undefined) return undefined;
  return { subject: subject.whole, publicKey: publicKey.whole, subjectKeyId: subjectKeyIdOf(body) };
}

function children(node: DerNode | undefined): readonly DerNode[] {
  return (node && readDer(node.body)) ?? [];
}

function subjectKeyIdOf(body: readonly DerNode[]): Uint8Array | undefined {
  const list = children(children(body.find((node) => node.tag === 0xa3))[0]);
  const wanted = oid(SUBJECT_KEY_ID).join();
  for (const extension of list.map(children)) {
    if (extension[0]?.whole.join() !== wanted) continue;
    const value = extension.at(-1);
    return value && readDer(value.body)?.[0]?.body;
  }
  return undefined;
}

const SUBJECT_KEY_ID = '2.5.29.14';

/** In Go's order. */
function extensions(fields: CertificateFields): Uint8Array[] {
  const { isCA, subjectKeyId, authorityKeyId } = fields;
  // Digital signature and key encipherment, for an authority certificate signing too: bits 0, 2 and 5.
  const usage = isCA ? bitString(Uint8Array.of(0xa4), 2) : bitString(Uint8Array.of(0xa0), 5);
  const out = [
    extension('2.5.29.15', true, usage),
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))),
    extension('2.5.29.19', true, isCA ? sequence(TRUE) : sequence()),
  ];
  if (subjectKeyId) out.push(extension(SUBJECT_KEY_ID, false, octetString(subjectKeyId)));
  if (authorityKeyId) out.push(extension('2.5.29.35', false, sequence(der(0x80, authorityKeyId))));
  const names = [
    ...fields.dnsNames.map((name) => der(0x82, ascii(name))),
    ...fields.addresses.map((address) => der(0x87, address)),
  ];
  // Without a subject these names are all there is, and must be understood.
  const isNameless = fields.subject.length === 2;
  if (names.length > 0) out.push(extension('2.5.29.17', isNameless, sequence(...names)));
  return out;
}

const TRUE = der(TAG.boolean, Uint8Array.of(0xff));

function extension(id: string, isCritical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(id), ...(isCritical ? [TRUE] : []), octetString(value));
}
