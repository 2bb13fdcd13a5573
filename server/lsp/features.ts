// The features as the server asks for them: those that several rooms of language/ answer together are joined here.

import { chartDefinition } from '#language/features/chart-definition.ts';
import { type CompletionItem, completion as templateCompletion } from '#language/features/completion.ts';
import { type Definition, definition as templateDefinition } from '#language/features/definition.ts';
import { chartFindings, syntaxFindings } from '#language/features/diagnostics.ts';
import { type Hover, hover as templateHover } from '#language/features/hover.ts';
import { manifestCompletion } from '#language/features/manifest-completion.ts';
import { manifestHover } from '#language/features/manifest-hover.ts';
import { manifestInTemplate } from '#language/features/manifest-in-template.ts';
import { manifestHoverInTemplate } from '#language/features/manifest-in-template-hover.ts';
import { manifestHoverInValues, manifestInValues } from '#language/features/manifest-in-values.ts';
import { type Reference, references as templateReferences } from '#language/features/references.ts';
import { resourceLinkAt, resourceUses } from '#language/features/resource-links.ts';
import { schemaCompletion } from '#language/features/schema-completion.ts';
import { schemaHover } from '#language/features/schema-hover.ts';
import { valuesDefinition } from '#language/features/values-definition.ts';
import { filesOfRelease } from '#language/workspace/mounts.ts';
import type { RenderState } from '#language/workspace/render-state.ts';
import type { Finding, Rendering } from '#language/workspace/rendering.ts';
import { boundFiles, type Snapshot } from '#language/workspace/snapshot.ts';

export { checkAhead, syntaxFindings } from '#language/features/diagnostics.ts';
export { documentSymbols } from '#language/features/document-symbols.ts';
export { type ManifestCheck, manifestCheck } from '#language/features/manifest-check.ts';

/** Signs that mean something in actions, and nothing in the YAML of values files. */
const TEMPLATE_SIGNS: ReadonlySet<string> = new Set(['.', '$', '|', '(', '{', '%', '/']);

/** Completions of templates, or of Chart.yaml and values files: a place is only ever one of them. `typed` made the editor ask. */
export function completion(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  typed?: string,
  state?: RenderState,
): readonly CompletionItem[] {
  const items = templateCompletion(snapshot, uri, offset);
  if (items.length > 0 || (typed !== undefined && TEMPLATE_SIGNS.has(typed))) return items;
  const fields = manifestInTemplate(snapshot, uri, offset, state);
  if (fields.length > 0) return fields;
  const known = schemaCompletion(snapshot, uri, offset);
  const labels = new Set(known.map(({ label }) => label));
  const printed = manifestInValues(snapshot, uri, offset, state).filter(({ label }) => !labels.has(label));
  return known.length + printed.length > 0 ? [...known, ...printed] : manifestCompletion(snapshot, uri, offset);
}

/** `state`: the last finished render, which knows what expressions came to. */
export function hover(snapshot: Snapshot, uri: string, offset: number, state?: RenderState): Hover | undefined {
  const known =
    templateHover(snapshot, uri, offset, state) ??
    valuesHover(snapshot, uri, offset, state) ??
    manifestHover(snapshot, uri, offset);
  const link = known === undefined && state ? resourceLinkAt(snapshot, state, uri, offset) : undefined;
  const field = known === undefined ? manifestHoverInTemplate(snapshot, uri, offset, state) : undefined;
  if (link === undefined) return known ?? field;
  const markdown = field === undefined ? link.markdown : `${link.markdown}\n\n---\n\n${field.markdown}`;
  return { span: link.origin, markdown };
}

/** What the chart says of a value, and behind it what Kubernetes says of the field that it is printed into. */
function valuesHover(snapshot: Snapshot, uri: string, offset: number, state?: RenderState): Hover | undefined {
  const known = schemaHover(snapshot, uri, offset);
  const field = known && manifestHoverInValues(snapshot, uri, offset, state);
  return field ? { ...known, markdown: `${known.markdown}\n\n---\n\n${field.markdown}` } : known;
}

/** With the last render, names of resources lead to the templates that render them. */
export function definition(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  state?: RenderState,
): Definition | undefined {
  const known =
    templateDefinition(snapshot, uri, offset) ??
    valuesDefinition(snapshot, uri, offset) ??
    chartDefinition(snapshot, uri, offset);
  const link = known === undefined && state ? resourceLinkAt(snapshot, state, uri, offset) : undefined;
  return link && link.targets.length > 0 ? link : known;
}

export function references(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  includeDeclaration: boolean,
  state?: RenderState,
): readonly Pick<Reference, 'uri' | 'span'>[] | undefined {
  const known = templateReferences(snapshot, uri, offset, includeDeclaration);
  return known ?? (state ? resourceUses(snapshot, state, uri, offset) : undefined);
}

/** All findings of a chart, by URI. */
export interface Check {
  /** What each file shows by itself; files without findings are not in it. */
  readonly files: ReadonlyMap<string, readonly Finding[]>;
  /** What the chart shows as a whole. */
  readonly chart: ReadonlyMap<string, readonly Finding[]>;
}

/** Checks every file of the root chart, and the chart as a whole. Once `stop` says true, what is found is of no use. */
export function checkChart(snapshot: Snapshot, root: string, rendering: Rendering, stop?: () => boolean): Check {
  const files = new Map<string, readonly Finding[]>();
  for (const { uri } of [...filesOfRelease(snapshot, root), ...boundFiles(snapshot, root)]) {
    const findings = syntaxFindings(snapshot, uri);
    if (findings.length > 0) files.set(uri, findings);
  }
  return { files, chart: chartFindings(snapshot, root, rendering, stop) };
}
