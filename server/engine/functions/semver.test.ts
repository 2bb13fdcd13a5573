// Versions and constraints against answers of the real helm 3.20.2 (semver 3.4) and 4.2.4 (semver 3.5).

import { describe, expect, test } from 'vitest';
import { stillEnvironment } from '../template/environment.ts';
import type { Call } from '../template/funcs.ts';
import { formatValue } from '../values/format.ts';
import type { Value } from '../values/value.ts';
import { semverFunctions, type VersionObject } from './semver.ts';
import { parseConstraint, parseStrictVersion, parseVersion, satisfies, versionText } from './semver-core.ts';

const NEW = { semverQuotes: true };
const OLD = { semverQuotes: false };

function answer(run: () => unknown): string {
  try {
    return String(run());
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

describe('versions', () => {
  const cases: [text: string, lenient: string, strict: string][] = [
    ['1.2.3', '1.2.3', '1.2.3'],
    ['v1.2', '1.2.0', 'error: invalid semantic version'],
    ['1', '1.0.0', 'error: invalid semantic version'],
    ['01.2.3', '1.2.3', 'error: version segment starts with 0'],
    ['1.2.3-rc.1+b.2', '1.2.3-rc.1+b.2', '1.2.3-rc.1+b.2'],
    ['1.2.3-01', 'error: version segment starts with 0', 'error: version segment starts with 0'],
    ['', 'error: invalid semantic version', 'error: version string empty'],
    ['V1.2.3', 'error: invalid semantic version', 'error: invalid characters in version'],
    ['1.2.3 ', 'error: invalid semantic version', 'error: invalid characters in version'],
    ['1.2.3+', 'error: invalid semantic version', 'error: invalid metadata string'],
    [
      '1.99999999999999999999',
      'error: error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
      'error: invalid semantic version',
    ],
    ['1.2.', 'error: invalid semantic version', 'error: strconv.ParseUint: parsing "": invalid syntax'],
  ];
  test.each(cases)('%s', (text, lenient, strict) => {
    expect(answer(() => versionText(parseVersion(text)))).toBe(lenient);
    expect(answer(() => versionText(parseStrictVersion(text)))).toBe(strict);
  });
});

describe('strict versions, the shapes of TestStrictNewVersion', () => {
  const groups: [problem: string, texts: string[]][] = [
    [
      '',
      [
        '3.4.5',
        '3.4.5+test.03',
        '3.4.5-dev.-3',
        '3.4.0-x.Y.0+built',
        '3.4.0-x.Y.0+built-width-dashes',
        '3.4.5-rc3-with-dashes',
        '3.4.5-0abc125',
        '3.4.2147483650',
        '3.2147483650.5',
        '2147483650.5.0',
      ],
    ],
    [
      'version segment starts with 0',
      [
        '3.4.5-dev.03',
        '3.4.5-rc.03',
        '03.3.3',
        '3.03.3',
        '3.3.03',
        '3.4.33----RC-NIGHTLY.14.011.3--.14+790',
        '3.4.5-0125',
        '3.4.5-0125.0125',
      ],
    ],
    [
      'invalid characters in version',
      [
        'v3.4.5',
        '3.4.rc',
        'v3.4.rc',
        '3.4-rc.7',
        'v3.4-rc.7',
        'v3.4.0-x.Y.0+built',
        'v3.4.0-x.Y.0+built-width-dashes',
        'v3.4.5-rc3-with-dashes',
        '3.4.5.6',
        'v3.4.5.6',
      ],
    ],
    [
      'invalid semantic version',
      [
        '3.0',
        'v3.0',
        '3',
        'v3',
        '3.4',
        'abc',
        '3.4-7',
        'v3.4-7',
        '\n3.4',
        '\nv3.4',
        '20221211-update-everything-v6',
        '+invalid',
        '-invalid',
        '-invalid.03',
        'dev+rc',
      ],
    ],
    ['invalid metadata string', ['3.3.4+.125', '11.10.9+meta+meta']],
    ['invalid prerelease string', ['3.0.0-dev_rc', '3.0.0-dev..', '3.0.0-dev..3', '3.4.5-dev_rc+abc']],
  ];
  test.each(groups)('%s', (problem, texts) => {
    for (const text of texts) {
      const expected = problem === '' ? text : `error: ${problem}`;
      expect([text, answer(() => versionText(parseStrictVersion(text)))]).toEqual([text, expected]);
    }
  });
});

describe('constraints', () => {
  const cases: [constraint: string, version: string, result: string][] = [
    ['>=1.19', '1.20.0-eks-1', 'false'],
    ['>=1.19-0', '1.20.0-eks-1', 'true'],
    ['*', '1.0.0-a', 'false'],
    ['!=1.2', '1.2.9', 'false'],
    ['>1', '1.5.0', 'false'],
    ['<=1.2', '1.2.9', 'true'],
    ['<=1', '1.2.9', 'true'],
    ['<1.2', '1.2.0', 'false'],
    ['^0.2.3', '0.2.9', 'true'],
    ['^0.0.3', '0.0.4', 'false'],
    ['^0', '0.9.0', 'true'],
    ['~1', '1.9.0', 'true'],
    ['~1.2.3', '1.3.0', 'false'],
    ['1.2 - 1.4', '1.4.0', 'true'],
    ['1.2 - 1.4', '1.5.0', 'false'],
    ['>1, <2 || >=3', '3.1', 'true'],
    ['=>1.2 =<1.3', '1.2.5', 'true'],
    ['>=1.2.3-beta.1', '1.3.0-alpha', 'true'],
    ['1|2', '1.0.0', 'error: constraint parser error'],
    ['==1', '1.0.0', 'error: improper constraint: "==1"'],
    ['', '1.0.0', 'error: improper constraint: ""'],
    ['1.2.3.4', '1.0.0', 'error: improper constraint: "1.2.3.4"'],
  ];
  test.each(cases)('%s with %s: %s', (constraint, version, result) => {
    expect(answer(() => satisfies(parseConstraint(constraint, NEW), parseVersion(version)))).toBe(result);
  });
  test('semver 3.4 does not quote and knows no limits', () => {
    expect(answer(() => parseConstraint('==1', OLD))).toBe('error: improper constraint: ==1');
    expect(answer(() => parseVersion(`1.${'0'.repeat(300)}`, NEW))).toBe(
      'error: version string is too long (max 256 bytes)',
    );
    expect(versionText(parseVersion(`1.${'0'.repeat(300)}`, OLD))).toBe('1.0.0');
    expect(answer(() => parseConstraint(Array(33).fill('1').join('||'), NEW))).toBe(
      'error: too many constraint groups (max 32)',
    );
  });
});

describe('version objects', () => {
  const call = { env: stillEnvironment(), profile: NEW, place: () => '', origins: undefined } as unknown as Call;
  const semver = (text: string) =>
    semverFunctions.find(({ name }) => name === 'semver')?.call([text], call) as VersionObject;
  const cases: [version: string, method: string, args: Value[], result: string][] = [
    ['v1.2.3-a+b', 'Original', [], 'v1.2.3-a+b'],
    ['v1.2.3-a+b', 'IncPatch', [], '1.2.3'],
    ['1.2.3', 'IncPatch', [], '1.2.4'],
    ['1.2.3', 'IncMinor', [], '1.3.0'],
    ['1.2.3', 'IncMajor', [], '2.0.0'],
    ['1.2.3', 'SetPrerelease', ['rc'], '1.2.3-rc'],
    ['1.2.3', 'SetPrerelease', ['01'], 'error: version segment starts with 0'],
    ['1.2.3', 'SetMetadata', ['a.b'], '1.2.3+a.b'],
    ['1.2.3', 'Compare', [semver('1.10')], '-1'],
    ['18446744073709551615.0.0', 'IncMajor', [], 'error: major version increment would overflow uint64'],
  ];
  test.each(cases)('%s.%s', (version, method, args, result) => {
    expect(answer(() => formatValue(semver(version).method(method)?.call(args) ?? null))).toBe(result);
  });
  test('what Inc gives is a value without the pointer methods', () => {
    const next = semver('1.2.3').method('IncMajor')?.call([]) as VersionObject;
    expect([next.type, next.method('Original'), next.method('Major') !== undefined]).toEqual([
      'semver.Version',
      undefined,
      true,
    ]);
  });
});
