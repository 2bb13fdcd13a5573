// The objects of a document that was changed in one place: those that the change left alone are not judged again.

import type { MapNode } from '#engine/yaml/read-tree.ts';
import type { FoundSchema } from './schema-store.ts';
import { type ManifestContext, validateManifest } from './validate.ts';
import type { ManifestViolation } from './validate-violation.ts';

interface Known {
  readonly law: unknown;
  readonly context: ManifestContext;
  readonly found: FoundSchema;
  /** Where the object began when it was judged. */
  readonly start: number;
  readonly violations: readonly ManifestViolation[];
}

/** By the object as it was read: a later tree has moved copies of it. */
const memo = new WeakMap<MapNode, Known>();

/** As `validateManifest`. `law` is the same object while nothing changes that schemas and context come from. */
export function validateAgain(
  object: MapNode,
  found: FoundSchema,
  context: ManifestContext,
  law: unknown,
): readonly ManifestViolation[] {
  const known = memo.get(object.original);
  if (known !== undefined && known.law === law && isSame(known, found, context)) {
    const by = object.start - known.start;
    return by === 0 ? known.violations : known.violations.map((one) => moved(one, by));
  }
  const violations = validateManifest(object, found, context);
  memo.set(object.original, { law, context, found, start: object.start, violations });
  return violations;
}

/** An item of a list has its kind from the list. */
function isSame({ found: { gvk: a }, context }: Known, { gvk: b }: FoundSchema, now: ManifestContext): boolean {
  const isSameKind = a.kind === b.kind && a.group === b.group && a.version === b.version;
  return isSameKind && context.kubernetes === now.kubernetes && context.isPatch === now.isPatch;
}

function moved(violation: ManifestViolation, by: number): ManifestViolation {
  const { start, end } = violation.span;
  return { ...violation, span: { start: start + by, end: end + by } };
}
