// The marks beside the keys of a values file: how often templates read each, what overrides it and what it overrides.

import { type Span, span } from '#engine/text/span.ts';
import { isMergeKey, type YamlNode } from '#engine/yaml/read-tree.ts';
import { keyText, valuesView } from '../documents/values.ts';
import { pathText } from '../symbols/markdown.ts';
import { hasEffect, isRemoval, overridesOf, siteIn } from '../symbols/overrides.ts';
import { type SchemaDocument, schemaDocument } from '../symbols/schema-document.ts';
import { keptReadsOf, namedInChartYaml, type ReadUses } from '../symbols/told-uses.ts';
import { type ValueSite, valueSites } from '../symbols/values.ts';
import { isSetPlace } from '../workspace/set-values.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface MarkPlace {
  readonly uri: string;
  readonly span: Span;
}

export interface ValueMark {
  /** The key. */
  readonly span: Span;
  readonly kind: 'overridden' | 'overrides' | 'both' | 'plain';
  /** `3 uses`, `1 use of .Values.resources around it`; empty when nobody was found who uses it. */
  readonly used: string;
  readonly uses: readonly MarkPlace[];
  /** `named in Chart.yaml`: a condition, tag or import of a dependency. */
  readonly named: MarkLine;
  /** `overridden in values-prod.yaml`, with the places behind those words; empty when nothing does. */
  readonly overridden: MarkLine;
  /** `overrides values.yaml`. */
  readonly overrides: MarkLine;
}

export interface MarkLine {
  readonly text: string;
  /** Strongest first; `--set` has no place. */
  readonly places: readonly MarkPlace[];
}

/** The marks of the keys inside `within`, in the order of the text; none for files of other kinds. */
export function valueMarks(given: Snapshot, uri: string, within: Span): ValueMark[] {
  const snapshot = seenFrom(given, uri);
  const document = schemaDocument(snapshot, uri);
  if (document?.kind !== 'values') return [];
  const { root } = valuesView(document.file).tree;
  const out: ValueMark[] = [];
  const readsOf = keptReadsOf(snapshot, document.chart);
  if (root) walk(root, [], within, (key, path) => out.push(markOf(snapshot, document, key, path, readsOf(path))));
  return out;
}

type Path = readonly (string | number)[];

/** Aliases and merged tables are marked where they are written. */
function walk(node: YamlNode, path: Path, within: Span, found: (key: YamlNode, path: Path) => void): void {
  if (node.kind === 'list') {
    node.items.forEach((item, i) => {
      if (overlaps(item, within)) walk(item, [...path, i], within, found);
    });
  }
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const text = keyText(key);
    if (text === undefined || isMergeKey(key) || key.start > within.end) continue;
    if (Math.max(key.end, value.end) < within.start) continue;
    if (overlaps(key, within)) found(key, [...path, text]);
    walk(value, [...path, text], within, found);
  }
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function markOf(snapshot: Snapshot, document: SchemaDocument, key: YamlNode, path: Path, reads: ReadUses): ValueMark {
  const lines = relations(document, key, path);
  const hasBy = lines.overridden.text !== '';
  const kind =
    hasBy && lines.overrides.text !== '' ? 'both' : hasBy ? 'overridden' : lines.overrides.text ? 'overrides' : 'plain';
  const names = namedInChartYaml(snapshot, document.tree, document.chart, path);
  const places = names.map(({ file, span: place }) => ({ uri: file.uri, span: place }));
  const named: MarkLine = { text: names.length > 0 ? 'named in Chart.yaml' : '', places };
  const uses = reads.uses.map(({ file, span: place }) => ({ uri: file.uri, span: place }));
  return { span: span(key.start, key.end), kind, used: usedText(reads, path), uses, named, ...lines };
}

function usedText({ path: read, uses }: ReadUses, path: Path): string {
  if (uses.length === 0) return '';
  const count = uses.length === 1 ? '1 use' : `${uses.length} uses`;
  return read.length === path.length ? count : `${count} of ${pathText('Values', read)} around it`;
}

function relations(
  { tree, chart, file }: SchemaDocument,
  key: YamlNode,
  path: Path,
): Pick<ValueMark, 'overridden' | 'overrides'> {
  // Lists are not merged: what stands in an item goes or stays with the whole list.
  const sites = path.some((step) => typeof step === 'number') ? [] : valueSites(tree, chart, path);
  const self = siteIn(sites, file.uri, key);
  if (self === undefined) return { overridden: NOTHING, overrides: NOTHING };
  const { by, over } = overridesOf(tree, self, sites);
  const winners = by.filter((site) => hasEffect(site, self));
  const losers = over.filter((site) => hasEffect(self, site));
  const isGone = winners[0] !== undefined && isRemoval(winners[0]);
  return {
    overridden: lineOf(isGone ? 'removed in' : 'overridden in', self, winners),
    overrides: lineOf(isRemoval(self) ? 'removes' : 'overrides', self, losers),
  };
}

const NOTHING: MarkLine = { text: '', places: [] };
const MAX_NAMES = 3;

function lineOf(verb: string, self: ValueSite, sites: readonly ValueSite[]): MarkLine {
  if (sites.length === 0) return NOTHING;
  const names = [...new Set(sites.map((site) => nameFrom(self, site)))];
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  const places = sites.flatMap(({ view, key, value }): MarkPlace[] =>
    isSetPlace(view.file.uri) ? [] : [{ uri: view.file.uri, span: span((key ?? value).start, (key ?? value).end) }],
  );
  return { text: `${verb} ${names.slice(0, MAX_NAMES).join(', ')}${more}`, places };
}

/** Files of another chart are told with its name, since every chart has a values.yaml. */
function nameFrom(self: ValueSite, { view, chart }: ValueSite): string {
  const { uri } = view.file;
  if (isSetPlace(uri)) return '--set';
  const name = uri.startsWith(`${chart.folder}/`)
    ? uri.slice(chart.folder.length + 1)
    : uri.slice(uri.lastIndexOf('/') + 1);
  return chart === self.chart ? name : `${name} of ${chart.name}`;
}
