// What a completion in a manifest is: the shape of completions in templates, with the kinds that occur here.

import type { Span } from '#engine/text/span.ts';

export interface ManifestItem {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'snippet';
  readonly detail?: string | undefined;
  /** Makes Markdown when it is asked for. */
  readonly document?: (() => string | undefined) | undefined;
  /** What `insert` takes the place of. */
  readonly replace: Span;
  readonly insert: string;
  /** Changes elsewhere that come with it. */
  readonly also?: readonly TextEdit[] | undefined;
  readonly isSnippet?: boolean | undefined;
  /** Once it stands there, what may be written in it is offered. */
  readonly asksAgain?: boolean | undefined;
  /** What the replaced text is compared with, when that is not the label. */
  readonly filter?: string | undefined;
  /** Items are shown in the order of these. */
  readonly sort: string;
}

/** Puts `text` in the place of `span`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}
