// Rules about Chart.yaml, in Helm's order (helm-spec 7.2, section 1).

import { basePath } from '#engine/chart/archive-path.ts';
import type { SourceFile } from '#engine/chart/chart.ts';
import { placeOf, readMetadata } from '#engine/chart/load-read.ts';
import type { RawMetadata } from '#engine/chart/metadata.ts';
import { metadataShape } from '#engine/chart/metadata-shape.ts';
import type { Profile } from '#engine/chart/profile.ts';
import {
  parseConstraint,
  parseStrictVersion,
  parseVersion,
  satisfies,
  versionText,
} from '#engine/functions/semver-core.ts';
import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import { GoMap, typeName } from '#engine/values/value.ts';
import { decodeStruct } from '#engine/yaml/decode.ts';
import { readYamlMap } from '#engine/yaml/read.ts';
import { isEmail, isRequestUrl, isUrl } from './govalidator.ts';
import type { HelmLintRun } from './input.ts';
import type { HelmLintCode, HelmLintSeverity } from './message.ts';

const FILE = 'Chart.yaml';

/** What a rule found, with the keys that lead to the culprit. */
interface Problem {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

interface Subject {
  readonly metadata: RawMetadata;
  /** The same file without a struct behind it: values have the types that YAML gave them. */
  readonly untyped: GoMap;
  readonly profile: Profile;
}

interface Rule {
  readonly code: HelmLintCode;
  readonly severity: HelmLintSeverity;
  readonly major?: 4;
  readonly check: (subject: Subject) => Problem | undefined;
}

const RULES: readonly Rule[] = [
  { code: 'helm-chart-name', severity: 'ERROR', check: checkName },
  { code: 'helm-chart-api-version', severity: 'ERROR', check: checkApiVersion },
  { code: 'helm-chart-version', severity: 'ERROR', check: ({ untyped }) => checkText(untyped, 'version') },
  { code: 'helm-chart-version', severity: 'ERROR', check: checkVersion },
  { code: 'helm-chart-app-version', severity: 'ERROR', check: ({ untyped }) => checkText(untyped, 'appVersion') },
  { code: 'helm-chart-maintainer', severity: 'ERROR', check: checkMaintainers },
  { code: 'helm-chart-source', severity: 'ERROR', check: checkSources },
  { code: 'helm-chart-icon', severity: 'INFO', check: checkIconPresence },
  { code: 'helm-chart-icon', severity: 'ERROR', check: checkIconUrl },
  { code: 'helm-chart-type', severity: 'ERROR', check: checkType },
  { code: 'helm-chart-dependencies', severity: 'ERROR', check: checkDependencies },
  { code: 'helm-chart-strict-version', severity: 'WARNING', major: 4, check: checkStrictVersion },
];

/** Runs the rules about Chart.yaml; one that cannot be read ends them. */
export function lintChartFile(run: HelmLintRun): void {
  const { folder, directory, profile } = run.input;
  const isFolder = folder.kind(FILE) === 'folder';
  run.check('helm-chart-file', 'ERROR', FILE, isFolder ? 'should be a file, not a directory' : undefined);
  const file = isFolder ? undefined : folder.file(FILE);
  if (file === undefined) {
    const cause = isFolder ? `read ${directory}/${FILE}: is a directory` : `open ${directory}/${FILE}: ${MISSING}`;
    run.check('helm-chart-file', 'ERROR', FILE, `unable to parse YAML\n\t${cause}`);
    return;
  }
  const { value: metadata, problem } = readMetadata(file, run.major);
  const place = { source: file.source, span: problem?.span };
  if (!run.check('helm-chart-file', 'ERROR', FILE, problem && `unable to parse YAML\n\t${problem.message}`, place))
    return;
  if (run.major === 4) run.check('helm-chart-strict', 'WARNING', FILE, strictProblem(file), { source: file.source });
  const subject = { metadata, untyped: untypedOf(file), profile };
  for (const { code, severity, major, check } of RULES) {
    if (major !== undefined && major !== run.major) continue;
    const found = check(subject);
    if (found === undefined) continue;
    run.check(code, severity, FILE, found.message, { source: file.source, span: placeOf(file, found.path) });
  }
}

const MISSING = 'no such file or directory';

/** Unknown and repeated keys. */
function strictProblem(file: SourceFile): string | undefined {
  const cause = problemOf(() => decodeStruct(file.text, metadataShape(4), { strict: true }));
  return cause && `failed to strictly parse chart metadata file\n\t${cause}`;
}

/** Empty where Go's map would stay so: the struct took a value that a map cannot (an infinite version, say). */
function untypedOf(file: SourceFile): GoMap {
  try {
    return readYamlMap(file.text);
  } catch (error) {
    if (error instanceof GoError) return new GoMap();
    throw error;
  }
}

function checkName({ metadata: { name } }: Subject): Problem | undefined {
  if (name === '') return at('name is required', 'name');
  return basePath(name) === name ? undefined : at(`chart name ${quoteGo(name)} is invalid`, 'name');
}

function checkApiVersion({ metadata: { apiVersion } }: Subject): Problem | undefined {
  const must = 'The value must be either "v1" or "v2"';
  if (apiVersion === '') return at(`apiVersion is required. ${must}`, 'apiVersion');
  if (apiVersion === 'v1' || apiVersion === 'v2') return undefined;
  return at(`apiVersion '${apiVersion}' is not valid. ${must}`, 'apiVersion');
}

function checkText(untyped: GoMap, key: string): Problem | undefined {
  const value = untyped.get(key);
  if (value === undefined || typeof value === 'string') return undefined;
  const type = value === null ? '<nil>' : typeName(value);
  return at(`${key} should be of type string but it's of type ${type}`, key);
}

function checkVersion({ metadata: { version }, profile }: Subject): Problem | undefined {
  if (version === '') return at('version is required', 'version');
  if (problemOf(() => parseVersion(version, profile)) !== undefined) {
    return at(`version '${version}' is not a valid SemVer`, 'version');
  }
  const parsed = parseVersion(version, profile);
  if (satisfies(parseConstraint('>0.0.0-0', profile), parsed)) return undefined;
  const shown = (text: string) => (profile.semverQuotes ? quoteGo(text) : text);
  return at(`version ${shown(versionText(parsed))} is less than or equal to ${shown('0.0.0-0')}`, 'version');
}

function checkStrictVersion({ metadata: { version }, profile }: Subject): Problem | undefined {
  const problem = problemOf(() => parseStrictVersion(version, profile));
  return problem === undefined ? undefined : at(`version '${version}' is not a valid SemVerV2`, 'version');
}

function checkMaintainers({ metadata: { maintainers = [] }, profile }: Subject): Problem | undefined {
  for (const [i, maintainer] of maintainers.entries()) {
    if (maintainer === null) return at('a maintainer entry is empty', 'maintainers', i);
    const { name, email, url } = maintainer;
    if (name === '') return at('each maintainer requires a name', 'maintainers', i, 'name');
    if (email !== '' && !isEmail(email)) {
      return at(`invalid email '${email}' for maintainer '${name}'`, 'maintainers', i, 'email');
    }
    if (url !== '' && !isUrl(url, profile)) {
      return at(`invalid url '${url}' for maintainer '${name}'`, 'maintainers', i, 'url');
    }
  }
  return undefined;
}

function checkSources({ metadata: { sources = [] }, profile }: Subject): Problem | undefined {
  const i = sources.findIndex((source) => !isRequestUrl(source, profile));
  return i < 0 ? undefined : at(`invalid source URL '${sources[i]}'`, 'sources', i);
}

function checkIconPresence({ metadata: { icon } }: Subject): Problem | undefined {
  return icon === '' ? at('icon is recommended', 'icon') : undefined;
}

function checkIconUrl({ metadata: { icon }, profile }: Subject): Problem | undefined {
  return icon === '' || isRequestUrl(icon, profile) ? undefined : at(`invalid icon URL '${icon}'`, 'icon');
}

function checkType({ metadata: { type, apiVersion } }: Subject): Problem | undefined {
  if (type === '' || apiVersion === 'v2') return undefined;
  return at(`chart type is not valid in apiVersion '${apiVersion}'. It is valid in apiVersion 'v2'`, 'type');
}

function checkDependencies({ metadata: { dependencies = [], apiVersion } }: Subject): Problem | undefined {
  if (dependencies.length === 0 || apiVersion === 'v2') return undefined;
  const where = `dependencies are not valid in the Chart file with apiVersion '${apiVersion}'.`;
  return at(`${where} They are valid in apiVersion 'v2'`, 'dependencies');
}

function at(message: string, ...path: (string | number)[]): Problem {
  return { message, path };
}

/** What Go would return as the error of a step. */
function problemOf(step: () => unknown): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}
