// The last finished render of a chart, and beside it the last good output of each file that fails now.

import { writesNothing } from '#engine/template/watch.ts';
import { type Recorded, recordedOf, type TableOf } from './recorded.ts';
import { MergedRelease } from './release-merge.ts';
import {
  type AssumedTemplate,
  type BranchCount,
  causesOf,
  type Finding,
  type Judgement,
  type MappedText,
  type RenderedDocument,
  type RenderedTemplate,
  type Rendering,
} from './rendering.ts';
import { nextSaved, type SavedOutput } from './saved-output.ts';
import { fileAt, type Snapshot } from './snapshot.ts';
import { underSet } from './values-set.ts';

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
  /**
   * By template URI, what was recorded last: that of `good`, or until its own is there that of a render before, so that
   * nothing that is told from it vanishes and comes back with every key.
   */
  readonly recorded: ReadonlyMap<string, Recorded>;
  /** Last good output, by template URI, of templates whose previews assume something. */
  readonly assumed: ReadonlyMap<string, Kept<AssumedTemplate>>;
  /** Templates that render nothing now and show what they did before, because somebody is typing. */
  readonly held: ReadonlySet<string>;
  /** The release; documents of templates that fail now are the last good ones. */
  readonly release: Kept<MappedText>;
  /** What previews showed when all files were as saved. */
  readonly saved: SavedOutput;
}

/** What views are made of. */
type Shown = Omit<RenderState, 'saved'>;

/** What a preview of one file or of the whole chart shows now. */
export interface View {
  readonly text: MappedText;
  /** Documents of a file's preview; none for the chart. */
  readonly documents: readonly RenderedDocument[];
  readonly snapshot: Snapshot;
  readonly stale: boolean;
  readonly errors: readonly Finding[];
  /** The conditions on the way of a file that renders nothing. */
  readonly judgements?: readonly Judgement[] | undefined;
  /** What the conditions in a file's own text came to. */
  readonly branches?: readonly BranchCount[] | undefined;
  /** What the text names in angle brackets, since absent charts would give it. */
  readonly gaps?: readonly string[] | undefined;
  /** Hooks that Helm does not know, and whose documents it leaves out. */
  readonly unknownHooks?: readonly string[] | undefined;
  /** What is assumed here and said by no file. */
  readonly assumed?: readonly string[] | undefined;
}

/**
 * The state after a further render of `made`; it keeps that snapshot as the chart sees it. `isWriting`: somebody is typing
 * in a file, so that a condition or a value may be half there.
 */
export function nextState(
  before: RenderState | undefined,
  output: Rendering,
  made: Snapshot,
  isWriting = false,
  tableOf: TableOf = () => undefined,
): RenderState {
  const snapshot = underSet(made, output.root);
  const good = new Map<string, Kept<RenderedTemplate>>();
  const isBlind = causesOf(output).length > 0;
  for (const template of output.templates) {
    const kept = template.failed || isBlind ? before?.good.get(template.uri) : { output: template, snapshot };
    if (kept) good.set(template.uri, kept);
  }
  if (isBlind) for (const [uri, kept] of before?.good ?? []) if (fileAt(snapshot, uri)) good.set(uri, kept);
  const held = isWriting && before ? silencedNow(before, good, snapshot) : new Set<string>();
  for (const uri of held) good.set(uri, before?.good.get(uri) as Kept<RenderedTemplate>);
  const now = { output: output.release, snapshot };
  const older = [
    ...output.templates.filter(({ failed }) => failed),
    ...[...held].flatMap((uri) => good.get(uri)?.output ?? []),
  ];
  const release = before === undefined ? now : isBlind ? before.release : releaseOf(before.release, now, older, good);
  const assumed = new Map(output.assumed.map((one) => [one.uri, lastAssumed(before, { output: one, snapshot })]));
  const recorded = recordedOf(good, before?.recorded, tableOf);
  const count = (before?.count ?? 0) + 1;
  const state = { output, snapshot, count, good, recorded, assumed, held, release };
  const plain = plainTemplates(state);
  const saved = nextSaved(before?.saved, snapshot, output.root, {
    release: release.output,
    uris: () => templateUris(state),
    isPlain: (uri) => plain.has(uri),
    view: (uri) => {
      const text = plain.get(uri)?.output;
      return text ? { text } : shownView(state, uri, 'file');
    },
  });
  return { ...state, saved };
}

/** Templates, by URI, whose preview is their output alone: none that failed, waits, or takes something for given. */
function plainTemplates({ output, held }: Shown): Map<string, RenderedTemplate> {
  const plain = new Map<string, RenderedTemplate>();
  if (causesOf(output).length > 0) return plain;
  for (const template of output.templates)
    if (!template.failed && !held.has(template.uri)) plain.set(template.uri, template);
  for (const { uri } of output.assumed) plain.delete(uri);
  return plain;
}

/** Templates that rendered something before, and nothing in this good render, or are no part of it. */
function silencedNow(before: RenderState, good: RenderState['good'], snapshot: Snapshot): Set<string> {
  const silenced = new Set<string>();
  for (const [uri, { output }] of before.good) {
    const now = good.get(uri)?.output;
    if (now !== output && !rendersNothing(output) && (now === undefined ? fileAt(snapshot, uri) : rendersNothing(now)))
      silenced.add(uri);
  }
  return silenced;
}

function rendersNothing({ name, output: { text } }: RenderedTemplate): boolean {
  return name.endsWith('NOTES.txt') ? text.trim() === '' : writesNothing(text);
}

/** What fails now shows what it showed before under the same assumption. */
function lastAssumed(before: RenderState | undefined, now: Kept<AssumedTemplate>): Kept<AssumedTemplate> {
  const { uri, texts, errors } = now.output;
  const last = errors.length > 0 ? before?.assumed.get(uri) : undefined;
  return last?.output.texts.join('\n') === texts.join('\n') ? last : now;
}

function releaseOf(
  before: Kept<MappedText>,
  now: Kept<MappedText>,
  failed: readonly RenderedTemplate[],
  good: RenderState['good'],
): Kept<MappedText> {
  if (failed.length === 0) return now;
  const output = new MergedRelease(before.output, now.output, new Set(failed.map(({ name }) => name)));
  // Places in the failing templates point into the texts that rendered.
  const files = new Map(now.snapshot.files);
  for (const { uri } of failed) {
    const file = fileAt(good.get(uri)?.snapshot ?? now.snapshot, uri);
    if (file) files.set(uri, file);
  }
  return { output, snapshot: { ...now.snapshot, files } };
}

/** Files whose preview shows something else than before. */
export function changedFiles(before: RenderState | undefined, after: RenderState): string[] {
  const uris = new Set([...templateUris(before), ...templateUris(after)]);
  const [then, now] = [before && plainTemplates(before), plainTemplates(after)];
  return [...uris].filter((uri) => {
    // One key leaves nearly all outputs as they are, and to look at each of a large chart takes longer than a request may.
    const template = now.get(uri);
    if (template !== undefined && then?.get(uri) === template) return false;
    return !sameView(before && shownView(before, uri, 'file'), shownView(after, uri, 'file'));
  });
}

function templateUris(state: Shown | undefined): string[] {
  return state ? [...state.output.templates.map(({ uri }) => uri), ...state.good.keys()] : [];
}

function sameView(a: View | undefined, b: View): boolean {
  if (a === undefined || a.text.text !== b.text.text || a.stale !== b.stale) return false;
  return a.errors.length === b.errors.length && a.errors.every((error, i) => error.message === b.errors[i]?.message);
}

/** What a preview shows: the view, or what would be if what the user wants to assume were so. */
export function shownView(state: Shown, uri: string, scope: 'file' | 'chart'): View {
  const now = state.output.assumed.find((one) => one.uri === uri);
  const kept = state.assumed.get(uri);
  if (scope === 'chart' || now === undefined || kept === undefined) return viewOf(state, uri, scope);
  const { template } = kept.output;
  const base = template ? shown(template, kept.snapshot) : { text: EMPTY_TEXT, documents: [], snapshot: kept.snapshot };
  return { ...base, stale: kept.output !== now, errors: now.errors, assumed: now.texts };
}

/** The view of a template, or of the whole release. */
export function viewOf(state: Shown, uri: string, scope: 'file' | 'chart'): View {
  return scope === 'chart' ? releaseView(state) : fileView(state, uri);
}

function fileView(state: Shown, uri: string): View {
  const now = templateOf(state.output, uri);
  const blind = causesOf(state.output);
  const isHeld = state.held.has(uri);
  if (now && !now.failed && blind.length === 0 && !isHeld)
    return { ...shown(now, state.snapshot), stale: false, errors: [] };
  const good = state.good.get(uri);
  const errors = blind.length > 0 ? blind : isHeld ? [] : errorsOf(state.output, uri);
  if (good) return { ...shown(good.output, good.snapshot), stale: true, errors };
  // Never rendered well: what was written up to the error is better than nothing.
  if (now) return { ...shown(now, state.snapshot), stale: false, errors };
  return { text: EMPTY_TEXT, documents: [], snapshot: state.snapshot, stale: false, errors: [] };
}

const templates = new WeakMap<Rendering, ReadonlyMap<string, RenderedTemplate>>();

function templateOf(rendering: Rendering, uri: string): RenderedTemplate | undefined {
  let byUri = templates.get(rendering);
  if (byUri === undefined) {
    byUri = new Map(rendering.templates.map((template) => [template.uri, template]));
    templates.set(rendering, byUri);
  }
  return byUri.get(uri);
}

function shown(
  { output, documents, judgements, branches, gaps, unknownHooks }: RenderedTemplate,
  snapshot: Snapshot,
): Pick<View, 'text' | 'documents' | 'snapshot' | 'judgements' | 'branches' | 'gaps' | 'unknownHooks'> {
  return { text: output, documents, snapshot, judgements, branches, gaps, unknownHooks };
}

function releaseView(state: Shown): View {
  const { errors, templates } = state.output;
  const { output, snapshot } = state.release;
  const isOlder = output !== state.output.release && output.text !== '';
  return {
    text: output,
    documents: [],
    snapshot,
    stale: isOlder || templates.some(({ failed }) => failed) || state.held.size > 0,
    errors,
  };
}

/** The errors on a file's way; all of them when none names it. */
function errorsOf(rendering: Rendering, uri: string): readonly Finding[] {
  const own = rendering.errors.filter(
    (error) => error.uri === uri || error.related.some((related) => related.uri === uri),
  );
  return own.length > 0 ? own : rendering.errors;
}

const EMPTY_TEXT: MappedText = { text: '', mappings: [] };
