// The semver functions, and the version object that `semver` gives to templates.

import { fromBytes, toBytes } from '../text/bytes.ts';
import { ErrorValue, NIL_ERROR } from '../values/error-value.ts';
import { GoError } from '../values/errors.ts';
import { GoBytes, GoObject, Int, type Kind, type Method, typeName, type Value } from '../values/value.ts';
import { jsonDecodeString } from '../yaml/json-decode.ts';
import { group } from './define.ts';
import {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  parseConstraint,
  parseVersion,
  type SemverOptions,
  satisfies,
  type Version,
  versionText,
} from './semver-core.ts';

export const semverFunctions = group('semver', [
  {
    name: 'semver',
    params: ['version:string'],
    result: '*semver.Version',
    doc: 'Reads a version, leniently: a leading `v` is allowed, missing numbers are 0. The result prints in normal form and has `.Major`, `.Minor`, `.Patch`, `.Prerelease`, `.Metadata`, `.Original`, comparisons such as `.LessThan (semver "2.0")`, and `.IncMajor`, `.IncMinor`, `.IncPatch`. A text that is no version is an error.',
    examples: [
      { template: '{{ semver "v1.2" }}', output: '1.2.0' },
      { template: '{{ (semver "1.2.3-rc.1+build").Prerelease }}', output: 'rc.1' },
      { template: '{{ (semver "1.9.0").LessThan (semver "1.10.0") }}', output: 'true' },
    ],
    call: ([version], call) => new VersionObject(parseVersion(version as string, call.profile), call.profile, true),
  },
  {
    name: 'semverCompare',
    params: ['constraint:string', 'version:string'],
    result: 'bool',
    doc: 'Whether a version meets a constraint such as `>=1.19-0`, `~1.2`, `^2.0.0`, `1.2 - 1.4` or `<1.5 || >=2`. A pre-release (`1.20.0-eks-1` is one) never meets a constraint that names none: write `>=1.19-0` to let them in.',
    examples: [
      { template: '{{ semverCompare ">=1.19-0" "v1.20.0-eks-1" }}', output: 'true' },
      { template: '{{ semverCompare "^1.2.0" "1.3.4" }} {{ semverCompare "~1.2.0" "1.3.4" }}', output: 'true false' },
      { template: '{{ semverCompare ">=1.19" "1.20.0-eks-1" }}', output: 'false' },
    ],
    call: ([constraint, version], call) => {
      const wanted = parseConstraint(constraint as string, call.profile);
      return satisfies(wanted, parseVersion(version as string, call.profile));
    },
  },
]);

/** A `*semver.Version`, or the bare `semver.Version` that IncMajor and its like give, which has fewer methods. */
export class VersionObject extends GoObject {
  override readonly type: string;
  override readonly kind: Kind;
  /** A pointer's target, which Scan and its like write. */
  version: Version;
  private readonly options: SemverOptions;

  constructor(version: Version, options: SemverOptions, pointer: boolean) {
    super();
    this.version = version;
    this.options = options;
    this.type = pointer ? '*semver.Version' : 'semver.Version';
    this.kind = pointer ? 'ptr' : 'struct';
  }

  override text(): string {
    return versionText(this.version);
  }

  override json(): Value {
    return versionText(this.version);
  }

  override printed(): readonly (readonly [name: string, value: Value])[] {
    const { major, minor, patch, prerelease, metadata, original } = this.version;
    const numbers = Object.entries({ major, minor, patch }).map(
      ([name, part]) => [name, new Int('uint64', part)] as const,
    );
    return [...numbers, ['pre', prerelease], ['metadata', metadata], ['original', original]];
  }

  /** None of its fields is exported. */
  override deepCopied(): VersionObject {
    return new VersionObject(NO_VERSION, this.options, this.kind === 'ptr');
  }

  override methodNames(): readonly string[] {
    const names = Object.keys(VALUE_METHODS);
    if (this.kind !== 'ptr') return names.sort();
    return [...names, ...Object.keys(POINTER_METHODS), ...Object.keys(WRITING_METHODS)].sort();
  }

  override method(name: string): Method | undefined {
    const writing = this.kind === 'ptr' ? WRITING_METHODS[name] : undefined;
    if (writing !== undefined) return this.#writer(writing);
    const own = VALUE_METHODS[name] ?? (this.kind === 'ptr' ? POINTER_METHODS[name] : undefined);
    if (own === undefined) return undefined;
    return { params: own.params, result: own.result, call: (args) => own.call(this.version, args, this.options) };
  }

  /** Reads a text into this version and gives the error, or a nil one. */
  #writer({ params, read }: WritingMethod): Method {
    const call = ([value]: readonly Value[]) => {
      try {
        this.version = parseVersion(read(value as Value, this.options), this.options);
        return NIL_ERROR;
      } catch (error) {
        if (error instanceof GoError) return new ErrorValue(error.message);
        throw error;
      }
    };
    return { params, result: 'error', call };
  }
}

/** Go's zero Version. */
const NO_VERSION: Version = { major: 0n, minor: 0n, patch: 0n, prerelease: '', metadata: '', original: '' };

interface VersionMethod {
  readonly params: readonly string[];
  readonly result: string;
  readonly call: (version: Version, args: readonly Value[], options: SemverOptions) => Value;
}

const VALUE_METHODS: Readonly<Record<string, VersionMethod>> = {
  String: reads('string', versionText),
  Major: reads('uint64', (version) => new Int('uint64', version.major)),
  Minor: reads('uint64', (version) => new Int('uint64', version.minor)),
  Patch: reads('uint64', (version) => new Int('uint64', version.patch)),
  Prerelease: reads('string', (version) => version.prerelease),
  Metadata: reads('string', (version) => version.metadata),
  Value: reads('driver.Value', versionText),
  MarshalJSON: reads('[]uint8', (version) => new GoBytes(toBytes(`"${versionText(version)}"`))),
  MarshalText: reads('[]uint8', (version) => new GoBytes(toBytes(versionText(version)))),
  IncMajor: increments('major'),
  IncMinor: increments('minor'),
  IncPatch: increments('patch'),
  SetPrerelease: replaces('prerelease', checkPrerelease),
  SetMetadata: replaces('metadata', checkMetadata),
};

const POINTER_METHODS: Readonly<Record<string, VersionMethod>> = {
  Original: reads('string', (version) => version.original),
  Compare: compares('int', (order) => BigInt(order)),
  Equal: compares('bool', (order) => order === 0, true),
  LessThan: compares('bool', (order) => order < 0),
  LessThanEqual: compares('bool', (order) => order <= 0),
  GreaterThan: compares('bool', (order) => order > 0),
  GreaterThanEqual: compares('bool', (order) => order >= 0),
};

interface WritingMethod {
  readonly params: readonly string[];
  /** The version's text; throws GoError. */
  readonly read: (value: Value, options: SemverOptions) => string;
}

const WRITING_METHODS: Readonly<Record<string, WritingMethod>> = {
  Scan: { params: ['any'], read: scanned },
  UnmarshalJSON: { params: ['[]uint8'], read: (value) => jsonDecodeString(textOfBytes(value)) ?? '' },
  UnmarshalText: { params: ['[]uint8'], read: textOfBytes },
};

/** Until semver 3.5 everything but a string was read as an empty one. */
function scanned(value: Value, options: SemverOptions): string {
  if (typeof value === 'string') return value;
  if (!options.semverQuotes) return '';
  if (value === null) throw new GoError('cannot scan nil into Version');
  if (value instanceof GoBytes) return textOfBytes(value);
  throw new GoError(`unsupported Scan type ${typeName(value)}`);
}

function textOfBytes(value: Value): string {
  return fromBytes((value as GoBytes).bytes);
}

function reads(result: string, call: (version: Version) => Value): VersionMethod {
  return { params: [], result, call };
}

function compares(result: string, judge: (order: number) => Value, nilIsUnequal = false): VersionMethod {
  return {
    params: ['*semver.Version'],
    result,
    call: (version, [other]) => {
      if (other instanceof VersionObject) return judge(compareVersions(version, other.version));
      // A nil *Version: Equal alone looks before it reads.
      if (nilIsUnequal) return false;
      throw new GoError('runtime error: invalid memory address or nil pointer dereference');
    },
  };
}

type Part = 'major' | 'minor' | 'patch';

/** The next version; a pre-release's next patch is the release itself. */
function increments(part: Part): VersionMethod {
  return {
    params: [],
    result: 'semver.Version',
    call: (version, _, options) => {
      const released = part === 'patch' && version.prerelease !== '';
      const raised = BigInt.asUintN(64, version[part] + (released ? 0n : 1n));
      if (options.semverQuotes && raised === 0n && !released) {
        throw new GoError(`${part} version increment would overflow uint64`);
      }
      const next = {
        major: part === 'major' ? raised : version.major,
        minor: part === 'minor' ? raised : part === 'major' ? 0n : version.minor,
        patch: part === 'patch' ? raised : 0n,
        prerelease: '',
        metadata: '',
      };
      return changed(version, next, options);
    },
  };
}

function replaces(part: 'prerelease' | 'metadata', check: (text: string) => void): VersionMethod {
  return {
    params: ['string'],
    result: 'semver.Version',
    call: (version, [text], options) => {
      if (text !== '') check(text as string);
      return changed(version, { ...version, [part]: text as string }, options);
    },
  };
}

function changed(from: Version, to: Omit<Version, 'original'>, options: SemverOptions): VersionObject {
  const prefix = from.original.startsWith('v') ? 'v' : '';
  const next = { ...to, original: '' };
  return new VersionObject({ ...next, original: prefix + versionText(next) }, options, false);
}
