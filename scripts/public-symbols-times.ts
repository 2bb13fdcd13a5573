// How long every request about a place or a file takes in one chart, what throws, and which edits do not fit the texts.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { span } from '#engine/text/span.ts';
import { readTree } from '#engine/yaml/read-tree.ts';
import { templateView } from '#language/documents/template.ts';
import { hierarchyItem, incomingCalls, outgoingCalls } from '#language/features/call-hierarchy.ts';
import { codeActions, extractValue, type FileEdit, questionAt } from '#language/features/code-actions.ts';
import { codeLenses, lensUses } from '#language/features/code-lens.ts';
import { documentHighlight } from '#language/features/document-highlight.ts';
import { documentLinks } from '#language/features/document-links.ts';
import { documentSymbols } from '#language/features/document-symbols.ts';
import { folding } from '#language/features/folding.ts';
import { inlayHints } from '#language/features/inlay-hints.ts';
import { peek, renderedAt, sourceOf } from '#language/features/preview.ts';
import { references } from '#language/features/references.ts';
import { prepareRename, rename } from '#language/features/rename.ts';
import { selectionRanges } from '#language/features/selection-ranges.ts';
import { embeddedTokens, semanticTokens } from '#language/features/semantic-tokens.ts';
import { signatureHelp } from '#language/features/signature-help.ts';
import { alignTag } from '#language/features/typing/align-tag.ts';
import { closeBlock } from '#language/features/typing/close-block.ts';
import { toggleComment } from '#language/features/typing/toggle-comment.ts';
import { typedOver } from '#language/features/typing/typed-over.ts';
import { valueMarks } from '#language/features/value-marks.ts';
import { valuesImplementations } from '#language/features/values-definition.ts';
import { undocumentedValues, valuesTable } from '#language/features/values-table.ts';
import { workspaceSymbols } from '#language/features/workspace-symbols.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState, type RenderState, viewOf } from '#language/workspace/render-state.ts';
import { applyChanges, chartFolderOf, roleOf, type Snapshot } from '#language/workspace/snapshot.ts';
import { wants } from '#language/workspace/wants.ts';
import { completion, definition, hover } from '../server/lsp/features.ts';
import { diskSnapshot } from '../test/support/disk-snapshot.ts';
import { namedPlaces } from '../test/support/renaming.ts';

export interface Place {
  readonly uri: string;
  readonly offset: number;
}

export interface Slow extends Place {
  readonly feature: string;
  /** What counts: the lesser of the two below, since others use the machine. */
  readonly milliseconds: number;
  readonly clock: number;
  readonly cpu: number;
  readonly error: string | undefined;
}

/** A chart folder with what it names by file://. */
export function loadChart(folder: string): { readonly snapshot: Snapshot; readonly root: string } {
  const { snapshot: own, root } = diskSnapshot(folder);
  let snapshot = own;
  for (let round = 0; round < 4; round++) {
    const more = wants(snapshot, root).folders.filter((uri) => existsSync(`${fileURLToPath(uri)}/Chart.yaml`));
    if (more.length === 0) break;
    for (const uri of more) {
      const files = [...diskSnapshot(fileURLToPath(uri)).snapshot.files.values()];
      const changes = files.map((file) => ({ kind: 'file' as const, uri: file.uri, text: file.text }));
      snapshot = applyChanges(snapshot, [...changes, { kind: 'loaded', folder: uri }]);
    }
  }
  return { snapshot, root };
}

type State = RenderState | undefined;
type Ask = (snapshot: Snapshot, uri: string, offset: number, state: State) => unknown;

/** What is asked at a place of a template or of a values file. */
const AT_PLACES: Readonly<Record<string, Ask>> = {
  completion: (snapshot, uri, offset) => completion(snapshot, uri, offset),
  'completion docs': (snapshot, uri, offset) => {
    // The editor asks for the item that is looked at, and for the next ones as somebody goes down the list.
    for (const item of completion(snapshot, uri, offset).slice(0, 10)) item.document?.();
  },
  'signature help': signatureHelp,
  hover,
  definition,
  implementation: valuesImplementations,
  references: (snapshot, uri, offset) => references(snapshot, uri, offset, true),
  'prepare rename': prepareRename,
  rename: (snapshot, uri, offset) => renamed(snapshot, { uri, offset }),
  highlight: documentHighlight,
  selection: selectionRanges,
  'call hierarchy': (snapshot, uri, offset) => {
    const item = hierarchyItem(snapshot, uri, offset);
    return item && [incomingCalls(snapshot, item), outgoingCalls(snapshot, item)];
  },
  'light bulb': (snapshot, uri, offset) => codeActions(snapshot, uri, span(offset, offset), false),
  'code actions': (snapshot, uri, offset) => codeActions(snapshot, uri, span(offset, offset), true),
  'changes of actions': (snapshot, uri, offset) => actionEdits(snapshot, { uri, offset }),
  'extract value': (snapshot, uri, offset) => {
    const question = questionAt(snapshot, uri, span(offset, offset), true);
    return question && extractValue(question);
  },
  'end moves': alignTag,
  'block closes': closeBlock,
  'braces typed': typedOver,
  'rendered at': (_, uri, offset, state) => state && renderedAt(viewOf(state, uri, 'chart'), uri, offset),
  peek: (_, uri, offset, state) => state && peek(viewOf(state, uri, 'file'), uri, offset),
  'source of': (_, uri, offset, state) => state && sourceOf(viewOf(state, uri, 'chart'), offset),
};

/** What is asked about a file as a whole. */
const OF_FILES: Readonly<Record<string, Ask>> = {
  symbols: (snapshot, uri) => documentSymbols(snapshot, uri),
  folding,
  links: documentLinks,
  tokens: (snapshot, uri) => {
    const file = snapshot.files.get(uri);
    return file && isValues(snapshot, uri) ? embeddedTokens(snapshot, uri) : file && semanticTokens(file);
  },
  'inlay hints': (snapshot, uri, _, state) => inlayHints(snapshot, state, uri, whole(snapshot, uri)),
  'code lenses': (snapshot, uri, _, state) =>
    // The editor asks for those on the screen, one after the other.
    codeLenses(snapshot, state, uri)
      .slice(0, 20)
      .map(({ subject }) => subject.kind !== 'resource' && lensUses(snapshot, uri, subject)),
  'value marks': (snapshot, uri) => valueMarks(snapshot, uri, screen(snapshot, uri)),
  comments: (snapshot, uri) => toggleComment(snapshot, uri, [whole(snapshot, uri)], 'toggle'),
};

/** What is asked about a chart as a whole. */
const OF_CHARTS: Readonly<Record<string, Ask>> = {
  'workspace symbols': (snapshot) => workspaceSymbols(snapshot, 'name'),
  'values table': (snapshot, uri) => valuesTable(snapshot, uri, '', true),
  'undocumented values': (snapshot, uri) => undocumentedValues(snapshot, uri),
};

const ALL: Readonly<Record<string, Ask>> = { ...AT_PLACES, ...OF_FILES, ...OF_CHARTS };

function whole(snapshot: Snapshot, uri: string) {
  return span(0, snapshot.files.get(uri)?.text.length ?? 0);
}

/** The client asks for what is on the screen alone: here some lines in the middle. */
function screen(snapshot: Snapshot, uri: string) {
  const lines = (snapshot.files.get(uri)?.text ?? '').split('\n');
  const first = Math.max(0, (lines.length >> 1) - 30);
  const start = lines.slice(0, first).join('\n').length;
  return span(start, start + lines.slice(first, first + 60).join('\n').length);
}

function isValues(snapshot: Snapshot, uri: string): boolean {
  const folder = chartFolderOf(snapshot, uri);
  return folder !== undefined && roleOf(folder, uri) === 'values';
}

function renamed(snapshot: Snapshot, { uri, offset }: Place) {
  const before = /\$?\w*$/.exec(snapshot.files.get(uri)?.text.slice(0, offset + 1) ?? '')?.[0] ?? '';
  return rename(snapshot, uri, offset, before.startsWith('$') ? '$renamedHere' : 'renamedHere');
}

function actionEdits(snapshot: Snapshot, { uri, offset }: Place): (readonly FileEdit[])[] {
  return codeActions(snapshot, uri, span(offset, offset), true).map((action) => action.changes?.() ?? []);
}

/**
 * The times of every request: the first of each on texts that nothing was asked about, in `cold`; and all at places of
 * `uses`, and at as many other names of the chart's templates and values files. `problems` are edits that do not fit.
 */
export function timesOf(
  folder: string,
  uses: readonly Place[],
  most: number,
): { cold: Slow[]; warm: Slow[]; problems: string[] } {
  const cold: Slow[] = [];
  const [first] = uses;
  if (first === undefined) return { cold, warm: [], problems: [] };
  for (const feature of Object.keys(ALL)) {
    const { snapshot } = loadChart(folder);
    cold.push(again(folder, timed(feature, snapshot, first, undefined), undefined));
  }
  const { snapshot, root } = loadChart(folder);
  const state = stateOf(snapshot, root);
  const names = namedPlaces(snapshot, root);
  const places = [...some(uses, most), ...some(names, most)];
  const files = [...new Set([...uses, ...names].map(({ uri }) => uri))].map((uri) => ({ uri, offset: 0 }));
  const warm: Slow[] = [];
  const all = (features: object, at: readonly Place[]) => {
    for (const place of at)
      for (const feature of Object.keys(features))
        warm.push(again(folder, timed(feature, snapshot, place, state), state));
  };
  all(AT_PLACES, places);
  all(OF_FILES, files);
  all(OF_CHARTS, files.slice(0, 1));
  return { cold, warm, problems: some(places, most / 2).flatMap((place) => misfits(snapshot, place)) };
}

/** The last finished render, which hovers and hints read. */
function stateOf(snapshot: Snapshot, root: string): State {
  try {
    return nextState(undefined, renderChart(snapshot, root), snapshot);
  } catch {
    return undefined;
  }
}

function some<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, i) => i % step === 0);
}

/** Other processes may have had the machine: what took long is timed twice more, on a fresh snapshot, and the least counts. */
function again(folder: string, slow: Slow, state: State): Slow {
  if (slow.milliseconds < 100 || slow.error !== undefined) return slow;
  let best = slow;
  for (let round = 0; round < 2; round++) {
    const one = timed(slow.feature, loadChart(folder).snapshot, slow, state);
    if (one.milliseconds < best.milliseconds) best = one;
  }
  return best;
}

export function timed(feature: string, snapshot: Snapshot, { uri, offset }: Place, state: State): Slow {
  const ask = ALL[feature] as Ask;
  const start = performance.now();
  const spent = process.cpuUsage();
  let error: string | undefined;
  try {
    ask(snapshot, uri, offset, state);
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message).slice(0, 600) : String(thrown);
  }
  const { user, system } = process.cpuUsage(spent);
  const clock = performance.now() - start;
  const cpu = (user + system) / 1000;
  return { feature, uri, offset, milliseconds: Math.min(clock, cpu), clock, cpu, error };
}

/** Edits of a rename or an action at the place that overlap, lie outside their text, or break a text that was whole. */
function misfits(snapshot: Snapshot, place: Place): string[] {
  const result = renamed(snapshot, place);
  const flat = result?.kind === 'edits' ? result.edits : [];
  const edits = flat.map(({ uri, span: where, text }) => ({ uri, edits: [{ span: where, text }] }));
  const all = [{ of: 'rename', edits }, ...actionEdits(snapshot, place).map((one) => ({ of: 'action', edits: one }))];
  return all.flatMap(({ of, edits: changes }) => {
    const problem = misfit(snapshot, changes);
    return problem === undefined ? [] : [`${of} at ${place.uri} ${place.offset}: ${problem}`];
  });
}

function misfit(snapshot: Snapshot, changes: readonly FileEdit[]): string | undefined {
  for (const uri of new Set(changes.filter(({ isNew }) => !isNew).map((change) => change.uri))) {
    const text = snapshot.files.get(uri)?.text;
    if (text === undefined) return `no such file: ${uri}`;
    const own = changes.filter((change) => change.uri === uri).flatMap(({ edits }) => edits);
    let after = text;
    let last = text.length;
    for (const { span: where, text: inserted } of [...own].sort((a, b) => b.span.start - a.span.start)) {
      if (where.start < 0 || where.end > last || where.start > where.end) return `overlap or outside: ${uri}`;
      after = after.slice(0, where.start) + inserted + after.slice(where.end);
      last = where.start;
    }
    if (!isBroken(snapshot, uri, text) && isBroken(snapshot, uri, after)) return `breaks ${uri}`;
  }
  return undefined;
}

function isBroken(snapshot: Snapshot, uri: string, text: string): boolean {
  const folder = chartFolderOf(snapshot, uri);
  const role = folder === undefined ? 'other' : roleOf(folder, uri);
  if (role === 'values') return readTree(text).error !== undefined;
  return (
    role === 'template' && templateView({ uri, text, version: undefined }, snapshot.settings).parsed.errors.length > 0
  );
}
