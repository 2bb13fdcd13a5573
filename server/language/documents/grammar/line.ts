// Reads one line with a grammar, rule by rule as VS Code's own engine does: its pieces, and what stays open behind it.

import { Pattern, withCaptures } from './regex.ts';
import type { Captures, Grammar, Rule } from './rules.ts';
import { Scope } from './scope.ts';

/** A piece of a line; it begins where the one before ends. */
export interface ScopedPiece {
  readonly end: number;
  readonly scope: Scope;
}

export interface ReadLine {
  readonly pieces: readonly ScopedPiece[];
  /** What is open at the end of the line. */
  readonly open: Frame;
}

/** A rule that is open, within the one it stands in. Frames that stay open behind a line are one object when equal. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly rule: Rule;
  readonly end: Pattern | undefined;
  readonly endSource: string;
  readonly scope: Scope;
  /** Of what lies between begin and end. */
  readonly content: Scope;
  /** Where in this line it was opened; -1: in one before. */
  readonly at: number;
  /** Frames inside that stayed open behind a line. */
  readonly kept: Map<string, Frame>;
}

/** What is open where a file begins. */
export function bottomFrame(grammar: Grammar): Frame {
  const scope = new Scope(grammar.scopeName);
  const { root: rule } = grammar;
  return { parent: undefined, rule, end: undefined, endSource: '', scope, content: scope, at: -1, kept: new Map() };
}

export function readLine(grammar: Grammar, line: string, before: Frame): ReadLine {
  const reader = new LineReader(grammar);
  const text = { text: `${line}\n`, mark: {} };
  const open = reader.read(text, 0, going(text, before));
  const pieces: ScopedPiece[] = [];
  for (const { end, scope } of reader.pieces)
    if ((pieces.at(-1)?.end ?? 0) < line.length) pieces.push({ end: Math.min(end, line.length), scope });
  return { pieces, open: kept(open) };
}

/** What is still open at the beginning of a line: a rule whose condition does not hold ends with all that is open in it. */
function going({ text, mark }: Text, before: Frame): Frame {
  const frames: Frame[] = [];
  for (let one: Frame | undefined = before; one !== undefined; one = one.parent) frames.push(one);
  const ended = frames.findLast(({ rule, end }) => rule.while !== '' && end?.find(text, mark, 0) === null);
  return ended?.parent ?? before;
}

/** The same frame for every line that ends so: what is read behind it can be remembered by it. */
function kept(frame: Frame): Frame {
  const opened: Frame[] = [];
  let below: Frame = frame;
  for (; below.at >= 0 && below.parent !== undefined; below = below.parent) opened.push(below);
  return opened.reduceRight((parent, one) => {
    const key = `${one.rule.id} ${one.content === one.scope} ${one.endSource}`;
    const known = parent.kept.get(key);
    if (known !== undefined) return known;
    const made: Frame = { ...one, parent, at: -1, kept: new Map() };
    parent.kept.set(key, made);
    return made;
  }, below);
}

interface Text {
  readonly text: string;
  /** Stands for this text in what patterns remember. */
  readonly mark: object;
}

interface Found {
  readonly rule: Rule;
  /** It is the end of the innermost open rule. */
  readonly isEnd: boolean;
  readonly pattern: Pattern;
  readonly start: number;
  readonly end: number;
}

/** Where reading goes on. `stuck`: the match took nothing and changes nothing, so the rest of the line has no other scope. */
interface Step {
  readonly frame: Frame;
  readonly stuck?: boolean;
}

class LineReader {
  readonly pieces: ScopedPiece[] = [];
  readonly #grammar: Grammar;

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
  }

  /** Reads from a place to the end of the text; what is open there. */
  read(text: Text, from: number, open: Frame): Frame {
    let frame = open;
    for (let at = from; ; ) {
      const found = this.#next(text, at, frame);
      if (found === undefined) break;
      this.#piece(frame.content, found.start);
      const step = found.isEnd ? this.#close(text, found, frame, at) : this.#enter(text, found, frame, at);
      frame = step.frame;
      if (step.stuck) break;
      at = Math.max(at, found.end);
    }
    this.#piece(frame.content, text.text.length);
    return frame;
  }

  #close(text: Text, found: Found, frame: Frame, at: number): Step {
    const closed: Frame = frame.content === frame.scope ? frame : { ...frame, content: frame.scope };
    this.#captured(text, found, frame.rule.endCaptures, closed);
    this.#piece(frame.scope, found.end);
    if (found.end <= at && frame.at === at) return { frame: closed, stuck: true };
    return { frame: frame.parent ?? frame };
  }

  #enter(text: Text, found: Found, frame: Frame, at: number): Step {
    const { rule } = found;
    const scope = frame.content.with(rule.name);
    const entered = { parent: frame, rule, end: undefined, endSource: '', scope, content: scope, at, kept: new Map() };
    this.#captured(text, found, rule.captures, entered);
    this.#piece(scope, found.end);
    const advances = found.end > at;
    if (rule.kind === 'match') return advances ? { frame } : { frame: frame.parent ?? frame, stuck: true };
    if (!advances && hasRule(frame, rule, at)) return { frame, stuck: true };
    return { frame: { ...entered, content: scope.with(rule.contentName), ...endOf(text, found) } };
  }

  /** The first match of the open rule's end, of the rules inside it, and of injected ones, which win where all begin at one place. */
  #next(text: Text, at: number, frame: Frame): Found | undefined {
    const first = firstOf(text, at, frame.rule.inside(), frame);
    if (first?.start === at && first.isEnd && this.#grammar.injections.length === 0) return first;
    let best = first;
    for (const { rule, within, outside } of this.#grammar.injections) {
      if (!frame.content.has(within) || outside.some((scope) => frame.content.has(scope))) continue;
      const injected = firstOf(text, at, rule.inside());
      if (injected !== undefined && injected.start <= (best?.start ?? Number.POSITIVE_INFINITY)) best = injected;
    }
    return best;
  }

  /** Pieces for the groups of a match; groups lie within groups. */
  #captured(text: Text, found: Found, captures: Captures, owner: Frame): void {
    if (captures.length === 0) return;
    const ranges =
      captures.length === 1 ? [[found.start, found.end] as const] : found.pattern.captures(text.text, found.start);
    const around: { readonly scope: Scope; readonly end: number }[] = [];
    const leave = (before: number) => {
      for (let last = around.at(-1); last !== undefined && last.end <= before; last = around.at(-1)) {
        this.#piece(last.scope, last.end);
        around.pop();
      }
    };
    captures.forEach((capture, group) => {
      const [start, end] = ranges[group] ?? [0, 0];
      if (capture === undefined || start === end || start > found.end) return;
      leave(start);
      const base = around.at(-1)?.scope ?? owner.content;
      this.#piece(base, start);
      if (capture.inner !== undefined)
        this.#within(text, start, end, capture.inner, owner.content.with(capture.name), owner);
      else if (capture.name !== undefined) around.push({ scope: base.with(capture.name), end });
    });
    leave(Number.POSITIVE_INFINITY);
  }

  /** Reads what a group captured by rules of its own. */
  #within({ text }: Text, start: number, end: number, rule: Rule, scope: Scope, parent: Frame): void {
    const frame = { parent, rule, end: undefined, endSource: '', scope, content: scope, at: start, kept: new Map() };
    this.read({ text: text.slice(0, end), mark: {} }, start, frame);
  }

  #piece(scope: Scope, end: number): void {
    const last = this.pieces.at(-1);
    if (end <= (last?.end ?? 0)) return;
    if (last?.scope === scope) this.pieces.pop();
    this.pieces.push({ end, scope });
  }
}

function firstOf({ text, mark }: Text, at: number, rules: readonly Rule[], frame?: Frame): Found | undefined {
  let best: Found | undefined;
  const consider = (rule: Rule, isEnd: boolean, pattern: Pattern) => {
    const match = pattern.find(text, mark, at);
    if (match === null || match.index >= (best?.start ?? Number.POSITIVE_INFINITY)) return;
    best = { rule, isEnd, pattern, start: match.index, end: match.index + match[0].length };
  };
  if (frame?.end !== undefined && frame.rule.while === '') consider(frame.rule, true, frame.end);
  for (const rule of rules) {
    if (best?.start === at) break;
    consider(rule, false, rule.pattern());
  }
  return best;
}

/** The rule was already opened at this place of the line. */
function hasRule(frame: Frame, rule: Rule, at: number): boolean {
  for (let one: Frame | undefined = frame; one !== undefined && one.at === at; one = one.parent)
    if (one.rule === rule) return true;
  return false;
}

const ends = new Map<string, Pattern>();

/** The expression that ends what was just opened, or that each of its lines begins with. */
function endOf({ text }: Text, { rule, pattern, start }: Found): { readonly end: Pattern; readonly endSource: string } {
  let endSource = rule.while || rule.end;
  if (/\\\d/.test(endSource)) {
    const ranges = pattern.captures(text, start);
    endSource = withCaptures(endSource, (group) => text.slice(...(ranges[group] ?? [0, 0])));
  }
  let end = ends.get(endSource);
  if (end === undefined) {
    // Ends that name captures are as many as there are indentations.
    if (ends.size > 500) ends.clear();
    ends.set(endSource, (end = new Pattern(endSource)));
  }
  return { end, endSource };
}
