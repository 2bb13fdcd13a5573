// The one error exit of the interpreter, and the texts that Helm 3 and 4 make of an error.

import { goPosition } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { trimSpace } from '../text/traced.ts';
import { quoteGo } from '../values/quote.ts';
import type { AnyNode } from './node.ts';
import { printNode } from './print.ts';

/** One template, include or tpl on the way from the rendered file to the failure. */
export interface Level {
  /** File the failing node was parsed from, and its text. */
  readonly file: string;
  readonly text: string;
  /** Name of the template that was running. */
  readonly template: string;
  readonly span: Span;
  /** Go's position of the node, a UTF-16 offset into `text`. */
  readonly pos: number;
  /** What the node prints as, `at <…>`. */
  readonly context: string;
  /** This level's own message, without the levels below. */
  readonly message: string;
}

/**
 * A failed execution. `message` is Go's whole text, nested levels included; `levels` go from the rendered file inwards.
 */
export class ExecError extends Error {
  override readonly name = 'ExecError';
  readonly levels: readonly Level[];
  /** Texts of Go's chain of wrapped errors, outermost first; Helm 4 walks them. */
  readonly chain: readonly string[];
  /** Why it stopped, when the reason is not the template's own: a limit that the caller set. */
  readonly limit: string | undefined;

  constructor(message: string, levels: readonly Level[], chain: readonly string[], limit?: string) {
    super(message);
    this.levels = levels;
    this.chain = chain;
    this.limit = limit;
  }
}

/** Where and in what a failure happened. */
export interface Place {
  readonly file: string;
  readonly text: string;
  readonly template: string;
  readonly node: AnyNode | undefined;
}

/** The error of `message` at a place; `cause` is the error of the call that failed there, already part of `message`. */
export function execError(
  place: Place,
  message: string,
  cause?: { chain: readonly string[]; error?: ExecError },
): ExecError {
  const { node } = place;
  if (node === undefined) {
    const whole = `template: ${place.template}: ${message}`;
    return new ExecError(whole, cause?.error?.levels ?? [], [whole, ...(cause?.chain ?? [])]);
  }
  const { line, column } = goPosition(place.text, node.pos);
  const context = printNode(node);
  const whole = `template: ${place.file}:${line}:${column}: executing ${quoteGo(place.template)} at <${context}>: ${message}`;
  const own = cause?.error ? message.slice(0, message.length - cause.error.message.length).trimEnd() : message;
  const level: Level = {
    file: place.file,
    text: place.text,
    template: place.template,
    span: node.span,
    pos: node.pos,
    context,
    message: own,
  };
  return new ExecError(
    whole,
    [level, ...(cause?.error?.levels ?? [])],
    [whole, ...(cause?.chain ?? [])],
    cause?.error?.limit,
  );
}

/** Wraps the message of `required` and `fail`, as Helm does, so that it can be found again at the outside. */
export function markMessage(message: string): string {
  return `HELM_ERR_START${message}HELM_ERR_END`;
}

const MARKED = /HELM_ERR_START([\s\S]*)HELM_ERR_END/;

/** The user's own message of a `required` or `fail` anywhere in the error, or undefined. */
export function markedMessage(error: ExecError): string | undefined {
  return MARKED.exec(error.message)?.[1];
}

/** The text that helm prints for a failed execution of one file. */
export function helmExecText(error: ExecError, major: 3 | 4): string {
  const first = error.message.indexOf(': ');
  const second = error.message.indexOf(': ', first + 2);
  if (second < 0) return error.message;
  const marked = MARKED.exec(error.message.slice(second + 2));
  if (marked) return `execution error at (${error.message.slice(first + 2, second)}): ${marked[1]}`;
  return major === 3 ? error.message : tracedText(error);
}

interface Traceable {
  readonly location: string;
  readonly message: string;
  readonly executed: string;
}

/** Helm 4's several lines, when every error of the chain reads as a template error; else the plain text. */
function tracedText(error: ExecError): string {
  let out = '';
  let last = '';
  for (const text of error.chain) {
    const parsed = parseTraceable(text);
    if (parsed === undefined) return error.message;
    const key = JSON.stringify(parsed);
    if (key !== last) out += traceableText(parsed);
    last = key;
  }
  return trimSpace(out);
}

function traceableText(error: Traceable): string {
  let out = '';
  if (error.location) out += `${error.location}\n  `;
  if (error.executed) out += `${error.executed}\n    `;
  if (error.message) out += `${error.message}\n`;
  return out;
}

function parseTraceable(text: string): Traceable | undefined {
  if (!text.startsWith('template: ')) return undefined;
  const rest = text.slice('template: '.length);
  if (rest.startsWith('no template ')) return { location: '', message: text, executed: '' };
  return parseExecuting(rest) ?? parseSimple(rest);
}

/** `NAME: executing "TEMPLATE" at <CONTEXT>: MESSAGE`, split as naively as Helm splits it. */
function parseExecuting(rest: string): Traceable | undefined {
  const mark = rest.indexOf(': executing ');
  if (mark < 0) return undefined;
  const after = rest.slice(mark + ': executing '.length);
  const quote = after.startsWith('"') ? after.indexOf('"', 1) : -1;
  if (quote < 0 || !after.startsWith(' at <', quote + 1)) return undefined;
  const context = after.slice(quote + 1 + ' at <'.length);
  const end = context.indexOf('>: ');
  if (end < 0) return undefined;
  return {
    location: rest.slice(0, mark),
    message: cutNested(context.slice(end + 3)),
    executed: `executing "${after.slice(1, quote)}" at <${context.slice(0, end)}>:`,
  };
}

function parseSimple(rest: string): Traceable | undefined {
  const at = rest.lastIndexOf(': ');
  return at < 0 ? undefined : { location: rest.slice(0, at), message: cutNested(rest.slice(at + 2)), executed: '' };
}

function cutNested(message: string): string {
  const at = message.indexOf(' template:');
  return at < 0 ? message : message.slice(0, at);
}
