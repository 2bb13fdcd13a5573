// The keys that a named template reads of its dot, through the templates that it hands the dot on to; and what the dot of one
// that nobody calls seems to be.

import type { Span } from '#engine/text/span.ts';
import type { Settings } from '#protocol';
import { type NamedBody, templateView } from '../documents/template.ts';
import type { Step } from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { readsOf } from './body-reads.ts';
import { BUILTINS } from './builtins.ts';
import type { TemplateIndex } from './template-index.ts';
import { dictOf, type Possible, type Ref, rootOf, UNKNOWN } from './value.ts';

export interface HelperKey {
  isRequired: boolean;
  reads: number;
  readonly fields: Set<string>;
  readonly site: { readonly file: FileText; readonly span: Span };
}

export interface HelperKeys {
  readonly keys: Map<string, HelperKey>;
  /** Where it reads the items of a list (`$root := index . 0`): the keys that it reads of each. */
  readonly items: Map<number, Set<string>>;
  isOpen: boolean;
}

interface Gathered extends HelperKeys {
  /** The definitions that this was read from, by name: while they stay, it stays. */
  readonly from: Map<string, NamedBody | undefined>;
  /** A template calls itself on the way, so that something may be missing. */
  isPartial: boolean;
}

const kept = new WeakMap<NamedBody, Gathered>();

function gather(index: TemplateIndex, settings: Settings, name: string, open: ReadonlySet<string>): Gathered {
  const [winner] = index.sitesOf(name);
  const out: Gathered = {
    keys: new Map(),
    items: new Map(),
    isOpen: false,
    from: new Map([[name, winner?.body]]),
    isPartial: false,
  };
  if (winner === undefined) return out;
  if (open.has(name)) return { ...out, isPartial: true };
  const { file, body } = winner;
  const known = kept.get(body);
  if (known && [...known.from].every(([other, own]) => index.sitesOf(other)[0]?.body === own)) return known;
  const { reads, handedOn, isOpen } = readsOf(templateView(file, settings), body);
  out.isOpen = isOpen;
  for (const { path, span, isGuarded } of reads) {
    add(out, path, !isGuarded, { file, span });
    addItem(out, path);
  }
  const inside = new Set([...open, name]);
  for (const { name: other, data, isGuarded } of handedOn) {
    if (data.refs.every((ref) => ref.kind === 'list' || ref.kind === 'text')) continue;
    const inner = gather(index, settings, other, inside);
    for (const [key, own] of inner.from) out.from.set(key, own);
    out.isPartial ||= inner.isPartial;
    for (const ref of data.refs) handOn(out, inner, ref, data.refs, isGuarded);
  }
  // What a template reads through itself it reads anyway; only the outermost one knows all of it.
  if (!out.isPartial || open.size === 0) kept.set(body, out);
  return out;
}

function add({ keys }: HelperKeys, path: readonly Step[], isRequired: boolean, site: HelperKey['site']): void {
  const [first, second] = path;
  if (typeof first !== 'string') return;
  let key = keys.get(first);
  if (key === undefined) keys.set(first, (key = { isRequired: false, reads: 0, fields: new Set(), site }));
  key.reads++;
  key.isRequired ||= isRequired;
  if (typeof second === 'string') key.fields.add(second);
}

function addItem({ items }: HelperKeys, [first, second]: readonly Step[]): void {
  if (typeof first !== 'number') return;
  const fields = items.get(first) ?? new Set();
  items.set(first, fields);
  if (typeof second === 'string') fields.add(second);
}

/** What a template that gets `ref` reads of it, in terms of the dot at hand. */
function handOn(out: HelperKeys, inner: HelperKeys, ref: Ref, all: readonly Ref[], isGuarded: boolean): void {
  if (ref.kind === 'path' && ref.chart === undefined) {
    // `merge (dict "port" 1) .`: what the dict gives need not be in the dot.
    const given = new Set(all.flatMap((other) => (other.kind === 'dict' ? [...other.entries.keys()] : [])));
    for (const [name, key] of inner.keys) {
      if (given.has(name)) continue;
      add(out, [...ref.path, name], ref.path.length === 0 && key.isRequired && !isGuarded, key.site);
      if (ref.path.length === 0) for (const field of key.fields) out.keys.get(name)?.fields.add(field);
    }
    if (ref.path.length === 0) out.isOpen ||= inner.isOpen;
  } else if (ref.kind === 'dict') {
    for (const [name, value] of ref.entries) {
      const key = inner.keys.get(name);
      if (key === undefined) continue;
      for (const part of value.refs) {
        if (part.kind !== 'path' || part.chart !== undefined || part.path.length > 1) continue;
        for (const field of key.fields) {
          add(out, [...part.path, field], part.path.length === 0 && key.isRequired && !isGuarded, key.site);
        }
      }
    }
  }
}

/** The keys that the template of this name reads, in the order of the text; none when there is no such template. */
export function helperKeys(index: TemplateIndex, settings: Settings, name: string): HelperKeys {
  return gather(index, settings, name, new Set());
}

/** Whether a key is the name of an object that every root has. */
export function isRootKey(name: string): boolean {
  return ROOT_KEYS.has(name);
}

const ROOT_KEYS: ReadonlySet<string> = new Set(BUILTINS.map((builtin) => builtin.name));

/**
 * The dot of a template that nobody calls, by what it reads: the root object of its chart, and a dict with the keys that no
 * root has or a list with items, of which those that are read as a root are taken for one. Nothing is proved by it.
 */
export function guessedDot(index: TemplateIndex, settings: Settings, name: string, folder: string): Possible {
  const root = rootOf(folder);
  const { keys, items } = helperKeys(index, settings, name);
  const guessed = (fields: ReadonlySet<string> | undefined) =>
    fields && fields.size > 0 && [...fields].every(isRootKey) ? root : UNKNOWN;
  const others = [...keys].filter(([key]) => !isRootKey(key));
  const dicts = others.length === 0 ? [] : [dictOf(new Map(others.map(([key, { fields }]) => [key, guessed(fields)])))];
  const count = Math.min(MAX_ITEMS, Math.max(-1, ...items.keys()) + 1);
  const lists: Ref[] =
    count === 0 ? [] : [{ kind: 'list', items: Array.from({ length: count }, (_, i) => guessed(items.get(i))) }];
  if (keys.size === 0 && count > 0) return { refs: lists, complete: false };
  const isRoot = others.length < keys.size;
  return { refs: isRoot ? [...root.refs, ...lists, ...dicts] : [...lists, ...dicts, ...root.refs], complete: false };
}

/** Of that the root object, which is all that its root keys are read of; undefined where it may not be among the guesses. */
export function guessedRoot(
  index: TemplateIndex,
  settings: Settings,
  name: string,
  folder: string,
): Possible | undefined {
  const [winner] = index.sitesOf(name);
  const { reads } = winner ? readsOf(templateView(winner.file, settings), winner.body) : { reads: [] };
  const readsItems = reads.some(({ path: [first] }) => typeof first === 'number');
  return readsItems ? undefined : { ...rootOf(folder), complete: false };
}

/** No helper is handed more. */
const MAX_ITEMS = 20;
