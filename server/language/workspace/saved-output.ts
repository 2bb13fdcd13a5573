// What the previews of a chart showed when all its files were as saved, and which lines are other ones now.

import type { Settings } from '#protocol';
import { type LineChange, lineChanges } from './line-diff.ts';
import type { View } from './render-state.ts';
import type { MappedText } from './rendering.ts';
import { chartFolderOf, rootChartFolder, type Snapshot } from './snapshot.ts';

export interface SavedOutput {
  /** Under other settings nothing can be compared. */
  readonly settings: Settings;
  readonly files: ReadonlyMap<string, SavedFile>;
  readonly release: MappedText;
}

interface SavedFile {
  readonly text: MappedText;
  /** What the preview took for given. */
  readonly assumed: string;
}

/** A finished render, as far as it is shown. */
export interface ShownOutput {
  readonly release: MappedText;
  readonly uris: () => readonly string[];
  /** The preview of the file takes nothing for given. */
  readonly isPlain: (uri: string) => boolean;
  readonly view: (uri: string) => Pick<View, 'text' | 'assumed'>;
}

/**
 * A render of files that are all as saved is the new ground. So is the first one under another values set or assumption:
 * to switch is no edit, and nobody rendered the saved texts that way. `snapshot` is seen under the chart's set.
 */
export function nextSaved(
  before: SavedOutput | undefined,
  snapshot: Snapshot,
  root: string,
  shown: ShownOutput,
): SavedOutput {
  if (before === undefined || before.settings !== snapshot.settings || isSaved(snapshot, root)) {
    const files = new Map(shown.uris().map((uri) => [uri, fileOf(shown.view(uri))]));
    return { settings: snapshot.settings, files, release: shown.release };
  }
  const switched = shown.uris().flatMap((uri): [string, SavedFile][] => {
    const known = before.files.get(uri);
    if (known?.assumed === '' && shown.isPlain(uri)) return [];
    const now = known && fileOf(shown.view(uri));
    return now && now.assumed !== known.assumed ? [[uri, now]] : [];
  });
  return switched.length === 0 ? before : { ...before, files: new Map([...before.files, ...switched]) };
}

/**
 * The lines of a preview that differ from what it showed at the last save; `uri` undefined: of the release. What explains
 * an empty preview is no output: there the one mark says that something is gone.
 */
export function linesSinceSave(saved: SavedOutput, uri: string | undefined, shown: MappedText, output: MappedText) {
  const before = (uri === undefined ? saved.release : saved.files.get(uri)?.text)?.text ?? '';
  if (shown === output) return lineChanges(before, output.text);
  const gone: LineChange[] = [{ kind: 'deleted', from: 0, to: 0 }];
  return before.trim() !== '' && before !== output.text ? gone : [];
}

function fileOf({ text, assumed = [] }: Pick<View, 'text' | 'assumed'>): SavedFile {
  return { text, assumed: assumed.join('\n') };
}

/** Whether no open file that the chart is made of has changes that were not saved. */
function isSaved(snapshot: Snapshot, root: string): boolean {
  for (const [uri, text] of snapshot.saved) {
    const file = snapshot.files.get(uri);
    if (file === undefined || file.version === undefined || file.text === text) continue;
    const folder = chartFolderOf(snapshot, uri);
    if (folder !== undefined && rootChartFolder(snapshot, folder) === root) return false;
  }
  return true;
}
