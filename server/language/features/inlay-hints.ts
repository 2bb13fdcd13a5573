// What the actions of a template printed in the last good render, to be shown behind each of them.

import type { AnyNode, PipeNode } from '#engine/template/node.ts';
import { encloses, type Span, span } from '#engine/text/span.ts';
import { templateView, walkNodes } from '../documents/template.ts';
import { SECRET_WORD } from '../symbols/secret-words.ts';
import { backwards, carrySpan, driftOf, isUntouched } from '../workspace/drift.ts';
import { type RenderState, type View, viewOf } from '../workspace/render-state.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';

export interface InlayHint {
  /** Where the action ends. */
  readonly offset: number;
  readonly label: string;
  /** The whole text where the label shows only a part of it. */
  readonly tooltip: string | undefined;
}

const MOST_CHARACTERS = 40;
const HIDDEN = '••••';

/** Hints for the actions of `uri` that end inside `range`; none when the chart was not rendered yet. */
export function inlayHints(
  snapshot: Snapshot,
  state: RenderState | undefined,
  uri: string,
  range: Span | undefined,
): InlayHint[] {
  const file = fileAt(snapshot, uri);
  if (state === undefined || file === undefined || !snapshot.settings.inlayHints) return [];
  const view = viewOf(state, file.uri, 'file');
  if (view.text.mappings.length === 0) return [];
  const drift = backwards(driftOf(fileAt(view.snapshot, file.uri)?.text ?? '', file.text));
  const outputs = outputsByCaller(view, file.uri);
  const hints: InlayHint[] = [];
  walkNodes(templateView(file, snapshot.settings).parsed.main.root, (node) => {
    if (!prints(node) || (range && (node.span.end < range.start || node.span.end > range.end))) return;
    // An action that was edited since then has printed nothing yet.
    if (!isUntouched(drift, node.span)) return;
    const texts = outputsInside(outputs, carrySpan(drift, node.span));
    const action = file.text.slice(node.span.start, node.span.end);
    const hint = texts.length > 0 ? hintOf(view, action, texts) : undefined;
    if (hint) hints.push({ offset: node.span.end, ...hint });
  });
  return hints.sort((a, b) => a.offset - b.offset);
}

/** Actions whose output is not already to be read in them. */
function prints(node: AnyNode): boolean {
  if (node.kind === 'template') return node.list === null;
  return node.kind === 'action' && node.pipe.decl.length === 0 && !isLiteral(node.pipe);
}

function isLiteral(pipe: PipeNode): boolean {
  const [command, ...more] = pipe.cmds;
  if (command === undefined || more.length > 0 || command.args.length !== 1) return false;
  const kind = command.args[0]?.kind;
  return kind === 'string' || kind === 'number' || kind === 'bool' || kind === 'nil' || kind === 'error';
}

/** One stretch of output that a place in the file wrote in one go. */
interface Output {
  readonly caller: Span;
  readonly rendered: Span;
}

/** Outputs in the order of their callers, those of one caller in rendered order. */
function outputsByCaller(view: View, uri: string): Output[] {
  const outputs: Output[] = [];
  for (const { start, end, caller } of view.text.mappings) {
    if (caller?.uri === uri) outputs.push({ caller, rendered: span(start, end) });
  }
  return outputs.sort((a, b) => a.caller.start - b.caller.start || a.rendered.start - b.rendered.start);
}

/** The stretches that an action printed, one for each time it ran. */
function outputsInside(outputs: readonly Output[], action: Span): Span[] {
  const own: Span[] = [];
  for (let i = firstAt(outputs, action.start); i < outputs.length; i++) {
    const { caller, rendered } = outputs[i] as Output;
    if (caller.start >= action.end) break;
    if (encloses(action, caller)) own.push(rendered);
  }
  own.sort((a, b) => a.start - b.start);
  const joined: Span[] = [];
  for (const next of own) {
    const last = joined.at(-1);
    if (last && last.end === next.start) joined[joined.length - 1] = span(last.start, next.end);
    else joined.push(next);
  }
  return joined;
}

function firstAt(outputs: readonly Output[], start: number): number {
  let low = 0;
  let high = outputs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outputs[middle] as Output).caller.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hintOf(view: View, action: string, places: readonly Span[]): Omit<InlayHint, 'offset'> | undefined {
  const first = places[0] as Span;
  const whole = view.text.text.slice(first.start, first.end);
  const text = whole.trim();
  if (text === '') return undefined;
  const more = places.length > 1 ? ` (+${places.length - 1})` : '';
  // What leads up to the first letter tells the line that the value stands in.
  if (isSecret(view, action, first.start + whole.indexOf(text))) return { label: HIDDEN + more, tooltip: undefined };
  const lines = text.split('\n').length;
  if (lines > 1) {
    const secretLine = text.split('\n').some((line) => SECRET_KEY.test(line));
    const hidden = secretLine || isInSecretData(view, first.start + whole.indexOf(text));
    return { label: `⏎ ${lines} lines${more}`, tooltip: hidden ? undefined : whole.replace(/^\s*\n/, '').trimEnd() };
  }
  const characters = [...text];
  if (characters.length <= MOST_CHARACTERS) return { label: text + more, tooltip: undefined };
  return { label: `${characters.slice(0, MOST_CHARACTERS).join('')}…${more}`, tooltip: text };
}

/** A YAML line whose key says that its value is nobody's business; `secretName` and `secretKeyRef` are names. */
const SECRET_KEY = new RegExp(`^\\s*(?:- )?["']?[\\w.-]*${SECRET_WORD}["']?\\s*:`, 'i');
/** An entry of an `env` list, whose value stands on the next line. */
const SECRET_NAME = new RegExp(`^\\s*(?:- )?name:\\s*["']?[\\w.-]*${SECRET_WORD}["']?\\s*$`, 'i');
const SECRET_FIELD = new RegExp(`\\.[\\w]*${SECRET_WORD}\\b`, 'i');

function isSecret(view: View, action: string, offset: number): boolean {
  if (SECRET_FIELD.test(action) || isInSecretData(view, offset)) return !view.text.text.slice(offset).startsWith('\n');
  const { text } = view.text;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, endOfLine(text, offset));
  if (SECRET_KEY.test(line)) return true;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1));
  return /^\s*value\s*:/.test(line) && SECRET_NAME.test(above);
}

/** Whether the place lies below `data` or `stringData` of a Secret. */
function isInSecretData(view: View, offset: number): boolean {
  const document = view.documents.find(({ span: place }) => place.start <= offset && offset < place.end);
  if (document?.kind !== 'Secret') return false;
  const before = view.text.text.slice(document.span.start, endOfLine(view.text.text, offset));
  const keys = [...before.matchAll(/^["']?([A-Za-z]\w*)["']?\s*:/gm)];
  const key = keys.at(-1)?.[1];
  return key === 'data' || key === 'stringData';
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
