// What a completion in a schema's document is: the shape of completions in templates, with the two kinds that occur here.

import type { Span } from '#engine/text/span.ts';

export interface SchemaItem {
  readonly label: string;
  readonly kind: 'field' | 'value';
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** Makes that Markdown when it is asked for. */
  readonly document?: (() => string | undefined) | undefined;
  /** What `insert` takes the place of. */
  readonly replace: Span;
  readonly insert: string;
  readonly isSnippet?: boolean | undefined;
  /** What the replaced text is compared with, when that is not the label. */
  readonly filter?: string | undefined;
  /** Items are shown in the order of these. */
  readonly sort: string;
}
