// Ten thousand manifests through `chartroom lint --schemas`, and through kubeconform with local schemas, on this machine.
//
//   node scripts/bench-manifests.mjs [--count N] [--files N]
//
// The manifests are made here: eight kinds as teams write them, each with other names and numbers, several in a file. One in a
// hundred has a wrong field, which both have to find. kubeconform is taken from the cache folder; without it only ours is shown:
//   GOBIN=~/.cache/chartroom/bin go install github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { roomOf } from './public-rooms.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = process.env.CHARTROOM_CACHE ?? join(homedir(), '.cache', 'chartroom');
const ROUNDS = 5;
const KUBERNETES = '1.36';

/** What is made, in turn. */
export const KINDS = [
  { group: 'apps', version: 'v1', kind: 'Deployment' },
  { group: 'apps', version: 'v1', kind: 'StatefulSet' },
  { group: '', version: 'v1', kind: 'Service' },
  { group: '', version: 'v1', kind: 'ConfigMap' },
  { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
  { group: 'batch', version: 'v1', kind: 'CronJob' },
  { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' },
  { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' },
];

const pod = (i, indent) =>
  `metadata:
  labels: {app.kubernetes.io/name: app-${i}, team: data}
  annotations:
    prometheus.io/scrape: "true"
spec:
  serviceAccountName: app-${i}
  securityContext: {runAsNonRoot: true, fsGroup: ${1000 + (i % 50)}}
  containers:
    - name: app
      image: registry.example.com/team/app:${i}.2.1
      args: ["--listen", "0.0.0.0:8080", "--log-level", "info"]
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef: {fieldPath: metadata.name}
        - {name: SHARDS, value: "${i % 16}"}
      ports:
        - {name: http, containerPort: 8080}
        - {name: metrics, containerPort: 9090, protocol: TCP}
      resources:
        requests: {cpu: 100m, memory: 256Mi}
        limits: {memory: 512Mi}
      livenessProbe:
        httpGet: {path: /healthz, port: http}
        periodSeconds: 10
      volumeMounts:
        - {name: config, mountPath: /etc/app}
        - {name: data, mountPath: /var/lib/app}
  volumes:
    - name: config
      configMap: {name: app-${i}}
    - name: data
      emptyDir: {sizeLimit: 1Gi}`.replaceAll('\n', `\n${' '.repeat(indent)}`);

const head = (apiVersion, kind, i) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: app-${i}\n  namespace: team-${i % 20}\n  labels:\n    app.kubernetes.io/name: app-${i}\n    team: data\n`;

const selector = (i) => `  selector:\n    matchLabels: {app.kubernetes.io/name: app-${i}}\n`;

const MAKERS = [
  (i) =>
    `${head('apps/v1', 'Deployment', i)}spec:\n  replicas: ${i % 5}\n${selector(i)}  template:\n    ${pod(i, 4)}\n`,
  (i) =>
    `${head('apps/v1', 'StatefulSet', i)}spec:\n  serviceName: app-${i}\n${selector(i)}  template:\n    ${pod(i, 4)}\n  volumeClaimTemplates:\n    - metadata: {name: claim}\n      spec:\n        accessModes: [ReadWriteOnce]\n        resources: {requests: {storage: ${1 + (i % 90)}Gi}}\n`,
  (i) =>
    `${head('v1', 'Service', i)}spec:\n  type: ClusterIP\n  ports:\n    - {name: http, port: 80, targetPort: http}\n    - {name: metrics, port: 9090, targetPort: 9090}\n  selector:\n    app.kubernetes.io/name: app-${i}\n`,
  (i) =>
    `${head('v1', 'ConfigMap', i)}data:\n  app.properties: |\n${Array.from({ length: 20 }, (_, n) => `    key.${n}=value-${i}-${n}\n`).join('')}  mode: fast\n`,
  (i) =>
    `${head('networking.k8s.io/v1', 'Ingress', i)}spec:\n  ingressClassName: nginx\n  tls:\n    - hosts: [app-${i}.example.com]\n      secretName: app-${i}-tls\n  rules:\n    - host: app-${i}.example.com\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service: {name: app-${i}, port: {number: 80}}\n`,
  (i) =>
    `${head('batch/v1', 'CronJob', i)}spec:\n  schedule: "${i % 60} * * * *"\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      template:\n        ${pod(i, 8)}\n          restartPolicy: Never\n`,
  (i) =>
    `${head('rbac.authorization.k8s.io/v1', 'Role', i)}rules:\n  - apiGroups: ["", apps]\n    resources: [pods, deployments]\n    verbs: [get, list, watch]\n`,
  (i) =>
    `${head('autoscaling/v2', 'HorizontalPodAutoscaler', i)}spec:\n  minReplicas: 1\n  maxReplicas: ${2 + (i % 8)}\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app-${i}}\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        target: {type: Utilization, averageUtilization: 80}\n`,
];

/** The object of a number, right in every way. */
export function manifestText(i) {
  return MAKERS[i % MAKERS.length](i);
}

/** Medians in milliseconds; undefined for what is not there. */
export async function benchManifests(count = 10_000, files = 1000) {
  const folder = mkdtempSync(join(tmpdir(), 'chartroom-manifests-'));
  try {
    const manifests = join(folder, 'manifests');
    mkdirSync(manifests);
    const bad = write(manifests, count, files);
    const cli = join(root, 'dist', 'cli.js');
    const ours = time(process.execPath, [cli, 'lint', '--schemas', '--strict', '--quiet', manifests]);
    const kubeconform = join(cache, 'bin', 'kubeconform');
    const theirs = existsSync(kubeconform) ? await timeKubeconform(kubeconform, folder, manifests) : undefined;
    return { count, files, bad, ours, theirs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns how many are wrong. */
function write(folder, count, files) {
  const texts = Array.from({ length: files }, () => []);
  let bad = 0;
  for (let i = 0; i < count; i++) {
    let text = manifestText(i);
    if (i % 100 === 50) {
      bad++;
      text = text.replace('\nmetadata:', '\nmetdata: {}\nmetadata:');
    }
    texts[i % files].push(text);
  }
  for (const [i, some] of texts.entries()) writeFileSync(join(folder, `m${i}.yaml`), some.join('---\n'));
  return bad;
}

async function timeKubeconform(command, folder, manifests) {
  const { jsonSchemas } = await roomOf('bench-manifests-room.ts');
  const schemas = join(folder, 'schemas');
  mkdirSync(schemas);
  for (const [name, text] of jsonSchemas(readFileSync(join(root, 'dist', 'schemas.bin')), KINDS, KUBERNETES))
    writeFileSync(join(schemas, name), text);
  const location = `${schemas}/{{.ResourceKind}}{{.KindSuffix}}.json`;
  return time(command, ['-schema-location', location, '-n', '2', manifests]);
}

function time(command, args) {
  let lines = 0;
  const once = () => {
    const start = performance.now();
    const { stdout, stderr } = spawnSync(command, args, { maxBuffer: 1 << 28, encoding: 'utf8' });
    const took = performance.now() - start;
    lines = stdout.split('\n').filter((line) => line !== '').length;
    if (lines === 0) throw new Error(`found nothing: ${stderr.slice(0, 500)}`);
    return took;
  };
  once();
  const times = Array.from({ length: ROUNDS }, once).sort((a, b) => a - b);
  return { median: times[times.length >> 1], found: lines };
}

/** Measures both and prints them. */
export async function printManifests(count = 10_000, files = 1000) {
  const { bad, ours, theirs } = await benchManifests(count, files);
  console.log(`\n${count} manifests in ${files} files, ${bad} of them wrong; whole processes, median of ${ROUNDS}`);
  console.log(`chartroom lint --schemas  ${ours.median.toFixed(0)} ms, ${ours.found} found`);
  if (theirs === undefined) return;
  console.log(`kubeconform               ${theirs.median.toFixed(0)} ms, ${theirs.found} found`);
  console.log(`ours / kubeconform        ${(ours.median / theirs.median).toFixed(2)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { count: { type: 'string' }, files: { type: 'string' } } });
  await printManifests(Number(values.count ?? 10_000), Number(values.files ?? 1000));
}
