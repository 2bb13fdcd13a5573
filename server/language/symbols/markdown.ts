// How values, built-in objects, functions and named templates are described: Markdown that hover and completion share.

import type { FunctionRecord } from '#engine/template/funcs.ts';
import { lineAt, lineIndex } from '#engine/text/lines.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { commentMarkdown } from '../documents/comment-markdown.ts';
import { signatureOf } from '../documents/functions.ts';
import { piecesOfFile } from '../documents/template.ts';
import { resolved, type Step, shortValue, valueText } from '../documents/values.ts';
import { commentOf } from '../documents/values-comment.ts';
import { archivePlace } from '../workspace/archives.ts';
import { isSetPlace } from '../workspace/set-values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { parentUri, relativeUri } from '../workspace/uri.ts';
import type { Builtin } from './builtins.ts';
import type { ChartTree } from './charts.ts';
import type { TemplateSite } from './templates.ts';
import type { ValueRole, ValueSite } from './values.ts';

/** `.Values.hosts[].name`, with `index` for what is no identifier. */
export function pathText(object: string, path: readonly Step[]): string {
  const rest = path.map((step) => (typeof step !== 'string' ? '[]' : isIdentifier(step) ? `.${step}` : `["${step}"]`));
  return `.${object}${rest.join('')}`;
}

/** Whether a key can stand behind a dot. */
export function isIdentifier(key: string): boolean {
  return PLAIN.test(key) || WORD.test(key);
}

/** Nearly all keys are such, and the other pattern takes ten times as long. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
const WORD = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

/** `[charts/sub/values.yaml:12](uri#L12)`; no link to what stands in no file. */
export function placeLink(tree: ChartTree | undefined, file: FileText, offset: number): string {
  if (isSetPlace(file.uri)) return code(file.uri);
  const line = lineAt(linesOf(file), offset) + 1;
  const path = tree ? pathOf(file, tree.root.folder) : file.uri;
  return `[${path}:${line}](${file.uri}#L${line})`;
}

const paths = new WeakMap<FileText, { readonly folder: string; readonly path: string }>();

function pathOf(file: FileText, folder: string): string {
  const known = paths.get(file);
  if (known?.folder === folder) return known.path;
  const path = pathFrom(folder, file.uri);
  paths.set(file, { folder, path });
  return path;
}

/** A file of a packed chart is told as one below its archive: `charts/redis-1.0.0.tgz!/values.yaml`. */
function pathFrom(folder: string, uri: string): string {
  const below = relativeUri(folder, uri);
  const packed = below === undefined ? archivePlace(uri) : undefined;
  if (packed) return `${pathFrom(folder, packed.archive)}!/${packed.path}`;
  return below ?? pathBeside(folder, uri);
}

/** Of a chart that lies elsewhere: the path from the nearest folder that holds both. */
function pathBeside(folder: string, uri: string): string {
  for (let above = parentUri(folder); above !== undefined; above = parentUri(above)) {
    const path = relativeUri(above, uri);
    if (path !== undefined) return path;
  }
  return uri;
}

const lineMemo = new WeakMap<FileText, ReturnType<typeof lineIndex>>();

function linesOf(file: FileText): ReturnType<typeof lineIndex> {
  let index = lineMemo.get(file);
  if (index === undefined) lineMemo.set(file, (index = lineIndex(file.text)));
  return index;
}

const ROLES: Readonly<Record<ValueRole, string>> = {
  active: ' (active)',
  parent: ' (parent chart)',
  default: '',
  other: ' (not in use)',
};

interface ToldValue {
  /** The path with its value, the comment, and every file that sets it. */
  readonly head: string;
  /** A value of several lines, which is told last, since it may fill the hover. */
  readonly block: string | undefined;
}

interface Told extends ToldValue {
  readonly title: string;
  readonly folder: string;
  readonly sites: readonly ValueSite[];
}

/** By the winner's node, which may outlive its text: values files stay what they are while templates are written. */
const told = new WeakMap<object, Told>();

/** A values path: the value that wins, its comment, and every file that sets it. */
export function valueMarkdown(tree: ChartTree, title: string, sites: readonly ValueSite[]): ToldValue {
  const [winner] = sites;
  if (winner === undefined) return { head: `**\`${title}\`**`, block: undefined };
  const { folder } = tree.root;
  const key = winner.key ?? winner.value;
  const known = told.get(key);
  if (known && known.title === title && known.folder === folder && sameSites(known.sites, sites)) return known;
  const value = writeValue(tree, title, winner, sites);
  told.set(key, { title, folder, sites, ...value });
  return value;
}

function sameSites(a: readonly ValueSite[], b: readonly ValueSite[]): boolean {
  return a.length === b.length && a.every((site, i) => isSameSite(site, b[i]));
}

function isSameSite(a: ValueSite, b: ValueSite | undefined): boolean {
  return a.value === b?.value && a.view === b.view && a.role === b.role;
}

function writeValue(tree: ChartTree, title: string, winner: ValueSite, sites: readonly ValueSite[]): ToldValue {
  const lines = new Map<string, string>();
  for (const site of sites.slice(0, MAX_SITES)) {
    const link = `${placeLink(tree, site.view.file, (site.key ?? site.value).start)}${ROLES[site.role]}`;
    if (!lines.has(link)) lines.set(link, `- ${link}: ${code(shortValue(site.view, site.value))}`);
  }
  const text = valueText(winner.view, winner.value);
  const isUsed = winner.role !== 'other';
  const isBlock = isUsed && (text.includes('\n') || !isScalar(winner.value));
  const value = isUsed && !isBlock ? ` = ${code(shortValue(winner.view, winner.value))}` : '';
  // One file that sets it says nothing more than the value.
  const isAlone = lines.size === 1 && isUsed;
  const parts = [`**${code(title)}**${value}${isAlone ? ` from ${[...lines.keys()].join('')}` : ''}`];
  const comment = sites.map((site) => commentOf(site.view, site)).find((one) => one !== undefined);
  if (comment) parts.push(commentMarkdown(comment));
  if (!isAlone) parts.push([...lines.values()].join('\n'));
  return { head: parts.join('\n\n'), block: isBlock ? fenced('yaml', text) : undefined };
}

/** Also a table or list without anything in it, which is told in the line of its path. */
function isScalar(value: YamlNode): boolean {
  const node = resolved(value);
  if (node?.kind === 'map') return node.children.length === 0;
  return node?.kind !== 'list' || node.items.length === 0;
}

const MAX_SITES = 12;

export function builtinMarkdown(path: string, builtin: Builtin, value: string | undefined): string {
  const head = builtin.isMethod ? builtin.type : `${path} ${builtin.type}`;
  const parts = [fenced('go', head), builtin.doc];
  if (value !== undefined) parts.push(`Here: ${code(value)}`);
  return parts.join('\n\n');
}

/** Signature, description, and the first example with what it prints. */
export function functionMarkdown(record: FunctionRecord): string {
  const parts = [fenced('go', signatureOf(record)), record.doc];
  const [example] = record.examples;
  if (example) {
    parts.push(fenced('helm', example.template));
    if (example.values) parts.push(`with the values\n\n${fenced('yaml', example.values)}`);
    parts.push(
      example.output.includes('\n') ? `prints\n\n${fenced('', example.output)}` : `prints ${code(example.output)}`,
    );
  }
  return parts.join('\n\n');
}

/** A named template: its head, the comment above it, where it stands. */
export function templateMarkdown(tree: ChartTree, site: TemplateSite, others: readonly TemplateSite[] = []): string {
  const { text } = site.file;
  const parts = [fenced('helm', text.slice(site.body.head.start, site.body.head.end))];
  const comment = templateComment(site);
  if (comment) parts.push(comment);
  parts.push(`Defined in ${placeLink(tree, site.file, site.body.nameSpan.start)}`);
  if (others.length > 0) {
    const links = others.map((other) => placeLink(tree, other.file, other.body.nameSpan.start));
    parts.push(`Also defined, and not used, in ${links.join(', ')}`);
  }
  return parts.join('\n\n');
}

/** The comment action that ends directly above the define, white space aside; what it shows of calls is code. */
export function templateComment(site: TemplateSite): string | undefined {
  // The pieces know where a comment begins: its text may show how the template is called, braces and all.
  const { start } = site.body.head;
  const last = piecesOfFile(site.file).findLast((piece) => piece.kind !== 'text' && piece.start < start);
  if (last?.kind !== 'comment' || site.file.text.slice(last.end, start).trim() !== '') return undefined;
  const text = /\/\*([\s\S]*)\*\//.exec(last.text)?.[1]?.replace(/\r/g, '').trim();
  return text === undefined || text === '' ? undefined : withCalls(text);
}

/** Lines of actions would run together with what stands before and behind them. */
function withCalls(text: string): string {
  if (text.includes('```')) return text;
  return text.replace(/^[ \t]*\{\{.*(?:\n(?!\s*$).*)*?\}\}[ \t]*$(?:\n[ \t]*\{\{.*\}\}[ \t]*$)*/gm, (lines) => {
    const own = lines.split('\n').map((line) => line.trim());
    return `\n${fenced('helm', own.join('\n'))}\n`;
  });
}

/** A code span that holds its text whatever backticks are in it. */
export function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = runs.length > 0 ? ' ' : '';
  return text === '' ? '(empty)' : `${fence}${pad}${text}${pad}${fence}`;
}

export function fenced(language: string, text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${fence}${language}\n${text.replace(/\r/g, '')}\n${fence}`;
}
