// The YAML of a template with its actions cut out: what may be read by columns, at offsets that lead back into the file.
//
// The file's own text and each `define` stand alone. Tags that print nothing are gone, as if their lines were blank; what prints
// something inside a line is a hole of as many signs; what puts its text on lines of its own leaves its line blank.

import { type Span, span } from '#engine/text/span.ts';
import { type NamedBody, piecesOfFile, type TemplateView } from './template.ts';

export interface HoledPart {
  /** The define whose text it is; undefined: the file's own. */
  readonly body: NamedBody | undefined;
  /** Where the text begins in the file. */
  readonly from: number;
  readonly text: string;
  /** By the beginning of a line in `text`: what follows tags there stands so much further left than in the file. */
  readonly shifts: ReadonlyMap<number, Shift>;
  /** Beginnings of lines in `text` that have nothing but actions. */
  readonly tagLines: ReadonlySet<number>;
  /** Where actions that print something begin, in offsets of `text`. */
  readonly outputs: readonly number[];
}

interface Shift {
  readonly by: number;
  /** Columns of the file's line before this one lie in the tags. */
  readonly from: number;
}

/** Stands for what is not known before the template is rendered: no sign of YAML, and part of no word. */
export const HOLE = '\uE000';
/** Prints nothing. */
const GONE = '\uE001';

/** The innermost define around an offset; a `block` is text of what is around it. */
export function defineAt(view: TemplateView, offset: number): NamedBody | undefined {
  return view.defines.findLast((one) => {
    const { start, end } = insideOf(one);
    return one.kind === 'define' && start <= offset && offset <= end;
  });
}

/** Between its tags: white space that they trim is where one begins to write. */
function insideOf({ head, endTag, list, span: { end } }: NamedBody): Span {
  return span(head.end, Math.max(endTag?.start ?? end, list.span.end, head.end));
}

const parts = new WeakMap<TemplateView, Map<NamedBody | undefined, HoledPart>>();

/** The part's text, made once. */
export function holedPart(view: TemplateView, body: NamedBody | undefined): HoledPart {
  let known = parts.get(view);
  if (known === undefined) parts.set(view, (known = new Map()));
  let part = known.get(body);
  if (part === undefined) known.set(body, (part = make(view, body)));
  return part;
}

/** From the file into the part's text; undefined inside tags. */
export function intoPart({ from, text, shifts }: HoledPart, offset: number): number | undefined {
  const at = offset - from;
  if (at < 0 || at > text.length) return undefined;
  const start = lineStart(text, at);
  const shift = shifts.get(start);
  if (shift === undefined) return at;
  return at - start < shift.from ? undefined : at - shift.by;
}

/** From the part's text back into the file. */
export function intoFile({ from, text, shifts }: HoledPart, at: number): number {
  return at + from + (shifts.get(lineStart(text, at))?.by ?? 0);
}

/** The document around an offset of a part's text: the lines between two separators. */
export function documentAround(text: string, at: number): Span {
  const from = text.slice(0, at).lastIndexOf('\n---');
  const isFirst = from < 0 && !text.startsWith('---');
  const head = isFirst ? 0 : from + 1;
  const feed = isFirst ? -1 : text.indexOf('\n', head);
  const start = isFirst ? 0 : feed < 0 ? text.length : feed + 1;
  const below = text.indexOf('\n---', Math.max(start - 1, 0));
  return span(Math.min(start, at), below < 0 ? text.length : Math.max(below + 1, at));
}

/** The column that a text's outermost lines stand in; undefined when all is blank. */
export function leastColumn(text: string): number | undefined {
  let least: number | undefined;
  for (const [, lead = ''] of text.matchAll(/^( *)[^\s#]/gm))
    if (least === undefined || lead.length < least) least = lead.length;
  return least;
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function make(view: TemplateView, body: NamedBody | undefined): HoledPart {
  const { text } = view.file;
  const { start: from, end } = body ? insideOf(body) : span(0, text.length);
  const outputs: number[] = [];
  const out: string[] = [];
  let at = from;
  const upTo = (to: number) => {
    if (to > at) out.push(text.slice(at, to));
    at = Math.max(at, to);
  };
  const cut = (piece: Span, sign: string) => {
    const to = Math.min(piece.end, end);
    if (to <= at) return;
    upTo(Math.max(piece.start, from));
    out.push(signs(text.slice(at, to), sign));
    at = to;
  };
  const inner = view.defines.filter(({ kind, span: own }) => kind === 'define' && own.start >= from && own.end <= end);
  let next = 0;
  for (const piece of piecesOfFile(view.file)) {
    if (piece.end <= from || piece.start >= end) continue;
    while (next < inner.length && (inner[next] as NamedBody).span.start <= piece.start)
      cut((inner[next++] as NamedBody).span, GONE);
    if (piece.kind === 'text' || piece.end <= at) continue;
    const sign = piece.kind === 'action' ? signOf(text.slice(piece.start, piece.end)) : GONE;
    if (piece.kind === 'action' && !isSilent(text.slice(piece.start, piece.end))) outputs.push(piece.start - from);
    cut(piece, sign);
  }
  upTo(end);
  return { body, from, outputs, ...straightened(out.join('')) };
}

/** What begins with a word that prints nothing here, or sets a variable. */
const SILENT = /^\{\{-?\s*(?:(?:if|else|end|range|with|define|break|continue|block)\b|\$\w*\s*(?:,[^:}]*)?:?=|\/\*)/;

function isSilent(action: string): boolean {
  return SILENT.test(action);
}

/** Text that `nindent` puts below a key is what the key holds, as if it stood in the lines below. */
function signOf(action: string): string {
  return isSilent(action) || /\bnindent\b/.test(action) ? GONE : HOLE;
}

/** Lines stay lines; those behind the first of an action have nothing of their own. */
function signs(text: string, sign: string): string {
  const feed = text.indexOf('\n');
  if (feed < 0) return sign.repeat(text.length);
  return sign.repeat(feed) + text.slice(feed).replace(/[^\r\n]/g, GONE);
}

function straightened(raw: string): Pick<HoledPart, 'text' | 'shifts' | 'tagLines'> {
  const shifts = new Map<number, Shift>();
  const tagLines = new Set<number>();
  let start = 0;
  const lines = raw.split('\n').map((line) => {
    const own = start;
    start += line.length + 1;
    if (!line.includes(GONE) && !line.includes(HOLE)) return line;
    if (/^[\s\uE000\uE001]*$/.test(line)) {
      tagLines.add(own);
      return line.replace(/[\uE000\uE001]/g, ' ');
    }
    const end = line.endsWith('\r') ? '\r' : '';
    const lead = (/^[ \uE001]*/.exec(line) as RegExpExecArray)[0];
    const by = lead.length - lead.replaceAll(GONE, '').length;
    if (by > 0) shifts.set(own, { by, from: lead.lastIndexOf(GONE) + 1 });
    const content = line.slice(lead.length, line.length - end.length).replaceAll(GONE, ' ');
    return lead.replaceAll(GONE, '') + content + ' '.repeat(by) + end;
  });
  return { text: lines.join('\n'), shifts, tagLines };
}
