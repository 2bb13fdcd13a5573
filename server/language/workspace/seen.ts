// What expressions came to in the render of one file, as flat numbers and texts that cross threads; looked up by place.

import { MOST_NODES, type SeenNode, type SeenValue } from '#engine/template/seen.ts';
import type { Span } from '#engine/text/span.ts';
import type { FlatPlace } from './rendering.ts';

/** Everything that was recorded while one file was rendered, that file's own text and what it includes. */
export interface SeenTable {
  readonly uris: readonly string[];
  /** NODE_FIELDS numbers for each expression, by URI, start and end. */
  readonly nodes: Int32Array;
  /** VALUE_FIELDS numbers for each value. */
  readonly values: Int32Array;
  readonly texts: readonly string[];
}

/** What an expression came to each time it was evaluated while one file was rendered. */
export interface Seen {
  readonly count: number;
  /** How often it came to something true. */
  readonly held: number;
  /** The first few that differ. */
  readonly values: readonly SeenText[];
  /** There may be others. */
  readonly isPartial: boolean;
}

/** One value as a text: see SeenValue of the engine. */
export interface SeenText extends Pick<SeenValue, 'kind' | 'shown' | 'size' | 'holds' | 'isCut'> {
  /** The values key that it was read from. */
  readonly source: FlatPlace | undefined;
  /** The place in the rendered file that calls the template in which it stands; undefined in that file's own text. */
  readonly call: FlatPlace | undefined;
}

/** uri, start, end, count, held, first value, number of values, partial. */
const NODE_FIELDS = 8;
/** kind, size, flags, then URI (from 1; 0: none), start and end of the source and of the call. */
const VALUE_FIELDS = 9;
const KINDS: readonly SeenValue['kind'][] = ['nothing', 'bool', 'number', 'string', 'list', 'map', 'other'];
const HOLDS = 1;
const CUT = 2;

/** What was recorded of a file; `sources` are the URIs of templates by Helm's names. */
export function seenTable(seen: readonly SeenNode[], sources: ReadonlyMap<string, string>): SeenTable {
  const uris: string[] = [];
  const ids = new Map<string, number>();
  const idOf = (uri: string) => {
    let id = ids.get(uri);
    if (id === undefined) ids.set(uri, (id = uris.push(uri) - 1));
    return id;
  };
  const found = seen.flatMap((one) => {
    const uri = sources.get(one.file);
    return uri === undefined ? [] : [{ one, uri: idOf(uri), span: one.node.span }];
  });
  found.sort((a, b) => a.uri - b.uri || a.span.start - b.span.start || a.span.end - b.span.end);
  const nodes = new Int32Array(found.length * NODE_FIELDS);
  const values: number[] = [];
  const texts: string[] = [];
  for (const [i, { one, uri, span }] of found.entries()) {
    const { count, held, isPartial } = one;
    nodes.set(
      [uri, span.start, span.end, count, held, texts.length, one.values.length, Number(isPartial)],
      i * NODE_FIELDS,
    );
    for (const value of one.values) addValue(value, sources, idOf, values, texts);
  }
  return { uris, nodes, values: Int32Array.from(values), texts };
}

function addValue(
  { kind, size, holds, isCut, source, call, shown }: SeenNode['values'][number],
  sources: ReadonlyMap<string, string>,
  idOf: (uri: string) => number,
  values: number[],
  texts: string[],
): void {
  const caller = call && sources.get(call.file);
  values.push(KINDS.indexOf(kind), size, (holds ? HOLDS : 0) + (isCut ? CUT : 0));
  if (source) values.push(idOf(source.file) + 1, source.span.start, source.span.end);
  else values.push(0, 0, 0);
  if (call && caller !== undefined) values.push(idOf(caller) + 1, call.span.start, call.span.end);
  else values.push(0, 0, 0);
  texts.push(shown);
}

/** Whether both tell the same. */
export function sameTable(a: SeenTable, b: SeenTable): boolean {
  return (
    sameItems(a.nodes, b.nodes) &&
    sameItems(a.values, b.values) &&
    sameItems(a.texts, b.texts) &&
    sameItems(a.uris, b.uris)
  );
}

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether all that was evaluated was recorded, so that what is absent was not evaluated. */
export function isWhole({ nodes }: SeenTable): boolean {
  return nodes.length / NODE_FIELDS < MOST_NODES;
}

/** What the expression that stood there came to; undefined: it was not evaluated, or says its own value. */
export function seenAt(table: SeenTable, uri: string, { start, end }: Span): Seen | undefined {
  const { nodes, uris } = table;
  const id = uris.indexOf(uri);
  if (id < 0) return undefined;
  const at = (index: number, field: number) => nodes[index * NODE_FIELDS + field] as number;
  let low = 0;
  let high = nodes.length / NODE_FIELDS;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = at(middle, 0) - id || at(middle, 1) - start || at(middle, 2) - end;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  if (low * NODE_FIELDS >= nodes.length) return undefined;
  if (at(low, 0) !== id || at(low, 1) !== start || at(low, 2) !== end) return undefined;
  const first = at(low, 5);
  const values = Array.from({ length: at(low, 6) }, (_, i) => valueAt(table, first + i));
  return { count: at(low, 3), held: at(low, 4), values, isPartial: at(low, 7) === 1 };
}

function valueAt({ uris, values, texts }: SeenTable, index: number): SeenText {
  const at = (field: number) => values[index * VALUE_FIELDS + field] as number;
  const place = (field: number): FlatPlace | undefined =>
    at(field) === 0 ? undefined : { uri: uris[at(field) - 1] ?? '', start: at(field + 1), end: at(field + 2) };
  const flags = at(2);
  return {
    kind: KINDS[at(0)] ?? 'other',
    shown: texts[index] ?? '',
    size: at(1),
    holds: (flags & HOLDS) !== 0,
    isCut: (flags & CUT) !== 0,
    source: place(3),
    call: place(6),
  };
}
