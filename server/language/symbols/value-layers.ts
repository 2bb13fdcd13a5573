// Which files say something about a value, the strongest first: the order in which Helm coalesces a release's values.

import { placesOf, resolved, type Step, valuesView } from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { above, type Chain, chainsOf, descend } from './chains.ts';
import type { ChartNode, ChartTree } from './charts.ts';

export interface Layer {
  readonly file: FileText;
  /** The chart whose file it is. */
  readonly chart: ChartNode;
  /** `unused`: a values file that the active set does not name, or the defaults of a chart that is not enabled. */
  readonly kind: 'active' | 'default' | 'unused';
  /** The path in that file. */
  readonly path: readonly Step[];
  /** How many steps of it are names of subcharts. */
  readonly names: number;
  /** How deep the chart lies below the root. */
  readonly depth: number;
  /** It comes by way of a parent's `global`. */
  readonly isGlobal: boolean;
}

export interface LayerQuestion {
  readonly tree: ChartTree;
  /** Whether the last chart of a chain is enabled. */
  readonly isEnabled: (chain: Chain) => boolean;
  /** What `import-values` bring counts, too. */
  readonly hasImports: boolean;
}

/** The layers of a path below the values of the chain's last chart. */
export function layersOf(question: LayerQuestion, from: Chain, path: readonly Step[]): Layer[] {
  return new Layering(question).below(from, path, WHOLE);
}

/** Of which charts of a chain the files count. */
interface Part {
  /** The first of them. */
  readonly start: number;
  /** The user's files count, too. */
  readonly isWhole: boolean;
  /** How many `import-values` led here. */
  readonly imports: number;
}

const WHOLE: Part = { start: 0, isWhole: true, imports: 0 };

/** Imports that lead to each other end here. */
const DEEPEST_IMPORT = 5;

class Layering {
  readonly #question: LayerQuestion;

  constructor(question: LayerQuestion) {
    this.#question = question;
  }

  below(from: Chain, path: readonly Step[], part: Part): Layer[] {
    const { chain, rest } = descend(from, path);
    if (rest[0] !== 'global') return this.#ofChart(chain, rest, part);
    const layers = this.#handedDown(chain, rest, part);
    return rest.length < SHARED_FROM ? layers : [...this.#shared(chain, rest, part, layers)];
  }

  #ofChart(chain: Chain, path: readonly Step[], part: Part): Layer[] {
    return [...this.#own(chain, path, part), ...this.#imported(chain, path, part)];
  }

  /** Helm hands a parent's global table down over what the files say of the subchart's own. */
  #handedDown(chain: Chain, path: readonly Step[], part: Part): Layer[] {
    const own = this.#ofChart(chain, path, part);
    if (chain.charts.length - 1 <= part.start) return own;
    const handed = this.#handedDown(above(chain), path, part);
    return [...handed.map((layer) => ({ ...layer, isGlobal: true })), ...own];
  }

  /**
   * A table in a table of `global` is one for a chart and all charts below it, as Helm copies only the outer one: what each
   * of them says there shows in all, those that come first winning.
   */
  #shared(chain: Chain, path: readonly Step[], part: Part, layers: readonly Layer[]): Iterable<Layer> {
    const owner = chain.charts.findIndex((_, depth) => {
      if (depth < part.start) return false;
      const up = upTo(chain, depth);
      const first = this.#handedDown(up, path, part).find(
        (layer) => layer.kind !== 'unused' && tableOf(layer, path) !== undefined,
      );
      return first !== undefined && tableOf(first, path) === true;
    });
    if (owner < 0) return layers;
    const found = new Map<string, Layer>();
    const add = (layer: Layer) => {
      const key = `${layer.file.uri} ${layer.path.map(String).join('\n')}`;
      if (!found.has(key)) found.set(key, layer);
    };
    for (const layer of this.#handedDown(upTo(chain, owner), path, part))
      if (layer.kind !== 'unused') add({ ...layer, isGlobal: owner < chain.keys.length });
    for (const user of this.#usersBelow(upTo(chain, owner)))
      for (const layer of this.#ofChart(user, path, part))
        if (layer.kind !== 'unused' && tableOf(layer, path))
          add({ ...layer, isGlobal: user.keys.join() !== chain.keys.join() });
    layers.forEach(add);
    return found.values();
  }

  /** The enabled charts below one, in the order in which Helm coalesces them. */
  *#usersBelow(chain: Chain): Iterable<Chain> {
    const chart = chain.charts.at(-1) as ChartNode;
    const entries = chart.dependencies.map((entry) => entry.alias || entry.name);
    const order = (key: string) => entries.indexOf(key);
    const subs = chart.subcharts.flatMap((sub) => (sub.isLeftOut ? [] : sub.keys.map((key) => ({ sub, key }))));
    for (const { sub, key } of subs.sort((a, b) => order(a.key) - order(b.key))) {
      const next = { charts: [...chain.charts, sub], keys: [...chain.keys, key] };
      if (!this.#question.isEnabled(next)) continue;
      yield next;
      yield* this.#usersBelow(next);
    }
  }

  #own(chain: Chain, path: readonly Step[], { start, isWhole }: Part): Layer[] {
    const { tree } = this.#question;
    const out: Layer[] = [];
    let isUsed = true;
    for (const [depth, chart] of chain.charts.entries()) {
      if (depth > 0) isUsed &&= this.#question.isEnabled(upTo(chain, depth));
      if (depth < start) continue;
      const names = chain.keys.length - depth;
      const base = { chart, path: [...chain.keys.slice(depth), ...path], names, depth, isGlobal: false };
      const active = isWhole && depth === 0 && chart === tree.root ? tree.active : [];
      for (const file of active) out.push({ ...base, file, kind: 'active' });
      const { defaults } = chart;
      if (defaults && !active.includes(defaults))
        out.push({ ...base, file: defaults, kind: isUsed ? 'default' : 'unused' });
      for (const file of chart.otherValues) if (!active.includes(file)) out.push({ ...base, file, kind: 'unused' });
    }
    return out;
  }

  /** What the charts of the chain import at the path, the deepest first: a parent takes imports last. */
  #imported(chain: Chain, path: readonly Step[], { start, imports }: Part): Layer[] {
    if (!this.#question.hasImports || imports >= DEEPEST_IMPORT) return [];
    const out: Layer[] = [];
    for (let depth = chain.charts.length - 1; depth >= start; depth--)
      out.push(...this.#importsInto(upTo(chain, depth), [...chain.keys.slice(depth), ...path], imports));
    return out;
  }

  #importsInto(way: Chain, path: readonly Step[], imports: number): Layer[] {
    const depth = way.keys.length;
    const parent = way.charts[depth] as ChartNode;
    // The copies of an aliased chart share what they import in Helm 3, and the first of them takes it.
    if (!this.#question.tree.dropsNulls && chainsOf(parent)[0]?.keys.join() !== way.keys.join()) return [];
    return parent.dependencies.flatMap((entry) => {
      const sub = entry.imports.length === 0 ? undefined : parent.subcharts.find((one) => one.uses.includes(entry));
      if (sub === undefined) return [];
      const from = { charts: [...way.charts, sub], keys: [...way.keys, entry.alias || entry.name] };
      if (!this.#question.isEnabled(from)) return [];
      const tables = entry.imports.filter((table) => table.parent.every((step, i) => step === path[i]));
      return tables.flatMap((table) => {
        const part: Part = { start: depth, isWhole: false, imports: imports + 1 };
        if (!isTable(this.below(from, table.child, part))) return [];
        const inside = [...table.child, ...path.slice(table.parent.length)];
        const layers = this.below(from, inside, part);
        return layers.map((layer) => ({ ...layer, names: 0, depth, isGlobal: false }));
      });
    });
  }
}

/** Helm imports tables, and warns of anything else. */
function isTable(layers: readonly Layer[]): boolean {
  for (const { kind, file, path } of layers) {
    const [place] = kind === 'unused' ? [] : placesOf(valuesView(file), path);
    if (place !== undefined) return resolved(place.value)?.kind === 'map';
  }
  return false;
}

/** From this length on a path below `global` leads into a table that charts share. */
const SHARED_FROM = 4;

/** Whether the layer has a table where charts share one; undefined where it says nothing. */
function tableOf({ file, path, names }: Layer, asked: readonly Step[]): boolean | undefined {
  const [place] = placesOf(valuesView(file), [...path.slice(0, names), ...asked.slice(0, SHARED_FROM - 1)]);
  return place && resolved(place.value)?.kind === 'map';
}

/** The chain down to the chart at that depth. */
function upTo({ charts, keys }: Chain, depth: number): Chain {
  return { charts: charts.slice(0, depth + 1), keys: keys.slice(0, depth) };
}
