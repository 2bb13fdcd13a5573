// What .Chart shows: a struct in Helm 3, a map in Helm 4.

import { describe, expect, test } from 'vitest';
import { formatValue } from '../values/format.ts';
import { GoMap, type GoObject, GoSlice, typeName, type Value } from '../values/value.ts';
import { toYaml } from '../yaml/emit.ts';
import { jsonEncode } from '../yaml/json.ts';
import type { Metadata } from './chart.ts';
import { chartObject } from './chart-object.ts';

const PLAIN: Metadata = {
  name: 'c',
  home: '',
  sources: undefined,
  version: '0.1.0',
  description: '',
  keywords: undefined,
  maintainers: undefined,
  icon: '',
  apiVersion: 'v2',
  condition: '',
  tags: '',
  appVersion: '1.2',
  deprecated: false,
  annotations: undefined,
  kubeVersion: '',
  dependencies: undefined,
  type: '',
};

const FULL: Metadata = {
  ...PLAIN,
  sources: ['s'],
  keywords: ['k'],
  annotations: new Map([['a', 'b']]),
  maintainers: [{ name: 'M', email: '', url: 'u' }],
  dependencies: [
    {
      name: 'sub',
      version: '1.x',
      repository: '',
      condition: '',
      tags: ['t'],
      enabled: true,
      importValues: ['data', { child: 'x', parent: 'y' }],
      alias: '',
    },
  ],
};

function chart(metadata: Metadata, major: 3 | 4): Value {
  return chartObject({ metadata }, true, { major });
}

function get(value: Value, ...path: (string | number)[]): Value {
  for (const step of path) {
    if (value instanceof GoSlice) value = value.at(step as number);
    else
      value = (
        (value as GoMap | GoObject) instanceof GoMap
          ? (value as GoMap).get(step as string)
          : (value as GoObject).field(step as string)
      ) as Value;
  }
  return value;
}

test('helm 3: a struct around the metadata', () => {
  const object = chart(PLAIN, 3) as GoObject;
  expect(typeName(object)).toBe('struct { chart.Metadata; IsRoot bool }');
  expect(formatValue(object)).toBe('{{c  [] 0.1.0  [] []  v2   1.2 false map[]  [] } true}');
  expect(formatValue(get(object, 'Metadata'))).toBe('{c  [] 0.1.0  [] []  v2   1.2 false map[]  [] }');
  expect([object.field('Name'), object.field('name'), object.fieldType('Name')]).toEqual(['c', undefined, 'string']);
  expect(object.fieldType('Keywords')).toBe('[]string');
});

test('helm 4: a map by field names', () => {
  const object = chart(PLAIN, 4) as GoMap;
  expect(typeName(object)).toBe('map[string]interface {}');
  expect([...object.entries.keys()].sort().join()).toBe(
    'APIVersion,Annotations,AppVersion,Condition,Dependencies,Deprecated,Description,Home,Icon,IsRoot,Keywords,KubeVersion,Maintainers,Name,Sources,Tags,Type,Version',
  );
});

describe('serialized', () => {
  test.each<[3 | 4, string]>([
    [3, 'IsRoot: true\napiVersion: v2\nappVersion: "1.2"\nname: c\nversion: 0.1.0'],
    [
      4,
      'APIVersion: v2\nAnnotations: null\nAppVersion: "1.2"\nCondition: ""\nDependencies: []\nDeprecated: false\nDescription: ""\nHome: ""\nIcon: ""\nIsRoot: true\nKeywords: []\nKubeVersion: ""\nMaintainers: []\nName: c\nSources: []\nTags: ""\nType: ""\nVersion: 0.1.0',
    ],
  ])('toYaml in helm %i', (major, yaml) => {
    expect(toYaml(chart(PLAIN, major))).toBe(yaml);
  });

  test('toJson in helm 3 keeps the order of the fields', () => {
    expect(jsonEncode(chart(FULL, 3), { html: true })).toBe(
      '{"name":"c","sources":["s"],"version":"0.1.0","keywords":["k"],"maintainers":[{"name":"M","url":"u"}],"apiVersion":"v2","appVersion":"1.2","annotations":{"a":"b"},"dependencies":[{"name":"sub","version":"1.x","repository":"","tags":["t"],"enabled":true,"import-values":[{"child":"exports.data","parent":"."},{"child":"x","parent":"y"}]}],"IsRoot":true}',
    );
  });
});

test.each<[string, (string | number)[], string, string, string]>([
  ['maintainer', ['Maintainers', 0], '*chart.Maintainer', 'map[string]interface {}', ''],
  ['maintainer name', ['Maintainers', 0, 'Name'], 'string', 'string', 'M'],
  ['maintainer URL', ['Maintainers', 0, 'URL'], 'string', 'string', 'u'],
  ['sources', ['Sources'], '[]string', '[]interface {}', '[s]'],
  ['annotations', ['Annotations'], 'map[string]string', 'map[string]string', 'map[a:b]'],
  ['dependencies', ['Dependencies'], '[]*chart.Dependency', '[]interface {}', ''],
  ['tags', ['Dependencies', 0, 'Tags'], '[]string', '[]interface {}', '[t]'],
  [
    'imports',
    ['Dependencies', 0, 'ImportValues'],
    '[]interface {}',
    '[]interface {}',
    '[map[child:exports.data parent:.] map[child:x parent:y]]',
  ],
  [
    'an import',
    ['Dependencies', 0, 'ImportValues', 0],
    'map[string]string',
    'map[string]string',
    'map[child:exports.data parent:.]',
  ],
])('%s', (_what, path, type3, type4, text) => {
  const v3: Value = get(chart(FULL, 3), ...path);
  const v4: Value = get(chart(FULL, 4), ...path);
  expect([typeName(v3), typeName(v4)]).toEqual([type3, type4]);
  if (text !== '') expect([formatValue(v3), formatValue(v4)]).toEqual([text, text]);
});
