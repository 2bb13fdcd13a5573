// What Helm takes for an e-mail address or a URL: the checks of asaskevich/govalidator, with its own expressions.
//
// The expressions are matched by the same automaton as in Go: a backtracking matcher could run for ever on them.

import type { Profile } from '#engine/chart/profile.ts';
import { parseUrl, type Url } from '#engine/functions/urls-parse.ts';
import { byteLength, runes } from '#engine/text/bytes.ts';
import { GoError } from '#engine/values/errors.ts';
import { compileRegex, matchText } from '#engine/values/regexp.ts';

type UrlProfile = Pick<Profile, 'semverQuotes'>;

/** IsEmail. */
export function isEmail(text: string): boolean {
  return matchText(compileRegex(EMAIL), text);
}

/** IsURL: the scheme may be missing, the rest must look like the web. */
export function isUrl(text: string, profile: UrlProfile): boolean {
  if (runes(text).length >= MAX_URL_RUNES || byteLength(text) <= MIN_URL_BYTES || text.startsWith('.')) return false;
  const whole = text.includes(':') && !text.includes('://') ? `http://${text}` : text;
  const url = tryParse(whole, profile);
  if (url === undefined || url.host.startsWith('.')) return false;
  if (url.host === '' && url.path !== '' && !url.path.includes('.')) return false;
  return matchText(compileRegex(URL_PATTERN), text);
}

/** IsRequestURL: url.ParseRequestURI takes it, and there is a scheme. */
export function isRequestUrl(text: string, profile: UrlProfile): boolean {
  // A request has no fragment: `#` is a character like `^`, which no part gives a meaning to.
  const url = tryParse(text.replaceAll('#', '^'), profile);
  return url !== undefined && url.scheme !== '';
}

const MAX_URL_RUNES = 2083;
const MIN_URL_BYTES = 3;

function tryParse(text: string, profile: UrlProfile): Url | undefined {
  try {
    // Helm releases with semver 3.5 are those built by Go 1.26, whose net/url is stricter about hosts.
    return parseUrl(text, profile.semverQuotes);
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}

/** Letters outside ASCII, as the expressions for mail know them. */
const WIDE = String.raw`\x{00A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}`;
const EMAIL = ((): string => {
  const atom = `[a-zA-Z0-9!#$%&'*+\\-/=?^_\`{|}~${WIDE}]+`;
  const blank = String.raw`(([\x20\x09]*\x0d\x0a)?[\x20\x09]+)?`;
  const quotable = String.raw`[\x01-\x08\x0b\x0c\x0e-\x1f\x21\x23-\x5b\x5d-\x7f${WIDE}]|\([\x01-\x09\x0b-\x7f]`;
  // Each quoted character wants a quote of its own: that is how the original is put together.
  const local = `(${atom}(\\.${atom})*|(\\x22${blank}(${quotable}))*${blank}\\x22)`;
  const letter = `[a-zA-Z${WIDE}]`;
  const alphanumeric = `[a-zA-Z0-9${WIDE}]`;
  const label = `${alphanumeric}([a-zA-Z0-9\\-._~${WIDE}]*${alphanumeric})?`;
  const last = `${letter}([a-zA-Z0-9\\-_~${WIDE}]*${letter})?`;
  return `^${local}@(${label}\\.)+${last}\\.?$`;
})();

/** Taken over as it stands, with all it lets through by accident. */
const URL_PATTERN = ((): string => {
  const byte = `(25[0-5]|(2[0-4]|1{0,1}[0-9]){0,1}[0-9])`;
  const four = String.raw`(${byte}\.){3,3}${byte}`;
  const hex = '[0-9a-fA-F]{1,4}';
  const six = [
    `(${hex}:){7,7}${hex}`,
    `(${hex}:){1,7}:`,
    `(${hex}:){1,6}:${hex}`,
    ...[5, 4, 3, 2].map((before) => `(${hex}:){1,${before}}(:${hex}){1,${7 - before}}`),
    `${hex}:((:${hex}){1,6})`,
    `:((:${hex}){1,7}|:)`,
    'fe80:(:[0-9a-fA-F]{0,4}){0,4}%[0-9a-zA-Z]{1,}',
    `::(ffff(:0{1,4}){0,1}:){0,1}${four}`,
    `(${hex}:){1,4}:${four}`,
  ].join('|');
  const plainAddress = String.raw`([1-9]\d?|1\d\d|2[01]\d|22[0-3]|24\d|25[0-5])(\.(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])){2}(?:\.([0-9]\d?|1\d\d|2[0-4]\d|25[0-5]))`;
  const subdomain = String.raw`((www\.)|([a-zA-Z0-9]+([-_\.]?[a-zA-Z0-9])*[a-zA-Z0-9]\.[a-zA-Z0-9]+))`;
  const words = String.raw`([a-zA-Z\x{00a1}-\x{ffff}0-9]+-?-?)*[a-zA-Z\x{00a1}-\x{ffff}0-9]+`;
  const name = String.raw`(([a-zA-Z0-9]([a-zA-Z0-9-_]+)?[a-zA-Z0-9]([-\.][a-zA-Z0-9]+)*)|(${subdomain}?))?(${words})(?:\.([a-zA-Z\x{00a1}-\x{ffff}]{1,}))?`;
  const host = String.raw`(${plainAddress}|(\[(${six})\])|(${name}))`;
  return String.raw`^((ftp|tcp|udp|wss?|https?):\/\/)?(\S+(:\S*)?@)?${host}\.?(:(\d{1,5}))?((\/|\?|#)[^\s]*)?$`;
})();
