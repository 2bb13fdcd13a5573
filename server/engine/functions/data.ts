// The functions that write and read YAML, JSON and TOML: toYaml, fromYaml, toJson, fromJson, toToml and their kin.

import type { Call } from '../template/funcs.ts';
import { GoError } from '../values/errors.ts';
import { type GoMap, type GoSlice, mapOf, sliceOf, type Value } from '../values/value.ts';
import { mustToYaml, toYaml } from '../yaml/emit.ts';
import { jsonDecode, jsonDecodeList, jsonDecodeMapPartly, jsonEncode } from '../yaml/json.ts';
import { toYamlPretty } from '../yaml/pretty.ts';
import { readYamlList, readYamlMap } from '../yaml/read.ts';
import { fromToml, TomlError, toToml } from '../yaml/toml.ts';
import { jsonOrigins, readsText, withTextOrigins, writesYaml, yamlOptions } from './data-trace.ts';
import { group } from './define.ts';

/** mustToYaml is Helm 4's alone, mustToToml Helm 4.2's; the table leaves them out elsewhere. */
export const dataFunctions = group('data', [
  {
    name: 'toYaml',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as a block of YAML, without a line feed at its end. Keys are sorted, long texts are folded at 80 columns, and what cannot be written gives an empty string.',
    examples: [
      { template: '{{ toYaml (dict "b" (list 1 "2") "a" true) }}', output: 'a: true\nb:\n- 1\n- "2"' },
      {
        template: 'resources:\n{{- toYaml .Values.resources | nindent 2 }}',
        values: 'resources:\n  limits: {memory: 1Gi, cpu: 1}\n',
        output: 'resources:\n  limits:\n    cpu: 1\n    memory: 1Gi',
      },
    ],
    call: ([value]) => toYaml(value as Value),
    trace: writesYaml,
  },
  {
    name: 'mustToYaml',
    params: ['value:any'],
    result: 'string',
    doc: 'As `toYaml`, but the render fails when the value cannot be written. Helm 4 only.',
    examples: [{ template: '{{ mustToYaml (list "a" 1) }}', output: '- a\n- 1' }],
    call: ([value]) => mustToYaml(value as Value),
    trace: writesYaml,
  },
  {
    name: 'toYamlPretty',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as YAML with lists indented below their key. Numbers keep their Go type, so a large number from a values file is written with an exponent; lines are never folded.',
    examples: [
      { template: '{{ toYamlPretty (dict "args" (list "-v" "x")) }}', output: 'args:\n  - -v\n  - x' },
      { template: '{{ toYamlPretty .Values.size }}', values: 'size: 1000000\n', output: '1e+06' },
    ],
    call: ([value]) => toYamlPretty(value as Value),
  },
  {
    name: 'fromYaml',
    params: ['text:string'],
    result: 'map[string]interface {}',
    doc: 'Reads a YAML text that holds a map. On an error the result is a map with the message under `Error`.',
    examples: [
      { template: '{{ (fromYaml "a: {b: 1}").a.b }}', output: '1' },
      { template: '{{ hasKey (fromYaml "[1]") "Error" }}', output: 'true' },
    ],
    call: ([text], call) => orErrorMap(() => readMap(text as string, call)),
    trace: readsText('fromYaml'),
  },
  {
    name: 'fromYamlArray',
    params: ['text:string'],
    result: '[]interface {}',
    doc: 'Reads a YAML text that holds a list. On an error the result is a list with the message as its only element.',
    examples: [{ template: '{{ fromYamlArray "[a, b]" | join "," }}', output: 'a,b' }],
    call: ([text], call) => orErrorList(() => readList(text as string, call)),
    trace: readsText('fromYamlArray'),
  },
  {
    name: 'toJson',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as JSON on one line, with sorted keys and with `<`, `>` and `&` escaped. What cannot be written gives an empty string.',
    examples: [{ template: '{{ toJson (dict "b" 1 "a" "<x>") }}', output: '{"a":"\\u003cx\\u003e","b":1}' }],
    call: ([value]) => orEmpty(() => jsonEncode(value as Value, { html: true })),
  },
  {
    name: 'mustToJson',
    params: ['value:any'],
    result: 'string',
    doc: 'As `toJson`, but the render fails when the value cannot be written.',
    examples: [{ template: '{{ mustToJson (list 1 "a") }}', output: '[1,"a"]' }],
    call: ([value]) => jsonEncode(value as Value, { html: true }),
  },
  {
    name: 'toPrettyJson',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as JSON over several lines, indented by two blanks. What cannot be written gives an empty string.',
    examples: [{ template: '{{ toPrettyJson (dict "a" (list 1)) }}', output: '{\n  "a": [\n    1\n  ]\n}' }],
    call: ([value]) => orEmpty(() => jsonEncode(value as Value, { html: true, indent: '  ' })),
  },
  {
    name: 'mustToPrettyJson',
    params: ['value:any'],
    result: 'string',
    doc: 'As `toPrettyJson`, but the render fails when the value cannot be written.',
    examples: [{ template: '{{ mustToPrettyJson (dict) }}', output: '{}' }],
    call: ([value]) => jsonEncode(value as Value, { html: true, indent: '  ' }),
  },
  {
    name: 'toRawJson',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as JSON on one line, with `<`, `>` and `&` left as they are. The render fails when the value cannot be written.',
    examples: [{ template: '{{ toRawJson (dict "a" "<x>") }}', output: '{"a":"<x>"}' }],
    call: ([value]) => rawJson(value as Value),
  },
  {
    name: 'mustToRawJson',
    params: ['value:any'],
    result: 'string',
    doc: 'The same as `toRawJson`.',
    examples: [{ template: '{{ mustToRawJson "a&b" }}', output: '"a&b"' }],
    call: ([value]) => rawJson(value as Value),
  },
  {
    name: 'fromJson',
    params: ['text:string'],
    result: 'map[string]interface {}',
    doc: 'Reads a JSON object. On an error the message lies in the result under `Error`.',
    examples: [
      { template: '{{ (fromJson "{\\"a\\": [1, 2]}").a }}', output: '[1 2]' },
      {
        template: '{{ (fromJson "[1]").Error }}',
        output: 'json: cannot unmarshal array into Go value of type map[string]interface {}',
      },
    ],
    call: ([text], call) => fromJson(text as string, call),
    trace: readsText('fromJson'),
  },
  {
    name: 'fromJsonArray',
    params: ['text:string'],
    result: '[]interface {}',
    doc: 'Reads a JSON list. On an error the result is a list with the message as its only element.',
    examples: [{ template: '{{ fromJsonArray "[1, true]" }}', output: '[1 true]' }],
    call: ([text], call) => orErrorList(() => jsonDecodeList(text as string, jsonOrigins(text as string, call))),
    trace: readsText('fromJsonArray'),
  },
  {
    name: 'mustFromJson',
    params: ['text:string'],
    result: 'any',
    doc: 'Reads any JSON value: object, list, string, number, truth value or null. The render fails on an error.',
    examples: [{ template: '{{ mustFromJson "[1, {\\"a\\": null}]" | toJson }}', output: '[1,{"a":null}]' }],
    call: ([text], call) => jsonDecode(text as string, jsonOrigins(text as string, call)),
    trace: readsText('mustFromJson'),
  },
  {
    name: 'toToml',
    params: ['value:any'],
    result: 'string',
    doc: 'The value as a TOML document. Every number of a values file is a float there. When the value cannot be written, the result is the text of the error.',
    examples: [
      { template: '{{ toToml (dict "a" 1 "t" (dict "b" "x")) }}', output: 'a = 1\n\n[t]\n  b = "x"\n' },
      { template: '{{ toToml (dict "a" (list nil)) }}', output: 'toml: cannot encode array with nil element' },
    ],
    call: ([value], call) => orItsText(() => toToml(value as Value, call.profile.tomlExponent)),
  },
  {
    name: 'mustToToml',
    params: ['value:any'],
    result: 'string',
    doc: 'As `toToml`, but the render fails when the value cannot be written. Helm 4.2 and later.',
    examples: [{ template: '{{ mustToToml (dict "a" "b") }}', output: 'a = "b"\n' }],
    call: ([value], call) => toToml(value as Value, call.profile.tomlExponent),
  },
  {
    name: 'fromToml',
    params: ['text:string'],
    result: 'map[string]interface {}',
    doc: 'Reads a TOML document. On an error the result is a map with the message under `Error`.',
    examples: [{ template: '{{ (fromToml "[a]\\nb = 1").a.b }}', output: '1' }],
    call: ([text]) => orErrorMap(() => fromToml(text as string)),
  },
]);

function readMap(text: string, call: Call): GoMap {
  return withTextOrigins(readYamlMap(text, yamlOptions(call)), text, call);
}

function readList(text: string, call: Call): GoSlice {
  return withTextOrigins(readYamlList(text, yamlOptions(call)), text, call);
}

/** A number beyond float64 is an error beside the rest of the map, as in Go. */
function fromJson(text: string, call: Call): Value {
  return orErrorMap(() => {
    const { value, problem } = jsonDecodeMapPartly(text, jsonOrigins(text, call));
    if (problem !== undefined) value.set('Error', problem);
    return value;
  });
}

function rawJson(value: Value): string {
  return jsonEncode(value, { html: false, pointer: true });
}

/** The result, or what `instead` makes of the error that the function returned. */
function attempt<T, U>(make: () => T, instead: (error: GoError) => U): T | U {
  try {
    return make();
  } catch (error) {
    if (error instanceof GoError) return instead(error);
    throw error;
  }
}

function orEmpty(make: () => string): string {
  return attempt(make, () => '');
}

function orErrorMap(make: () => GoMap): GoMap {
  return attempt(make, (error) => mapOf({ Error: error.message }));
}

function orErrorList(make: () => GoSlice): GoSlice {
  return attempt(make, (error) => sliceOf([error.message]));
}

/** The encoder's own errors are printed; what makes it panic fails the render. */
function orItsText(make: () => string): string {
  return attempt(make, (error) => {
    if (error instanceof TomlError) return error.message;
    throw error;
  });
}
