// What a rename comes to: edits of files, or the sentence that says why it cannot be done.

import type { Span } from '#engine/text/span.ts';
import type { FileText } from '../../workspace/snapshot.ts';

export interface FileEdit {
  readonly uri: string;
  readonly span: Span;
  readonly text: string;
}

export type Rename =
  | {
      readonly kind: 'edits';
      readonly edits: readonly FileEdit[];
      /** What cannot be known: somebody should look at the edits before they are made. */
      readonly doubt?: string | undefined;
    }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

export function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}

/** `templates/web.yaml:12`, as the author knows the place. */
export function placeText(file: FileText, at: number, folder: string): string {
  const line = file.text.slice(0, at).split('\n').length;
  const path = file.uri.startsWith(`${folder}/`) ? file.uri.slice(folder.length + 1) : shortPath(file.uri);
  return `${path}:${line}`;
}

/** The last folders of a path: those that tell charts apart. */
function shortPath(uri: string): string {
  return uri.split('/').slice(-3).join('/');
}
