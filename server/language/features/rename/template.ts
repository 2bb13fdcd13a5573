// The rename of a named template: its definitions and calls in every release that has one of them.

import { templateView } from '../../documents/template.ts';
import { usesOf } from '../../symbols/calls.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { type TemplateOccurrence, templateOccurrencesIn } from '../../symbols/occurrences/templates-named.ts';
import { valuesFilesOf } from '../../symbols/occurrences.ts';
import { templateIndex } from '../../symbols/templates.ts';
import { treesOfUsers } from '../../symbols/users.ts';
import { isArchived } from '../../workspace/archives.ts';
import { chartFolderOf, type FileText, type Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { type FileEdit, placeText, type Refused, type Rename, refused } from './result.ts';

export interface TemplatePlan {
  readonly kind: 'plan';
  readonly trees: readonly ChartTree[];
  readonly places: readonly TemplateOccurrence[];
}

export function templatePlan(snapshot: Snapshot, chart: ChartNode, name: string): TemplatePlan | Refused {
  const { trees, places } = everywhere(snapshot, chart.folder, name);
  const isDefined = places.some(({ kind }) => kind === 'define' || kind === 'block');
  if (!isDefined) return refused(`No template named "${name}" is defined in the charts that are known.`);
  for (const { file, span } of places) {
    if (isArchived(file.uri))
      return refused(
        `${placeText(file, span.start, chart.folder)} names "${name}" in a packed chart, which cannot be changed.`,
      );
  }
  for (const tree of trees) {
    const reason = brokenText(snapshot, tree, name, chart) ?? computedText(snapshot, tree, name, places, chart);
    if (reason) return refused(reason);
  }
  return { kind: 'plan', trees, places };
}

export function renameTemplate(
  snapshot: Snapshot,
  plan: TemplatePlan,
  old: string,
  name: string,
  chart: ChartNode,
): Rename {
  if (name === old) return { kind: 'edits', edits: [] };
  if (name.trim() === '' || /["`\\{}\p{C}]/u.test(name))
    return refused(`"${name}" cannot name a template: it needs a text without quotes and braces.`);
  for (const tree of plan.trees) {
    const [found] = templateOccurrencesIn(snapshot, tree, name);
    if (found) return refused(`"${name}" exists already: ${placeText(found.file, found.span.start, chart.folder)}.`);
  }
  const edits = plan.places.map(({ file, span }): FileEdit => ({ uri: file.uri, span, text: name }));
  return { kind: 'edits', edits };
}

/** A template is overridden and called by name, so each release that one of the files is a part of is looked through. */
function everywhere(
  snapshot: Snapshot,
  folder: string,
  name: string,
): { trees: ChartTree[]; places: TemplateOccurrence[] } {
  const trees = new Set<ChartTree>();
  const places = new Map<string, TemplateOccurrence>();
  const folders = [folder];
  const seen = new Set(folders);
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    for (const tree of treesOfUsers(snapshot, next)) {
      // A copy of the chart in another folder has definitions of its own.
      if (trees.has(tree) || !tree.charts.some((chart) => chart.folder === next)) continue;
      trees.add(tree);
      for (const place of templateOccurrencesIn(snapshot, tree, name)) {
        places.set(`${place.span.start} ${place.file.uri}`, place);
        const other = chartFolderOf(snapshot, place.file.uri);
        if (other === undefined || seen.has(other)) continue;
        seen.add(other);
        folders.push(other);
      }
    }
  }
  return { trees: [...trees], places: [...places.values()] };
}

function brokenText(given: Snapshot, tree: ChartTree, name: string, chart: ChartNode): string | undefined {
  const { settings } = underSet(given, tree.root.folder);
  for (const file of tree.charts.flatMap(({ templates }) => templates)) {
    const [error] = file.text.includes(name) ? templateView(file, settings).parsed.errors : [];
    if (error)
      return `${placeText(file, error.span.start, chart.folder)} has a syntax error, so that its uses of "${name}" are not all known.`;
  }
  return undefined;
}

/** A place that calls the template and does not write its name out as a name. */
function computedText(
  snapshot: Snapshot,
  tree: ChartTree,
  name: string,
  places: readonly TemplateOccurrence[],
  chart: ChartNode,
): string | undefined {
  const index = templateIndex(snapshot, tree);
  const written = new Set(index.callsOf(name));
  const computed = index.callersOf(name).find((site) => !written.has(site));
  if (computed) {
    const place = placeText(computed.file, computed.call.span.start, chart.folder);
    return `${place} computes the name "${name}", which a rename cannot change.`;
  }
  const open = index.hasComputedCalls ? openCall(snapshot, tree, name) : undefined;
  if (open) {
    const place = placeText(open.file, open.at, chart.folder);
    return `${place} computes the name of the template that it includes, which may be "${name}".`;
  }
  const text = namedInText(tree, name, places);
  return (
    text &&
    `${placeText(text.file, text.at, chart.folder)} names "${name}" in a text that may be printed as it is, too.`
  );
}

interface Place {
  readonly file: FileText;
  readonly at: number;
}

/** An include whose computed name may be this one: the texts in its expression are all parts of the name. */
function openCall(given: Snapshot, tree: ChartTree, name: string): Place | undefined {
  const { settings } = underSet(given, tree.root.folder);
  for (const file of tree.charts.flatMap(({ templates }) => templates)) {
    for (const { nameSpan, span } of usesOf(templateView(file, settings)).computed) {
      const text = file.text.slice(nameSpan.start, nameSpan.end);
      const pieces = [...text.matchAll(/"([^"]*)"/g)].flatMap(([, piece = '']) => piece.split(/%[a-z]/));
      if (pieces.every((piece) => name.includes(piece))) return { file, at: span.start };
    }
  }
  return undefined;
}

/** A text that is no template and names it in braces: values and files reach `tpl`, and may be printed as they are. */
function namedInText(tree: ChartTree, name: string, places: readonly TemplateOccurrence[]): Place | undefined {
  const templates = new Set(tree.charts.flatMap((each) => each.templates));
  const uris = new Set([...templates].map(({ uri }) => uri));
  const place = places.find(({ file }) => !uris.has(file.uri));
  if (place) return { file: place.file, at: place.span.start };
  const texts = new Set(tree.charts.flatMap((each) => [...valuesFilesOf(each), ...each.files]));
  for (const file of texts) {
    if (templates.has(file) || !file.text.includes('{{') || !file.text.includes(name)) continue;
    for (const match of file.text.matchAll(/\{\{[\s\S]*?(?:\}\}|$)/g)) {
      const at = match[0].indexOf(name);
      if (at >= 0) return { file, at: match.index + at };
    }
  }
  return undefined;
}
