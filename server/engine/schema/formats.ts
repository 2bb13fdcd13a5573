// The formats that schemas may ask of strings, with the library's words for what is wrong.

import { byteLength } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo, quoteRune } from '../values/quote.ts';
import { dateProblem, dateTimeProblem, durationProblem, periodProblem, timeProblem } from './formats-time.ts';
import { addressProblem } from './ip-address.ts';
import { pathUnescape } from './pointer.ts';
import { parseUrl, type Url } from './url.ts';

type Check = (text: string) => string | undefined;

/** Every known format but `regex`; an unknown one asks nothing. */
export const FORMATS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['json-pointer', pointerProblem],
  ['relative-json-pointer', relativePointerProblem],
  ['uuid', uuidProblem],
  ['duration', durationProblem],
  ['period', periodProblem],
  ['ipv4', ipv4Problem],
  ['ipv6', ipv6Problem],
  ['hostname', hostnameProblem],
  ['email', emailProblem],
  ['date', dateProblem],
  ['time', timeProblem],
  ['date-time', dateTimeProblem],
  ['uri', uriProblem],
  ['iri', uriProblem],
  ['uri-reference', uriReferenceProblem],
  ['iri-reference', uriReferenceProblem],
  ['uri-template', uriTemplateProblem],
  ['semver', semverProblem],
]);

/** The first rune that `allowed` does not match, as `%q` prints it. */
function strayRune(text: string, allowed: RegExp): string | undefined {
  for (const rune of text) if (!allowed.test(rune)) return quoteRune(rune.codePointAt(0) as number);
  return undefined;
}

function pointerProblem(text: string): string | undefined {
  if (text === '') return undefined;
  if (!text.startsWith('/')) return 'not starting with /';
  return /~(?![01])/.test(text) ? '~ must be followed by 0 or 1' : undefined;
}

function relativePointerProblem(text: string): string | undefined {
  const digits = /^[0-9]*/.exec(text)?.[0] ?? '';
  if (digits === '') return 'must start with non-negative integer';
  if (digits.length > 1 && digits.startsWith('0')) return 'starts with zero';
  const rest = text.slice(digits.length);
  return rest === '#' ? undefined : pointerProblem(rest);
}

const UUID_GROUPS = [8, 4, 4, 4, 12];

function uuidProblem(text: string): string | undefined {
  const groups = text.split('-');
  if (groups.length !== UUID_GROUPS.length) return `must have ${UUID_GROUPS.length} elements`;
  for (const [i, group] of groups.entries()) {
    if (byteLength(group) !== UUID_GROUPS[i]) return `element ${i + 1} must be ${UUID_GROUPS[i]} characters long`;
    const stray = strayRune(group, /[0-9a-fA-F]/);
    if (stray) return `non-hex character ${stray}`;
  }
  return undefined;
}

function ipv4Problem(text: string): string | undefined {
  const groups = text.split('.');
  if (groups.length !== 4) return 'expected four decimals';
  for (const group of groups) {
    if (group.length > 1 && group.startsWith('0')) return 'leading zeros';
    if (!/^[+-]?[0-9]+$/.test(group)) return `strconv.Atoi: parsing ${quoteGo(group)}: invalid syntax`;
    const value = BigInt(group.replace('+', ''));
    if (value !== BigInt.asIntN(64, value)) return `strconv.Atoi: parsing ${quoteGo(group)}: value out of range`;
    if (value < 0n || value > 255n) return 'decimal must be between 0 and 255';
  }
  return undefined;
}

function ipv6Problem(text: string): string | undefined {
  if (!text.includes(':')) return 'missing colon';
  return addressProblem(text) ?? (text.includes('%') ? 'zone id is not a part of ipv6 address' : undefined);
}

function hostnameProblem(text: string): string | undefined {
  const name = text.replace(/\.$/, '');
  if (byteLength(name) > 253) return 'more than 253 characters long';
  for (const label of name.split('.')) {
    const length = byteLength(label);
    if (length < 1 || length > 63) return 'label must be 1 to 63 characters long';
    if (label.startsWith('-')) return 'label starts with hyphen';
    if (label.endsWith('-')) return 'label ends with hyphen';
    const stray = strayRune(label, /[a-zA-Z0-9-]/);
    if (stray) return `invalid character ${stray}`;
  }
  return undefined;
}

function emailProblem(text: string): string | undefined {
  if (byteLength(text) > 254) return 'more than 255 characters long';
  const at = text.lastIndexOf('@');
  if (at < 0) return 'missing @';
  return localPartProblem(text.slice(0, at)) ?? mailDomainProblem(text.slice(at + 1));
}

function localPartProblem(local: string): string | undefined {
  if (byteLength(local) > 64) return 'local part more than 64 characters long';
  if (local.length > 1 && local.startsWith('"')) {
    const inner = local.slice(1, -1);
    return /[\\"]/.test(inner) ? 'backslash and quote are not allowed within quoted local part' : undefined;
  }
  if (local.startsWith('.')) return 'starts with dot';
  if (local.endsWith('.')) return 'ends with dot';
  if (local.includes('..')) return 'consecutive dots';
  const stray = strayRune(local, /[a-zA-Z0-9.!#$%&'*+\-/=?^_`{|}~]/);
  return stray && `invalid character ${stray}`;
}

function mailDomainProblem(domain: string): string | undefined {
  const labelled = (label: string, problem: string | undefined) => problem && `invalid ${label}: ${problem}`;
  if (!domain.startsWith('[') || !domain.endsWith(']')) return labelled('domain', hostnameProblem(domain));
  const address = domain.slice(1, -1);
  return address.startsWith('IPv6:')
    ? labelled('ipv6 address', ipv6Problem(address.slice(5)))
    : labelled('ipv4 address', ipv4Problem(address));
}

/** The URL, or what is wrong with it. */
function readUrl(text: string): Url | string {
  try {
    const url = parseUrl(text);
    const name = hostName(url.host);
    if (!name.includes(':')) return url;
    if (!url.host.includes('[') || !url.host.includes(']')) return 'ipv6 address not enclosed in brackets';
    const problem = ipv6Problem(name);
    return problem === undefined ? url : `invalid ipv6 address: ${problem}`;
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

/** URL.Hostname: without port, without brackets. */
function hostName(host: string): string {
  const name = /:[0-9]*$/.test(host) ? host.slice(0, host.lastIndexOf(':')) : host;
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}

function uriProblem(text: string): string | undefined {
  const url = readUrl(text);
  if (typeof url === 'string') return url;
  return url.scheme === '' ? 'relative url' : undefined;
}

function uriReferenceProblem(text: string): string | undefined {
  if (text.includes('\\')) return 'contains \\';
  const url = readUrl(text);
  return typeof url === 'string' ? url : undefined;
}

function uriTemplateProblem(text: string): string | undefined {
  const url = readUrl(text);
  if (typeof url === 'string') return url;
  for (const part of url.rawPath.split('/')) {
    const decoded = pathUnescape(part);
    if ('bad' in decoded) return `percent decode failed: invalid URL escape ${quoteGo(decoded.bad)}`;
    let open = false;
    for (const [brace] of decoded.text.matchAll(/[{}]/g)) {
      if ((brace === '{') === open) return 'nested curly braces';
      open = !open;
    }
    if (open) return 'no matching closing brace';
  }
  return undefined;
}

function semverProblem(text: string): string | undefined {
  const [head, build] = cut(text, '+');
  const [core, prerelease] = cut(head, '-');
  return buildProblem(build) ?? prereleaseProblem(prerelease) ?? coreProblem(core);
}

function cut(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function buildProblem(build: string | undefined): string | undefined {
  if (build === '') return 'build is empty';
  for (const part of build?.split('.') ?? []) {
    if (part === '') return 'build identifier is empty';
    const stray = strayRune(part, /[0-9a-zA-Z-]/);
    if (stray) return `invalid character ${stray} in build identifier`;
  }
  return undefined;
}

function prereleaseProblem(prerelease: string | undefined): string | undefined {
  for (const part of prerelease?.split('.') ?? []) {
    if (part === '') return 'pre-release identifier is empty';
    const stray = strayRune(part, /[0-9a-zA-Z-]/);
    if (stray) return `invalid character ${stray} in pre-release identifier`;
    if (/^0[0-9]+$/.test(part)) return 'pre-release numeric identifier starts with zero';
  }
  return undefined;
}

function coreProblem(core: string): string | undefined {
  const numbers = core.split('.');
  if (numbers.length !== 3) return 'versionCore must have 3 numbers separated by dot';
  for (const [i, name] of ['major', 'minor', 'patch'].entries()) {
    const number = numbers[i] as string;
    if (number === '') return `${name} is empty`;
    if (number.length > 1 && number.startsWith('0')) return `${name} starts with zero`;
    if (!/^[0-9]+$/.test(number)) return `${name} contains non-digit`;
  }
  return undefined;
}
