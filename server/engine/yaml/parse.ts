// The YAML parser: tokens to the tree of the first document, by libyaml's grammar. Without recursion, so that depth is no danger.
//
// The rules are libyaml's states; each open collection is a frame that knows which of them comes next. Longer than other
// files: one machine.

import type { Span } from '../text/span.ts';
import { AliasNode, closeAtLast, ListNode, MapNode, ScalarNode, type YamlNode } from './parse-node.ts';
import { parsePlain } from './parse-plain.ts';
import { LONG_TAG } from './resolve.ts';
import { Scanner } from './scan.ts';
import { YamlProblem } from './scan-problem.ts';
import {
  ALIAS,
  ANCHOR,
  BLOCK_END,
  BLOCK_ENTRY,
  BLOCK_MAPPING_START,
  BLOCK_SEQUENCE_START,
  DOCUMENT_END,
  DOCUMENT_START,
  FLOW_ENTRY,
  FLOW_MAPPING_END,
  FLOW_MAPPING_START,
  FLOW_SEQUENCE_END,
  FLOW_SEQUENCE_START,
  KEY,
  SCALAR,
  STREAM_END,
  TAG,
  TAG_DIRECTIVE,
  type Token,
  VALUE,
  VERSION_DIRECTIVE,
} from './scan-token.ts';

export interface ParseOptions {
  /** Added to every offset of the tree: where the text begins in a larger one. */
  readonly offset?: number | undefined;
  /** Keep going after an alias without anchor, whose problem is kept. */
  readonly tolerant?: boolean | undefined;
}

/** The first document. `root` is null when there is none; after a problem it holds what was read before. */
export interface ParsedDocument {
  readonly root: YamlNode | null;
  readonly problem: YamlProblem | undefined;
  /** The deepest nesting of collections. */
  readonly depth: number;
}

/** Parses the first document of a text, and of what follows it no more than go-yaml looks at. Never throws. */
export function parseDocument(text: string, options: ParseOptions = {}): ParsedDocument {
  const plain = parsePlain(text, options.offset ?? 0);
  return plain === undefined ? parseAnyDocument(text, options) : { ...plain, problem: undefined };
}

/** The same without the short way. */
export function parseAnyDocument(text: string, options: ParseOptions = {}): ParsedDocument {
  const parser = new Parser(text, options);
  try {
    parser.run();
  } catch (problem) {
    if (!(problem instanceof YamlProblem)) throw problem;
    parser.giveUp();
    const { start, end } = problem.span;
    const { shift } = parser;
    const moved = new YamlProblem(problem.stage, problem.message, problem.markLine, {
      start: start + shift,
      end: end + shift,
    });
    return { root: parser.root, problem: parser.problem ?? moved, depth: parser.depth };
  }
  return { root: parser.root, problem: parser.problem, depth: parser.depth };
}

const BLOCK_LIST = 0;
const INDENTLESS_LIST = 1;
const BLOCK_MAP_KEY = 2;
const BLOCK_MAP_VALUE = 3;
const FLOW_LIST_FIRST = 4;
const FLOW_LIST = 5;
/** A map of one pair inside a flow list: `[a: b]`. */
const FLOW_PAIR_KEY = 6;
const FLOW_PAIR_VALUE = 7;
const FLOW_PAIR_END = 8;
const FLOW_MAP_FIRST = 9;
const FLOW_MAP_KEY = 10;
const FLOW_MAP_VALUE = 11;
const FLOW_MAP_NO_VALUE = 12;

/** An open collection. */
interface Frame {
  readonly node: MapNode | ListNode;
  state: number;
  /** The key that waits for its value. */
  key: YamlNode | null;
}

class Parser {
  root: YamlNode | null = null;
  problem: YamlProblem | undefined;
  depth = 0;
  /** Added to the scanner's offsets. */
  readonly shift: number;

  private readonly scanner: Scanner;
  private readonly tolerant: boolean;
  private readonly frames: Frame[] = [];
  private readonly anchors = new Map<string, Exclude<YamlNode, AliasNode>>();
  private readonly handles = new Map<string, string>();

  constructor(text: string, options: ParseOptions) {
    this.scanner = new Scanner(text === '' ? '\n' : text);
    this.shift = this.scanner.shift + (options.offset ?? 0);
    this.tolerant = options.tolerant === true;
  }

  run(): void {
    if (!this.startDocument()) return;
    const { frames } = this;
    while (frames.length > 0) this.step(frames[frames.length - 1] as Frame);
    // The end of a document is only known by the token behind it, which may be no token at all.
    this.scanner.peek();
  }

  /** Completes the tree after a problem: open collections end where the reading did. */
  giveUp(): void {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const { node, key } = this.frames[i] as Frame;
      if (key !== null && node.kind === 'map') {
        node.children.push(key, new ScalarNode(key.end, key.end, key.line, '', 'plain', null));
      }
      closeAtLast(node);
    }
  }

  private startDocument(): boolean {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type === STREAM_END) return false;
    const isExplicit =
      token.type === VERSION_DIRECTIVE || token.type === TAG_DIRECTIVE || token.type === DOCUMENT_START;
    this.readDirectives();
    if (isExplicit) {
      const start = scanner.peek();
      if (start.type !== DOCUMENT_START) this.fail('did not find expected <document start>', start);
      scanner.skip();
      const content = scanner.peek();
      if (content.type <= DOCUMENT_END) {
        this.attachAbsent(content.start, content.line);
        return true;
      }
    }
    this.parseNode(true, false);
    return true;
  }

  private readDirectives(): void {
    const { scanner, handles } = this;
    let hasVersion = false;
    while (true) {
      const token = scanner.peek();
      if (token.type === VERSION_DIRECTIVE) {
        if (hasVersion) this.fail('found duplicate %YAML directive', token);
        if (token.value !== '1.1') this.fail('found incompatible YAML document', token);
        hasVersion = true;
      } else if (token.type === TAG_DIRECTIVE) {
        if (handles.has(token.value)) this.fail('found duplicate %TAG directive', token);
        handles.set(token.value, token.suffix);
      } else break;
      scanner.skip();
    }
    if (!handles.has('!')) handles.set('!', '!');
    if (!handles.has('!!')) handles.set('!!', LONG_TAG);
  }

  private step(frame: Frame): void {
    switch (frame.state) {
      case BLOCK_LIST:
        this.blockListEntry();
        break;
      case INDENTLESS_LIST:
        this.indentlessListEntry();
        break;
      case BLOCK_MAP_KEY:
        this.blockMapKey(frame);
        break;
      case BLOCK_MAP_VALUE:
        this.blockMapValue(frame);
        break;
      case FLOW_LIST_FIRST:
      case FLOW_LIST:
        this.flowListEntry(frame);
        break;
      case FLOW_PAIR_KEY:
        this.flowPairKey(frame);
        break;
      case FLOW_PAIR_VALUE:
        this.flowPairValue(frame);
        break;
      case FLOW_PAIR_END:
        this.scanner.peek();
        this.close();
        break;
      case FLOW_MAP_FIRST:
      case FLOW_MAP_KEY:
        this.flowMapKey(frame);
        break;
      default:
        this.flowMapValue(frame);
    }
  }

  private blockListEntry(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type === BLOCK_ENTRY) {
      const { end, line } = token;
      scanner.skip();
      const { type } = scanner.peek();
      if (type === BLOCK_ENTRY || type === BLOCK_END) this.attachAbsent(end, line);
      else this.parseNode(true, false);
    } else if (token.type === BLOCK_END) {
      this.close();
      scanner.skip();
    } else this.fail("did not find expected '-' indicator", token);
  }

  private indentlessListEntry(): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type !== BLOCK_ENTRY) {
      this.close();
      return;
    }
    const { end, line } = token;
    scanner.skip();
    const { type } = scanner.peek();
    if (type === BLOCK_ENTRY || type === KEY || type === VALUE || type === BLOCK_END) {
      this.attachAbsent(end, line);
    } else this.parseNode(true, false);
  }

  private blockMapKey(frame: Frame): void {
    const { scanner } = this;
    const token = scanner.peek();
    if (token.type === KEY) {
      const { end, line } = token;
      scanner.skip();
      frame.state = BLOCK_MAP_VALUE;
      const { type } = scanner.peek();
      if (type === KEY || type === VALUE || type === BLOCK_END) this.attachAbsent(end, line);
      else this.parseNode(true, true);
    } else if (token.type === BLOCK_END) {
      this.close();
      scanner.skip();
    } else this.fail('did not find expected key', token);
  }

  private blockMapValue(frame: Frame): void {
    const { scanner } = this;
    const token = scanner.peek();
    frame.state = BLOCK_MAP_KEY;
    if (token.type !== VALUE) {
      this.attachAbsent(token.start, token.line);
      return;
    }
    const { end, line } = token;
    scanner.skip();
    const { type } = scanner.peek();
    if (type === KEY || type === VALUE || type === BLOCK_END) this.attachAbsent(end, line);
    else this.parseNode(true, true);
  }

  private flowListEntry(frame: Frame): void {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type !== FLOW_SEQUENCE_END && frame.state !== FLOW_LIST_FIRST) {
      if (token.type !== FLOW_ENTRY) this.fail("did not find expected ',' or ']'", token);
      scanner.skip();
      token = scanner.peek();
    }
    frame.state = FLOW_LIST;
    if (token.type === FLOW_SEQUENCE_END) {
      this.close(token.end);
      scanner.skip();
    } else if (token.type === KEY) {
      this.open(new MapNode(token.start + this.shift, token.line, true, null), FLOW_PAIR_KEY);
      scanner.skip();
    } else this.parseNode(false, false);
  }

  private flowPairKey(frame: Frame): void {
    const { scanner } = this;
    const token = scanner.peek();
    frame.state = FLOW_PAIR_VALUE;
    if (token.type === VALUE || token.type === FLOW_ENTRY || token.type === FLOW_SEQUENCE_END) {
      // libyaml consumes the token here; what follows then misses it.
      this.attachAbsent(token.end, token.line);
      scanner.skip();
    } else this.parseNode(false, false);
  }

  private flowPairValue(frame: Frame): void {
    const { scanner } = this;
    let token = scanner.peek();
    frame.state = FLOW_PAIR_END;
    if (token.type === VALUE) {
      scanner.skip();
      const value = scanner.peek();
      if (value.type !== FLOW_ENTRY && value.type !== FLOW_SEQUENCE_END) {
        this.parseNode(false, false);
        return;
      }
      token = value;
    }
    this.attachAbsent(token.start, token.line);
  }

  private flowMapKey(frame: Frame): void {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type !== FLOW_MAPPING_END && frame.state !== FLOW_MAP_FIRST) {
      if (token.type !== FLOW_ENTRY) this.fail("did not find expected ',' or '}'", token);
      scanner.skip();
      token = scanner.peek();
    }
    if (token.type === FLOW_MAPPING_END) {
      this.close(token.end);
      scanner.skip();
    } else if (token.type === KEY) {
      scanner.skip();
      frame.state = FLOW_MAP_VALUE;
      token = scanner.peek();
      if (token.type === VALUE || token.type === FLOW_ENTRY || token.type === FLOW_MAPPING_END) {
        this.attachAbsent(token.start, token.line);
      } else this.parseNode(false, false);
    } else {
      frame.state = FLOW_MAP_NO_VALUE;
      this.parseNode(false, false);
    }
  }

  private flowMapValue(frame: Frame): void {
    const { scanner } = this;
    let token = scanner.peek();
    const mayHave = frame.state === FLOW_MAP_VALUE;
    frame.state = FLOW_MAP_KEY;
    if (mayHave && token.type === VALUE) {
      scanner.skip();
      token = scanner.peek();
      if (token.type !== FLOW_ENTRY && token.type !== FLOW_MAPPING_END) {
        this.parseNode(false, false);
        return;
      }
    }
    this.attachAbsent(token.start, token.line);
  }

  /** A node with its properties; what it contains is left to its frame. */
  private parseNode(block: boolean, indentless: boolean): void {
    const { scanner, shift } = this;
    let token = scanner.peek();
    if (token.type === SCALAR) {
      // The common case, without properties.
      this.attach(new ScalarNode(token.start + shift, token.end + shift, token.line, token.value, token.style, null));
      scanner.skip();
      return;
    }
    if (token.type === ALIAS) {
      this.attach(this.alias(token));
      scanner.skip();
      return;
    }
    const { line } = token;
    let { start: end } = token;
    let tagLine = 0;
    let anchor = '';
    let tag: string | undefined;
    let tagSpan: Span | undefined;
    while ((token.type === ANCHOR && anchor === '') || (token.type === TAG && tag === undefined)) {
      if (token.type === ANCHOR) anchor = token.value;
      else {
        tag = this.tagOf(token);
        tagSpan = { start: token.start, end: token.end };
        tagLine = token.line;
      }
      end = token.end;
      scanner.skip();
      token = scanner.peek();
    }
    // An unknown handle is noticed when the token behind the properties is known.
    if (tag === '' && tagSpan !== undefined) {
      throw new YamlProblem('parser', 'found undefined tag handle', tagLine, tagSpan);
    }
    const properties = anchor === '' && tag === undefined ? null : { tag: tag ?? '', anchor };
    const start = token.start + shift;
    switch (token.type) {
      case SCALAR:
        this.attach(new ScalarNode(start, token.end + shift, line, token.value, token.style, properties));
        scanner.skip();
        return;
      case FLOW_SEQUENCE_START:
        this.open(new ListNode(start, line, true, properties), FLOW_LIST_FIRST);
        scanner.skip();
        return;
      case FLOW_MAPPING_START:
        this.open(new MapNode(start, line, true, properties), FLOW_MAP_FIRST);
        scanner.skip();
        return;
      case BLOCK_ENTRY:
        if (!indentless) break;
        this.open(new ListNode(start, line, false, properties), INDENTLESS_LIST);
        return;
      case BLOCK_SEQUENCE_START:
        if (!block) break;
        this.open(new ListNode(start, line, false, properties), BLOCK_LIST);
        scanner.skip();
        return;
      case BLOCK_MAPPING_START:
        if (!block) break;
        this.open(new MapNode(start, line, false, properties), BLOCK_MAP_KEY);
        scanner.skip();
        return;
    }
    if (properties === null) this.fail('did not find expected node content', token);
    this.attach(new ScalarNode(end + shift, end + shift, line, '', 'plain', properties));
  }

  private alias(token: Token): AliasNode {
    const { shift } = this;
    const target = this.anchors.get(token.value);
    if (target === undefined) {
      const message = `unknown anchor '${token.value}' referenced`;
      const problem = new YamlProblem('values', message, token.line, { start: token.start, end: token.end });
      if (!this.tolerant) throw problem;
      const span = { start: token.start + shift, end: token.end + shift };
      this.problem ??= new YamlProblem('values', message, token.line, span);
    }
    return new AliasNode(token.start + shift, token.end + shift, token.line, token.value, target ?? null);
  }

  /** The whole tag; empty when its handle is unknown. */
  private tagOf(token: Token): string {
    if (token.value === '') return token.suffix;
    const prefix = this.handles.get(token.value);
    return prefix === undefined ? '' : prefix + token.suffix;
  }

  /** Puts a node where it belongs: into the innermost open collection, or at the root. */
  private attach(node: YamlNode): void {
    if (node.anchor !== '' && node.kind !== 'alias') this.anchors.set(node.anchor, node);
    const { frames } = this;
    if (frames.length === 0) {
      this.root = node;
      return;
    }
    const frame = frames[frames.length - 1] as Frame;
    const { node: parent } = frame;
    if (parent.kind === 'list') parent.items.push(node);
    else if (frame.key === null) frame.key = node;
    else {
      parent.children.push(frame.key, node);
      frame.key = null;
    }
  }

  private attachAbsent(at: number, line: number): void {
    this.attach(new ScalarNode(at + this.shift, at + this.shift, line, '', 'plain', null));
  }

  private open(node: MapNode | ListNode, state: number): void {
    this.attach(node);
    this.frames.push({ node, state, key: null });
    if (this.frames.length > this.depth) this.depth = this.frames.length;
  }

  /** Ends the innermost collection; without a bracket it ends with its last child. */
  private close(end?: number): void {
    const { node } = this.frames.pop() as Frame;
    if (end === undefined) closeAtLast(node);
    else node.end = end + this.shift;
  }

  private fail(message: string, token: Token): never {
    const end = Math.max(token.end, token.start + 1);
    throw new YamlProblem('parser', message, token.line, { start: token.start, end });
  }
}
