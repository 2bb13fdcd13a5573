// The inside of one action: which kind it is and what it says. What it does to the blocks around it is parse.ts's business.

import { type Span, span } from '../text/span.ts';
import type { LexedAction } from './lex.ts';
import type { AnyNode, ErrorNode, PipeNode } from './node.ts';
import { brokenPipe, parsePipeline } from './parse-pipeline.ts';
import { type ParseFile, Reader, type TreeState } from './parse-reader.ts';
import { unquote } from './parse-term.ts';
import type { Token } from './token.ts';

export type BranchWord = 'if' | 'range' | 'with';

/** A name in quotes; undefined text where there is none. */
export interface Name {
  readonly text: string | undefined;
  readonly span: Span;
}

/** An action, read. `error` is what was wrong beside its pipeline, for its place in the tree. */
export type Head = { readonly error: ErrorNode | null } & (
  | { readonly kind: 'action'; readonly pipe: PipeNode }
  | { readonly kind: 'branch'; readonly word: BranchWord; readonly pipe: PipeNode; readonly vars: number }
  | { readonly kind: 'else'; readonly wordPos: number; readonly chain: Chained | null }
  | { readonly kind: 'end' }
  | { readonly kind: 'break' | 'continue'; readonly pos: number }
  | { readonly kind: 'template' | 'block'; readonly name: Name; readonly pipe: PipeNode | null }
  | { readonly kind: 'define'; readonly name: Name }
  /** Nothing of it stands: the whole action is its error. */
  | { readonly kind: 'broken'; readonly error: ErrorNode }
);

/** `else if`, `else with`. */
export interface Chained {
  readonly word: BranchWord;
  readonly pipe: PipeNode;
  /** How many variables were in scope before its pipeline. */
  readonly vars: number;
}

/** The innermost open block, as far as an action's reading depends on it. */
export interface Surroundings {
  readonly kind: 'root' | 'define' | 'block' | BranchWord;
  readonly hasElse: boolean;
  /** For a block: the offset whose line Go reports for an else in it. */
  readonly headEnd: number;
}

/** Reads an action; its errors go to the file. */
export function parseHead(file: ParseFile, tree: TreeState, around: Surroundings, action: LexedAction): Head {
  const where = span(action.open.start, action.end);
  if (action.recovered === null) {
    const reader = new Reader(file, tree, action.tokens);
    const head = readHead(reader, around, where);
    file.errors.push(...reader.found);
    return head;
  }
  return parseUnclosed(file, tree, around, action, action.recovered, where);
}

/**
 * An action without its end. Go reads on into the text and reports what it stumbles over: that is the error. The tree is
 * made of the part that lex.ts takes for the action.
 */
function parseUnclosed(
  file: ParseFile,
  tree: TreeState,
  around: Surroundings,
  action: LexedAction,
  recovered: readonly Token[],
  where: Span,
): Head {
  const vars = tree.vars.length;
  const actionStart = tree.actionStart;
  const probe = new Reader(file, tree, action.tokens);
  readHead(probe, around, where);
  tree.vars.pop(vars);
  tree.actionStart = actionStart;
  const first = probe.found[0] ?? { message: 'unclosed action', line: file.lineOf(where.start), span: where };
  file.errors.push(
    first.span.end <= where.end && first.span.end > first.span.start ? first : { ...first, span: where },
  );
  const reader = new Reader(file, tree, recovered);
  reader.broken = first.message;
  const head = readHead(reader, around, where);
  file.errors.push(...reader.found.filter((other) => other.span.start !== first.span.start));
  return withError(head, reader.errorNode(span(where.end, where.end), first.message));
}

/** The head with an error: in its pipeline when it has one. */
function withError(head: Head, error: ErrorNode): Head {
  if (head.error !== null) return head;
  if (head.kind === 'else' && head.chain !== null) {
    return { ...head, chain: { ...head.chain, pipe: brokenPipe(head.chain.pipe, error) } };
  }
  return 'pipe' in head && head.pipe !== null ? { ...head, pipe: brokenPipe(head.pipe, error) } : { ...head, error };
}

function readHead(reader: Reader, around: Surroundings, where: Span): Head {
  const { tree } = reader;
  const word = reader.nextNonSpace();
  // Go looks for definitions before it enters the action.
  if (word.kind === 'define' && around.kind === 'root') return readDefine(reader);
  tree.actionStart = where.start;
  const head = readAction(reader, around, where, word);
  // Go forgets where an action began when it is through with it, and an `if` is through at its end only.
  if (head.kind !== 'branch') tree.actionStart = -1;
  return head;
}

function readAction(reader: Reader, around: Surroundings, where: Span, word: Token): Head {
  switch (word.kind) {
    case 'define':
      reader.unexpected(word, 'command');
      return withError(readDefine(reader), reader.errorNode(span(word.start, word.end), reader.broken ?? ''));
    case 'if':
    case 'range':
    case 'with':
      return readBranch(reader, word.kind);
    case 'else':
      return readElse(reader, around, where);
    case 'end':
      return readEnd(reader, around, where);
    case 'break':
    case 'continue':
      return readJump(reader, where, word, word.kind);
    case 'template':
      return readTemplate(reader, where);
    case 'block':
      return readBlock(reader);
    default:
      reader.back();
      return { kind: 'action', pipe: parsePipeline(reader, 'command'), error: null };
  }
}

function readBranch(reader: Reader, word: BranchWord): Head & { kind: 'branch' } {
  const vars = reader.tree.vars.length;
  return { kind: 'branch', word, pipe: parsePipeline(reader, word), vars, error: null };
}

/** An else is judged by the block it stands in; `if` or `with` behind it must be that block's own word. */
function readElse(reader: Reader, around: Surroundings, where: Span): Head {
  const next = reader.peekNonSpace();
  const chains = next.kind === 'if' || next.kind === 'with';
  let error = chains ? null : expectEnd(reader, 'else');
  // From here on Go no longer knows where the action began.
  reader.tree.actionStart = -1;
  const { kind, hasElse } = around;
  if (kind === 'root' || kind === 'define' || kind === 'block' || hasElse) {
    return brokenAction(reader, where, elseMessage(kind), kind === 'block' ? around.headEnd : undefined);
  }
  if (!chains) return { kind: 'else', wordPos: next.start, chain: null, error };
  reader.nextNonSpace();
  if (next.kind !== kind) {
    const message = reader.unexpected(next, 'input');
    error = reader.errorNode(span(next.start, next.end), message);
  }
  const { word, pipe, vars } = readBranch(reader, next.kind);
  const chain = { word, pipe: error === null ? pipe : brokenPipe(pipe, error), vars };
  return { kind: 'else', wordPos: next.start, chain, error: null };
}

function elseMessage(kind: Surroundings['kind']): string {
  if (kind === 'root') return 'unexpected {{else}}';
  return kind === 'define' || kind === 'block'
    ? `unexpected {{else}} in ${kind} clause`
    : 'expected end; found {{else}}';
}

function readEnd(reader: Reader, around: Surroundings, where: Span): Head {
  const error = expectEnd(reader, 'end');
  return around.kind === 'root' ? brokenAction(reader, where, 'unexpected {{end}}') : { kind: 'end', error };
}

function readJump(reader: Reader, where: Span, word: Token, kind: 'break' | 'continue'): Head {
  const error = expectEnd(reader, `{{${kind}}}`);
  if (reader.tree.rangeDepth === 0) return brokenAction(reader, where, `{{${kind}}} outside {{range}}`);
  return error === null
    ? { kind, pos: word.start, error }
    : { kind: 'broken', error: reader.errorNode(where, error.message) };
}

function readTemplate(reader: Reader, where: Span): Head {
  const context = 'template clause';
  const name = readName(reader, context);
  let pipe: PipeNode | null = null;
  if (reader.nextNonSpace().kind !== 'rightDelim') {
    reader.back();
    pipe = parsePipeline(reader, context);
  }
  if (name.text !== undefined) return { kind: 'template', name, pipe, error: null };
  return { kind: 'broken', error: reader.errorNode(where, reader.broken ?? '', nameParts(reader, name, pipe)) };
}

function readBlock(reader: Reader): Head {
  const context = 'block clause';
  const name = readName(reader, context);
  const pipe = parsePipeline(reader, context);
  return {
    kind: 'block',
    name,
    pipe,
    error: name.text === undefined ? reader.errorNode(name.span, reader.broken ?? '') : null,
  };
}

function readDefine(reader: Reader): Head {
  const name = readName(reader, 'define clause');
  const error = expectEnd(reader, 'define clause');
  if (name.text !== undefined) return { kind: 'define', name, error };
  return { kind: 'define', name, error: reader.errorNode(name.span, reader.broken ?? '') };
}

/** A string literal. Anything else is an error, and left where it is unless it is a broken string. */
function readName(reader: Reader, context: string): Name {
  const word = reader.nextNonSpace();
  const where = span(word.start, word.end);
  if (word.kind !== 'string' && word.kind !== 'rawString') {
    reader.unexpected(word, context);
    if (word.kind === 'error') return { text: undefined, span: where };
    reader.back();
    return { text: undefined, span: span(word.start, word.start) };
  }
  const text = unquote(word.text);
  if (text === undefined) reader.fail('invalid syntax', where);
  return { text, span: where };
}

function nameParts(reader: Reader, name: Name, pipe: PipeNode | null): AnyNode[] {
  const parts: AnyNode[] = name.span.end > name.span.start ? [reader.errorNode(name.span, reader.broken ?? '')] : [];
  if (pipe !== null) parts.push(pipe);
  return parts;
}

/** The action must end here; what stands there instead becomes one error. */
function expectEnd(reader: Reader, context: string): ErrorNode | null {
  const word = reader.nextNonSpace();
  if (word.kind === 'rightDelim') return null;
  const message = reader.unexpected(word, context);
  let { end } = word;
  for (let rest = reader.nextNonSpace(); rest.kind !== 'rightDelim'; rest = reader.nextNonSpace()) end = rest.end;
  return reader.errorNode(span(word.start, end), message);
}

function brokenAction(reader: Reader, where: Span, message: string, lineAt = reader.farOffset): Head {
  return { kind: 'broken', error: reader.errorNode(where, reader.fail(message, where, reader.in.lineOf(lineAt))) };
}
