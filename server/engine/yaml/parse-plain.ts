// A short way for plain YAML: block maps and lists of one-line scalars and block scalars, which is what nearly all rendered
// manifests and values files are made of. Several times faster than the scanner, and it never decides anything alone: at the
// first thing that is not plain (an anchor, a tag, a text or flow collection over several lines, anything wrong) it gives up.

import { closeAtLast, ListNode, MapNode, ScalarNode, type YamlNode } from './parse-node.ts';
import { readPlainBlock } from './parse-plain-block.ts';
import { readPlainFlow } from './parse-plain-flow.ts';
import type { ScalarStyle } from './scan-token.ts';

/** A tree that is complete and without problems. */
export interface PlainDocument {
  readonly root: MapNode | ListNode;
  /** The deepest nesting of collections. */
  readonly depth: number;
}

/**
 * The tree that parseDocument gives for the text, span by span; undefined when the text is not plain enough to be sure.
 * `shift` is added to every offset.
 */
export function parsePlain(text: string, shift: number): PlainDocument | undefined {
  if (ODD_CHARACTER.test(text)) return undefined;
  const from = text.startsWith('---\n') ? 4 : 0;
  MARKER.lastIndex = from;
  if (MARKER.test(text)) return undefined;
  return new PlainParser(text, from, shift).run();
}

/** What go-yaml's reader refuses, or takes for a line break or a byte order mark; carriage returns are left to it, too. */
const ODD_CHARACTER = /[^\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const MARKER = /^(?:---|\.\.\.)/gm;

/** A key without quotes, or in quotes without escapes, with its colon. */
const KEY = /(?:([A-Za-z0-9_./$][A-Za-z0-9_./$@*()+~-]*)|"([^"\\\n\t]*)"|'([^'\n\t]*)'):(?= |\n|$)/y;
/** Well below the 1,024 characters of a simple key. */
const LONGEST_KEY = 900;
const DOUBLE_QUOTED = /"([^"\\\n\t]*)" *(?: #[^\n\t]*)?(?=\n|$)/y;
const SINGLE_QUOTED = /'((?:[^'\n\t]|'')*)' *(?: #[^\n\t]*)?(?=\n|$)/y;
/** Text of one line: no comment, nothing that makes it a key. The blanks at its end do not belong to it. */
const PLAIN = /(?:[^\s,[\]{}#&*!|>'"%@`?:-]|-(?=[^\s]))(?:[^ \n\t:#]|:(?=[^ \n\t])|(?<=[^ ])#| +(?=[^ \n\t#]))*/y;
const LINE_REST = / *(?: #[^\n\t]*)?(?=\n|$)/y;

/** The scanner says where deep nesting ends; this is well before. */
const MAX_DEPTH = 5000;

const SPACE = 32;
const LINE_FEED = 10;
const DASH = 45;
const HASH = 35;

/** An open collection. */
interface Frame {
  readonly node: MapNode | ListNode;
  readonly indent: number;
  /** A list at the indentation of the key it belongs to: libyaml does not count it as an indentation of its own. */
  readonly indentless: boolean;
  /** The key that waits for its value. */
  key: ScalarNode | null;
  /** Where the dash or colon ends whose value has not come yet; -1 when none is awaited. */
  awaited: number;
  awaitedLine: number;
}

class PlainParser {
  private readonly text: string;
  private readonly shift: number;
  private readonly frames: Frame[] = [];
  private root: MapNode | ListNode | null = null;
  private depth = 0;
  private pos: number;
  private line: number;

  constructor(text: string, from: number, shift: number) {
    this.text = text;
    this.shift = shift;
    this.pos = from;
    this.line = from === 0 ? 0 : 1;
  }

  run(): PlainDocument | undefined {
    const { text, frames } = this;
    while (this.pos < text.length) {
      const start = this.pos;
      this.skipSpaces();
      const code = text.charCodeAt(this.pos);
      if (code === LINE_FEED) this.nextLine(this.pos + 1);
      else if (code === HASH) this.skipComment();
      else if (this.pos < text.length && !this.content(start)) return undefined;
    }
    while (frames.length > 0) this.close();
    return this.root === null ? undefined : { root: this.root, depth: this.depth };
  }

  /** The entries that a line begins; false when it is not plain. */
  private content(lineStart: number): boolean {
    let column = this.pos - lineStart;
    this.leave(column);
    while (true) {
      const isEntry = this.isDash();
      if (!isEntry && this.awaitsAt(column) && !this.isKey()) return this.scalar(this.text.charCodeAt(this.pos));
      if (!(isEntry ? this.enterList(column) : this.enterMap(column))) return false;
      if (isEntry) this.dash();
      else if (!this.key()) return false;
      this.skipSpaces();
      const code = this.text.charCodeAt(this.pos);
      if (code === LINE_FEED || this.pos >= this.text.length) {
        this.nextLine(this.pos + 1);
        return true;
      }
      if (code === HASH) {
        this.skipComment();
        return true;
      }
      // Behind a dash the item may be a collection that begins on this line; behind a key only a scalar stands.
      if (!isEntry || !(this.isDash() || this.isKey())) return this.scalar(code);
      column = this.pos - lineStart;
    }
  }

  /** Closes what a line at this column does not continue. */
  private leave(column: number): void {
    const { frames } = this;
    for (let frame = frames[frames.length - 1]; frame !== undefined; frame = frames[frames.length - 1]) {
      const isOver = frame.indent > column || (frame.indentless && frame.indent === column && !this.isDash());
      if (!isOver) return;
      this.close();
    }
  }

  /** Whether a value that was not on the line of its key or dash may stand here. */
  private awaitsAt(column: number): boolean {
    const frame = this.frames[this.frames.length - 1];
    return frame !== undefined && frame.awaited >= 0 && frame.indent < column;
  }

  private enterList(column: number): boolean {
    const frame = this.frames[this.frames.length - 1];
    if (frame === undefined)
      return this.root === null && this.open(new ListNode(this.at, this.line, false, null), column);
    if (frame.node.kind === 'list' && frame.indent === column) {
      this.completeAbsent(frame);
      return true;
    }
    if (frame.awaited < 0) return false;
    if (frame.indent === column) return this.open(new ListNode(this.at, this.line, false, null), column, true);
    return frame.indent < column && this.open(new ListNode(this.at, this.line, false, null), column);
  }

  private enterMap(column: number): boolean {
    const frame = this.frames[this.frames.length - 1];
    if (frame === undefined)
      return this.root === null && this.open(new MapNode(this.at, this.line, false, null), column);
    if (frame.node.kind === 'map' && frame.indent === column) {
      this.completeAbsent(frame);
      return true;
    }
    return (
      frame.awaited >= 0 && frame.indent < column && this.open(new MapNode(this.at, this.line, false, null), column)
    );
  }

  private get at(): number {
    return this.pos + this.shift;
  }

  private open(node: MapNode | ListNode, indent: number, indentless = false): boolean {
    if (this.frames.length >= MAX_DEPTH) return false;
    this.attach(node);
    this.frames.push({ node, indent, indentless, key: null, awaited: -1, awaitedLine: 0 });
    if (this.frames.length > this.depth) this.depth = this.frames.length;
    return true;
  }

  private close(): void {
    const frame = this.frames.pop() as Frame;
    this.completeAbsent(frame);
    closeAtLast(frame.node);
  }

  /** A dash or key that nothing followed has a value of no length. */
  private completeAbsent(frame: Frame): void {
    if (frame.awaited < 0) return;
    const at = frame.awaited + this.shift;
    this.put(frame, new ScalarNode(at, at, frame.awaitedLine, '', 'plain', null));
  }

  private attach(node: YamlNode): void {
    const frame = this.frames[this.frames.length - 1];
    if (frame === undefined) this.root = node as MapNode | ListNode;
    else this.put(frame, node);
  }

  private put(frame: Frame, node: YamlNode): void {
    frame.awaited = -1;
    if (frame.node.kind === 'list') frame.node.items.push(node);
    else {
      frame.node.children.push(frame.key as ScalarNode, node);
      frame.key = null;
    }
  }

  private isDash(): boolean {
    const { text, pos } = this;
    if (text.charCodeAt(pos) !== DASH) return false;
    const next = text.charCodeAt(pos + 1);
    return next === SPACE || next === LINE_FEED || pos + 1 === text.length;
  }

  private isKey(): boolean {
    KEY.lastIndex = this.pos;
    return KEY.test(this.text);
  }

  private dash(): void {
    const frame = this.frames[this.frames.length - 1] as Frame;
    this.pos++;
    frame.awaited = this.pos;
    frame.awaitedLine = this.line;
  }

  private key(): boolean {
    KEY.lastIndex = this.pos;
    const match = KEY.exec(this.text);
    if (match === null) return false;
    const [whole, plain, double, single] = match;
    if (whole.length > LONGEST_KEY) return false;
    const frame = this.frames[this.frames.length - 1] as Frame;
    const style: ScalarStyle = plain !== undefined ? 'plain' : double !== undefined ? 'double' : 'single';
    const end = this.at + whole.length - 1;
    frame.key = new ScalarNode(this.at, end, this.line, plain ?? double ?? (single as string), style, null);
    this.pos += whole.length;
    frame.awaited = this.pos;
    frame.awaitedLine = this.line;
    return true;
  }

  /** The scalar (or small flow collection) at `pos`, to the end of its last line. */
  private scalar(code: number): boolean {
    switch (code) {
      case 34:
        return this.quoted(DOUBLE_QUOTED, 'double');
      case 39:
        return this.quoted(SINGLE_QUOTED, 'single');
      case 123:
      case 91:
        return this.flow();
      case 124:
      case 62:
        return this.block(code === 124);
      default:
        return this.plain();
    }
  }

  private plain(): boolean {
    const { text, pos } = this;
    PLAIN.lastIndex = pos;
    if (!PLAIN.test(text)) return false;
    const end = PLAIN.lastIndex;
    LINE_REST.lastIndex = end;
    if (!LINE_REST.test(text)) return false;
    this.attach(new ScalarNode(this.at, end + this.shift, this.line, text.slice(pos, end), 'plain', null));
    this.nextLine(LINE_REST.lastIndex + 1);
    return true;
  }

  private quoted(pattern: RegExp, style: ScalarStyle): boolean {
    pattern.lastIndex = this.pos;
    const match = pattern.exec(this.text);
    if (match === null) return false;
    const raw = match[1] as string;
    const content = style === 'single' ? raw.replaceAll("''", "'") : raw;
    this.attach(new ScalarNode(this.at, this.at + raw.length + 2, this.line, content, style, null));
    this.nextLine(pattern.lastIndex + 1);
    return true;
  }

  /** A flow collection on one line. */
  private flow(): boolean {
    const { text, frames } = this;
    const flow = readPlainFlow(text, this.pos, this.line, this.shift);
    if (flow === undefined) return false;
    LINE_REST.lastIndex = flow.end;
    if (!LINE_REST.test(text)) return false;
    this.attach(flow.node);
    this.depth = Math.max(this.depth, frames.length + flow.depth);
    this.nextLine(LINE_REST.lastIndex + 1);
    return true;
  }

  /** A block scalar whose content is there, indented beyond the collection that it stands in. */
  private block(literal: boolean): boolean {
    const block = readPlainBlock(this.text, this.pos, this.parentIndent(), literal);
    if (block === undefined) return false;
    const { value, end, next, lines } = block;
    const style: ScalarStyle = literal ? 'literal' : 'folded';
    this.attach(new ScalarNode(this.at, end + this.shift, this.line, value, style, null));
    this.pos = next;
    this.line += lines;
    return true;
  }

  private parentIndent(): number {
    let at = this.frames.length - 1;
    while ((this.frames[at] as Frame).indentless) at--;
    return (this.frames[at] as Frame).indent;
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === SPACE) this.pos++;
  }

  private skipComment(): void {
    const end = this.text.indexOf('\n', this.pos);
    this.nextLine(end < 0 ? this.text.length : end + 1);
  }

  private nextLine(pos: number): void {
    this.pos = pos;
    this.line++;
  }
}
