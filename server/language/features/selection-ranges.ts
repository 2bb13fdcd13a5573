// What a selection grows to, step by step: a name, its expression, the action, the line, the block, the key, the document.

import { encloses, type Span, span } from '#engine/text/span.ts';
import { pathAt } from '#engine/yaml/read-tree.ts';
import { regionsOf, tagChains } from '../documents/regions.ts';
import { actionAt, nodesAt, type TemplateView, templateView } from '../documents/template.ts';
import { valuesView } from '../documents/values.ts';
import { contextAt } from '../symbols/context.ts';
import { chartFolderOf, type FileText, fileAt, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

/** The spans around an offset, the smallest first, each inside the next. Undefined for files that are not ours. */
export function selectionRanges(snapshot: Snapshot, uri: string, offset: number): Span[] | undefined {
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || folder === undefined) return undefined;
  const role = roleIn(snapshot, folder, file.uri);
  if (role === 'template') {
    const own = templateSpans(templateView(file, seenFrom(snapshot, file.uri).settings), offset);
    return nested(file, offset, [...own, ...embeddedSpans(snapshot, uri, offset)]);
  }
  if (role !== 'values' && role !== 'chart') return undefined;
  return nested(file, offset, [...yamlSpans(file, offset), ...embeddedSpans(snapshot, uri, offset)]);
}

/** Of a text that reaches `tpl`. */
function embeddedSpans(snapshot: Snapshot, uri: string, offset: number): Span[] {
  const context = contextAt(snapshot, uri, offset);
  return context?.embedded ? actionSpans(context.view, offset) : [];
}

function templateSpans(view: TemplateView, offset: number): Span[] {
  const { file } = view;
  const out = actionSpans(view, offset);
  for (const { kind, span: region } of regionsOf(view)) if (kind !== 'block') out.push(region);
  return [...out, ...wordAndLine(file.text, offset), ...yamlValue(file.text, offset)];
}

/** What the template language makes of the place. */
function actionSpans(view: TemplateView, offset: number): Span[] {
  const { file } = view;
  const out: Span[] = [];
  for (const node of nodesAt(view, offset)) {
    if (node.kind !== 'list' && node.kind !== 'text') out.push(node.span);
    if ('parts' in node && node.kind !== 'error') out.push(...chainSpans(node.span, node.parts, offset));
    if ('nameSpan' in node) out.push(node.nameSpan, inner(file.text, node.nameSpan));
    if (node.kind === 'string') out.push(span(node.span.start + 1, node.span.end - 1));
    if ('head' in node) out.push(node.head);
  }
  const action = actionAt(file, offset);
  if (action) out.push(trimmed(file.text, action));
  for (const { tags } of tagChains(view)) out.push(...tagSpans(file.text, tags));
  return out;
}

/** `.a`, `.a.b`, …: each name alone, and all up to it. */
function chainSpans(whole: Span, parts: readonly Span[], offset: number): Span[] {
  const part = parts.find(({ start, end }) => start <= offset && offset <= end);
  return part ? [part, span(whole.start, part.end)] : [];
}

/** Each tag, what lies between two of them, and the whole. */
function tagSpans(text: string, tags: readonly Span[]): Span[] {
  const [first] = tags;
  const last = tags.at(-1);
  if (first === undefined || last === undefined) return [];
  const between = tags.slice(1).map((tag, index) => trimmed(text, { start: tags[index]?.end ?? 0, end: tag.start }));
  return [...tags, ...between, span(first.start, last.end)];
}

/** Of `key: value # note` the value. */
function yamlValue(text: string, offset: number): Span[] {
  const line = lineSpan(text, offset);
  const content = text.slice(line.start, line.end);
  const lead = /^\s*(?:- +)*(?:[^\s:#{][^:{]*:)?\s+/.exec(content)?.[0].length ?? 0;
  return [trimmed(text, { start: line.start + lead, end: line.end })];
}

function yamlSpans(file: FileText, offset: number): Span[] {
  const { root } = valuesView(file).tree;
  const out: Span[] = [];
  for (const node of pathAt(root, offset)) {
    out.push(trimmed(file.text, node));
    if (node.kind === 'scalar') out.push(inner(file.text, node));
    if (node.kind !== 'map') continue;
    const entry = node.entries.findLast(
      ({ key, value }) => key.start <= offset && offset <= Math.max(key.end, value.end),
    );
    if (entry) out.push(trimmed(file.text, { start: entry.key.start, end: Math.max(entry.key.end, entry.value.end) }));
  }
  return [...out, ...wordAndLine(file.text, offset)];
}

function wordAndLine(text: string, offset: number): Span[] {
  const isWord = (at: number) => /[\p{L}\p{N}_-]/u.test(text[at] ?? '');
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(start - 1)) start--;
  while (isWord(end)) end++;
  const line = lineSpan(text, offset);
  return [span(start, end), trimmed(text, line), line, span(0, text.length)];
}

function lineSpan(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next;
  return span(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
}

/** Without the white space around it. */
function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return span(from, to);
}

/** Without the quotes around it. */
function inner(text: string, { start, end }: Span): Span {
  const quote = text[start] ?? '';
  return '"\'`'.includes(quote) && text[end - 1] === quote && end - start >= 2
    ? span(start + 1, end - 1)
    : span(start, end);
}

/** Those that hold the offset, the smallest first; one that overlaps a smaller one is left out. */
function nested(file: FileText, offset: number, spans: readonly Span[]): Span[] {
  const holding = spans.filter(
    ({ start, end }) => start <= offset && offset <= end && end > start && end <= file.text.length,
  );
  const sorted = [...holding].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  const out: Span[] = [];
  for (const one of sorted) {
    const last = out.at(-1);
    if (last === undefined || (encloses(one, last) && one.end - one.start > last.end - last.start)) out.push(one);
  }
  return out;
}
