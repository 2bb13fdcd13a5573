// Whether the API that an object names is gone, or on its way out, in the Kubernetes that it is for.

import { parseConstraint, parseVersion, satisfies } from '#engine/functions/semver-core.ts';
import { GoError } from '#engine/values/errors.ts';
import { apiOf, type IdentityViolation, type NamedAt, problemAt } from './identify-violation.ts';
import { isRemoved, lifecycleOf, replacementAt } from './lifecycle.ts';
import type { GroupVersionKind } from './schema-node.ts';
import { compareKubernetes } from './version.ts';

/** `range`: what Chart.yaml allows; it only keeps warnings back. */
export function lifecycleProblem(
  gvk: GroupVersionKind,
  at: NamedAt,
  kubernetes: string,
  range: string | undefined,
): IdentityViolation | undefined {
  const life = lifecycleOf(gvk);
  if (life === undefined || compareKubernetes(life.deprecated, kubernetes) > 0 || at.apiVersion === undefined)
    return undefined;
  const instead = replacementAt(gvk, kubernetes);
  const gone = isRemoved(gvk, kubernetes);
  if (!gone && (instead === undefined || allowsBefore(range, life.deprecated))) return undefined;
  const name = `${apiOf(gvk)} ${gvk.kind}`;
  const use = instead === undefined ? '' : `; use ${apiOf(instead)} ${instead.kind}`;
  const soon = life.removed === undefined ? '' : ` and removed in ${life.removed}`;
  const message = gone
    ? `${name} was removed in Kubernetes ${life.removed}${use}`
    : `${name} is deprecated since Kubernetes ${life.deprecated}${soon}${use}`;
  // Another kind has other fields: that is nothing to replace a word for.
  const fix = instead?.kind === gvk.kind ? apiOf(instead) : undefined;
  const code = gone ? 'manifest-removed-api' : 'manifest-deprecated-api';
  return problemAt(at.apiVersion, { code, path: [...at.path, 'apiVersion'], message, fix });
}

/** Versions that a range may be asked about. */
const FIRST_MINOR = 8;
const LAST_MINOR = 60;

/** Whether the range allows a version before this one, in which the replacement may be missing. */
function allowsBefore(range: string | undefined, version: string): boolean {
  if (range === undefined || range === '') return false;
  const minor = Number(version.split('.')[1]);
  for (let i = FIRST_MINOR; i < Math.min(minor, LAST_MINOR); i++) if (isAllowed(range, `v1.${i}.0`)) return true;
  return false;
}

function isAllowed(range: string, version: string): boolean {
  try {
    return satisfies(parseConstraint(range), parseVersion(version));
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}
