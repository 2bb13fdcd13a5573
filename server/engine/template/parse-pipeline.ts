// Pipelines: declarations, commands, operands. Parentheses nest on a stack of our own, since Go allows ten thousand of them.

import { type Span, span } from '../text/span.ts';
import type { CommandNode, ErrorNode, OperandNode, PipeNode, VariableNode } from './node.ts';
import type { Reader } from './parse-reader.ts';
import { parseChain, parseTerm } from './parse-term.ts';
import { startsOperand, type Token } from './token.ts';

const MAX_DEPTH = 10_000;

/** A pipeline being read: the action's own, or one in parentheses. */
interface Level {
  readonly context: string;
  /** Where the node starts: its first word, or its `(`. */
  readonly start: number;
  readonly pos: number;
  isAssign: boolean;
  readonly decl: VariableNode[];
  readonly cmds: CommandNode[];
  /** Operands of the command being read; null between commands. */
  args: OperandNode[] | null;
  /** An operand that stands where none may, for this reason. */
  misplaced: string | null;
}

/** Reads a pipeline to its `}}`, which is consumed. `context` names it in messages (`command`, `if`, `template clause`). */
export function parsePipeline(reader: Reader, context: string): PipeNode {
  const levels: Level[] = [];
  let level = openLevel(reader, context, null);
  for (;;) {
    if (level.args !== null) {
      const open = readOperand(reader, level, levels.length);
      if (open !== null) {
        levels.push(level);
        level = openLevel(reader, 'parenthesized pipeline', open);
      } else afterOperand(reader, level);
      continue;
    }
    const word = reader.nextNonSpace();
    const outer = levels[levels.length - 1];
    if (word.kind === 'rightDelim' || (word.kind === 'rightParen' && outer !== undefined)) {
      const pipe = closeLevel(reader, level, word, outer !== undefined);
      if (outer === undefined) return pipe;
      levels.pop();
      level = outer;
      addOperand(reader, level, word.kind === 'rightParen' ? parseChain(reader, pipe) : pipe);
      afterOperand(reader, level);
    } else if (startsOperand(word.kind)) {
      reader.back();
      level.args = [];
    } else {
      const broken = brokenOperand(reader, word, reader.unexpected(word, level.context, placeOf(word, level)));
      // A stray pipe is a command of its own, anything else the beginning of one.
      if (word.kind === 'pipe') addCommand(level, [broken]);
      else level.args = [broken];
    }
  }
}

function openLevel(reader: Reader, context: string, open: Token | null): Level {
  const first = reader.peekNonSpace().start;
  const level: Level = {
    context,
    start: open?.start ?? first,
    pos: first,
    isAssign: false,
    decl: [],
    cmds: [],
    args: null,
    misplaced: null,
  };
  readDeclarations(reader, level);
  return level;
}

/** Ends a level at `word`. A `}}` that ends parentheses (it follows an error) is left for the levels outside. */
function closeLevel(reader: Reader, level: Level, word: Token, inner: boolean): PipeNode {
  const end = word.kind === 'rightParen' ? word.end : Math.max(reader.endBefore(), level.start);
  checkPipeline(reader, level, word);
  if (inner && word.kind === 'rightDelim') reader.back();
  const { pos, isAssign, decl, cmds } = level;
  return { kind: 'pipe', span: span(level.start, end), pos, isAssign, decl, cmds };
}

function checkPipeline(reader: Reader, level: Level, word: Token): void {
  if (level.cmds.length === 0) {
    const message = reader.fail(
      `missing value for ${level.context}`,
      span(level.start, Math.max(word.end, level.start)),
    );
    addCommand(level, [reader.errorNode(span(word.start, word.start), message)]);
    return;
  }
  for (let i = 1; i < level.cmds.length; i++) {
    const command = level.cmds[i] as CommandNode;
    const first = command.args[0] as OperandNode;
    if (!CONSTANTS.has(first.kind)) continue;
    const message = reader.fail(`non executable command in pipeline stage ${i + 1}`, first.span);
    level.cmds[i] = { ...command, args: [reader.errorNode(first.span, message, [first]), ...command.args.slice(1)] };
    return;
  }
}

const CONSTANTS: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

/** `$x :=`, `$x =`, and in range `$k, $v :=`. A variable that is followed by none of these is left to be an operand. */
function readDeclarations(reader: Reader, level: Level): void {
  for (;;) {
    const name = reader.peekNonSpace();
    if (name.kind !== 'variable') return;
    const mark = reader.mark();
    reader.next();
    reader.peek();
    const next = reader.peekNonSpace();
    const comma = next.kind === 'char' && next.text === ',';
    if (!comma && next.kind !== 'assign' && next.kind !== 'declare') {
      reader.reset(mark);
      return;
    }
    if (!comma) level.isAssign = next.kind === 'assign';
    reader.nextNonSpace();
    const where = span(name.start, name.end);
    level.decl.push({ kind: 'variable', span: where, pos: name.start, ident: [name.text], parts: [where] });
    reader.tree.vars.push(name.text);
    if (!comma || !anotherDeclaration(reader, level, next)) return;
  }
}

/** After a comma: whether another variable may follow. Only range takes two. */
function anotherDeclaration(reader: Reader, level: Level, comma: Token): boolean {
  const isRange = level.context === 'range' && level.decl.length < 2;
  if (isRange && AFTER_COMMA.has(reader.peekNonSpace().kind)) return true;
  const message = isRange ? 'range can only initialize variables' : `too many declarations in ${level.context}`;
  const where = span(comma.start, comma.end);
  addCommand(level, [reader.errorNode(where, reader.fail(message, where))]);
  const next = reader.peekNonSpace().kind;
  if (next === 'declare' || next === 'assign') reader.nextNonSpace();
  return next === 'variable';
}

const AFTER_COMMA: ReadonlySet<string> = new Set(['variable', 'rightDelim', 'rightParen']);

/** Reads the next operand, if there is one. A `(` is returned: its pipeline is the operand. */
function readOperand(reader: Reader, level: Level, depth: number): Token | null {
  const word = reader.nextNonSpace();
  if (word.kind === 'leftParen') {
    if (depth < MAX_DEPTH) return word;
    addOperand(reader, level, skipParens(reader, word));
  } else if (startsOperand(word.kind)) addOperand(reader, level, parseChain(reader, parseTerm(reader, word)));
  else reader.back();
  return null;
}

function addOperand(reader: Reader, level: Level, node: OperandNode): void {
  const { misplaced } = level;
  level.misplaced = null;
  level.args ??= [];
  level.args.push(misplaced === null ? node : reader.errorNode(node.span, misplaced, [node]));
}

/** Parentheses too deep to read: all of them are one error. */
function skipParens(reader: Reader, open: Token): OperandNode {
  const message = reader.fail('max expression depth exceeded', span(open.start, open.end));
  let end = open.end;
  for (let depth = 1; depth > 0; ) {
    const word = reader.next();
    if (word.kind === 'rightDelim') {
      reader.back();
      break;
    }
    if (word.kind === 'leftParen') depth++;
    if (word.kind === 'rightParen') depth--;
    end = word.end;
  }
  return reader.errorNode(span(open.start, end), message);
}

/** What follows an operand: white space and another one, or the end of the command. */
function afterOperand(reader: Reader, level: Level): void {
  const word = reader.next();
  switch (word.kind) {
    case 'space':
      return;
    case 'rightDelim':
    case 'rightParen':
      reader.back();
      endCommand(level);
      return;
    case 'pipe':
      endCommand(level);
      return;
    default: {
      const message = reader.unexpected(word, 'operand', placeOf(word, level));
      if (startsOperand(word.kind)) {
        reader.back();
        level.misplaced = message;
      } else addOperand(reader, level, brokenOperand(reader, word, message));
    }
  }
}

/** What to underline: for parentheses that do not close, all of them. */
function placeOf(word: Token, level: Level): Span {
  return word.end > word.start ? span(word.start, word.end) : span(Math.min(level.start, word.start), word.end);
}

/** An operand that is no word, with the fields that hang on it (`.a-b.c`). */
function brokenOperand(reader: Reader, word: Token, message: string): OperandNode {
  let { end } = word;
  while (word.kind === 'error' && reader.peek().kind === 'field') end = reader.next().end;
  return reader.errorNode(span(word.start, end), message);
}

function endCommand(level: Level): void {
  const args = level.args ?? [];
  level.args = null;
  if (args.length > 0) addCommand(level, args);
}

function addCommand(level: Level, args: readonly OperandNode[]): void {
  const first = args[0] as OperandNode;
  const last = args[args.length - 1] as OperandNode;
  const where = span(first.span.start, last.span.end);
  level.cmds.push({ kind: 'command', span: where, pos: where.start, args });
}

/** The pipeline with one more command, an error: for what is wrong with the action around it. */
export function brokenPipe(pipe: PipeNode, error: ErrorNode): PipeNode {
  const command: CommandNode = { kind: 'command', span: error.span, pos: error.pos, args: [error] };
  return { ...pipe, cmds: [...pipe.cmds, command] };
}
