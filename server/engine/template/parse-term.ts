// Operands: literals, functions, dot, fields, variables, and the fields that follow a term.

import { isAscii } from '../text/bytes.ts';
import { type Span, span } from '../text/span.ts';
import { quoteGo, unquoteGo } from '../values/quote.ts';
import { numberValue } from './lex-number.ts';
import type { ErrorNode, OperandNode } from './node.ts';
import type { Reader } from './parse-reader.ts';
import { printNode } from './print.ts';
import type { Token } from './token.ts';

/** The term that `word` is. Not for `(`. */
export function parseTerm(reader: Reader, word: Token): OperandNode {
  // Written out, without spreading: this is the hottest place of the parser.
  const where = span(word.start, word.end);
  const pos = word.start;
  switch (word.kind) {
    case 'identifier':
      return identifier(reader, word, where);
    case 'dot':
    case 'nil':
      return { kind: word.kind, span: where, pos };
    case 'variable':
      return variable(reader, word, where);
    case 'field':
      return { kind: 'field', span: where, pos, ident: [word.text.slice(1)], parts: [span(pos + 1, word.end)] };
    case 'bool':
      return { kind: 'bool', span: where, pos, value: word.text === 'true' };
    case 'number':
    case 'complex':
    case 'charConstant': {
      const value = numberValue(word.text, word.kind);
      if (typeof value === 'string') return reader.errorNode(where, reader.fail(value, where));
      return { kind: 'number', span: where, pos, text: word.text, ...value };
    }
    default: {
      const text = unquote(word.text);
      if (text === undefined) return reader.errorNode(where, reader.fail('invalid syntax', where));
      return { kind: 'string', span: where, pos, quoted: word.text, text };
    }
  }
}

/** strconv.Unquote, with a short way for what has no escapes. */
export function unquote(quoted: string): string | undefined {
  const plain = quoted.startsWith('"') && !quoted.includes('\\') && isAscii(quoted);
  return plain ? quoted.slice(1, -1) : unquoteGo(quoted);
}

/** Reads the fields that follow a term directly. */
export function parseChain(reader: Reader, term: OperandNode): OperandNode {
  const first = reader.peek();
  if (first.kind !== 'field') return term;
  const fields: string[] = [];
  const parts: Span[] = [];
  let end = first.end;
  while (reader.peek().kind === 'field') {
    const word = reader.next();
    fields.push(word.text.slice(1));
    parts.push(span(word.start + 1, word.end));
    end = word.end;
  }
  return withFields(reader, term, { pos: first.start, span: span(term.span.start, end) }, fields, parts);
}

function withFields(
  reader: Reader,
  term: OperandNode,
  base: { readonly pos: number; readonly span: Span },
  fields: readonly string[],
  parts: readonly Span[],
): OperandNode {
  switch (term.kind) {
    case 'field':
    case 'variable':
      // The new position is the second field's, which is odd, but what Go reports.
      return {
        kind: term.kind,
        span: base.span,
        pos: base.pos,
        ident: term.ident.concat(fields),
        parts: term.parts.concat(parts),
      };
    case 'bool':
    case 'string':
    case 'number':
    case 'nil':
    case 'dot': {
      const message = reader.fail(`unexpected . after term ${quoteGo(printNode(term))}`, base.span);
      return reader.errorNode(base.span, message, [term]);
    }
    case 'error':
      return withFieldsInside(reader, term, base, fields, parts);
    default:
      return { kind: 'chain', ...base, node: term, field: fields, parts };
  }
}

/** Fields on what is wrong already: the part inside gets them, so that `$nope.a.b` keeps its path. */
function withFieldsInside(
  reader: Reader,
  term: ErrorNode,
  base: { readonly pos: number; readonly span: Span },
  fields: readonly string[],
  parts: readonly Span[],
): OperandNode {
  const inner = term.parts[0];
  const whole =
    inner?.kind === 'variable' || inner?.kind === 'identifier'
      ? [withFields(reader, inner, base, fields, parts)]
      : term.parts;
  return reader.errorNode(base.span, term.message, whole);
}

function identifier(reader: Reader, word: Token, where: Span): OperandNode {
  const node: OperandNode = { kind: 'identifier', span: where, pos: word.start, ident: word.text };
  if (reader.in.isFunction(word.text)) return node;
  const message = reader.complain(`function ${quoteGo(word.text)} not defined`, where);
  return reader.errorNode(where, message, [node]);
}

function variable(reader: Reader, word: Token, where: Span): OperandNode {
  const node: OperandNode = { kind: 'variable', span: where, pos: word.start, ident: [word.text], parts: [where] };
  if (reader.tree.vars.has(word.text)) return node;
  const message = reader.complain(`undefined variable ${quoteGo(word.text)}`, where);
  return reader.errorNode(where, message, [node]);
}
