// The `.Files` object: the files of one chart that are neither templates nor its own description.

import { compileGlob } from '../text/glob.ts';
import { GlobPanic } from '../text/glob-match.ts';
import { GoError } from '../values/errors.ts';
import { sortedKeys } from '../values/sort.ts';
import { GoBytes, GoMap, type Method, sliceOf, type Value } from '../values/value.ts';
import { toYaml } from '../yaml/emit.ts';
import { basePath } from './archive-path.ts';
import type { ChartFile } from './chart.ts';
import type { Profile } from './profile.ts';

type FilesProfile = Pick<Profile, 'linesPanicsOnEmpty'>;

/** A map from file name to bytes, with the methods that templates call. */
export class FilesMap extends GoMap {
  readonly #profile: FilesProfile;

  constructor(files: readonly ChartFile[] | ReadonlyMap<string, Value>, profile: FilesProfile) {
    super(
      new Map('length' in files ? files.map((file) => [file.name, bytesOf(file)]) : files),
      'engine.files',
      '[]uint8',
    );
    this.#profile = profile;
  }

  method(name: string): Method | undefined {
    switch (name) {
      case 'Get':
        return byName('string', (path) => this.#bytes(path).toGoString());
      case 'GetBytes':
        return byName('[]uint8', (path) => this.#bytes(path));
      case 'Glob':
        return byName(this.type, (pattern) => this.#glob(pattern));
      case 'Lines':
        return byName('[]string', (path) => sliceOf(this.#lines(path), 'string'));
      case 'AsConfig':
        return {
          params: [],
          result: 'string',
          call: () => this.#byBaseName((file) => file.toGoString(), 'string'),
        };
      case 'AsSecrets':
        // encoding/json writes bytes as base64, which is what Secrets want.
        return { params: [], result: 'string', call: () => this.#byBaseName((file) => file, '[]uint8') };
      default:
        return undefined;
    }
  }

  methodNames(): readonly string[] {
    return ['AsConfig', 'AsSecrets', 'Get', 'GetBytes', 'Glob', 'Lines'];
  }

  /** An absent file is an empty one. */
  #bytes(path: string): GoBytes {
    return (this.get(path) as GoBytes | undefined) ?? new GoBytes(new Uint8Array());
  }

  /** A pattern that does not compile stands for every file. */
  #glob(pattern: string): FilesMap {
    const matches = compileGlob(pattern, '/') ?? (() => true);
    try {
      return new FilesMap(new Map([...this.entries].filter(([name]) => matches(name))), this.#profile);
    } catch (error) {
      throw error instanceof GlobPanic ? new GoError(error.message) : error;
    }
  }

  #lines(path: string): string[] {
    if (!this.has(path)) return [];
    const text = this.#bytes(path).toGoString();
    if (text === '') {
      if (this.#profile.linesPanicsOnEmpty) throw new GoError('runtime error: index out of range [-1]');
      return [];
    }
    return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  }

  /** Of files with the same base name Helm keeps any; here it is the last by path. */
  #byBaseName(content: (file: GoBytes) => Value, elem: string): string {
    const out = new Map<string, Value>();
    for (const path of sortedKeys(this)) out.set(basePath(path), content(this.#bytes(path)));
    return toYaml(new GoMap(out, `map[string]${elem}`, elem));
  }
}

function byName(result: string, call: (name: string) => Value): Method {
  return { params: ['string'], result, call: ([name]) => call(name as string) };
}

/** A file is converted once, however often its chart is rendered. */
const converted = new WeakMap<ChartFile, GoBytes>();

function bytesOf(file: ChartFile): GoBytes {
  let bytes = converted.get(file);
  if (bytes === undefined) {
    bytes = new GoBytes(file.text);
    converted.set(file, bytes);
  }
  return bytes;
}
