// The last finished render of a chart, and beside it the last good output of each file that fails now.

import type { Finding, MappedText, RenderedDocument, RenderedTemplate, Rendering } from './rendering.ts';
import { fileAt, type Snapshot } from './snapshot.ts';

/** An output together with the snapshot that all its places point into. */
export interface Kept<T> {
  readonly output: T;
  readonly snapshot: Snapshot;
}

export interface RenderState extends Kept<Rendering> {
  /** Counts the finished renders of this chart from 1. */
  readonly count: number;
  /** Last good output by template URI; missing for a file that never rendered. */
  readonly good: ReadonlyMap<string, Kept<RenderedTemplate>>;
  /** The last release in which something was rendered. */
  readonly goodRelease: Kept<MappedText> | undefined;
}

/** What a preview of one file or of the whole chart shows now. */
export interface View {
  readonly text: MappedText;
  /** Documents of a file's preview; none for the chart. */
  readonly documents: readonly RenderedDocument[];
  readonly snapshot: Snapshot;
  readonly stale: boolean;
  readonly errors: readonly Finding[];
}

/** The state after a further render of `snapshot`. */
export function nextState(before: RenderState | undefined, output: Rendering, snapshot: Snapshot): RenderState {
  const good = new Map<string, Kept<RenderedTemplate>>();
  const broken = nothingRendered(output);
  for (const template of output.templates) {
    const kept = template.failed ? before?.good.get(template.uri) : { output: template, snapshot };
    if (kept) good.set(template.uri, kept);
  }
  if (broken) for (const [uri, kept] of before?.good ?? []) if (fileAt(snapshot, uri)) good.set(uri, kept);
  const goodRelease = broken ? before?.goodRelease : { output: output.release, snapshot };
  return { output, snapshot, count: (before?.count ?? 0) + 1, good, goodRelease };
}

/** Files whose preview shows something else than before. */
export function changedFiles(before: RenderState | undefined, after: RenderState): string[] {
  const uris = new Set([...templateUris(before), ...templateUris(after)]);
  return [...uris].filter((uri) => !sameView(before && viewOf(before, uri, 'file'), viewOf(after, uri, 'file')));
}

function templateUris(state: RenderState | undefined): string[] {
  return state ? [...state.output.templates.map(({ uri }) => uri), ...state.good.keys()] : [];
}

function sameView(a: View | undefined, b: View): boolean {
  if (a === undefined || a.text.text !== b.text.text || a.stale !== b.stale) return false;
  return a.errors.length === b.errors.length && a.errors.every((error, i) => error.message === b.errors[i]?.message);
}

/** The view of a template's preview, or of the whole release. */
export function viewOf(state: RenderState, uri: string, scope: 'file' | 'chart'): View {
  return scope === 'chart' ? releaseView(state) : fileView(state, uri);
}

function fileView(state: RenderState, uri: string): View {
  const now = state.output.templates.find((template) => template.uri === uri);
  if (now && !now.failed) return { ...shown(now, state.snapshot), stale: false, errors: [] };
  const good = state.good.get(uri);
  const errors = now || good ? errorsOf(state.output, uri) : [];
  if (good) return { ...shown(good.output, good.snapshot), stale: true, errors };
  // Never rendered well: what was written up to the error is better than nothing.
  const text = now?.output ?? EMPTY_TEXT;
  return { text, documents: now?.documents ?? [], snapshot: state.snapshot, stale: false, errors };
}

function shown(template: RenderedTemplate, snapshot: Snapshot): Pick<View, 'text' | 'documents' | 'snapshot'> {
  return { text: template.output, documents: template.documents, snapshot };
}

function releaseView(state: RenderState): View {
  const { errors, templates, release } = state.output;
  const { goodRelease } = state;
  if (nothingRendered(state.output) && goodRelease)
    return { text: goodRelease.output, documents: [], snapshot: goodRelease.snapshot, stale: true, errors };
  const stale = templates.some(({ failed }) => failed);
  return { text: release, documents: [], snapshot: state.snapshot, stale, errors };
}

/** The errors on a file's way; all of them when none names it (a broken helper or values file stops every template). */
function errorsOf(rendering: Rendering, uri: string): readonly Finding[] {
  const own = rendering.errors.filter(
    (error) => error.uri === uri || error.related.some((related) => related.uri === uri),
  );
  return own.length > 0 ? own : rendering.errors;
}

function nothingRendered(rendering: Rendering): boolean {
  return rendering.errors.length > 0 && rendering.templates.length === 0;
}

const EMPTY_TEXT: MappedText = { text: '', mappings: [] };
