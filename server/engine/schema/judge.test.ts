// Schemas before values: each with the message that Helm's library gives (one place at a time, since Go's order is random).
import { describe, expect, test } from 'vitest';
import { GoMap, mapOf } from '../values/value.ts';
import { jsonDecode } from '../yaml/json-decode.ts';
import { FORMATS } from './formats.ts';
import { judge, judgeCauses, validateSchemas } from './judge.ts';
import { printFloat, printInteger } from './number.ts';
import { regexProblem } from './regex.ts';

const CASES: readonly (readonly [schema: string, values: string, want: string | undefined])[] = [
  ['', '{}', 'EOF'],
  ['{', '{}', 'unexpected EOF'],
  ['{a', '{}', "invalid character 'a' looking for beginning of object key string"],
  ['{"a":1} x', '{}', 'invalid character after top-level value'],
  ['{"properties":{"a":{"maximum":1e400}}}', '{"a":1}', undefined],
  ['{"properties":{"a":{"minimum":1e400}}}', '{"a":1}', "- at '/a': minimum: got 1, want ∞\n"],
  ['{"maxProperties":18446744073709551617}', '{"a":1,"b":2}', "- at '': maxProperties: got 2, want 1\n"],
  [
    'null',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n- at '': got null, want boolean or object",
  ],
  [
    '[]',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n- at '': got array, want boolean or object",
  ],
  ['false', '{}', "- at '': false schema\n"],
  ['true', '{}', undefined],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"type":"foo","minimum":"x"}}}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'http://json-schema.org/draft-07/schema#'\n- at '/properties/a': validation failed\n  - at '/properties/a/minimum': got string, want number\n  - at '/properties/a/type': 'anyOf' failed\n    - at '/properties/a/type': value must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'\n    - at '/properties/a/type': got string, want array",
  ],
  [
    '{"$schema":"https://json-schema.org/draft/2019-09/schema","properties":{"a":{"type":"foo"}}}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2019-09/schema#'\n- at '': 'allOf' failed\n  - at '/properties/a': 'allOf' failed\n    - at '/properties/a/type': 'anyOf' failed\n      - at '/properties/a/type': value must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'\n      - at '/properties/a/type': got string, want array",
  ],
  [
    '{"$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":true}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'http://json-schema.org/draft-04/schema#'\n- at '': properties 'minimum' required, if 'exclusiveMinimum' exists",
  ],
  [
    '{"pattern":"(?=x)"}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n- at '': 'allOf' failed\n  - at '/pattern': '(?=x)' is not valid regex: error parsing regexp: invalid or unsupported Perl syntax: `(?=`",
  ],
  [
    '{"patternProperties":{"(?!x)":{}}}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n- at '': 'allOf' failed\n  - at '': invalid propertyName '(?!x)'\n    - at '': '(?!x)' is not valid regex: error parsing regexp: invalid or unsupported Perl syntax: `(?!`",
  ],
  [
    '{"$ref":"%zz"}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n- at '': 'allOf' failed\n  - at '/$ref': '%zz' is not valid uri-reference: parse \"%zz\": invalid URL escape \"%zz\"",
  ],
  ['{"$ref":"#/nope"}', '{}', 'json-pointer in "file:///values.schema.json#/nope" not found'],
  [
    '{"$ref":"#nope"}',
    '{}',
    'anchor in "file:///values.schema.json#nope" not found in schema "file:///values.schema.json"',
  ],
  ['{"$ref":"other.json"}', '{}', 'failing loading "file:///other.json": open /other.json: no such file or directory'],
  ['{"$ref":"foo:bar"}', '{}', 'failing loading "foo:bar": no URLLoader registered for "foo:bar"'],
  ['{"$ref":"urn:x:y"}', '{}', undefined],
  ['{"$schema":"foo"}', '{}', 'failing loading "foo": no URLLoader registered for "foo"'],
  ['{"$schema":"file:///values.schema.json"}', '{}', 'draft "file:///values.schema.json" is not supported'],
  [
    '{"properties":{"a":{"$ref":"#/definitions/a"}},"definitions":{"a":{"$ref":"#/properties/a"}}}',
    '{"a":1}',
    '- at \'/a\': both /properties/a/$ref/$ref and /properties/a resolve to "file:///values.schema.json#/properties/a" causing reference cycle\n',
  ],
  [
    '{"$id":"http://e.x/root.json","$defs":{"a":{"$id":"t/item.json","$anchor":"foo","type":"string"}},"properties":{"p":{"$ref":"t/item.json#foo"}}}',
    '{"p":1}',
    "- at '/p': got number, want string\n",
  ],
  [
    '{"$defs":{"a":{"$id":"b","$schema":"http://json-schema.org/draft-04/schema#","exclusiveMinimum":true}}}',
    '{}',
    "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n- at '': 'allOf' failed\n  - at '/$defs/a': 'allOf' failed\n    - at '/$defs/a/exclusiveMinimum': got boolean, want number",
  ],
  [
    '{"properties":{"a":{"type":["string","null","integer"]}}}',
    '{"a":1.5}',
    "- at '/a': got number, want null or integer or string\n",
  ],
  ['{"properties":{"a":{"type":"integer"}}}', '{"a":1e20}', undefined],
  ['{"properties":{"a":{"const":{"b":1}}}}', '{"a":{"b":2}}', "- at '/a': 'const' failed\n"],
  ['{"properties":{"a":{"const":"it\'s \\"q\\" \\\\"}}}', '{"a":1}', "- at '/a': value must be 'it\\'s \"q\" \\'\n"],
  [
    '{"properties":{"a":{"enum":["x","y",1,null,1.50]}}}',
    '{"a":2}',
    "- at '/a': value must be one of 'x', 'y', 1, <nil>, 1.50\n",
  ],
  ['{"properties":{"a":{"enum":[[]]}}}', '{"a":2}', "- at '/a': 'enum' failed\n"],
  ['{"enum":[]}', '{}', "- at '': value must be one of \n"],
  [
    '{"properties":{"a":{"minimum":1234567.5,"multipleOf":0.1}}}',
    '{"a":999.25}',
    "- at '/a': minimum: got 999.25, want 1.2345675×10⁰⁶\n- at '/a': multipleOf: got 999.25, want 0.1\n",
  ],
  ['{"properties":{"a":{"minLength":1000}}}', '{"a":"é😀"}', "- at '/a': minLength: got 2, want 1,000\n"],
  [
    '{"properties":{"a":{"exclusiveMaximum":0.00001,"maximum":-1}}}',
    '{"a":1e21}',
    "- at '/a': maximum: got 1×10²¹, want -1\n- at '/a': exclusiveMaximum: got 1×10²¹, want 1×10⁻⁰⁵\n",
  ],
  ['{"properties":{"a":{"multipleOf":0.1}}}', '{"a":0.3}', undefined],
  ['{"required":["a","b\'c"]}', '{}', "- at '': missing properties 'a', 'b\\'c'\n"],
  ['{"required":["a"]}', '{}', "- at '': missing property 'a'\n"],
  ['{"additionalProperties":false}', '{"q":1}', "- at '': additional properties 'q' not allowed\n"],
  [
    '{"minProperties":2,"maxProperties":0}',
    '{"q":1}',
    "- at '': minProperties: got 1, want 2\n- at '': maxProperties: got 1, want 0\n",
  ],
  [
    '{"properties":{"a":{"items":{"type":"string","minLength":2}}}}',
    '{"a":["x"]}',
    "- at '/a/0': minLength: got 1, want 2\n",
  ],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"items":[{"type":"string"}],"additionalItems":{"type":"string"}}}}',
    '{"a":["x",1]}',
    "- at '/a/0': got number, want string\n",
  ],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"items":[true],"additionalItems":false}}}',
    '{"a":[1,2,3]}',
    "- at '/a': last 2 additionalItem(s) not allowed\n",
  ],
  [
    '{"properties":{"a":{"uniqueItems":true}}}',
    '{"a":[{"x":1},2,{"x":1.0}]}',
    "- at '/a': items at 0 and 2 are equal\n",
  ],
  [
    '{"properties":{"a":{"contains":{"const":1}}}}',
    '{"a":[2]}',
    "- at '/a': no items match contains schema\n  - at '/a/0': value must be 1\n",
  ],
  [
    '{"properties":{"a":{"contains":{"const":1},"minContains":3,"maxContains":1}}}',
    '{"a":[1,2,1]}',
    "- at '/a': min 3 items required to match contains schema, but matched 2 items at 0 2\n  - at '/a/1': value must be 1\n- at '/a': max 1 items required to match contains schema, but matched 2 items at 0 2\n",
  ],
  [
    '{"propertyNames":{"pattern":"^x"}}',
    '{"a":1}',
    "- at '': invalid propertyName 'a'\n  - at '': 'a' does not match pattern '^x'\n",
  ],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b","c"]}}',
    '{"a":1}',
    "- at '': properties 'b', 'c' required, if 'a' exists\n",
  ],
  ['{"dependentRequired":{"a":["b"]}}', '{"a":1}', "- at '': properties 'b' required, if 'a' exists\n"],
  ['{"dependentSchemas":{"a":{"required":["q"]}}}', '{"a":1}', "- at '': missing property 'q'\n"],
  [
    '{"properties":{"a":{"anyOf":[{"type":"string"},{"minimum":5,"multipleOf":7}]}}}',
    '{"a":1}',
    "- at '/a': 'anyOf' failed\n  - at '/a': got number, want string\n  - at '/a': validation failed\n    - at '/a': minimum: got 1, want 5\n    - at '/a': multipleOf: got 1, want 7\n",
  ],
  [
    '{"properties":{"a":{"oneOf":[{"type":"integer"},{"type":"number"}]}}}',
    '{"a":1}',
    "- at '/a': 'oneOf' failed, subschemas 0, 1 matched\n",
  ],
  [
    '{"properties":{"a":{"oneOf":[{"type":"string"},{"type":"null"}]}}}',
    '{"a":1}',
    "- at '/a': 'oneOf' failed, none matched\n  - at '/a': got number, want string\n  - at '/a': got number, want null\n",
  ],
  [
    '{"properties":{"a":{"allOf":[{"type":"string"},{"type":"null"}],"not":{}}}}',
    '{"a":1}',
    "- at '/a': 'not' failed\n- at '/a': 'allOf' failed\n  - at '/a': got number, want string\n  - at '/a': got number, want null\n",
  ],
  ['{"if":{"required":["a"]},"then":{"required":["b"]},"else":false}', '{"a":1}', "- at '': missing property 'b'\n"],
  ['{"if":{"required":["z"]},"then":{"required":["b"]},"else":false}', '{"a":1}', "- at '': false schema\n"],
  [
    '{"$ref":"#/$defs/x","$defs":{"x":{"required":["p"],"minProperties":3}}}',
    '{}',
    "- at '': validation failed\n  - at '': minProperties: got 0, want 3\n  - at '': missing property 'p'\n",
  ],
  [
    '{"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"minimum":5,"multipleOf":7}}}',
    '{"a":1}',
    "- at '/a': validation failed\n  - at '/a': minimum: got 1, want 5\n  - at '/a': multipleOf: got 1, want 7\n",
  ],
  ['{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}', '{"a":1,"b":2}', "- at '/b': false schema\n"],
  [
    '{"properties":{"a":{"prefixItems":[true],"unevaluatedItems":{"type":"string"}}}}',
    '{"a":[1,2]}',
    "- at '/a/1': got number, want string\n",
  ],
  [
    '{"$dynamicAnchor":"n","properties":{"foo":{"$dynamicRef":"#n"},"v":{"type":"string"}}}',
    '{"foo":{"foo":{"v":1}}}',
    "- at '/foo/foo/v': got number, want string\n",
  ],
  [
    '{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"properties":{"foo":{"$recursiveRef":"#"}},"additionalProperties":false}',
    '{"foo":{"b":1}}',
    "- at '/foo': additional properties 'b' not allowed\n",
  ],
  ['{"properties":{"a":{"format":"ipv4"}}}', '{"a":"x"}', undefined],
  ['{"properties":{"a/b~c\'d é":false}}', '{"a/b~c\'d é":1}', "- at '/a~1b~0c\\'d é': false schema\n"],
  [
    '{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/x","definitions":{"x":{"type":"object"}},"required":["a"]}',
    '{}',
    undefined,
  ],
];

test.each(CASES)('%s on %s', (schema, values, want) => {
  expect(judge(schema, jsonDecode(values))?.text).toBe(want);
});

const PROBLEMS: readonly (readonly [format: string, text: string, want: string | undefined])[] = [
  ['ipv4', '1.2.3', 'expected four decimals'],
  ['ipv4', '01.1.1.1', 'leading zeros'],
  ['ipv4', '+1.2.3.a', 'strconv.Atoi: parsing "a": invalid syntax'],
  ['ipv4', '256.1.1.1', 'decimal must be between 0 and 255'],
  ['ipv6', 'x', 'missing colon'],
  ['ipv6', '1::2::3', 'ParseAddr("1::2::3"): multiple :: in address (at ":3")'],
  ['ipv6', '::1.2.3', 'ParseAddr("::1.2.3"): IPv4 address too short'],
  ['ipv6', 'fe80::1%eth0', 'zone id is not a part of ipv6 address'],
  ['ipv6', '12345::', 'ParseAddr("12345::"): each group must have 4 or less digits (at "12345::")'],
  ['hostname', 'a_b', "invalid character '_'"],
  ['hostname', 'a..b', 'label must be 1 to 63 characters long'],
  ['hostname', '-a', 'label starts with hyphen'],
  ['email', 'a', 'missing @'],
  ['email', 'a..b@c', 'consecutive dots'],
  ['email', 'a@[1.2.3]', 'invalid ipv4 address: expected four decimals'],
  ['email', 'a@b_', "invalid domain: invalid character '_'"],
  ['date', '2021-02-29', 'parsing time "2021-02-29": day out of range'],
  ['date', '2021-13-01', 'parsing time "2021-13-01": month out of range'],
  ['date', 'x', 'parsing time "x" as "2006-01-02": cannot parse "x" as "2006"'],
  ['date', '2020-01-01x', 'parsing time "2020-01-01x": extra text: "x"'],
  ['time', '24:00:00Z', 'hour/min/sec out of range'],
  ['time', '22:59:60Z', 'invalid leap second'],
  ['time', '00:00:00+1:00', 'offset must be 6 characters long'],
  ['date-time', '2020-01-01 00:00:00Z', '11th character must be t or T'],
  ['date-time', '2020-13-01T00:00:00Z', 'invalid date element: parsing time "2020-13-01": month out of range'],
  ['duration', 'P', 'nothing after P'],
  ['duration', 'P1D1Y', "unit 'Y' out of order"],
  ['duration', 'PT', 'no time elements'],
  ['duration', 'P1Q', "invalid unit 'Q'"],
  ['period', 'x', 'missing slash'],
  ['period', 'P1/x', 'invalid start duration: missing unit'],
  ['uri', 'a', 'relative url'],
  ['uri', 'http://[::1', 'parse "http://[::1": missing \']\' in host'],
  ['uri', 'http://a b', 'parse "http://a b": invalid character " " in host name'],
  ['uri', 'http://a:b', 'parse "http://a:b": invalid port ":b" after host'],
  ['uri', ':a', 'parse ":a": missing protocol scheme'],
  ['uri-reference', 'a:b:c', undefined],
  ['uri-reference', '1:2', 'parse "1:2": first path segment in URL cannot contain colon'],
  ['uri-reference', '\\', 'contains \\'],
  ['uri-reference', '%', 'parse "%": invalid URL escape "%"'],
  ['uri-template', 'http://a/{b', 'no matching closing brace'],
  ['uri-template', 'http://a/{{b}}', 'nested curly braces'],
  ['uuid', 'x', 'must have 5 elements'],
  ['uuid', '2eb8aa08-aa98-11ea-b4aa-73b441d1638', 'element 5 must be 12 characters long'],
  ['json-pointer', 'a', 'not starting with /'],
  ['json-pointer', '/~2', '~ must be followed by 0 or 1'],
  ['relative-json-pointer', '01', 'starts with zero'],
  ['relative-json-pointer', 'x', 'must start with non-negative integer'],
  ['semver', '1.2', 'versionCore must have 3 numbers separated by dot'],
  ['semver', '1.2.3-01', 'pre-release numeric identifier starts with zero'],
  ['semver', '01.2.3', 'major starts with zero'],
  ['semver', '1.2.3+', 'build is empty'],
  ['regex', '(', 'error parsing regexp: missing closing ): `(`'],
  ['regex', '[z-a]', 'error parsing regexp: invalid character class range: `z-a`'],
  ['unknown', 'x', undefined],
];

test.each(PROBLEMS)('format %s of %s', (format, text, want) => {
  const check = format === 'regex' ? regexProblem : FORMATS.get(format);
  expect(check?.(text)).toBe(want);
});

test.each([
  [1000, '1,000'],
  [1234.5678, '1,234.5678'],
  [999999, '999,999'],
  [1e6, '1×10⁰⁶'],
  [-1234567.891, '-1.234567891×10⁰⁶'],
  [0.0001, '0.0001'],
  [0.00001, '1×10⁻⁰⁵'],
  [1.7976931348623157e308, '1.7976931348623157×10³⁰⁸'],
  [0, '0'],
])('the number %d in a message', (value, want) => {
  expect(printFloat(value)).toBe(want);
});

test('integers in messages are grouped however large', () => {
  expect(printInteger(12345678)).toBe('12,345,678');
});

describe('causes as data', () => {
  test('a nested cause names its key', () => {
    const { causes } = judgeCauses('{"properties":{"a":{"items":{"type":"string"}}}}', jsonDecode('{"a":["x",1]}'));
    expect(causes.map((cause) => [cause.place, cause.keywordPath, cause.schemaLocation])).toEqual([
      [['a', '1'], ['type'], 'file:///values.schema.json#/properties/a/items'],
    ]);
  });

  test('where Helm names another place, the true one is told too', () => {
    const names = judgeCauses('{"properties":{"o":{"propertyNames":false}}}', jsonDecode('{"o":{"k":1}}')).causes;
    expect(names.map((cause) => [cause.instancePath, cause.place])).toEqual([[[], ['o', 'k']]]);
    const rest = judgeCauses('{"properties":{"l":{"prefixItems":[true],"items":false}}}', jsonDecode('{"l":[1,2]}'));
    expect(rest.causes.map((cause) => [cause.instancePath, cause.place])).toEqual([
      [
        ['l', '0'],
        ['l', '1'],
      ],
    ]);
  });

  test('a schema that cannot judge says why', () => {
    expect(judgeCauses('{"$ref":"#/x"}', new GoMap()).schemaProblem).toBe(
      'json-pointer in "file:///values.schema.json#/x" not found',
    );
  });
});

describe('a whole tree', () => {
  const chart = (name: string, schema: string | undefined, ...dependencies: ReturnType<typeof leaf>[]) => ({
    metadata: { name },
    schema: schema === undefined ? undefined : { text: schema },
    dependencies,
  });
  const leaf = (name: string, schema: string) => ({ metadata: { name }, schema: { text: schema }, dependencies: [] });

  test('parents first, absent subcharts skipped, other types told', () => {
    const root = chart('root', '{"required":["x"]}', leaf('a', 'false'), leaf('b', 'false'), leaf('c', 'false'));
    const values = mapOf({ a: new GoMap(), b: 'text' });
    expect(validateSchemas(root, values, { major: 4 })).toBe(
      "root:\n- at '': missing property 'x'\na:\n- at '': false schema\n" +
        'b:\ninvalid type for values: expected object (map), got string\n',
    );
  });

  test('a urn that nothing resolves is told once', () => {
    const told: string[] = [];
    const schema = '{"$ref":"urn:x:y"}';
    const root = chart('root', schema, leaf('a', schema));
    const warn = (text: string) => told.push(text);
    expect(validateSchemas(root, mapOf({ a: new GoMap() }), { major: 3 }, warn)).toBeUndefined();
    expect(told).toEqual(['WARNING: unresolved URN reference ignored; using permissive schema: urn:x:y']);
  });

  test('a schema elsewhere is asked for', () => {
    const load = (url: string) => (url === 'file:///o.json' ? '{"required":["y"]}' : undefined);
    const text = validateSchemas(chart('r', '{"$ref":"o.json"}'), new GoMap(), { major: 4 }, () => {}, load);
    expect(text).toBe("r:\n- at '': missing property 'y'\n");
  });
});
