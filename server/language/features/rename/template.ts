// The rename of a named template: its definitions and calls in every release that has one of them.

import { templateView } from '../../documents/template.ts';
import { usesOf } from '../../symbols/calls.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { type TemplateOccurrence, templateOccurrencesIn } from '../../symbols/occurrences/templates-named.ts';
import { embeddedHere, templateIndex } from '../../symbols/templates.ts';
import { treesOfUsers } from '../../symbols/users.ts';
import { isArchived } from '../../workspace/archives.ts';
import { chartFolderOf, type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { bracedTexts } from './braced-texts.ts';
import { type FileEdit, placeText, type Refused, type Rename, refused } from './result.ts';
import { seenTexts } from './seen-texts.ts';

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
  const seen = seenTexts(snapshot, inTexts(snapshot, tree, places), chart);
  if (seen) return `${seen.place} names "${name}" in a text that \`tpl\` renders, ${seen.how}.`;
  const text = namedInText(tree, name, places);
  return text && `${placeText(text.file, text.at, chart.folder)} names "${name}" in a text that \`tpl\` may render.`;
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

/** The places in texts of the release that reach `tpl`. */
function inTexts(snapshot: Snapshot, tree: ChartTree, places: readonly TemplateOccurrence[]) {
  return places.flatMap(({ file, span: { start } }) => {
    const embedded = fileAt(snapshot, file.uri) === file ? embeddedHere(snapshot, tree, file, start) : undefined;
    return embedded ? [{ tree, embedded, at: start }] : [];
  });
}

/** A text that is no template and names it in braces, and is not known to reach `tpl`. */
function namedInText(tree: ChartTree, name: string, places: readonly TemplateOccurrence[]): Place | undefined {
  const known = new Set(places.map(({ file, span }) => `${span.start} ${file.uri}`));
  for (const { file, start, text } of bracedTexts(tree)) {
    if (!text.includes(name)) continue;
    for (const match of text.matchAll(/\{\{[\s\S]*?(?:\}\}|$)/g)) {
      for (let at = match[0].indexOf(name); at >= 0; at = match[0].indexOf(name, at + 1)) {
        const offset = start + match.index + at;
        if (!known.has(`${offset} ${file.uri}`)) return { file, at: offset };
      }
    }
  }
  return undefined;
}
