// Where schemas of kinds are asked for: one interface for what Chartroom ships, what charts bring and what users name.

import type { GroupVersionKind, SchemaNode } from './schema-node.ts';

/** Who gives a schema: Kubernetes itself, a bundled CRD, our open schema of one, or a file of the user's. */
export type SchemaSource =
  | { readonly kind: 'kubernetes'; readonly version: string }
  | { readonly kind: 'bundled'; readonly name: string }
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'file'; readonly uri: string };

export interface FoundSchema {
  readonly gvk: GroupVersionKind;
  readonly schema: SchemaNode;
  readonly source: SchemaSource;
  /** Fields that it does not name may exist: nothing is said of them. */
  readonly isOpen: boolean;
}

/** One source of schemas. Synchronous, immutable; what it unpacks on the way it keeps. */
export interface SchemaStore {
  /** `kubernetes`: the cluster's version as `1.36`; stores of CRDs do not look at it. */
  find(gvk: GroupVersionKind, kubernetes: string): FoundSchema | undefined;
  /** All kinds that it knows, for completion and for what an unknown kind may mean. */
  kinds(kubernetes: string): readonly GroupVersionKind[];
}
