// Definition and implementations in values files: the default that a key overrides, the anchor of an alias, what overrides a key.

import { type Span, span } from '#engine/text/span.ts';
import { entrySpan, type ValuePlace, type ValuesView, valuePlaceAt, valuesView } from '../documents/values.ts';
import { anchorAbove, anchorWordAt } from '../symbols/anchors.ts';
import { overridesOf, siteIn } from '../symbols/overrides.ts';
import { schemaDocument } from '../symbols/schema-document.ts';
import { type ValueSite, valueSites } from '../symbols/values.ts';
import { isSetPlace } from '../workspace/set-values.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { seenFrom } from '../workspace/values-set.ts';

export interface ValuesTarget {
  readonly uri: string;
  readonly span: Span;
  readonly selection: Span;
}

export interface ValuesDefinition {
  readonly origin: Span;
  readonly targets: readonly ValuesTarget[];
}

/**
 * What a key of a values file overrides: the defaults that it stands for, the nearest first. A key that overrides nothing
 * is its own definition, and then VS Code shows the references instead: its uses. An alias leads to its anchor.
 */
export function valuesDefinition(given: Snapshot, uri: string, offset: number): ValuesDefinition | undefined {
  const found = placeAt(given, uri, offset);
  if (found === undefined || 'targets' in found) return found;
  const { self, relation, origin } = found;
  const over = relation.over.filter(({ view }) => !isSetPlace(view.file.uri));
  return { origin, targets: (over.length > 0 ? over : [self]).map(targetOf) };
}

/** What overrides a key of a values file, the winner first: a definition could not lead there, since it is only one. */
export function valuesImplementations(given: Snapshot, uri: string, offset: number): ValuesDefinition | undefined {
  const found = placeAt(given, uri, offset);
  if (found === undefined || 'targets' in found) return undefined;
  const by = found.relation.by.filter(({ view }) => !isSetPlace(view.file.uri));
  return by.length > 0 ? { origin: found.origin, targets: by.map(targetOf) } : undefined;
}

interface KeyAt {
  readonly origin: Span;
  readonly self: ValueSite;
  readonly relation: ReturnType<typeof overridesOf>;
}

function placeAt(given: Snapshot, uri: string, offset: number): KeyAt | ValuesDefinition | undefined {
  const snapshot = seenFrom(given, uri);
  const document = schemaDocument(snapshot, uri);
  if (document?.kind !== 'values') return undefined;
  const { tree, chart, file } = document;
  const view = valuesView(file);
  const word = anchorWordAt(view, offset);
  const anchor = word?.kind === 'alias' ? anchorAbove(view, word.name, word.span.start) : undefined;
  if (word && anchor) return { origin: word.span, targets: [anchorTarget(view, anchor)] };
  const place = valuePlaceAt(view, offset);
  if (!place?.isKey || place.key === undefined) return undefined;
  const sites = valueSites(tree, chart, place.path);
  const self = siteIn(sites, file.uri, place.key);
  if (self === undefined) return undefined;
  return { origin: span(place.key.start, place.key.end), self, relation: overridesOf(tree, self, sites) };
}

function anchorTarget(view: ValuesView, anchor: NonNullable<ReturnType<typeof anchorAbove>>): ValuesTarget {
  return {
    uri: view.file.uri,
    span: span(anchor.span.start, anchor.node?.end ?? anchor.span.end),
    selection: anchor.span,
  };
}

function targetOf(site: ValueSite & ValuePlace): ValuesTarget {
  const { key, value, view } = site;
  const whole = entrySpan(view, site);
  const selection = key ? span(key.start, key.end) : span(value.start, Math.min(value.end, whole.end));
  return { uri: view.file.uri, span: whole, selection };
}
