// Where the text of a named template lands: at each call that is printed as it is, the table of the column that it is put into.

import { defineAt, documentAround, holedPart, intoPart, leastColumn } from '../../documents/holes.ts';
import { actionAt, templateView } from '../../documents/template.ts';
import { yamlCursor } from '../../schema/yaml-cursor.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { chartOfFile, chartTreeOf } from '../charts.ts';
import { callsInAllReleases } from '../other-users.ts';
import type { CallSite } from '../templates.ts';
import type { Asked } from './field-places.ts';
import type { Path } from './rendered-path.ts';

export interface TextCaller {
  /** The place of the call, whose path leads to what the named template's text is a part of. */
  readonly asked: Asked;
  /** The way on from there, in the named template. */
  readonly rest: Path;
}

/** Calls beyond these say the same again. */
const MOST_CALLS = 40;

/** `asked` lies in a define. */
export function callersInText(snapshot: Snapshot, { view, part, document, path }: Asked): TextCaller[] {
  const tree = chartTreeOf(snapshot, view.file.uri);
  if (tree === undefined || part.body === undefined) return [];
  const chart = chartOfFile(tree, snapshot, view.file.uri);
  const text = part.text.slice(document.start, document.end);
  const column = leastColumn(text) ?? 0;
  const isList = isListText(text, column);
  const rest = isList && typeof path[0] === 'number' ? path.slice(1) : path;
  const isItem = isList && path.length > 0;
  const sites = callsInAllReleases(snapshot, { tree, chart }, part.body.name).slice(0, MOST_CALLS);
  return sites.flatMap((site) => {
    const asked = placeOfCall(snapshot, site, column, isList);
    if (asked === undefined) return [];
    return [{ asked: isItem ? asked : { ...asked, path: isList ? asked.path.slice(0, -1) : asked.path }, rest }];
  });
}

/** Its outermost lines begin items. */
function isListText(text: string, column: number): boolean {
  const lines = text.split('\n').filter((line) => line.search(/[^ ]/) === column);
  const begins = (pattern: RegExp) => lines.some((line) => pattern.test(line.slice(column)));
  return begins(/^-(?:\s|$)/) && !begins(/^[^\s#-][^:]*:(?:\s|$)/);
}

function placeOfCall(snapshot: Snapshot, { file, call }: CallSite, column: number, isList: boolean): Asked | undefined {
  // Templates inside other texts are printed by whoever reads those.
  if (fileAt(snapshot, file.uri) !== file) return undefined;
  const view = templateView(file, snapshot.settings);
  const brace = file.text.lastIndexOf('{{', call.span.start + 2);
  const part = holedPart(view, defineAt(view, call.span.start));
  const at = brace < part.from ? undefined : intoPart(part, brace);
  if (at === undefined) return undefined;
  const lineStart = at === 0 ? 0 : part.text.lastIndexOf('\n', at - 1) + 1;
  const lead = part.text.slice(lineStart, at);
  const indent = indentOf(file.text, brace, call.span, () => actionAt(file, call.span.start)?.end);
  if (indent === undefined || (indent === 'none' && lead.trim() !== '')) return undefined;
  const isTrimmed = file.text.startsWith('{{-', brace);
  const to = indent === 'none' ? (column > 0 || isTrimmed ? column : lead.length) : indent + column;
  const lineEnd = part.text.indexOf('\n', at);
  const above = part.text.slice(0, at);
  const below = lineEnd < 0 ? '\n' : part.text.slice(lineEnd);
  const text = `${above}\n${' '.repeat(to)}${isList ? '- ' : ''}${below}`;
  const here = above.length + 1 + to + (isList ? 2 : 0);
  const around = documentAround(text, here);
  const cursor = yamlCursor(text.slice(around.start, around.end), here - around.start);
  if (cursor === undefined || cursor.isFlow === true || cursor.kind === 'value') return undefined;
  return { view, part, document: documentAround(part.text, at), at, path: cursor.path };
}

/** How far the call's text is moved; `none`: as it is; undefined: it is not printed, or not as it is. */
function indentOf(
  text: string,
  brace: number,
  call: { readonly start: number; readonly end: number },
  endOf: () => number | undefined,
): number | 'none' | undefined {
  // `{{ template }}` is an action as a whole.
  if (call.start === brace) return 'none';
  const before = text.slice(brace + 2, call.start).replace(/^-/, '');
  const end = endOf();
  if (end === undefined || !/^[\s(]*$/.test(before)) return undefined;
  const after = /^[\s)]*((?:\|[^|]*)*)$/.exec(text.slice(call.end, end).replace(/-$/, ''))?.[1];
  if (after === undefined) return undefined;
  let indent: number | 'none' = 'none';
  for (const stage of after.split('|').slice(1)) {
    const moved = /^\s*n?indent\s+(\d+)\)?\s*$/.exec(stage)?.[1];
    if (moved !== undefined) indent = (indent === 'none' ? 0 : indent) + Number(moved);
    else if (!/^\s*(?:trim|fromYaml|toYaml|trimSuffix\s+"\S*"|trimPrefix\s+"\S*")\s*$/.test(stage)) return undefined;
  }
  return indent;
}
