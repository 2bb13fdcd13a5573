// Private keys and certificates: made by the environment's key maker, or marked dummies where there is none (previews).

import type { CertificateRequest } from '../template/environment.ts';
import type { Call } from '../template/funcs.ts';
import { GoError } from '../values/errors.ts';
import { formatValue } from '../values/format.ts';
import { quoteGo } from '../values/quote.ts';
import { GoObject, GoSlice, type Value } from '../values/value.ts';
import { checkCertificate, checkPrivateKey, dummyBlock, textOfBase64 } from './certificates-pem.ts';
import { type Definition, group } from './define.ts';
import { isPlainAddress } from './urls-address.ts';

/** A `sprig.certificate`: PEM texts of a certificate and its private key. */
export class Certificate extends GoObject {
  override readonly type = 'sprig.certificate';
  override readonly kind = 'struct';
  readonly cert: string;
  readonly key: string;

  constructor(cert: string, key: string) {
    super();
    this.cert = cert;
    this.key = key;
  }

  override fieldNames(): readonly string[] {
    return ['Cert', 'Key'];
  }

  override field(name: string): Value | undefined {
    return name === 'Cert' ? this.cert : name === 'Key' ? this.key : undefined;
  }

  override fieldType(): string {
    return 'string';
  }
}

const PREVIEW_DOC = 'It differs in every render; a preview shows a dummy that says so in its lines.';
const PARTS_DOC = 'The result has `.Cert` and `.Key`, both PEM.';
const NAMES_DOC = 'The lists of IP addresses and further DNS names may be nil.';
const SUBJECT = ['commonName:string'];
const NAMES = ['ips:[]interface {}', 'dnsNames:[]interface {}'];
const DAYS = ['days:int'];
const PEM_KEY = ['key:string'];
const CA = ['ca:sprig.certificate'];

export const certificateFunctions = group('certificates', [
  {
    name: 'genPrivateKey',
    params: ['type:string'],
    result: 'string',
    doc: `A new private key in PEM: \`rsa\` (4096 bits, also for the empty text), \`dsa\`, \`ecdsa\` (P-256) or \`ed25519\`. ${PREVIEW_DOC}`,
    examples: [
      { template: '{{ genPrivateKey "ecdsa" | trunc 30 }}', output: '-----BEGIN EC PRIVATE KEY-----' },
      { template: '{{ genPrivateKey "foo" }}', output: 'Unknown type foo' },
    ],
    call: ([type], call) => privateKey(type as string, call),
  },
  maker('genCA', [...SUBJECT, ...DAYS], 'A new certificate authority with an RSA key of 2048 bits.', {
    template: '{{ (genCA "my-ca" 365).Cert | trunc 27 }}',
    output: '-----BEGIN CERTIFICATE-----',
  }),
  maker('genCAWithKey', [...SUBJECT, ...DAYS, ...PEM_KEY], 'A new certificate authority for a private key in PEM.', {
    template: '{{ (genCAWithKey "my-ca" 365 (genPrivateKey "ecdsa")).Key | trunc 30 }}',
    output: '-----BEGIN EC PRIVATE KEY-----',
  }),
  maker(
    'genSelfSignedCert',
    [...SUBJECT, ...NAMES, ...DAYS],
    `A new certificate that signs itself, with an RSA key of 2048 bits. ${NAMES_DOC}`,
    {
      template: '{{ (genSelfSignedCert "db" (list "10.0.0.1") (list "db.example.com") 30).Key | trunc 31 }}',
      output: '-----BEGIN RSA PRIVATE KEY-----',
    },
  ),
  maker(
    'genSelfSignedCertWithKey',
    [...SUBJECT, ...NAMES, ...DAYS, ...PEM_KEY],
    `A new certificate that signs itself, for a private key in PEM. ${NAMES_DOC}`,
    {
      template: '{{ (genSelfSignedCertWithKey "db" nil nil 30 (genPrivateKey "ecdsa")).Cert | trunc 27 }}',
      output: '-----BEGIN CERTIFICATE-----',
    },
  ),
  maker(
    'genSignedCert',
    [...SUBJECT, ...NAMES, ...DAYS, ...CA],
    `A new certificate signed by an authority that genCA or buildCustomCert gave, with an RSA key of 2048 bits. ${NAMES_DOC}`,
    {
      template: '{{ (genSignedCert "db" nil (list "db.example.com") 30 (genCA "my-ca" 365)).Cert | trunc 27 }}',
      output: '-----BEGIN CERTIFICATE-----',
    },
  ),
  maker(
    'genSignedCertWithKey',
    [...SUBJECT, ...NAMES, ...DAYS, ...CA, ...PEM_KEY],
    `A new certificate signed by an authority, for a private key in PEM. ${NAMES_DOC}`,
    {
      template: '{{ (genSignedCertWithKey "db" nil nil 30 (genCA "my-ca" 9) (genPrivateKey "ecdsa")).Key | trunc 30 }}',
      output: '-----BEGIN EC PRIVATE KEY-----',
    },
  ),
  {
    name: 'buildCustomCert',
    params: ['certificate:string', 'key:string'],
    result: 'sprig.certificate',
    doc: `Makes a certificate and its key that are at hand, each PEM in base64, into what genSignedCert takes for an authority. ${PARTS_DOC}`,
    examples: [
      {
        template:
          '{{ $ca := genCA "my-ca" 9 }}{{ eq (buildCustomCert (b64enc $ca.Cert) (b64enc $ca.Key)).Cert $ca.Cert }}',
        output: 'true',
      },
    ],
    call: ([certificate, key]) => customCertificate(certificate as string, key as string),
  },
]);

/** All six makers: which parameters there are says what is made. */
function maker(
  name: string,
  params: readonly string[],
  what: string,
  example: { template: string; output: string },
): Definition {
  return {
    name,
    params,
    result: 'sprig.certificate',
    doc: `${what} ${PARTS_DOC} ${PREVIEW_DOC}`,
    examples: [example],
    call: (args, call) => makeCertificate(name, params, args, call),
  };
}

function makeCertificate(name: string, params: readonly string[], args: readonly Value[], call: Call): Certificate {
  const at = (param: string | undefined) => args[params.indexOf(param ?? '')];
  const key = params.includes('key:string') ? (at('key:string') as string) : undefined;
  if (key !== undefined) blaming('parsing private key: ', () => checkPrivateKey(key));
  const ca = at(CA[0]);
  const signer = ca instanceof Certificate ? { cert: ca.cert, key: ca.key } : undefined;
  if (signer !== undefined) {
    checkCertificate(signer.cert, 'decodedSignerCert.Bytes');
    blaming('error parsing private key: ', () => checkPrivateKey(signer.key));
  }
  const request: CertificateRequest = {
    commonName: at(SUBJECT[0]) as string,
    ips: texts(at(NAMES[0]), 'error parsing ip: ', isPlainAddress),
    dnsNames: texts(at(NAMES[1]), 'error processing alternate dns name: ', () => true),
    days: Number(at(DAYS[0])),
    isCA: name.startsWith('genCA'),
    key,
    signer,
  };
  const notAscii = request.dnsNames.find((one) => /[^\u0000-\u007f]/.test(one));
  if (notAscii !== undefined) {
    throw new GoError(`error creating certificate: x509: ${quoteGo(notAscii)} cannot be encoded as an IA5String`);
  }
  const made = call.env.crypto?.certificate(request);
  return made ? new Certificate(made.cert, made.key) : new Certificate(DUMMY_CERTIFICATE, key ?? DUMMY_KEYS.rsa2048);
}

/** The strings of a list that may be nil; the first that `isGood` refuses is an error. */
function texts(list: Value | undefined, blame: string, isGood: (text: string) => boolean): string[] {
  if (!(list instanceof GoSlice)) return [];
  return list.items().map((item) => {
    if (typeof item !== 'string') throw new GoError(`${blame}${formatValue(item)} is not a string`);
    if (!isGood(item)) throw new GoError(blame + item);
    return item;
  });
}

function customCertificate(certificate: string, key: string): Certificate {
  const cert = textOfBase64(certificate);
  if (cert === undefined) throw new GoError('unable to decode base64 certificate');
  const keyText = textOfBase64(key);
  if (keyText === undefined) throw new GoError('unable to decode base64 private key');
  checkCertificate(cert, 'decodedCert.Bytes');
  blaming('error parsing private key: ', () => checkPrivateKey(keyText));
  return new Certificate(cert, keyText);
}

function blaming(prefix: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    throw error instanceof GoError ? new GoError(prefix + error.message) : error;
  }
}

/** Sizes are those of real ones, so that what is printed takes as many lines. */
const DUMMY_CERTIFICATE = dummyBlock('CERTIFICATE', 783);
const DUMMY_KEYS = {
  rsa: dummyBlock('RSA PRIVATE KEY', 2348),
  rsa2048: dummyBlock('RSA PRIVATE KEY', 1191),
  dsa: dummyBlock('DSA PRIVATE KEY', 855),
  ecdsa: dummyBlock('EC PRIVATE KEY', 121),
  ed25519: dummyBlock('PRIVATE KEY', 48),
} as const;

function privateKey(text: string, call: Call): string {
  const type = text === '' ? 'rsa' : text;
  if (type !== 'rsa' && type !== 'dsa' && type !== 'ecdsa' && type !== 'ed25519') return `Unknown type ${type}`;
  return call.env.crypto?.privateKey(type) ?? DUMMY_KEYS[type];
}

/** Whether a text is one of the dummies that previews show for keys and certificates. */
export function isDummy(text: string): boolean {
  return text === DUMMY_CERTIFICATE || Object.values(DUMMY_KEYS).some((key) => key === text);
}
