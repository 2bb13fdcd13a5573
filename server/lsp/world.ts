// Files from wherever they are: the runtime reads the schemes it knows, the client is asked about all others.

import { decodeBase64 } from '#engine/functions/encode-base.ts';
import { toBytes } from '#engine/text/bytes.ts';
import type { DirectoryEntry, ListParams, ReadParams } from '#protocol';
import { type Host, MAX_FILE_BYTES, type Within } from './host.ts';

export interface World {
  readonly list: (uri: string, within: Within) => Promise<readonly DirectoryEntry[]>;
  readonly read: (uri: string, within: Within) => Promise<Uint8Array | undefined>;
  /** The pool of schemas that is shipped; undefined when it is not to be had. */
  readonly schemas?: () => Promise<Uint8Array | undefined>;
}

/** Sends one of our requests to the client. */
export type AskClient = <R>(method: string, params: unknown) => Promise<R>;

/**
 * `askFor`: schemes that the client wants to be asked about, even when the runtime could read them. `schemas`: where the
 * client has the pool of schemas, for a runtime that has no files of its own.
 */
export function worldOf(host: Host, ask: AskClient, askFor: readonly string[], schemas?: string): World {
  const asksClient = (uri: string) => {
    const scheme = uri.slice(0, uri.indexOf(':'));
    return askFor.includes(scheme) ? true : host.reads(scheme) ? false : undefined;
  };
  return {
    list: async (uri, within) => {
      const asks = asksClient(uri);
      if (asks === undefined) return [];
      return (asks ? await listAtClient(ask, uri) : await host.list(uri, within)) ?? [];
    },
    read: async (uri, within) => {
      const asks = asksClient(uri);
      if (asks === undefined) return undefined;
      const bytes = asks ? await readAtClient(host, ask, uri) : await host.read(uri, within);
      return bytes && bytes.length <= MAX_FILE_BYTES ? bytes : undefined;
    },
    schemas: async () =>
      (await host.schemas?.()) ?? (schemas === undefined ? undefined : await readAtClient(host, ask, schemas)),
  };
}

async function listAtClient(ask: AskClient, uri: string): Promise<readonly DirectoryEntry[] | undefined> {
  const params: ListParams = { uri };
  try {
    return (await ask<readonly DirectoryEntry[] | null>('chartroom/list', params)) ?? undefined;
  } catch {
    return undefined;
  }
}

async function readAtClient(host: Host, ask: AskClient, uri: string): Promise<Uint8Array | undefined> {
  const params: ReadParams = { uri };
  try {
    const text = await ask<string | null>('chartroom/read', params);
    if (text === null) return undefined;
    return host.base64 ? host.base64(text) : toBytes(decodeBase64(text));
  } catch {
    return undefined;
  }
}
