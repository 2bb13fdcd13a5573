// From a line of rendered text back to who wrote it: the template's own line, then the helper's, then the value.

import { lineAt, lineIndex } from '#engine/text/lines.ts';
import { type Span, span } from '#engine/text/span.ts';
import type { Finding, FlatMapping, FlatPlace, RenderedTemplate } from '../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';

/** A finding's place: the line of the rendered template itself, and as related the helper and the value behind it. */
export type WrittenBy = Pick<Finding, 'uri' | 'span' | 'related'>;

/**
 * Who wrote the line around `offset` of the template's output. `from` is where the document begins: nothing before it is
 * looked at. Undefined when nobody is known.
 */
export function writerOfLine(
  snapshot: Snapshot,
  template: Pick<RenderedTemplate, 'output'>,
  from: number,
  offset: number,
): WrittenBy | undefined {
  const { text, mappings } = template.output;
  const line = lineAround(text, from, offset);
  const inLine = mappings.filter((mapping) => mapping.site && !isBlank(text, mapping, line));
  const best = inLine.find(isOwnText) ?? inLine.find(isOwn) ?? inLine[0];
  const own = best && (isOwn(best) ? best.site : best.caller);
  if (best === undefined || own === undefined) return undefined;
  const related: Finding['related'][number][] = [];
  const helper = inLine.find((mapping) => !isOwn(mapping));
  if (helper?.site)
    related.push({ ...lineOf(snapshot, textStart(helper, helper.site, line)), message: 'written here' });
  const value = inLine.find((mapping) => mapping.value)?.value;
  if (value) related.push({ uri: value.uri, span: span(value.start, value.end), message: 'the value' });
  return { ...lineOf(snapshot, textStart(best, own, line)), related };
}

function isOwn({ site, caller }: FlatMapping): boolean {
  return site !== undefined && (caller === undefined || samePlace(site, caller));
}

function isOwnText(mapping: FlatMapping): boolean {
  return mapping.skip !== undefined && isOwn(mapping);
}

/** The line's content; a blank line gives way to the one before it. */
function lineAround(text: string, from: number, offset: number): Span {
  let end = Math.min(offset, text.length);
  for (;;) {
    const start = Math.max(text.lastIndexOf('\n', end - 1) + 1, from);
    const stop = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
    const content = text.slice(start, stop);
    if (content.trim() !== '' || start <= from) return span(start + content.search(/\S|$/), stop);
    end = start - 1;
  }
}

/** Whether the mapping gives nothing to the line that can be seen. */
function isBlank(text: string, mapping: FlatMapping, line: Span): boolean {
  const start = Math.max(mapping.start, line.start);
  return text.slice(start, Math.max(start, Math.min(mapping.end, line.end))).trim() === '';
}

/** Literal text is found to the letter, an action at its start. */
function textStart(mapping: FlatMapping, place: FlatPlace, line: Span): FlatPlace {
  if (mapping.skip === undefined || place !== mapping.site) return place;
  const start = place.start + mapping.skip + Math.max(0, line.start - mapping.start);
  return { uri: place.uri, start, end: place.end };
}

/** What stands in the line of the file where the place begins. */
function lineOf(snapshot: Snapshot, place: FlatPlace): Pick<WrittenBy, 'uri' | 'span'> {
  const { text } = fileAt(snapshot, place.uri) ?? { text: '' };
  // An action's place is the inside of its braces.
  const start = text.lastIndexOf('\n', Math.max(0, place.start - 1)) + 1;
  const line = (/^[^\n]*/.exec(text.slice(start)) as RegExpExecArray)[0];
  const from = start + line.length - line.trimStart().length;
  return { uri: place.uri, span: span(from, Math.max(from, start + line.trimEnd().length)) };
}

function samePlace(a: FlatPlace, b: FlatPlace): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end;
}

/** Lines shown before and after the bad one. */
const AROUND = 2;

/** The rendered lines around an offset, numbered, the one that holds it marked: for the end of a message. */
export function lineExcerpt(text: string, offset: number): string {
  const bad = lineAt(lineIndex(text), Math.min(offset, text.length));
  const lines = text.trimEnd().split('\n');
  return lines
    .slice(0, bad + AROUND + 1)
    .map((line, i) => `${i === bad ? '>' : ' '} ${String(i + 1).padStart(3)} | ${line.trimEnd()}`)
    .slice(Math.max(0, bad - AROUND))
    .join('\n');
}
