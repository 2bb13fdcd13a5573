// The resources that a template's text writes: what has a `kind` and an `apiVersion` in one column, by what stands there.

import { type Span, span } from '#engine/text/span.ts';
import type { TemplateView } from './template.ts';

export interface ResourceText {
  /** As written; an expression where it is computed. */
  readonly kind: string;
  /** What stands behind `metadata.name`; empty when there is none. */
  readonly name: string;
  /** From its first key to the end of its last line. */
  readonly span: Span;
  /** The kind. */
  readonly selection: Span;
}

const memo = new WeakMap<TemplateView, readonly ResourceText[]>();

/** The resources in the order of the text. */
export function resourcesIn(view: TemplateView): readonly ResourceText[] {
  let known = memo.get(view);
  if (known === undefined) memo.set(view, (known = read(view.file.text)));
  return known;
}

const KEY = /^(?<indent> *)(?<key>apiVersion|kind): +(?<value>[^\r\n]*?)\s*(?:\s#[^\r\n]*)?$/gm;
/** What ends a resource: a separator, or a `define` that begins, since its text stands elsewhere. */
const END = /^(?:---|\{\{-? *define\b)/gm;

interface Found {
  readonly key: string;
  readonly column: number;
  readonly start: number;
  readonly value: string;
  readonly valueStart: number;
}

function read(text: string): ResourceText[] {
  const found = [...text.matchAll(KEY)].map((match): Found => {
    const { indent = '', key = '', value = '' } = match.groups ?? {};
    const start = match.index + indent.length;
    return { key, value, column: indent.length, start, valueStart: text.indexOf(value, start + key.length + 1) };
  });
  const ends = [...text.matchAll(END)].map(({ index }) => index);
  const endAfter = (offset: number) => ends.find((end) => end > offset) ?? text.length;
  const out: { kind: Found; start: number; limit: number }[] = [];
  found.forEach((kind, at) => {
    if (kind.key !== 'kind') return;
    // Its partner stands before or behind it, in the same column and the same document: `kind` alone is any field.
    const partner = [found[at - 1], found[at + 1]].find(
      (one) => one?.key === 'apiVersion' && one.column === kind.column && endAfter(one.start) === endAfter(kind.start),
    );
    if (partner === undefined) return;
    out.push({ kind, start: Math.min(kind.start, partner.start), limit: endAfter(kind.start) });
  });
  return out.map(({ kind, start, limit }, at) => {
    const next = out[at + 1]?.start ?? text.length;
    const end = contentEnd(text, start, Math.min(limit, next), kind.column);
    const selection = span(kind.valueStart, kind.valueStart + kind.value.length);
    return {
      kind: bare(kind.value),
      name: nameIn(text.slice(start, end), kind.column),
      span: span(start, end),
      selection,
    };
  });
}

/** The end of the last line that belongs to it: tags in its own column behind it close what began before it. */
function contentEnd(text: string, start: number, limit: number, column: number): number {
  const lines = text.slice(start, limit).trimEnd().split('\n');
  const isTag = (line: string) =>
    line.trim() === '' || (/^ *\{\{-? *(?:end|else)\b[^}]*\}\}\s*$/.test(line) && indentOf(line) <= column);
  let count = lines.length;
  while (count > 1 && isTag(lines[count - 1] as string)) count--;
  return start + lines.slice(0, count).join('\n').trimEnd().length;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The first `name:` that is indented more below `metadata:`. */
function nameIn(text: string, column: number): string {
  const lead = ' '.repeat(column);
  const metadata = new RegExp(
    `^${column === 0 ? '' : `(?:${lead})?`}metadata:(?:[^\\n]*[{,] *name: *([^,}\\n]+))?[^\\n]*(?:\\n|$)`,
    'm',
  ).exec(text);
  if (metadata === null) return '';
  if (metadata[1] !== undefined) return bare(metadata[1].trim());
  for (const line of text.slice(metadata.index + metadata[0].length).split('\n')) {
    if (/^ *(?:#|\{\{-? *(?:if|else|end|with|range|\/\*)|\s*$)/.test(line)) continue;
    const indent = indentOf(line);
    if (indent <= column) return '';
    const value = /^ *name: +(.*?)\s*$/.exec(line)?.[1];
    if (value !== undefined) return bare(value.replace(/\s+#.*$/, ''));
  }
  return '';
}

/** Without quotes; of a single action what it says. */
function bare(value: string): string {
  const inner = /^\{\{-?\s*(.*?)\s*-?\}\}$/.exec(value)?.[1];
  if (inner !== undefined && !inner.includes('}}')) return inner;
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}
