// values.schema.json before a chart's values, by the engine's judge: Helm's words, one violation for each thing that is wrong.

import { type Cause, judgeCauses } from '#engine/schema/judge.ts';
import { LimitError, Meter, metered } from '#engine/values/meter.ts';
import { GoMap, GoSlice, type Value } from '#engine/values/value.ts';
import { type JsonSchema, keysAt } from './json-schema.ts';
import { nearest } from './near.ts';
import type { Violation } from './violation.ts';

export interface ValuesJudgement {
  readonly violations: readonly Violation[];
  /** Helm's text for a schema that cannot judge at all. */
  readonly schemaProblem: string | undefined;
}

/** `parsed` is the same schema as plain data, for what it names in place of an unknown key. */
export function judgeValues(schemaText: string, parsed: JsonSchema | undefined, value: Value): ValuesJudgement {
  const { causes, schemaProblem } = judgeBounded(schemaText, value);
  const run: Run = { schema: parsed, value };
  return { violations: causes.flatMap((cause) => violationsOf(run, cause)), schemaProblem };
}

/** Far more than the values of any public chart need. */
const MOST_STEPS = 2_000_000;

/** A schema that goes on without end finds nothing here; that it was stopped the render tells. */
function judgeBounded(schemaText: string, value: Value): ReturnType<typeof judgeCauses> {
  try {
    const meter = new Meter({ steps: MOST_STEPS, output: Number.POSITIVE_INFINITY });
    return metered(meter, () => judgeCauses(schemaText, value));
  } catch (error) {
    if (error instanceof LimitError) return { causes: [], schemaProblem: undefined };
    throw error;
  }
}

interface Run {
  readonly schema: JsonSchema | undefined;
  readonly value: Value;
}

/** Groups and references have nothing to say themselves; alternatives are told as one. */
function violationsOf(run: Run, cause: Cause): Violation[] {
  const keyword = cause.keywordPath[0] ?? '';
  const isWrapper = cause.kind !== 'cause' || keyword === 'allOf';
  if (isWrapper && cause.causes.length > 0) return cause.causes.flatMap((inner) => violationsOf(run, inner));
  const path = pathOf(run.value, cause.place);
  switch (keyword) {
    case 'additionalProperties':
      return quotedNames(cause.message).map((name) => unknownKey(run, path, name));
    case 'required':
      return quotedNames(cause.message).map((property) => {
        return { path, what: 'table', keyword, property, message: `missing property '${property}'` };
      });
    case 'dependency':
    case 'dependentRequired':
      return [{ path: [...path, cause.keywordPath[1] ?? ''], what: 'key', keyword, message: cause.message }];
    case 'propertyNames':
      return [{ path, what: 'key', keyword, property: String(path.at(-1)), message: withCauses(cause) }];
    case '': {
      const isKey = typeof path.at(-1) === 'string';
      const message = isKey && cause.message === 'false schema' ? `'${path.at(-1)}' is not allowed` : cause.message;
      return [{ path, what: isKey ? 'key' : 'value', keyword, message }];
    }
    default:
      return [{ path, what: 'value', keyword, message: withCauses(cause) }];
  }
}

function unknownKey(run: Run, path: Violation['path'], name: string): Violation {
  const meant = run.schema && nearest(name, keysAt(run.schema, path).keys());
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
  const message = `additional property '${name}' not allowed${hint}`;
  return { path: [...path, name], what: 'key', keyword: 'additionalProperties', property: name, message };
}

/** Alternatives that only disagree on the type are one question: `got boolean, want string or integer`. */
function withCauses(cause: Cause): string {
  const leaves = cause.causes.flatMap(leavesOf);
  if (leaves.length === 0) return cause.message;
  const wants = leaves.map((leaf) => /^got (\S+), want (.*)$/.exec(leaf.message));
  const samePlace = leaves.every((leaf) => leaf.place.length === cause.place.length);
  if (samePlace && wants.every((want) => want !== null)) {
    return `got ${wants[0]?.[1]}, want ${[...new Set(wants.map((want) => want?.[2]))].join(' or ')}`;
  }
  const lines = leaves.map((leaf) => `- at '${pathText(leaf.place)}': ${leaf.message}`);
  return [cause.message, ...new Set(lines)].join('\n');
}

function leavesOf(cause: Cause): Cause[] {
  return cause.causes.length === 0 ? [cause] : cause.causes.flatMap(leavesOf);
}

function pathText(place: readonly string[]): string {
  return place.map((token) => `/${token}`).join('');
}

/** The judge names places by texts only; a step into a list becomes a number. */
function pathOf(value: Value, place: readonly string[]): (string | number)[] {
  let at: Value | undefined = value;
  return place.map((token) => {
    const isList: boolean = at instanceof GoSlice;
    at = at instanceof GoSlice ? at.at(Number(token)) : at instanceof GoMap ? at.get(token) : undefined;
    return isList ? Number(token) : token;
  });
}

/** The names in `'a', 'b'`, as Helm quotes them. */
function quotedNames(message: string): string[] {
  return [...message.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map((match) => (match[1] as string).replace(/\\(['\\])/g, '$1'));
}
