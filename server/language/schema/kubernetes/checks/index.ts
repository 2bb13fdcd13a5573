// All checks beside the schema, and the one walk that runs them.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import type { GroupVersionKind } from '../schema-node.ts';
import { headSpan, placeOfValue } from '../validate-read.ts';
import { type ManifestViolation, pathText } from '../validate-violation.ts';
import { autoscaler } from './autoscaler.ts';
import type { Check } from './check.ts';
import { configKeys } from './config-keys.ts';
import { env, images, probes } from './containers.ts';
import { duplicateEnv, duplicateNames } from './duplicates.ts';
import { annotations, labels } from './labels.ts';
import { manifestOf } from './manifest.ts';
import { names } from './names.ts';
import { ports } from './ports.ts';
import { resources } from './resources.ts';
import { schedule } from './schedule.ts';
import { services } from './services.ts';
import { volumeMounts, volumes } from './volumes.ts';
import { restartPolicy, selectors } from './workloads.ts';

export const CHECKS: readonly Check[] = [
  names,
  labels,
  annotations,
  ports,
  duplicateNames,
  duplicateEnv,
  schedule,
  selectors,
  volumes,
  volumeMounts,
  resources,
  restartPolicy,
  autoscaler,
  probes,
  images,
  env,
  services,
  configKeys,
];

/** What the checks find; nothing where the schema found something already. */
export function runChecks(
  root: YamlNode,
  gvk: GroupVersionKind,
  kubernetes: string,
  bySchema: readonly ManifestViolation[],
): ManifestViolation[] {
  const found: ManifestViolation[] = [];
  const manifest = manifestOf(root, gvk, kubernetes);
  for (const { code, severity, check } of CHECKS) {
    check(manifest, (told) => {
      const place = told.isKey === true ? { span: headSpan(told.at), where: 'key' as const } : placeOfValue(told.at);
      const isTold = [...bySchema, ...found].some(
        ({ span, path }) => isSame(span, place.span) && isSamePath(path, told.path),
      );
      if (isTold) return;
      const { path, fix } = told;
      const message = path.length === 0 ? told.message : `${pathText(path)}: ${told.message}`;
      const one = { code, path, ...place, message, severity: told.severity ?? severity };
      found.push(fix === undefined ? one : { ...one, fix: { text: fix } });
    });
  }
  return found;
}

function isSame(a: ManifestViolation['span'], b: ManifestViolation['span']): boolean {
  return a.start === b.start && a.end === b.end;
}

function isSamePath(a: ManifestViolation['path'], b: ManifestViolation['path']): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}
