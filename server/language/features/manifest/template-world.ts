// A template's YAML with all that tells what it means: the schemas of its chart and its last render.

import { intoFile } from '../../documents/holes.ts';
import { type TemplateView, templateView } from '../../documents/template.ts';
import { schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { modelineLookup } from '../../schema/kubernetes/modeline.ts';
import { type SchemaPlace, schemaPlace } from '../../schema/kubernetes/place.ts';
import type { FieldCursor } from '../../symbols/fields/field-cursor.ts';
import { type FieldPlace, type FieldWorld, fieldPlaces } from '../../symbols/fields/field-places.ts';
import type { Path } from '../../symbols/fields/rendered-path.ts';
import type { RenderState } from '../../workspace/render-state.ts';
import { chartFolderOf, fileAt, roleIn, rootChartFolder, type Snapshot } from '../../workspace/snapshot.ts';
import { seenFrom } from '../../workspace/values-set.ts';

export interface TemplateWorld extends FieldWorld {
  readonly view: TemplateView;
}

/** Undefined for files that are no templates of YAML. */
export function templateWorld(given: Snapshot, uri: string, state: RenderState | undefined): TemplateWorld | undefined {
  if (!/\.(?:ya?ml|tpl)$/i.test(uri)) return undefined;
  const file = fileAt(given, uri);
  const folder = file && chartFolderOf(given, file.uri);
  if (file === undefined || folder === undefined || roleIn(given, folder, file.uri) !== 'template') return undefined;
  const snapshot = seenFrom(given, file.uri);
  const lookup = schemaLookup(snapshot, rootChartFolder(snapshot, folder), state?.output);
  return { snapshot, state, lookup, view: templateView(file, snapshot.settings) };
}

export interface SchemaPlaces {
  readonly places: readonly FieldPlace[];
  /** All meanings that have a schema as one, told by the name of the first. */
  readonly place: SchemaPlace | undefined;
  readonly taken: ReadonlySet<string>;
}

/** What the schemas say of a path at the cursor. */
export function schemaPlaces(world: TemplateWorld, found: FieldCursor, path: Path): SchemaPlaces {
  const places = fieldPlaces(world, { ...found, path });
  const known = places
    .map(({ root, head, path: way }) => schemaPlace(root, head, way, world.lookup))
    .filter(({ nodes }) => nodes.length > 0);
  const [first] = known;
  const nodes = [...new Set(known.flatMap((one) => one.nodes))];
  const isRequired = known.every((one) => one.isRequired);
  const [only] = places;
  return {
    places,
    place: first && { ...first, nodes, isRequired },
    taken: places.length === 1 && only ? only.taken : new Set(),
  };
}

/** The world as a document sees it that names a schema in a comment. */
export function withModeline(world: TemplateWorld, { part, document }: FieldCursor): TemplateWorld {
  const { file } = world.view;
  const span = { start: intoFile(part, document.start), end: intoFile(part, document.end) };
  const lookup = modelineLookup(world.snapshot, world.lookup, { ...file, span });
  return lookup === undefined ? world : { ...world, lookup };
}
