// The --set grammar: each line with what Helm 3.20.2 and 4.2.4 both make of it.
import { expect, test } from 'vitest';
import { GoError } from '../values/errors.ts';
import { GoMap, type GoSlice, Int } from '../values/value.ts';
import { jsonEncode } from '../yaml/json.ts';
import { PROFILES } from './profile.ts';
import { applySet, type SetKind } from './strvals.ts';

const FILES: Readonly<Record<string, string>> = { b: 'B\n', x: 'é' };

function readFile(path: string): string {
  const text = FILES[path];
  if (text === undefined) throw new GoError(`open ${path}: no such file or directory`);
  return text;
}

function answer(kind: SetKind, text: string, major: 3 | 4 = 4): string {
  const values = new GoMap();
  try {
    applySet(values, text, kind, { profile: PROFILES[major], readFile });
    return jsonEncode(values, { html: false });
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}

const CASES: readonly (readonly [kind: SetKind, text: string, want: string])[] = [
  ['set', '', '{}'],
  ['set', 'a', 'key "a" has no value'],
  ['set', 'a=', '{"a":""}'],
  ['set', 'a=1', '{"a":1}'],
  ['set', 'a=1,', '{"a":1}'],
  ['set', ',', 'key "" has no value (cannot end with ,)'],
  ['set', '=1', '{}'],
  ['set', '.a=1', '{}'],
  ['set', 'a.=1', 'key map "a" has no value'],
  ['set', 'a..b=1', 'key map "a" has no value'],
  ['set', 'a.b', 'key "b" has no value'],
  ['set', 'a.', '{}'],
  ['set', 'a.b.c=1,a.b.d=2', '{"a":{"b":{"c":1,"d":2}}}'],
  ['set', 'a=1,a.b=2', 'unable to parse key: interface conversion: interface {} is int64, not map[string]interface {}'],
  ['set', 'a=x,a[0]=2', 'unable to parse key: interface conversion: interface {} is string, not []interface {}'],
  ['set', 'a[0]', '{"a":[]}'],
  ['set', 'a[x]=1', 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'],
  ['set', 'a[]=1', 'error parsing index: strconv.Atoi: parsing "": invalid syntax'],
  ['set', 'a[1]=x', '{"a":[null,"x"]}'],
  ['set', 'a[-1]=1', 'negative -1 index not allowed'],
  ['set', 'a[+1]=x', '{"a":[null,"x"]}'],
  ['set', 'a[65537]=1', 'index of 65537 is greater than maximum supported index of 65536'],
  [
    'set',
    'a[99999999999999999999]=1',
    'error parsing index: strconv.Atoi: parsing "99999999999999999999": value out of range',
  ],
  ['set', "a[0]x'\n=1", "unexpected data at end of array index: ['x' '\\'' '\\n']"],
  ['set', 'a[0][1]=5', '{"a":[[null,5]]}'],
  ['set', 'a[0][1][2]=5,a[0][1][0]=x', '{"a":[[null,["x",null,5]]]}'],
  ['set', 'a[0].b=1,a[0].c=2', '{"a":[{"b":1,"c":2}]}'],
  ['set', 'a[0]=1,a[0].b=2', '{"a":[{"b":2}]}'],
  ['set', 'a[0]=1,a[0][0]=2', 'unable to parse key: interface conversion: interface {} is int64, not []interface {}'],
  ['set', 'a[1].b=1,a[0].b=2', '{"a":[{"b":2},{"b":1}]}'],
  ['set', 'a[0].b', 'key "b" has no value'],
  ['set', 'a[0],b=1', "unexpected data at end of array index: [',' 'b']"],
  ['set', 'a={1,b,true,null}', '{"a":[1,"b",true,null]}'],
  ['set', 'a={}', '{"a":[""]}'],
  ['set', 'a={1', "list must terminate with '}'"],
  ['set', 'a={1,2}b=3', '{"a":[1,2],"b":3}'],
  ['set', 'a={1,2}x', 'key "x" has no value'],
  ['set', 'a={{1,2},{3}}', 'key "{3}}" has no value'],
  ['set', 'a={\\,,\\}}', '{"a":[",","}"]}'],
  ['set', 'a[0]={1,2}', '{"a":[[1,2]]}'],
  ['set', 'a=true,b=TRUE,c=False,d=NULL,e=falſe,f=nul', '{"a":true,"b":true,"c":false,"d":null,"e":false,"f":"nul"}'],
  [
    'set',
    'a=0,b=00,c=+5,d=-5,e=-0,f=1_0,g=1.5,h=1e3,i=0x10,j= 5',
    '{"a":0,"b":"00","c":5,"d":-5,"e":0,"f":"1_0","g":"1.5","h":"1e3","i":"0x10","j":" 5"}',
  ],
  [
    'set',
    'k=9223372036854775807,l=9223372036854775808,m=-9223372036854775808',
    '{"k":9223372036854775807,"l":"9223372036854775808","m":-9223372036854775808}',
  ],
  ['set', 'a\\.b=1,c\\,d=2', '{"a.b":1,"c,d":2}'],
  ['set', 'a=b\\,c', '{"a":"b,c"}'],
  ['set', 'a=b\\', '{"a":"b"}'],
  ['set', 'a\\', 'key "a" has no value'],
  ['set', 'a=\\n', '{"a":"n"}'],
  ['set', 'a=b=c', '{"a":"b=c"}'],
  ['set', 'a=1, b=2', '{" b":2,"a":1}'],
  ['set', 'a,b=1', 'key "a" has no value (cannot end with ,)'],
  [
    'set',
    'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1',
    '{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}',
  ],
  [
    'set',
    'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1',
    'value name nested level is greater than maximum supported nested level of 30',
  ],
  ['set', '[0]=1', '{}'],
  ['set', 'a=null,a[0]=1', 'unable to parse key: interface conversion: interface {} is nil, not []interface {}'],
  [
    'set',
    'a=null,a.b=1',
    'unable to parse key: interface conversion: interface {} is nil, not map[string]interface {}',
  ],
  ['set', 'a[2]=null', '{"a":[null,null,null]}'],
  ['set', 'a={1},a[0].b=2', '{"a":[{"b":2}]}'],
  ['set', 'a[0]=,b=1', '{"a":[""],"b":1}'],
  ['set-string', 'a=1,b=true,c=null', '{"a":"1","b":"true","c":"null"}'],
  ['set-string', 'a={1,2}', '{"a":["1","2"]}'],
  ['set-string', 'a[1]=0', '{"a":[null,"0"]}'],
  ['set-literal', 'a=1,b=2', '{"a":"1,b=2"}'],
  ['set-literal', 'a\\.b=1', '{"a\\\\":{"b":"1"}}'],
  ['set-literal', 'a[0]=x,y', '{"a":["x,y"]}'],
  ['set-literal', 'a', 'key "a" has no value'],
  ['set-literal', 'a.b={x}\\', '{"a":{"b":"{x}\\\\"}}'],
  ['set-literal', 'a=', '{"a":""}'],
  ['set-literal', 'a[0].b=1', '{"a":[{"b":"1"}]}'],
  ['set-literal', 'a[0]x=1', "unexpected data at end of array index: ['x']"],
  ['set-literal', 'a.=1', 'key map "a" has no value'],
  ['set-json', 'a={"x":1}', '{"a":{"x":1}}'],
  ['set-json', 'a=[1,2],b="s"', '{"a":[1,2],"b":"s"}'],
  ['set-json', 'a=', '{"a":null}'],
  ['set-json', 'a= ,b=1', '{"a":null,"b":1}'],
  ['set-json', 'a={"x":1} , b=2', '{" b":2,"a":{"x":1}}'],
  ['set-json', 'a=1 b=2', '{"a":1,"b":2}'],
  ['set-json', 'a=[{"b":[null]}],a[0].c=5', '{"a":[{"b":[null],"c":5}]}'],
  ['set-json', 'a[1]={"x":1}x=2', '{"a":[null,{"x":1}],"x":2}'],
  ['set-json', 'a="\\ud800"', '{"a":"�"}'],
  ['set-json', 'a[0]=,b=2', '{"a":[null],"b":2}'],
  ['set-file', 'a=b', '{"a":"B\\n"}'],
  ['set-file', 'a={b,x}', '{"a":["B\\n","é"]}'],
  ['set-file', 'a=nope', 'open nope: no such file or directory'],
  ['set-file', 'a[0]=b', '{"a":["B\\n"]}'],
  ['set-file', 'a=b:c', 'open b:c: no such file or directory'],
  ['set-file', 'a=', '{"a":""}'],
];

test.each(CASES)('--%s %s', (kind, text, want) => {
  expect(answer(kind, text)).toBe(want);
});

test('an index that is not closed', () => {
  expect(answer('set', 'a[0', 3)).toBe('error parsing index: EOF');
  expect(answer('set', 'x=1,a[0', 4)).toBe('{"x":1}');
});

test.each([
  ['a={"x":', 'unexpected EOF'],
  ['a=bad', "invalid character 'b' looking for beginning of value"],
])('JSON that cannot be read: %s', (text, want) => {
  expect(answer('set-json', text)).toBe(want);
});

test('numbers are int64 from --set and float64 from --set-json', () => {
  const values = new GoMap();
  applySet(values, 'a=1', 'set', { profile: PROFILES[4] });
  applySet(values, 'b=1', 'set-json', { profile: PROFILES[4] });
  expect(values.get('a')).toEqual(new Int('int64', 1n));
  expect(values.get('b')).toBe(1);
});

test('every slot knows its place in the flag', () => {
  const values = new GoMap();
  const text = 'a.b=x,c={1,22}';
  applySet(values, text, 'set', { profile: PROFILES[4] });
  const inner = values.get('a') as GoMap;
  expect(inner.origin('b')?.source).toEqual({ file: '--set', span: { start: 4, end: 5 }, path: ['a', 'b'] });
  const list = values.get('c') as GoSlice;
  expect(list.origin(1)?.source).toEqual({ file: '--set', span: { start: 11, end: 13 }, path: ['c', 1] });
  const json = 'a={"k":[true]}';
  applySet(values, json, 'set-json', { profile: PROFILES[4] });
  const source = ((values.get('a') as GoMap).get('k') as GoSlice).origin(0)?.source;
  expect(source?.path).toEqual(['a', 'k', 0]);
  expect(json.slice(source?.span.start, source?.span.end)).toBe('true');
});
