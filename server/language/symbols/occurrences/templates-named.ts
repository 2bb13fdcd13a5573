// Every place that names a named template: its defines and blocks, and the calls of it, in every release that holds the chart.

import { type Span, span } from '#engine/text/span.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import type { ChartTree } from '../charts.ts';
import { templateIndex } from '../templates.ts';
import { treesOfUsers } from '../users.ts';

export interface TemplateOccurrence {
  readonly file: FileText;
  /** The name without its quotes. */
  readonly span: Span;
  readonly kind: 'define' | 'block' | 'template' | 'include';
}

/** The places that name a template of the chart in `chartFolder`, each once: definitions first, the one Helm takes before others. */
export function templateOccurrences(snapshot: Snapshot, chartFolder: string, name: string): TemplateOccurrence[] {
  const all = treesOfUsers(snapshot, chartFolder).flatMap((tree) => templateOccurrencesIn(snapshot, tree, name));
  const isDefinition = ({ kind }: TemplateOccurrence) => kind === 'define' || kind === 'block';
  return distinct([...all.filter(isDefinition), ...all.filter((found) => !isDefinition(found))]);
}

/** The same in one release. */
export function templateOccurrencesIn(snapshot: Snapshot, tree: ChartTree, name: string): TemplateOccurrence[] {
  const index = templateIndex(snapshot, tree);
  const sites = index.sitesOf(name).map(({ file, body }): TemplateOccurrence => {
    return { file, span: unquoted(file, body.nameSpan), kind: body.kind === 'define' ? 'define' : 'block' };
  });
  // A block calls what it defines, by the same word.
  const calls = index.callsOf(name).map(({ file, call }): TemplateOccurrence => {
    return { file, span: unquoted(file, call.nameSpan), kind: call.kind };
  });
  return distinct([...sites, ...calls]);
}

/** A name's span may hold its quotes, and parentheses around them. */
export function unquoted(file: FileText, whole: Span): Span {
  let { start, end } = whole;
  while (start < end && !/["`]/.test(file.text[start] as string)) start++;
  while (end > start && !/["`]/.test(file.text[end - 1] as string)) end--;
  return end - start >= 2 ? span(start + 1, end - 1) : whole;
}

function distinct(all: readonly TemplateOccurrence[]): TemplateOccurrence[] {
  const seen = new Set<string>();
  return all.filter(({ file, span: { start } }) => {
    const key = `${start} ${file.uri}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
