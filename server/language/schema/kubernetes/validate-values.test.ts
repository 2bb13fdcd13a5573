// Quantities, formats, addresses, and which required fields the API server fills in.

import { expect, test } from 'vitest';
import { isIpv4, isIpv6 } from './ip-address.ts';
import { compareQuantities, parseQuantity } from './quantity.ts';
import { formatProblem } from './validate-format.ts';
import { isTakenWithout } from './validate-required.ts';

test('quantities', () => {
  const good = [
    '0',
    '1',
    '-1',
    '+1.5',
    '.5',
    '1.',
    '100m',
    '1k',
    '1Ki',
    '1.5Gi',
    '1e3',
    '1E-3',
    '5E',
    ' 1 ',
    '1n',
    '1u',
    '+',
  ];
  expect(good.filter((text) => parseQuantity(text) === undefined)).toEqual([]);
  const bad = ['', '.', 'a', '1K', '1mi', '1 Gi', '1GB', '1e', '1e1.5', '0x10', '1,5', '1kk', '--1', '+m'];
  expect(bad.filter((text) => parseQuantity(text) !== undefined)).toEqual([]);
});

test('quantities are compared by what they amount to', () => {
  const order = (a: string, b: string) => {
    const [left, right] = [parseQuantity(a), parseQuantity(b)];
    return left && right && compareQuantities(left, right);
  };
  expect([order('1', '1000m'), order('1Gi', '1G'), order('0.1', '99m'), order('1e3', '1k'), order('-1', '0')]).toEqual([
    0, 1, 1, 0, -1,
  ]);
  expect(order('1e999999999', '1')).toBe(1);
});

test('what Kubernetes decodes itself', () => {
  const fits = (format: string, text: string) => formatProblem(format, text, true) === undefined;
  expect(['', 'YQ==', 'YW\nJj\r\n', 'YWJj'].every((text) => fits('byte', text))).toBe(true);
  expect(['YQ', 'YQ=', 'a b=', '-_==', 'Y==='].some((text) => fits('byte', text))).toBe(false);
  const times = ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.123456+02:00', '2024-02-29T00:00:00Z'];
  expect(times.filter((text) => !fits('date-time', text))).toEqual([]);
  const none = [
    '2026-01-31',
    '2026-02-30T12:00:00Z',
    '2026-01-31 12:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T12:00:00',
    '',
  ];
  expect(none.filter((text) => fits('date-time', text))).toEqual([]);
  expect(fits('uri', 'no uri at all')).toBe(true);
});

test('what definitions may ask for', () => {
  const fits = (format: string, text: string) => formatProblem(format, text, false) === undefined;
  const good: readonly (readonly [string, string])[] = [
    ['date-time', '2026-01-31t12:00:00z'],
    ['date', '2026-01-31'],
    ['duration', '1h30m'],
    ['duration', '3 days'],
    ['ipv4', '10.0.0.1'],
    ['ipv6', '::1'],
    ['cidr', '10.0.0.0/8'],
    ['cidr', 'fd00::/64'],
    ['uuid', '123E4567-e89b-12d3-a456-426614174000'],
    ['uri', '/path'],
    ['hexcolor', '#FFF'],
    ['int-or-string', 'anything'],
    ['no-such-format', 'anything'],
  ];
  expect(good.filter(([format, text]) => !fits(format, text))).toEqual([]);
  const bad = [
    ['date', '31.1.2026'],
    ['duration', 'long'],
    ['ipv4', '::1'],
    ['ipv6', '1'],
    ['cidr', '10.0.0.0/33'],
    ['uuid', 'x'],
    ['uri', 'x y'],
  ] as const;
  expect(bad.filter(([format, text]) => fits(format, text))).toEqual([]);
});

test('addresses', () => {
  const six = ['::', '::1', '1::', 'fe80::1:2', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1', '1:2:3:4:5:6:7::'];
  expect(six.filter((text) => !isIpv6(text))).toEqual([]);
  expect([':', '1:2', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9', '::1.2.3', ':1', '::1%eth0'].filter(isIpv6)).toEqual(
    [],
  );
  expect([isIpv4('1.2.3.4'), isIpv4('01.2.3.4'), isIpv4('01.2.3.4', true), isIpv4('1.2.3.256')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('what is required by the schema alone', () => {
  expect(isTakenWithout('RoleBinding', ['roleRef'], 'apiGroup')).toBe(true);
  expect(isTakenWithout('RoleBinding', ['roleRef'], 'name')).toBe(false);
  expect(isTakenWithout('PriorityClass', [], 'value')).toBe(true);
  expect(isTakenWithout('StatefulSet', ['spec'], 'serviceName')).toBe(true);
  expect(isTakenWithout('Pod', ['spec', 'containers', 0, 'livenessProbe', 'httpGet', 'httpHeaders', 1], 'value')).toBe(
    true,
  );
  expect(isTakenWithout('Pod', ['spec', 'containers', 0], 'name')).toBe(false);
});
