// The fix of rule unknown-value: the key that is set, in the place of the one that nothing sets.

import { chartOfFile, chartTreeOf } from '../../symbols/charts.ts';
import { unknownValues } from '../../symbols/reading/unknown.ts';
import { type Action, type Question, replacing, says } from './action.ts';

export function knownValueActions(question: Question): readonly Action[] {
  const { snapshot, file, span } = question;
  if (!says(question, /\./) || !file.uri.includes('/templates/') || !snapshot.settings.hints.unknownValues) return [];
  const tree = chartTreeOf(snapshot, file.uri);
  if (tree === undefined) return [];
  return unknownValues(snapshot, tree, chartOfFile(tree, snapshot, file.uri), file)
    .filter(({ span: word }) => word.start <= span.end && span.start <= word.end)
    .map(({ span: word, meant }) => ({
      title: `Change to ${meant}`,
      kind: 'quickfix',
      isPreferred: true,
      mends: { rule: 'unknown-value', span: word },
      changes: () => [{ uri: file.uri, edits: [replacing(word.start, word.end, meant)] }],
    }));
}
