// What is wrong with an object's apiVersion or kind, as violations of a schema are told, and where they are written.

import type { Span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import type { IdentityCode } from './identify-codes.ts';
import type { GroupVersionKind } from './schema-node.ts';

/** Shaped as a violation of a schema is (validate-violation.ts), with codes of its own. */
export interface IdentityViolation {
  readonly code: IdentityCode;
  readonly path: readonly (string | number)[];
  /** In offsets of the tree that was read. */
  readonly span: Span;
  readonly where: 'key' | 'value';
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** What may be written in place of the span. */
  readonly fix?: { readonly text: string } | undefined;
}

/** Where an object says what it is; undefined for what it has from the list around it. */
export interface NamedAt {
  /** Of the object. */
  readonly path: IdentityViolation['path'];
  readonly apiVersion: YamlNode | undefined;
  readonly kind: YamlNode | undefined;
}

/** A problem of one value. */
export function problemAt(
  { start, end }: YamlNode,
  problem: Pick<IdentityViolation, 'code' | 'path' | 'message'> & { readonly fix?: string | undefined },
): IdentityViolation {
  const { code, path, message, fix } = problem;
  const severity = code === 'manifest-deprecated-api' ? 'warning' : 'error';
  const replaced = fix === undefined ? undefined : { text: fix };
  return { code, path, span: { start, end }, where: 'value', message, severity, fix: replaced };
}

/** `apps/v1`; the core group is not written. */
export function apiOf({ group, version }: Pick<GroupVersionKind, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}
