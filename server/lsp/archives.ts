// The world with packed charts in it as folders (language/workspace/archives.ts).

import { type FastUnpacking, unpackArchive } from '#engine/chart/archive.ts';
import { toBytes } from '#engine/text/bytes.ts';
import { archiveFolder, archivePlace } from '#language/workspace/archives.ts';
import { joinUri, normalizeUri } from '#language/workspace/uri.ts';
import type { DirectoryEntry } from '#protocol';
import type { Within } from './host.ts';
import type { World } from './world.ts';

/** The world with archives in it as folders. Each archive is unpacked once, until `forget`. */
export class Archives implements World {
  /** What the runtime does faster of it. */
  readonly unpacking: FastUnpacking | undefined;
  readonly #world: World;
  readonly #known = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(world: World, unpacking?: FastUnpacking) {
    this.#world = world;
    this.unpacking = unpacking;
  }

  async list(uri: string, within: Within): Promise<readonly DirectoryEntry[]> {
    const place = archivePlace(uri);
    if (place === undefined) return this.#world.list(uri, within);
    const files = await this.#files(place.archive, within);
    const prefix = place.path === '' ? '' : `${place.path}/`;
    const entries = new Map<string, DirectoryEntry['type']>();
    for (const path of files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...rest] = path.slice(prefix.length).split('/');
      entries.set(name, rest.length > 0 ? 'directory' : 'file');
    }
    return [...entries].map(([name, type]) => ({ name, type }));
  }

  async read(uri: string, within: Within): Promise<Uint8Array | undefined> {
    const place = archivePlace(uri);
    if (place === undefined) return this.#world.read(uri, within);
    const text = (await this.#files(place.archive, within)).get(place.path);
    return text === undefined ? undefined : toBytes(text);
  }

  /** The archive changed on disk. */
  forget(archive: string): void {
    const uri = normalizeUri(archive);
    for (const key of this.#known.keys()) if (key === uri || key.startsWith(`${uri} `)) this.#known.delete(key);
  }

  /** Nothing of one that is missing or no archive. */
  #files(archive: string, within: Within): Promise<ReadonlyMap<string, string>> {
    // Who may follow fewer links must not see what another one unpacked.
    const key = within === undefined ? archive : `${archive} ${within.join(' ')}`;
    let files = this.#known.get(key);
    if (files === undefined) this.#known.set(key, (files = this.#unpack(archive, within)));
    return files;
  }

  async #unpack(archive: string, within: Within): Promise<ReadonlyMap<string, string>> {
    const bytes = await this.read(
      archive,
      within?.map((folder) => archivePlace(folder)?.archive ?? folder),
    );
    const unpacked = bytes && unpackArchive(bytes, { major: 4, source: archive, fast: this.unpacking });
    return new Map(unpacked && 'files' in unpacked ? unpacked.files.map(({ path, text }) => [path, text]) : []);
  }
}

/** The folder of a packed chart, of which `uri` is the archive; undefined when that holds no chart. */
export async function packedChart(world: World, uri: string, within: Within): Promise<string | undefined> {
  const folder = archiveFolder(uri);
  return (await world.read(joinUri(folder, 'Chart.yaml'), within)) === undefined ? undefined : folder;
}
