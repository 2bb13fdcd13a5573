// The schemas that Chartroom ships, read from one file (docs/decisions/012): chunks are inflated when a schema of theirs is asked for.

import { inflateSync, strFromU8 } from 'fflate';
import { linkSchema, type StoredSchema } from './pool-node.ts';
import { type PoolVersions, poolVersions, type VersionRank } from './pool-versions.ts';
import type { GroupVersionKind, SchemaNode } from './schema-node.ts';
import type { FoundSchema, SchemaSource, SchemaStore } from './schema-store.ts';

/** The pool: a store that also says what it holds. */
export interface Pool extends SchemaStore {
  /** Kubernetes versions that it has, newest first: `1.36`. */
  readonly versions: readonly string[];
  /** The version that answers for one that may be older or newer than all of them, or be written with a patch. */
  versionFor(kubernetes: string): string;
  /** A definition by OpenAPI's name, `io.k8s.api.core.v1.PodSpec`: for tests, and where a place has a type but no kind. */
  definition(name: string, kubernetes: string): SchemaNode | undefined;
  /** The names of all definitions of a version. Inflates everything. */
  definitionNames(kubernetes: string): readonly string[];
}

/** Group, version, kind, name of the definition, mask of the versions that have it, index of its source. */
type StoredKind = readonly [string, string, string, string, number, number];

interface StoredSource {
  readonly kind: 'kubernetes' | 'bundled' | 'open';
  readonly name: string;
}

interface Header {
  readonly versions: readonly string[];
  readonly sources: readonly StoredSource[];
  readonly kinds: readonly StoredKind[];
  /** By chunk: place, length and inflated length of its definitions and of its texts. */
  readonly chunks: Readonly<Record<string, readonly [number, number, number, number, number, number]>>;
}

/** Definitions by their last name, each by the versions that have it. */
type Chunk = Readonly<Record<string, readonly (readonly [number, StoredSchema])[]>>;

const MAGIC = 'CRPOOL1\n';

/** The pool in the bytes, read when it is first asked. Bytes that were built or copied wrongly know nothing. */
export function openPool(bytes: Uint8Array): Pool {
  return new OpenPool(bytes);
}

/** The pool in the bytes, the same one for the same bytes. */
export function poolOf(bytes: Uint8Array): Pool {
  let pool = pools.get(bytes);
  if (pool === undefined) {
    pool = openPool(bytes);
    pools.set(bytes, pool);
    sources.set(pool, bytes);
  }
  return pool;
}

/** The bytes that the store was read from, to send them to another thread; undefined for other stores. */
export function bytesOf(store: SchemaStore): Uint8Array | undefined {
  return sources.get(store);
}

const pools = new WeakMap<Uint8Array, Pool>();
const sources = new WeakMap<SchemaStore, Uint8Array>();

interface Contents {
  readonly header: Header;
  /** The chunks; places are counted from its start. */
  readonly body: Uint8Array;
  readonly ranks: PoolVersions;
  readonly kinds: ReadonlyMap<string, StoredKind>;
}

const NOTHING: Header = { versions: [], sources: [], kinds: [], chunks: {} };

function contentsOf(bytes: Uint8Array): Contents {
  const { header, body } = readHeader(bytes);
  const kinds = new Map(header.kinds.map((kind) => [`${kind[0]}/${kind[1]}/${kind[2]}`, kind]));
  return { header, body, ranks: poolVersions(header.versions), kinds };
}

function readHeader(bytes: Uint8Array): { header: Header; body: Uint8Array } {
  const start = MAGIC.length;
  const at = start + 4;
  if (strFromU8(bytes.subarray(0, start), true) !== MAGIC || bytes.length < at) return { header: NOTHING, body: bytes };
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(start, true);
  try {
    return { header: parse(inflateSync(bytes.subarray(at, at + length))) as Header, body: bytes.subarray(at + length) };
  } catch {
    return { header: NOTHING, body: bytes };
  }
}

class OpenPool implements Pool {
  readonly #bytes: Uint8Array;
  #contents: Contents | undefined;
  readonly #chunks = new Map<string, Chunk>();
  readonly #texts = new Map<string, readonly string[]>();
  readonly #linked = new Map<string, SchemaNode>();
  readonly #found = new Map<string, FoundSchema>();
  readonly #known = new Map<string, readonly GroupVersionKind[]>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get versions(): readonly string[] {
    return this.#read.header.versions;
  }

  versionFor(kubernetes: string): string {
    return this.#read.ranks.rankOf(kubernetes).version;
  }

  find(gvk: GroupVersionKind, kubernetes: string): FoundSchema | undefined {
    const stored = this.#read.kinds.get(`${gvk.group}/${gvk.version}/${gvk.kind}`);
    if (stored === undefined) return undefined;
    const rank = this.#read.ranks.rankOf(kubernetes);
    if ((stored[4] & rank.bit) === 0) return undefined;
    const key = `${rank.version} ${stored[3]}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      const schema = this.#linkedDefinition(stored[3], rank);
      if (schema === undefined) return undefined;
      const source = this.#sourceOf(stored[5], rank);
      found = {
        gvk: { group: stored[0], version: stored[1], kind: stored[2] },
        schema,
        source,
        isOpen: source.kind === 'open',
      };
      this.#found.set(key, found);
    }
    return found;
  }

  kinds(kubernetes: string): readonly GroupVersionKind[] {
    const { version, bit } = this.#read.ranks.rankOf(kubernetes);
    let all = this.#known.get(version);
    if (all === undefined) {
      const those = this.#read.header.kinds.filter((kind) => (kind[4] & bit) !== 0);
      all = those.map(([group, apiVersion, kind]) => ({ group, version: apiVersion, kind }));
      this.#known.set(version, all);
    }
    return all;
  }

  definition(name: string, kubernetes: string): SchemaNode | undefined {
    return this.#linkedDefinition(name, this.#read.ranks.rankOf(kubernetes));
  }

  definitionNames(kubernetes: string): readonly string[] {
    const { bit } = this.#read.ranks.rankOf(kubernetes);
    return Object.keys(this.#read.header.chunks).flatMap((key) =>
      Object.entries(this.#chunk(key) ?? {}).flatMap(([name, variants]) =>
        variants.some(([mask]) => (mask & bit) !== 0) ? [nameIn(key, name)] : [],
      ),
    );
  }

  get #read(): Contents {
    this.#contents ??= contentsOf(this.#bytes);
    return this.#contents;
  }

  #sourceOf(index: number, { version }: VersionRank): SchemaSource {
    const source = this.#read.header.sources[index];
    if (source === undefined || source.kind === 'kubernetes') return { kind: 'kubernetes', version };
    return { kind: source.kind, name: source.name };
  }

  /**
   * Definitions are linked once for each version that is asked for; what leads to itself is found here as well. A CRD may
   * name a type that is younger than the version: then that of another version is taken, by a rank with all bits.
   */
  #linkedDefinition(name: string, rank: VersionRank): SchemaNode | undefined {
    const key = `${rank.version} ${rank.bit} ${name}`;
    const linked = this.#linked.get(key);
    if (linked !== undefined) return linked;
    const place = chunkOf(name);
    const variants = this.#chunk(place)?.[name.slice(place.length + 1)];
    const stored = variants?.find(([mask]) => (mask & rank.bit) !== 0)?.[1];
    if (stored === undefined) return undefined;
    const node = linkSchema(stored, {
      definition: (other) => this.#linkedDefinition(other, rank) ?? this.#linkedDefinition(other, { ...rank, bit: -1 }),
      text: (index) => this.#text(place, index),
    });
    this.#linked.set(key, node);
    return node;
  }

  #chunk(key: string): Chunk | undefined {
    const known = this.#chunks.get(key);
    const place = this.#read.header.chunks[key];
    if (known !== undefined || place === undefined) return known;
    const chunk = this.#inflate(place[0], place[1], place[2]) as Chunk;
    this.#chunks.set(key, chunk);
    return chunk;
  }

  #text(key: string, index: number): string | undefined {
    const place = this.#read.header.chunks[key];
    if (place === undefined) return undefined;
    let texts = this.#texts.get(key);
    if (texts === undefined) this.#texts.set(key, (texts = this.#inflate(place[3], place[4], place[5]) as string[]));
    return texts[index];
  }

  #inflate(at: number, length: number, inflated: number): unknown {
    return parse(inflateSync(this.#read.body.subarray(at, at + length), { out: new Uint8Array(inflated) }));
  }
}

/** The chunk of a definition: its package, or its group and version. */
function chunkOf(name: string): string {
  const slash = name.indexOf('/');
  return name.slice(0, slash >= 0 ? slash : name.lastIndexOf('.'));
}

function nameIn(chunk: string, name: string): string {
  return chunk.startsWith('io.k8s.') ? `${chunk}.${name}` : `${chunk}/${name}`;
}

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(strFromU8(bytes));
}
