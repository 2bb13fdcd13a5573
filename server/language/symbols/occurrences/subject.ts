// What stands under a cursor, in any file of a chart, as something that has occurrences: a value, a named template, a variable.

import { type Span, touches } from '#engine/text/span.ts';
import type { MapNode, YamlNode } from '#engine/yaml/read-tree.ts';
import { type TemplateView, templateView } from '../../documents/template.ts';
import { ELEMENT, keyText, type Step, type ValuesView, valuePlaceAt, valuesView } from '../../documents/values.ts';
import { chartFolderOf, type FileText, fileAt, roleIn, type Snapshot } from '../../workspace/snapshot.ts';
import { seenFrom } from '../../workspace/values-set.ts';
import { type ChartNode, type ChartTree, chartAt, chartOfFile, chartTreeOf } from '../charts.ts';
import { valuesFilesOf } from '../occurrences.ts';
import type { Variable } from '../scope.ts';
import { type Target, targetAt } from '../target.ts';
import { embeddedHere } from '../templates.ts';
import { treesOfUsers } from '../users.ts';
import type { Address } from './addresses.ts';
import { argumentAt, type HelperArgument } from './arguments.ts';
import { pathsInChartYaml } from './chart-yaml.ts';
import { commentedPaths, keyPlaces, pathsOfKey } from './keys.ts';
import { allNames } from './names.ts';
import { type BuiltinField, templateWord } from './reads.ts';
import { unquoted } from './templates-named.ts';

export type Subject =
  /** `values` has several when the word may be one of several values. */
  | { readonly kind: 'value'; readonly span: Span; readonly word: string; readonly values: readonly Address[] }
  | { readonly kind: 'template'; readonly span: Span; readonly chart: ChartNode; readonly name: string }
  | {
      readonly kind: 'variable';
      readonly span: Span;
      readonly view: TemplateView;
      readonly variable: Variable;
      /** It stands in a template inside another text. */
      readonly isEmbedded: boolean;
    }
  /** A key of the dict that a helper is called with. */
  | { readonly kind: 'argument'; readonly span: Span; readonly argument: HelperArgument }
  | { readonly kind: 'field'; readonly span: Span; readonly word: string; readonly fields: readonly BuiltinField[] }
  /** Anything else that a template names. */
  | { readonly kind: 'other'; readonly span: Span; readonly target: Target };

/** The subject at an offset; undefined where nothing is named that has occurrences. */
export function subjectAt(given: Snapshot, uri: string, offset: number): Subject | undefined {
  const snapshot = seenFrom(given, uri);
  const file = fileAt(snapshot, uri);
  const folder = file && chartFolderOf(snapshot, file.uri);
  const tree = file && chartTreeOf(snapshot, file.uri);
  if (file === undefined || folder === undefined || tree === undefined) return undefined;
  const chart = chartOfFile(tree, snapshot, file.uri);
  const role = roleIn(snapshot, folder, file.uri);
  const embedded = role !== 'template' ? embeddedHere(snapshot, tree, file, offset) : undefined;
  if (role === 'template' || embedded) return inTemplate(snapshot, tree, file, offset);
  if (role === 'chart') return inChartYaml(snapshot, tree, file, offset);
  if (role === 'schema') return inSchema(file, chart, offset);
  return role === 'values' || valuesFilesOf(chart).includes(file) ? inValues(file, chart, offset) : undefined;
}

function inTemplate(snapshot: Snapshot, tree: ChartTree, file: FileText, offset: number): Subject | undefined {
  const inner = embeddedHere(snapshot, tree, file, offset);
  const view = templateView(inner?.file ?? file, snapshot.settings);
  const name = allNames(view).find(({ span }) => touches(span, offset));
  if (name) {
    const folder = chartFolderOf(snapshot, file.uri) ?? '';
    const trees = new Set([tree, ...treesOfUsers(snapshot, folder)]);
    const seen = [...trees].flatMap((each) => {
      const chart = each === tree ? (inner?.chart ?? chartOfFile(tree, snapshot, file.uri)) : chartAt(each, folder);
      // What a text means that lies in a template is told by the chart at hand alone.
      if (chart === undefined || (inner && each !== tree)) return [];
      return templateWord(snapshot, each, { file, chart, embedded: inner }, name);
    });
    const values = seen.flatMap((word) => word.values);
    if (values.length > 0)
      return { kind: 'value', span: name.span, word: name.word, values: distinctAddresses(values) };
    const fields = seen.flatMap((word) => word.fields).filter(({ object }) => OBJECTS.has(object));
    if (fields.length > 0) return { kind: 'field', span: name.span, word: name.word, fields };
  }
  const argument = inner ? undefined : argumentAt(view, offset);
  if (argument && !isObject(argument.word)) return { kind: 'argument', span: argument.span, argument };
  const found = targetAt(snapshot, file.uri, offset);
  if (found === undefined) return undefined;
  const { target, context } = found;
  if (target.kind === 'template')
    return { kind: 'template', span: unquoted(file, target.span), chart: context.chart, name: target.name };
  if (target.kind === 'variable' && target.variable)
    return { kind: 'variable', span: target.span, view, variable: target.variable, isEmbedded: inner !== undefined };
  return { kind: 'other', span: target.span, target };
}

/** What Helm puts into the root object; any other field of it is a key that somebody's dict has there. */
const OBJECTS: ReadonlySet<string> = new Set(['Release', 'Chart', 'Capabilities', 'Files', 'Template', 'Subcharts']);

function isObject(word: string): boolean {
  return word === 'Values' || OBJECTS.has(word);
}

function inValues(file: FileText, chart: ChartNode, offset: number): Subject | undefined {
  const view = valuesView(file);
  const place = valuePlaceAt(view, offset);
  if (place?.isKey && place.key) {
    const { paths } = pathsOfKey(view, place.key);
    const word = place.path.at(-1);
    if (typeof word !== 'string') return undefined;
    const all = paths.length > 0 ? paths : [place.path];
    return { kind: 'value', span: wordOf(file, place.key), word, values: all.map((path) => ({ chart, path })) };
  }
  for (const { steps } of commentedPaths(file)) {
    const index = steps.findIndex(({ span }) => touches(span, offset));
    const last = steps[index];
    if (last === undefined || typeof last.step !== 'string') continue;
    const path = steps.slice(0, index + 1).map(({ step }) => step);
    // A word before ` -- ` in any comment may be no path at all.
    if (keyPlaces(view, path).length === 0) continue;
    return { kind: 'value', span: last.span, word: last.step, values: [{ chart, path }] };
  }
  return undefined;
}

function inChartYaml(snapshot: Snapshot, tree: ChartTree, file: FileText, offset: number): Subject | undefined {
  for (const { file: own, chart, prefix, dotted } of pathsInChartYaml(snapshot, tree)) {
    if (own !== file) continue;
    const index = dotted.steps.findIndex(({ span }) => touches(span, offset));
    const last = dotted.steps[index];
    if (last === undefined || typeof last.step !== 'string') continue;
    const path: Step[] = [...prefix, ...dotted.steps.slice(0, index + 1).map(({ step }) => step)];
    const owner = chartAt(tree, chart.folder) ?? chart;
    return { kind: 'value', span: last.span, word: last.step, values: [{ chart: owner, path }] };
  }
  return undefined;
}

function inSchema(file: FileText, chart: ChartNode, offset: number): Subject | undefined {
  const found = schemaPathAt(valuesView(file), offset);
  const word = found?.path.at(-1);
  if (found === undefined || typeof word !== 'string') return undefined;
  return { kind: 'value', span: wordOf(file, found.node), word, values: [{ chart, path: found.path }] };
}

/** The path of the property, or of what is required, at an offset; undefined inside definitions, which have no path. */
function schemaPathAt(view: ValuesView, offset: number): { path: Step[]; node: YamlNode } | undefined {
  let map = view.tree.root;
  const path: Step[] = [];
  while (map?.kind === 'map') {
    const entry: MapNode['entries'][number] | undefined = map.entries.find(
      ({ key, value }) => key.start <= offset && offset <= Math.max(key.end, value.end),
    );
    if (entry === undefined || offset <= entry.key.end) return undefined;
    const word = keyText(entry.key) ?? '';
    if (word === 'properties' && entry.value.kind === 'map') {
      const property = entry.value.entries.find(
        ({ key, value }) => key.start <= offset && offset <= Math.max(key.end, value.end),
      );
      if (property === undefined) return undefined;
      path.push(keyText(property.key) ?? '');
      if (offset <= property.key.end) return { path, node: property.key };
      map = property.value;
      continue;
    }
    const { value } = entry;
    if (value.kind === 'list') {
      const item: YamlNode | undefined = value.items.find(({ start, end }) => start <= offset && offset <= end);
      if (word === 'required' && item?.kind === 'scalar') return { path: [...path, item.text], node: item };
      map = item ?? null;
    } else map = value;
    if (word === 'items' || word === 'additionalProperties') path.push(ELEMENT);
    else if (!['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'].includes(word)) return undefined;
  }
  return undefined;
}

function wordOf(file: FileText, node: YamlNode): Span {
  const isQuoted = /["']/.test(file.text[node.start] ?? '') && node.end - node.start >= 2;
  return isQuoted ? { start: node.start + 1, end: node.end - 1 } : { start: node.start, end: node.end };
}

function distinctAddresses(all: readonly Address[]): Address[] {
  const seen = new Set<string>();
  return all.filter(({ chart, path }) => {
    const key = JSON.stringify([chart.folder, ...path.map((step) => (step === ELEMENT ? null : step))]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
