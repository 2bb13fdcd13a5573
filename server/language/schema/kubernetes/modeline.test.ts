// Comments that name schemas: where they count, what they name, and what of it is there.

import { expect, test } from 'vitest';
import { splitDocuments } from '#engine/yaml/documents.ts';
import { fixture } from '../../../../test/support/fixture.ts';
import { modelineAt, modelineFile, modelineSchema, modelinesIn } from './modeline.ts';
import { gvkOf } from './schema-node.ts';

test('both spellings, one for each document, in it or right before it', () => {
  const text = [
    '# yaml-language-server: $schema=../a.json',
    '---',
    'kind: A',
    '---',
    'kind: B',
    'b: "# $schema: no.json"',
    '---',
    '#$schema: /abs/é.json  and more',
    'kind: C',
    '# a comment',
    '',
    '---',
    'kind: D',
  ];
  for (const newline of ['\n', '\r\n']) {
    const all = text.join(newline);
    expect(modelinesIn(all).map(({ target }) => target)).toEqual(['../a.json', '/abs/é.json']);
    for (const { span, target } of modelinesIn(all)) expect(all.slice(span.start, span.end)).toBe(target);
    const found = splitDocuments(all).documents.map(({ text: own, span }) => {
      return `${/kind: (\w)/.exec(own)?.[1]}: ${modelineAt(all, span)?.target}`;
    });
    expect(found).toEqual(['undefined: ../a.json', 'A: ../a.json', 'B: undefined', 'C: /abs/é.json', 'D: undefined']);
  }
});

test('what a modeline names', () => {
  const named = (target: string) => modelineFile('file:///w/a%20b/x.yaml', { target });
  expect(named('s.json')).toBe('file:///w/a%20b/s.json');
  expect(named('../s.json#/definitions/x')).toBe('file:///w/s.json');
  expect(named('/s.json')).toBe('file:///s.json');
  expect(named('file:///w/s.json')).toBe('file:///w/s.json');
  expect(named('https://example.com/s.json')).toBeUndefined();
});

test('a schema of the workspace, in JSON or YAML', () => {
  const { snapshot } = fixture(
    '-- s.json --\n{"properties": {"a": {}}}\n-- s.yaml --\nproperties: {b: {}}\n-- broken.json --\n{',
  );
  const fields = (target: string) => {
    const found = modelineSchema(snapshot, 'file:///w/templates/x.yaml', { target }, gvkOf('v1', 'A'));
    return found && Object.keys(found.schema.properties ?? {});
  };
  expect(fields('../s.json')).toEqual(['a']);
  expect(fields('../s.yaml')).toEqual(['b']);
  expect(fields('../broken.json')).toBeUndefined();
  expect(fields('../none.json')).toBeUndefined();
});
