// The keywords for arrays.

import type { GoSlice } from '../values/value.ts';
import { type Cause, containsFailure, countFailure, FAILURES } from './causes.ts';
import type { Schema } from './compiled.ts';
import { firstDuplicate } from './equal.ts';
import type { Judge } from './validate.ts';

export function judgeList(judge: Judge, list: GoSlice): void {
  const { minItems, maxItems, uniqueItems } = judge.schema;
  if (minItems !== undefined && list.length < minItems) judge.fail(countFailure('minItems', list.length, minItems));
  if (maxItems !== undefined && list.length > maxItems) judge.fail(countFailure('maxItems', list.length, maxItems));
  if (uniqueItems) {
    const pair = firstDuplicate(list);
    if (pair) judge.fail(FAILURES.unique(...pair));
  }
  if (judge.schema.draft < 2020) judgeItems(judge, list);
  else judgeItems2020(judge, list);
  if (judge.schema.contains) judgeContains(judge, list, judge.schema.contains);
}

function judgeItems(judge: Judge, list: GoSlice): void {
  const { items, additionalItems } = judge.schema;
  let evaluated = 0;
  if (isList(items)) {
    evaluated = Math.min(list.length, items.length);
    for (let i = 0; i < evaluated; i++) judge.add(judge.part(items[i] as Schema, list.at(i), String(i)));
  } else if (items) {
    evaluated = list.length;
    for (let i = 0; i < evaluated; i++) judge.add(judge.part(items, list.at(i), String(i)));
  }
  if (additionalItems === false) {
    if (evaluated !== list.length) judge.fail(FAILURES.additionalItems(list.length - evaluated));
  } else if (typeof additionalItems === 'object') judgeRest(judge, list, additionalItems, evaluated);
}

function judgeItems2020(judge: Judge, list: GoSlice): void {
  const { prefixItems = [], restItems } = judge.schema;
  const evaluated = Math.min(prefixItems.length, list.length);
  for (let i = 0; i < evaluated; i++) judge.add(judge.part(prefixItems[i] as Schema, list.at(i), String(i)));
  if (restItems) judgeRest(judge, list, restItems, evaluated);
}

/** The library counts these from the first one of them, not from the start of the list; so do its messages. */
function judgeRest(judge: Judge, list: GoSlice, schema: Schema, from: number): void {
  for (let i = from; i < list.length; i++) judge.add(judge.part(schema, list.at(i), String(i - from), String(i)));
}

function judgeContains(judge: Judge, list: GoSlice, schema: Schema): void {
  const { minContains, maxContains, draft } = judge.schema;
  const causes: Cause[] = [];
  const matched: number[] = [];
  for (let i = 0; i < list.length; i++) {
    const cause = judge.part(schema, list.at(i), String(i));
    if (cause) causes.push(cause);
    else {
      matched.push(i);
      if (draft >= 2020) judge.unevaluated.sawItem(i);
    }
  }
  if (minContains !== undefined) {
    if (matched.length < minContains) judge.fail(containsFailure('minContains', matched, minContains), causes);
  } else if (matched.length === 0) judge.fail(FAILURES.contains, causes);
  if (maxContains !== undefined && matched.length > maxContains) {
    judge.fail(containsFailure('maxContains', matched, maxContains));
  }
}

function isList(items: Schema | readonly Schema[] | undefined): items is readonly Schema[] {
  return Array.isArray(items);
}
