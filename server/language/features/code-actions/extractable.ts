// What "Extract to values.yaml" can take, whatever it looks like: its place, and how it is written once it is a value.

import type { Span } from '#engine/text/span.ts';

export interface Extractable {
  /** What is extracted, and the selection that means it. */
  readonly span: Span;
  /** The line whose key says what it is. */
  readonly nameAt: number;
  /** `name` reads the value, as in `.Values.a.b`. Undefined: nobody can tell that the same would be rendered. */
  written(name: string): Written | undefined;
}

export interface Written {
  /** As it stands in values.yaml, for `insertKey`. */
  readonly value: string;
  /** What gives way in the template, and what comes in its place. */
  readonly replaced: Span;
  readonly text: string;
  /** What is printed in another way, though it says the same. */
  readonly warning?: string | undefined;
}
