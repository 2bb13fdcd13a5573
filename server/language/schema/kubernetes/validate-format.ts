// The formats that the API server looks at: those its decoder cannot read, and those that definitions may name.

import { parseDuration } from '#engine/values/duration.ts';
import { isIpv4, isIpv6 } from './ip-address.ts';

/** What is wrong with a text of a format; undefined when nothing is, or when nobody looks at the format. */
export function formatProblem(format: string, text: string, isBuiltin: boolean): string | undefined {
  if (isBuiltin) {
    if (format === 'byte') return isBase64(text) ? undefined : 'illegal base64 data';
    return format === 'date-time' && !isTime(text) ? `${TIME}, found ${JSON.stringify(text)}` : undefined;
  }
  const known = FORMATS[format.replaceAll('-', '')];
  return known === undefined || known.fits(text) ? undefined : `${known.wanted}, found ${JSON.stringify(text)}`;
}

const TIME = 'expected a time as 2026-01-31T12:00:00Z (RFC 3339)';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_OF_DAY = /^(\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** What Go's time.Parse(time.RFC3339) takes. */
function isTime(text: string): boolean {
  const match = TIME_OF_DAY.exec(text.slice(11));
  if (text.charAt(10) !== 'T' || match === null || !isDate(text.slice(0, 10))) return false;
  const [, hour, minute, second] = match;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** Go's decoder passes over line breaks, and wants the padding; the last bits before it may be anything. */
function isBase64(text: string): boolean {
  const packed = text.replace(/[\r\n]/g, '');
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

interface Format {
  readonly wanted: string;
  readonly fits: (text: string) => boolean;
}

/** kube-openapi's formats by name without hyphens; where its own test is hard to repeat, ours lets more through. */
const FORMATS: Readonly<Record<string, Format>> = {
  datetime: { wanted: TIME, fits: isOpenApiTime },
  date: { wanted: 'expected a date as 2026-01-31', fits: isDate },
  duration: { wanted: 'expected a duration as 1h30m', fits: isDuration },
  byte: { wanted: 'expected base64', fits: (text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 },
  ipv4: {
    wanted: 'expected an IPv4 address',
    fits: (text) => text.includes('.') && (isIpv4(text, true) || isIpv6(text)),
  },
  ipv6: { wanted: 'expected an IPv6 address', fits: isIpv6 },
  cidr: { wanted: 'expected a range as 10.0.0.0/8', fits: isCidr },
  uuid: { wanted: 'expected a UUID', fits: (text) => UUID.test(text) },
  uuid3: { wanted: 'expected a UUID', fits: (text) => UUID.test(text) },
  uuid4: { wanted: 'expected a UUID', fits: (text) => UUID.test(text) },
  uuid5: { wanted: 'expected a UUID', fits: (text) => UUID.test(text) },
  hexcolor: { wanted: 'expected a colour as #aabbcc', fits: (text) => /^#?(?:[\da-f]{3}|[\da-f]{6})$/i.test(text) },
  email: { wanted: 'expected an email address', fits: (text) => text.includes('@') },
  uri: { wanted: 'expected a URI', fits: isUri },
};

/** kube-openapi takes small letters, too. */
function isOpenApiTime(text: string): boolean {
  return (
    isTime(text.toUpperCase()) || /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}:\d{2}(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/i.test(text)
  );
}

/** Go's own durations, and Scala's (`3 days`), of which it finds the parts anywhere in the text. */
function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return true;
  } catch {
    return /\d+\s*[a-zA-Zµμ]/.test(text);
  }
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  if (isIpv4(address, true)) return Number(bits) <= 32;
  return isIpv6(address) && Number(bits) <= 128;
}

/** url.ParseRequestURI: a path, or a scheme; no control characters. */
function isUri(text: string): boolean {
  return /^(?:\/|\*$|[a-zA-Z][a-zA-Z0-9+.-]*:)/.test(text) && !/[\u0000-\u001f\u007f]/.test(text);
}
