// Schemas made ready for judging: every keyword read, every reference resolved, in the library's order, so that the
// first error of a broken schema is Helm's too.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import type { Value } from '../values/value.ts';
import { GoMap } from '../values/value.ts';
import { causeLines } from './causes.ts';
import { readKeywords } from './compile-keywords.ts';
import type { Schema } from './compiled.ts';
import { DRAFT_2020 } from './drafts.ts';
import { Loader, type LoadOptions } from './loader.ts';
import {
  collectAnchors,
  collectResources,
  type Dialect,
  joinReference,
  lookup,
  type Place,
  placeText,
  type Reference,
  type Resource,
  type Root,
  resolveFragment,
  resolveIn,
  resourceAt,
} from './resources.ts';
import { validate } from './validate.ts';
import { isWellFormed } from './well-formed.ts';

/** Compiles the schema at `url`; `document` is what stands there. Throws GoError with the library's text. */
export function compileSchema(url: string, document: Value, options: LoadOptions = {}): Schema {
  const compiler = new Compiler(options, false);
  compiler.loader.add(url, document);
  return compiler.compile({ url, fragment: '' });
}

export class Compiler {
  readonly loader: Loader;
  /** Metaschemas assert formats, schemas of users do so only up to draft 7. */
  readonly assertsFormat: boolean;
  private readonly schemas = new Map<string, Schema>();
  private queue: Schema[] = [];

  constructor(options: LoadOptions, assertsFormat: boolean) {
    this.assertsFormat = assertsFormat;
    this.loader = new Loader(options, checkAgainstMetaschema);
  }

  compile(reference: Reference): Schema {
    const root = this.loader.root(reference.url);
    const place = resolveFragment(root, reference.fragment, root.resources.get('') as Resource);
    const schema = this.enqueue(place);
    for (let i = 0; i < this.queue.length; i++) this.fill(this.queue[i] as Schema);
    this.queue = [];
    return schema;
  }

  /** The schema at a place, compiled sooner or later. */
  enqueue(place: Place): Schema {
    const location = placeText(place);
    const known = this.schemas.get(location);
    if (known) return known;
    const schema = { url: place.url, pointer: place.pointer, location, draft: 2020 } as Schema;
    Object.assign(schema, {
      dialect: undefined,
      resource: schema,
      dynamicAnchors: new Map(),
      allPropertiesEvaluated: false,
      allItemsEvaluated: false,
      itemsEvaluated: 0,
    });
    this.schemas.set(location, schema);
    this.queue.push(schema);
    return schema;
  }

  /** What a reference inside `root` means, wherever that stands. */
  reference(root: Root, resource: Resource, text: string): Schema {
    const reference = joinReference(resource.id, text);
    const local = resolveIn(root, reference);
    if (local) return this.enqueue(local);
    const other = this.loader.root(reference.url);
    return this.enqueue(resolveFragment(other, reference.fragment, other.resources.get('') as Resource));
  }

  private fill(schema: Schema): void {
    const root = this.ensure(schema);
    const value = lookup(root.document, schema);
    const resource = resourceAt(root, schema.pointer);
    schema.dialect = resource.dialect;
    schema.draft = resource.dialect.draft.version;
    schema.resource = this.enqueue({ url: schema.url, pointer: resource.pointer });
    if (schema.draft >= 2020 && schema.resource === schema) {
      for (const name of resource.dynamicAnchors) {
        const pointer = resource.anchors.get(name) as string;
        schema.dynamicAnchors.set(name, this.enqueue({ url: schema.url, pointer }));
      }
    }
    if (typeof value === 'boolean') schema.bool = value;
    else if (value instanceof GoMap) {
      if (value.size === 0) schema.bool = true;
      else readKeywords(this, root, resource, schema, value);
    }
    noteEvaluated(schema);
  }

  /** A reference may lead where no subschema was expected: what stands there is collected and checked only then. */
  private ensure(place: Place): Root {
    const root = this.loader.root(place.url);
    if (root.processed.has(place.pointer)) return root;
    const value = lookup(root.document, place);
    const owner = resourceAt(root, place.pointer);
    collectResources(this.loader, root, value, owner.id, place.pointer, owner.dialect);
    if (!root.resources.has(place.pointer)) collectAnchors(root, value, place.pointer, resourceAt(root, place.pointer));
    checkAgainstMetaschema(root, value, place.pointer);
    return root;
  }
}

/** Which properties and items the schema's own keywords look at, for unevaluatedProperties and unevaluatedItems. */
function noteEvaluated(schema: Schema): void {
  schema.allPropertiesEvaluated = schema.additionalProperties !== undefined;
  if (schema.draft >= 2020) {
    schema.allItemsEvaluated = schema.restItems !== undefined;
    schema.itemsEvaluated = schema.prefixItems?.length ?? 0;
  } else {
    const { items } = schema;
    schema.allItemsEvaluated = schema.additionalItems !== undefined || (items !== undefined && !Array.isArray(items));
    schema.itemsEvaluated = Array.isArray(items) ? items.length : 0;
  }
}

const metaCompiler = new Compiler({}, true);

/** The schema that schemas of a dialect must satisfy. */
export function metaschemaOf(dialect: Dialect): Schema {
  const { draft, vocabularies } = dialect;
  if (vocabularies === undefined) return metaCompiler.compile({ url: draft.url, fragment: '' });
  const parts = vocabularies.map((name) =>
    metaCompiler.compile({ url: draft.url.replace(/schema$/, `meta/${name}`), fragment: '' }),
  );
  const schema = {
    url: 'urn:mem:metaschema',
    pointer: '',
    location: 'urn:mem:metaschema',
    allOf: parts,
  } as unknown as Schema;
  Object.assign(schema, {
    draft: draft.version,
    dialect: { draft: DRAFT_2020, vocabularies: undefined },
    resource: schema,
    dynamicAnchors: draft.version >= 2020 ? new Map([['meta', schema]]) : new Map(),
    allPropertiesEvaluated: false,
    allItemsEvaluated: false,
    itemsEvaluated: 0,
  });
  if (draft.version >= 2020) schema.dynamicAnchor = 'meta';
  return schema;
}

/** Throws what Helm says of a schema that is none. Subschemas with a dialect of their own are judged by that. */
function checkAgainstMetaschema(root: Root, value: Value, pointer: string): void {
  const { dialect } = resourceAt(root, pointer);
  const hasOneDialect = root.resources.size === 1 && dialect.vocabularies === undefined;
  if (hasOneDialect && isWellFormed(value, dialect.draft.version)) return;
  const meta = metaschemaOf(dialect);
  const dialects = new Map([...root.resources].map(([at, resource]) => [at, resource.dialect]));
  const causes = validate(meta, value, { metaschema: meta, schemaAt: (at) => schemaFor(dialects.get(at)) });
  if (causes.length === 0) return;
  const place = quoteGo(placeText({ url: root.url, pointer }));
  const head = `${place} is not valid against metaschema: jsonschema validation failed with '${meta.location}'`;
  throw new GoError([head, ...causeLines(causes)].join('\n'));
}

function schemaFor(dialect: Dialect | undefined): Schema | undefined {
  return dialect && metaschemaOf(dialect);
}
