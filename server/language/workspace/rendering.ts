// A finished render of one root chart as plain data that crosses threads: texts, flat source maps, errors.

import type { Span } from '#engine/text/span.ts';
import type { ReleaseText } from './release-text.ts';

/** What is known of one finding, in every room. Offsets are UTF-16 into the file's text of that render. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly uri: string;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly { readonly uri: string; readonly span: Span; readonly message: string }[];
  /** What was probably meant: it may be written in place of the span. */
  readonly fix?: string | undefined;
  /** Which of several things at one place it is about: the same in every render, where the message may name other values. */
  readonly about?: string | undefined;
}

/**
 * One stretch of rendered text. `site` is the innermost template place that wrote it, `caller` the place in the
 * rendered template itself that led there (equal to `site` when no helper lies between), `value` the values slot.
 */
export interface FlatMapping {
  readonly start: number;
  readonly end: number;
  readonly site: FlatPlace | undefined;
  readonly caller: FlatPlace | undefined;
  readonly value: FlatPlace | undefined;
  /** Offset of this stretch inside the site's text when it stands there letter by letter; else undefined. */
  readonly skip: number | undefined;
}

export interface FlatPlace {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** How a call, reached by the calls of `via`, is told from others. */
export function viaOf(via: string, { uri, start, end }: FlatPlace): string {
  return `${via}|${uri}:${start}-${end}`;
}

/** Rendered text with its map; mappings are in order and cover the text. */
export interface MappedText {
  readonly text: string;
  readonly mappings: readonly FlatMapping[];
}

/** One rendered template file. */
export interface RenderedTemplate {
  readonly uri: string;
  /** Helm's name: `chart/templates/x.yaml`. */
  readonly name: string;
  /** What `helm template --show-only` prints of it, in document order; for NOTES.txt its text. */
  readonly output: MappedText;
  /** The file failed: `output` ends where it stopped. */
  readonly failed: boolean;
  /** Documents of the output: kind, name and where they stand in `output.text` (after the `# Source` line). */
  readonly documents: readonly RenderedDocument[];
  /** The conditions on the way of a file that renders nothing; undefined for others. */
  readonly judgements?: readonly Judgement[] | undefined;
  /**
   * What the output names in angle brackets, since absent charts would give it; undefined: it is whole. Nothing is to be
   * found wrong with an output that has gaps.
   */
  readonly gaps?: readonly string[] | undefined;
  /** Hooks that Helm does not know: it leaves their documents out of the output. */
  readonly unknownHooks?: readonly string[] | undefined;
  /** What the conditions in the file's own text came to. */
  readonly branches?: readonly BranchCount[] | undefined;
}

/** All runs of the `if`, `with` or `range` whose head begins at `start`. */
export interface BranchCount {
  readonly start: number;
  readonly runs: number;
  /** Runs whose condition held; of a range: those that had something to go through. */
  readonly held: number;
  /** Turns of a range; 0 for others. */
  readonly turns: number;
}

/** One run of an `if`, `with` or `range`, which stands at `place`. */
export interface Judgement {
  readonly place: FlatPlace;
  /** The include and template calls that led there (`viaOf`); empty in the file's own text. */
  readonly via: string;
  /** The condition held; of a range: there was something to go through. */
  readonly holds: boolean;
  /** What was evaluated of a condition that did not hold. */
  readonly parts: readonly JudgementPart[];
}

/** One operand, call or pipeline inside a condition. */
export interface JudgementPart {
  readonly start: number;
  readonly end: number;
  readonly kind: 'nothing' | 'bool' | 'number' | 'string' | 'list' | 'map' | 'other';
  /** A short text of the value; empty for nothing. */
  readonly shown: string;
  readonly holds: boolean;
  /** The place in a values file that it was read from. */
  readonly value: FlatPlace | undefined;
}

export interface RenderedDocument {
  readonly kind: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly span: Span;
  readonly isHook: boolean;
}

export interface Rendering {
  /** Folder URI of the root chart. */
  readonly root: string;
  /** Generation of the snapshot that was rendered. */
  readonly generation: number;
  readonly templates: readonly RenderedTemplate[];
  /** The whole release as `helm template` prints it; files that failed are left out. */
  readonly release: ReleaseText;
  /** Errors of loading, values, schemas, parsing and execution. Helm's first error comes first. */
  readonly errors: readonly Finding[];
  readonly warnings: readonly string[];
  /** Names of charts that are named as dependencies and are not there; what needs them is left out. */
  readonly without: readonly string[];
  /** Templates once more, with what their previews assume. */
  readonly assumed: readonly AssumedTemplate[];
  readonly milliseconds: number;
}

/** A template as it would be; its errors are no findings. */
export interface AssumedTemplate {
  readonly uri: string;
  /** What is assumed: `ingress.enabled: true`, one text for each value. */
  readonly texts: readonly string[];
  /** Undefined when it is not rendered at all. */
  readonly template: RenderedTemplate | undefined;
  readonly errors: readonly Finding[];
}

const CAUSES: ReadonlySet<string> = new Set(['chart-load', 'values-parse', 'values-set']);

/**
 * Errors because of which a render is not what the chart means: a file that is half typed could not be read, or a `--set`
 * string was refused, so that values are missing everywhere. Helm renders nothing then, and what templates say is an echo.
 */
export function causesOf({ errors }: Pick<Rendering, 'errors'>): readonly Finding[] {
  return errors.filter(({ code }) => CAUSES.has(code));
}

/**
 * Whether templates lack what could not be read, so that what goes wrong in them is an echo. A Chart.yaml that Helm refuses
 * (its version may be a placeholder that a pipeline fills in) was read for all that.
 */
export function lacksValues(rendering: Pick<Rendering, 'errors'>): boolean {
  return causesOf(rendering).some(({ message }) => !/(?:^|: )validation: /.test(message));
}
