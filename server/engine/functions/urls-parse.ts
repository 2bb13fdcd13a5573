// URLs as Go's net/url splits and joins them. All texts inside are byte strings (text/byte-string.ts).

import { byteString, fromByteString } from '../text/byte-string.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { addressVersion } from './urls-address.ts';

/** The parts of a URL; all but `query`, `opaque` and `userinfo` decoded. Empty where absent. */
export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly opaque: string;
  readonly fragment: string;
  /** Encoded; undefined when there is none, which differs from an empty one. */
  readonly userinfo: string | undefined;
}

/**
 * url.Parse. `strictHosts` are the rules of Go 1.26: a host may hold one colon (http and https), and brackets only around
 * the whole of it. Throws GoError with Go's text.
 */
export function parseUrl(text: string, strictHosts: boolean): Url {
  const raw = byteString(text);
  const hash = raw.indexOf('#');
  const body = hash < 0 ? raw : raw.slice(0, hash);
  const url = blaming(body, () => parseBody(body, strictHosts));
  const fragment = hash < 0 ? '' : blaming(raw, () => decodePart(raw.slice(hash + 1), 'fragment'));
  return {
    scheme: url.scheme,
    host: fromByteString(url.host),
    path: fromByteString(url.path),
    query: fromByteString(url.query),
    opaque: fromByteString(url.opaque),
    fragment: fromByteString(fragment),
    userinfo: url.userinfo,
  };
}

/** URL.String of these parts. */
export function joinUrl(url: Url): string {
  const { scheme, host, userinfo } = url;
  let out = scheme && `${scheme}:`;
  if (url.opaque !== '') out += url.opaque;
  else {
    const path = url.path === '*' ? '*' : encodePart(byteString(url.path), 'path');
    if (host !== '' || userinfo !== undefined || (scheme !== '' && url.path !== '')) out += '//';
    if (userinfo !== undefined) out += `${userinfo}@`;
    out += encodePart(byteString(host), 'host');
    if (path !== '' && !path.startsWith('/') && host !== '') out += '/';
    // A first segment with a colon would read as a scheme.
    if (out === '' && path.split('/')[0]?.includes(':')) out = './';
    out += path;
  }
  if (url.query !== '') out += `?${url.query}`;
  if (url.fragment !== '') out += `#${encodePart(byteString(url.fragment), 'fragment')}`;
  return out;
}

/** The host without its port and brackets. */
export function hostname(host: string): string {
  const plain = host.replace(/:[0-9]*$/, '');
  return plain.startsWith('[') && plain.endsWith(']') ? plain.slice(1, -1) : plain;
}

type Part = 'path' | 'host' | 'zone' | 'userinfo' | 'fragment';

const HOST_PLAIN = /[A-Za-z0-9!"$&'()*+,\-.:;<=>[\]_~]/;
/** What each part holds without escaping. */
const PLAIN: Readonly<Record<Part, RegExp>> = {
  path: /[A-Za-z0-9$&+,\-./:;=@_~]/,
  host: HOST_PLAIN,
  zone: HOST_PLAIN,
  userinfo: /[A-Za-z0-9$&+,\-.;=_~]/,
  fragment: /[A-Za-z0-9!$&()*+,\-./:;=?@_~]/,
};

function encodePart(bytes: string, part: Part): string {
  let out = '';
  for (const unit of bytes) {
    out += PLAIN[part].test(unit) ? unit : `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function decodePart(bytes: string, part: Part): string {
  let out = '';
  for (let i = 0; i < bytes.length; i++) {
    const unit = bytes[i] as string;
    if (unit === '%') {
      out += String.fromCharCode(escapedByte(bytes.slice(i, i + 3), part));
      i += 2;
    } else if ((part === 'host' || part === 'zone') && unit < '\u0080' && !PLAIN[part].test(unit)) {
      throw new GoError(`invalid character ${quoteGo(unit)} in host name`);
    } else out += unit;
  }
  return out;
}

/** The byte of `%41`. A host may escape bytes outside ASCII only; a zone whatever it could hold unescaped, and a blank. */
function escapedByte(text: string, part: Part): number {
  const invalid = () => new GoError(`invalid URL escape ${quoteGo(fromByteString(text))}`);
  if (!/^%[0-9a-fA-F]{2}$/.test(text)) throw invalid();
  const byte = Number.parseInt(text.slice(1), 16);
  if (part === 'host' && byte < 0x80 && byte !== 0x25) throw invalid();
  if (part === 'zone' && byte !== 0x25 && byte !== 0x20 && !HOST_PLAIN.test(String.fromCharCode(byte))) throw invalid();
  return byte;
}

/** Runs a step of parsing; its error names the URL. */
function blaming<T>(url: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GoError) || error.message.startsWith('runtime error')) throw error;
    throw new GoError(`parse ${quoteGo(fromByteString(url))}: ${error.message}`);
  }
}

type Body = Omit<Url, 'fragment'>;

function parseBody(text: string, strictHosts: boolean): Body {
  const empty: Body = { scheme: '', host: '', path: '', query: '', opaque: '', userinfo: undefined };
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new GoError('net/url: invalid control character in URL');
  if (text === '*') return { ...empty, path: '*' };
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([^?]*)(?:\?([\s\S]*))?$/.exec(text);
  if (text.startsWith(':')) throw new GoError('missing protocol scheme');
  const [, scheme = '', rest = '', query = ''] = match ?? [];
  const url: Body = { ...empty, scheme: scheme.toLowerCase(), query };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...url, opaque: rest };
    if (rest.split('/')[0]?.includes(':')) throw new GoError('first path segment in URL cannot contain colon');
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...url, path: decodePart(rest, 'path') };
  }
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  const at = authority.lastIndexOf('@');
  const host = parseHost(authority.slice(at + 1), url.scheme, strictHosts);
  const userinfo = at < 0 ? undefined : parseUserinfo(authority.slice(0, at));
  return { ...url, host, userinfo, path: decodePart(path, 'path') };
}

/** Name and password, checked and in their normal escaping. */
function parseUserinfo(text: string): string {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) throw new GoError('net/url: invalid userinfo');
  const colon = text.indexOf(':');
  const parts = colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
  return parts
    .map((part) => decodePart(part, 'userinfo'))
    .map((part) => encodePart(part, 'userinfo'))
    .join(':');
}

function parseHost(host: string, scheme: string, strictHosts: boolean): string {
  const open = host.lastIndexOf('[');
  if (strictHosts && open > 0) throw new GoError('invalid IP-literal');
  if (open >= 0) return parseBracketed(host, open);
  const firstColon = host.indexOf(':');
  if (firstColon >= 0) {
    const oneColon = strictHosts && (scheme === 'http' || scheme === 'https');
    checkPort(host.slice(oneColon ? firstColon : host.lastIndexOf(':')));
  }
  return decodePart(host, 'host');
}

/** `[::1]:80`, with a zone perhaps: `[fe80::1%25en0]`. */
function parseBracketed(host: string, open: number): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new GoError("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const portText = decodePart(port, 'host');
  if (close < open) throw new GoError(`runtime error: slice bounds out of range [${open + 1}:${close}]`);
  const name = host.slice(open + 1, close);
  const zone = name.indexOf('%25');
  const text =
    zone < 0
      ? decodePart(name, 'host')
      : decodePart(name.slice(0, zone), 'host') + decodePart(name.slice(zone), 'zone');
  checkLiteral(fromByteString(text));
  return `[${text}]${portText}`;
}

function checkLiteral(text: string): void {
  let version: 4 | 6;
  try {
    version = addressVersion(text);
  } catch (error) {
    throw error instanceof GoError ? new GoError(`invalid host: ${error.message}`) : error;
  }
  if (version === 4) throw new GoError('invalid IP-literal');
}

function checkPort(text: string): void {
  if (!/^(?::[0-9]*)?$/.test(text)) throw new GoError(`invalid port ${quoteGo(fromByteString(text))} after host`);
}
