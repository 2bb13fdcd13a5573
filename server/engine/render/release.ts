// The release that a render is for, and everything a caller may choose about one render.

import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { type GoMap, mapOf } from '../values/value.ts';

export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade: boolean;
  /** `helm template`: false. `helm lint` renders neither an install nor an upgrade, at revision 0. */
  readonly isLint?: boolean | undefined;
  /** Names of labels that the release is to have; templates do not see them. */
  readonly labels?: readonly string[] | undefined;
}

export const DEFAULT_RELEASE: Release = { name: 'release-name', namespace: 'default', isUpgrade: false };

/** `.Release` as templates see it. */
export function releaseObject(release: Release): GoMap {
  return mapOf({
    Name: release.name,
    Namespace: release.namespace,
    IsUpgrade: release.isUpgrade,
    IsInstall: !release.isUpgrade && release.isLint !== true,
    Revision: release.isLint ? 0n : 1n,
    Service: 'Helm',
  });
}

const NAME = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';
const NAME_PATTERN = new RegExp(NAME);

/** Throws what helm says of a bad release name. */
export function checkReleaseName(name: string): void {
  const cause =
    name === '' ? 'no name provided' : name.length > 53 || !NAME_PATTERN.test(name) ? INVALID_NAME : undefined;
  if (cause === undefined) return;
  throw new GoError(`release name ${quoteGo(name)}: ${cause}`);
}

const INVALID_NAME = `invalid release name, must match regex ${NAME} and the length must not be longer than 53`;

const SYSTEM_LABELS = ['name', 'owner', 'status', 'version', 'createdAt', 'modifiedAt'];

/** What helm says of labels that are its own. */
export function checkLabels(labels: readonly string[] = []): string | undefined {
  if (!labels.some((label) => SYSTEM_LABELS.includes(label))) return undefined;
  return `user supplied labels contains system reserved label name. System labels: [${SYSTEM_LABELS.join(' ')}]`;
}
