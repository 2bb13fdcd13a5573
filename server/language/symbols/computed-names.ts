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
        isOpen ||= found.isOpen;
        for (const name of found.names) names.add(name);
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

/** What a text may be: these names, and others where it is open (`default "app.env" .Values.env`). */
interface Names {
  readonly names: readonly string[];
  readonly isOpen: boolean;
}

const ANY: Names = { names: [], isOpen: true };

/** All names that the text may be. A file's own text has no name of interest. */
function namesOf(tree: ChartTree, text: Possible, root: ChartNode | undefined): Names {
  if (text.refs.length === 0) return ANY;
  const names: string[] = [];
  let isOpen = !text.complete;
  for (const ref of text.refs) {
    const found = namesOfRef(tree, ref, root);
    isOpen ||= found.isOpen;
    names.push(...found.names);
  }
  return names.length > MAX_NAMES ? ANY : { names, isOpen };
}

function namesOfRef(tree: ChartTree, ref: Ref, root: ChartNode | undefined): Names {
  if (ref.kind === 'text') return textNames(tree, ref, root);
  return ref.kind === 'path' && isChartName(ref) ? { names: chartNames(tree, root), isOpen: false } : ANY;
}

function textNames(tree: ChartTree, { parts }: TextRef, root: ChartNode | undefined): Names {
  let names = [''];
  let isOpen = false;
  for (const part of parts) {
    if (typeof part !== 'string' && isBasePath(part)) return { names: [], isOpen: false };
    const next = typeof part === 'string' ? { names: [part], isOpen: false } : printedNames(tree, part, root);
    if (names.length * next.names.length > MAX_NAMES) return ANY;
    isOpen ||= next.isOpen;
    names = names.flatMap((name) => next.names.map((more) => name + more));
  }
  return { names, isOpen };
}

function printedNames(tree: ChartTree, { of, how }: PrintedPart, root: ChartNode | undefined): Names {
  return how === 'text' ? namesOf(tree, of, root) : ANY;
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
