// What judging a manifest gives: one thing that is wrong, where it is written, and how much the API server minds.

import type { Span } from '#engine/text/span.ts';
import type { CheckCode } from './checks/check.ts';
import type { SchemaCode } from './validate-codes.ts';

export type ManifestCode = SchemaCode | CheckCode;

export interface ManifestViolation {
  readonly code: ManifestCode;
  /** Keys and indexes from the root of the document to what is wrong, or to the field that is missing. */
  readonly path: ManifestPath;
  /** What is underlined, in offsets of the tree that was judged. */
  readonly span: Span;
  /** Whether the span is a key (of an unknown field, of the table that lacks one, of a block) or a value. */
  readonly where: 'key' | 'value';
  readonly message: string;
  /** An error is what the API server refuses; what is only a bundled definition's word is a warning. */
  readonly severity: 'error' | 'warning';
  /** What may be written in place of the span. */
  readonly fix?: { readonly text: string } | undefined;
}

export type ManifestPath = readonly (string | number)[];

/** `spec.containers[0].image`, and `metadata.labels[app.kubernetes.io/name]` as Kubernetes writes such keys. */
export function pathText(path: ManifestPath): string {
  let out = '';
  for (const step of path) {
    if (typeof step === 'number' || !/^[\w-]+$/.test(step)) out += `[${step}]`;
    else out += out === '' ? step : `.${step}`;
  }
  return out;
}
