// Renames in fixtures: the edits applied, and the charts rendered before and after under every values file they have.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { templateView } from '#language/documents/template.ts';
import { valuesView } from '#language/documents/values.ts';
import { type FileEdit, type Rename, rename } from '#language/features/rename.ts';
import { allNames } from '#language/symbols/occurrences/names.ts';
import { variableNames, variablesNamed } from '#language/symbols/occurrences/variables.ts';
import { usersOf } from '#language/symbols/users.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { applyChanges, type Change, chartFolderOf, roleOf, type Snapshot } from '#language/workspace/snapshot.ts';
import { parentUri } from '#language/workspace/uri.ts';

/** The snapshot with the edits in it. Edits of one file must not overlap. */
export function withEdits(snapshot: Snapshot, edits: readonly FileEdit[]): Snapshot {
  const changes = [...new Set(edits.map(({ uri }) => uri))].map((uri): Change => {
    const own = edits.filter((edit) => edit.uri === uri).sort((a, b) => b.span.start - a.span.start);
    let text = snapshot.files.get(uri)?.text ?? '';
    let last = text.length;
    for (const { span, text: inserted } of own) {
      if (span.end > last) throw new Error(`edits overlap in ${uri} at ${span.start}`);
      text = text.slice(0, span.start) + inserted + text.slice(span.end);
      last = span.start;
    }
    return { kind: 'file', uri, text };
  });
  return applyChanges(snapshot, changes);
}

/** What every root chart renders: without further values, and with each of its other values files. */
export function renderedAll(snapshot: Snapshot): string {
  const folders = [...snapshot.files.keys()]
    .filter((uri) => uri.endsWith('/Chart.yaml'))
    .map((uri) => parentUri(uri) ?? '');
  const roots = [...new Set(folders.flatMap((folder) => usersOf(snapshot, folder)))].sort();
  return roots
    .flatMap((root) => ['', ...valuesFiles(snapshot, root)].map((name) => rendered(snapshot, root, name)))
    .join('\n');
}

function valuesFiles(snapshot: Snapshot, root: string): string[] {
  const own = [...snapshot.files.keys()].filter(
    (uri) => chartFolderOf(snapshot, uri) === root && roleOf(root, uri) === 'values' && uri !== `${root}/values.yaml`,
  );
  return own.sort();
}

function rendered(snapshot: Snapshot, root: string, values: string): string {
  const settings = { ...snapshot.settings, valuesFiles: values === '' ? [] : [values] };
  const { templates, errors } = renderChart(applyChanges(snapshot, [{ kind: 'settings', settings }]), root);
  const texts = templates.map(({ name, output, failed }) => `${name}${failed ? ' failed' : ''}\n${output.text}`);
  return [`== ${root} ${values}`, ...texts, ...errors.map(({ code }) => `error ${code}`)].join('\n');
}

export interface Outcome {
  readonly result: Rename | undefined;
  /** Every chart renders what it rendered before. */
  readonly isSame: boolean;
  readonly after: Snapshot;
}

/** Renames what stands at an offset; `before` is what the snapshot renders. */
export function renamed(snapshot: Snapshot, uri: string, offset: number, name: string, before: string): Outcome {
  const result = rename(snapshot, uri, offset, name);
  if (result?.kind !== 'edits') return { result, isSame: true, after: snapshot };
  const after = withEdits(snapshot, result.edits);
  return { result, isSame: renderedAll(after) === before, after };
}

/** Every place of the files below a folder that names something: keys of values files, words, names and variables of templates. */
export function namedPlaces(snapshot: Snapshot, folder: string): { readonly uri: string; readonly offset: number }[] {
  const out: { uri: string; offset: number }[] = [];
  for (const file of snapshot.files.values()) {
    if (!file.uri.startsWith(`${folder}/`)) continue;
    const chart = chartFolderOf(snapshot, file.uri);
    const role = chart === undefined ? 'other' : roleOf(chart, file.uri);
    if (role === 'values')
      for (const key of keysIn(valuesView(file).tree.root)) out.push({ uri: file.uri, offset: key.start + 1 });
    if (role !== 'template') continue;
    const view = templateView(file, snapshot.settings);
    for (const { span } of allNames(view)) out.push({ uri: file.uri, offset: span.start });
    for (const { nameSpan } of view.defines) out.push({ uri: file.uri, offset: nameSpan.start + 1 });
    for (const name of variableNames(view))
      for (const { span } of variablesNamed(view, name)) out.push({ uri: file.uri, offset: span.start + 1 });
  }
  return out;
}

function keysIn(node: YamlNode | null): YamlNode[] {
  if (node?.kind === 'list') return node.items.flatMap(keysIn);
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => [key, ...keysIn(value)]);
}
