// The same for who types slowly, at once, faster than the chart renders, and saves in the middle of a word.

import { expect, test, vi } from 'vitest';
import { CONTAINER, WEB, wrongIn } from './shop-sitting.ts';

vi.setConfig({ testTimeout: 180_000 });

test('a typist who takes 600 ms for each key', async () => {
  expect(await wrongIn(CONTAINER, { pace: 600 })).toEqual([]);
});

test('saves on the way', async () => {
  const wrong = await wrongIn(`
    in ${WEB}
    line containerPort
    |           env:
    save
    |             - name: {{ .Values.im
    save
    type age.tag
    save
    type  | quote }}
    save
    in values.yaml
    line replicas
    | new
    save
    type : 1
    save
  `);
  expect(wrong).toEqual([]);
});

test('who types at once, while the chart is still loaded and each render takes longer than three keys', async () => {
  const hasty = { renderMs: 400 };
  expect(await wrongIn(CONTAINER, hasty)).toEqual([]);
  const wrong = await wrongIn(
    `
    in values.yaml
    select replicas
    type instances
    in ${WEB}
    select .Values.replicas
    type .Values.instances | required "how many?"
    line image: "
    save
    |           {{- with .Values.resources }}
    save
    |           resources: {{ toYaml . | nindent 12 }}
    |           {{- end }}
    `,
    hasty,
  );
  expect(wrong).toEqual([]);
});

test('who types in values.yaml at once: what is missing meanwhile is no error of the templates', async () => {
  const wrong = await wrongIn(
    `
    in values.yaml
    behind imag
    type ⌫g
    line replicas
    pause 700
    | ports
    pause 700
    type : []
    `,
    { renderMs: 400 },
  );
  expect(wrong).toEqual([]);
});

test('values and Chart.yaml at 600 ms a key', async () => {
  const wrong = await wrongIn(
    `
    in values.yaml
    select replicas: 2
    type size: {a: 3⏎
    undo all
    line tag: "1.2"
    |   pull:
    |     - a: b
    in Chart.yaml
    line version: 0.1.0
    | kubeVersion: ">=1.20"
    in ${WEB}
    select .Values.replicas
    type .Values.image.tag.name.x
    `,
    { pace: 600 },
  );
  expect(wrong).toEqual([]);
});
