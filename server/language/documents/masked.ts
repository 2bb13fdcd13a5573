// A template that stands inside another text (a scalar of a values file, a string given to tpl) as a text of its own whose
// offsets are those of the file around it: everything else is blank.

import type { StringNode } from '#engine/template/node.ts';
import type { ScalarNode } from '#engine/yaml/read-tree.ts';
import type { FileText } from '../workspace/snapshot.ts';

/** How text must be written where it stands: what is inserted there goes through it. */
export type Encode = (text: string) => string;

export interface MaskedText {
  /** Has the URI and the version of the file around it. */
  readonly file: FileText;
  readonly encode: Encode;
}

const masks = new WeakMap<ScalarNode | StringNode, MaskedText>();

/** The template in a scalar of a YAML file. */
export function maskedScalar(host: FileText, node: ScalarNode): MaskedText {
  const known = masks.get(node);
  if (known) return known;
  const { start } = node;
  const raw = host.text.slice(start, endOfTemplate(host, node));
  // A text whose quote is not closed was read as a plain one (`mended-tree.ts`).
  const style = node.style === 'plain' && /^["']/.test(raw) ? (raw.startsWith('"') ? 'double' : 'single') : node.style;
  const isQuoted = style === 'double' || style === 'single';
  const isBlock = style === 'literal' || style === 'folded';
  const inner =
    style === 'double'
      ? unescaped(raw)
      : style === 'single'
        ? raw.replace(/''/g, "' ")
        : isBlock
          ? raw.replace(/^[^\r\n]*/, blanked)
          : raw;
  const text = isQuoted ? ` ${inner.slice(1, closedBy(raw) ? -1 : undefined)}` : inner;
  return keep(node, host, start, text, ENCODINGS[style === 'double' || style === 'single' ? style : 'plain']);
}

/** The blanks behind a plain text belong to an action in it that is not closed: somebody writes on there. */
export function endOfTemplate(host: FileText, { start, end, style }: ScalarNode): number {
  if (style !== 'plain' || host.text.lastIndexOf('{{', end) <= host.text.lastIndexOf('}}', end)) return end;
  if (host.text.lastIndexOf('{{', end) < start) return end;
  const blanks = /[ \t]*(?=\r?\n|$)/y;
  blanks.lastIndex = end;
  return end + (blanks.exec(host.text)?.[0].length ?? 0);
}

/** The template in a string that a template gives to tpl. */
export function maskedString(host: FileText, node: StringNode): MaskedText {
  const known = masks.get(node);
  if (known) return known;
  const { start, end } = node.span;
  const raw = host.text.slice(start, end);
  const isRaw = raw.startsWith('`');
  const inner = isRaw ? raw : unescaped(raw);
  return keep(node, host, start, ` ${inner.slice(1, -1)}`, ENCODINGS[isRaw ? 'plain' : 'double']);
}

const ENCODINGS: Readonly<Record<'double' | 'single' | 'plain', Encode>> = {
  double: (text) => text.replace(/["\\]/g, '\\$&'),
  single: (text) => text.replace(/'/g, "''"),
  plain: (text) => text,
};

function keep(node: ScalarNode | StringNode, host: FileText, start: number, text: string, encode: Encode): MaskedText {
  const file = { ...host, text: `${blankOf(host).slice(0, start)}${text}` };
  const masked = { file, encode };
  masks.set(node, masked);
  return masked;
}

const blanks = new WeakMap<FileText, string>();

function blankOf(file: FileText): string {
  let blank = blanks.get(file);
  if (blank === undefined) blanks.set(file, (blank = blanked(file.text)));
  return blank;
}

/** Line breaks stay, so that lines are counted as in the file. */
function blanked(text: string): string {
  const lines: string[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const isCrLf = feed > start && text[feed - 1] === '\r';
    lines.push(isCrLf ? `${' '.repeat(end - start - 1)}\r` : ' '.repeat(end - start));
    if (feed < 0) break;
    start = feed + 1;
  }
  return lines.join('\n');
}

/** A quoted scalar whose closing quote was not typed yet ends with the text. */
function closedBy(raw: string): boolean {
  if (raw.length < 2 || !raw.endsWith(raw[0] as string)) return false;
  return !raw.startsWith('"') || /^(?:[^\\]|\\[\s\S])*$/.test(raw.slice(1, -1));
}

const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|[\s\S])|\{\{|\}\}|`/g;

/**
 * Escapes undone, each filled with blanks to its length. The blank stands outside of a string that an escaped quote opens
 * or closes, and before a backslash, which belongs to what follows it.
 */
function unescaped(text: string): string {
  let isAction = false;
  let isString = false;
  let isRaw = false;
  let isEscaped = false;
  let last = 0;
  return text.replace(ESCAPE, (written, at: number) => {
    const isNext = isEscaped && at === last;
    isEscaped = false;
    last = at + written.length;
    if (written === '{{') isAction = true;
    else if (written === '}}') isAction = isAction && (isString || isRaw);
    else if (written === '`') isRaw = isAction && !isString && !isRaw;
    if (!written.startsWith('\\')) return written;
    if (written === '\\\\') {
      isEscaped = isAction && !isNext;
      return isNext ? '\\ ' : ' \\';
    }
    if (written !== '\\"') return decoded(written).padEnd(written.length);
    if (!isAction || isRaw || isNext) return isNext ? '" ' : ' "';
    isString = !isString;
    return isString ? ' "' : '" ';
  });
}

/** Lines stay those of the file: a line break that is written as an escape is a blank, one that is escaped stays. */
function decoded(written: string): string {
  const code = written.slice(1);
  if (/^\r?\n$/.test(code)) return ` ${code}`;
  if (!/^[xuU][0-9a-fA-F]+$/.test(code)) return code === '/' ? code : '';
  const point = Number.parseInt(code.slice(1), 16);
  return point >= 0x20 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
