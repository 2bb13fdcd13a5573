// What is told of what was found: at the level that the user wants for each code, and nothing where a comment says to be silent.

import type { DiagnosticSettings } from '#protocol';
import { piecesOfFile } from '../documents/template.ts';
import type { Finding } from '../workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';

/** A place whose line may be silenced. */
export interface Silenceable {
  readonly uri: string;
  readonly start: number;
}

/** The findings at their levels; those of a silenced line, and those whose level is off, are left out. */
export function told(snapshot: Snapshot, findings: readonly Finding[]): Finding[] {
  const { levels } = snapshot.settings.diagnostics;
  return findings.flatMap((finding): Finding[] => {
    const level = levelOf(levels, finding);
    if (level === 'off' || isSilenced(snapshot, finding.code, [{ uri: finding.uri, start: finding.span.start }]))
      return [];
    return [level === finding.severity ? finding : { ...finding, severity: level }];
  });
}

function levelOf(
  levels: DiagnosticSettings['levels'],
  { code, severity }: Pick<Finding, 'code' | 'severity'>,
): DiagnosticSettings['levels'][string] {
  return (Object.hasOwn(levels, code) ? levels[code] : levels['*']) ?? severity;
}

/** Whether a comment before the line of one of the places names the code, or none. */
export function isSilenced(snapshot: Snapshot, code: string, places: readonly Silenceable[]): boolean {
  return places.some(({ uri, start }) => {
    const file = fileAt(snapshot, uri);
    const lines = file === undefined ? [] : silencedIn(file).filter(({ codes }) => names(codes, code));
    if (file === undefined || lines.length === 0) return false;
    const action = actionStart(file, start);
    return lines.some((line) => [start, action].some((at) => line.start <= at && at <= line.end));
  });
}

function names(codes: readonly string[], code: string): boolean {
  return codes.length === 0 || codes.includes(code);
}

/** Where the action around the offset begins: no comment can stand inside one that takes several lines. */
export function actionStart(file: FileText, offset: number): number {
  if (!file.text.includes('{{')) return offset;
  const piece = piecesOfFile(file).find(({ kind, start, end }) => kind !== 'text' && start < offset && offset < end);
  return piece?.start ?? offset;
}

/** A line of which codes are not told; no codes: of which nothing is told. */
interface SilencedLine {
  readonly start: number;
  readonly end: number;
  readonly codes: readonly string[];
}

export const DISABLE_NEXT_LINE = 'chartroom-disable-next-line';

/** A comment of YAML that has its line for itself, or one of a template. What follows `--` is the reason. */
const COMMENT = new RegExp(
  String.raw`(?:^[ \t]*#|\{\{(?:-\s)?\s*/\*)[ \t]*${DISABLE_NEXT_LINE}\b([^\r\n]*?)(?:--[^\r\n]*?)?(?=\*/|\r?$)`,
  'gm',
);

const memo = new WeakMap<FileText, readonly SilencedLine[]>();

function silencedIn(file: FileText): readonly SilencedLine[] {
  const known = memo.get(file);
  if (known !== undefined) return known;
  const lines = file.text.includes(DISABLE_NEXT_LINE) ? findLines(file.text) : [];
  memo.set(file, lines);
  return lines;
}

function findLines(text: string): SilencedLine[] {
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    const codes = (match[1] ?? '').split(/[\s,]+/).filter((code) => code !== '');
    const line = nextLine(text, match.index + match[0].length);
    return line === undefined ? [] : [{ ...line, codes }];
  });
}

/** The line behind the comment; of comments one under the other that behind the last. */
function nextLine(text: string, from: number): { readonly start: number; readonly end: number } | undefined {
  for (let feed = text.indexOf('\n', from); feed >= 0; ) {
    const start = feed + 1;
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (!text.slice(start, end).includes(DISABLE_NEXT_LINE)) return { start, end };
    feed = next;
  }
  return undefined;
}

/** The findings of each file, by its URI. */
export function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const out = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = out.get(finding.uri);
    if (list) list.push(finding);
    else out.set(finding.uri, [finding]);
  }
  return out;
}
