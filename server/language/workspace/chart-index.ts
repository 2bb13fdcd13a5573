// The charts of a snapshot and who uses whom: subcharts by folder, dependencies by name, packed charts by their file names.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { valuesView } from '../documents/values.ts';
import { childOf, fieldText, itemsOf } from '../documents/yaml-fields.ts';
import { holderOfArchive, isArchived } from './archives.ts';
import { fileNames, memoByNames } from './file-names.ts';
import type { FileText, Snapshot } from './snapshot.ts';
import { baseNameOf, joinUri, parentUri } from './uri.ts';

/** One entry of Chart.yaml's dependencies, or of requirements.yaml's. */
export interface Declared {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  /** The file that says it, and where the name stands. */
  readonly file: FileText;
  readonly node: YamlNode;
}

export interface IndexedChart {
  /** Folder URI. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly declared: readonly Declared[];
  /** Versions by name, as Chart.lock or requirements.lock has them. */
  readonly locked: ReadonlyMap<string, string>;
  /** Folders of the charts in its charts/. */
  readonly inside: readonly string[];
  /** Names of the files in its charts/ that are packed charts. */
  readonly packed: readonly string[];
  /** The folders that stand for those of them that were unpacked. */
  readonly unpacked: readonly string[];
}

export type ChartIndex = ReadonlyMap<string, IndexedChart>;

/** What the index is made of; it holds while these are the same objects. */
interface Known {
  readonly files: readonly FileText[];
  readonly index: ChartIndex;
}

const byFiles = new WeakMap<Snapshot['files'], ChartIndex>();
let last: Known | undefined;

/** The charts of the snapshot by folder; the same object while no Chart.yaml, lock or packed chart changes. */
export function chartIndex({ files }: Pick<Snapshot, 'files'>): ChartIndex {
  let index = byFiles.get(files);
  if (index === undefined) {
    const own = countedUris(fileNames({ files }), '').map((uri) => files.get(uri) as FileText);
    if (last === undefined || last.files.length !== own.length || last.files.some((file, i) => file !== own[i]))
      last = { files: own, index: build(files, own) };
    byFiles.set(files, (index = last.index));
  }
  return index;
}

/** Nearly all keystrokes leave the names as they are. */
const countedUris = memoByNames(({ uris }) => uris.filter((uri) => COUNTS.test(uri)));
const COUNTS = /\/(?:Chart\.yaml|Chart\.lock|requirements\.yaml|requirements\.lock|charts\/[^/]*\.tgz)$/;

function build(files: Snapshot['files'], own: readonly FileText[]): ChartIndex {
  const inside = new Map<string, string[]>();
  const packed = new Map<string, string[]>();
  const unpacked = new Map<string, string[]>();
  const folders: string[] = [];
  const put = (map: Map<string, string[]>, key: string, value: string) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const { uri } of own) {
    const folder = parentUri(uri) as string;
    if (uri.endsWith('/Chart.yaml')) {
      folders.push(folder);
      const holder = isArchived(folder) ? holderOfArchive(folder) : undefined;
      if (holder !== undefined) put(unpacked, holder, folder);
      else if (/\/charts\/[^/]+$/.test(folder)) put(inside, folder.replace(/\/charts\/[^/]+$/, ''), folder);
    } else if (uri.endsWith('.tgz')) put(packed, folder.replace(/\/charts$/, ''), baseNameOf(uri));
  }
  const at = (folder: string, name: string) => files.get(joinUri(folder, name));
  return new Map(
    folders.map((folder) => {
      const head = headOf(at(folder, 'Chart.yaml') as FileText);
      const more = [at(folder, 'requirements.yaml')].flatMap((file) => (file ? headOf(file).declared : []));
      const locks = [at(folder, 'requirements.lock'), at(folder, 'Chart.lock')].flatMap((file) => (file ? [file] : []));
      const locked = new Map(
        locks.flatMap((file) => headOf(file).declared.map(({ name, version }) => [name, version])),
      );
      const chart: IndexedChart = {
        folder,
        name: head.name,
        version: head.version,
        declared: [...head.declared, ...more],
        locked,
        inside: inside.get(folder)?.sort() ?? [],
        packed: packed.get(folder)?.sort() ?? [],
        unpacked: unpacked.get(folder)?.sort() ?? [],
      };
      return [folder, chart] as const;
    }),
  );
}

/** Whether the chart has it in its charts/, as a folder or packed. */
export function hasInside(index: ChartIndex, chart: IndexedChart, name: string): boolean {
  if (chart.inside.some((folder) => baseNameOf(folder) === name || index.get(folder)?.name === name)) return true;
  return chart.packed.some((file) => file.startsWith(`${name}-`) && /^v?\d/.test(file.slice(name.length + 1)));
}

type Head = Pick<IndexedChart, 'name' | 'version' | 'declared'>;

const heads = new WeakMap<FileText, Head>();

function headOf(file: FileText): Head {
  let head = heads.get(file);
  if (head === undefined) {
    const { root } = valuesView(file).tree;
    const declared = itemsOf(childOf(root, 'dependencies')).flatMap((item): Declared[] => {
      const node = childOf(item, 'name');
      if (node === null) return [];
      const entry = { version: fieldText(item, 'version'), repository: fieldText(item, 'repository') };
      return [{ name: fieldText(item, 'name'), ...entry, file, node }];
    });
    heads.set(file, (head = { name: fieldText(root, 'name'), version: fieldText(root, 'version'), declared }));
  }
  return head;
}
