// What a preview of a file shows that renders nothing by itself: a resource that includes it, here or in a chart that uses it.

import { writesNothing } from '#engine/template/watch.ts';
import { templateView } from '../documents/template.ts';
import { ELEMENT, entriesOf, placesOf, shortValue, valuesView } from '../documents/values.ts';
import { isLeftOut } from '../lint/loaded.ts';
import { usesOf } from '../symbols/calls.ts';
import { type ChartNode, chartHead, chartOfFile, chartTreeOf } from '../symbols/charts.ts';
import { type TemplateIndex, templateIndex } from '../symbols/templates.ts';
import type { RenderState, View } from '../workspace/render-state.ts';
import { causesOf, type RenderedTemplate } from '../workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf, joinUri } from '../workspace/uri.ts';

export interface PreviewTarget {
  readonly state: RenderState;
  /** The template that is shown; undefined: the whole release. */
  readonly uri: string | undefined;
}

/**
 * The template that a preview of `uri` shows: itself where it is rendered; else the one of `recent` that reaches one of its
 * defines, the last first; else the first by path that does, one that renders a resource before others. `states` are the
 * renders to look in: the file's own chart first. Undefined when there is none.
 */
export function previewTarget(
  states: readonly RenderState[],
  uri: string,
  recent: readonly string[],
): PreviewTarget | undefined {
  const [own] = states;
  if (own === undefined) return undefined;
  if (own.good.has(uri) || own.output.templates.some((template) => template.uri === uri)) return { state: own, uri };
  const file = fileAt(own.snapshot, uri);
  if (file === undefined || !/\/templates\//.test(uri)) return undefined;
  for (const state of states) {
    if (state !== own && !usesChart(state.snapshot, state.output.root, own.output.root)) continue;
    const found = targetIn(state, file, recent);
    if (found !== undefined) return { state, uri: found };
  }
  return undefined;
}

function targetIn(state: RenderState, file: FileText, recent: readonly string[]): string | undefined {
  const { snapshot, output } = state;
  const tree = chartTreeOf(snapshot, joinUri(output.root, 'Chart.yaml'));
  if (tree === undefined) return undefined;
  const index = templateIndex(snapshot, tree);
  const reaching = reachingFiles(snapshot, index, file);
  let rendered = output.templates.filter((template) => reaching.has(template.uri));
  // A computed include tells no name; what was written tells where it led.
  if (rendered.length === 0 && index.hasComputedCalls)
    rendered = output.templates.filter(({ output: { mappings } }) =>
      mappings.some(({ site }) => site?.uri === file.uri),
    );
  const last = recent.findLast((uri) => rendered.some((template) => template.uri === uri));
  if (last !== undefined) return last;
  const uris = (templates: readonly RenderedTemplate[]) => templates.map((template) => template.uri).sort();
  const written = rendered.filter(({ output: { text } }) => !writesNothing(text));
  // Of notes there are no documents, and nobody looks at helpers for their sake.
  const resources = written.filter(({ documents }) => documents.length > 0);
  return uris(resources)[0] ?? uris(written)[0] ?? uris(rendered)[0];
}

/** Files whose own text leads to a define of the file, through other defines or not. */
function reachingFiles(snapshot: Snapshot, index: TemplateIndex, file: FileText): ReadonlySet<string> {
  const names = [...usesOf(templateView(file, snapshot.settings)).definesByName.keys()];
  const known = new Set(names);
  const files = new Set<string>();
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    for (const { call, file: caller } of index.callsOf(name)) {
      const outer = call.body?.name;
      if (outer === undefined) files.add(caller.uri);
      else if (!known.has(outer)) {
        known.add(outer);
        names.push(outer);
      }
    }
  }
  return files;
}

/** Whether the other chart is the one in `folder`, or names it among its dependencies. */
function usesChart(snapshot: Snapshot, root: string, folder: string): boolean {
  const tree = chartTreeOf(snapshot, joinUri(root, 'Chart.yaml'));
  const chartYaml = fileAt(snapshot, joinUri(folder, 'Chart.yaml'));
  const name = chartYaml && chartHead(chartYaml).name;
  if (tree === undefined || root === folder) return false;
  return tree.charts.some((chart) => {
    if (chart.folder === folder) return true;
    const own = fileAt(snapshot, joinUri(chart.folder, 'Chart.yaml'));
    return own !== undefined && chartHead(own).dependencies.some((entry) => entry.name === name);
  });
}

/** A library chart renders nothing: the chart whose release is shown for it. */
export function releaseTarget(states: readonly RenderState[]): RenderState | undefined {
  const [own, ...others] = states;
  if (own === undefined || !isLibrary(own)) return own;
  return others.find(({ snapshot, output }) => usesChart(snapshot, output.root, own.output.root)) ?? own;
}

function isLibrary({ snapshot, output }: RenderState): boolean {
  return chartTreeOf(snapshot, joinUri(output.root, 'Chart.yaml'))?.root.isLibrary === true;
}

/** What the first line says of a preview that shows something else than was asked for; else empty. */
export function targetText(own: RenderState, asked: string, shown: PreviewTarget): string {
  // A library that is seen under a chart which uses it is not that chart's own.
  const isOther = shown.state !== own || !asked.startsWith(`${shown.state.output.root}/`);
  const chart = chartTreeOf(shown.state.snapshot, joinUri(shown.state.output.root, 'Chart.yaml'))?.root.name ?? '';
  if (shown.uri === undefined) {
    const name = chartTreeOf(own.snapshot, joinUri(own.output.root, 'Chart.yaml'))?.root.name ?? '';
    return isOther ? `${chart}, which uses ${name}` : '';
  }
  if (asked === shown.uri) return '';
  return `${baseNameOf(shown.uri)}${isOther ? ` of ${chart}` : ''}, which uses ${baseNameOf(asked)}`;
}

/** Why there is nothing to show for a template that is not rendered, as a sentence; empty when errors say it. */
export function whyAbsent(state: RenderState, uri: string): string {
  const { snapshot, output } = state;
  const tree = chartTreeOf(snapshot, uri);
  const blind = causesOf(output).length > 0;
  const file = fileAt(snapshot, uri);
  if (tree === undefined || file === undefined || !/\/templates\//.test(uri)) return '';
  const chart = chartOfFile(tree, snapshot, uri);
  const name = baseNameOf(uri);
  if (tree.root.isLibrary)
    return `${name} renders nothing by itself: ${tree.root.name} is a library chart, and no chart that uses it is known here.`;
  if (blind) return '';
  if (isLeftOut(snapshot, output.root, uri))
    return `${name} renders nothing: .helmignore keeps it out of the chart, so that Helm does not read it.`;
  if (name.startsWith('_'))
    return `${name} renders nothing by itself, and no template of this chart includes what it defines.`;
  if (chart.parent === undefined || output.templates.length === 0) return '';
  return `${name} renders nothing: its chart, ${chart.name}, is not part of the release${conditionOf(snapshot, chart)}.`;
}

/** Why a template that writes documents shows none, as a sentence; empty when it shows some. */
export function whyLeftOut({ text, unknownHooks = [] }: View, uri: string): string {
  if (unknownHooks.length === 0 || text.text.trim() !== '') return '';
  const hooks = unknownHooks.map((hook) => `"${hook}"`).join(', ');
  return `${baseNameOf(uri)} renders nothing that Helm prints: it does not know the hook ${hooks}, and leaves documents with it out.`;
}

/** Why a release holds nothing, as a sentence; empty when it holds something or errors say it. */
export function whyNoRelease(state: RenderState): string {
  const { errors, templates, root } = state.output;
  const chart = chartTreeOf(state.snapshot, joinUri(root, 'Chart.yaml'))?.root;
  if (chart?.isLibrary) return `${chart.name} is a library chart, and no chart that uses it is known here.`;
  if (chart === undefined || errors.length > 0) return '';
  const count = templates.filter(({ name }) => !name.endsWith('NOTES.txt')).length;
  if (count === 0) return `${chart.name} has no templates.`;
  return `The release is empty: none of ${count} templates renders anything; the preview of each says why.`;
}

/** What switches a subchart. */
function conditionOf(snapshot: Snapshot, chart: ChartNode): string {
  const file = chart.parent && fileAt(snapshot, joinUri(chart.parent.folder, 'Chart.yaml'));
  if (file === undefined) return '';
  const view = valuesView(file);
  for (const entry of placesOf(view, ['dependencies', ELEMENT])) {
    const texts = new Map(entriesOf(entry).map(({ path, value }) => [path.at(-1), shortValue(view, value)]));
    const condition = texts.get('condition');
    if (texts.get('name') === chart.name && condition !== undefined) return ` (condition: ${condition})`;
  }
  return '';
}
