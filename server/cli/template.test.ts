// The template command around the render: arguments, --debug with output that is broken, --output-dir; as helm does it.

import { describe, expect, test } from 'vitest';
import { memoryWorld } from '../../test/support/memory-world.ts';
import { run } from './run.ts';

const META = 'apiVersion: v2\nname: c\nversion: 0.1.0\n';
const object = (name: string, more = '') => `kind: A\nmetadata:\n  name: ${name}\n${more}`;
const hook = (name: string, events: string) => object(name, `  annotations: {helm.sh/hook: ${events}}\n`);

/** stdout, stderr and the exit code; files that were there before the run are left out of `files`. */
function template(files: Record<string, string>, args: readonly string[], major: 3 | 4 = 4) {
  const all = Object.entries({ 'Chart.yaml': META, ...files }).map(([path, text]) => [`c/${path}`, text] as const);
  const world = memoryWorld(all);
  const code = run(world, ['template', '--helm', String(major), ...args], 'test');
  const written = [...world.files].filter(([path]) => !path.startsWith('c/'));
  return { out: world.stdout(), err: world.stderr(), code, written: Object.fromEntries(written) };
}

describe('arguments', () => {
  test.each<[string[], string]>([
    [[], '"helm template" requires at least 1 argument\n\nUsage:  helm template [NAME] [CHART] [flags]'],
    [['a', 'b', 'c', 'd'], 'expected at most two arguments, unexpected arguments: c, d'],
    [['./none'], 'path "./none" not found'],
    [['/none'], 'path "/none" not found'],
    [['none'], 'non-absolute URLs should be in form of repo_name/path_to_chart, got: none'],
    [['none/x'], 'repo none not found'],
    [['https://a.example/b'], 'https://a.example/b: chartroom reads charts from disk only'],
    [['c', '--verify'], '--verify: chartroom asks no cluster, loads nothing from the network and starts no program'],
    [['c', '--helm', '5'], 'invalid argument "5" for "--helm": must be 3 or 4'],
  ])('%j', (args, message) => {
    expect(template({}, args)).toEqual({ out: '', err: `Error: ${message}\n`, code: 1, written: {} });
  });
  test('--help', () => {
    expect(template({}, ['--help']).out).toContain('chartroom template [NAME] CHART');
  });
});

describe('--debug shows what is broken', () => {
  const FILES = {
    'templates/a.yaml': `${hook('h', 'pre-install')}---\n${object('a')}`,
    'templates/b.yaml': 'bad: [\n',
    'templates/c.yaml': object('c'),
    'templates/NOTES.txt': 'notes',
    'templates/blank.yaml': ' \n',
  };
  const ERROR =
    'Error: YAML parse error on c/templates/b.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content\n';
  const shown = [
    '---\n# Source: c/templates/a.yaml\n',
    FILES['templates/a.yaml'],
    '\n---\n# Source: c/templates/b.yaml\nbad: [\n\n---\n# Source: c/templates/c.yaml\n',
    object('c'),
  ].join('');
  const hooks = `---\n# Source: c/templates/a.yaml\n${hook('h', 'pre-install')}`;

  test('all files, then the hooks that were found', () => {
    expect(template(FILES, ['c', '--debug'])).toEqual({ out: `${shown}${hooks}\n`, err: ERROR, code: 1, written: {} });
    expect(template(FILES, ['c', '--debug', '--no-hooks']).out).toBe(shown);
  });
  test('hooks as they come: what is broken is not sorted', () => {
    const files = {
      'templates/a.yaml': hook('late', 'post-install').replace('A', 'Zeta'),
      'templates/b.yaml': hook('early', 'post-install').replace('A', 'Secret'),
      'templates/c.yaml': 'bad: [\n',
    };
    expect(
      template(files, ['c', '--debug'], 3)
        .out.split('bad: [')[1]
        ?.match(/name: \w+/g),
    ).toEqual(['name: late', 'name: early']);
  });
  test('without it only a hint', () => {
    expect(template(FILES, ['c'])).toMatchObject({
      out: '',
      err: `${ERROR}\nUse --debug flag to render out invalid YAML\n`,
    });
  });
  test('--show-only chooses from them; what is not there is told by Helm 3', () => {
    expect(template(FILES, ['c', '--debug', '-s', 'templates/c.yaml'])).toMatchObject({
      out: `---\n# Source: c/templates/c.yaml\n${object('c')}\n`,
      err: ERROR,
    });
    const none = ['c', '--debug', '-s', 'templates/none.yaml'];
    expect(template(FILES, none)).toMatchObject({ out: '', err: ERROR });
    expect(template(FILES, none, 3).err).toBe('Error: could not find template templates/none.yaml in chart\n');
  });
  test('a template that fails has nothing to show', () => {
    const failing = { 'templates/a.yaml': '{{ fail "no" }}' };
    expect(template(failing, ['c', '--debug'], 3)).toMatchObject({ out: '\n', code: 1 });
  });
});

test('a backslash in --show-only takes the next character as it is', () => {
  const files = { 'templates/[a].yaml': object('a') };
  expect(template(files, ['c', '-s', 'templates/\\[a\\].yaml'], 3).out).toContain('name: a\n');
  expect(template(files, ['c', '-s', 'templates/\\b.yaml'], 3).err).toBe(
    'Error: could not find template templates/\\b.yaml in chart\n',
  );
});

describe('--output-dir', () => {
  const FILES = {
    'crds/x.yaml': 'kind: X',
    'templates/a.yaml': `${object('a')}---\n${object('b')}---\n${hook('h', 'test')}`,
    'templates/none.yaml': '',
    'charts/s/Chart.yaml': 'apiVersion: v2\nname: s\nversion: 0.1.0\n',
    'charts/s/templates/t.yaml': object('t'),
  };
  const of = (path: string, ...documents: string[]) =>
    documents.map((text) => `---\n# Source: ${path}\n${text}\n`).join('');

  test('a file for each template, its documents one after the other', () => {
    const { out, written } = template(FILES, ['c', '--output-dir', 'out'], 3);
    expect(out).toBe(
      [
        'wrote out/c/charts/s/templates/t.yaml',
        'wrote out/c/templates/a.yaml',
        'wrote out/c/templates/a.yaml',
        'wrote out/c/templates/a.yaml',
        '\n',
      ].join('\n'),
    );
    expect(written).toEqual({
      'out/c/charts/s/templates/t.yaml': of('c/charts/s/templates/t.yaml', object('t').trimEnd()),
      'out/c/templates/a.yaml': of(
        'c/templates/a.yaml',
        ...[object('a'), object('b'), hook('h', 'test')].map((text) => text.trimEnd()),
      ),
    });
  });
  test('--release-name adds a folder, but not for CRDs', () => {
    const { written } = template(FILES, [
      'rel',
      'c',
      '--output-dir',
      './out',
      '--release-name',
      '--include-crds',
      '--skip-tests',
    ]);
    expect(Object.keys(written)).toEqual([
      'out/c/crds/x.yaml',
      'out/rel/c/charts/s/templates/t.yaml',
      'out/rel/c/templates/a.yaml',
    ]);
    expect(written['out/rel/c/templates/a.yaml']).toBe(of('c/templates/a.yaml', object('a'), object('b')));
  });
  test('--show-only finds nothing any more', () => {
    expect(template(FILES, ['c', '--output-dir', 'out', '-s', 'templates/a.yaml'])).toMatchObject({
      err: 'Error: could not find template templates/a.yaml in chart\n',
      code: 1,
    });
  });
});
