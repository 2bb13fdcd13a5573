// Sittings at the small chart: the web template's preview is open while something is typed.

import { judge, type Sitting } from './judge.ts';
import { shopFiles } from './shop.ts';

export const WEB = 'templates/web.yaml';

/** What was wrong while the script was typed. */
export async function wrongIn(script: string, sitting: Partial<Sitting> = {}): Promise<string[]> {
  const { wrong } = await judge({ files: shopFiles(), watch: WEB, ...sitting }, script);
  return wrong;
}

/** A container, as an author types it. */
export const CONTAINER = `
  in ${WEB}
  line containerPort
  |         - name: sidecar
  |           image: busybox:{{ .Values.image.tag }}
  |           args: ["--name", "{{ .Release.Name }}"]
  |           {{- if .Values.env }}
  |           env:
  |             {{- range $key, $value := .Values.env }}
  |             - name: {{ $key }}
  |               value: {{ $value | quote }}
  |             {{- end }}
  |           {{- end }}
  |           # größer für Zürich
  |           ports:
  |             - containerPort: {{ add 8080 1 }}
`;
