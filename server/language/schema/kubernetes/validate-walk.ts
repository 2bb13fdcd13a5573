// The state of one walk over a manifest: where it stands, what it found, and how far it may go.

import type { Span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import type { SchemaNode } from './schema-node.ts';
import type { ManifestCode, ManifestPath, ManifestViolation } from './validate-violation.ts';
import { pathText } from './validate-violation.ts';

/**
 * One walk. The path is one stack that grows and shrinks, and is copied only for a finding: most manifests have none.
 */
export interface Walk {
  readonly kind: string;
  readonly path: (string | number)[];
  found: ManifestViolation[];
  /** Kubernetes' own kinds are decoded into Go structs; what their schema says beyond types is judged by other code. */
  readonly isBuiltin: boolean;
  /** Who says so, where the cluster may have another definition: behind each message, and no more than a warning. */
  readonly hearsay: string | undefined;
  /** The cluster's definition may be newer, with more fields and words: of these only slips are told. */
  readonly mayHaveMore: boolean;
  /** Fields without schema may exist. */
  readonly isOpen: boolean;
  /** Nothing is required of a patch. */
  readonly isPatch: boolean;
  /** The API server resets what stands in `status`: only what it cannot decode counts. */
  inStatus: boolean;
  /** Inside anyOf, oneOf, not: unknown fields do not count unless they are forbidden. */
  branches: number;
  /** A branch is only tried: the first thing wrong settles it, and nothing is kept. */
  isTrial: boolean;
  failed: boolean;
  depth: number;
  /** Steps that are left for alternatives. */
  budget: number;
  /** The alternatives that are being judged of one place: a schema among its own is not gone into again. */
  active: { readonly value: YamlNode; readonly schemas: readonly SchemaNode[] } | undefined;
  /** What aliases stand for, and by which schemas that was judged: once each, however often they unfold. */
  readonly aliased: Map<YamlNode, Set<SchemaNode>>;
  /** Places that were told, since a text can be reached in several ways. */
  told: Set<string>;
}

export interface Report {
  readonly code: ManifestCode;
  readonly severity?: 'error' | 'warning';
  readonly span: Span;
  readonly where: 'key' | 'value';
  /** What follows the path. */
  readonly message: string | ((path: string) => string);
  /** Steps that follow those of the walk. */
  readonly below?: ManifestPath;
  readonly fix?: string | undefined;
}

/** Keeps a finding; in a trial only that there was one. */
export function report(walk: Walk, { code, severity = 'error', span, where, message, below = [], fix }: Report): void {
  if (walk.isTrial) {
    walk.failed = true;
    return;
  }
  const place = `${code} ${span.start} ${span.end} ${below.join()}`;
  if (walk.told.has(place)) return;
  walk.told.add(place);
  const path = [...walk.path, ...below];
  const text = pathText(path);
  const told = typeof message === 'string' ? (text === '' ? message : `${text}: ${message}`) : message(text);
  const { hearsay } = walk;
  const found: ManifestViolation = {
    code,
    path,
    span,
    where,
    message: hearsay === undefined ? told : `${told} (${hearsay})`,
    severity: hearsay === undefined ? severity : 'warning',
  };
  walk.found.push(fix === undefined ? found : { ...found, fix: { text: fix } });
}
