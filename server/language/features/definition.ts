// Where a template's word is defined: keys in values files, named templates, variables, Chart.yaml, files of the chart.

import { type Span, span } from '#engine/text/span.ts';
import { commentedKey } from '../documents/commented-key.ts';
import { nodesAt } from '../documents/template.ts';
import { entrySpan, placesOf, type ValuePlace, type ValuesView, valuesView } from '../documents/values.ts';
import { chartYamlPlace } from '../symbols/builtin-value.ts';
import { type Context, contextAt, type ObjectPath } from '../symbols/context.ts';
import { givenKeyAt, readKeyAt } from '../symbols/helper-key.ts';
import { parametersOf, type TextSite } from '../symbols/helper-parameters.ts';
import { type Target, targetAt } from '../symbols/target.ts';
import { type TemplateSite, templateIndex } from '../symbols/templates.ts';
import { type ValueSite, valueSites } from '../symbols/values.ts';
import { isSetPlace } from '../workspace/set-values.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';

export interface DefinitionTarget {
  readonly uri: string;
  /** The whole of what is defined there. */
  readonly span: Span;
  /** Its name. */
  readonly selection: Span;
}

export interface Definition {
  /** The word that was asked about. */
  readonly origin: Span;
  /** The best one first. */
  readonly targets: readonly DefinitionTarget[];
}

/** The definitions of the word at an offset of a template; undefined when there are none. */
export function definition(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const found = targetAt(snapshot, uri, offset);
  if (found === undefined) return givenKey(snapshot, uri, offset);
  const { context, target } = found;
  const targets = unique(targetsOf(context, target));
  if (targets.length === 0 && target.kind === 'path') targets.push(...callersOfKey(context, target.span, offset));
  return targets.length > 0 ? { origin: target.span, targets } : undefined;
}

/** A key of the dict that a helper is called with: where the helper reads it first. */
function givenKey(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const context = contextAt(snapshot, uri, offset);
  const given = context && givenKeyAt(nodesAt(context.view, offset));
  if (context === undefined || given === undefined) return undefined;
  const { keys } = parametersOf(context.snapshot, context.tree, given.helper);
  const site = keys.find(({ name }) => name === given.key)?.site;
  return site && { origin: given.span, targets: [siteTarget(site)] };
}

/** What the helper reads of its dict, and is no path of values: what callers hand over. */
function callersOfKey(context: Context, word: Span, offset: number): DefinitionTarget[] {
  const read = readKeyAt(context, nodesAt(context.view, offset), word);
  return read ? read.parameter.examples.map(siteTarget) : [];
}

function siteTarget({ file, span: where }: Omit<TextSite, 'text'>): DefinitionTarget {
  return { uri: file.uri, span: where, selection: where };
}

function targetsOf(context: Context, target: Target): DefinitionTarget[] {
  switch (target.kind) {
    case 'path':
      return target.paths.flatMap((path) => pathTargets(context, path));
    case 'template': {
      // Helm takes one of them; the others are found by asking for references.
      const [winner] = templateIndex(context.snapshot, context.tree).sitesOf(target.name);
      return winner ? [templateTarget(winner)] : [];
    }
    case 'variable': {
      const { variable } = target;
      if (variable === undefined) return [];
      return [{ uri: context.file.uri, span: variable.pipe.span, selection: variable.declaration.span }];
    }
    case 'file': {
      const file = fileAt(context.snapshot, joinUri(context.chart.folder, target.path));
      return file ? [{ uri: file.uri, span: span(0, 0), selection: span(0, 0) }] : [];
    }
    default:
      return [];
  }
}

function pathTargets(context: Context, found: ObjectPath): DefinitionTarget[] {
  const { chart, object, path } = found;
  if (object === 'Values') {
    if (path.length === 0) return fileTargets(chart.defaults?.uri);
    const sites = valueSites(context.tree, chart, path).filter(({ view }) => !isSetPlace(view.file.uri));
    if (sites.length === 0) return namedTargets(context, found);
    return byCloseness(sites).map((site) => placeTarget(site.view, site));
  }
  if (object === 'Chart' && path.length === 0) return fileTargets(joinUri(chart.folder, 'Chart.yaml'));
  const place = chartYamlPlace(context.snapshot, found);
  return place ? [placeTarget(place.view, place)] : [];
}

/** What no file sets may still be named: as a comment in values.yaml, or as a property of the schema. */
function namedTargets({ snapshot }: Context, { chart, path }: ObjectPath): DefinitionTarget[] {
  if (!path.every((step) => typeof step === 'string')) return [];
  const comment = chart.defaults && commentedKey(valuesView(chart.defaults), path);
  if (chart.defaults && comment) return [{ uri: chart.defaults.uri, span: comment.span, selection: comment.span }];
  const schema = fileAt(snapshot, joinUri(chart.folder, 'values.schema.json'));
  const view = schema && valuesView(schema);
  const [place] = view
    ? placesOf(
        view,
        path.flatMap((step) => ['properties', step]),
      )
    : [];
  return view && place ? [placeTarget(view, place)] : [];
}

function fileTargets(uri: string | undefined): DefinitionTarget[] {
  return uri === undefined ? [] : [{ uri, span: span(0, 0), selection: span(0, 0) }];
}

const CLOSENESS: Readonly<Record<ValueSite['role'], number>> = { default: 0, parent: 1, active: 2, other: 3 };

/** The default first, since that is where a key is declared; then what overrides it. */
function byCloseness(sites: readonly ValueSite[]): ValueSite[] {
  return [...sites].sort((a, b) => CLOSENESS[a.role] - CLOSENESS[b.role]);
}

function placeTarget(view: ValuesView, place: ValuePlace): DefinitionTarget {
  const { key, value } = place;
  const whole = entrySpan(view, place);
  const selection = key ? span(key.start, key.end) : span(value.start, Math.min(value.end, whole.end));
  return { uri: view.file.uri, span: whole, selection };
}

function templateTarget({ file, body }: TemplateSite): DefinitionTarget {
  return { uri: file.uri, span: body.span, selection: body.nameSpan };
}

function unique(targets: readonly DefinitionTarget[]): DefinitionTarget[] {
  const seen = new Set<string>();
  return targets.filter(({ uri, selection }) => {
    const key = `${selection.start}:${uri}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
