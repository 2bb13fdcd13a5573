// What the built-in objects hold for this workspace: Chart.yaml's words and the settings of the release.

import { parseKubeVersion } from '#engine/chart/kube-version.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import type { Settings } from '#protocol';
import { placesOf, type Step, shortValue, type ValuePlace, type ValuesView, valuesView } from '../documents/values.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri } from '../workspace/uri.ts';
import { type Builtin, builtinAt } from './builtins.ts';
import type { ObjectPath } from './context.ts';

/** The key of Chart.yaml that a path below `.Chart` reads. */
export function chartYamlPlace(
  snapshot: Snapshot,
  { chart, object, path }: ObjectPath,
): (ValuePlace & { readonly view: ValuesView }) | undefined {
  const file = fileAt(snapshot, joinUri(chart.folder, 'Chart.yaml'));
  if (object !== 'Chart' || file === undefined) return undefined;
  const steps: Step[] = [];
  const names: Step[] = ['Chart'];
  for (const step of path) {
    names.push(step);
    const builtin = builtinAt(names);
    // Below a map such as Annotations the steps are the keys themselves.
    steps.push(typeof step === 'string' && builtin ? yamlKeyOf(builtin) : step);
  }
  const view = valuesView(file);
  const [place] = placesOf(view, steps);
  return place && { ...place, view };
}

function yamlKeyOf(builtin: Builtin): string {
  return (
    builtin.yamlKey ?? (builtin.name === 'URL' ? 'url' : `${builtin.name[0]?.toLowerCase()}${builtin.name.slice(1)}`)
  );
}

/** What `.Capabilities.KubeVersion` tells; a version that Helm refuses as it was given. */
export function kubeVersionOf({ kubeVersion, helmVersion }: Settings): string {
  const major = helmVersion === '3' ? 3 : 4;
  if (kubeVersion === '') return PROFILES[major].kubeVersion;
  const parsed = parseKubeVersion(kubeVersion, major);
  return 'error' in parsed ? kubeVersion : parsed.version;
}

/** The value of a built-in field as far as the workspace knows it. */
export function builtinValue(snapshot: Snapshot, found: ObjectPath): string | undefined {
  const { releaseName, namespace, upgrade } = snapshot.settings;
  const name = [found.object, ...found.path].map(String).join('.');
  switch (name) {
    case 'Release.Name':
      return releaseName;
    case 'Release.Namespace':
      return namespace;
    case 'Release.Service':
      return 'Helm';
    case 'Release.IsUpgrade':
      return String(upgrade);
    case 'Release.IsInstall':
      return String(!upgrade);
    case 'Capabilities.KubeVersion.Version':
      return kubeVersionOf(snapshot.settings);
    default: {
      const place = found.path.length > 0 ? chartYamlPlace(snapshot, found) : undefined;
      return place && shortValue(place.view, place.value);
    }
  }
}
