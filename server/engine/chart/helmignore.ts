// .helmignore as Helm reads it, quirks included, and the order in which Helm walks a chart's folder.

import { compareBytes } from '../text/bytes.ts';
import { matchPath } from '../text/path-match.ts';
import { trimSpace } from '../text/traced.ts';
import { withoutBom } from './archive.ts';
import { basePath } from './archive-path.ts';
import type { SourceFile } from './chart.ts';

/** One line that is neither empty nor a comment. */
export interface IgnoreRule {
  /** The glob, with `!`, a leading and a trailing `/` removed. */
  readonly pattern: string;
  /** `!pattern`: whatever does not match is ignored at once. */
  readonly negated: boolean;
  /** A trailing `/`: the rule speaks of folders only. */
  readonly folderOnly: boolean;
  /** A pattern with a `/` is held against the whole path, any other against the base name at every depth. */
  readonly wholePath: boolean;
  /** UTF-16 offset of the line in the text; -1 for the built-in rule. */
  readonly start: number;
  /** What every match begins and ends with: nearly all paths are told apart by that. */
  readonly head: string;
  readonly tail: string;
}

export interface IgnoreRules {
  readonly rules: readonly IgnoreRule[];
  /** The first line that Helm refuses; it loads nothing then. */
  readonly error?: { readonly message: string; readonly start: number; readonly end: number } | undefined;
}

/** The longest line that Go's scanner takes. */
const MAX_LINE = 64 * 1024;
const BUILT_IN = 'templates/.?*';

/** The rules of a file; undefined stands for no file. The built-in rule comes last. */
export function parseIgnore(text: string | undefined, major: 3 | 4 = 4): IgnoreRules {
  const rules: IgnoreRule[] = [];
  let start = 0;
  let error: IgnoreRules['error'];
  for (const line of (text ?? '').split('\n')) {
    const message = addRule(rules, line, start, major);
    if (message !== undefined) error ??= { message, start, end: start + line.length };
    start += line.length + 1;
  }
  addRule(rules, BUILT_IN, -1, major);
  return { rules, error };
}

function addRule(rules: IgnoreRule[], line: string, start: number, major: 3 | 4): string | undefined {
  if (line.length >= MAX_LINE) return 'bufio.Scanner: token too long';
  const rule = trimSpace(start === 0 ? withoutBom(line) : line);
  if (rule === '' || rule.startsWith('#')) return undefined;
  if (rule.includes('**')) return 'double-star (**) syntax is not supported';
  if (matchPath(rule, 'abc') === 'bad pattern') return 'syntax error in pattern';
  rules.push(ignoreRule(rule, start, major));
  return undefined;
}

function ignoreRule(rule: string, start: number, major: 3 | 4): IgnoreRule {
  const negated = rule.startsWith('!');
  const named = negated ? rule.slice(1) : rule;
  const folderOnly = named.endsWith('/');
  const plain = folderOnly ? named.slice(0, -1) : named;
  // Helm 3 takes one slash away each time it looks at a path, Helm 4 one in all.
  const pattern = plain.replace(major === 3 ? /^\/+/ : /^\//, '');
  const head = /^[^*?[\]\\]*/.exec(pattern)?.[0] ?? '';
  const tail = /[^*?[\]\\]*$/.exec(pattern)?.[0] ?? '';
  return { pattern, negated, folderOnly, wholePath: plain.includes('/'), start, head, tail };
}

/** Whether the path (relative to the chart, no leading `/`) is left out. The first rule that decides wins. */
export function ignored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  for (const rule of rules.rules) {
    const applies = isFolder || !rule.folderOnly;
    // A folder-only negated rule ignores every file, matching or not: that is Helm's reading.
    if (rule.negated ? !applies || !matches(rule, path) : applies && matches(rule, path)) return true;
  }
  return false;
}

function matches(rule: IgnoreRule, path: string): boolean {
  const subject = rule.wholePath ? path : basePath(path);
  if (!subject.startsWith(rule.head) || !subject.endsWith(rule.tail)) return false;
  return matchPath(rule.pattern, subject) === true;
}

/** A chart's files in the order in which Helm walks its folder, without those that its own .helmignore leaves out. */
export function applyIgnore(
  files: readonly SourceFile[],
  major: 3 | 4 = 4,
): {
  readonly files: readonly SourceFile[];
  readonly rules: IgnoreRules;
} {
  const own = files.find((file) => file.path === '.helmignore');
  const rules = parseIgnore(own?.text, major);
  const kept: SourceFile[] = [];
  walk(folderOf(files), '', rules, kept);
  return { files: kept, rules };
}

/** A folder's entries by name: a file, or a folder inside. A name that is both keeps the two apart. */
interface Folder {
  readonly files: Map<string, SourceFile>;
  readonly folders: Map<string, Folder>;
}

function folderOf(files: readonly SourceFile[]): Folder {
  const root: Folder = { files: new Map(), folders: new Map() };
  for (const file of files) {
    const parts = file.path.split('/');
    const name = parts.pop() as string;
    let folder = root;
    for (const part of parts) {
      let inner = folder.folders.get(part);
      if (inner === undefined) {
        inner = { files: new Map(), folders: new Map() };
        folder.folders.set(part, inner);
      }
      folder = inner;
    }
    folder.files.set(name, file);
  }
  return root;
}

function walk(folder: Folder, prefix: string, rules: IgnoreRules, into: SourceFile[]): void {
  const names = [...new Set([...folder.files.keys(), ...folder.folders.keys()])].sort(compareBytes);
  for (const name of names) {
    const path = prefix + name;
    const file = folder.files.get(name);
    if (file !== undefined && !ignored(rules, path, false)) into.push(file);
    const inner = folder.folders.get(name);
    if (inner !== undefined && !ignored(rules, path, true)) walk(inner, `${path}/`, rules, into);
  }
}
