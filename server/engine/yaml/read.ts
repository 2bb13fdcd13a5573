// YAML text to Go values, as Helm reads values files, manifests and fromYaml: sigs.k8s.io/yaml into interface types.

import { GoError } from '../values/errors.ts';
import { ANY_MAP, ANY_SLICE, GoMap, GoSlice, type Value } from '../values/value.ts';
import { parseDocument } from './parse.ts';
import { buildValue, type OriginOptions } from './read-build.ts';
import { checkJson } from './read-check.ts';
import { goYamlText, YamlProblem } from './scan-problem.ts';

export interface ReadOptions {
  /** Give every map and list slot its place in the text. */
  readonly origins?: OriginOptions | undefined;
  /** Go type of the target as error texts name it. */
  readonly type?: string | undefined;
}

/**
 * The first document as yaml.Unmarshal gives it for interface {}: numbers are float64, keys strings, aliases copies.
 * An empty text is null. Throws GoError with sigs.k8s.io/yaml's text (`error converting YAML to JSON: yaml: line 3: …`).
 */
export function readYaml(text: string, options: ReadOptions = {}): Value {
  try {
    const { root, problem } = parseDocument(text, { offset: options.origins?.offset });
    if (problem !== undefined) throw problem;
    if (root === null) return null;
    const built = buildValue(root, { origins: options.origins });
    if (built.suspicious) checkJson(built);
    return built.value;
  } catch (problem) {
    if (problem instanceof YamlProblem) throw new GoError(`error converting YAML to JSON: ${goYamlText(problem)}`);
    throw problem;
  }
}

/** The first document as yaml.Unmarshal gives it for a map: nothing and null are an empty map, other kinds an error. */
export function readYamlMap(text: string, options: ReadOptions = {}): GoMap {
  const value = readYaml(text, options);
  if (value === null) return new GoMap();
  if (value instanceof GoMap) return value;
  throw wrongKind(value, options.type ?? ANY_MAP);
}

/** The first document as yaml.Unmarshal gives it for a list: nothing and null are an empty list, other kinds an error. */
export function readYamlList(text: string, options: ReadOptions = {}): GoSlice {
  const value = readYaml(text, options);
  if (value === null) return new GoSlice();
  if (value instanceof GoSlice) return value;
  throw wrongKind(value, options.type ?? ANY_SLICE);
}

function wrongKind(value: Value, type: string): GoError {
  return new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type ${type}`,
  );
}

/** What encoding/json calls a value of the wrong kind. */
export function jsonKind(value: Value): string {
  if (value instanceof GoMap) return 'object';
  if (value instanceof GoSlice) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'number';
}
