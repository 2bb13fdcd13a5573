// What a template's word means, as Markdown: what it came to in the last render, values with their origins, blocks, functions.

import type { Span } from '#engine/text/span.ts';
import { functionsOf } from '../documents/functions.ts';
import { contextAt, type ObjectPath } from '../symbols/context.ts';
import { functionMarkdown } from '../symbols/markdown.ts';
import { type Target, targetAt } from '../symbols/target.ts';
import type { RenderState } from '../workspace/render-state.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { keywordMarkdown } from './hover/blocks.ts';
import { callersByPath, pathKey } from './hover/callers.ts';
import { dictKeyHover, readKeyMarkdown } from './hover/dict-keys.ts';
import { fileMarkdown, globHover } from './hover/files.ts';
import { BY_CALLER, nowAtWord, pipedHover, RESULT } from './hover/now.ts';
import { isUnreached, nodeAtWord, type Place, placeAt } from './hover/place.ts';
import { templateMarkdown } from './hover/templates.ts';
import { pathMarkdown } from './hover/values.ts';
import { variableMarkdown } from './hover/variables.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** The hover at an offset of a template; undefined where there is nothing to say. `state`: the last finished render. */
export function hover(snapshot: Snapshot, uri: string, offset: number, state?: RenderState): Hover | undefined {
  const found = targetAt(snapshot, uri, offset);
  if (found === undefined) {
    const context = contextAt(snapshot, uri, offset);
    const place = context && placeAt(context, offset, state);
    return place && (globHover(place) ?? dictKeyHover(place) ?? pipedHover(place));
  }
  const { target } = found;
  const markdown = describe(placeAt(found.context, offset, state), target);
  return markdown ? { span: target.span, markdown } : undefined;
}

function describe(place: Place, target: Target): string | undefined {
  switch (target.kind) {
    case 'path':
      return describePaths(place, target.span, target.paths);
    case 'function':
      return describeFunction(place, target);
    case 'keyword':
      return keywordMarkdown(place, target.word, target.span);
    case 'template':
      return templateMarkdown(place, target.name, nowOfCall(place));
    case 'variable':
      return variableMarkdown(place, target);
    case 'file':
      return fileMarkdown(place, target.path);
    default:
      return undefined;
  }
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
  const told = parts.filter((part) => part !== undefined && part !== '');
  return told.length === 0 ? undefined : told.join('\n\n');
}

/** What a function gives here comes first: its signature is for who does not know it. */
function describeFunction(place: Place, { name, span }: Target & { readonly kind: 'function' }): string | undefined {
  const record = functionsOf(place.context.snapshot.settings).get(name);
  if (record === undefined) return undefined;
  const node = nodeAtWord(place, span);
  const isSkipped = node !== undefined && isUnreached(place, node.span);
  const now = nowAtWord(place, span) ?? (isSkipped ? 'Not reached in the last render' : undefined);
  return joined(now && `${now}\n\n---`, functionMarkdown(record));
}

/** What the include around its name printed. */
function nowOfCall(place: Place): string | undefined {
  const command = place.nodes.findLast((node) => node.kind === 'command');
  const word = command?.kind === 'command' ? command.args[0] : undefined;
  if (word?.kind !== 'identifier' || word.ident !== 'include') return undefined;
  return nowAtWord(
    { ...place, nodes: [...place.nodes.slice(0, place.nodes.indexOf(command as never) + 1), word] },
    word.span,
  );
}

const MAX_PATHS = 4;

/** Several possibilities (a helper that is called in several ways) are described one after another, each with its callers. */
function describePaths(place: Place, where: Span, paths: readonly ObjectPath[]): string | undefined {
  const now = nowAtWord(place, where);
  const callers = paths.length > 1 || now?.includes(BY_CALLER) ? callersByPath(place, where) : undefined;
  const texts = new Set<string>();
  for (const path of paths.slice(0, MAX_PATHS)) {
    const text = pathMarkdown(place, path, now !== undefined);
    if (text !== undefined) texts.add(joined(callers?.get(pathKey(path)), text) as string);
  }
  const more = paths.length > MAX_PATHS ? `… ${paths.length - MAX_PATHS} more possibilities` : undefined;
  const told = joined([...texts].join('\n\n---\n\n'), more) ?? readKeyMarkdown(place, where);
  if (now === undefined || told === undefined) return told ?? now;
  const [first = ''] = told.split('\n\n', 1);
  if (texts.size > 1 || first.startsWith('When called')) return `${now}\n\n---\n\n${told}`;
  if (isSaid(told, now)) return told;
  return `${first}\n\n${now.startsWith(RESULT) ? now.replace(RESULT, 'Here:') : `Here ${now.replace(/^In/, 'in')}`}${told.slice(first.length)}`;
}

/** Whether what it came to is what the files say; a table is told by the files, which have its comments. */
function isSaid(told: string, now: string): boolean {
  if (now.startsWith(RESULT)) return told.includes('```yaml');
  const value = /^= (`+)(.*?)\1/.exec(now)?.[2];
  const plain = value?.replace(/^"(.*)"$/, '$1');
  return [value, plain].some(
    (text) => text !== undefined && (told.includes(`= \`${text}\``) || told.includes(`Here: \`${text}\``)),
  );
}
