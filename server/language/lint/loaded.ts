// Whether Helm reads a file of a chart at all: what it leaves out cannot be wrong.

import { ignored, parseIgnore } from '#engine/chart/helmignore.ts';
import { templateView } from '../documents/template.ts';
import { placesOf, valuesView } from '../documents/values.ts';
import { mountAround } from '../workspace/mounts.ts';
import { fileAt, type Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf, joinUri, relativeUri } from '../workspace/uri.ts';

/** Whether .helmignore of the root chart (of one that is mounted into it, its own), or the name of a subchart's folder, keeps the file out. */
export function isLeftOut(snapshot: Snapshot, root: string, uri: string): boolean {
  const base = mountAround(snapshot, root, uri)?.source ?? root;
  const path = relativeUri(base, uri);
  if (path === undefined) return true;
  const major = snapshot.settings.helmVersion === '3' ? 3 : 4;
  const rules = parseIgnore(fileAt(snapshot, joinUri(base, '.helmignore'))?.text, major);
  const parts = path.split('/');
  return parts.some((part, depth) => {
    const isFolder = depth < parts.length - 1;
    const isSubchart = parts[depth - 1] === 'charts' && isFolder;
    return ignored(rules, parts.slice(0, depth + 1).join('/'), isFolder) || (isSubchart && /^[_.]/.test(part));
  });
}

/** Of a library chart Helm parses the partials (`_…`) only. */
export function isParsed(snapshot: Snapshot, chart: string, uri: string): boolean {
  if (baseNameOf(uri).startsWith('_')) return true;
  const file = fileAt(snapshot, joinUri(chart, 'Chart.yaml'));
  const type = file && placesOf(valuesView(file), ['type'])[0]?.value;
  return !(type?.kind === 'scalar' && type.text.toLowerCase() === 'library');
}

/** Helm renders nothing then, so that what goes wrong beyond it is an echo. */
export function hasSyntaxError(snapshot: Snapshot, uri: string): boolean {
  const file = fileAt(snapshot, uri);
  return file !== undefined && templateView(file, snapshot.settings).parsed.errors.length > 0;
}
