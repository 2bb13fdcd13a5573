// What belongs to the word under the cursor in its own file: the tags of a block, the places of a variable, template or value.

import { type Span, span } from '#engine/text/span.ts';
import { type TagChain, tagChains } from '../documents/regions.ts';
import { piecesOfFile, type TemplateView, walkNodes } from '../documents/template.ts';
import { usesOf } from '../symbols/calls.ts';
import type { Context, ObjectPath } from '../symbols/context.ts';
import { addressesOf } from '../symbols/occurrences/addresses.ts';
import { variablesNamed } from '../symbols/occurrences/variables.ts';
import { usesIn } from '../symbols/occurrences.ts';
import { type Target, targetAt } from '../symbols/target.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';

export interface Highlight {
  readonly span: Span;
  /** `word`: neither read nor written, such as a keyword. */
  readonly kind: 'read' | 'write' | 'word';
}

/** The highlights in the order of the text. Undefined where nothing is named, so that an editor may look for the word alone. */
export function documentHighlight(snapshot: Snapshot, uri: string, offset: number): Highlight[] | undefined {
  const found = targetAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const marks = highlightsOf(found.context, found.target, offset);
  return marks.length > 0 ? marks.sort((a, b) => a.span.start - b.span.start) : undefined;
}

function highlightsOf(context: Context, target: Target, offset: number): Highlight[] {
  switch (target.kind) {
    case 'keyword':
      return tagsAt(context.view, offset);
    case 'variable': {
      const declaration = target.variable?.declaration;
      return variablesNamed(context.view, target.name)
        .filter((one) => one.declaration === declaration)
        .map((one) => ({ span: one.span, kind: one.kind === 'use' ? 'read' : 'write' }));
    }
    case 'template':
      return templatesNamed(context.view, target.name);
    case 'path':
      return target.paths.flatMap((path) => pathHighlights(context, path));
    default:
      return [];
  }
}

/** The keywords of all tags of the block that the offset's tag is one of; `break` and `continue` are their loop's. */
function tagsAt(view: TemplateView, offset: number): Highlight[] {
  const jumps: Span[] = [];
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind === 'break' || node.kind === 'continue') jumps.push(node.span);
  });
  const jump = jumps.find((one) => holds(one, offset));
  const chains = tagChains(view);
  const chain = jump ? loopAround(chains, jump) : chains.find(({ tags }) => tags.some((tag) => holds(tag, offset)));
  if (chain === undefined) return [];
  const own = chain.node.kind === 'range' ? jumps.filter((one) => loopAround(chains, one) === chain) : [];
  return [...chain.tags, ...own].flatMap((tag) => keywordsOf(view, tag));
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The innermost loop. */
function loopAround(chains: readonly TagChain[], { start }: Span): TagChain | undefined {
  return chains.findLast(({ node, tags }) => {
    return node.kind === 'range' && node.head.start < start && start < (tags.at(-1)?.end ?? Number.POSITIVE_INFINITY);
  });
}

/** The keywords that a tag begins with: `if`, `else if`, `end`. */
function keywordsOf(view: TemplateView, tag: Span): Highlight[] {
  const piece = piecesOfFile(view.file).find(({ start, end }) => start <= tag.start && tag.start < end);
  if (piece?.kind !== 'action') return [];
  const words = (piece.recovered ?? piece.tokens).filter((token) => WORDS.has(token.text));
  const [first, second] = words;
  const shown = first?.text === 'else' && second && second.start - first.end < 3 ? [first, second] : [first];
  return shown.flatMap((word) => (word ? [{ span: span(word.start, word.end), kind: 'word' as const }] : []));
}

const WORDS: ReadonlySet<string> = new Set('block break continue define else end if range with'.split(' '));

function templatesNamed(view: TemplateView, name: string): Highlight[] {
  const { callsByName, definesByName } = usesOf(view);
  const blocks = new Set((definesByName.get(name) ?? []).map(({ nameSpan }) => nameSpan.start));
  const calls = (callsByName.get(name) ?? []).filter(({ nameSpan }) => !blocks.has(nameSpan.start));
  return [
    ...(definesByName.get(name) ?? []).map(({ nameSpan }): Highlight => ({ span: nameSpan, kind: 'write' })),
    ...calls.map(({ nameSpan }): Highlight => ({ span: nameSpan, kind: 'read' })),
  ];
}

/** Of a value the words of this file that are it; below another built-in object, or of a whole table, none are sought. */
function pathHighlights({ snapshot, tree, file: { uri } }: Context, { chart, object, path }: ObjectPath): Highlight[] {
  if (object !== 'Values' || path.length === 0) return [];
  const file = fileAt(snapshot, uri);
  return usesIn(snapshot, tree, addressesOf(tree, { chart, path }), file)
    .filter((use) => use.file.uri === uri)
    .map((use) => ({ span: use.span, kind: use.isWrite ? 'write' : 'read' }));
}
