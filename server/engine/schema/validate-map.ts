// The keywords for objects.

import { sortedKeys } from '../values/sort.ts';
import type { GoMap, Value } from '../values/value.ts';
import { additionalFailure, causeOf, countFailure, dependencyFailure, FAILURES, requiredFailure } from './causes.ts';
import { matchText } from './regex.ts';
import { type Judge, validateAt } from './validate.ts';

export function judgeMap(judge: Judge, map: GoMap): void {
  const { schema } = judge;
  const { minProperties, maxProperties, required } = schema;
  if (minProperties !== undefined && map.size < minProperties) {
    judge.fail(countFailure('minProperties', map.size, minProperties));
  }
  if (maxProperties !== undefined && map.size > maxProperties) {
    judge.fail(countFailure('maxProperties', map.size, maxProperties));
  }
  const missing = required?.filter((key) => !map.has(key)) ?? [];
  if (missing.length > 0) judge.fail(requiredFailure(missing));
  if (judge.done()) return;
  judgeDependencies(judge, map);
  judgeProperties(judge, map);
  if (judge.done() || schema.draft === 4) return;
  judgeNames(judge, map);
  if (schema.draft === 6) return;
  for (const [key, one] of schema.dependentSchemas ?? []) if (map.has(key)) judge.add(judge.self(one));
  for (const [key, wanted] of schema.dependentRequired ?? []) {
    if (map.has(key)) judgeNeeds(judge, map, 'dependentRequired', key, wanted);
  }
}

function judgeDependencies(judge: Judge, map: GoMap): void {
  for (const [key, dependency] of judge.schema.dependencies ?? []) {
    if (!map.has(key)) continue;
    if ('location' in dependency) judge.add(judge.self(dependency));
    else judgeNeeds(judge, map, 'dependency', key, dependency);
  }
}

function judgeNeeds(judge: Judge, map: GoMap, keyword: string, key: string, wanted: readonly string[]): void {
  const missing = wanted.filter((one) => !map.has(one));
  if (missing.length > 0) judge.fail(dependencyFailure(keyword, key, missing));
}

function judgeProperties(judge: Judge, map: GoMap): void {
  const refused: string[] = [];
  for (const key of sortedKeys(map)) {
    if (judge.done()) return;
    const known = judgeProperty(judge, key, map.get(key) ?? null);
    if (known) judge.unevaluated.sawKey(key);
    else if (judge.schema.additionalProperties === false) refused.push(key);
  }
  if (refused.length > 0) judge.fail(additionalFailure(refused));
}

/** Whether any keyword has something to say about the property (refusing it is left to the caller). */
function judgeProperty(judge: Judge, key: string, value: Value): boolean {
  const { properties, patternProperties, additionalProperties } = judge.schema;
  const own = properties?.get(key);
  if (own) judge.add(judge.part(own, value, key));
  let known = own !== undefined;
  for (const [regex, schema] of patternProperties ?? []) {
    if (!matchText(regex, key)) continue;
    known = true;
    judge.add(judge.part(schema, value, key));
  }
  if (known || additionalProperties === undefined) return known;
  if (typeof additionalProperties === 'boolean') return additionalProperties;
  judge.add(judge.part(additionalProperties, value, key));
  return true;
}

function judgeNames(judge: Judge, map: GoMap): void {
  const { propertyNames } = judge.schema;
  if (!propertyNames) return;
  for (const key of sortedKeys(map)) {
    // The library judges a name as a document of its own, so that its messages point at the root.
    const at = { path: [], place: [...judge.at.place, key] };
    const causes = validateAt(propertyNames, key, at, judge.meta);
    if (causes.length > 0) judge.add(causeOf(propertyNames, at, FAILURES.propertyName(key), causes));
  }
}
