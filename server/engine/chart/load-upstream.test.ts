// The rows of Helm's own tests of Chart.yaml and of packed charts, as cases of ours; helm 3.20.2 and 4.2.4 gave the answers.

import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { loadArchive } from '../../../test/support/load-archive.ts';
import { tarBytes } from '../../../test/support/tar-writer.ts';
import { loadChart } from './load.ts';
import { PROFILES } from './profile.ts';

const OWN = 'apiVersion: v2\nname: c\nversion: 0.1.0\n';

/** The first error of the loader, or `ok`; the answer of Helm 4 stands behind where it is another. */
type Row = readonly [text: string, three: string, four?: string];

const CHARTS: readonly Row[] = [
  ['', 'validation: chart.metadata.name is required'],
  ['{}', 'validation: chart.metadata.name is required'],
  ['name: ship\nversion: "1.0"', 'ok'],
  ['apiVersion: ""\nname: ship\nversion: "1.0"', 'ok'],
  ['apiVersion: v2\nversion: "1.0"', 'validation: chart.metadata.name is required'],
  ['apiVersion: v2\nname: .\nversion: "1.0"', 'validation: chart.metadata.name "." is not allowed'],
  ['apiVersion: v2\nname: ..\nversion: "1.0"', 'validation: chart.metadata.name ".." is not allowed'],
  ['apiVersion: v2\nname: ../../ship\nversion: "1.0"', 'validation: chart.metadata.name "../../ship" is invalid'],
  ['apiVersion: v2\nname: ...\nversion: "1.0"', 'ok'],
  ['apiVersion: v2\nname: ship/\nversion: "1.0"', 'validation: chart.metadata.name "ship/" is invalid'],
  ['apiVersion: v2\nname: a\\b\nversion: "1.0"', 'ok'],
  ['apiVersion: v2\nname: ship', 'validation: chart.metadata.version is required'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ntype: ship',
    'validation: chart.metadata.type must be application or library',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ntype: application', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ntype: Library',
    'validation: chart.metadata.type must be application or library',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ntype: ""', 'ok'],
  ['apiVersion: v2\nname: ship\nversion: 1.2.3.4', 'validation: chart.metadata.version "1.2.3.4" is invalid'],
  ['apiVersion: v2\nname: ship\nversion: v1', 'ok'],
  ['apiVersion: v2\nname: ship\nversion: 1.0.0-01', 'validation: chart.metadata.version "1.0.0-01" is invalid'],
  ['apiVersion: v2\nname: ship\nversion: "1.0 "', 'validation: chart.metadata.version "1.0 " is invalid'],
  ['apiVersion: v2\nname: ship\nversion: 1.0.0+é', 'validation: chart.metadata.version "1.0.0+é" is invalid'],
  ['apiVersion: v2\nname: ship\nversion: 01.0.0', 'ok'],
  ['apiVersion: v2\nname: ship\nversion: "\\a1.0"', 'validation: chart.metadata.version "\\a1.0" is invalid'],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: d, alias: fine-alias}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: d, alias: not fine}]',
    'validation: dependency "d" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: foo}, {name: foo}]',
    'validation: more than one dependency with name or alias "foo"',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: foo}, {name: bar, alias: foo}]',
    'validation: more than one dependency with name or alias "foo"',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: bar, alias: foo}, {name: foo}]',
    'validation: more than one dependency with name or alias "foo"',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: foo, version: 1.2.3}, {name: foo, version: 1.0.0}]',
    'validation: more than one dependency with name or alias "foo"',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: foo, repository: r0}, {name: foo, repository: r1}]',
    'validation: more than one dependency with name or alias "foo"',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: foo, alias: a}, {name: foo, alias: b}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [null]',
    'validation: dependencies must not contain empty or null nodes',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{}, {}]',
    'validation: more than one dependency with name or alias ""',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\nmaintainers: [null]',
    'validation: maintainers must not contain empty or null nodes',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\nmaintainers: [{}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [null]\nmaintainers: [null]\ntype: x',
    'validation: chart.metadata.type must be application or library',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ntype: x\ndependencies: [{name: a, alias: "$"}]',
    'validation: chart.metadata.type must be application or library',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "abcXYZ-0987_"}]', 'ok'],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "-okay"}]', 'ok'],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "_okay"}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "- bad"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: " bad"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "bad\\nvalue"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "bad "}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "bad$"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "0"}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "é"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "a.b"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "a/b"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: ""}]', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "a\u200bb"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndependencies: [{name: some, alias: "tab\\t"}]',
    'validation: dependency "some" has disallowed characters in the alias',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndescription: "\\adescr\\u0081iption\\rtest"\nmaintainers: [{name: "\\r"}]',
    'ok',
  ],
  ['apiVersion: v2\nname: ship\nversion: "1.0"\ndescription: "a\\u200bb\\u2028c\\ufeffd\\td\\ne"', 'ok'],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\nhome: "\\u0007x"\nicon: "\\u0001"\nkeywords: ["\\u0000k"]\nsources: ["\\ns"]\nannotations: {"k\\t": "v\\t"}\nappVersion: "\\t1"',
    'ok',
  ],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\ninvalid: :',
    'cannot load Chart.yaml: error converting YAML to JSON: yaml: line 4: mapping values are not allowed in this context',
  ],
  ['apiVersion: v2\nname: c\nversion: 0.1.0\nname: d', 'ok'],
  [
    '[1]',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type chart.Metadata',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type loader.chartBase',
  ],
  [
    'text',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type chart.Metadata',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type loader.chartBase',
  ],
  [
    '5',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type chart.Metadata',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type loader.chartBase',
  ],
  ['null', 'validation: chart.metadata.name is required'],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: x',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.dependencies of type []*chart.Dependency',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.dependencies of type []*v2.Dependency',
  ],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\ndeprecated: x',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.deprecated of type bool',
  ],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\nkeywords: x',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.keywords of type []string',
  ],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {a: [b]}',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Metadata.annotations of type string',
  ],
  ['apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {a: 5}', 'ok'],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: [x]',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.maintainers of type chart.Maintainer',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.maintainers of type v2.Maintainer',
  ],
  [
    'apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: {a: b}',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field Metadata.appVersion of type string',
  ],
  [
    'apiVersion: [v2]\nname: c\nversion: 0.1.0',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Metadata.apiVersion of type string',
    'cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field chartBase.apiVersion of type string',
  ],
  ['apiVersion: v99\nname: c\nversion: 0.1.0', 'ok', 'unsupported chart version'],
  ['apiVersion: v1\nname: c\nversion: 0.1.0', 'ok'],
];

describe('Chart.yaml', () => {
  test.each(CHARTS)('%j', (text, three, four = three) => {
    expect(([3, 4] as const).map((major) => load(text as string, major).errors[0]?.message ?? 'ok')).toEqual([
      three,
      four,
    ]);
  });
});

function load(text: string, major: 3 | 4) {
  return loadChart([{ path: 'Chart.yaml', text, source: 'Chart.yaml' }], { profile: PROFILES[major], directory: '/c' });
}

const ARCHIVES: readonly (readonly [name: string, text: string, three: string, four?: string])[] = [
  ['../../bad-x', 'hi: earth', 'chart illegally references parent directory', 'unable to load chart archive'],
  ['/foo/../../bad-x', 'hi: earth', 'chart illegally references parent directory', 'unable to load chart archive'],
  ['/../../bad-x', 'hi: earth', 'chart illegally references parent directory', 'unable to load chart archive'],
  ['./../../bad-x', 'hi: earth', 'chart illegally references parent directory', 'unable to load chart archive'],
  [
    './.',
    'hi: earth',
    'chart illegally contains content outside the base directory: "./."',
    'unable to load chart archive',
  ],
  [
    '/./.',
    'hi: earth',
    'chart illegally contains content outside the base directory: "/./."',
    'unable to load chart archive',
  ],
  [
    'no-slash',
    'hi: earth',
    'chart illegally contains content outside the base directory: "no-slash"',
    'unable to load chart archive',
  ],
  ['/no-slash', 'hi: earth', 'Chart.yaml file is missing', 'unable to detect chart version, no Chart.yaml found'],
  ['//foo', 'hi: earth', 'chart illegally contains absolute paths', 'unable to load chart archive'],
  ['///foo', 'hi: earth', 'chart illegally contains absolute paths', 'unable to load chart archive'],
  ['\\\\foo', 'hi: earth', 'chart illegally contains absolute paths', 'unable to load chart archive'],
  ['\\..\\..\\foo', 'hi: earth', 'chart illegally references parent directory', 'unable to load chart archive'],
  ['\\.\\c:\\\\foo', 'hi: earth', 'chart contains illegally named files', 'unable to load chart archive'],
  ['/./c://foo', 'hi: earth', 'chart contains illegally named files', 'unable to load chart archive'],
  ['\\\\?\\Some\\win', 'hi: earth', 'chart illegally contains absolute paths', 'unable to load chart archive'],
  ['/Chart.yaml', 'hi: earth', 'validation: chart.metadata.name is required'],
  ['files/what.yaml', 'hi: earth', 'Chart.yaml file is missing', 'unable to detect chart version, no Chart.yaml found'],
  ['c:\\Chart.yaml', 'hi: earth', 'validation: chart.metadata.name is required'],
  ['c:\\Chart.yaml', OWN, 'ok'],
  ['/Chart.yaml', OWN, 'ok'],
  ['c\\Chart.yaml', OWN, 'ok'],
  ['./c/Chart.yaml', OWN, 'Chart.yaml file is missing', 'unable to detect chart version, no Chart.yaml found'],
  ['./Chart.yaml', OWN, 'ok'],
  ['c/./Chart.yaml', OWN, 'ok'],
  ['c//Chart.yaml', OWN, 'chart illegally contains absolute paths', 'unable to load chart archive'],
  ['c/../Chart.yaml', OWN, 'chart illegally references parent directory', 'unable to load chart archive'],
  ['x/../c/Chart.yaml', OWN, 'chart illegally references parent directory', 'unable to load chart archive'],
  [
    'Chart.yaml',
    OWN,
    'chart illegally contains content outside the base directory: "Chart.yaml"',
    'unable to load chart archive',
  ],
  ['c/c:/x', 'hi: earth', 'chart contains illegally named files', 'unable to load chart archive'],
  ['c:/x', 'hi: earth', 'Chart.yaml file is missing', 'unable to detect chart version, no Chart.yaml found'],
  ['c/a..b', 'hi: earth', 'Chart.yaml file is missing', 'unable to detect chart version, no Chart.yaml found'],
  [
    '/',
    'hi: earth',
    'chart illegally contains content outside the base directory: "/"',
    'unable to load chart archive',
  ],
  [
    '.',
    'hi: earth',
    'chart illegally contains content outside the base directory: "."',
    'unable to load chart archive',
  ],
  [
    '..',
    'hi: earth',
    'chart illegally contains content outside the base directory: ".."',
    'unable to load chart archive',
  ],
  [
    'c/',
    'hi: earth',
    'chart illegally contains content outside the base directory: "c/"',
    'unable to load chart archive',
  ],
  ['é/Chart.yaml', OWN, 'ok'],
  [
    'c/requirements.lock',
    '',
    'validation: chart.metadata.apiVersion is required',
    'unable to detect chart version, no Chart.yaml found',
  ],
];

describe('an archive with one entry', () => {
  test.each(ARCHIVES)('%j of %j', (name, text, three, four = three) => {
    const content = gzipSync(tarBytes([{ name, text }]));
    const answers = ([3, 4] as const).map((major) => {
      const { errors } = loadArchive({ name: 'a.tgz', content, source: 'a.tgz' }, { profile: PROFILES[major] });
      return errors[0]?.message ?? 'ok';
    });
    expect(answers).toEqual([three, four]);
  });
});

// What a template sees of texts with control characters.
const CLEANED: readonly (readonly [text: string, chart: string])[] = [
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndescription: "\\adescr\\u0081iption\\rtest"\nmaintainers: [{name: "\\r"}]',
    '["description test","","","",[],[],[" "],[]]',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\ndescription: "a\\u200bb\\u2028c\\ufeffd\\td\\ne"',
    '["ab cd d e","","","",[],[],[],[]]',
  ],
  [
    'apiVersion: v2\nname: ship\nversion: "1.0"\nhome: "\\u0007x"\nicon: "\\u0001"\nkeywords: ["\\u0000k"]\nsources: ["\\ns"]\nannotations: {"k\\t": "v\\t"}\nappVersion: "\\t1"',
    '["","x",""," 1",["k"],[" s"],[],[["k\\t","v\\t"]]]',
  ],
];

test.each(CLEANED)('%j is cleaned', (text, want) => {
  for (const major of [3, 4] as const) {
    const { metadata } = load(text, major).chart ?? {};
    const names = metadata?.maintainers?.map((one) => one.name);
    const { description, home, icon, appVersion, keywords, sources, annotations } = metadata ?? {};
    const lists = [keywords, sources, names, annotations].map((list) => [...(list ?? [])]);
    const all = [description, home, icon, appVersion, ...lists];
    expect(JSON.stringify(all)).toBe(want);
  }
});
