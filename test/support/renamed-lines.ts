// What a rename in a fixture comes to, as text: the lines that it changes, or the reason why nothing is renamed.

import { expect } from 'vitest';
import { prepareRename } from '#language/features/rename.ts';
import { cursorOf, FIXTURE_ROOT, type FixtureOptions, fixture } from './fixture.ts';
import { renamed, renderedAll } from './renaming.ts';

/** Every chart must render the same before and after; a refusal must be told before a name is typed. */
export function renamedLines(text: string, name: string, options: FixtureOptions = {}): string {
  const read = fixture(text, options);
  const { uri, offset } = cursorOf(read);
  const before = renderedAll(read.snapshot);
  expect(before).not.toMatch(/^error| failed$/m);
  const { result, isSame, after } = renamed(read.snapshot, uri, offset, name, before);
  const prepared = prepareRename(read.snapshot, uri, offset);
  if (result === undefined || result.kind === 'refused') {
    if (prepared?.kind === 'refused') expect(result).toEqual(prepared);
    return result?.reason ?? 'nothing';
  }
  expect(prepared?.kind).toBe('ready');
  expect(isSame).toBe(true);
  const uris = [...new Set(result.edits.map((edit) => edit.uri))].sort();
  const lines = uris.flatMap((changed) => {
    const old = read.snapshot.files.get(changed)?.text.split('\n') ?? [];
    const now = after.files.get(changed)?.text.split('\n') ?? [];
    const path = changed.slice(FIXTURE_ROOT.length + 1);
    return now.flatMap((line, i) => (line === old[i] ? [] : [`${path}:${i + 1}: ${line.trim()}`]));
  });
  return lines.join('\n');
}

/** Each place of a chart with the name it is given, and what comes of it; the same with other line ends. */
export function renameTable(chart: string, cases: readonly (readonly [place: string, name: string])[]): string {
  return cases
    .map(([place, name]) => {
      const plain = place.replace('█', '');
      if (!chart.includes(plain)) throw new Error(`the chart has no ${plain}`);
      const text = chart.replace(plain, () => place);
      const lines = renamedLines(text, name);
      expect(renamedLines(text, name, { newline: '\r\n', openEnd: true })).toBe(lines);
      return [`${place} -> ${name}`, ...lines.split('\n')].join('\n  ');
    })
    .join('\n');
}
