// Which fields of which objects a place in a template's YAML stands for: its own document's, or for a named template those of
// all places that it is called from. What was rendered decides; where nothing was, what the text says.

import { readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { HOLE, leastColumn } from '../../documents/holes.ts';
import { apiVersionOf, kindsByName } from '../../schema/kubernetes/kinds.ts';
import type { SchemaLookup } from '../../schema/kubernetes/lookup.ts';
import type { Head } from '../../schema/kubernetes/place.ts';
import { gvkOf } from '../../schema/kubernetes/schema-node.ts';
import type { RenderState } from '../../workspace/render-state.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { baseNameOf } from '../../workspace/uri.ts';
import { callersInText } from './field-callers.ts';
import type { FieldCursor } from './field-cursor.ts';
import { type Path, pathsInCallers, renderedPath } from './rendered-path.ts';

/** One meaning of a place. */
export interface FieldPlace {
  /** Tells the kinds of inner objects; half a document where nothing was rendered. */
  readonly root: YamlNode | null;
  readonly head: Head;
  readonly path: Path;
  /** Keys of the table that something else writes than the lines around. */
  readonly taken: ReadonlySet<string>;
}

export interface FieldWorld {
  readonly snapshot: Snapshot;
  readonly lookup: SchemaLookup;
  /** The last finished render. */
  readonly state: RenderState | undefined;
}

/** A place of which the meaning is asked: a cursor, or a call in another text. */
export type Asked = Pick<FieldCursor, 'view' | 'part' | 'document' | 'at'> & { readonly path: Path };

/** Callers of callers of callers end here. */
const DEEPEST = 5;
const MOST_PLACES = 12;

/** Every meaning; none where neither kind nor way is known. */
export function fieldPlaces(world: FieldWorld, asked: Asked): readonly FieldPlace[] {
  return unique(placesOf(world, asked, 0));
}

const NONE: ReadonlySet<string> = new Set();

function placesOf(world: FieldWorld, asked: Asked, depth: number): FieldPlace[] {
  const { view, part, document, path } = asked;
  const text = part.text.slice(document.start, document.end);
  const heads = headsIn(text, world.lookup);
  if (part.body === undefined) {
    // Files that begin so are read for their defines alone.
    if (baseNameOf(view.file.uri).startsWith('_')) return [];
    const rendered = renderedPath(world.state, { ...asked, file: view.file });
    if (rendered === null) return [];
    if (rendered !== undefined) return [withHead(rendered, heads)];
  }
  if (heads.length > 0) {
    const isList = heads.some(({ kind }) => kind?.endsWith('List'));
    const root = isList ? readTree(text).root : null;
    return heads.map((head) => ({ root, head, path, taken: NONE }));
  }
  if (part.body === undefined || depth >= DEEPEST) return [];
  const known = callersInText(world.snapshot, asked).flatMap((caller) =>
    placesOf(world, caller.asked, depth + 1).map((place) => ({
      ...place,
      path: [...place.path, ...caller.rest],
      taken: NONE,
    })),
  );
  if (known.length > 0) return known;
  // Calls whose names are computed, or whose text goes through variables, are known once they were rendered.
  return pathsInCallers(world.state, { ...asked, file: view.file }).map((one) => withHead({ ...one, taken: NONE }, []));
}

/** What is written now counts more than what was rendered: somebody may have changed the kind since. */
function withHead(
  {
    root,
    apiVersion,
    kind,
    path,
    taken,
  }: { readonly root: YamlNode; readonly apiVersion: string; readonly kind: string } & Pick<
    FieldPlace,
    'path' | 'taken'
  >,
  heads: readonly Head[],
): FieldPlace {
  const [only] = heads;
  const head = only !== undefined && heads.length === 1 && only.kind !== kind ? only : { apiVersion, kind };
  return { root, head, path, taken };
}

const HEAD = /^( *)(apiVersion|kind):[ ]+(["']?)([\w./-]+)\3[ \t]*(?:#.*)?\r?$/gm;

/** The kinds that a document's outermost lines write out; where branches write several, each that exists. */
function headsIn(text: string, lookup: SchemaLookup): Head[] {
  const column = leastColumn(text);
  const kinds = new Set<string>();
  const apiVersions = new Set<string>();
  for (const [, lead = '', key, , value = ''] of text.matchAll(HEAD)) {
    if (lead.length !== column || value.includes(HOLE)) continue;
    (key === 'kind' ? kinds : apiVersions).add(value);
  }
  return [...kinds].flatMap((kind): Head[] => {
    const known = [...apiVersions].filter((one) => lookup.find(gvkOf(one, kind)) !== undefined);
    if (known.length > 0) return known.map((apiVersion) => ({ apiVersion, kind }));
    if (apiVersions.size > 0)
      return kinds.size === 1 ? [...apiVersions].map((apiVersion) => ({ apiVersion, kind })) : [];
    const apiVersion = onlyApiVersion(kind, lookup);
    return apiVersion === undefined ? [] : [{ apiVersion, kind }];
  });
}

/** What the outermost lines write out of apiVersion and kind; the first of several. */
export function writtenHead(text: string): Head {
  const column = leastColumn(text);
  const own = [...text.matchAll(HEAD)].filter(([, lead = '']) => lead.length === column);
  const written = (key: string) => own.find((match) => match[2] === key)?.[4];
  return { apiVersion: written('apiVersion'), kind: written('kind') };
}

const groups = new WeakMap<object, ReturnType<typeof kindsByName>>();

/** The best version of a kind that one group has, for apiVersions that a template computes. */
function onlyApiVersion(kind: string, lookup: SchemaLookup): string | undefined {
  const all = lookup.kinds();
  let byName = groups.get(all);
  if (byName === undefined) groups.set(all, (byName = kindsByName(all)));
  const [best, ...others] = byName.get(kind) ?? [];
  return best && others.every(({ group }) => group === best.group) ? apiVersionOf(best) : undefined;
}

function unique(places: readonly FieldPlace[]): FieldPlace[] {
  const found = new Map<string, FieldPlace>();
  for (const place of places) {
    const { head, path } = place;
    const steps = path.map((step) => (typeof step === 'number' ? 0 : step));
    const key = JSON.stringify([head.apiVersion, head.kind, steps]);
    if (!found.has(key) && found.size < MOST_PLACES) found.set(key, place);
  }
  return [...found.values()];
}
