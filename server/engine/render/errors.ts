// What the engine reports: one shape for every error and warning, with Helm's wording and a place in a file.

import type { Level } from '../template/exec-error.ts';
import type { Span } from '../text/span.ts';
import type { EngineErrorCode } from '../values/errors.ts';

/** A further place that belongs to an error: the calls on the way to it. */
export interface Related {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

export interface EngineError {
  readonly code: EngineErrorCode;
  /** Source of the file (SourceFile.source); empty when the error belongs to no file. */
  readonly file: string;
  /** UTF-16 offsets into that file; undefined when it concerns the file as a whole. */
  readonly span: Span | undefined;
  /** The user's sentence: the cause without Go's frame of positions. */
  readonly message: string;
  /** What helm prints after `Error: `. */
  readonly helmText: string;
  readonly related: readonly Related[];
  /** For a render error: each template, include and tpl on the way, the rendered file first. */
  readonly levels?: readonly Level[] | undefined;
  /** Path of the rendered template (`chart/templates/x.yaml`) that this error stopped. */
  readonly template?: string | undefined;
}
