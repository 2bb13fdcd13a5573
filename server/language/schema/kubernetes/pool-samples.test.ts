// Custom resources as people write them, judged by the shipped schemas: what is right has no finding, what is wrong has its own.

import { expect, test } from 'vitest';
import { readTree } from '#engine/yaml/read-tree.ts';
import { pool } from '../../../../test/support/pool.ts';
import { gvkOf } from './schema-node.ts';
import { validateManifest } from './validate.ts';

/** Findings of one manifest, as its words and the message; its kind must be known. */
function judged(text: string, kubernetes = '1.36'): string[] {
  const [, api = '', kind = ''] = /^apiVersion: (\S+)\nkind: (\S+)\n/.exec(text) ?? [];
  const found = pool().find(gvkOf(api, kind), kubernetes);
  const { root } = readTree(text);
  if (found === undefined || root === null) return [`no schema for ${api} ${kind}`];
  const all = validateManifest(root, found, { kubernetes });
  return all.map(({ span, message }) => `${text.slice(span.start, span.end).split('\n')[0]}: ${message}`);
}

const RIGHT = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: web}
spec:
  secretName: web-tls
  duration: 2160h
  renewBefore: 360h
  dnsNames: [example.com]
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}
  issuerRef: {name: letsencrypt, kind: ClusterIssuer, group: cert-manager.io}
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: letsencrypt}
spec:
  acme:
    server: https://acme.example.com/directory
    email: a@example.com
    privateKeySecretRef: {name: key}
    solvers:
      - http01: {ingress: {class: nginx}}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, labels: {release: prometheus}}
spec:
  selector: {matchLabels: {app: web}}
  namespaceSelector: {matchNames: [default]}
  endpoints:
    - port: metrics
      interval: 30s
      scheme: https
      honorLabels: true
      tlsConfig: {insecureSkipVerify: true}
      basicAuth: {username: {name: s, key: u}, password: {name: s, key: p}}
      relabelings: [{sourceLabels: [__address__], targetLabel: instance, action: replace}]
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: web}
spec:
  groups:
    - name: web
      interval: 1m
      rules:
        - {alert: Down, expr: up == 0, for: 5m, labels: {severity: page}, annotations: {summary: down}}
        - {record: one, expr: 1}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web, finalizers: [resources-finalizer.argocd.argoproj.io]}
spec:
  project: default
  source:
    repoURL: https://example.com/repo.git
    targetRevision: HEAD
    path: charts/web
    helm: {valueFiles: [values.yaml], parameters: [{name: a, value: b}], valuesObject: {a: {b: 1}}}
  destination: {server: https://kubernetes.default.svc, namespace: web}
  syncPolicy:
    automated: {prune: true, selfHeal: true}
    syncOptions: [CreateNamespace=true]
    retry: {limit: 5, backoff: {duration: 5s, factor: 2, maxDuration: 3m}}
---
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: steps-}
spec:
  entrypoint: main
  arguments: {parameters: [{name: count, value: 3}]}
  templates:
    - name: main
      steps:
        - - {name: a, template: echo, arguments: {parameters: [{name: m, value: "1"}]}}
        - - {name: b, template: echo, when: "true"}
    - name: echo
      inputs: {parameters: [{name: m, default: 1}]}
      container: {image: alpine, command: [echo], args: ["{{inputs.parameters.m}}"]}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  replicas: 2
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  strategy:
    canary:
      steps: [{setWeight: 20}, {pause: {duration: 1h}}, {pause: {duration: 10}}, {pause: {}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: gateway, sectionName: https}]
  hostnames: [example.com]
  rules:
    - matches: [{path: {type: PathPrefix, value: /}}]
      filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}]}}]
      backendRefs: [{name: web, port: 80, weight: 1}]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: web}
spec:
  refreshInterval: 1h
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  target: {name: web, creationPolicy: Owner, template: {type: Opaque, data: {a: "{{ .a }}"}}}
  data: [{secretKey: a, remoteRef: {key: web, property: a}}]
  dataFrom: [{extract: {key: web}}]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web}
spec:
  scaleTargetRef: {name: web}
  minReplicaCount: 0
  maxReplicaCount: 10
  triggers: [{type: kafka, metadata: {topic: t, lagThreshold: "5"}, authenticationRef: {name: a}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web}
spec:
  hosts: [web]
  http:
    - match: [{uri: {prefix: /v1}, headers: {x: {exact: y}}}]
      route: [{destination: {host: web, subset: v1, port: {number: 80}}, weight: 100}]
      retries: {attempts: 3, perTryTimeout: 2s}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: {name: web}
spec:
  entryPoints: [websecure]
  routes:
    - {match: Host(\`example.com\`), kind: Rule, services: [{name: web, port: 80}], middlewares: [{name: auth}]}
  tls: {secretName: web}
---
apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: {name: events}
spec:
  kafka:
    version: 3.9.0
    replicas: 3
    listeners: [{name: plain, port: 9092, type: internal, tls: false}]
    config: {offsets.topic.replication.factor: 3, min.insync.replicas: 2}
    storage: {type: jbod, volumes: [{id: 0, type: persistent-claim, size: 10Gi, deleteClaim: false}]}
    resources: {requests: {cpu: 1, memory: 2Gi}}
  entityOperator: {topicOperator: {}, userOperator: {}}
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: job}
spec:
  image: flink:1.20
  flinkVersion: v1_20
  flinkConfiguration: {taskmanager.numberOfTaskSlots: "2"}
  serviceAccount: flink
  jobManager: {resource: {memory: 2048m, cpu: 1}}
  taskManager: {resource: {memory: 2048m, cpu: 0.5}, replicas: 2}
  job: {jarURI: local:///opt/job.jar, parallelism: 2, upgradeMode: stateless}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg}
spec:
  instances: 3
  storage: {size: 10Gi}
  postgresql: {parameters: {max_connections: "100"}}
  bootstrap: {initdb: {database: app, owner: app}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web}
spec:
  interval: 10m
  chart: {spec: {chart: web, version: 1.x, sourceRef: {kind: HelmRepository, name: r}}}
  values: {a: {b: [1]}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: web}
spec:
  template:
    spec:
      containerConcurrency: 10
      containers: [{image: web, ports: [{containerPort: 8080}], env: [{name: A, value: b}]}]
  traffic: [{latestRevision: true, percent: 100}]
---
apiVersion: karpenter.sh/v1
kind: NodePool
metadata: {name: default}
spec:
  template:
    spec:
      requirements: [{key: kubernetes.io/arch, operator: In, values: [amd64]}]
      nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
  limits: {cpu: 1000}
  disruption: {consolidationPolicy: WhenEmpty}
---
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels}
spec:
  validationFailureAction: Enforce
  rules:
    - name: check
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {message: m, pattern: {metadata: {labels: {app: "?*"}}}}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: s}
spec:
  encryptedData: {a: AgB}
  template: {metadata: {name: s}, type: Opaque}
---
apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: otel}
spec:
  mode: deployment
  config:
    receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
    exporters: {debug: {}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
---
apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
metadata: {name: es}
spec:
  version: 8.15.0
  nodeSets:
    - name: default
      count: 3
      config: {node.store.allow_mmap: false}
      podTemplate: {spec: {containers: [{name: elasticsearch, resources: {limits: {memory: 4Gi}}}]}}
---
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: {name: job}
spec:
  type: Python
  mode: cluster
  sparkVersion: 3.5.1
  image: spark
  mainApplicationFile: local:///job.py
  sparkConf: {spark.eventLog.enabled: "true"}
  driver: {cores: 1, memory: 512m, serviceAccount: spark, somethingNew: {a: 1}}
  executor: {instances: 2, cores: 1, memory: 1g}
`;

test('what people write has no finding', () => {
  const all = RIGHT.trim().split('\n---\n');
  expect(all.map((text) => `${text}\n`).flatMap((text) => judged(text))).toEqual([]);
});

test('what is wrong is found where it stands', () => {
  const answers = [
    'apiVersion: cert-manager.io/v1\nkind: Certificate\nspec:\n  secretname: web\n  issuerRef: {name: a}\n  secretName: b\n',
    'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: {selector: {}, endpoints: [{port: 80}]}\n',
    'apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nspec: {driver: {cores: two}}\n',
    'apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nspec: {kafka: {listeners: [{name: a, port: 9092, type: intern, tls: false}]}}\n',
  ].map((text) => judged(text).join('\n'));
  expect(answers.join('\n')).toMatchInlineSnapshot(`
    "secretname: unknown field "spec.secretname" (bundled schema of cert-manager)
    80: spec.endpoints[0].port: expected string, found number 80 (bundled schema of prometheus-operator)
    two: spec.driver.cores: expected integer, found string "two" (open schema of SparkApplication)
    intern: spec.kafka.listeners[0].type: unsupported value "intern", supported values: "internal", "route", "loadbalancer", "nodeport", "ingress", "cluster-ip"; did you mean "internal"? (bundled schema of strimzi-kafka-operator)"
  `);
});

test('what a newer definition may have is not told of one that is shipped', () => {
  const texts = [
    'apiVersion: external-secrets.io/v1\nkind: SecretStore\nspec: {refreshInterval: 1h, provider: {onepasswordSDK: {}}}\n',
    'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec: {flinkVersion: v2_9, jobManager: {resources: {}}}\n',
    'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nspec: {storage: {volumeClaimTemplate: {kind: PersistentVolumeClaim, spec: {}}}}\n',
    'apiVersion: gateway.networking.k8s.io/v1alpha2\nkind: TCPRoute\nspec: {rules: [{name: a}]}\n',
    'apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nspec: {command: [a], volumes: [{name: a, hostPath: {path: /, type: ""}}]}\n',
  ];
  expect(texts.flatMap((text) => judged(text))).toEqual([]);
});
