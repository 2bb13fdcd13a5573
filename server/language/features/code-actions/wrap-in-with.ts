// "Wrap in with": lines that read one value stand in a block that is left out when the value is empty.

import type { AnyNode, FieldNode, ListNode, Node, VariableNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { childrenOf } from '../../documents/template.ts';
import { type Context, contextAt, objectPaths, operandHere } from '../../symbols/context.ts';
import {
  type Action,
  inserting,
  isMeant,
  isUnread,
  lineEndOf,
  lineStartOf,
  newlineOf,
  type Question,
  replacing,
  type TextEdit,
} from './action.ts';

export function wrapActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  if (context === undefined || context.embedded) return [];
  const lines = linesOf(file.text, span);
  const nodes = lines && nodesIn(context.view.parsed.main.root, lines);
  if (lines === undefined || nodes === undefined || isUnread(context.view, lines)) return [];
  const reads = readsIn(context, nodes);
  const chain = reads && commonChain(reads.values);
  if (reads === undefined || chain === undefined) return [];
  const edits = wrapped(file.text, lines, chain, reads);
  if (edits === undefined) return [];
  const title = `Wrap in with ${chain.text}, which leaves the lines out when it is empty`;
  return [{ title, kind: 'refactor.rewrite', changes: () => [{ uri: file.uri, edits }] }];
}

/** Whole lines: those selected, or the cursor's with the key that stands above its action. */
function linesOf(text: string, { start, end }: Span): Span | undefined {
  let from = lineStartOf(text, start);
  // A selection that ends at the beginning of a line does not mean that line.
  const last = end > start && lineStartOf(text, end) === end ? end - 1 : end;
  const to = lineEndOf(text, lineStartOf(text, last));
  if (start === end && from > 0 && text.slice(from, to).trim().startsWith('{{')) {
    const above = lineStartOf(text, from - 1);
    if (/^\s*(?:- )?[^\s#{][^{}]*:\s*$/.test(text.slice(above, from))) from = above;
  }
  const shown = text.slice(from, to);
  return shown.trim() === '' || /^\s*\{\{-?\s*(?:with|if|range|else|end|define|block)\b/.test(shown)
    ? undefined
    : { start: from, end: to };
}

/** The nodes of the list that lie in the lines; undefined when one of them is cut, or opens a block. */
function nodesIn(list: ListNode, lines: Span): readonly Node[] | undefined {
  const found: Node[] = [];
  for (const node of list.nodes) {
    if (node.span.end <= lines.start || node.span.start >= lines.end) continue;
    const isInside = lines.start <= node.span.start && node.span.end <= lines.end;
    if (node.kind === 'text' || node.kind === 'comment') continue;
    if (node.kind === 'action' && isInside && node.pipe.decl.length === 0) found.push(node);
    else if (isInside) return undefined;
    else if ('list' in node && node.list) {
      const inner = [node.list, 'elseList' in node ? node.elseList : null].find(
        (one) => one && one.span.start <= lines.start && lines.end <= one.span.end,
      );
      return inner ? nodesIn(inner, lines) : undefined;
    } else return undefined;
  }
  return found.length > 0 ? found : undefined;
}

type Chain = FieldNode | VariableNode;

interface Reads {
  /** Values, as they are written. */
  readonly values: readonly Chain[];
  /** Everything else that begins with the dot. */
  readonly others: readonly AnyNode[];
}

/** What the actions read; undefined when the dot in them could not be written otherwise. */
function readsIn(context: Context, nodes: readonly Node[]): Reads | undefined {
  const values: Chain[] = [];
  const others: AnyNode[] = [];
  const rest: AnyNode[] = [...nodes];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    // What says what to do without the value would be left out together with the line.
    if (node.kind === 'error' || (node.kind === 'identifier' && FALLBACKS.has(node.ident))) return undefined;
    if ((node.kind === 'field' || node.kind === 'variable') && isValue(context, node)) values.push(node);
    else if (node.kind === 'field' || node.kind === 'dot') others.push(node);
    rest.push(...childrenOf(node));
  }
  // Where the dot is another one already, `$` does not reach it.
  if (context.scope.blocks.length > 0 && others.length > 0) return undefined;
  return { values, others };
}

const FALLBACKS: ReadonlySet<string> = new Set('default coalesce required ternary empty or not'.split(' '));

function isValue(context: Context, node: Chain): boolean {
  if (node.kind === 'variable' && node.ident[0] !== '$') return false;
  return objectPaths(context.tree, operandHere(context, node)).some(
    ({ object, path }) => object === 'Values' && path.length > 0,
  );
}

interface Common {
  readonly names: readonly string[];
  readonly text: string;
}

/** The longest beginning that all have in common, with at least one key. */
function commonChain(values: readonly Chain[]): Common | undefined {
  const [first, ...others] = values.map(({ ident }) => ident);
  if (first === undefined || !first.includes('Values')) return undefined;
  let count = first.length;
  for (const ident of others) {
    let same = 0;
    while (same < Math.min(count, ident.length) && ident[same] === first[same]) same++;
    count = same;
  }
  const names = first.slice(0, count);
  if (names.indexOf('Values') < 0 || names.indexOf('Values') >= names.length - 1) return undefined;
  return { names, text: (names[0] === '$' ? '' : '.') + names.join('.') };
}

function wrapped(text: string, lines: Span, chain: Common, { values, others }: Reads): TextEdit[] | undefined {
  const eol = newlineOf(text);
  const indent = /^[ \t]*/.exec(text.slice(lines.start, lines.end))?.[0] ?? '';
  // `{{-` takes away the white space before it, so the tags stand right behind what is no white space.
  const before = text.slice(0, lines.start).trimEnd();
  const at = lineEndOf(text, before.length);
  const isSame =
    before !== '' &&
    at === before.length &&
    !before.endsWith('-}}') &&
    /\S$/.test(text.slice(lines.start, lines.end)) &&
    !text.slice(lines.start, lines.end).endsWith('-}}');
  const startsItself = text.slice(at, lines.end).trimStart().startsWith('{{-');
  if (!isSame || startsItself) return undefined;
  const edits = [inserting(at, `${eol}${indent}{{- with ${chain.text} }}`)];
  for (const node of values) {
    const names = node.ident.slice(chain.names.length);
    edits.push(
      replacing(node.span.start, node.span.end, names.length === 0 ? '.' : names.map((name) => `.${name}`).join('')),
    );
  }
  for (const { kind, span } of others)
    edits.push(kind === 'dot' ? replacing(span.start, span.end, '$') : inserting(span.start, '$'));
  return [...edits, inserting(lines.end, `${eol}${indent}{{- end }}`)];
}
