// What a template function is: one record that the interpreter calls, the editor shows, and its page is generated from.

import type { Origin } from '../text/origin.ts';
import type { Value } from '../values/value.ts';
import type { Environment } from './environment.ts';

/**
 * A Go parameter type. The interpreter checks arguments against it exactly as text/template does; `any` is interface {}.
 * `value` is reflect.Value: takes everything, INVALID included, and is what Go's own built-ins declare.
 */
export type ParamType =
  | 'any'
  | 'value'
  | 'string'
  | 'bool'
  | 'int'
  | 'int64'
  | 'uint32'
  | 'float64'
  | 'map[string]interface {}'
  | '[]interface {}'
  | 'time.Time'
  | 'sprig.certificate';

export interface Parameter {
  readonly name: string;
  readonly type: ParamType;
  /** The last parameter may take any number of arguments, none included. */
  readonly variadic?: boolean | undefined;
}

/** Runnable: tests render it and compare, docs show it. */
export interface Example {
  readonly template: string;
  /** YAML text of the values it needs. */
  readonly values?: string | undefined;
  readonly output: string;
}

/** What differs between Helm releases and functions must know. */
export interface FunctionProfile {
  readonly major: 3 | 4;
  /** Package name of the Values type: `chartutil` in Helm 3, `common` in Helm 4. */
  readonly valuesType: 'chartutil.Values' | 'common.Values';
  /** Masterminds/semver 3.5 quotes the constraint in its error, 3.4 does not. */
  readonly semverQuotes: boolean;
  /** BurntSushi/toml 1.6 writes 1e6 as `1e+06`, 1.5 as `1000000.0`. */
  readonly tomlExponent: boolean;
  /** mustToToml exists since Helm 4.2. */
  readonly mustToToml: boolean;
}

/**
 * The circumstances of one call. The interpreter reuses the object: a function reads it during the call and keeps nothing.
 */
export interface Call {
  readonly env: Environment;
  readonly profile: FunctionProfile;
  /** Names the call for seeded randomness: node, call chain, and how often it ran there. Costs a string: read it only when needed. */
  readonly place: () => string;
  /** The first argument as it is written, for the message of `call`; undefined when it was piped in. */
  readonly callee: () => string | undefined;
  /** While tracing: origins of the arguments, parallel to them. Undefined when not tracing. */
  readonly origins: readonly (Origin | undefined)[] | undefined;
}

export interface FunctionRecord {
  readonly name: string;
  /** File it lives in: `strings`, `lists` …, `go` for Go's built-ins, `helm` for Helm's own. */
  readonly group: string;
  readonly params: readonly Parameter[];
  /** Go type of the result (`string`, `[]interface {}`, `any`), for completion and for the type of a nil result. */
  readonly result: string;
  /** One to three sentences in our own words; Markdown. */
  readonly doc: string;
  readonly examples: readonly Example[];
  /** Throws GoError for what Go returns as an error or panics with. Arguments are checked already; INVALID comes as null. */
  readonly call: (args: readonly Value[], call: Call) => Value;
  /**
   * While tracing, the origin of the result. Absent: one piece "computed from" the arguments' origins.
   * Only for functions that copy text or hand on a value; `call.origins` is defined here.
   */
  readonly trace?: ((args: readonly Value[], result: Value, call: Call) => Origin | undefined) | undefined;
}

export type FunctionTable = ReadonlyMap<string, FunctionRecord>;
