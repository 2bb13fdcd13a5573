// The names that includes compute, where they can be worked out: `printf "%s.labels" .Chart.Name`, a name in a dict, a variable.

import type { ChartNode, ChartTree } from './charts.ts';
import type { CallSite, Part, TemplateIndex } from './template-index.ts';
import { throughCallers } from './through-callers.ts';
import type { PathRef, Possible, PrintedPart, Ref, TextRef } from './value.ts';

export interface Computed {
  readonly named: ReadonlyMap<string, readonly CallSite[]>;
  /** Some name could be anything. */
  readonly isOpen: boolean;
}

/** `index` holds the calls whose names are written out. */
export function computedCalls(
  tree: ChartTree,
  index: Pick<TemplateIndex, 'givenTo'>,
  parts: readonly Part[],
): Computed {
  const named = new Map<string, CallSite[]>();
  let isOpen = false;
  for (const { chart, file, uses } of parts) {
    for (const call of uses.computed) {
      const names = new Set<string>();
      const add = (text: Possible, root: ChartNode | undefined) => {
        const found = namesOf(tree, text, root);
        if (found === undefined) isOpen = true;
        for (const name of found ?? []) names.add(name);
      };
      if (call.nameText === undefined) isOpen = true;
      else if (call.body === undefined) add(call.nameText, chart);
      else
        throughCallers(index, { chart, body: call.body }, [call.nameText], ([text]) =>
          add(text as Possible, undefined),
        );
      for (const name of names) {
        const sites = named.get(name);
        if (sites) sites.push({ file, chart, call });
        else named.set(name, [{ file, chart, call }]);
      }
    }
  }
  return { named, isOpen };
}

/** More than a helper's name ever has. */
const MAX_NAMES = 64;

/** All names that the text may be; undefined when there may be others. A file's own text has no name of interest. */
function namesOf(tree: ChartTree, text: Possible, root: ChartNode | undefined): string[] | undefined {
  if (!text.complete || text.refs.length === 0) return undefined;
  const out: string[] = [];
  for (const ref of text.refs) {
    if (ref.kind !== 'text' && !(ref.kind === 'path' && isChartName(ref))) return undefined;
    const names = ref.kind === 'text' ? textNames(tree, ref, root) : chartNames(tree, root);
    if (names === undefined) return undefined;
    out.push(...names);
  }
  return out.length > MAX_NAMES ? undefined : out;
}

function textNames(tree: ChartTree, { parts }: TextRef, root: ChartNode | undefined): string[] | undefined {
  let names = [''];
  for (const part of parts) {
    if (typeof part !== 'string' && isBasePath(part)) return [];
    const next = typeof part === 'string' ? [part] : part.how === 'text' ? namesOf(tree, part.of, root) : undefined;
    if (next === undefined || names.length * next.length > MAX_NAMES) return undefined;
    names = names.flatMap((name) => next.map((more) => name + more));
  }
  return names;
}

/** `.Chart.Name`: of which chart, only a file's own text tells. */
function chartNames(tree: ChartTree, root: ChartNode | undefined): string[] {
  const charts = root ? [root] : tree.charts;
  return [...new Set(charts.flatMap((chart) => (chart.keys.length > 0 ? chart.keys : [chart.name])))];
}

function isChartName({ path }: PathRef): boolean {
  return path.at(-2) === 'Chart' && path.at(-1) === 'Name';
}

/** `$.Template.BasePath` begins the name of a file. */
function isBasePath({ of }: PrintedPart): boolean {
  return of.refs.length > 0 && of.refs.every((ref: Ref) => ref.kind === 'path' && ref.path.at(-1) === 'BasePath');
}
