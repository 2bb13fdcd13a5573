// What a command may do to the outside: files, output, time and keys. The door gives the real one, tests their own.

import type { Environment } from '#engine/template/environment.ts';
import type { FilesReport, FilesTask, lintSchemas } from './lint-schemas.ts';

export interface World {
  /** Entries of a folder, sorted bytewise; undefined when it is none. Symlinks are followed. */
  readonly list: (path: string) => readonly Entry[] | undefined;
  /** undefined when there is no such file. */
  readonly read: (path: string) => Uint8Array | undefined;
  readonly isFolder: (path: string) => boolean;
  readonly exists: (path: string) => boolean;
  readonly absolute: (path: string) => string;
  /** The path with this system's separators as `/`; absent where they are no others. */
  readonly toSlash?: (path: string) => string;
  readonly write: (path: string, text: Uint8Array, append: boolean) => void;
  readonly stdin: () => Uint8Array;
  readonly out: (bytes: Uint8Array) => void;
  readonly err: (text: string) => void;
  readonly variable: (name: string) => string | undefined;
  readonly env: Environment;
  /** What judges by schemas, loaded when it is asked for. */
  readonly lintSchemas: () => typeof lintSchemas;
  /** Begins the task on another thread, and gives what waits for its end; undefined where there is no other. */
  readonly aside?: (task: FilesTask) => (() => FilesReport) | undefined;
  /** The shipped schemas; undefined when they are not there. */
  readonly schemas: () => Uint8Array | undefined;
}

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Where a symlink points to; undefined for everything else. */
  readonly target?: string | undefined;
  /** The first path that is missing on the way of a symlink that leads nowhere. */
  readonly missing?: string | undefined;
  /** A pipe, a socket or a device: to read it might never end. */
  readonly isIrregular?: boolean | undefined;
}
