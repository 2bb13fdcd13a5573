// Edits on a chart of 180 templates and 6,000 lines of values, key by key: what holds on a small one holds here (judge.ts).

import { expect, test, vi } from 'vitest';
import { hugeChart } from '../../scripts/bench-charts.mjs';
import { judge } from './judge.ts';

vi.setConfig({ testTimeout: 300_000 });

const files = new Map(Object.entries(hugeChart()));

test('a container with a range over env, a helper, and a value that is renamed', async () => {
  const { wrong } = await judge(
    { files, watch: 'templates/web.yaml' },
    `
    in templates/web.yaml
    line image: "
    |           {{- if .image.tag }}
    |           args:
    |             {{- range $key, $_ := .env }}
    |             - {{ $key }}
    |             {{- end }}
    |           {{- end }}
    in templates/_helpers.tpl
    line app.kubernetes.io/managed-by
    | note: {{ .Values.web.name }}
    in values.yaml
    select replicas: 2
    type count: 2
    in templates/web.yaml
    select .replicas
    type .count
    `,
  );
  expect(wrong).toEqual([]);
});
