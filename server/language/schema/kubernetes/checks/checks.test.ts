// Each check finds something in its bad sample and nothing in its good one; beyond the samples, text in and text out.

import { describe, expect, test } from 'vitest';
import { readTree } from '#engine/yaml/read-tree.ts';
import { gvkOf } from '../schema-node.ts';
import { textOf } from '../validate-read.ts';
import { CHECKS, runChecks } from './index.ts';

function checked(text: string, kubernetes = '1.36'): string[] {
  const { root } = readTree(text);
  if (root === null) return [];
  const gvk = gvkOf(textOf(root, 'apiVersion') ?? '', textOf(root, 'kind') ?? '');
  return runChecks(root, gvk, kubernetes, []).map(({ span, code, severity, message, fix }) => {
    const level = severity === 'warning' ? ' (warning)' : '';
    return `${text.slice(span.start, span.end)} | ${code.replace('manifest-', '')}${level}: ${message}${fix ? ` -> ${fix.text}` : ''}`;
  });
}

describe('samples', () => {
  for (const { code, bad, good } of CHECKS) {
    test(code, () => {
      expect(checked(bad).map((line) => line.split(' | ')[1]?.split(/[ :]/)[0])).toContain(
        code.replace('manifest-', ''),
      );
      expect(checked(good)).toEqual([]);
    });
  }

  test('what is told of the bad ones', () => {
    expect(CHECKS.flatMap(({ bad }) => checked(bad)).join('\n')).toMatchInlineSnapshot(`
      "My_Config | name: metadata.name: "My_Config": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character
      1.2.3+build | label: metadata.labels.version: "1.2.3+build": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character
      my key | annotation: metadata.annotations[my key]: "my key": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character
      "8080" | port: spec.ports[0].targetPort: "8080": must contain at least one letter (a-z) -> 8080
      web | duplicate-name: spec.initContainers[0].name: duplicate value "web"
      LEVEL | duplicate-env (warning): spec.containers[0].env[1].name: variable LEVEL is already set: only the last one counts
      "*/5 * * *" | schedule: spec.schedule: "*/5 * * *": expected exactly 5 fields, found 4
      web | selector: spec.selector.matchLabels.app: selector does not match template labels: app is "webb"
      hostPath | volume: spec.volumes[0]: may not specify more than 1 volume type
      date | volume-mount: spec.containers[0].volumeMounts[0].name: not found: no volume is named "date"; did you mean "data"? -> data
      500m | resources: spec.containers[0].resources.requests.cpu: 500m must be less than or equal to cpu limit of 0.25
      Always | restart-policy: spec.template.spec.restartPolicy: unsupported value "Always", supported values: "OnFailure", "Never"
      3 | autoscaler: spec.maxReplicas: must be greater than or equal to minReplicas, 3 is less than 5
      tcpSocket | probe: spec.containers[0].livenessProbe: may not specify more than 1 handler type
      image | image: spec.containers[0].image: required value: the image
      valueFrom | env: spec.containers[0].env[0].valueFrom: may not be specified when value is not empty
      ExternalName | service: spec.externalName: required value: a Service of type ExternalName has one
      conf/app.yaml | config-key: data[conf/app.yaml]: "conf/app.yaml": a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
    `);
  });
});

/** A pod with what its one container has besides, and what the spec has besides. */
function pod(container: string, spec = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: c, image: i, ${container}}]\n${spec}`;
}

function object(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}`;
}

describe('names', () => {
  const named = (apiVersion: string, kind: string, name: string, version?: string) =>
    checked(object(apiVersion, kind, `metadata: {name: ${name}}\ndata: {}\n`), version).filter((l) =>
      l.includes('| name'),
    );

  test('each kind has its form', () => {
    expect(named('v1', 'ConfigMap', 'a.b')).toEqual([]);
    expect(named('v1', 'Namespace', 'a.b')).toMatchInlineSnapshot(`
      [
        "a.b | name: metadata.name: "a.b": must not contain dots",
      ]
    `);
    expect(named('apps/v1', 'StatefulSet', 'a.b')).toHaveLength(1);
    expect(named('apps/v1', 'Deployment', 'a.b')).toEqual([]);
    expect(named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:a.B')).toEqual([]);
    expect(named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'a/b')).toMatchInlineSnapshot(`
      [
        "a/b | name: metadata.name: "a/b": may not contain '/'",
      ]
    `);
    expect(named('v1', 'Service', '1a')).toEqual([]);
    expect(named('v1', 'Service', '1a', '1.35')).toMatchInlineSnapshot(`
      [
        "1a | name: metadata.name: "1a": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
      ]
    `);
    expect(named('example.com/v1', 'Sample', 'A')).toHaveLength(1);
    expect(named('snapshot.storage.k8s.io/v1', 'VolumeSnapshot', 'A')).toHaveLength(1);
    expect(named('batch/v1', 'CronJob', 'a'.repeat(52))).toEqual([]);
    expect(named('batch/v1', 'CronJob', 'a'.repeat(53))).toMatchInlineSnapshot(`
      [
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | name: metadata.name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": must be no more than 52 characters",
      ]
    `);
    expect(named('policy/v1', 'PodDisruptionBudget', 'A_b')).toEqual([]);
  });

  test('one of name and generateName', () => {
    expect(checked('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: {}\n')).toMatchInlineSnapshot(`
      [
        "metadata | name: metadata.name: name or generateName is required",
      ]
    `);
    expect(checked('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ""}\n')).toMatchInlineSnapshot(`
      [
        "name | name: metadata.name: name or generateName is required",
      ]
    `);
    expect(checked('apiVersion: v1\nkind: ConfigMap\n')).toMatchInlineSnapshot(`
      [
        "kind | name: metadata.name: name or generateName is required",
      ]
    `);
    expect(checked('apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n')).toEqual([]);
    expect(checked('apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: A-b}\n')).toHaveLength(1);
    expect(checked('apiVersion: authorization.k8s.io/v1\nkind: SubjectAccessReview\n')).toEqual([]);
  });
});

describe('labels', () => {
  test('keys and values', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels: {a: "", example.com/a.b_c: x, a/b/c: x, "-a": x, long: ${'x'.repeat(64)}, Example.com/x: "-"}
  annotations: {Example.COM/x: "anything / at all", a b: x}
`;
    expect(checked(text)).toMatchInlineSnapshot(`
      [
        "a/b/c | label: metadata.labels[a/b/c]: "a/b/c": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character, with an optional DNS subdomain prefix and '/'",
        ""-a" | label: metadata.labels.-a: "-a": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | label: metadata.labels.long: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…": must be no more than 63 characters",
        "Example.com/x | label: metadata.labels[Example.com/x]: "Example.com/x": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        ""-" | label: metadata.labels[Example.com/x]: "-": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        "a b | annotation: metadata.annotations[a b]: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      ]
    `);
  });

  test('of templates and selectors', () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
  schedule: "@daily"
  jobTemplate:
    metadata: {labels: {a: b c}}
    spec:
      template:
        metadata: {labels: {a: b d}}
        spec:
          nodeSelector: {a: b e}
          restartPolicy: Never
          containers: [{name: a, image: b}]
`;
    expect(checked(text)).toMatchInlineSnapshot(`
      [
        "b d | label: spec.jobTemplate.spec.template.metadata.labels.a: "b d": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        "b c | label: spec.jobTemplate.metadata.labels.a: "b c": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        "b e | label: spec.jobTemplate.spec.template.spec.nodeSelector.a: "b e": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      ]
    `);
  });
});

test('ports', () => {
  const text =
    pod(`ports: [{containerPort: 70000, name: Web}, {containerPort: 1, hostPort: 0, name: "123"}, {containerPort: 2, name: a-port-name-that-is-long}],
      livenessProbe: {httpGet: {path: /, port: "8080"}}, lifecycle: {preStop: {tcpSocket: {port: 0}}}`);
  expect(checked(text)).toMatchInlineSnapshot(`
    [
      "70000 | port: spec.containers[0].ports[0].containerPort: must be between 1 and 65535, inclusive, found 70000",
      "Web | port: spec.containers[0].ports[0].name: "Web": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
      ""123" | port: spec.containers[0].ports[1].name: "123": must contain at least one letter (a-z)",
      "a-port-name-that-is-long | port: spec.containers[0].ports[2].name: "a-port-name-that-is-long": must be no more than 15 characters",
      ""8080" | port: spec.containers[0].livenessProbe.httpGet.port: "8080": must contain at least one letter (a-z) -> 8080",
      "0 | port: spec.containers[0].lifecycle.preStop.tcpSocket.port: must be between 1 and 65535, inclusive, found 0",
    ]
  `);
});

test('ports of ingresses and network policies', () => {
  const ingress = (backend: string) =>
    checked(
      object(
        'networking.k8s.io/v1',
        'Ingress',
        `metadata: {name: a}\nspec: {rules: [{http: {paths: [{backend: ${backend}}]}}]}\n`,
      ),
    );
  expect(ingress('{service: {name: a, port: {number: 80}}}')).toEqual([]);
  expect(ingress('{service: {name: a, port: {name: http}}}')).toEqual([]);
  expect(ingress('{resource: {kind: A, name: b}}')).toEqual([]);
  expect(ingress('{service: {name: a, port: {number: "80"}}}')).toEqual([]);
  const bad = [
    '{}',
    '{service: {name: a}}',
    '{service: {name: a, port: {}}}',
    '{service: {name: a, port: {name: "80"}}}',
    '{service: {port: {name: a, number: 1}}}',
    '{service: {port: {number: 70000}}}',
    '{service: {}, resource: {}}',
  ];
  expect(bad.flatMap(ingress).join('\n')).toMatchInlineSnapshot(`
    "backend | port: spec.rules[0].http.paths[0].backend: resource or service backend is required
    service | port: spec.rules[0].http.paths[0].backend.service.port: port name or number is required
    port | port: spec.rules[0].http.paths[0].backend.service.port: port name or number is required
    "80" | port: spec.rules[0].http.paths[0].backend.service.port.name: "80": must contain at least one letter (a-z)
    port | port: spec.rules[0].http.paths[0].backend.service.port: cannot set both port name & port number
    70000 | port: spec.rules[0].http.paths[0].backend.service.port.number: must be between 1 and 65535, inclusive, found 70000
    backend | port: spec.rules[0].http.paths[0].backend: cannot set both resource and service backends"
  `);
  const policy = object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'metadata: {name: a}\nspec: {egress: [{ports: [{port: 0}, {port: "53"}, {port: 10, endPort: 5}, {port: dns}, {protocol: UDP}]}]}\n',
  );
  expect(checked(policy)).toMatchInlineSnapshot(`
    [
      "0 | port: spec.egress[0].ports[0].port: must be between 1 and 65535, inclusive, found 0",
      ""53" | port: spec.egress[0].ports[1].port: "53": must contain at least one letter (a-z) -> 53",
      "5 | port: spec.egress[0].ports[2].endPort: must be greater than or equal to port",
    ]
  `);
});

test('duplicates', () => {
  const text = pod(
    'ports: [{containerPort: 1, name: a}, {containerPort: 1, protocol: UDP, name: a}, {containerPort: 1, protocol: TCP}], env: [{name: A}, {name: B}, {name: A}]',
    '  initContainers: [{name: c, image: i}]\n  volumes: [{name: v}, {name: v}]\n',
  );
  expect(checked(text)).toMatchInlineSnapshot(`
    [
      "a | duplicate-name: spec.containers[0].ports[1].name: duplicate value "a"",
      "1 | duplicate-name (warning): spec.containers[0].ports[2].containerPort: port 1/TCP is already listed",
      "c | duplicate-name: spec.initContainers[0].name: duplicate value "c"",
      "v | duplicate-name: spec.volumes[1].name: duplicate value "v"",
      "A | duplicate-env (warning): spec.containers[0].env[2].name: variable A is already set: only the last one counts",
    ]
  `);
  const service = object(
    'v1',
    'Service',
    'metadata: {name: a}\nspec:\n  ports: [{name: a, port: 1}, {name: a, port: 1}, {name: b, port: 1, protocol: UDP}]\n',
  );
  expect(checked(service)).toMatchInlineSnapshot(`
    [
      "a | duplicate-name: spec.ports[1].name: duplicate value "a"",
      "1 | duplicate-name: spec.ports[1].port: duplicate value "1/TCP"",
    ]
  `);
});

describe('volumes', () => {
  test('mounts', () => {
    const mounts = 'volumeMounts: [{name: data, mountPath: /a}, {name: dta, mountPath: /a}]';
    expect(checked(pod(mounts, '  volumes: [{name: data, emptyDir: {}}]\n'))).toMatchInlineSnapshot(`
      [
        "dta | volume-mount: spec.containers[0].volumeMounts[1].name: not found: no volume is named "dta"; did you mean "data"? -> data",
        "/a | volume-mount: spec.containers[0].volumeMounts[1].mountPath: "/a": must be unique",
      ]
    `);
    expect(checked(pod(mounts, '  volumes: [{name: [x]}]\n')).filter((line) => line.includes('not found'))).toEqual([]);
  });

  test('claim templates give volumes', () => {
    const text = (claim: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: a}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      containers: [{name: a, image: b, volumeMounts: [{name: data, mountPath: /d}]}]
  volumeClaimTemplates: [{metadata: {name: ${claim}}}]
`;
    expect(checked(text('data'))).toEqual([]);
    expect(checked(text('other'))).toHaveLength(1);
  });
});

describe('resources', () => {
  const asked = (requests: string, limits: string) =>
    checked(pod(`resources: {requests: {${requests}}, limits: {${limits}}}`));

  test('requests are within limits', () => {
    expect(asked('cpu: 1, memory: 1Gi', 'cpu: 1000m, memory: 1024Mi')).toEqual([]);
    expect(asked('cpu: 1, memory: 1Gi', 'cpu: 999m, memory: 1G')).toMatchInlineSnapshot(`
      [
        "1 | resources: spec.containers[0].resources.requests.cpu: 1 must be less than or equal to cpu limit of 999m",
        "1Gi | resources: spec.containers[0].resources.requests.memory: 1Gi must be less than or equal to memory limit of 1G",
      ]
    `);
    expect(asked('cpu: 1', '')).toEqual([]);
  });

  test('what is not shared', () => {
    expect(asked('nvidia.com/gpu: 1', 'nvidia.com/gpu: 1')).toEqual([]);
    expect(asked('', 'nvidia.com/gpu: 1')).toEqual([]);
    expect(asked('nvidia.com/gpu: 1', 'nvidia.com/gpu: 2')).toMatchInlineSnapshot(`
      [
        "1 | resources: spec.containers[0].resources.requests[nvidia.com/gpu]: 1 must be equal to nvidia.com/gpu limit of 2",
      ]
    `);
    expect(asked('nvidia.com/gpu: 1', '')).toMatchInlineSnapshot(`
      [
        "nvidia.com/gpu | resources: spec.containers[0].resources.requests[nvidia.com/gpu]: limit must be set for non overcommitable resources",
      ]
    `);
    expect(asked('', 'nvidia.com/gpu: 0.5')).toMatchInlineSnapshot(`
      [
        "0.5 | resources: spec.containers[0].resources.limits[nvidia.com/gpu]: 0.5 must be an integer",
      ]
    `);
    expect(asked('', 'hugepages-2Mi: 2Mi')).toMatchInlineSnapshot(`
      [
        "hugepages-2Mi | resources: spec.containers[0].resources: HugePages require cpu or memory",
      ]
    `);
    expect(asked('', 'hugepages-2Mi: 2Mi, memory: 1Gi')).toEqual([]);
  });

  test('names and signs', () => {
    expect(asked('CPU: 1, gpu: 1', 'memory: -1')).toMatchInlineSnapshot(`
      [
        "-1 | resources: spec.containers[0].resources.limits.memory: -1 must be greater than or equal to 0",
        "CPU | resources: spec.containers[0].resources.requests.CPU: must be a standard resource for containers",
        "gpu | resources: spec.containers[0].resources.requests.gpu: must be a standard resource for containers",
      ]
    `);
  });
});

test('probes and hooks', () => {
  const both = 'livenessProbe: {httpGet: {port: 1}, exec: {}, tcpSocket: null}, readinessProbe: {}, startupProbe: null';
  expect(checked(pod(both))).toMatchInlineSnapshot(`
    [
      "exec | probe: spec.containers[0].livenessProbe: may not specify more than 1 handler type",
      "readinessProbe | probe: spec.containers[0].readinessProbe: must specify a handler type",
    ]
  `);
  const init = (policy: string) => `  initContainers: [{name: i, image: i, ${policy} livenessProbe: {exec: {}}}]\n`;
  expect(checked(pod('', init('')))).toMatchInlineSnapshot(`
    [
      "livenessProbe | probe: spec.initContainers[0].livenessProbe: may not be set for init containers without restartPolicy=Always",
    ]
  `);
  expect(checked(pod('', init('restartPolicy: Always,')))).toEqual([]);
});

test('variables', () => {
  const env = `env: [{name: a, value: "", valueFrom: {fieldRef: {fieldPath: x}}}, {name: b, valueFrom: {}},
      {name: c, valueFrom: {fieldRef: {}, secretKeyRef: {}}}, {name: d, value: x, valueFrom: {fieldRef: {}}}, {name: e, value: x, valueFrom: null}]`;
  expect(checked(pod(env))).toMatchInlineSnapshot(`
    [
      "valueFrom | env: spec.containers[0].env[1].valueFrom: must specify one of: fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef",
      "secretKeyRef | env: spec.containers[0].env[2].valueFrom: may not have more than one field specified at a time",
      "valueFrom | env: spec.containers[0].env[3].valueFrom: may not be specified when value is not empty",
    ]
  `);
});

test('selectors', () => {
  const text = (selector: string, labels: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: a}
spec:
  selector: ${selector}
  template:
    metadata: ${labels}
    spec: {containers: [{name: a, image: b}]}
`;
  expect(checked(text('{matchLabels: {a: b}}', '{labels: {a: b, c: d}}'))).toEqual([]);
  expect(checked(text('{matchLabels: {a: b, c: d}}', '{labels: {a: x}}'))).toMatchInlineSnapshot(`
    [
      "b | selector: spec.selector.matchLabels.a: selector does not match template labels: a is "x"",
      "d | selector: spec.selector.matchLabels.c: selector does not match template labels: c is not there",
    ]
  `);
  expect(checked(text('{}', '{labels: {a: x}}'))).toMatchInlineSnapshot(`
    [
      "selector | selector: spec.selector: empty selector is invalid for daemonset",
    ]
  `);
  const expressions =
    '[{key: a, operator: In, values: [y]}, {key: b, operator: Exists}, {key: c, operator: NotIn, values: [x]}]';
  expect(checked(text(`{matchExpressions: ${expressions}}`, '{labels: {a: x, b: ""}}'))).toMatchInlineSnapshot(`
    [
      "a | selector: spec.selector.matchExpressions[0].key: selector does not match template labels: a is "x"",
    ]
  `);
  expect(checked(text('{matchLabels: {a: b}}', '{labels: {a: 5}}'))).toEqual([]);
});

test('restart policies', () => {
  const job = (kind: string, spec: string) => `apiVersion: ${kind === 'Job' ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata: {name: a}
spec:
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec: {containers: [{name: a, image: b}]${spec}}
`;
  expect(checked(job('Job', ''))).toMatchInlineSnapshot(`
    [
      "spec | restart-policy: spec.template.spec.restartPolicy: a Job needs restartPolicy, one of "OnFailure", "Never"",
    ]
  `);
  expect(checked(job('Job', ', restartPolicy: OnFailure'))).toEqual([]);
  expect(checked(job('Deployment', ', restartPolicy: Never'))).toMatchInlineSnapshot(`
    [
      "Never | restart-policy: spec.template.spec.restartPolicy: unsupported value "Never", supported values: "Always"",
    ]
  `);
  expect(checked(job('Deployment', ', restartPolicy: Always'))).toEqual([]);
});

describe('schedules', () => {
  const told = (schedule: string) =>
    checked(object('batch/v1', 'CronJob', `metadata: {name: a}\nspec:\n  schedule: ${JSON.stringify(schedule)}\n`));

  test('good ones', () => {
    const good = ['0 0 * * *', '*/5 1-3,5 ? JAN-mar Mon', '@hourly', '@every 1h30m', ' 0  0 1 1 0 ', '5/15 * * * *'];
    expect(good.flatMap(told)).toEqual([]);
  });

  test('bad ones', () => {
    const bad = [
      '',
      '* * * *',
      '60 * * * *',
      '* * * * 7',
      '*/0 * * * *',
      '5-1 * * * *',
      'a * * * *',
      '@often',
      'TZ=UTC 0 0 * * *',
      '1-2-3 * * * *',
      '* * 0 * *',
    ];
    expect(bad.flatMap(told).join('\n')).toMatchInlineSnapshot(`
      """ | schedule: spec.schedule: "": required value
      "* * * *" | schedule: spec.schedule: "* * * *": expected exactly 5 fields, found 4
      "60 * * * *" | schedule: spec.schedule: "60 * * * *": end of range (60) above maximum (59): 60
      "* * * * 7" | schedule: spec.schedule: "* * * * 7": end of range (7) above maximum (6): 7
      "*/0 * * * *" | schedule: spec.schedule: "*/0 * * * *": step of range should be a positive number: */0
      "5-1 * * * *" | schedule: spec.schedule: "5-1 * * * *": beginning of range (5) beyond end of range (1): 5-1
      "a * * * *" | schedule: spec.schedule: "a * * * *": failed to parse int from a
      "@often" | schedule: spec.schedule: "@often": unrecognized descriptor: @often
      "TZ=UTC 0 0 * * *" | schedule: spec.schedule: "TZ=UTC 0 0 * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead
      "1-2-3 * * * *" | schedule: spec.schedule: "1-2-3 * * * *": too many hyphens: 1-2-3
      "* * 0 * *" | schedule: spec.schedule: "* * 0 * *": beginning of range (0) below minimum (1): 0"
    `);
  });
});

test('services', () => {
  const service = (spec: string) => checked(object('v1', 'Service', `metadata: {name: a}\nspec: ${spec}\n`));
  expect(service('{selector: {a: b}}')).toMatchInlineSnapshot(`
    [
      "spec | service: spec.ports: required value: at least one port",
    ]
  `);
  expect(service('{clusterIP: None}')).toEqual([]);
  expect(service('{ports: [{port: 1}, {port: 2, name: b, nodePort: 30000}]}')).toMatchInlineSnapshot(`
    [
      "port | service: spec.ports[0].name: required value: of several ports each has a name",
      "nodePort | service: spec.ports[1].nodePort: may not be used when type is 'ClusterIP'",
    ]
  `);
  expect(service('{type: ExternalName, externalName: A_B}')).toMatchInlineSnapshot(`
    [
      "A_B | service: spec.externalName: "A_B": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ]
  `);
  expect(service('{type: ExternalName, externalName: db.example.com.}')).toEqual([]);
  expect(
    service('{ports: [{port: 1, targetPort: ""}], loadBalancerSourceRanges: [a], externalTrafficPolicy: Local}'),
  ).toMatchInlineSnapshot(`
    [
      "loadBalancerSourceRanges | service: spec.loadBalancerSourceRanges: may only be used when type is 'LoadBalancer'",
      "externalTrafficPolicy | service: spec.externalTrafficPolicy: may only be set for externally-accessible services",
    ]
  `);
  expect(
    service('{type: NodePort, ports: [{port: 1}], loadBalancerSourceRanges: [], externalTrafficPolicy: Local}'),
  ).toEqual([]);
});

test('keys of ConfigMaps and Secrets', () => {
  expect(
    checked(
      object(
        'v1',
        'ConfigMap',
        'metadata: {name: a}\ndata: {5: a, 3.14: b, true: c, a/b: d, x: e, ..a: f}\nbinaryData: {x: YQ==}\n',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "a/b | config-key: data[a/b]: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
      "x | config-key: data.x: duplicate of key present in binaryData",
      "..a | config-key: data[..a]: "..a": must not start with '..'",
    ]
  `);
  expect(
    checked(object('v1', 'Secret', 'metadata: {name: a}\ntype: kubernetes.io/tls\nstringData: {tls.crt: x}\n')),
  ).toMatchInlineSnapshot(`
    [
      "kubernetes.io/tls | config-key: data[tls.key]: required value: a Secret of type kubernetes.io/tls has it",
    ]
  `);
});

test('broken manifests throw nothing', () => {
  for (const { bad, good } of CHECKS) {
    for (const text of [bad, good]) {
      for (let cut = 0; cut < text.length; cut += 7) {
        checked(text.slice(0, cut));
        checked(`${text.slice(0, cut)}\u00e9: [`);
        checked(text.slice(0, cut).replace(/: (\w+)$/gm, ': [$1]'));
        checked(text.slice(0, cut).replace(/: (\w+)$/gm, ': &a {x: *a}'));
      }
    }
  }
});
