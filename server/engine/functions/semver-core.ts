// Semantic versions as Masterminds/semver 3.4 and 3.5 read, order and constrain them: chart metadata, lint and the
// semver functions share this.

import { byteLength } from '../text/bytes.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';

/** A parsed version. Numbers are uint64; `original` is the text it came from, `v` included. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

/** One comparison of a constraint. The dirty flags say which parts were wildcards or missing. */
interface Term {
  readonly operator: string;
  readonly version: Version;
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

/** Alternatives of terms that must all hold; `prerelease` lets pre-releases take part in that alternative. */
export interface Constraint {
  readonly alternatives: readonly { readonly terms: readonly Term[]; readonly prerelease: boolean }[];
}

/** What semver releases disagree in: 3.5 quotes what it complains of and limits lengths. Helm's profile says which it is. */
export interface SemverOptions {
  readonly semverQuotes: boolean;
}

const LATEST: SemverOptions = { semverQuotes: true };
const LOOSE =
  /^v?([0-9]+)(\.[0-9]+)?(\.[0-9]+)?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;
const MAX_VERSION = 256;
const MAX_CONSTRAINT = 512;
const MAX_ALTERNATIVES = 32;

/**
 * A version in the lenient form: optional `v`, one to three numbers, leading zeros allowed there.
 * Throws GoError with the library's text.
 */
export function parseVersion(text: string, options: SemverOptions = LATEST): Version {
  checkLength(text, options);
  const match = LOOSE.exec(text);
  if (match === null) throw new GoError('invalid semantic version');
  const [, major = '', minor, patch, prerelease = '', metadata = ''] = match;
  const segment = (digits: string) => uint64(digits, 'error parsing version segment: ');
  const version = {
    major: segment(major),
    minor: minor === undefined ? 0n : segment(minor.slice(1)),
    patch: patch === undefined ? 0n : segment(patch.slice(1)),
    prerelease,
    metadata,
    original: text,
  };
  if (prerelease !== '') checkPrerelease(prerelease);
  return version;
}

/** A version exactly as SemVer 2 wants it: three numbers without leading zeros, no `v`. Throws GoError. */
export function parseStrictVersion(text: string, options: SemverOptions = LATEST): Version {
  if (text === '') throw new GoError('version string empty');
  checkLength(text, options);
  const [first, second, ...others] = text.split('.');
  if (first === undefined || second === undefined || others.length === 0) throw new GoError('invalid semantic version');
  const [beforePlus, metadata] = cut(others.join('.'), '+');
  if (metadata !== undefined) checkMetadata(metadata);
  const [third, prerelease] = cut(beforePlus, '-');
  if (prerelease !== undefined) checkPrerelease(prerelease);
  for (const part of [first, second, third]) {
    if (!/^[0-9]*$/.test(part)) throw new GoError('invalid characters in version');
    if (part.length > 1 && part.startsWith('0')) throw new GoError('version segment starts with 0');
  }
  return {
    major: uint64(first, ''),
    minor: uint64(second, ''),
    patch: uint64(third, ''),
    prerelease: prerelease ?? '',
    metadata: metadata ?? '',
    original: text,
  };
}

/** The normal form: three numbers, no `v`. */
export function versionText(version: Version): string {
  const prerelease = version.prerelease && `-${version.prerelease}`;
  const metadata = version.metadata && `+${version.metadata}`;
  return `${version.major}.${version.minor}.${version.patch}${prerelease}${metadata}`;
}

/** Negative, zero or positive, by SemVer's precedence; metadata does not count. */
export function compareVersions(a: Version, b: Version): -1 | 0 | 1 {
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '') return 1;
  if (b.prerelease === '') return -1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** Reads a constraint. Throws GoError: `improper constraint: C`, with the offending part quoted since semver 3.5. */
export function parseConstraint(text: string, options: SemverOptions = LATEST): Constraint {
  if (options.semverQuotes && byteLength(text) > MAX_CONSTRAINT) {
    throw new GoError(`constraint string is too long (max ${MAX_CONSTRAINT} bytes)`);
  }
  const parts = rewriteRanges(text).split('||');
  if (options.semverQuotes && parts.length > MAX_ALTERNATIVES) {
    throw new GoError(`too many constraint groups (max ${MAX_ALTERNATIVES})`);
  }
  return {
    alternatives: parts.map((part) => {
      if (!VALID.test(part)) throw improper(part, options);
      const terms = [...part.matchAll(TERM)].map((match) => parseTerm(match[0], options));
      return { terms, prerelease: terms.some((term) => term.version.prerelease !== '') };
    }),
  };
}

/** Whether the version meets the constraint. A pre-release only meets alternatives that name a pre-release themselves. */
export function satisfies(constraint: Constraint, version: Version): boolean {
  return constraint.alternatives.some(({ terms, prerelease }) => {
    if (version.prerelease !== '' && !prerelease) return false;
    return terms.every((term) => checkTerm(term, version));
  });
}

// Go's \s; JavaScript's takes more.
const BLANK = '[\\t\\n\\f\\r ]';
const OPERATORS = '=||!=|>|<|>=|=>|<=|=<|~|~>|\\^';
const PART = '[0-9|xX*]+';
const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
/** A version with wildcards; its groups are major, minor, patch, pre-release, all but the first with their sign. */
const PATTERN = `v?(${PART})(\\.${PART})?(\\.${PART})?(-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?`;
const PLAIN_PATTERN = PATTERN.replaceAll(/\((?!\?)/g, '(?:');
const ONE = `(?:${OPERATORS})${BLANK}*(?:${PLAIN_PATTERN})`;
const TERM = new RegExp(ONE, 'g');
const WHOLE_TERM = new RegExp(`^${BLANK}*(${OPERATORS})${BLANK}*(${PATTERN})${BLANK}*$`);
const VALID = new RegExp(`^${BLANK}*${ONE}${BLANK}*(?:(?:${BLANK}+|,${BLANK}*)${ONE}${BLANK}*)*$`);
const RANGE = new RegExp(`${BLANK}*(${PLAIN_PATTERN})${BLANK}+-${BLANK}+(${PLAIN_PATTERN})${BLANK}*`, 'g');

/** `1.2 - 1.4` becomes two comparisons. */
function rewriteRanges(text: string): string {
  return text.replaceAll(RANGE, (_, low: string, high: string) => `>= ${low}, <= ${high} `);
}

function parseTerm(text: string, options: SemverOptions): Term {
  const match = WHOLE_TERM.exec(text);
  if (match === null) throw improper(text, options);
  const [, operator = '', written = '', major = '', minor = '', patch = '', prerelease = ''] = match;
  const open = (part: string) => part === '' || /^\.?[xX*]$/.test(part);
  const flags = { dirty: true, minorDirty: false, patchDirty: false };
  if (open(major)) return { operator, ...flags, version: termVersion(`0.0.0${prerelease}`, options) };
  if (open(minor)) {
    return { operator, ...flags, minorDirty: true, version: termVersion(`${major}.0.0${prerelease}`, options) };
  }
  if (open(patch)) {
    return { operator, ...flags, patchDirty: true, version: termVersion(`${major}${minor}.0${prerelease}`, options) };
  }
  return { operator, ...flags, dirty: false, version: termVersion(written, options) };
}

function termVersion(text: string, options: SemverOptions): Version {
  try {
    return parseVersion(text, options);
  } catch (error) {
    throw error instanceof GoError ? new GoError('constraint parser error') : error;
  }
}

function checkTerm(term: Term, version: Version): boolean {
  const order = compareVersions(version, term.version);
  switch (term.operator) {
    case '':
    case '=':
      return term.dirty ? tilde(term, version) : order === 0;
    case '!=':
      return notEqual(term, version);
    case '>':
      return greater(term, version);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return term.dirty ? withinOrBelow(term, version) : order <= 0;
    case '^':
      return caret(term, version);
    default:
      return tilde(term, version);
  }
}

function notEqual(term: Term, version: Version): boolean {
  const { version: wanted } = term;
  if (!term.dirty) return compareVersions(version, wanted) !== 0;
  if (wanted.major !== version.major) return true;
  if (term.minorDirty) return false;
  if (wanted.minor !== version.minor) return true;
  if (term.patchDirty) {
    // Only reached with pre-releases on either side; within them the named one is excluded.
    if (version.prerelease === '' && wanted.prerelease === '') return false;
    return comparePrereleases(version.prerelease, wanted.prerelease) !== 0;
  }
  return wanted.patch !== version.patch || compareVersions(version, wanted) !== 0;
}

/** Greater than everything a wildcard covers. */
function greater(term: Term, version: Version): boolean {
  const { version: limit } = term;
  if (!term.dirty) return compareVersions(version, limit) > 0;
  if (version.major !== limit.major) return version.major > limit.major;
  if (term.minorDirty) return false;
  if (term.patchDirty) return version.minor > limit.minor;
  return compareVersions(version, limit) > 0;
}

function withinOrBelow(term: Term, version: Version): boolean {
  const { version: limit } = term;
  if (version.major > limit.major) return false;
  return version.major < limit.major || version.minor <= limit.minor || term.minorDirty;
}

function tilde(term: Term, version: Version): boolean {
  const { version: base } = term;
  if (compareVersions(version, base) < 0) return false;
  const zero = base.major === 0n && base.minor === 0n && base.patch === 0n;
  if (zero && !term.minorDirty && !term.patchDirty) return true;
  return version.major === base.major && (version.minor === base.minor || term.minorDirty);
}

function caret(term: Term, version: Version): boolean {
  const { version: base } = term;
  if (compareVersions(version, base) < 0) return false;
  if (base.major > 0n || term.minorDirty) return version.major === base.major;
  if (version.major > 0n) return false;
  if (base.minor > 0n || term.patchDirty) return version.minor === base.minor;
  return version.minor === 0n && version.patch === base.patch;
}

function comparePrereleases(a: string, b: string): -1 | 0 | 1 {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareIdentifiers(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers before words, numbers by size, words bytewise, less before more. Digits beyond uint64 are a word. */
function compareIdentifiers(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === '') return -1;
  if (b === '') return 1;
  const left = identifierNumber(a);
  const right = identifierNumber(b);
  if (left === undefined && right === undefined) return a > b ? 1 : -1;
  if (right === undefined) return -1;
  if (left === undefined) return 1;
  return left > right ? 1 : -1;
}

function identifierNumber(text: string): bigint | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text);
  return value <= UINT64_MAX ? value : undefined;
}

/** `prefix` stands before Go's own text when the digits are not a uint64. */
function uint64(digits: string, prefix: string): bigint {
  if (digits === '') throw new GoError(`${prefix}strconv.ParseUint: parsing "": invalid syntax`);
  const value = BigInt(digits);
  if (value > UINT64_MAX) {
    throw new GoError(`${prefix}strconv.ParseUint: parsing ${quoteGo(digits)}: value out of range`);
  }
  return value;
}

/** Throws GoError unless the text is a valid pre-release (without its hyphen). */
export function checkPrerelease(text: string): void {
  for (const part of text.split('.')) {
    if (!/^[0-9A-Za-z-]+$/.test(part)) throw new GoError('invalid prerelease string');
    if (/^0[0-9]+$/.test(part)) throw new GoError('version segment starts with 0');
  }
}

/** Throws GoError unless the text is valid metadata (without its plus). */
export function checkMetadata(text: string): void {
  for (const part of text.split('.')) {
    if (!/^[0-9A-Za-z-]+$/.test(part)) throw new GoError('invalid metadata string');
  }
}

function improper(text: string, options: SemverOptions): GoError {
  return new GoError(`improper constraint: ${options.semverQuotes ? quoteGo(text) : text}`);
}

function checkLength(text: string, options: SemverOptions): void {
  if (options.semverQuotes && byteLength(text) > MAX_VERSION) {
    throw new GoError(`version string is too long (max ${MAX_VERSION} bytes)`);
  }
}

function cut(text: string, separator: string): [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
