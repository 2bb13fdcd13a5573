// What somebody who types is told of manifests at once, and what waits for a pause.

import { expect, test } from 'vitest';
import type { Finding } from '#language/workspace/rendering.ts';
import { applyChanges, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import { toldWhileWriting } from './held-manifests.ts';

const URI = 'file:///w/templates/a.yaml';

test('what stands elsewhere is told at once, what touches the edit waits', () => {
  const text = 'kind: A\nfoo: 1\nreplicas: th\n';
  expect(told('', text, ['foo', 'th', 'kind'], 'th')).toEqual({ told: ['foo', 'kind'], isHeld: true });
  expect(told('', text, ['foo', 'kind'], 'th')).toEqual({ told: ['foo', 'kind'], isHeld: false });
});

test('what was told before stays, even where somebody writes', () => {
  const text = 'kind: A\nreplicas: three\n';
  expect(told(text, `${text}x: 1\n`, ['replicas'], 'replicas', ['replicas'])).toEqual({
    told: ['replicas'],
    isHeld: false,
  });
});

test('a field that is missing waits for a pause: it may be the next one that is written', () => {
  const text = 'spec:\n  ports:\n    - name: x\n';
  expect(told('', text, ['ports'], 'x', [], 'manifest-required')).toEqual({ told: [], isHeld: true });
});

test('while a template is no YAML everything stays as it was, at the places where it stands now', () => {
  const before = 'kind: A\nfoo: 1\nbar: 2\n';
  const after = 'x\nkind: A\nfoo: 1\nbar: 2\n';
  expect(told(before, after, [], 'x', ['foo', 'bar'], 'manifest-type', [URI])).toEqual({
    told: ['foo', 'bar'],
    isHeld: true,
  });
  expect(told(before, after, [], 'x', ['foo', 'bar'])).toEqual({ told: [], isHeld: false });
});

/** Words of `text` that are found, and that are told while the word `written` is; `known`: words of `before` that were told. */
function told(
  before: string,
  text: string,
  found: readonly string[],
  written: string,
  known: readonly string[] = [],
  code = 'manifest-type',
  unsure: readonly string[] = [],
): { readonly told: string[]; readonly isHeld: boolean } {
  const snapshot = snapshotOf(text);
  const last = { snapshot: snapshotOf(before), files: new Map([[URI, findings(before, known, code)]]) };
  const check = { files: new Map([[URI, findings(text, found, code)]]), unsure };
  const start = text.indexOf(written);
  const writing = [{ uri: URI, start, end: start + written.length }];
  const { files, isHeld } = toldWhileWriting(last, snapshot, check, writing);
  return { told: (files.get(URI) ?? []).map(({ span }) => text.slice(span.start, span.end)), isHeld };
}

function findings(text: string, words: readonly string[], code: string): Finding[] {
  return words.map((word) => {
    const start = text.indexOf(word);
    return { code, severity: 'error', uri: URI, span: { start, end: start + word.length }, message: '', related: [] };
  });
}

function snapshotOf(text: string): Snapshot {
  return applyChanges(EMPTY_SNAPSHOT, [{ kind: 'file', uri: URI, text }]);
}
