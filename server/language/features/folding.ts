// What can be folded in a template: blocks, keys with what lies below them, comments, documents.

import type { Span } from '#engine/text/span.ts';
import { regionsOf } from '../documents/regions.ts';
import { templateView } from '../documents/template.ts';
import { chartFolderOf, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface Fold {
  readonly kind: 'block' | 'yaml' | 'comment' | 'document';
  /** Its first line stays; the others are hidden, up to the line in which it ends. */
  readonly span: Span;
}

/** The folds of a template. Undefined for other files, which an editor folds by their indentation well enough. */
export function folding(snapshot: Snapshot, uri: string): readonly Fold[] | undefined {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || roleOf(folder, file.uri) !== 'template') return undefined;
  return regionsOf(templateView(file, seenFrom(snapshot, file.uri).settings));
}
