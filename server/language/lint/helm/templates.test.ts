// Rules about templates and manifests: what the real helm printed for each of these charts.

import { describe, expect, test } from 'vitest';
import { type HelmLintOptions, helmLint, helmLintPlaces } from '../../../../test/support/helm-lint.ts';

const CHART = '-- Chart.yaml --\napiVersion: v2\nname: c\nversion: 0.1.0\nicon: https://a/b.png\n-- values.yaml --\n';

/** The messages about the chart with these templates. */
function lint(templates: string, options: HelmLintOptions = {}): string[] {
  return helmLint(CHART + templates, options);
}

/** The messages about one template, without its path. */
function one(text: string, options: HelmLintOptions = {}): string[] {
  return lint(`-- templates/a.yaml --\n${text}\n`, options).map((line) => line.replace(' templates/a.yaml:', ''));
}

const GOOD = 'kind: A\nmetadata: {name: a}';

describe('the folder', () => {
  test('Helm 4 misses it', () => {
    expect(lint('')).toEqual(['[WARNING] templates/: directory does not exist']);
    expect(lint('', { major: 3 })).toEqual([]);
  });
  test('a file is none', () => {
    expect(lint('-- templates --\nx')).toEqual(['[ERROR] templates/: not a directory']);
    expect(lint('-- templates --\nx', { major: 3 })).toEqual(['[WARNING] templates/: not a directory']);
  });
});

describe('files', () => {
  test('extensions', () => {
    const refused = (path: string, end: string) =>
      `[ERROR] templates/${path}: file extension '${end}' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt`;
    const files = ['a.yaml', 'b.yml', 'c.tpl', 'd.txt'].map((name) => `-- templates/${name} --\n`).join('');
    expect(lint(`${files}-- templates/e.md --\n-- templates/sub/F --\n`)).toEqual([
      refused('e.md', '.md'),
      refused('sub/F', ''),
    ]);
  });
  test('which ones are manifests', () => {
    const files = ['a.YAML', 'b.yml', '_c.yaml', 'd.yaml'].map((name) => `-- templates/${name} --\n  x: y\n`).join('');
    const paths = (major: 3 | 4) =>
      lint(files, { major }).flatMap((line) => (/indent/.test(line) ? [line.split(' ')[1]] : []));
    expect(paths(3)).toEqual(['templates/d.yaml:']);
    expect(paths(4)).toEqual(['templates/a.YAML:', 'templates/b.yml:', 'templates/d.yaml:']);
  });
  test('what Helm 3 says of relics of Helm 2', () => {
    const text = '-- templates/a.txt --\n# "helm.sh/hook": crd-install\n# .Release.Time\n';
    expect(lint(text)).toEqual([]);
    expect(lint(text, { major: 3 }).map((line) => line.slice(0, 60))).toEqual([
      '[WARNING] templates/a.txt: manifest is a crd-install hook. T',
      '[ERROR] templates/a.txt: .Release.Time has been removed in v',
    ]);
    expect(helmLintPlaces(CHART + text, { major: 3 })).toEqual([
      'helm-template-crd-hook: "helm.sh/hook": crd-install',
      'helm-template-release-time: .Release.Time',
    ]);
  });
});

describe('the render', () => {
  test('errors are those of the major', () => {
    expect(one('{{ .Values.a.b }}', { major: 3 })).toEqual([
      '[ERROR] templates/: template: c/templates/a.yaml:1:10: executing "c/templates/a.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b',
    ]);
    expect(one('{{ if }}')).toEqual([
      '[ERROR] templates/: parse error at (c/templates/a.yaml:1): missing value for if',
    ]);
  });
  test('required and fail only log', () => {
    const said: string[] = [];
    const text = `${GOOD}\nx: {{ required "need it" .Values.x }}{{ required "more" "" }}{{ fail "no" }}`;
    expect(one(text, { warn: (line) => said.push(line) })).toEqual([]);
    expect(one(text, { major: 3, warn: (line) => said.push(line) })).toEqual([]);
    expect(said).toEqual([
      'level=WARN msg="missing required value" message="need it"',
      'level=WARN msg="missing required values" message=more',
      'level=INFO msg="funcMap fail" message=no',
      '[INFO] Missing required value: need it',
      '[INFO] Missing required value: more',
      '[INFO] Fail: no',
    ]);
  });
  test('the release', () => {
    const [line = ''] = one('metadata: {name: {{ printf "X%s" (.Release | toJson) | quote }}}');
    expect(line).toContain(
      '{\\"IsInstall\\":false,\\"IsUpgrade\\":false,\\"Name\\":\\"test-release\\",\\"Namespace\\":\\"default\\",\\"Revision\\":0,\\"Service\\":\\"Helm\\"}',
    );
  });
});

describe('documents', () => {
  test('an indent at the start', () => {
    expect(one('\n \n  kind: A\n  metadata: {name: "é"}')[0]).toBe(
      '[WARNING] document starts with an illegal indent: "  kind: A", which may cause parsing problems',
    );
    expect(one(GOOD)).toEqual([]);
  });
  test('one that cannot be read ends all linting of templates', () => {
    const templates = `-- templates/a.yaml --\nkind: A\nmetadata: {name: X}\n---\na: b: c\n-- templates/b.md --\n`;
    expect(lint(templates).map((line) => line.slice(0, 80))).toEqual([
      '[WARNING] templates/a.yaml: object name does not conform to Kubernetes naming re',
      '[ERROR] templates/a.yaml: unable to parse YAML: error converting YAML to JSON: y',
    ]);
  });
  test('wrong types', () => {
    const go = 'unable to parse YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal';
    expect(one('hello')).toEqual([`[ERROR] ${go} string into Go value of type rules.k8sYamlStruct`]);
    expect(one('hello', { major: 3 })).toEqual([`[ERROR] ${go} string into Go value of type rules.K8sYamlStruct`]);
    expect(one('metadata: {name: [a]}')).toEqual([
      `[ERROR] ${go} array into Go struct field k8sYamlMetadata.Metadata.Name of type string`,
    ]);
  });
  test('comments and nulls are none, an empty map is one without a name', () => {
    expect(one('# a\n---\n~\n---\n')).toEqual([]);
    expect(one('{}')[0]).toContain('metadata.name: Invalid value: ""');
  });
  test('bad separators', () => {
    expect(one(`${GOOD}\n--- foo`)).toEqual(['[ERROR] unable to parse YAML: invalid Yaml document separator: foo']);
  });
});

describe('manifests', () => {
  test('selectors', () => {
    expect(one('kind: Deployment\nmetadata: {name: a}')).toEqual([
      '[ERROR] a Deployment must contain matchLabels or matchExpressions, and "a" does not',
    ]);
    expect(one('kind: Deployment\nmetadata: {name: a} # matchLabels')).toEqual([]);
  });
  test('lists', () => {
    const list = 'kind: List\nmetadata: {name: l}\nitems: [{metadata: {annotations: {helm.sh/resource-policy: keep}}}]';
    expect(one(list)).toEqual(["[ERROR] annotation 'helm.sh/resource-policy' within List objects are ignored"]);
    expect(one(list, { major: 3 })[0]).toContain('[ERROR] Annotation');
    expect(one(`${GOOD}\n---\n${list}`)).toEqual([]);
    expect(one('kind: List\nmetadata: {name: l}\nitems: x')[0]).toContain(
      'cannot unmarshal string into Go struct field .Items of type []struct { Metadata struct',
    );
  });
  test('deprecated APIs', () => {
    const text = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}';
    expect(one(text)).toEqual([
      '[WARNING] policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget',
    ]);
    expect(one(text, { kubeVersion: '1.20' })).toEqual([]);
  });
});
