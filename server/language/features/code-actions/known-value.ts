// The key that is set, in the place of one that nothing sets: the fix of rule unknown-value, and wherever somebody asks.

import type { Span } from '#engine/text/span.ts';
import { nodesAt } from '../../documents/template.ts';
import { isSlip, nearest } from '../../schema/near.ts';
import { chartOfFile, chartTreeOf } from '../../symbols/charts.ts';
import { contextAt } from '../../symbols/context.ts';
import { unknownValues } from '../../symbols/reading/unknown.ts';
import { targetAt } from '../../symbols/target.ts';
import { schemaKeys } from '../../symbols/value-schemas.ts';
import { childKeys, valueSites } from '../../symbols/values.ts';
import { type Action, isMeant, type Question, replacing, says } from './action.ts';

export function knownValueActions(question: Question): readonly Action[] {
  const found = foundMistakes(question);
  return found.length > 0 ? found : askedFor(question);
}

function foundMistakes({ snapshot, file, span, ...question }: Question): readonly Action[] {
  const isTemplate = says({ snapshot, file, span, ...question }, /\./) && file.uri.includes('/templates/');
  if (!isTemplate || !snapshot.settings.hints.unknownValues) return [];
  const tree = chartTreeOf(snapshot, file.uri);
  if (tree === undefined) return [];
  return unknownValues(snapshot, tree, chartOfFile(tree, snapshot, file.uri), file)
    .filter(({ span: word }) => word.start <= span.end && span.start <= word.end)
    .map(({ span: word, meant }) => changeTo(file.uri, word, meant));
}

/** The first key of the path that no file sets, where it is a slip away from one beside it. */
function askedFor(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  const context = isMeant(question) ? contextAt(snapshot, file.uri, span.start) : undefined;
  const node = context && nodesAt(context.view, span.start).at(-1);
  if (node?.kind !== 'field' && node?.kind !== 'variable' && node?.kind !== 'chain') return [];
  const found = targetAt(snapshot, file.uri, node.span.end);
  const [only, ...more] = found?.target.kind === 'path' ? found.target.paths : [];
  if (found === undefined || only?.object !== 'Values' || more.length > 0) return [];
  const { tree } = found.context;
  const { chart, path } = only;
  const index = path.findIndex((_step, i) => valueSites(tree, chart, path.slice(0, i + 1)).length === 0);
  const name = path[index];
  const word = node.parts[node.parts.length - path.length + index];
  if (typeof name !== 'string' || word === undefined || file.text.slice(word.start, word.end) !== name) return [];
  const above = path.slice(0, index);
  const meant = nearest(name, childKeys(tree, chart, above).keys());
  const isNamed = [...schemaKeys(tree, chart, above)].some(([key]) => key === name);
  return meant === undefined || isNamed || !isSlip(name, meant) ? [] : [changeTo(file.uri, word, meant, false)];
}

/** `isTold`: it is a finding, and not just what somebody may have meant. */
function changeTo(uri: string, word: Span, meant: string, isTold = true): Action {
  const changes = () => [{ uri, edits: [replacing(word.start, word.end, meant)] }];
  const action: Action = { title: `Change to ${meant}`, kind: 'quickfix', changes };
  return isTold ? { ...action, isPreferred: true, mends: { rule: 'unknown-value', span: word } } : action;
}
