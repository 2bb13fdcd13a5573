// The data of a Secret, decoded when somebody asks.

import { expect, test } from 'vitest';
import { cursorOf, type FixtureOptions, fixture } from '../../../test/support/fixture.ts';
import { type DecodedSecret, decodeSecret } from './decode-secret.ts';

function decoded(text: string, options?: FixtureOptions): DecodedSecret | undefined {
  const read = fixture(`-- Chart.yaml --\nname: c\n-- ../k/secret.yaml --\n${text}`, options);
  const { uri, offset } = cursorOf(read);
  return decodeSecret(read.snapshot, uri, offset);
}

const HEAD = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n';

test('the value under the cursor, or of the key that it is on', () => {
  expect(decoded(`${HEAD}data:\n  password: aMOkbMO2█Cg==`)).toEqual({ key: 'password', text: 'hälö\n', size: 7 });
  expect(decoded(`# ü\n---\n${HEAD}data:\n  pass█word: "aMOkbMO2Cg=="`, { newline: '\r\n' })?.text).toBe('hälö\n');
  expect(decoded(`${HEAD}data:\n  a: |\n    aMOk█b\n    MO2Cg==`)?.text).toBe('hälö\n');
  const list = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  data: {a: aM█OkbMO2Cg==}';
  expect(decoded(list)?.text).toBe('hälö\n');
});

test('bytes that are no text', () => {
  expect(decoded(`${HEAD}data: {key: /wAB█}`)).toEqual({ key: 'key', text: null, size: 3 });
});

test('nothing else', () => {
  expect(decoded(`${HEAD}stringData: {a: aMOk█}`)).toBeUndefined();
  expect(decoded(`${HEAD}data: {a: ENC[AES█]}`)).toBeUndefined();
  expect(decoded(`${HEAD}data: {a: no█}`)).toBeUndefined();
  expect(decoded('apiVersion: v1\nkind: ConfigMap\ndata: {a: aMOk█}')).toBeUndefined();
  expect(decoded('data: {a: aMOk█}')).toBeUndefined();
});
