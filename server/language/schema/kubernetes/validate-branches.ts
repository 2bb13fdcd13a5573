// allOf, anyOf, oneOf and not: whether alternatives fit, and what is told when none, or more than one, does.

import { resolved } from '../../documents/values.ts';
import { behind, type SchemaNode } from './schema-node.ts';
import { type Field, nameOf, placeOfValue } from './validate-read.ts';
import { report, type Walk } from './validate-walk.ts';

/** Judges a place by one schema; handed in, since the two call each other. */
export type Judge = (walk: Walk, field: Field, schema: SchemaNode) => void;

export function validateBranches(walk: Walk, field: Field, schema: SchemaNode, judge: Judge): void {
  const { allOf, anyOf, oneOf, not } = schema;
  const outer = walk.active;
  const above = outer?.value === field.value ? outer.schemas : [];
  if (above.includes(schema)) return;
  walk.active = { value: field.value, schemas: [...above, schema] };
  walk.branches++;
  if (allOf !== undefined) for (const one of allOf) judge(walk, field, one);
  if (anyOf !== undefined && !anyOf.some((one) => fits(walk, field, one, judge))) noneFits(walk, field, anyOf, judge);
  if (oneOf !== undefined) judgeOneOf(walk, field, oneOf, judge);
  if (not !== undefined && fits(walk, field, not, judge)) {
    report(walk, { code: 'manifest-alternatives', ...placeOfValue(field), message: forbidden(not) });
  }
  walk.branches--;
  walk.active = outer;
}

function judgeOneOf(walk: Walk, field: Field, oneOf: readonly SchemaNode[], judge: Judge): void {
  const fitting = oneOf.filter((one) => fits(walk, field, one, judge));
  if (fitting.length === 0) noneFits(walk, field, oneOf, judge);
  if (fitting.length < 2) return;
  const asked = [...new Set(fitting.flatMap(askedFields))].filter((name) => hasField(field, name));
  const message = asked.length > 1 ? `only one of ${listed(asked)} may be set` : 'fits more than one alternative';
  report(walk, { code: 'manifest-alternatives', ...placeOfValue(field), message });
}

/** Whether a place fits a schema: the first thing wrong ends it, and nothing is told. */
function fits(walk: Walk, field: Field, schema: SchemaNode, judge: Judge): boolean {
  const { isTrial, failed } = walk;
  walk.isTrial = true;
  walk.failed = false;
  judge(walk, field, schema);
  const isFit = !walk.failed;
  walk.isTrial = isTrial;
  walk.failed = failed;
  return isFit;
}

/** Tells what the nearest alternative lacks; when all that they ask for is a field, which fields those are. */
function noneFits(walk: Walk, field: Field, branches: readonly SchemaNode[], judge: Judge): void {
  if (walk.isTrial) {
    walk.failed = true;
    return;
  }
  const asked = [...new Set(branches.flatMap(askedFields))];
  if (
    asked.length > 1 &&
    branches.every((one) => askedFields(one).length > 0) &&
    !asked.some((a) => hasField(field, a))
  ) {
    const message = `one of ${listed(asked)} is required`;
    report(walk, { code: 'manifest-alternatives', ...placeOfValue(field), message });
    return;
  }
  const tries = branches.map((one) => findingsOf(walk, field, one, judge));
  const best = tries.reduce<Try | undefined>(
    (a, b) => (a !== undefined && a.distance <= b.distance ? a : b),
    undefined,
  );
  const types = [...new Set(branches.map((one) => behind(one).type))];
  if (best === undefined || best.found.length === 0) {
    report(walk, { code: 'manifest-alternatives', ...placeOfValue(field), message: 'fits none of the alternatives' });
  } else if (best.isOfOtherType && types.length > 1 && !types.includes(undefined)) {
    report(walk, { code: 'manifest-type', ...placeOfValue(field), message: `expected ${types.join(' or ')}` });
  } else {
    walk.found.push(...best.found);
  }
}

interface Try {
  readonly found: Walk['found'];
  readonly isOfOtherType: boolean;
  /** How far the place is from fitting. */
  readonly distance: number;
}

function findingsOf(walk: Walk, field: Field, branch: SchemaNode, judge: Judge): Try {
  const { found, told } = walk;
  walk.found = [];
  walk.told = new Set();
  judge(walk, field, branch);
  const mine = walk.found;
  walk.found = found;
  walk.told = told;
  const isOfOtherType = mine.some(({ code, path }) => code === 'manifest-type' && path.length === walk.path.length);
  // A word that names the alternative (an enum) weighs more than what is missing in it.
  const weight = mine.reduce((sum, { code }) => sum + (code === 'manifest-enum' ? 10 : 1), 0);
  return { found: mine, isOfOtherType, distance: weight + (isOfOtherType ? 1000 : 0) };
}

/** What a branch that says nothing but `required` asks for. */
function askedFields(branch: SchemaNode): readonly string[] {
  const { required = [], properties, allOf, anyOf, oneOf } = behind(branch);
  if (allOf !== undefined || anyOf !== undefined || oneOf !== undefined) return [];
  return Object.values(properties ?? {}).some((one) => Object.keys(one).length > 0) ? [] : required;
}

function hasField(field: Field, name: string): boolean {
  const map = resolved(field.value);
  return map?.kind === 'map' && map.children.some((key, i) => i % 2 === 0 && nameOf(key) === name);
}

function forbidden(not: SchemaNode): string {
  const asked = askedFields(not);
  if (asked.length === 1) return `${listed(asked)} may not be set here`;
  return asked.length > 1 ? `${listed(asked)} may not be set together` : 'has a value that is not allowed here';
}

function listed(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}
