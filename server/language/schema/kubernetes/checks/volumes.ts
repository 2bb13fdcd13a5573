// Volumes of one type each, and mounts of volumes that exist, each at a path of its own.

import { nearest } from '../../near.ts';
import { givenField, itemsOf, textOf, writtenText } from '../validate-read.ts';
import { shown } from '../validate-scalar.ts';
import type { Check } from './check.ts';
import { containerPath, type Manifest } from './manifest.ts';
import { nameProblem } from './syntax.ts';

const HEAD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
`;

export const volumes: Check = {
  code: 'manifest-volume',
  severity: 'error',
  title: 'A volume of two types, or whose name is no label',
  why: 'The API server answers `may not specify more than 1 volume type`. One without any is an `emptyDir`.',
  bad: `${HEAD}  containers:
    - name: web
      image: nginx
  volumes:
    - name: data
      emptyDir: {}
      hostPath:
        path: /data
`,
  good: `${HEAD}  containers:
    - name: web
      image: nginx
  volumes:
    - name: data
      hostPath:
        path: /data
`,
  check: ({ pod }, tell) => {
    if (pod === undefined) return;
    itemsOf(pod.spec, 'volumes').forEach((volume, index) => {
      const path = [...pod.path, 'volumes', index];
      const name = textOf(volume, 'name') ?? '';
      const problem = name === '' ? undefined : nameProblem(name, 'label');
      const at = givenField(volume, 'name');
      if (problem !== undefined && at !== undefined)
        tell({ path: [...path, 'name'], at, message: `${shown(name)}: ${problem}` });
      const types = TYPES.flatMap((type) => givenField(volume, type) ?? []);
      const second = types.sort((a, b) => a.value.start - b.value.start)[1];
      if (second !== undefined)
        tell({ path, at: second, isKey: true, message: 'may not specify more than 1 volume type' });
    });
  },
};

const TYPES =
  `awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker
gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected
quobyte rbd scaleIO secret storageos vsphereVolume`.split(/\s/);

export const volumeMounts: Check = {
  code: 'manifest-volume-mount',
  severity: 'error',
  title: 'A mount of a volume that the pod does not have, or of two at one path',
  why: `The API server answers \`volumeMounts[0].name: Not found\`. What is mounted is one of the pod's volumes or, in a
StatefulSet, one of its \`volumeClaimTemplates\`. No two volumes of a container have one \`mountPath\`.`,
  bad: `${HEAD}  containers:
    - name: web
      image: nginx
      volumeMounts:
        - name: date
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
`,
  good: `${HEAD}  containers:
    - name: web
      image: nginx
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
`,
  check: (manifest, tell) => {
    const { pod } = manifest;
    if (pod === undefined) return;
    const known = volumeNames(manifest);
    for (const container of pod.containers) {
      const paths = new Set<string>();
      for (const list of ['volumeMounts', 'volumeDevices']) {
        itemsOf(container.node, list).forEach((mount, index) => {
          const path = (name: string) => [...containerPath(pod, container), list, index, name];
          const name = textOf(mount, 'name') ?? '';
          const at = givenField(mount, 'name');
          if (at !== undefined && name !== '' && known !== undefined && !known.has(name)) {
            const near = nearest(name, known);
            const hint = near === undefined ? '' : `; did you mean ${shown(near)}?`;
            tell({
              path: path('name'),
              at,
              message: `not found: no volume is named ${shown(name)}${hint}`,
              fix: near && writtenText(near),
            });
          }
          const where = list === 'volumeMounts' ? 'mountPath' : 'devicePath';
          const mounted = textOf(mount, where);
          const place = givenField(mount, where);
          if (mounted === undefined || place === undefined) return;
          if (paths.has(mounted)) tell({ path: path(where), at: place, message: `${shown(mounted)}: must be unique` });
          paths.add(mounted);
        });
      }
    }
  },
};

/** Undefined when a name cannot be read: then any may be there. */
function volumeNames({ pod, gvk, spec }: Manifest): ReadonlySet<string> | undefined {
  const claims = gvk.kind === 'StatefulSet' ? itemsOf(spec, 'volumeClaimTemplates') : [];
  const names = [
    ...itemsOf(pod?.spec, 'volumes').map((volume) => textOf(volume, 'name')),
    ...claims.map((claim) => textOf(givenField(claim, 'metadata')?.value, 'name')),
  ];
  return names.includes(undefined) ? undefined : new Set(names as string[]);
}
