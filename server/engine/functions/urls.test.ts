// URLs and paths against answers of the real helm 3.20.2 (Go 1.25) and 4.2.4 (Go 1.26).

import { describe, expect, test } from 'vitest';
import type { Call } from '../template/funcs.ts';
import { formatValue } from '../values/format.ts';
import { mapOf, type Value } from '../values/value.ts';
import { pathFunctions } from './paths.ts';
import { urlFunctions } from './urls.ts';

function run(name: string, arg: Value, semverQuotes = true): string {
  const record = [...urlFunctions, ...pathFunctions].find((one) => one.name === name);
  try {
    return formatValue(record?.call([arg], { profile: { semverQuotes } } as unknown as Call) ?? null);
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

describe('urlParse', () => {
  const parts = (text: string) => text.replace(/^map\[|\]$/g, '');
  const cases: [url: string, result: string][] = [
    [
      'https://u:p%40@h.example:80/a%20b?q=1#f%21',
      'fragment:f! host:h.example:80 hostname:h.example opaque: path:/a b query:q=1 scheme:https userinfo:u:p%40',
    ],
    ['mailto:a@b', 'fragment: host: hostname: opaque:a@b path: query: scheme:mailto userinfo:'],
    [
      'http://[fe80::1%25en0]:80/',
      'fragment: host:[fe80::1%en0]:80 hostname:fe80::1%en0 opaque: path:/ query: scheme:http userinfo:',
    ],
    ['', 'fragment: host: hostname: opaque: path: query: scheme: userinfo:'],
    [':bad', 'error: unable to parse url: parse ":bad": missing protocol scheme'],
    ['http://a b', 'error: unable to parse url: parse "http://a b": invalid character " " in host name'],
    ['http://a:bad', 'error: unable to parse url: parse "http://a:bad": invalid port ":bad" after host'],
    ['http://[::1', 'error: unable to parse url: parse "http://[::1": missing \']\' in host'],
    ['http://[1.2.3.4]', 'error: unable to parse url: parse "http://[1.2.3.4]": invalid IP-literal'],
    ['http://[x]', 'error: unable to parse url: parse "http://[x]": invalid host: ParseAddr("x"): unable to parse IP'],
    ['a:b:c/%zz', 'fragment: host: hostname: opaque:b:c/%zz path: query: scheme:a userinfo:'],
    ['/%zz', 'error: unable to parse url: parse "/%zz": invalid URL escape "%zz"'],
    ['1:b', 'error: unable to parse url: parse "1:b": first path segment in URL cannot contain colon'],
  ];
  test.each(cases)('%s', (url, result) => {
    expect(parts(run('urlParse', url))).toBe(result);
  });
  test('Go 1.26 is stricter about colons', () => {
    expect(run('urlParse', 'http://a:b:1', false)).toContain('host:a:b:1');
    expect(run('urlParse', 'http://a:b:1', true)).toContain('invalid port ":b:1" after host');
  });
});

describe('urlJoin', () => {
  const cases: [parts: Record<string, Value>, result: string][] = [
    [
      { scheme: 'https', host: 'h:1', path: 'a b', query: 'x=1', fragment: 'f g', userinfo: 'u:p' },
      'https://u:p@h:1/a%20b?x=1#f%20g',
    ],
    [{ scheme: 'mailto', opaque: 'a@b' }, 'mailto:a@b'],
    [{ path: 'a:b' }, './a:b'],
    [{ scheme: 'file', path: '/etc' }, 'file:///etc'],
    [{}, ''],
    [{ host: 1n }, 'error: unable to parse host key, must be of type string, but int found'],
    [
      { host: 'h', userinfo: 'é' },
      'error: unable to parse userinfo in dict: parse "proto://é@host": net/url: invalid userinfo',
    ],
  ];
  test.each(cases)('%o', (parts, result) => {
    expect(run('urlJoin', mapOf(parts))).toBe(result);
  });
});

describe('paths', () => {
  const cases: [path: string, base: string, dir: string, clean: string, ext: string][] = [
    ['', '.', '.', '.', ''],
    ['/', '/', '/', '/', ''],
    ['a/', 'a', 'a', 'a', ''],
    ['.x', '.x', '.', '.x', '.x'],
    ['/a/../../b.c/d', 'd', '/b.c', '/b.c/d', ''],
    ['../../a//b/./c.tar.gz', 'c.tar.gz', '../../a/b', '../../a/b/c.tar.gz', '.gz'],
    ['a/..', '..', 'a', '.', '.'],
  ];
  test.each(cases)('%s', (path, base, dir, clean, ext) => {
    const names = ['base', 'dir', 'clean', 'ext', 'osBase', 'osDir', 'osClean', 'osExt'];
    expect(names.map((name) => run(name, path))).toEqual([base, dir, clean, ext, base, dir, clean, ext]);
  });
});
