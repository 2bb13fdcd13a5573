// "Did you mean": the name of a function or a named template that is one slip of the fingers away.

import { functionsOf } from '../../documents/functions.ts';
import { nearest } from '../../schema/near.ts';
import { contextAt } from '../../symbols/context.ts';
import { targetAt } from '../../symbols/target.ts';
import { templateIndex } from '../../symbols/templates.ts';
import { type Action, isBroken, type Question, replacing, says } from './action.ts';
import { isUndefinedTemplate } from './create-helper.ts';

export function meantActions(question: Question): readonly Action[] {
  const names = isBroken(question) ? [...functionActions(question), ...variableActions(question)] : [];
  return says(question, /\b(?:include|template)\b/) ? [...names, ...templateActions(question)] : names;
}

function functionActions({ snapshot, file, span }: Question): Action[] {
  const context = contextAt(snapshot, file.uri, span.start);
  if (context === undefined || context.embedded) return [];
  return context.view.parsed.errors.flatMap(({ message, span: place }): Action[] => {
    const name = /^function "(.*)" not defined$/.exec(message)?.[1];
    if (name === undefined || place.start > span.end || span.start > place.end) return [];
    const meant = nearest(name, functionsOf(context.snapshot.settings).keys());
    if (meant === undefined || file.text.slice(place.start, place.end) !== name) return [];
    const edits = [replacing(place.start, place.end, meant)];
    const mends = { rule: 'template-syntax', span: place };
    const changes = () => [{ uri: file.uri, edits }];
    return [{ title: `Change to "${meant}"`, kind: 'quickfix', isPreferred: true, mends, changes }];
  });
}

function variableActions({ snapshot, file, span }: Question): Action[] {
  const context = contextAt(snapshot, file.uri, span.start);
  if (context === undefined || context.embedded) return [];
  return context.view.parsed.errors.flatMap(({ message, span: place }): Action[] => {
    const name = /^undefined variable "(\$.*)"$/.exec(message)?.[1];
    if (name === undefined || place.start > span.end || span.start > place.end) return [];
    const scope = contextAt(snapshot, file.uri, place.start)?.scope;
    const meant = nearest(name, scope?.variables.keys() ?? []);
    if (meant === undefined || !file.text.startsWith(name, place.start)) return [];
    const edits = [replacing(place.start, place.start + name.length, meant)];
    const mends = { rule: 'template-syntax', span: place };
    const changes = () => [{ uri: file.uri, edits }];
    return [{ title: `Change to ${meant}`, kind: 'quickfix', isPreferred: true, mends, changes }];
  });
}

function templateActions(question: Question): Action[] {
  const { snapshot, file, span } = question;
  const found = targetAt(snapshot, file.uri, span.start);
  if (
    found?.target.kind !== 'template' ||
    found.context.embedded ||
    !isUndefinedTemplate(found.context, found.target.name)
  )
    return [];
  const { name, span: place } = found.target;
  const meant = nearest(name, templateIndex(found.context.snapshot, found.context.tree).names());
  const written = file.text.slice(place.start, place.end);
  if (meant === undefined || written.slice(1, -1) !== name) return [];
  const edits = [replacing(place.start + 1, place.end - 1, meant)];
  const mends = { rule: 'template-render', span: place };
  return [
    {
      title: `Change to "${meant}"`,
      kind: 'quickfix',
      isPreferred: true,
      mends,
      changes: () => [{ uri: file.uri, edits }],
    },
  ];
}
