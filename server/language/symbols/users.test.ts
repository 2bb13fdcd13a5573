// Who uses a chart: root charts by folder, by file://, and by name.

import { expect, test } from 'vitest';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { templateIndex } from './templates.ts';
import { membersFor, treesOfUsers, usersOf } from './users.ts';

const WORKSPACE = `
  -- lib/Chart.yaml --
  name: common
  version: 1.4.0
  type: library
  -- lib/templates/_names.tpl --
  {{ define "common.name" }}x{{ end }}
  -- app/Chart.yaml --
  name: app
  version: 0.1.0
  dependencies:
    - {name: common, version: ^1.2.0, repository: "https://example.com/charts"}
  -- app/templates/a.yaml --
  {{ include "common.name" . }}
  -- old/Chart.yaml --
  name: old
  version: 0.1.0
  dependencies:
    - {name: common, version: 0.x, repository: "https://example.com/charts"}
  -- mid/Chart.yaml --
  name: mid
  version: 0.1.0
  dependencies:
    - {name: common, version: "*", repository: "file://../lib"}
  -- top/Chart.yaml --
  name: top
  version: 0.1.0
  dependencies:
    - {name: mid, version: 0.1.0, repository: "file://../mid"}
  -- other/Chart.yaml --
  name: other
  version: 0.1.0
  dependencies:
    - {name: common, version: "*", repository: "file://../elsewhere"}
  -- elsewhere/Chart.yaml --
  name: common
  version: 1.4.0
`;

const answer = (folder: string) => {
  const { snapshot } = fixture(WORKSPACE);
  return usersOf(snapshot, `${FIXTURE_ROOT}/${folder}`).map((uri) => uri.slice(FIXTURE_ROOT.length + 1));
};

test('a library is used by who holds it, by file:// through other charts, and by who names it with a version that fits', () => {
  expect(answer('lib')).toEqual(['app', 'top']);
});

test('what is named by its place is no other chart of the name', () => {
  expect(answer('elsewhere')).toEqual(['app', 'other']);
});

test('a chart that nobody uses is its own root', () => {
  expect(answer('app')).toEqual(['app']);
  expect(answer('mid')).toEqual(['top']);
});

test('calls of a helper are found in the trees of all users', () => {
  const { snapshot } = fixture(WORKSPACE);
  const trees = treesOfUsers(snapshot, `${FIXTURE_ROOT}/lib`);
  const calls = trees.flatMap((tree) => templateIndex(snapshot, tree).callsOf('common.name'));
  expect(calls.map(({ chart }) => chart.name)).toEqual(['app']);
  expect(trees.map((tree) => membersFor(snapshot, tree, `${FIXTURE_ROOT}/lib`).length)).toEqual([0, 1]);
});
