// Hints in the text of a template: what actions came to in the last good render, what an end ends, what arguments are called.

import type { AnyNode, BranchNode, ListNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import type { Settings } from '#protocol';
import { childrenOf, templateView } from '../documents/template.ts';
import { valuePlaceAt, valuesView } from '../documents/values.ts';
import { KeptLines } from '../symbols/printed/kept-lines.ts';
import { isWhole, printable, shortLabel } from '../symbols/printed/label.ts';
import { Outputs } from '../symbols/printed/outputs.ts';
import { HIDDEN, isSecret } from '../symbols/printed/secrets.ts';
import { sliceMapped } from '../workspace/mapped-text.ts';
import { type RenderState, type View, viewOf } from '../workspace/render-state.ts';
import type { BranchCount } from '../workspace/rendering.ts';
import { chartFolderOf, type FileRole, type FileText, fileAt, roleOf, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';
import { type ClosingHint, closingHints } from './inlay-hints/closing.ts';
import { helperHints } from './inlay-hints/helpers.ts';
import { parameterHints } from './inlay-hints/parameters.ts';

export interface InlayHint {
  /** Where the action ends, or the argument begins. */
  readonly offset: number;
  /** A name that stands before what it names; others stand behind what they tell of. */
  readonly isName?: boolean;
  readonly label: string;
  /** The whole text where the label shows only a part of it. */
  readonly tooltip: string | undefined;
  /** The values key that it was read from, with its place in the text that was rendered. */
  readonly value: HintValue | undefined;
}

export interface HintValue {
  readonly path: string;
  readonly uri: string;
  readonly span: Span;
}

/** A tooltip is for a look, not for reading: so many lines, or turns of a loop. */
const MOST_LINES = 40;

/** The hints of `uri` inside `range`: those that the last render gives, and those that the text alone gives. */
export function inlayHints(
  snapshot: Snapshot,
  state: RenderState | undefined,
  uri: string,
  range: Span | undefined,
): InlayHint[] {
  const file = fileAt(snapshot, uri);
  if (file === undefined || roleIn(snapshot, file) !== 'template') return [];
  const { settings } = seenFrom(snapshot, file.uri);
  const hints = state && settings.inlayHints ? renderedHints(settings, state, file, range) : [];
  if (settings.closingHints) {
    const before = state && fileAt(viewOf(state, file.uri, 'file').snapshot, file.uri);
    const isIn = ({ offset }: ClosingHint) => range === undefined || (range.start <= offset && offset <= range.end);
    hints.push(
      ...closingHints(settings, file, before)
        .filter(isIn)
        .map((hint) => ({ ...NO_MORE, ...hint })),
    );
  }
  if (settings.parameterNameHints)
    for (const { offset, name } of parameterHints(seenFrom(snapshot, file.uri), file, range))
      hints.push({ ...NO_MORE, offset, label: `${name}:`, isName: true });
  return hints.sort((a, b) => a.offset - b.offset);
}

const NO_MORE = { tooltip: undefined, value: undefined };

function roleIn(snapshot: Snapshot, { uri }: FileText): FileRole | undefined {
  const folder = chartFolderOf(snapshot, uri);
  return folder === undefined ? undefined : roleOf(folder, uri);
}

function renderedHints(settings: Settings, state: RenderState, file: FileText, range: Span | undefined): InlayHint[] {
  const { main } = templateView(file, settings).parsed;
  const view = viewOf(state, file.uri, 'file');
  const helpers = templateView(file, settings).defines.filter(
    ({ span }) => !range || (span.end >= range.start && span.start <= range.end),
  );
  return [
    ...new Hints(view, file, range).of(main.root),
    ...helpers
      .flatMap(({ list }) => helperHints(state, file, list, range))
      .map((hint) => ({ ...hint, value: undefined })),
  ];
}

class Hints {
  readonly #view: View;
  readonly #file: FileText;
  readonly #range: Span | undefined;
  readonly #kept: KeptLines;
  readonly #outputs: Outputs;
  readonly #branches: ReadonlyMap<number, BranchCount>;
  readonly #hints: InlayHint[] = [];

  constructor(view: View, file: FileText, range: Span | undefined) {
    this.#view = view;
    this.#file = file;
    this.#range = range;
    this.#kept = new KeptLines(fileAt(view.snapshot, file.uri)?.text ?? '', file.text);
    this.#outputs = new Outputs(view, file.uri);
    this.#branches = new Map(view.branches?.map((branch) => [branch.start, branch]));
  }

  of(root: ListNode): InlayHint[] {
    this.#visit(root, false);
    return this.#hints.sort((a, b) => a.offset - b.offset);
  }

  /** `blurs`: inside a loop whose turns nothing keeps apart, so that what one action wrote in each cannot be told. */
  #visit(top: AnyNode, topBlurs: boolean): void {
    const rest: [AnyNode, boolean][] = [[top, topBlurs]];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const [node, blurs] = next;
      let inside = blurs;
      // What a helper prints differs from caller to caller; helperHints knows of all.
      if (node.kind === 'define') continue;
      if (isBranch(node)) {
        this.#branch(node);
        if (node.kind === 'range') inside = this.#blurs(node, blurs);
      } else if (!blurs && prints(node)) this.#action(node.span);
      for (const child of childrenOf(node)) rest.push([child, inside]);
    }
  }

  /** An action that was edited since the render has printed nothing yet. */
  #then(now: Span): Span | undefined {
    const range = this.#range;
    if (range && (now.end < range.start || now.end > range.end)) return undefined;
    return this.#kept.before(now);
  }

  #action(now: Span): void {
    const then = this.#then(now);
    const places = then ? this.#outputs.of(then) : [];
    const action = this.#file.text.slice(now.start, now.end);
    const hint = places.length > 0 ? hintOf(this.#view, action, places) : undefined;
    if (hint) this.#hints.push({ offset: now.end, ...hint });
  }

  #branch(node: BranchNode): void {
    // What `with` hands to its body is seen there.
    if (node.kind === 'with' || node.pipe.cmds.length === 0 || isLiteral(node.pipe)) return;
    const count = this.#countOf(node);
    const label = count && (node.kind === 'if' ? truthOf(count) : turnsOf(count));
    if (label) this.#hints.push({ offset: node.head.end, label, tooltip: undefined, value: undefined });
  }

  #countOf({ head }: BranchNode): BranchCount | undefined {
    const then = this.#then(head);
    return then && this.#branches.get(then.start);
  }

  /** A loop that runs once, or writes text of its own in each turn, keeps what its actions write apart. */
  #blurs(node: BranchNode, outside: boolean): boolean {
    // Of a loop that was edited since nobody knows how often it ran.
    const then = this.#kept.before(node.head);
    const turns = then === undefined ? Number.POSITIVE_INFINITY : (this.#branches.get(then.start)?.turns ?? 0);
    const hasText = node.list.nodes.some((child) => child.kind === 'text' && child.text !== '');
    return outside || (turns > 1 && !hasText);
  }
}

function isBranch(node: AnyNode): node is BranchNode {
  return node.kind === 'if' || node.kind === 'with' || node.kind === 'range';
}

/** Actions whose output is not already to be read in them. */
function prints(node: AnyNode): boolean {
  if (node.kind === 'template') return node.list === null;
  return node.kind === 'action' && node.pipe.decl.length === 0 && !isLiteral(node.pipe);
}

function isLiteral(pipe: PipeNode): boolean {
  const [command, ...more] = pipe.cmds;
  if (command === undefined || more.length > 0 || command.args.length !== 1) return false;
  const only = command.args[0];
  if (only?.kind === 'pipe') return isLiteral(only);
  const kind = only?.kind;
  return kind === 'string' || kind === 'number' || kind === 'bool' || kind === 'nil' || kind === 'error';
}

function truthOf({ runs, held }: BranchCount): string {
  if (held === 0) return 'false';
  return held === runs ? 'true' : `true (${held} of ${runs})`;
}

function turnsOf({ runs, turns }: BranchCount): string {
  const items = turns === 1 ? '1 item' : `${turns} items`;
  return runs === 1 ? items : `${items} (in ${runs} runs)`;
}

/**
 * An action inside a loop shows what it printed first, as that is what stands first in the preview, and says how many
 * more turns there are, so that nobody takes it for all; turns that are all alike need no number.
 */
function hintOf(view: View, action: string, places: readonly Span[]): Omit<InlayHint, 'offset'> | undefined {
  const printed = places.map((place) => trimmed(view, place)).filter(({ start, end }) => end > start);
  const [first] = printed;
  if (first === undefined) return undefined;
  if (printed.some((place) => isSecret(view, action, place)))
    return { label: HIDDEN, tooltip: undefined, value: undefined };
  const texts = printed.map(({ start, end }) => view.text.text.slice(start, end));
  // What an absent chart would print is not known; its name stands in the action.
  if (view.gaps?.some((name) => texts.some((text) => text.includes(`<${name}>`)))) return undefined;
  const isSame = texts.every((text) => text === texts[0]);
  const more = isSame ? '' : ` (+${texts.length - 1})`;
  const text = texts[0] as string;
  const lines = text.split('\n').length;
  const label = lines > 1 ? shortLabel(`⏎ ${lines} lines`, more) : shortLabel(text, more);
  const tooltip = lines > 1 || !isSame || !isWhole(text) ? tooltipOf(view, isSame ? [first] : printed) : undefined;
  return { label, tooltip, value: isSame ? keyOf(view, first) : undefined };
}

function tooltipOf(view: View, printed: readonly Span[]): string {
  const texts = printed.slice(0, MOST_LINES).map(({ start, end }) => {
    const { text } = view.text;
    // The first of several lines keeps its indentation, below which the others stand.
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const isIndented = text.slice(start, end).includes('\n') && text.slice(lineStart, start).trim() === '';
    return text.slice(isIndented ? lineStart : start, end);
  });
  const lines = printable(texts.join('\n')).split('\n');
  const rest = lines.length - MOST_LINES + printed.length - texts.length;
  return rest > 0 ? `${lines.slice(0, MOST_LINES).join('\n')}\n… ${rest} more` : lines.join('\n');
}

/** The one key of a values file that all of the text came from. */
function keyOf(view: View, { start, end }: Span): HintValue | undefined {
  const { mappings } = sliceMapped(view.text, start, end);
  const places = mappings.flatMap(({ value }) => value ?? []);
  const [first] = places;
  const file = first && fileAt(view.snapshot, first.uri);
  if (file === undefined || places.some(({ uri, start: at }) => uri !== first?.uri || at !== first.start))
    return undefined;
  const path = valuePlaceAt(valuesView(file), first?.start ?? 0)?.path;
  if (path === undefined || path.length === 0) return undefined;
  return { path: path.join('.'), uri: file.uri, span: { start: first?.start ?? 0, end: first?.end ?? 0 } };
}

function trimmed({ text: { text } }: View, { start, end }: Span): Span {
  const whole = text.slice(start, end);
  const from = start + whole.length - whole.trimStart().length;
  return { start: from, end: Math.max(from, start + whole.trimEnd().length) };
}
