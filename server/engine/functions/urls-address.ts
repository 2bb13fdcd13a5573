// IP addresses as Go's net/netip reads them: which texts are one, and what it says of the others.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';

/** 4 or 6. Throws GoError with Go's text when `text` is no address. A zone (`fe80::1%eth0`) is allowed for IPv6. */
export function addressVersion(text: string): 4 | 6 {
  const sign = /[.:%]/.exec(text)?.[0];
  if (sign === '.') {
    checkIPv4(text, text);
    return 4;
  }
  if (sign === ':') {
    checkIPv6(text);
    return 6;
  }
  throw bad(text, sign === '%' ? 'missing IPv6 address' : 'unable to parse IP');
}

/** Whether net.ParseIP takes the text: an address without a zone. */
export function isPlainAddress(text: string): boolean {
  if (text.includes('%')) return false;
  try {
    addressVersion(text);
    return true;
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}

function bad(text: string, message: string, at = ''): GoError {
  return new GoError(`ParseAddr(${quoteGo(text)}): ${message}${at && ` (at ${quoteGo(at)})`}`);
}

/** Checks four decimal numbers; `whole` is the address that they are or end. */
function checkIPv4(whole: string, text: string): void {
  let value = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    if (/[0-9]/.test(unit)) {
      if (digits === 1 && value === 0) throw bad(whole, 'IPv4 field has octet with leading zero');
      value = value * 10 + Number(unit);
      digits++;
      if (value > 255) throw bad(whole, 'IPv4 field has value >255');
    } else if (unit === '.') {
      if (i === 0 || i === text.length - 1 || text[i - 1] === '.') {
        throw bad(whole, 'IPv4 field must have at least one digit', text.slice(i));
      }
      if (dots === 3) throw bad(whole, 'IPv4 address too long');
      dots++;
      value = 0;
      digits = 0;
    } else throw bad(whole, 'unexpected character', text.slice(i));
  }
  if (dots < 3) throw bad(whole, 'IPv4 address too short');
}

/** Reads groups of hexadecimal digits; `::` stands for as many zero groups as are missing. */
function checkIPv6(whole: string): void {
  const percent = whole.indexOf('%');
  if (percent === whole.length - 1) throw bad(whole, 'zone must be a non-empty string');
  let rest = percent < 0 ? whole : whole.slice(0, percent);
  let ellipsis = rest.startsWith('::') ? 0 : -1;
  if (ellipsis === 0) rest = rest.slice(2);
  if (ellipsis === 0 && rest === '') return;
  let bytes = 0;
  while (bytes < 16) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? '';
    if (digits.length > 4) throw bad(whole, 'each group must have 4 or less digits', rest);
    if (digits === '') throw bad(whole, 'each colon-separated field must have at least one digit', rest);
    if (rest[digits.length] === '.') {
      checkEmbeddedIPv4(whole, rest, bytes, ellipsis >= 0);
      bytes += 4;
      rest = '';
      break;
    }
    bytes += 2;
    rest = rest.slice(digits.length);
    if (rest === '') break;
    if (!rest.startsWith(':')) throw bad(whole, 'unexpected character, want colon', rest);
    if (rest === ':') throw bad(whole, 'colon must be followed by more characters', rest);
    rest = rest.slice(1);
    if (rest.startsWith(':')) {
      if (ellipsis >= 0) throw bad(whole, 'multiple :: in address', rest);
      ellipsis = bytes;
      rest = rest.slice(1);
      if (rest === '') break;
    }
  }
  if (rest !== '') throw bad(whole, 'trailing garbage after address', rest);
  if (bytes < 16 && ellipsis < 0) throw bad(whole, 'address string too short');
  if (bytes >= 16 && ellipsis >= 0) throw bad(whole, 'the :: must expand to at least one field of zeros');
}

function checkEmbeddedIPv4(whole: string, rest: string, bytes: number, elided: boolean): void {
  if (!elided && bytes !== 12) {
    throw bad(whole, 'embedded IPv4 address must replace the final 2 fields of the address', rest);
  }
  if (bytes + 4 > 16) {
    throw bad(whole, 'too many hex fields to fit an embedded IPv4 at the end of the address', rest);
  }
  checkIPv4(whole, rest);
}
