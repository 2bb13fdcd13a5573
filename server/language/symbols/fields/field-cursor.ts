// Where in the YAML of a template one is: the lines of its document without actions, and the place among them.

import { type Span, span } from '#engine/text/span.ts';
import {
  defineAt,
  documentAround,
  HOLE,
  type HoledPart,
  holedPart,
  intoFile,
  intoPart,
} from '../../documents/holes.ts';
import { actionAt, piecesOfFile, type TemplateView } from '../../documents/template.ts';
import { type YamlCursor, yamlCursor } from '../../schema/yaml-cursor.ts';

export interface FieldCursor {
  readonly view: TemplateView;
  readonly part: HoledPart;
  /** The lines around, in offsets of the part's text. */
  readonly document: Span;
  /** Where the cursor is in the part's text. */
  readonly at: number;
  /** The path begins at the part's own outermost table; `replace` is in the file. */
  readonly cursor: YamlCursor;
}

/** Undefined in actions and comments, in lines that have nothing else, in block texts, and at words that an action is a part of. */
export function fieldCursor(view: TemplateView, offset: number): FieldCursor | undefined {
  if (actionAt(view.file, offset) !== undefined || isInside(view, offset)) return undefined;
  const part = holedPart(view, defineAt(view, offset));
  const at = intoPart(part, offset);
  if (at === undefined) return undefined;
  const lineStart = at === 0 ? 0 : part.text.lastIndexOf('\n', at - 1) + 1;
  if (part.tagLines.has(lineStart)) return undefined;
  const document = documentAround(part.text, at);
  const local = yamlCursor(part.text.slice(document.start, document.end), at - document.start);
  if (local === undefined) return undefined;
  const { start, end } = local.replace;
  if (part.text.slice(start + document.start, end + document.start).includes(HOLE)) return undefined;
  // A hole that touches the word is the rest of it.
  if (part.text[start + document.start - 1] === HOLE || part.text[end + document.start] === HOLE) return undefined;
  if (
    local.kind === 'key' &&
    local.isFlow !== true &&
    isBelowScalar(part.text.slice(document.start, lineStart), local, start)
  )
    return undefined;
  const replace = span(intoFile(part, start + document.start), intoFile(part, end + document.start));
  return { view, part, document, at, cursor: { ...local, replace } };
}

/** Strictly inside an action or a comment, its braces included. */
function isInside(view: TemplateView, offset: number): boolean {
  const pieces = piecesOfFile(view.file);
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as { readonly start: number }).start < offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece !== undefined && piece.kind !== 'text' && piece.start < offset && offset < piece.end;
}

/** The line above has a key with a value and stands further left: what is indented more belongs to nothing. */
function isBelowScalar(above: string, { siblings }: YamlCursor, start: number): boolean {
  if (siblings.size > 0) return false;
  const last = above.split('\n').findLast((line) => /^\s*[^\s#]/.test(line));
  const key = last === undefined ? undefined : /^( *(?:- +)*)[^\s#'"{}[\],][^#'"{}[\],]*?:[ ]+(?![#&!\s])\S/.exec(last);
  return key?.[1] !== undefined && key[1].length < start - above.length;
}
