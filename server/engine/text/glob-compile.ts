// Turns the tree of a glob into one matcher. The simplifications are gobwas/glob's: some of them change what matches.

import { byteString } from './byte-string.ts';
import {
  any,
  atLeast,
  atMost,
  choice,
  contains,
  every,
  list,
  literal,
  type Matcher,
  NOTHING,
  prefix,
  prefixAny,
  prefixSuffix,
  range,
  row,
  SUPER,
  single,
  suffix,
  suffixAny,
  tree,
} from './glob-match.ts';

export type GlobNode =
  | { readonly kind: 'pattern' | 'choice'; readonly children: GlobNode[] }
  | { readonly kind: 'any' | 'super' | 'single' | 'nothing' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly not: boolean; readonly chars: readonly number[] }
  | { readonly kind: 'range'; readonly not: boolean; readonly low: number; readonly high: number };

type Runes = readonly number[];

/** The matcher of a glob's tree; `*` and `?` do not take `separators`. */
export function compileTree(node: GlobNode, separators: Runes): Matcher {
  switch (node.kind) {
    case 'choice': {
      const factored = factorOut(node.children);
      if (factored) return compileTree(factored, separators);
      // A choice is simplified by the pattern around it, not here.
      return choice(compileAll(node.children, separators));
    }
    case 'pattern':
      if (node.children.length === 0) return NOTHING;
      return simplify(combine(shorten(compileAll(node.children, separators))));
    case 'any':
      return simplify(any(separators));
    case 'super':
      return SUPER;
    case 'single':
      return single(separators);
    case 'nothing':
      return NOTHING;
    case 'list':
      return simplify(list(node.chars, node.not));
    case 'range':
      return range(node.low, node.high, node.not);
    case 'text':
      return literal(node.text);
  }
}

function compileAll(nodes: readonly GlobNode[], separators: Runes): Matcher[] {
  return nodes.map((node) => simplify(compileTree(node, separators)));
}

/** A cheaper matcher for shapes that have one. */
function simplify(matcher: Matcher): Matcher {
  const { shape } = matcher;
  if (shape.kind === 'any') return shape.except.length === 0 ? SUPER : matcher;
  if (shape.kind === 'choice') return shape.of.length === 1 ? (shape.of[0] as Matcher) : matcher;
  if (shape.kind === 'list') {
    return !shape.not && shape.chars.length === 1 ? literal(runeBytes(shape.chars[0] as number)) : matcher;
  }
  if (shape.kind !== 'tree') return matcher;
  const left = shape.left && simplify(shape.left);
  const right = shape.right && simplify(shape.right);
  const value = shape.value.shape;
  if (value.kind === 'text') {
    const special = aroundText(value.text, left, right);
    if (special) return special;
  }
  return tree(shape.value, left, right);
}

/** A literal with wildcards beside it. */
function aroundText(text: string, left: Matcher | undefined, right: Matcher | undefined): Matcher | undefined {
  const before = left?.shape;
  const after = right?.shape;
  if (!before && !after) return literal(text);
  if (before?.kind === 'super' && after?.kind === 'super') return contains(text, false);
  if (before?.kind === 'super' && !after) return suffix(text);
  if (after?.kind === 'super' && !before) return prefix(text);
  if (!before && after?.kind === 'suffix') return prefixSuffix(text, after.text);
  if (!after && before?.kind === 'prefix') return prefixSuffix(before.text, text);
  if (!after && before?.kind === 'any') return suffixAny(text, before.except);
  if (!before && after?.kind === 'any') return prefixAny(text, after.except);
  return undefined;
}

/** One matcher for a sequence: split at the last of its longest fixed parts. */
function combine(parts: readonly Matcher[]): Matcher {
  const [first] = parts;
  if (first === undefined) return NOTHING;
  if (parts.length === 1) return first;
  const glued = glue(parts);
  if (glued) return glued;
  let best = -1;
  let longest = -1;
  parts.forEach((part, i) => {
    if (part.length !== -1 && part.length >= longest) {
      longest = part.length;
      best = i;
    }
  });
  if (best < 0) return tree(first, undefined, combine(parts.slice(1)));
  const left = parts.slice(0, best);
  const right = parts.slice(best + 1);
  return tree(
    parts[best] as Matcher,
    left.length > 0 ? combine(left) : undefined,
    right.length > 0 ? combine(right) : undefined,
  );
}

/** Replaces the widest stretch that glues into one matcher, again and again. */
function shorten(parts: readonly Matcher[]): readonly Matcher[] {
  let done: { matcher: Matcher; from: number; to: number } | undefined;
  for (let from = 0; from < parts.length; from++) {
    for (let to = parts.length; to > from; to--) {
      const glued = glue(parts.slice(from, to));
      if (!glued) continue;
      const longer = done && done.matcher.length > -1 && glued.length > -1 && glued.length > done.matcher.length;
      if (!done || longer || done.to - done.from < to - from) done = { matcher: glued, from, to };
    }
  }
  if (!done) return parts;
  const next = [...parts.slice(0, done.from), done.matcher, ...parts.slice(done.to)];
  return next.length === parts.length ? next : shorten(next);
}

function glue(parts: readonly Matcher[]): Matcher | undefined {
  if (parts.length <= 1) return undefined;
  return glueWildcards(parts) ?? (parts.every((part) => part.length !== -1) ? row(parts) : undefined);
}

/** A run of wildcards that all stop at the same characters, as one condition on length and content. */
function glueWildcards(parts: readonly Matcher[]): Matcher | undefined {
  const kinds = { any: 0, super: 0, single: 0 };
  let stops: Runes | undefined;
  for (const { shape } of parts) {
    let here: Runes = [];
    if (shape.kind === 'super') kinds.super++;
    else if (shape.kind === 'any' || shape.kind === 'single') {
      kinds[shape.kind]++;
      here = shape.except;
    } else if (shape.kind === 'list' && shape.not) {
      kinds.single++;
      here = shape.chars;
    } else return undefined;
    stops ??= here;
    if (stops.length !== here.length || stops.some((rune, i) => rune !== here[i])) return undefined;
  }
  return wildcards(kinds, stops ?? []);
}

function wildcards(kinds: { any: number; super: number; single: number }, stops: Runes): Matcher {
  const open = kinds.any > 0 || kinds.super > 0;
  if (kinds.super > 0 && kinds.any === 0 && kinds.single === 0) return SUPER;
  if (kinds.any > 0 && kinds.super === 0 && kinds.single === 0) return any(stops);
  if (open && kinds.single > 0 && stops.length === 0) return atLeast(kinds.single);
  const conditions: Matcher[] = [];
  if (kinds.single > 0) {
    conditions.push(atLeast(kinds.single));
    if (!open) conditions.push(atMost(kinds.single));
  }
  if (stops.length > 0) conditions.push(contains(stops.map(runeBytes).join(''), true));
  return every(conditions);
}

/** What all alternatives begin and end with, taken out of the braces; undefined when there is nothing. */
function factorOut(alternatives: readonly GlobNode[]): GlobNode | undefined {
  const lists = alternatives.map((node) => (node.kind === 'pattern' ? node.children : []));
  const { head, tail } = common(lists);
  if (head === 0 && tail === 0) return undefined;
  const shortest = lists[leastIndex(lists)] as GlobNode[];
  const inner: GlobNode[] = [];
  for (const children of lists) {
    const rest = children.slice(head, children.length - tail);
    const node: GlobNode = rest.length === 0 ? { kind: 'nothing' } : { kind: 'pattern', children: rest };
    if (!inner.some((one) => sameNode(one, node))) inner.push(node);
  }
  const parts: GlobNode[] = [];
  if (head > 0) parts.push({ kind: 'pattern', children: shortest.slice(0, head) });
  if (inner.length > 1) parts.push({ kind: 'choice', children: inner });
  else if (inner[0] && inner[0].kind !== 'nothing') parts.push(inner[0]);
  if (tail > 0) parts.push({ kind: 'pattern', children: shortest.slice(shortest.length - tail) });
  return { kind: 'pattern', children: parts };
}

function leastIndex(lists: readonly (readonly GlobNode[])[]): number {
  let least = 0;
  lists.forEach((children, i) => {
    if (children.length < (lists[least] as readonly GlobNode[]).length) least = i;
  });
  return least;
}

/** How many nodes all lists share at their start and at their end, without overlap. */
function common(lists: readonly (readonly GlobNode[])[]): { head: number; tail: number } {
  let head = 0;
  let tail = 0;
  if (lists.length <= 1) return { head, tail };
  const least = leastIndex(lists);
  const shortest = lists[least] as readonly GlobNode[];
  const others = lists.filter((_, k) => k !== least);
  let atHead = true;
  let atTail = true;
  for (let i = 0, j = shortest.length - 1; head + tail < shortest.length && j >= 0 && (atHead || atTail); i++, j--) {
    for (const other of others) {
      if (!atHead && !atTail) break;
      atHead &&= sameNode(shortest[i] as GlobNode, other[i] as GlobNode);
      if (atHead && j <= i) atTail = false;
      atTail &&= sameNode(shortest[j] as GlobNode, other[j + other.length - shortest.length] as GlobNode);
    }
    if (atHead) head++;
    if (atTail) tail++;
  }
  return { head, tail };
}

function sameNode(a: GlobNode, b: GlobNode): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The bytes of a rune as a byte string. */
function runeBytes(rune: number): string {
  return byteString(String.fromCodePoint(rune));
}
