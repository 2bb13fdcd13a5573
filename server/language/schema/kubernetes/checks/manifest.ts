// A manifest as checks see it: its metadata, its pod template and the containers in it, found once for all of them.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved } from '../../../documents/values.ts';
import type { GroupVersionKind } from '../schema-node.ts';
import { type Field, givenField, givenValue, itemsOf } from '../validate-read.ts';

export type Path = readonly (string | number)[];

export interface Manifest {
  readonly gvk: GroupVersionKind;
  /** The cluster's version, as `1.36`. */
  readonly kubernetes: string;
  readonly root: YamlNode;
  readonly spec: YamlNode | undefined;
  /** The pod, or the template from which pods are made. */
  readonly pod: PodPlace | undefined;
}

export interface PodPlace {
  /** What holds `metadata` and `spec`: the root of a Pod, else a template. */
  readonly template: YamlNode;
  readonly templatePath: Path;
  readonly spec: YamlNode;
  readonly path: Path;
  readonly containers: readonly ContainerPlace[];
}

export interface ContainerPlace {
  readonly list: 'containers' | 'initContainers' | 'ephemeralContainers';
  readonly index: number;
  readonly node: YamlNode;
}

export function manifestOf(root: YamlNode, gvk: GroupVersionKind, kubernetes: string): Manifest {
  return { gvk, kubernetes, root, spec: givenValue(root, 'spec'), pod: podOf(root, gvk) };
}

/** Where kinds have their pod templates; the empty path is the object itself. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  ' Pod': [],
  ' PodTemplate': ['template'],
  ' ReplicationController': ['spec', 'template'],
  'apps Deployment': ['spec', 'template'],
  'apps StatefulSet': ['spec', 'template'],
  'apps DaemonSet': ['spec', 'template'],
  'apps ReplicaSet': ['spec', 'template'],
  'batch Job': ['spec', 'template'],
  'batch CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

function podOf(root: YamlNode, { group, kind }: GroupVersionKind): PodPlace | undefined {
  const templatePath = TEMPLATES[`${group} ${kind}`];
  if (templatePath === undefined) return undefined;
  let template: YamlNode | undefined = root;
  for (const name of templatePath) template = givenValue(template, name);
  const spec = givenValue(template, 'spec');
  if (template === undefined || spec?.kind !== 'map') return undefined;
  const containers = CONTAINER_LISTS.flatMap((list) =>
    itemsOf(spec, list).flatMap((item, index) => {
      const node = resolved(item);
      return node?.kind === 'map' ? [{ list, index, node }] : [];
    }),
  );
  return { template, templatePath, spec, path: [...templatePath, 'spec'], containers };
}

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

export function containerPath(pod: PodPlace, { list, index }: ContainerPlace): Path {
  return [...pod.path, list, index];
}

/** A given field of an item, else the item: what is underlined for it. */
export function fieldOrItem(item: YamlNode, name: string): Field {
  return givenField(item, name) ?? { key: undefined, value: item };
}
