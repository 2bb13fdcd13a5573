// Which files are plain Kubernetes manifests: by what they say and where they lie, not by how they are called.

import { chartFolderOf, type FileText, roleIn, type Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf } from '../workspace/uri.ts';
import { manifestView } from './manifest.ts';

/** A YAML file with at least one object of Kubernetes, which is no template, values file or other file of Helm's. */
export function isManifestFile(snapshot: Snapshot, file: FileText): boolean {
  return mayHoldManifests(snapshot, file) && manifestView(file).isManifest;
}

/** A YAML file in which manifests may be written, whatever it says so far. */
export function mayHoldManifests(snapshot: Snapshot, file: FileText): boolean {
  const { uri } = file;
  if (!isYaml(file) || isKustomization(uri) || TOOLS.test(uri)) return false;
  const folder = chartFolderOf(snapshot, uri);
  if (folder === undefined) return true;
  const role = roleIn(snapshot, folder, uri);
  return role === 'crd' || role === 'other';
}

/** Kustomize's own file, by the three names that it has. */
export function isKustomization(uri: string): boolean {
  return /^(?:kustomization\.ya?ml|Kustomization)$/.test(baseNameOf(uri));
}

/** An editor sends what it takes for YAML, whatever its name; of the others the name tells. */
function isYaml({ uri, version }: FileText): boolean {
  if (/\.ya?ml$/i.test(uri)) return true;
  return version !== undefined && !/\.(?:json|tpl|txt|gotmpl|j2)$/i.test(uri);
}

/** Files that other tools know by their place; Helm's own beside a chart are no manifests either. */
const TOOLS =
  /\/(?:\.github\/|(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$|\.gitlab-ci\.yml$|(?:Chart|requirements|index)\.(?:yaml|lock)$|helmfile\.ya?ml$)/;
