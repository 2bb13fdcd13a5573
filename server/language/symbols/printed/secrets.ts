// Whether rendered text is nobody's business: below the data of a Secret, under a key that says so, or read from such a value.

import type { Span } from '#engine/text/span.ts';
import { ENCRYPTED } from '../../documents/encrypted.ts';
import { valuePlaceAt, valuesView } from '../../documents/values.ts';
import { sliceMapped } from '../../workspace/mapped-text.ts';
import type { View } from '../../workspace/render-state.ts';
import type { FlatPlace } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { isSecretName, SECRET_WORD } from '../secret-words.ts';

/** Whether anything that `action` printed there must not be shown. `printed` has no white space around it. */
export function isSecret(view: View, action: string, printed: Span): boolean {
  // That a token is not mounted, or a password empty, is no secret.
  if (isVoid(view.text.text.slice(printed.start, printed.end))) return false;
  return (
    namesSecret(action) ||
    standsAtSecret(view, printed.start) ||
    holdsSecret(view, printed) ||
    sliceMapped(view.text, printed.start, printed.end).mappings.some(
      ({ value }) => value !== undefined && isSecretSource(view.snapshot, value),
    )
  );
}

/** A YAML line whose key says that its value is nobody's business; `secretName` and `secretKeyRef` are names. */
const SECRET_KEY = new RegExp(`^\\s*(?:- )*["']?[\\w.-]*${SECRET_WORD}["']?\\s*:`, 'i');
/** An entry of an `env` list, whose value stands on the line beside it. */
const SECRET_NAME = new RegExp(`^\\s*(?:- )?name:\\s*["']?[\\w.-]*${SECRET_WORD}["']?\\s*$`, 'i');
/** `.auth.password`, `index .Values "api-key"`. */
const SECRET_FIELD = new RegExp(`[."'\`][\\w.-]*${SECRET_WORD}(?![\\w-])`, 'i');

/** Whether an action reads something whose name says so. */
export function namesSecret(action: string): boolean {
  return SECRET_FIELD.test(action);
}

/** YAML with everything below a key that says so as bullets, and what is encrypted; a whole Secret shows nothing of its data. */
export function withoutSecrets(text: string): string {
  const isSecretObject = /^["']?kind["']?\s*:\s*["']?Secret["']?\s*(?:#|$)/m.test(text);
  const out: string[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]|$/);
    if (indent > hiddenBelow && line.trim() !== '') continue;
    hiddenBelow = Number.POSITIVE_INFINITY;
    if (!SECRET_KEY.test(line) && !(isSecretObject && isData(line)))
      out.push(line.replace(SECRET_IN_FLOW, hiddenEntry));
    else {
      hiddenBelow = indent;
      const value = line.slice(line.indexOf(':') + 1).trim();
      out.push(isVoid(value) ? line : `${line.slice(0, line.indexOf(':') + 1)} ${HIDDEN}`);
    }
  }
  return out.join('\n').replace(ENCRYPTED, HIDDEN);
}

/**
 * `{user: a, password: b}`: the entry, up to the comma or brace that ends a plain value, or the quote that ends another. In
 * JSON that stands in quotes itself, its own quotes have backslashes.
 */
const SECRET_IN_FLOW = new RegExp(
  `([{,]\\s*(?:\\\\*["'])?[\\w.-]*${SECRET_WORD}(?:\\\\*["'])?\\s*:\\s*)(\\\\+"(?:(?!\\\\+").)*\\\\+"|"(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^,{}\\[\\]\\n]+|[{[].*)`,
  'gi',
);

function hiddenEntry(_all: string, key: string, value: string): string {
  return isVoid(value.trim()) ? key + value : key + HIDDEN;
}

/** What stands for something that nobody is to see. */
export const HIDDEN = '••••';

/** Nothing that anybody would hide; that it is empty is worth knowing. */
function isVoid(value: string): boolean {
  return /^(?:\\*"\\*"|''|null|~|true|false|\{\}|\[\])$/.test(value);
}

/** What stands before the place in its line, or beside that, makes what follows secret. */
function standsAtSecret(view: View, offset: number): boolean {
  if (isInSecretData(view, offset)) return true;
  const { text } = view.text;
  const line = lineAt(text, offset);
  if (namesSecretValue(text.slice(line.start, line.end))) return true;
  if (!/^\s*(?:- )?value\s*:/.test(text.slice(line.start, line.end))) return false;
  const above = lineAt(text, Math.max(0, line.start - 1));
  const below = lineAt(text, Math.min(text.length, line.end + 1));
  return [above, below].some(({ start, end }) => SECRET_NAME.test(text.slice(start, end)));
}

/** Of several lines one that is secret, or the data of a Secret that begins among them. */
function holdsSecret(view: View, { start, end }: Span): boolean {
  const lines = view.text.text.slice(start, end).split('\n');
  if (lines.length === 1) return withoutSecrets(lines[0] as string) !== lines[0];
  let at = start;
  for (const line of lines) {
    if (namesSecretValue(line) || SECRET_NAME.test(line)) return true;
    if (isData(line) && isInSecret(view, at)) return true;
    at += line.length + 1;
  }
  return false;
}

function namesSecretValue(line: string): boolean {
  return SECRET_KEY.test(line) && !isVoid(line.slice(line.indexOf(':') + 1).trim());
}

/** Whether the place lies below `data` or `stringData` of a Secret. */
function isInSecretData(view: View, offset: number): boolean {
  if (!isInSecret(view, offset)) return false;
  const { text } = view.text;
  let line = lineAt(text, offset);
  for (; line.start > 0 && !isTopKey(text.slice(line.start, line.end)); line = lineAt(text, line.start - 1));
  return isData(text.slice(line.start, line.end));
}

function isTopKey(line: string): boolean {
  return /^(?:["']?[A-Za-z][\w-]*["']?\s*:|---)/.test(line);
}

function isData(line: string): boolean {
  return /^["']?(?:data|stringData)["']?\s*:/.test(line);
}

/** By the start of a document: whether it is a Secret. The text is asked, as what is no YAML yet may be one, too. */
const secrets = new WeakMap<View, Map<number, boolean>>();

function isInSecret(view: View, offset: number): boolean {
  const { text } = view.text;
  const start = offset === 0 ? 0 : text.lastIndexOf('\n---', offset - 1) + 1;
  const known = secrets.get(view) ?? new Map<number, boolean>();
  secrets.set(view, known);
  let isOne = known.get(start);
  if (isOne === undefined) {
    const end = text.indexOf('\n---', offset);
    isOne = /^["']?kind["']?\s*:\s*["']?Secret["']?\s*(?:#|$)/m.test(text.slice(start, end < 0 ? undefined : end));
    known.set(start, isOne);
  }
  return isOne;
}

/** The key in the values file, or one above it, says so: what was read may have been encoded or named otherwise since. */
export function isSecretSource(snapshot: Snapshot, place: FlatPlace): boolean {
  const file = fileAt(snapshot, place.uri);
  const path = file && valuePlaceAt(valuesView(file), place.start)?.path;
  return path?.some((step) => typeof step === 'string' && isSecretName(step)) === true;
}

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  return { start: offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}
