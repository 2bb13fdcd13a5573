// What a text that was not read yet may say: a search in its letters, which is much faster than reading it. A no is certain,
// a yes is for a reader to find out.

import type { FileText } from '../workspace/snapshot.ts';

/** Whether the text may hold the word as a name, a key or a string of a template. */
export function mayWrite(text: string, word: string): boolean {
  return text.includes(word) || !PLAIN.test(word) || ESCAPED.test(text);
}

/** The same of a file; asked for many words. */
export function fileMayWrite(file: FileText, word: string): boolean {
  return file.text.includes(word) || !PLAIN.test(word) || isEscaped(file);
}

/** Whether the file may name the key as templates do: behind a dot, or as a whole string. Texts of YAML hold many words. */
export function fileMayRead(file: FileText, word: string): boolean {
  if (!PLAIN.test(word) || isEscaped(file)) return true;
  const { text } = file;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1];
    if (before === '.') return true;
    if ((before === '"' || before === '`') && text[at + word.length] === before) return true;
  }
  return false;
}

/** Some string of the file may hold any letter, written by its number. */
function isEscaped(file: FileText): boolean {
  let known = escaped.get(file);
  if (known === undefined) escaped.set(file, (known = ESCAPED.test(file.text)));
  return known;
}

const escaped = new WeakMap<FileText, boolean>();

/** Words that strings of Go and YAML hold as they are, unless somebody writes them by numbers. */
const PLAIN = /^[^\p{C}\s"'`\\]+$/u;
const ESCAPED = /\\[xuU0-7/]/;

/** Whether the file may write the name of a template, which stands behind a quote wherever it stands. */
export function fileMayName(file: FileText, name: string): boolean {
  if (!NAME.test(name)) return fileMayWrite(file, name);
  return namesBehind(quoted, file, QUOTED).has(name) || isEscaped(file);
}

/** Whether the file may define the template. */
export function fileMayDefine(file: FileText, name: string): boolean {
  if (!NAME.test(name)) return fileMayWrite(file, name);
  return namesBehind(defined, file, DEFINED).has(name) || isEscaped(file);
}

/** The names of templates that the file may write out, unusual ones left out; undefined: maybe others. */
export function namesQuoted(file: FileText): ReadonlySet<string> | undefined {
  return isEscaped(file) ? undefined : namesBehind(quoted, file, QUOTED);
}

/** The names of those that it may define; undefined: maybe others. */
export function namesDefined(file: FileText): ReadonlySet<string> | undefined {
  return ODDLY_DEFINED.test(file.text) || isEscaped(file) ? undefined : namesBehind(defined, file, DEFINED);
}

const ODDLY_DEFINED = /(?:define|block)\s*(?:"(?![\w.-]+")|`(?![\w.-]+`))/;
const NAME = /^[\w.-]+$/;
const QUOTED = /["`]([\w.-]+)/g;
const DEFINED = /(?:define|block)\s*["`]([\w.-]+)/g;

type Names = WeakMap<FileText, ReadonlySet<string>>;
const quoted: Names = new WeakMap();
const defined: Names = new WeakMap();

/** Helpers of a library ask for hundreds of names, so that each text is searched once for all. */
function namesBehind(names: Names, file: FileText, pattern: RegExp): ReadonlySet<string> {
  let known = names.get(file);
  if (known === undefined) {
    const found = new Set<string>();
    for (const match of file.text.matchAll(pattern)) found.add(match[1] as string);
    names.set(file, (known = found));
  }
  return known;
}

/** Whether the text may include a template whose name it computes. */
export function mayComputeNames(text: string): boolean {
  let ownFile: RegExp | undefined;
  for (let at = text.indexOf('include'); at >= 0; at = text.indexOf('include', at + 1)) {
    WRITTEN_OUT.lastIndex = at;
    if (WRITTEN_OUT.test(text)) continue;
    ownFile ??= namesOwnFiles(text);
    ownFile.lastIndex = at;
    if (!ownFile.test(text)) return true;
  }
  return false;
}

/** An include whose name is a whole string; the text may itself stand in a string. */
const WRITTEN_OUT = /include\s+(?:\\*"[^"\\\n]*\\*"|`[^`\n]*`)(?=[\s)|}]|$)/y;

/** `include (print $.Template.BasePath "/config.yaml") .`, in many files the only computed name: that of a file. */
const OWN_FILE = /include\s+\(\s*print\s+\$\.Template\.BasePath\s+"[^"\\\n]*"\s*\)(?=[\s)|}]|$)/y;
const NEVER = /(?!)/y;

/** Where `$` is the root object, as it is in a file's own text that puts nothing into it. */
function namesOwnFiles(text: string): RegExp {
  return /define|block|(?:set|merge\w*)\s+\(?\$\s/i.test(text) ? NEVER : OWN_FILE;
}
