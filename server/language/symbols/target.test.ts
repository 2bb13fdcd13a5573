// What a string names by the function it is given to, told as the paths that it may be.

import { expect, test } from 'vitest';
import { cursorOf, fixture } from '../../../test/support/fixture.ts';
import { targetAt } from './target.ts';

function pathsAt(expression: string): string[] {
  const { snapshot, cursor } = ((read) => ({ snapshot: read.snapshot, cursor: cursorOf(read) }))(
    fixture(`
      -- values.yaml --
      db: {auth: {user: me}}
      -- templates/x.yaml --
      x: {{ ${expression} }}
    `),
  );
  const target = targetAt(snapshot, cursor.uri, cursor.offset)?.target;
  return target?.kind === 'path' ? target.paths.map(({ object, path }) => [object, ...path].join('.')) : [];
}

test.each([
  ['dig "au█th" "user" "nobody" .Values.db', ['Values.db.auth']],
  ['dig "auth" "us█er" "nobody" .Values.db', ['Values.db.auth.user']],
  ['.Values.db | dig "auth" "us█er" "nobody" | quote', ['Values.db.auth.user']],
  ['(.Values | dig "d█b" (dict)).auth', ['Values.db']],
  // The default names nothing.
  ['dig "auth" "user" "no█body" .Values.db', []],
  ['.Values.db | dig "auth" "no█body"', []],
  ['dig "au█th"', []],
])('%s', (expression, paths) => {
  expect(pathsAt(expression)).toEqual(paths);
});
