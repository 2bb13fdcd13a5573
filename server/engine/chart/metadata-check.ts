// What Helm demands of a Chart.yaml, in its order and words; and how it cleans the texts beforehand.

import { parseVersion } from '../functions/semver-core.ts';
import { runes } from '../text/bytes.ts';
import { isSpace } from '../text/traced.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';
import { isPrint } from '../values/quote-print.ts';
import { basePath } from './archive-path.ts';
import type { RawDependency, RawMetadata } from './metadata.ts';
import type { Profile } from './profile.ts';

export interface MetadataProblem {
  /** Helm's text, `validation: ` included. */
  readonly message: string;
  /** Keys that lead to the culprit, as far as it exists; the part that is missing comes last. */
  readonly path: readonly (string | number)[];
}

type Check = (metadata: RawMetadata, profile: MetadataProfile) => MetadataProblem | undefined;
type MetadataProfile = Pick<Profile, 'refusesDotNames' | 'semverQuotes'>;

/** The first thing Helm refuses in metadata that were sanitized. */
export function checkMetadata(metadata: RawMetadata, profile: MetadataProfile): MetadataProblem | undefined {
  for (const check of CHECKS) {
    const problem = check(metadata, profile);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** In Helm's order. */
const CHECKS: readonly Check[] = [
  ({ apiVersion }) => (apiVersion === '' ? invalid('chart.metadata.apiVersion is required', 'apiVersion') : undefined),
  checkName,
  checkVersion,
  ({ type }) =>
    ['', 'application', 'library'].includes(type)
      ? undefined
      : invalid('chart.metadata.type must be application or library', 'type'),
  ({ maintainers }) => nullEntry(maintainers ?? [], 'maintainers'),
  checkDependencies,
];

function checkName({ name }: RawMetadata, profile: MetadataProfile): MetadataProblem | undefined {
  if (name === '') return invalid('chart.metadata.name is required', 'name');
  if (profile.refusesDotNames && (name === '.' || name === '..')) {
    return invalid(`chart.metadata.name ${quoteGo(name)} is not allowed`, 'name');
  }
  return name === basePath(name) ? undefined : invalid(`chart.metadata.name ${quoteGo(name)} is invalid`, 'name');
}

function checkVersion({ version }: RawMetadata, profile: MetadataProfile): MetadataProblem | undefined {
  if (version === '') return invalid('chart.metadata.version is required', 'version');
  try {
    parseVersion(version, profile);
    return undefined;
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return invalid(`chart.metadata.version ${quoteGo(version)} is invalid`, 'version');
  }
}

function checkDependencies({ dependencies = [] }: RawMetadata): MetadataProblem | undefined {
  const seen = new Set<string>();
  for (const [i, dependency] of dependencies.entries()) {
    const problem = checkDependency(dependency, i, seen);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkDependency(
  dependency: RawDependency | null,
  index: number,
  seen: Set<string>,
): MetadataProblem | undefined {
  if (dependency === null) return nullEntry([null], 'dependencies', index);
  const { name, alias } = dependency;
  if (alias !== '' && !/^[a-zA-Z0-9_-]+$/.test(alias)) {
    return invalid(
      `dependency ${quoteGo(name)} has disallowed characters in the alias`,
      'dependencies',
      index,
      'alias',
    );
  }
  const key = alias === '' ? name : alias;
  if (seen.has(key)) {
    const part = alias === '' ? 'name' : 'alias';
    return invalid(`more than one dependency with name or alias ${quoteGo(key)}`, 'dependencies', index, part);
  }
  seen.add(key);
  return undefined;
}

function nullEntry(list: readonly unknown[], what: string, first = 0): MetadataProblem | undefined {
  const index = list.indexOf(null);
  return index < 0 ? undefined : invalid(`${what} must not contain empty or null nodes`, what, first + index);
}

function invalid(message: string, ...path: (string | number)[]): MetadataProblem {
  return { message: `validation: ${message}`, path };
}

/** Every kind of blank becomes a space, what cannot be printed goes. */
export function sanitize(text: string): string {
  let out = '';
  for (const rune of runes(text)) {
    if (isSpace(rune)) out += ' ';
    else if (isPrint(rune)) out += String.fromCodePoint(rune);
  }
  return out;
}
