// The charts of one release as the workspace's folders hold them: a root chart, its subcharts, and the files of each.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved, valuesView } from '../documents/values.ts';
import { childOf, fieldText, itemsOf, scalarTexts } from '../documents/yaml-fields.ts';
import { type FileNames, fileNames, filesInFolder } from '../workspace/file-names.ts';
import { filesOfNamedSets } from '../workspace/named-sets.ts';
import { setFileOf } from '../workspace/set-values.ts';
import {
  boundFiles,
  chartFolderOf,
  type FileRole,
  type FileText,
  fileAt,
  roleOf,
  rootChartFolder,
  type Snapshot,
} from '../workspace/snapshot.ts';
import { baseNameOf, joinUri, relativeUri } from '../workspace/uri.ts';
import { activeValuesFiles, underSet } from '../workspace/values-set.ts';
import { anotherPlace, type GrowingNode } from './places.ts';
import { dependenciesOf, subchartsOf } from './subcharts.ts';

export interface ChartNode {
  /** Folder URI. */
  readonly folder: string;
  readonly name: string;
  /** What the parent's values call it: its name, or its aliases. Empty for the root. */
  readonly keys: readonly string[];
  /** The entries of the parent's Chart.yaml that it answers to; none for the root and for a chart that merely lies in charts/. */
  readonly uses: readonly DependencyHead[];
  /** Another chart of the same name is taken in its place (see subcharts.ts). */
  readonly isLeftOut: boolean;
  /** The entries of its own Chart.yaml. */
  readonly dependencies: readonly DependencyHead[];
  /** What the parent takes over from this chart's values (`import-values`). */
  readonly imports: readonly ImportedValues[];
  /** Helm's path, under which templates are named: `root/charts/alias`. */
  readonly path: string;
  readonly isLibrary: boolean;
  readonly parent: ChartNode | undefined;
  readonly subcharts: readonly ChartNode[];
  /** The node that stands for the chart in the tree's list; undefined: this one, and `others` are its further places (see places.ts). */
  readonly first: ChartNode | undefined;
  readonly others: readonly ChartNode[];
  /** Own files, those of subcharts left out, by URI order. */
  readonly files: readonly FileText[];
  /** What Helm parses as templates; of a library chart those that begin with `_`. */
  readonly templates: readonly FileText[];
  readonly defaults: FileText | undefined;
  /** Values files beside values.yaml: values-*.yaml, ci/*, and for the root those of the active set. */
  readonly otherValues: readonly FileText[];
}

/** A table of a subchart's values that stands in the parent's values as well, below another path. */
export interface ImportedValues {
  readonly child: readonly string[];
  readonly parent: readonly string[];
}

export interface ChartTree {
  readonly root: ChartNode;
  /** Parents before their subcharts, each chart once, wherever it is in the release. */
  readonly charts: readonly ChartNode[];
  /** The active set's files that are known, the winner first. */
  readonly active: readonly FileText[];
  /** Nulls in the defaults of charts are gone before subcharts' defaults are looked at, as in Helm 4. */
  readonly dropsNulls: boolean;
}

const trees = new WeakMap<Snapshot, Map<string, ChartTree>>();

/** The tree of the outermost chart that the file is a part of; undefined for a file of no chart. */
export function chartTreeOf(given: Snapshot, uri: string): ChartTree | undefined {
  const folder = chartFolderOf(given, uri);
  return folder === undefined ? undefined : chartTreeUnder(given, rootChartFolder(given, folder));
}

/** The tree of the chart in the folder `root`, whoever uses it. */
export function chartTreeUnder(given: Snapshot, root: string): ChartTree {
  const snapshot = underSet(given, root);
  let ofSnapshot = trees.get(snapshot);
  if (ofSnapshot === undefined) trees.set(snapshot, (ofSnapshot = new Map()));
  let tree = ofSnapshot.get(root);
  if (tree === undefined) ofSnapshot.set(root, (tree = buildTree(snapshot, root)));
  return tree;
}

/** The chart of the tree that holds the file. */
export function chartOfFile(tree: ChartTree, snapshot: Snapshot, uri: string): ChartNode {
  const folder = chartFolderOf(snapshot, uri);
  return tree.charts.find((chart) => chart.folder === folder) ?? tree.root;
}

export function chartAt(tree: ChartTree, folder: string): ChartNode | undefined {
  return tree.charts.find((chart) => chart.folder === folder);
}

interface Known {
  readonly folder: string;
  readonly path: string;
  readonly role: FileRole;
}

const known = new WeakMap<FileText, Known>();

/** Taking URIs apart for every file at every keystroke would cost more than the rest of a request. */
function knownOf(folder: string, file: FileText): Known {
  let entry = known.get(file);
  if (entry?.folder !== folder) {
    entry = { folder, path: relativeUri(folder, file.uri) ?? '', role: roleOf(folder, file.uri) };
    known.set(file, entry);
  }
  return entry;
}

/** Path of a file below its chart's folder. */
export function pathIn(folder: string, file: FileText): string {
  return knownOf(folder, file).path;
}

/** What Chart.yaml says of the chart itself and of its dependencies; empty texts for what it does not say. */
export interface ChartHead {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly dependencies: readonly DependencyHead[];
}

export interface DependencyHead {
  readonly name: string;
  readonly version: string;
  readonly alias: string;
  /** Paths of values with commas between them. */
  readonly condition: string;
  readonly tags: readonly string[];
  readonly repository: string;
  readonly imports: readonly ImportedValues[];
}

const heads = new WeakMap<FileText, ChartHead>();

export function chartHead(file: FileText): ChartHead {
  let head = heads.get(file);
  if (head === undefined) {
    const { root } = valuesView(file).tree;
    const dependencies = itemsOf(childOf(root, 'dependencies')).map((item) => ({
      name: fieldText(item, 'name'),
      version: fieldText(item, 'version'),
      condition: fieldText(item, 'condition'),
      tags: scalarTexts(childOf(item, 'tags')),
      alias: fieldText(item, 'alias'),
      repository: fieldText(item, 'repository'),
      imports: importsOf(childOf(item, 'import-values')),
    }));
    const text = (key: string) => fieldText(root, key);
    heads.set(file, (head = { name: text('name'), version: text('version'), type: text('type'), dependencies }));
  }
  return head;
}

/** `data` takes `exports.data` to the top; the long form names both tables. */
function importsOf(list: YamlNode | null): ImportedValues[] {
  return itemsOf(list).map((item) => {
    const node = resolved(item);
    if (node?.kind === 'scalar') return { child: ['exports', ...node.text.split('.')], parent: [] };
    return { child: steps(fieldText(node, 'child')), parent: steps(fieldText(node, 'parent')) };
  });
}

/** A table's path; `.` is the top. */
function steps(path: string): string[] {
  return path.split('.').filter((step) => step !== '');
}

function buildTree(snapshot: Snapshot, folder: string): ChartTree {
  const charts: ChartNode[] = [];
  const active = activeFiles(snapshot, folder);
  const seed = {
    folder,
    files: filesInFolder(snapshot, folder),
    parent: undefined,
    active,
    uses: [],
    isLeftOut: false,
  };
  const root = grow(snapshot, seed, charts);
  const tree = { root, charts, active, dropsNulls: snapshot.settings.helmVersion !== '3' };
  byRoot.set(root, tree);
  return tree;
}

const byRoot = new WeakMap<ChartNode, ChartTree>();

/** The tree that the chart is a part of: what a library is handed may come out of another tree than the one at hand. */
export function treeHolding(tree: ChartTree, chart: ChartNode): ChartTree {
  let top = chart;
  while (top.parent) top = top.parent;
  return top === tree.root ? tree : (byRoot.get(top) ?? tree);
}

/** The later file wins, so it comes first here; `--set` wins over all of them. */
function activeFiles(snapshot: Snapshot, root: string): FileText[] {
  const files = activeValuesFiles(snapshot, root).map(({ file }) => file);
  const strings = setFileOf(snapshot.settings, files);
  return strings ? [strings, ...files.reverse()] : files.reverse();
}

interface Seed {
  readonly folder: string;
  /** All files below the folder. */
  readonly files: readonly FileText[];
  readonly parent: ChartNode | undefined;
  readonly active: readonly FileText[];
  readonly uses: readonly DependencyHead[];
  readonly isLeftOut: boolean;
}

function grow(snapshot: Snapshot, seed: Seed, out: ChartNode[]): ChartNode {
  const { folder, parent } = seed;
  const { own, inner, byRole } = sortedOut(snapshot, seed);
  const chartYaml = fileAt(snapshot, joinUri(folder, 'Chart.yaml'));
  const head = chartYaml && chartHead(chartYaml);
  const name = head?.name || baseNameOf(folder);
  const { uses, isLeftOut } = seed;
  const keys = parent ? keysOf(uses, name) : [];
  const isLibrary = head?.type.toLowerCase() === 'library';
  const { values, defaults } = byRole;
  const templates = isLibrary ? byRole.partials : byRole.templates;
  const active = parent ? [] : seed.active;
  const node: GrowingNode = {
    folder,
    name,
    keys,
    uses,
    isLeftOut,
    dependencies: dependenciesOf(snapshot, folder),
    imports: uses.flatMap((entry) => entry.imports),
    path: parent ? `${parent.path}/charts/${keys[0]}` : name,
    isLibrary,
    parent,
    subcharts: [],
    first: undefined,
    others: [],
    files: own,
    templates,
    defaults,
    otherValues: [
      ...new Set([
        ...active,
        ...values,
        ...boundFiles(snapshot, folder),
        ...(parent ? [] : filesOfNamedSets(snapshot, folder)),
      ]),
    ].filter((file) => file !== defaults),
  };
  out.push(node);
  let top: ChartNode = node;
  while (top.parent) top = top.parent;
  for (const { folder: sub, files, ...use } of subchartsOf(snapshot, { folder, root: top.folder, inner })) {
    const known = out.find((other) => other.folder === sub);
    const place = { ...use, keys: known ? keysOf(use.uses, known.name) : [] };
    const seed = { folder: sub, files, parent: node, active: [], ...use };
    const found = known ? anotherPlace(known, node, place, out) : grow(snapshot, seed, out);
    if (found) node.subcharts.push(found);
  }
  return node;
}

/** Under which names a chart lies in its parent's values: as the parent's dependencies say, else its own. */
function keysOf(entries: readonly DependencyHead[], name: string): string[] {
  const keys = entries.map((entry) => entry.alias || entry.name);
  return keys.length > 0 ? [...new Set(keys)] : [name];
}

interface Sorted {
  readonly own: readonly FileText[];
  readonly inner: ReadonlyMap<string, readonly FileText[]>;
  readonly byRole: {
    readonly templates: readonly FileText[];
    /** Templates that Helm parses of a library chart. */
    readonly partials: readonly FileText[];
    readonly values: readonly FileText[];
    readonly defaults: FileText | undefined;
  };
}

/** Packed charts keep their list of files from snapshot to snapshot. */
const sorted = new WeakMap<readonly FileText[], Sorted>();

function sortedOut(snapshot: Snapshot, seed: Seed): Sorted {
  let known = sorted.get(seed.files);
  if (known === undefined) {
    const { folder, files } = seed;
    const shape = shapeOf(fileNames(snapshot), folder, files);
    const pick = (indexes: readonly number[]) => indexes.map((i) => files[i] as FileText);
    known = {
      own: pick(shape.own),
      inner: new Map([...shape.inner].map(([sub, indexes]) => [sub, pick(indexes)])),
      byRole: {
        templates: pick(shape.templates),
        partials: pick(shape.partials),
        values: pick(shape.values),
        defaults: shape.defaults === undefined ? undefined : files[shape.defaults],
      },
    };
    sorted.set(files, known);
  }
  return known;
}

/** The same as indexes into the chart's files: what names alone tell, and most keystrokes leave them as they are. */
interface Shape {
  readonly uris: readonly string[];
  readonly own: readonly number[];
  readonly inner: ReadonlyMap<string, readonly number[]>;
  readonly templates: readonly number[];
  readonly partials: readonly number[];
  readonly values: readonly number[];
  readonly defaults: number | undefined;
}

const shapes = new WeakMap<FileNames, Map<string, Shape>>();

function shapeOf(names: FileNames, folder: string, files: readonly FileText[]): Shape {
  let byFolder = shapes.get(names);
  if (byFolder === undefined) shapes.set(names, (byFolder = new Map()));
  let shape = byFolder.get(folder);
  const isSame = shape?.uris.length === files.length && files.every(({ uri }, i) => uri === shape?.uris[i]);
  if (shape === undefined || !isSame) byFolder.set(folder, (shape = findShape(names, folder, files)));
  return shape;
}

function findShape(names: FileNames, folder: string, files: readonly FileText[]): Shape {
  const { own, inner } = partition(names, folder, files);
  const file = (i: number) => files[i] as FileText;
  const templates = own.filter((i) => knownOf(folder, file(i)).role === 'template');
  const values = own.filter((i) => knownOf(folder, file(i)).role === 'values');
  return {
    uris: files.map(({ uri }) => uri),
    own,
    inner,
    templates,
    partials: templates.filter((i) => /(^|\/)_[^/]*$/.test(pathIn(folder, file(i)))),
    values,
    defaults: values.find((i) => pathIn(folder, file(i)) === 'values.yaml'),
  };
}

/** Own files, and those below each folder of `charts/` that is a chart. */
function partition(
  names: FileNames,
  folder: string,
  files: readonly FileText[],
): { readonly own: number[]; readonly inner: ReadonlyMap<string, number[]> } {
  const known = new Set(names.uris);
  const own: number[] = [];
  const inner = new Map<string, number[]>();
  const charts = `${folder}/charts/`;
  for (const [i, { uri }] of files.entries()) {
    const sub = uri.startsWith(charts) ? uri.slice(0, uri.indexOf('/', charts.length)) : undefined;
    if (sub === undefined || !known.has(`${sub}/Chart.yaml`)) own.push(i);
    else if (inner.has(sub)) inner.get(sub)?.push(i);
    else inner.set(sub, [i]);
  }
  return { own, inner };
}
