// A values.schema.json that cannot judge: one problem, on the schema itself, where Helm's text says it is.

import { type Span, span } from '#engine/text/span.ts';
import { valuesView } from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { nearestSpan } from './violation.ts';

export interface SchemaProblem {
  readonly uri: string;
  readonly span: Span;
  readonly severity: 'error' | 'information';
  readonly message: string;
}

/** `text` is Helm's whole text for the schema in the file. */
export function schemaProblemOf(file: FileText, text: string): SchemaProblem {
  const remote = /failing loading "(https?:[^"]*)"/.exec(text)?.[1];
  if (remote !== undefined) {
    // Helm fetches it, and we do not: that is no fault of the schema.
    const message = `refers to ${remote}, which Helm fetches from the network: values are not checked here`;
    return { uri: file.uri, span: span(0, 0), severity: 'information', message };
  }
  const lines = text.split('\n').filter((line) => line.includes("- at '"));
  const deepest = deepestOf(lines);
  // JSON is YAML: where reading that stops is where the JSON is broken.
  const view = valuesView(file);
  if (deepest === undefined)
    return {
      uri: file.uri,
      span: referenceSpan(file, text) ?? view.tree.error?.span ?? span(0, 0),
      severity: 'error',
      message: `not a valid JSON schema: ${text}`,
    };
  const where = nearestSpan(view, deepest.path);
  return { uri: file.uri, span: where, severity: 'error', message: `not a valid JSON schema: ${deepest.message}` };
}

/** The first of the longest paths: the others are the ways on which it was reached. */
function deepestOf(lines: readonly string[]): { path: (string | number)[]; message: string } | undefined {
  let best: { path: (string | number)[]; message: string } | undefined;
  for (const line of lines) {
    const match = /- at '([^']*)': (.*)$/.exec(line);
    if (!match) continue;
    const path = (match[1] as string).split('/').slice(1).map(stepOf);
    if (best === undefined || path.length > best.path.length || best.message.endsWith("' failed")) {
      best = { path, message: match[2] as string };
    }
  }
  return best;
}

function stepOf(token: string): string | number {
  return /^\d+$/.test(token) ? Number(token) : token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A reference that leads nowhere, where it is written. */
function referenceSpan(file: FileText, text: string): Span | undefined {
  const pointer = /in "[^"#]*(#[^"]*)" not found/.exec(text)?.[1];
  const start = pointer === undefined ? -1 : file.text.indexOf(JSON.stringify(pointer));
  return start < 0 ? undefined : span(start, start + JSON.stringify(pointer).length);
}
