// What a completion is, as plain data.

import type { Span } from '#engine/text/span.ts';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'value' | 'object' | 'field' | 'function' | 'template' | 'variable' | 'keyword' | 'snippet' | 'file';
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** Makes that Markdown when it is asked for: a list has hundreds of items, and one is looked at. */
  readonly document?: (() => string | undefined) | undefined;
  /** What `insert` takes the place of. */
  readonly replace: Span;
  readonly insert: string;
  /** Changes elsewhere that come with it. */
  readonly also?: readonly { readonly span: Span; readonly text: string }[] | undefined;
  /** `insert` has places to type at (`$1`, `$0`). */
  readonly isSnippet?: boolean | undefined;
  /** Once it stands there, what may be written in it is offered. */
  readonly asksAgain?: boolean | undefined;
  /** What the replaced text is compared with, when that is not the label. */
  readonly filter?: string | undefined;
  /** Items are shown in the order of these. */
  readonly sort: string;
}
