// Definition in Chart.yaml: a dependency leads to its chart, a condition, tag or import to the values that it names.

import { type Span, span, touches } from '#engine/text/span.ts';
import { entrySpan, valuePlaceAt, valuesView } from '../documents/values.ts';
import { dependencyEntries } from '../symbols/dependencies.ts';
import { pathsInChartYaml } from '../symbols/occurrences/chart-yaml.ts';
import { type SchemaDocument, schemaDocument } from '../symbols/schema-document.ts';
import { type ValueSite, valueSites } from '../symbols/values.ts';
import { isSetPlace } from '../workspace/set-values.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface ChartTarget {
  readonly uri: string;
  readonly span: Span;
  readonly selection: Span;
}

export interface ChartDefinition {
  readonly origin: Span;
  readonly targets: readonly ChartTarget[];
}

/** Undefined where nothing is named, and for other files. */
export function chartDefinition(given: Snapshot, uri: string, offset: number): ChartDefinition | undefined {
  const snapshot = seenFrom(given, uri);
  const document = schemaDocument(snapshot, uri);
  if (document?.kind !== 'chart') return undefined;
  const found = namedValue(snapshot, document, offset) ?? dependency(snapshot, document, offset);
  return found && found.targets.length > 0 ? found : undefined;
}

/** A step of a path leads to the table that it names; the default comes first, then what overrides it. */
function namedValue(snapshot: Snapshot, { tree, file }: SchemaDocument, offset: number): ChartDefinition | undefined {
  for (const { file: own, chart, prefix, dotted } of pathsInChartYaml(snapshot, tree)) {
    const index = own === file ? dotted.steps.findIndex((step) => touches(step.span, offset)) : -1;
    const word = dotted.steps[index];
    if (word === undefined) continue;
    const path = [...prefix, ...dotted.steps.slice(0, index + 1).map(({ step }) => step)];
    const sites = valueSites(tree, chart, path).filter(({ view }) => !isSetPlace(view.file.uri));
    return { origin: word.span, targets: byCloseness(sites).map(targetOf) };
  }
  return undefined;
}

const CLOSENESS: Readonly<Record<ValueSite['role'], number>> = { default: 0, parent: 1, active: 2, other: 3 };

function byCloseness(sites: readonly ValueSite[]): ValueSite[] {
  return [...sites].sort((a, b) => CLOSENESS[a.role] - CLOSENESS[b.role]);
}

function targetOf(site: ValueSite): ChartTarget {
  const { key, value, view } = site;
  const whole = entrySpan(view, site);
  return {
    uri: view.file.uri,
    span: whole,
    selection: key ? span(key.start, key.end) : span(value.start, value.start),
  };
}

function dependency(snapshot: Snapshot, { file, chart }: SchemaDocument, offset: number): ChartDefinition | undefined {
  const place = valuePlaceAt(valuesView(file), offset);
  const [list, index, key] = place?.path ?? [];
  if (place === undefined || place.isKey || list !== 'dependencies' || place.path.length !== 3) return undefined;
  if (!['name', 'alias', 'version', 'repository'].includes(String(key))) return undefined;
  const entry = dependencyEntries(file).find((one) => one.index === index);
  const sub = chart.subcharts.find(
    ({ keys, name }) => name === entry?.name && keys.includes(entry.alias || entry.name),
  );
  const found = sub && fileAt(snapshot, joinUri(sub.folder, 'Chart.yaml'));
  if (found === undefined) return undefined;
  const selection = nameIn(found) ?? span(0, 0);
  return {
    origin: span(place.value.start, place.value.end),
    targets: [{ uri: found.uri, span: selection, selection }],
  };
}

/** Where the chart says its name. */
function nameIn(file: Parameters<typeof valuesView>[0]): Span | undefined {
  const { root } = valuesView(file).tree;
  const entry =
    root?.kind === 'map' ? root.entries.find(({ key }) => key.kind === 'scalar' && key.text === 'name') : undefined;
  return entry && span(entry.value.start, entry.value.end);
}
