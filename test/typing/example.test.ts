// The edits that authors make most, key by key on the example chart: after each one the preview and the diagnostics are
// what somebody who types wants to see (judge.ts says what that is).

import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { filesOfFolder } from './folder.ts';
import { judge } from './judge.ts';

vi.setConfig({ testTimeout: 300_000 });

const files = filesOfFolder(fileURLToPath(new URL('../../examples/data-platform', import.meta.url)));
const INGEST = 'templates/ingest/deployment.yaml';

test('add a container', async () => {
  const { wrong, texts } = await judge(
    { files, watch: INGEST },
    `
    in ${INGEST}
    line mountPath: /tmp
    |         - name: metrics
    |           image: "{{ .Values.ingest.image.repository }}-metrics:{{ .Values.ingest.image.tag | default .Chart.AppVersion }}"
    |           args: ["--port", "{{ .Values.ingest.service.metricsPort }}"]
    |           {{- if .Values.ingest.logLevel }}
    |           env:
    |             - name: LOG_LEVEL
    |               value: {{ .Values.ingest.logLevel | quote }}
    |           {{- end }}
    |           # größer als nötig: für die Zürcher
    |           resources:
    |             {{- toYaml .Values.ingest.resources | nindent 12 }}
    |           livenessProbe:
    |             httpGet:
    |               path: /live
    |               port: metrics
    `,
  );
  expect(wrong).toEqual([]);
  const added = texts.get(INGEST)?.split('\n').slice(88, 104).join('\n');
  expect(added).toMatchInlineSnapshot(`
    "          securityContext:
                {{- include "platform-lib.containerSecurityContext" dict | nindent 12 }}
              resources:
                {{- toYaml .Values.ingest.resources | nindent 12 }}
              volumeMounts:
                - name: config
                  mountPath: /etc/ingest
                  readOnly: true
                - name: tmp
                  mountPath: /tmp
            - name: metrics
              image: "{{ .Values.ingest.image.repository }}-metrics:{{ .Values.ingest.image.tag | default .Chart.AppVersion }}"
              args: ["--port", "{{ .Values.ingest.service.metricsPort }}"]
              {{- if .Values.ingest.logLevel }}
              env:
                - name: LOG_LEVEL"
  `);
});

test('a range over env, in place of a helper', async () => {
  const { wrong } = await judge(
    { files, watch: INGEST },
    `
    in ${INGEST}
    select             {{- include "platform-lib.env" . | trim | nindent 12 }}
    type ⌫
    |             {{- range $name, $value := . }}
    |             - name: {{ $name }}
    |               value: {{ $value | toJson }}
    |             {{- end }}
    pause 700
    undo all
    `,
  );
  expect(wrong).toEqual([]);
});

test('an if around a block', async () => {
  const { wrong } = await judge(
    { files, watch: INGEST },
    `
    in ${INGEST}
    line readOnly: true
    |             {{- if .Values.ingest.logLevel }}
    line mountPath: /tmp
    |             {{- end }}
    indent - name: tmp … mountPath: /tmp
    save
    `,
  );
  expect(wrong).toEqual([]);
});

test('rename a value: values.yaml first, then where it is used', async () => {
  const { wrong } = await judge(
    { files, watch: 'templates/ingest/configmap.yaml' },
    `
    in values.yaml
    select logLevel
    type level
    in templates/ingest/configmap.yaml
    select .Values.ingest.logLevel
    type .Values.ingest.level
    in values.yaml
    save
    `,
  );
  expect(wrong).toEqual([]);
});
