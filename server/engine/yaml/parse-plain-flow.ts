// Flow collections on the short way through plain YAML: maps and lists on one line, of scalars that need no thought and of one
// another, as in `{name: http, containerPort: 8080}`.

import { ListNode, MapNode, ScalarNode, type YamlNode } from './parse-node.ts';
import type { ScalarStyle } from './scan-token.ts';

/** A flow collection that was read. */
export interface PlainFlow {
  readonly node: MapNode | ListNode;
  /** Behind its bracket. */
  readonly end: number;
  /** How deep collections are nested in it, itself included. */
  readonly depth: number;
}

/** A key with its colon and the blanks behind it. */
const KEY = /([A-Za-z0-9_./$][A-Za-z0-9_./$@*()+~-]*|"[^"\\\n\t]*"|'[^'\n\t]*'): +/y;
/** A scalar: in quotes without escapes, or words in which nothing has a meaning of its own. */
const SCALAR =
  /"[^"\\\n\t]*"|'[^'\n\t]*'|(?:[A-Za-z0-9_./]|-(?=[A-Za-z0-9_./-]))(?:[A-Za-z0-9_./@%+=~$*-]|[: ](?=[A-Za-z0-9_./]))*/y;

/** Deeper ones are left to the scanner. */
const MAX_DEPTH = 32;
/** Well below the 1,024 characters of a simple key. */
const LONGEST_KEY = 900;

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const LIST = 91;
const LIST_END = 93;
const MAP = 123;
const MAP_END = 125;

/** The collection whose bracket stands at `at`; undefined where it is not plain. `shift` is added to every offset. */
export function readPlainFlow(text: string, at: number, line: number, shift: number): PlainFlow | undefined {
  const reader = new FlowReader(text, at, line, shift);
  const node = reader.collection(1);
  return node && { node, end: reader.pos, depth: reader.depth };
}

class FlowReader {
  pos: number;
  depth = 0;
  private readonly text: string;
  private readonly line: number;
  private readonly shift: number;

  constructor(text: string, pos: number, line: number, shift: number) {
    this.text = text;
    this.pos = pos;
    this.line = line;
    this.shift = shift;
  }

  collection(level: number): MapNode | ListNode | undefined {
    if (level > MAX_DEPTH) return undefined;
    if (level > this.depth) this.depth = level;
    const isMap = this.text.charCodeAt(this.pos) === MAP;
    const start = this.pos + this.shift;
    const node = isMap ? new MapNode(start, this.line, true, null) : new ListNode(start, this.line, true, null);
    if (!this.inside(node, isMap ? MAP_END : LIST_END, level)) return undefined;
    node.end = this.pos + this.shift;
    return node;
  }

  /** Reads to behind the bracket that ends the collection. */
  private inside(node: MapNode | ListNode, last: number, level: number): boolean {
    const { text } = this;
    this.pos++;
    this.skipSpaces();
    if (text.charCodeAt(this.pos) === last) {
      this.pos++;
      return true;
    }
    const children: YamlNode[] = node.kind === 'map' ? node.children : node.items;
    while (true) {
      if (node.kind === 'map') {
        const key = this.key();
        if (key === undefined) return false;
        children.push(key);
      }
      const value = this.value(level);
      if (value === undefined) return false;
      children.push(value);
      this.skipSpaces();
      const mark = text.charCodeAt(this.pos++);
      if (mark === last) return true;
      if (mark !== COMMA) return false;
      this.skipSpaces();
    }
  }

  private key(): ScalarNode | undefined {
    KEY.lastIndex = this.pos;
    const written = KEY.exec(this.text)?.[1];
    if (written === undefined || written.length > LONGEST_KEY) return undefined;
    const key = this.scalarOf(this.pos, this.pos + written.length);
    this.pos = KEY.lastIndex;
    return key;
  }

  private value(level: number): MapNode | ListNode | ScalarNode | undefined {
    const { text, pos } = this;
    const code = text.charCodeAt(pos);
    if (code === MAP || code === LIST) return this.collection(level + 1);
    SCALAR.lastIndex = pos;
    if (!SCALAR.test(text)) return undefined;
    this.pos = SCALAR.lastIndex;
    return this.scalarOf(pos, this.pos);
  }

  private scalarOf(start: number, end: number): ScalarNode {
    const { text, line, shift } = this;
    const code = text.charCodeAt(start);
    const style: ScalarStyle = code === DOUBLE_QUOTE ? 'double' : code === SINGLE_QUOTE ? 'single' : 'plain';
    const content = style === 'plain' ? text.slice(start, end) : text.slice(start + 1, end - 1);
    return new ScalarNode(start + shift, end + shift, line, content, style, null);
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === SPACE) this.pos++;
  }
}
