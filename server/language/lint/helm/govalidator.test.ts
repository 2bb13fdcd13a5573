// Addresses and URLs that the real helm lint takes or refuses.

import { expect, test } from 'vitest';
import { PROFILES } from '#engine/chart/profile.ts';
import { isEmail, isRequestUrl, isUrl } from './govalidator.ts';

test.each(['a@b.co', 'a.b+c@d-e.fg', 'é@ü.de', 'a@1.com', '"a"@b.co', 'a@b.c.'])('%s is an address', (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each(['bad', 'a@b', 'a..b@c.de', 'a@b.c1', 'a b@c.de', '"a b"@c.de', '@b.c', 'a@[1.2.3.4]'])(
  '%s is no address',
  (text) => {
    expect(isEmail(text)).toBe(false);
  },
);

test.each(['http://a.b', 'a.b:80', 'ab.c', 'http://[::1]:80/x', 'https://ü.de', 'http://user:pw@a.b', 'localhost:80'])(
  '%s is a URL',
  (text) => {
    expect(isUrl(text, PROFILES[4])).toBe(true);
  },
);

test.each(['abc', '.a.b', 'http://', 'http://.a', 'mailto:a@b@c d', 'http://a b', `http://${'a'.repeat(2083)}.com`])(
  '%s is no URL',
  (text) => {
    expect(isUrl(text, PROFILES[4])).toBe(false);
  },
);

test('an expression that backtracks for ever elsewhere is done at once', () => {
  expect(isUrl(`a.${'a-'.repeat(500)}!`, PROFILES[4])).toBe(false);
});

test('a request needs a scheme, and has no fragment', () => {
  const good = ['urn:x:y', 'http:', 'file:///x', 'https://a/#b%20c', 'git+ssh://a'];
  for (const text of good) expect([text, isRequestUrl(text, PROFILES[4])]).toEqual([text, true]);
  for (const text of ['', '/a', 'a.b', 'http://a#b', 'http://a/%zz', 'http://a b']) {
    expect([text, isRequestUrl(text, PROFILES[4])]).toEqual([text, false]);
  }
});
