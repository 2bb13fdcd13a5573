// A server that waits for its first file reads the schemas meanwhile and judges a made manifest: the first one that is opened
// then has its diagnostics at once, instead of after the reading of everything.

import { gvkOf } from '#language/schema/kubernetes/schema-node.ts';
import { applyChanges, type Snapshot } from '#language/workspace/snapshot.ts';
import { syntaxFindings } from './features.ts';
import { guarded } from './run-safe.ts';
import type { Session } from './session.ts';

/** What the client does right after the start comes first. */
const QUIET_MS = 200;

/** Does nothing more once a file is open: then what is needed is read already, and nobody should wait for other things. */
export function readSchemasAhead(session: Pick<Session, 'host' | 'snapshot' | 'shipped'>): void {
  const { host, shipped } = session;
  const later = (milliseconds: number, work: () => void) => {
    host.after(milliseconds, () => {
      if (!isAnyOpen(session.snapshot)) guarded(host.log, 'reading ahead', undefined, work);
    });
  };
  const unpack = () => {
    const { schemas, settings } = session.snapshot;
    schemas?.find(gvkOf('apps/v1', 'Deployment'), settings.kubeVersion);
  };
  const judge = () => {
    const made = { kind: 'file', uri: MADE, text: MANIFEST, version: 1 } as const;
    syntaxFindings(applyChanges(session.snapshot, [made]), MADE);
  };
  later(QUIET_MS, () => {
    void shipped.want().then(() => {
      later(1, () => {
        unpack();
        later(1, judge);
      });
    });
  });
}

function isAnyOpen({ files }: Snapshot): boolean {
  return [...files.values()].some(({ version }) => version !== undefined);
}

/** No file has this name, and the session never sees the snapshot that it is in. */
const MADE = 'chartroom-made:/manifest.yaml';

/** Nothing is wrong with it but the field that is none: what tells such a thing is wanted, too. */
const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replica: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: "web:1.0"
          ports:
            - containerPort: 80
          resources:
            limits: {cpu: 100m, memory: 64Mi}
          volumeMounts:
            - {name: data, mountPath: /data}
      volumes:
        - name: data
          emptyDir: {}
`;
