// Reads a chart from disk into the loader's file list: a folder with its symlinks followed, or an archive.

import { MAX_FILE_BYTES } from '#engine/chart/archive.ts';
import type { SourceFile } from '#engine/chart/chart.ts';
import { ignored, parseIgnore } from '#engine/chart/helmignore.ts';
import { unpackRoot } from '#engine/chart/load-archive.ts';
import type { Profile } from '#engine/chart/profile.ts';
import { decode } from './encoding.ts';
import type { World } from './world.ts';

export type ChartFiles =
  | { readonly form: 'folder' | 'archive'; readonly files: readonly SourceFile[]; readonly notes: readonly string[] }
  | { readonly error: string; readonly notes: readonly string[] };

/** The files of the chart at a path that is there, in no particular order; `notes` go to stderr, before the error. */
export function readChart(world: World, path: string, profile: Profile): ChartFiles {
  if (world.isFolder(path)) return readFolder(world, world.absolute(path), profile.major);
  const bytes = world.read(path);
  if (bytes === undefined) return failed(`open ${path}: permission denied`);
  const unpacked = unpackRoot({ name: path, content: bytes, source: path }, profile.major);
  if ('error' in unpacked) return failed(unpacked.error);
  return { form: 'archive', files: unpacked.files, notes: [] };
}

function failed(error: string): ChartFiles {
  return { error, notes: [] };
}

/** Ignored folders are not even read: `.git` may be large. */
function readFolder(world: World, root: string, major: 3 | 4): ChartFiles {
  // Helm 4 goes nowhere without a Chart.yaml; the loader says so.
  if (major === 4 && !world.exists(`${root}/Chart.yaml`)) return { form: 'folder', files: [], notes: [] };
  const ignoreFile = world.read(`${root}/.helmignore`);
  const rules = parseIgnore(ignoreFile && decode(ignoreFile));
  const files: SourceFile[] = [];
  const notes: string[] = [];
  let error: string | undefined;
  let isOver = false;
  const walk = (folder: string) => {
    for (const entry of world.list(folder === '' ? root : `${root}/${folder}`) ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (error !== undefined || isOver) return;
      if (entry.missing !== undefined) error = brokenLink(`${root}/${path}`, entry.missing);
      if (entry.target !== undefined) notes.push(linkNote(`${root}/${path}`, entry.target, major));
      // Helm 4 looks at Chart.yaml before it knows what is ignored. The loader applies the rules again, to these two as well.
      if (!['Chart.yaml', '.helmignore'].includes(path) && ignored(rules, path, entry.isFolder)) continue;
      if (entry.isFolder) {
        walk(path);
        continue;
      }
      if (entry.isIrregular) error = irregular(`${root}/${path}`);
      if (error !== undefined) return;
      const bytes = world.read(`${root}/${path}`);
      if (bytes) files.push({ path, text: decode(bytes), source: `${root}/${path}` });
      // The loader refuses it; Helm looks no further.
      isOver = bytes !== undefined && bytes.length > MAX_FILE_BYTES;
    }
  };
  walk('');
  if (error !== undefined) return { error, notes };
  return { form: 'folder', files, notes };
}

function brokenLink(path: string, missing: string): string {
  return `error evaluating symlink ${path}: lstat ${missing}: no such file or directory`;
}

function irregular(path: string): string {
  return `cannot load irregular file ${path} as it has file mode type bits set`;
}

function linkNote(path: string, target: string, major: 3 | 4): string {
  const text = 'Contents of linked file included and used';
  if (major === 3) return `found symbolic link in path: ${path} resolves to ${target}. ${text}`;
  return `level=INFO msg="found symbolic link in path. ${text}" path=${path} resolved=${target}`;
}
