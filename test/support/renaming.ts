// Renames in fixtures: the edits applied, and the charts rendered before and after under every values file they have.

import { type FileEdit, type Rename, rename } from '#language/features/rename.ts';
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
