// The fixture language of tests: a few files in one text, a cursor, and labels under what should be found.
//
//     -- values.yaml --
//     image: {tag: v1}
//     -- templates/pod.yaml --
//     image: {{ .Values.image.t█ag }}
//              # ^^^^^^ rule-id: message
//
// A path `charts/redis-1.0.0.tgz!/values.yaml` is a file of a packed chart: the archive is made, and lies there unpacked as well.
//
// A label line marks the columns of the line above it and is no part of the file.

import { gzipSync } from 'node:zlib';
import { fromBytes } from '#engine/text/bytes.ts';
import { archiveFolder, isArchived } from '#language/workspace/archives.ts';
import { bindingOf, unresolvedText } from '#language/workspace/binding.ts';
import {
  applyChanges,
  type Change,
  EMPTY_SNAPSHOT,
  type FileText,
  type Snapshot,
} from '#language/workspace/snapshot.ts';
import { joinUri, parentUri } from '#language/workspace/uri.ts';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';
import { tarBytes } from './tar-writer.ts';

export interface FixtureLabel {
  readonly uri: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly rule: string;
  readonly message: string;
}

export interface Fixture {
  readonly snapshot: Snapshot;
  /** Where `█` stood. */
  readonly cursor: { readonly uri: string; readonly offset: number } | undefined;
  /** The files by path, as the snapshot holds them. */
  readonly files: ReadonlyMap<string, FileText>;
  readonly labels: readonly FixtureLabel[];
}

export interface FixtureOptions {
  readonly settings?: Partial<Settings>;
  /** What lines end with; `\n` when absent. */
  readonly newline?: '\n' | '\r\n';
  /** The last line of each file has no newline. */
  readonly openEnd?: boolean;
}

/** Hints that a user has to ask for: fixtures have all of them. */
export const ALL_HINTS: Settings['hints'] = { unusedValues: true, unusedValuesExclude: [], unknownValues: true };

/** The folder that holds all files of a fixture. */
export const FIXTURE_ROOT = 'file:///w';

const CURSOR = '█';
const HEADER = /^-- (\S.*?) --$/;
const LABEL = /^\s*#\s*(\^+)\s+([a-z][\w-]*):\s?(.*)$/;
const CHART = 'apiVersion: v2\nname: fixture\nversion: 0.1.0\n';

/** Reads a fixture. When no chart stands at its top, `Chart.yaml` is a minimal one; every file is loaded. */
export function fixture(text: string, options: FixtureOptions = {}): Fixture {
  const labels: FixtureLabel[] = [];
  let cursor: Fixture['cursor'];
  const contents = new Map<string, string>();
  for (const [path, lines] of sections(text)) {
    const uri = fixtureUri(path);
    const read = readFile(uri, lines, options, labels);
    if (read.cursor !== undefined) cursor = { uri, offset: read.cursor };
    contents.set(path, read.text);
  }
  const hasChart = [...contents.keys()].some((path) => /(^|\/)Chart\.yaml$/.test(path) && !/(^|\/)charts\//.test(path));
  if (!hasChart) contents.set('Chart.yaml', CHART);
  const loaded = applyChanges(EMPTY_SNAPSHOT, changesOf(contents, options));
  const snapshot = applyChanges(loaded, bindingsIn(loaded));
  const files = new Map<string, FileText>();
  for (const path of contents.keys()) files.set(path, snapshot.files.get(fixtureUri(path)) as FileText);
  return { snapshot, cursor, files, labels };
}

/** The URI of a path below the fixture's folder, which may lead into packed charts. */
export function fixtureUri(path: string): string {
  const parts = path.split('!/');
  const inner = parts.pop() as string;
  const folder = parts.reduce((base, archive) => archiveFolder(joinUri(base, archive)), FIXTURE_ROOT);
  return joinUri(folder, inner);
}

/** The packed charts that paths lead into, by their own paths; an inner one is a file of the outer one. */
function archivesOf(contents: ReadonlyMap<string, string>): Map<string, string> {
  const inside = new Map<string, Map<string, string>>();
  for (const [path, text] of contents) {
    const [archive = '', ...rest] = path.split('!/');
    if (rest.length === 0) continue;
    const files = inside.get(archive) ?? new Map<string, string>();
    inside.set(archive, files.set(rest.join('!/'), text));
  }
  return new Map([...inside].map(([archive, files]) => [archive, packed(files)]));
}

function packed(files: ReadonlyMap<string, string>): string {
  const plain = [...files].filter(([path]) => !path.includes('!/'));
  const specs = [...plain, ...archivesOf(files)].map(([path, text]) => ({ name: `chart/${path}`, text }));
  return fromBytes(gzipSync(tarBytes(specs)));
}

/** The cursor of a fixture that must have one. */
export function cursorOf(read: Fixture): { readonly uri: string; readonly offset: number } {
  if (read.cursor === undefined) throw new Error('the fixture has no cursor');
  return read.cursor;
}

function changesOf(contents: ReadonlyMap<string, string>, options: FixtureOptions): Change[] {
  const changes: Change[] = [];
  for (const [path, text] of contents) {
    const uri = fixtureUri(path);
    changes.push({ kind: 'file', uri, text });
    if (!isArchived(uri) && /(^|\/)Chart\.yaml$/.test(path))
      changes.push({ kind: 'loaded', folder: parentUri(uri) as string });
  }
  for (const [path, text] of archivesOf(contents)) changes.push({ kind: 'file', uri: fixtureUri(path), text });
  changes.push({ kind: 'settings', settings: { ...DEFAULT_SETTINGS, hints: ALL_HINTS, ...options.settings } });
  return changes;
}

/** Values files that name their chart by its path, as a session would have found it. */
export function bindingsIn(snapshot: Snapshot): Change[] {
  return [...snapshot.files.values()].flatMap((file): Change[] => {
    const binding = bindingOf(file, snapshot.settings.valuesFileCharts, [FIXTURE_ROOT]);
    if (binding === undefined) return [];
    const { reference, span } = binding;
    const folder = joinUri(parentUri(file.uri) as string, reference.path ?? '');
    const isThere = snapshot.files.has(joinUri(folder, 'Chart.yaml'));
    const bound = isThere ? { folder } : { folder: undefined, span, ...unresolvedText(reference) };
    return [{ kind: 'bound', uri: file.uri, bound }];
  });
}

/** The lines of each file, without the indentation that all lines of the fixture share. */
function sections(text: string): Map<string, string[]> {
  const lines = text.split('\n');
  if (lines[0]?.trim() === '') lines.shift();
  if (lines.at(-1)?.trim() === '') lines.pop();
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  const out = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of lines.map((full) => full.slice(indent))) {
    const path = HEADER.exec(line)?.[1];
    if (path !== undefined) {
      current = [];
      out.set(path, current);
    } else if (current) current.push(line);
    else throw new Error(`a fixture begins with "-- path --", not with ${JSON.stringify(line)}`);
  }
  return out;
}

function readFile(
  uri: string,
  lines: readonly string[],
  options: FixtureOptions,
  labels: FixtureLabel[],
): { readonly text: string; readonly cursor: number | undefined } {
  const newline = options.newline ?? '\n';
  let text = '';
  let lineStart = 0;
  let cursor: number | undefined;
  for (const line of lines) {
    const label = LABEL.exec(line);
    if (label) {
      const column = line.indexOf('^');
      // The cursor stands in the fixture's line, but not in the file's.
      const isBehindCursor = cursor !== undefined && cursor >= lineStart && cursor < lineStart + column;
      const start = lineStart + column - (isBehindCursor ? 1 : 0);
      const marks = label[1] as string;
      labels.push({
        uri,
        span: { start, end: start + marks.length },
        rule: label[2] as string,
        message: label[3] as string,
      });
      continue;
    }
    lineStart = text.length;
    const at = line.indexOf(CURSOR);
    if (at >= 0) cursor = lineStart + at;
    text += line.replace(CURSOR, '') + newline;
  }
  if (options.openEnd) text = text.slice(0, -newline.length);
  return { text, cursor };
}
