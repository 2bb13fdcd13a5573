// The errors of parsing and running templates as Chartroom's: Helm's text, and a place in a file.

import { type ExecError, helmExecText, markedMessage } from '../template/exec-error.ts';
import type { ParsedFile } from '../template/node.ts';
import { isStackOverflow, LimitError, memoryProblem } from '../values/meter.ts';
import type { EngineError, Related } from './errors.ts';
import type { Renderable } from './scope.ts';

export function syntaxError(item: Renderable, error: ParsedFile['errors'][number]): EngineError {
  // Helm keeps the piece after the last `: ` only.
  const whole = `template: ${item.name}:${error.line}: ${error.message}`;
  const last = whole.slice(whole.lastIndexOf(': ') + 2);
  return {
    code: 'template-syntax',
    file: item.file.source,
    span: error.span,
    message: error.message,
    helmText: `parse error at (${whole.split(': ')[1] ?? ''}): ${last}`,
    related: [],
    template: item.name,
  };
}

/** Running into a broken action repeats the syntax error that is already told; so does whoever stands on such a template. */
export function isSyntaxEcho(error: EngineError, told: readonly EngineError[]): boolean {
  if (told.includes(error)) return true;
  const inner = error.levels?.at(-1);
  return told.some((other) => other.code === 'template-syntax' && other.message === inner?.message);
}

/** What ends a file without a place in it; undefined for a bug. Helm knows none of these. */
export function limitText(error: unknown): string | undefined {
  // Only endless recursion gets there, and what real Helm says of it depends on its own limits.
  if (isStackOverflow(error)) return 'the templates call each other too deeply';
  return error instanceof LimitError ? error.message : memoryProblem(error);
}

export function limitError(item: Renderable, message: string): EngineError {
  return {
    code: 'template-limit',
    file: item.file.source,
    span: undefined,
    message,
    helmText: `rendering template failed: ${message}`,
    related: [],
    template: item.name,
  };
}

export function execEngineError(
  item: Renderable,
  error: ExecError,
  major: 3 | 4,
  sources: ReadonlyMap<string, string>,
): EngineError {
  const marked = markedMessage(error);
  // A level inside a tpl text has no file of its own: the nearest one around it stands for it.
  const placed = error.levels.filter((level) => sources.has(level.file));
  const inner = placed.at(-1);
  const outer = error.levels[0];
  const place = marked === undefined ? inner : outer;
  return {
    code: error.limit ? 'template-limit' : marked === undefined ? 'template-exec' : codeOfMarked(error),
    file: (place && sources.get(place.file)) ?? item.file.source,
    span: place?.span,
    message: marked ?? (error.levels.at(-1) ?? error).message,
    helmText: helmExecText(error, major),
    related: relatedOf(placed, place, sources),
    levels: error.levels,
    template: item.name,
  };
}

function codeOfMarked(error: ExecError): 'template-required' | 'template-fail' {
  return error.levels.at(-1)?.message.startsWith('error calling fail') ? 'template-fail' : 'template-required';
}

function relatedOf(
  levels: ExecError['levels'],
  place: ExecError['levels'][number] | undefined,
  sources: ReadonlyMap<string, string>,
): Related[] {
  return levels
    .filter((level) => level !== place)
    .map((level) => ({
      file: sources.get(level.file) as string,
      span: level.span,
      message: `in ${level.template}: ${level.context}`,
    }));
}
