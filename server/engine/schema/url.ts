// Go's net/url as far as schemas need it: parse with its error texts, join a reference to its base, print.

import { fromBytes, toBytes } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { addressProblem } from './ip-address.ts';
import { pathUnescape, percent } from './pointer.ts';

/** The parts of a URL. `path` is decoded, `rawPath` as written (empty when escaping gives it back), fragments are cut off before. */
export interface Url {
  readonly scheme: string;
  readonly opaque: string;
  /** As written, without the `@`; undefined when there is none. */
  readonly user: string | undefined;
  readonly host: string;
  readonly path: string;
  readonly rawPath: string;
  readonly query: string;
  readonly forceQuery: boolean;
  readonly omitHost: boolean;
}

const EMPTY: Url = {
  scheme: '',
  opaque: '',
  user: undefined,
  host: '',
  path: '',
  rawPath: '',
  query: '',
  forceQuery: false,
  omitHost: false,
};

/** url.Parse; throws GoError `parse "…": …`. A fragment is checked and dropped. */
export function parseUrl(text: string): Url {
  const hash = text.indexOf('#');
  const rest = hash < 0 ? text : text.slice(0, hash);
  const fault = (whole: string, why: string) => new GoError(`parse ${quoteGo(whole)}: ${why}`);
  let url: Url;
  try {
    url = parseParts(rest);
  } catch (error) {
    throw error instanceof UrlFault ? fault(rest, error.message) : error;
  }
  if (hash >= 0) {
    const fragment = pathUnescape(text.slice(hash + 1));
    if ('bad' in fragment) throw fault(text, `invalid URL escape ${quoteGo(fragment.bad)}`);
  }
  return url;
}

/** What is wrong inside a URL, before it is named. */
class UrlFault extends Error {}

function parseParts(text: string): Url {
  if (/[\x00-\x1f\x7f]/.test(text)) throw new UrlFault('net/url: invalid control character in URL');
  if (text === '*') return { ...EMPTY, path: '*' };
  const [scheme, afterScheme] = splitScheme(text);
  const forceQuery = afterScheme.indexOf('?') === afterScheme.length - 1 && afterScheme !== '';
  const mark = afterScheme.indexOf('?');
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const query = mark < 0 || forceQuery ? '' : afterScheme.slice(mark + 1);
  const base = { ...EMPTY, scheme, query, forceQuery };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...base, opaque: rest };
    if (rest.split('/', 1)[0]?.includes(':')) throw new UrlFault('first path segment in URL cannot contain colon');
  }
  if (rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'))) {
    const slash = rest.indexOf('/', 2);
    const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
    return withPath({ ...base, ...parseAuthority(scheme, authority) }, slash < 0 ? '' : rest.slice(slash));
  }
  return withPath({ ...base, omitHost: scheme !== '' && rest.startsWith('/') }, rest);
}

function splitScheme(text: string): [string, string] {
  const match = /^[A-Za-z0-9+.-]*/.exec(text)?.[0] ?? '';
  if (text[match.length] !== ':') return ['', text];
  if (match === '') throw new UrlFault('missing protocol scheme');
  return /^[A-Za-z]/.test(match) ? [match.toLowerCase(), text.slice(match.length + 1)] : ['', text];
}

function parseAuthority(scheme: string, authority: string): Pick<Url, 'user' | 'host'> {
  const at = authority.lastIndexOf('@');
  const host = parseHost(scheme, authority.slice(at + 1));
  if (at < 0) return { user: undefined, host };
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new UrlFault('net/url: invalid userinfo');
  for (const part of [user.split(':', 1)[0] as string, user.slice(user.indexOf(':') + 1)]) unescaped(part);
  return { user, host };
}

function parseHost(scheme: string, host: string): string {
  const open = host.lastIndexOf('[');
  if (open > 0) throw new UrlFault('invalid IP-literal');
  if (open === 0) return parseLiteral(host);
  const first = host.indexOf(':');
  if (first >= 0) {
    const strict = scheme === 'http' || scheme === 'https';
    checkPort(host.slice(strict ? first : host.lastIndexOf(':')));
  }
  return unescapeHost(host);
}

/** `[v6]:port`. */
function parseLiteral(host: string): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new UrlFault("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const inner = host.slice(1, close);
  const zone = inner.indexOf('%25');
  const name = zone < 0 ? unescapeHost(inner) : unescapeHost(inner.slice(0, zone)) + unescaped(inner.slice(zone));
  const problem = addressProblem(name);
  if (problem !== undefined) throw new UrlFault(`invalid host: ${problem}`);
  if (!name.includes(':')) throw new UrlFault('invalid IP-literal');
  return `[${name}]${port}`;
}

function checkPort(port: string): void {
  if (port !== '' && !/^:[0-9]*$/.test(port)) throw new UrlFault(`invalid port ${quoteGo(port)} after host`);
}

function unescaped(text: string): string {
  const result = pathUnescape(text);
  if ('bad' in result) throw new UrlFault(`invalid URL escape ${quoteGo(result.bad)}`);
  return result.text;
}

/** In a host only bytes beyond ASCII (and `%25`) may be escaped, and few characters stand bare. */
function unescapeHost(host: string): string {
  for (const part of host.match(/%.{0,2}|[^%]/gsu) ?? []) {
    if (part.startsWith('%')) {
      if (!/^%(?:[89A-Fa-f][0-9A-Fa-f]|25)$/.test(part)) throw new UrlFault(`invalid URL escape ${quoteGo(part)}`);
    } else if (part < '\x80' && !/[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/.test(part)) {
      throw new UrlFault(`invalid character ${quoteGo(part)} in host name`);
    }
  }
  return unescaped(host);
}

function withPath(url: Url, raw: string): Url {
  const path = unescaped(raw);
  return { ...url, path, rawPath: escapePath(path) === raw ? '' : raw };
}

function escapePath(path: string): string {
  return escapeBytes(path, /[A-Za-z0-9\-_.~$&+,/:;=@]/);
}

function escapeBytes(text: string, plain: RegExp): string {
  let out = '';
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte);
    out += byte < 0x80 && plain.test(char) ? char : percent(byte);
  }
  return fromBytes(toBytes(out));
}

/** The path as it is printed: as written when that is a valid spelling of it. */
function escapedPath(url: Url): string {
  if (url.rawPath !== '' && /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/.test(url.rawPath)) return url.rawPath;
  return url.path === '*' ? '*' : escapePath(url.path);
}

/** URL.String. */
export function printUrl(url: Url): string {
  let out = url.scheme === '' ? '' : `${url.scheme}:`;
  if (url.opaque !== '') out += url.opaque;
  else {
    const named = url.host !== '' || url.user !== undefined;
    if ((url.scheme !== '' || named) && !(url.omitHost && !named)) {
      if (named || url.path !== '') out += '//';
      if (url.user !== undefined) out += `${url.user}@`;
      out += escapeBytes(url.host, /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/);
    }
    const path = escapedPath(url);
    if (path !== '' && !path.startsWith('/') && url.host !== '') out += '/';
    if (out === '' && path.split('/', 1)[0]?.includes(':')) out += './';
    out += path;
  }
  return url.forceQuery || url.query !== '' ? `${out}?${url.query}` : out;
}

/** URL.ResolveReference, with the repair that the schema library makes for bases like `urn:x:y`. */
export function resolveUrl(base: Url, reference: Url): Url {
  const scheme = reference.scheme === '' ? base.scheme : reference.scheme;
  const url = { ...reference, scheme };
  if (reference.scheme !== '' || reference.host !== '' || reference.user !== undefined) {
    return withPath(url, resolvePath(escapedPath(reference), ''));
  }
  if (reference.path === '' && base.opaque !== '') {
    return { ...url, opaque: base.opaque, query: reference.query || base.query, user: undefined, host: '', path: '' };
  }
  const query = reference.path === '' && !reference.forceQuery && reference.query === '' ? base.query : reference.query;
  const joined = { ...url, query, host: base.host, user: base.user, opaque: base.opaque };
  return withPath(joined, resolvePath(escapedPath(base), escapedPath(reference)));
}

function resolvePath(base: string, reference: string): string {
  let full = reference;
  if (reference === '') full = base;
  else if (!reference.startsWith('/')) full = base.slice(0, base.lastIndexOf('/') + 1) + reference;
  if (full === '') return '';
  const parts = full.split('/');
  const out: string[] = [];
  parts.forEach((part, i) => {
    if (part === '..') out.length > 1 ? out.pop() : out.splice(0, out.length, '');
    else if (part !== '.') out.push(part);
    if (i === parts.length - 1 && (part === '.' || part === '..')) out.push('');
  });
  const path = out.join('/');
  return path.startsWith('/') ? path : `/${path}`;
}
