// Names of the example charts, renamed: refused with a reason, or the charts render what they rendered before.

import { expect, test } from 'vitest';
import { rename } from '#language/features/rename.ts';
import { exampleFiles, exampleSnapshot } from '../support/examples.ts';
import { FIXTURE_ROOT } from '../support/fixture.ts';
import { namedPlaces, renderedAll, withEdits } from '../support/renaming.ts';

/** Every so many names are tried; RENAME_EVERY=1 tries all of them, which takes minutes. */
const EVERY = Number(process.env['RENAME_EVERY'] ?? 197);

test('a rename changes nothing that the examples render', () => {
  const files = new Map([...exampleFiles()].filter(([path]) => !path.startsWith('broken/')));
  const snapshot = exampleSnapshot(files);
  const before = renderedAll(snapshot);
  const same = new Map<string, boolean>();
  const changed: string[] = [];
  let renamed = 0;
  for (const [i, { uri, offset }] of namedPlaces(snapshot, FIXTURE_ROOT).entries()) {
    if (i % EVERY !== 0) continue;
    const text = snapshot.files.get(uri)?.text ?? '';
    const result = rename(snapshot, uri, offset, text[offset - 1] === '$' ? 'renamed' : 'renamed-key');
    if (result?.kind !== 'edits') continue;
    renamed++;
    const key = JSON.stringify(result.edits);
    if (!same.has(key)) same.set(key, renderedAll(withEdits(snapshot, result.edits)) === before);
    if (!same.get(key)) changed.push(`${uri} ${offset} ${text.slice(offset - 20, offset + 20)}`);
  }
  expect(changed).toEqual([]);
  expect(renamed).toBeGreaterThan(3);
}, 900_000);
