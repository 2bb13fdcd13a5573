// Looks through the workspace for files that hold CRDs and belong to no chart that is loaded: by their names, since nobody reads a whole workspace.

import { fromBytes } from '#engine/text/bytes.ts';
import { mentionsCrd } from '#language/schema/kubernetes/harvest/crd.ts';
import { joinUri } from '#language/workspace/uri.ts';
import type { Within } from './host.ts';
import type { World } from './world.ts';

/** Deeper or more folders than a workspace that is looked through for this. */
const DEEPEST = 8;
const MOST_FOLDERS = 3000;
/** The client is asked for each folder of another file system, which may lie far away. */
const MOST_FAR_FOLDERS = 200;
const MOST_FILES = 400;
const MOST_CHARACTERS = 32 * 1024 * 1024;
/** Folders that hold none, or whose files are no YAML. */
const SKIPPED = /^(?:\..*|node_modules|vendor|templates|testdata)$/;

export interface TextOfFile {
  readonly uri: string;
  readonly text: string;
}

/** Those whose path below a folder of the workspace speaks of CRDs: `crds/`, `config/crd/bases/`, `kafka-crd.yaml`. */
export async function crdFilesBelow(
  world: World,
  folders: readonly string[],
  within: Within,
  isKnown: (uri: string) => boolean,
): Promise<TextOfFile[]> {
  const found: TextOfFile[] = [];
  let characters = 0;
  for (const uri of await namesBelow(world, folders, within)) {
    if (isKnown(uri)) continue;
    const bytes = await world.read(uri, within);
    const text = bytes && fromBytes(bytes);
    if (text === undefined || !mentionsCrd(text)) continue;
    characters += text.length;
    if (characters > MOST_CHARACTERS) break;
    found.push({ uri, text });
  }
  return found;
}

async function namesBelow(world: World, folders: readonly string[], within: Within): Promise<string[]> {
  const names: string[] = [];
  const most = folders.every((folder) => folder.startsWith('file:')) ? MOST_FOLDERS : MOST_FAR_FOLDERS;
  let level = folders.map((uri) => ({ uri, speaks: false }));
  let seen = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0 && seen < most; depth++) {
    const next: typeof level = [];
    for (const { uri: folder, speaks } of level.slice(0, most - seen)) {
      seen++;
      for (const { name, type } of await world.list(folder, within)) {
        const uri = joinUri(folder, name);
        const isMeant = speaks || /crd|customresource/i.test(name);
        if (type === 'directory' && !SKIPPED.test(name)) next.push({ uri, speaks: isMeant });
        else if (type === 'file' && isMeant && /\.ya?ml$/i.test(name)) names.push(uri);
        if (names.length >= MOST_FILES) return names;
      }
    }
    level = next;
  }
  return names;
}

/** All YAML and JSON files below a folder, by their names alone; of a file itself it alone. */
export async function schemaFilesBelow(world: World, folder: string, within: Within): Promise<string[]> {
  const out: string[] = [];
  let level = [folder];
  for (let depth = 0; depth < DEEPEST && level.length > 0 && out.length < MOST_NAMES; depth++) {
    const next: string[] = [];
    for (const at of level) {
      for (const { name, type } of await world.list(at, within)) {
        const uri = joinUri(at, name);
        if (type === 'directory' && !/^(?:\..*|node_modules)$/.test(name)) next.push(uri);
        else if (type === 'file' && /\.(?:ya?ml|json)$/i.test(name)) out.push(uri);
      }
    }
    level = next;
  }
  if (out.length === 0 && /\.(?:ya?ml|json)$/i.test(folder)) return [folder];
  return out.slice(0, MOST_NAMES);
}

/** Whole catalogs have some thousands. */
const MOST_NAMES = 20_000;
