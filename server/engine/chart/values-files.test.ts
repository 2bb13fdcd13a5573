// The user's values: the order of flags, several documents, and how a failure is told.
import { describe, expect, test } from 'vitest';
import { GoError } from '../values/errors.ts';
import { jsonEncode } from '../yaml/json.ts';
import { PROFILES } from './profile.ts';
import { type UserValuesOptions, userValues } from './values-files.ts';

const file = (text: string, name = 'v.yaml') => ({ name, text, source: `file:///${name}` });

function answer(options: UserValuesOptions, major: 3 | 4): string {
  try {
    return jsonEncode(userValues(options, PROFILES[major]), { html: false });
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

test('kinds of flags come in a fixed order, whatever was written first', () => {
  const options = { setLiteral: ['a=lit'], set: ['a=1,b=set'], setString: ['b=str'], setJson: ['a=0,c=[1]'] };
  expect(answer(options, 4)).toBe('{"a":"lit","b":"str","c":[1]}');
});

test('later files win, tables merge, null is a value', () => {
  const files = [file('a: {x: 1, w: 2}\nb: [1]'), file('a: {w: null, z: 3}\nb: [2]')];
  expect(answer({ files }, 3)).toBe('{"a":{"w":null,"x":1,"z":3},"b":[2]}');
});

test('documents: the first in Helm 3, all of them in Helm 4', () => {
  const files = [file('a: 1\nt: {x: 1}\n---\nb: 2\nt: {w: 2}\n')];
  expect(answer({ files }, 3)).toBe('{"a":1,"t":{"x":1}}');
  expect(answer({ files }, 4)).toBe('{"a":1,"b":2,"t":{"w":2,"x":1}}');
});

describe('failures', () => {
  const cases: readonly [options: UserValuesOptions, three: string, four?: string][] = [
    [{ set: ['a'] }, 'failed parsing --set data: key "a" has no value'],
    [
      { setString: ['a[x]=1'] },
      'failed parsing --set-string data: error parsing index: strconv.Atoi: parsing "x": invalid syntax',
    ],
    [{ setLiteral: ['a'] }, 'failed parsing --set-literal data: key "a" has no value'],
    [{ setFile: ['a=nope'] }, 'failed parsing --set-file data: open nope: no such file or directory'],
    [{ setJson: ['a=bad'] }, 'failed parsing --set-json data a=bad'],
    [{ setJson: ['{"a":'] }, 'failed parsing --set-json data {"a":', 'failed parsing --set-json data JSON: {"a":'],
    [
      { files: [file('- 1')] },
      'failed to parse v.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}',
      'failed to parse v.yaml: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    [
      { files: [file('a: 1')], set: ['a.b=2'] },
      'failed parsing --set data: unable to parse key: interface conversion: interface {} is float64, not map[string]interface {}',
    ],
  ];
  test.each(cases)('%j', (...[options, three, four = three]: (typeof cases)[number]) => {
    expect(answer(options, 3)).toBe(three);
    expect(answer(options, 4)).toBe(four);
  });
});

test('Helm 4 merges an object given to --set-json', () => {
  const options = { setJson: ['a={"x":1}', ' {"a":{"w":2},"b":null} '] };
  expect(answer(options, 4)).toBe('{"a":{"w":2,"x":1},"b":null}');
});

test('flags write into copies', () => {
  const files = [file('a: {b: 1}')];
  const first = userValues({ files }, PROFILES[4]);
  userValues({ files, set: ['a.b=2'] }, PROFILES[4]);
  expect(jsonEncode(first, { html: false })).toBe('{"a":{"b":1}}');
});
