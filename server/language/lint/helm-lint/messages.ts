// What `helm lint` says of a root chart of the workspace with its active set, from texts as the editor holds them.

import type { SourceFile } from '#engine/chart/chart.ts';
import { parseKubeVersion } from '#engine/chart/kube-version.ts';
import type { RenderedFile } from '#engine/render/engine.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import type { ChartView } from '../../workspace/chart-view.ts';
import { chartView } from '../../workspace/chart-view.ts';
import { PlacedText } from '../../workspace/placed-text.ts';
import {
  activeValues,
  type Inputs,
  inputsOf,
  limitsOf,
  parsedTemplates,
  sameInputs,
} from '../../workspace/render-chart.ts';
import type { MappedText } from '../../workspace/rendering.ts';
import { fileAt, filesBelow, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri, relativeUri } from '../../workspace/uri.ts';
import type { LoadedChart } from '../helm/input.ts';
import { type ChartFolder, type HelmLintMessage, LintMemo, lintChart } from '../helm/lint.ts';
import type { ChartContext } from '../rule.ts';

/** The messages in helm's order, and the outputs of the render that they are about. */
export interface HelmLint {
  readonly messages: readonly HelmLintMessage[];
  /** What a template rendered to, by its URI, as lint rendered it. */
  readonly output: (uri: string) => MappedText | undefined;
}

interface Entry {
  readonly inputs: Inputs;
  readonly memo: LintMemo;
  /** Outputs with their places, as far as a message needed them. */
  readonly outputs: WeakMap<RenderedFile, MappedText>;
}

/** As many charts as are edited at the same time. */
const MOST_CHARTS = 8;
const entries = new Map<string, Entry>();

/** Undefined when nobody can tell what helm would say: it would not take our settings, or something newer came. */
export function helmLint(context: Pick<ChartContext, 'snapshot' | 'root' | 'stop'>): HelmLint | undefined {
  const { snapshot, root, stop } = context;
  const { settings } = snapshot;
  const view = chartView(snapshot, root);
  const { profile } = view;
  const kubeVersion = settings.kubeVersion ? parseKubeVersion(settings.kubeVersion, profile.major) : undefined;
  if (kubeVersion && 'error' in kubeVersion) return undefined;
  const entry = entryOf(context);
  const { memo } = entry;
  let isStopped = false;
  memo.bounds = {
    limits: limitsOf(snapshot),
    stop: () => (isStopped ||= stop()),
    textOf: (source) => fileAt(snapshot, source)?.text,
    parsed: parsedTemplates(root),
  };
  const messages = lintChart({
    profile,
    env: stillEnvironment(),
    directory: root,
    folder: folderIn(snapshot, root),
    files: [],
    values: activeValues(snapshot, view, []),
    namespace: settings.namespace,
    kubeVersion,
    loaded: loadedOf(view),
    memo,
  });
  return isStopped ? undefined : { messages, output: (uri) => outputOf(entry, uri) };
}

function entryOf({ snapshot, root }: Pick<ChartContext, 'snapshot' | 'root'>): Entry {
  const inputs = inputsOf(snapshot, root);
  let entry = entries.get(root);
  entries.delete(root);
  if (entry === undefined || !sameInputs(entry.inputs, inputs)) {
    const bounds = { limits: limitsOf(snapshot), stop: () => false, textOf: () => undefined };
    entry = { inputs, memo: new LintMemo(bounds), outputs: new WeakMap() };
  }
  entries.set(root, entry);
  if (entries.size > MOST_CHARTS) entries.delete(entries.keys().next().value as string);
  return entry;
}

/** The loader's first complaint is helm's, but for what only `helm template` looks at beforehand. */
function loadedOf({ chart, errors }: ChartView): LoadedChart {
  const [error] = errors.filter(
    ({ message }) => !/^(?:invalid chart apiVersion|unsupported chart version)$/.test(message),
  );
  if (chart && error === undefined) return { chart };
  const place = { source: error?.source ?? '', span: error?.span };
  return { error: error?.message ?? 'the chart could not be loaded', place };
}

/** Folders are known by what lies in them. */
function folderIn(snapshot: Snapshot, root: string): ChartFolder {
  return {
    kind: (path) => {
      const uri = joinUri(root, path);
      return fileAt(snapshot, uri) ? 'file' : filesBelow(snapshot, uri).length > 0 ? 'folder' : undefined;
    },
    file: (path) => sourceOf(snapshot, root, joinUri(root, path)),
  };
}

function sourceOf(snapshot: Snapshot, root: string, uri: string): SourceFile | undefined {
  const file = fileAt(snapshot, uri);
  return file && { path: relativeUri(root, file.uri) ?? '', text: file.text, source: file.uri };
}

function outputOf({ memo: { rendered }, outputs }: Entry, uri: string): MappedText | undefined {
  const file = rendered?.files.find(({ source }) => source === uri);
  if (rendered === undefined || file === undefined) return undefined;
  let output = outputs.get(file);
  if (output === undefined) {
    outputs.set(file, (output = new PlacedText(file.output, rendered.sources)));
  }
  return output;
}
