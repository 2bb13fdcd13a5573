// Where Chart.yaml names values: `condition` and `tags` of dependencies, and both sides of `import-values`.

import type { Span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved, type Step, valuesView } from '../../documents/values.ts';
import { childOf, scalarText } from '../../documents/yaml-fields.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import type { ChartNode, ChartTree } from '../charts.ts';
import type { Address } from './addresses.ts';
import { type DottedPath, dottedPath } from './keys.ts';

/** A path that Chart.yaml writes out: below `path` of the chart's values. */
export interface NamedPath {
  readonly file: FileText;
  readonly chart: ChartNode;
  /** What precedes the written steps. */
  readonly prefix: readonly string[];
  readonly dotted: DottedPath;
}

const memos = new WeakMap<ChartTree, readonly NamedPath[]>();

/** All paths that the Chart.yaml files of the release name. */
export function pathsInChartYaml(snapshot: Snapshot, tree: ChartTree): readonly NamedPath[] {
  let paths = memos.get(tree);
  if (paths === undefined) {
    paths = tree.charts.flatMap((chart) =>
      ['Chart.yaml', 'requirements.yaml'].flatMap((name) => {
        const file = fileAt(snapshot, joinUri(chart.folder, name));
        return file ? pathsOf(tree, chart, file) : [];
      }),
    );
    memos.set(tree, paths);
  }
  return paths;
}

/** The span in which the path names the last step of an address. */
export function stepNamed({ chart, prefix, dotted }: NamedPath, address: Address): Span | undefined {
  if (chart.folder !== address.chart.folder || address.path.length <= prefix.length) return undefined;
  if (!prefix.every((step, i) => step === address.path[i])) return undefined;
  const own: readonly Step[] = address.path.slice(prefix.length);
  const steps = dotted.steps.slice(0, own.length);
  const isIt = steps.length === own.length && steps.every(({ step }, i) => step === own[i]);
  return isIt ? steps.at(-1)?.span : undefined;
}

function pathsOf(tree: ChartTree, chart: ChartNode, file: FileText): NamedPath[] {
  const list = childOf(valuesView(file).tree.root, 'dependencies');
  if (list?.kind !== 'list') return [];
  const out: NamedPath[] = [];
  for (const item of list.items) {
    const key = scalarText(childOf(item, 'alias')) || scalarText(childOf(item, 'name'));
    const sub = chart.subcharts.find(({ keys }) => keys.includes(key));
    const add = (of: ChartNode | undefined, prefix: readonly string[], node: YamlNode | null) => {
      if (of) for (const dotted of written(file, node)) out.push({ file, chart: of, prefix, dotted });
    };
    add(chart, [], childOf(item, 'condition'));
    for (const tag of items(childOf(item, 'tags'))) add(tree.root, ['tags'], tag);
    for (const table of items(childOf(item, 'import-values'))) {
      if (table.kind === 'scalar') add(sub, ['exports'], table);
      add(sub, [], childOf(table, 'child'));
      add(chart, [], childOf(table, 'parent'));
    }
  }
  return out;
}

/** The paths in a scalar: several with commas between them, as in `condition`. */
function written(file: FileText, node: YamlNode | null): DottedPath[] {
  if (node?.kind !== 'scalar') return [];
  const raw = file.text.slice(node.start, node.end);
  const lead = /^["']/.test(raw) ? 1 : 0;
  // What is escaped or folded does not stand there as it reads.
  if (raw.slice(lead, raw.length - lead) !== node.text) return [];
  const out: DottedPath[] = [];
  for (const match of node.text.matchAll(/[^,\s]+/g)) {
    if (match[0] !== '.') out.push(dottedPath(match[0], node.start + lead + match.index));
  }
  return out;
}

function items(node: YamlNode | null): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items.flatMap((item) => resolved(item) ?? []) : [];
}
