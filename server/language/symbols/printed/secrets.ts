// Whether rendered text is nobody's business: below the data of a Secret, under a key that says so, or read from such a value.

import type { Span } from '#engine/text/span.ts';
import { ENCRYPTED } from '../../documents/encrypted.ts';
import { valuePlaceAt, valuesView } from '../../documents/values.ts';
import { sliceMapped } from '../../workspace/mapped-text.ts';
import type { View } from '../../workspace/render-state.ts';
import type { FlatPlace } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { isSecretName, SECRET_WORD } from '../secret-words.ts';

/**
 * Whether anything that `action` printed there must not be shown. `printed` has no white space around it. With `part`: whether
 * that text, which a helper came to on the way, must not be.
 */
export function isSecret(view: View, action: string, printed: Span, part?: string): boolean {
  // That a token is not mounted, or a password empty, is no secret.
  if (isVoid(view.text.text.slice(printed.start, printed.end))) return false;
  if (namesSecret(action) || standsAtSecret(view, printed.start)) return true;
  const holds =
    holdsSecret(view, printed) ||
    sliceMapped(view.text, printed.start, printed.end).mappings.some(
      ({ value }) => value !== undefined && isSecretSource(view.snapshot, value),
    );
  return holds && (part === undefined || !standsOutside(view, printed, part));
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
  const shown = linesWithoutSecrets(text).filter((line) => line !== undefined);
  return shown.join('\n').replace(ENCRYPTED, HIDDEN);
}

/** Line by line; undefined for one that stands below a key that says so. */
function linesWithoutSecrets(text: string): (string | undefined)[] {
  const isSecretObject = /^["']?kind["']?\s*:\s*["']?Secret["']?\s*(?:#|$)/m.test(text);
  let hiddenBelow = Number.POSITIVE_INFINITY;
  return text.split('\n').map((line) => {
    const indent = line.search(/[^ ]|$/);
    if (indent > hiddenBelow && line.trim() !== '') return undefined;
    hiddenBelow = Number.POSITIVE_INFINITY;
    if (!SECRET_KEY.test(line) && !(isSecretObject && isData(line))) return line.replace(SECRET_IN_FLOW, hiddenEntry);
    hiddenBelow = indent;
    const value = line.slice(line.indexOf(':') + 1).trim();
    return isVoid(value) ? line : `${line.slice(0, line.indexOf(':') + 1)} ${HIDDEN}`;
  });
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

/** Whether every line of the text stands somewhere in what was printed, and nowhere in a line of it that is secret. */
function standsOutside(view: View, printed: Span, text: string): boolean {
  const lines = openLines(view, printed);
  const wanted = text.split('\n').map((line) => line.trim());
  return wanted.every((line) => {
    const holding = line === '' ? [] : lines.filter((one) => one.text.includes(line));
    return line === '' || (holding.length > 0 && holding.every(({ isOpen }) => isOpen));
  });
}

interface PrintedLine {
  readonly text: string;
  /** Nothing in it is secret. */
  readonly isOpen: boolean;
}

const printedLines = new WeakMap<View['text'], Map<string, readonly PrintedLine[]>>();

function openLines(view: View, { start, end }: Span): readonly PrintedLine[] {
  const known = printedLines.get(view.text) ?? new Map<string, readonly PrintedLine[]>();
  printedLines.set(view.text, known);
  const key = `${start} ${end}`;
  let lines = known.get(key);
  if (lines === undefined) known.set(key, (lines = readLines(view, start, end)));
  return lines;
}

function readLines(view: View, start: number, end: number): PrintedLine[] {
  const text = view.text.text.slice(start, end);
  const lines = text.split('\n');
  const open = linesWithoutSecrets(text).map((line, i) => line === lines[i]);
  // What is encrypted, and a Secret's data, may go on for many lines.
  if (text.replace(ENCRYPTED, HIDDEN) !== text) open.fill(false);
  const { mappings } = sliceMapped(view.text, start, end);
  const secret = mappings.filter(({ value }) => value !== undefined && isSecretSource(view.snapshot, value));
  let at = 0;
  let valueAt = lines.length;
  let indentOfValue = Number.POSITIVE_INFINITY;
  lines.forEach((line, i) => {
    const indent = line.search(/[^ ]|$/);
    if (isData(line) && isInSecret(view, start + at)) open.fill(false, i);
    if (i > valueAt && line.trim() !== '' && indent <= indentOfValue) indentOfValue = Number.POSITIVE_INFINITY;
    if (
      indentOfValue !== Number.POSITIVE_INFINITY ||
      secret.some((one) => one.start < at + line.length && one.end > at)
    )
      open[i] = false;
    if (SECRET_NAME.test(line)) {
      open.fill(false, Math.max(0, i - 1), i + 2);
      valueAt = i + 1;
      indentOfValue = (lines[valueAt] ?? '').search(/[^ ]|$/);
    }
    at += line.length + 1;
  });
  return lines.map((line, i) => ({ text: line, isOpen: open[i] === true }));
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
