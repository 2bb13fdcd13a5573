// Keys of a dict that a helper is called with: those its body reads and the dict has not yet; and what callers give them.

import type { Place } from '../../documents/place.ts';
import { type Context, dotHere, rootHere } from '../../symbols/context.ts';
import { calledHelper, isContext, literal, parameterMarkdown } from '../../symbols/helper-call.ts';
import { parametersOf } from '../../symbols/helper-parameters.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { type Choice, snippetText } from './choice.ts';
import type { CompletionItem } from './item.ts';
import { hasRoot } from './members.ts';

/** The keys that the helper around this `dict` still wants. */
export function dictKeyChoices(context: Context, place: Place): Choice[] {
  const name = helperOf(context, place);
  if (name === undefined) return [];
  const given = new Set(place.before.filter((_, i) => i % 2 === 1).map(({ text }) => literal(text)));
  for (const key of keysBehind(context.file.text, place.replace.end)) given.add(key);
  const { keys } = parametersOf(context.snapshot, context.tree, name);
  return keys
    .filter((key) => !given.has(key.name))
    .map((key, i): Choice => {
      const [example] = key.examples;
      return {
        label: key.name,
        kind: 'field',
        detail: `${key.isRequired ? 'wanted' : 'optional'}${example ? `, such as ${short(example.text)}` : ''}`,
        document: () => parameterMarkdown(context, name, key),
        sort: `0${String(i).padStart(3, '0')}`,
        after: isContext(key) ? ` ${snippetText(rootText(context))}` : undefined,
      };
    });
}

/** What callers give the key whose value is due here, as far as it means the same at this place. */
export function dictValueItems(context: Context, place: Place): CompletionItem[] {
  const name = place.before.length % 2 === 0 ? helperOf(context, place) : undefined;
  const key = literal(place.before.at(-1)?.text ?? '');
  if (name === undefined || key === undefined) return [];
  const parameter = parametersOf(context.snapshot, context.tree, name).keys.find((one) => one.name === key);
  if (parameter === undefined) return [];
  const isRoot = hasRoot(context, dotHere(context));
  const seen = new Set<string>();
  return parameter.examples
    .filter(({ text }) => meansTheSame(text, isRoot))
    .flatMap(({ text, file }, i): CompletionItem[] => {
      if (seen.has(text)) return [];
      seen.add(text);
      const detail = `as in ${relativeUri(context.tree.root.folder, file.uri) ?? file.uri}`;
      return [{ label: text, kind: 'value', detail, replace: place.replace, insert: text, sort: `0${i}` }];
    });
}

/** Variables are the other place's own, and its dot may be another one. */
export function meansTheSame(text: string, isRoot: boolean): boolean {
  if (text.length > 60 || /\$\w/.test(text)) return false;
  return isRoot || !/(^|[\s(])\.(?![\d])/.test(text);
}

function rootText(context: Context): string {
  return !hasRoot(context, dotHere(context)) && hasRoot(context, rootHere(context)) ? '$' : '.';
}

/** The named template that gets the dict at hand. */
function helperOf({ file }: Context, { outer, head, declares, replace }: Place): string | undefined {
  return calledHelper(file.text, outer, head, declares, replace.end);
}

/** Texts that stand behind the cursor in the same parentheses and are followed by a value. */
function keysBehind(text: string, from: number): string[] {
  const out: string[] = [];
  const token = /"((?:[^"\\\r\n]|\\.)*)"([ \t\r\n]+[^\s)|}])?|[()]|\}\}/g;
  token.lastIndex = text[from] === '"' ? from + 1 : from;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '}}' || (match[0] === ')' && depth-- === 0)) break;
    if (match[0] === '(') depth++;
    else if (depth === 0 && match[1] !== undefined && match[2] !== undefined) out.push(match[1]);
    if (match[2] !== undefined) token.lastIndex -= 1;
  }
  return out;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
