// Where names of resources and selectors lead, and who names a resource.

import { expect, test } from 'vitest';
import { applyChanges } from '#language/workspace/snapshot.ts';
import { cursorOf, FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { renderedState } from '../../../test/support/rendered-state.ts';
import { resourceLinkAt, resourceUses } from './resource-links.ts';

const REST = `
-- templates/config.yaml --
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-é
---
apiVersion: v1
kind: Secret
metadata:
  name: db
-- templates/web.yaml --
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata:
      labels: {app: web, tier: a}
    spec:
      serviceAccountName: nobody
      containers:
        - name: c
          envFrom:
            - secretRef: {name: db}
`;

const POD = (line: string) => `
-- templates/pod.yaml --
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: c
      env:
${line}
${REST}`;

function asked(text: string, edit = '') {
  const read = fixture(text);
  const { uri, offset } = cursorOf(read);
  const state = renderedState(read.snapshot);
  const now = edit + (read.snapshot.files.get(uri)?.text ?? '');
  const snapshot = applyChanges(read.snapshot, [{ kind: 'file', uri, text: now }]);
  const show = (place: { uri: string; span: { start: number; end: number } }) => {
    const source = snapshot.files.get(place.uri)?.text ?? '';
    const line = source.slice(0, place.span.start).split('\n').length;
    return `${place.uri.replace(`${FIXTURE_ROOT}/templates/`, '')}:${line}`;
  };
  return { snapshot, state, uri, offset: offset + edit.length, now, show };
}

function link(text: string, edit = ''): string | undefined {
  const { snapshot, state, uri, offset, now, show } = asked(text, edit);
  const found = resourceLinkAt(snapshot, state, uri, offset);
  if (found === undefined) return undefined;
  return `<${now.slice(found.origin.start, found.origin.end)}> ${found.targets.map(show).join(' ')}`.trim();
}

test('names of resources lead to what renders them', () => {
  const reference = '        - {name: a, valueFrom: {configMapKeyRef: {name: "{{ .Release.Name }}-é█", key: x}}}';
  expect(link(POD(reference))).toBe('<-é"> config.yaml:1');
  expect(link(POD(reference), '# another line\n')).toBe('<-é"> config.yaml:1');
  expect(link(POD('        - {name: a, valueFrom: {secretKeyRef: {na█me: db}}}'))).toBe('<name> config.yaml:6');
  expect(link(POD('        - {name: a, valueFrom: {secretKeyRef: {name: {{ "d█b" }}}}}'))).toBe('<"db"> config.yaml:6');
  expect(link(POD('        - {name: a, valueFrom: {secretKeyRef: {name: no█ne}}}'))).toBe('<none>');
  expect(link(POD('        - {name: █a, value: db}'))).toBeUndefined();
});

test('a selector leads to the pods that have its labels', () => {
  const service = (labels: string) => `
-- templates/service.yaml --
kind: Service
metadata: {name: s}
spec:
  sel█ector: {${labels}}
${REST}`;
  expect(link(service('app: web'))).toBe('<selector> web.yaml:1');
  expect(link(service('app: web, tier: b'))).toBe('<selector>');
});

test('who names a resource', () => {
  const { snapshot, state, uri, offset, show } = asked(REST.replace('name: db\n-- ', 'name: d█b\n-- '));
  expect(resourceUses(snapshot, state, uri, offset)?.map(show)).toEqual(['web.yaml:13']);
  const kind = asked(REST.replace('kind: Secret', 'kind: Sec█ret'));
  expect(resourceUses(kind.snapshot, kind.state, kind.uri, kind.offset)?.map(kind.show)).toEqual(['web.yaml:13']);
  const other = asked(REST.replace('- name: c', '- name: █c'));
  expect(resourceUses(other.snapshot, other.state, other.uri, other.offset)).toBeUndefined();
});
