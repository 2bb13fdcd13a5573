// Renders every template of a chart tree: Helm's pkg/engine, with provenance, and in an editor with tolerance.

import type { ProcessedChart } from '../chart/dependencies.ts';
import type { Profile } from '../chart/profile.ts';
import { functionTable } from '../functions/index.ts';
import { type AbsentCharts, commentGaps, Gaps, gapText, Mentions } from '../template/absent.ts';
import type { BranchLog } from '../template/branches.ts';
import type { Environment } from '../template/environment.ts';
import { execute, newRun, newSink, type Run, type TemplateSet } from '../template/exec.ts';
import { ExecError } from '../template/exec-error.ts';
import type { FunctionTable } from '../template/funcs.ts';
import type { ParsedFile } from '../template/node.ts';
import { parse } from '../template/parse.ts';
import { SeenLog, type SeenNode } from '../template/seen.ts';
import { type Judged, Watch, writesNothing } from '../template/watch.ts';
import { removeAll, type TracedText } from '../text/traced.ts';
import { type Limits, Meter, metered } from '../values/meter.ts';
import { type GoMap, mapOf, type Value } from '../values/value.ts';
import { brokenBy, brokenFiles } from './broken.ts';
import { execEngineError, isSyntaxEcho, limitError, limitText, syntaxError } from './engine-errors.ts';
import type { EngineError } from './errors.ts';
import { adoptTrees, KeptFiles } from './kept-files.ts';
import { addTrees, ownFunctions, type RenderHooks } from './own-functions.ts';
import type { Release } from './release.ts';
import { baseName, type Renderable, renderables, valuesMap } from './scope.ts';

export interface EngineOptions {
  readonly profile: Profile;
  readonly env: Environment;
  readonly release: Release;
  readonly capabilities: Value;
  /** Record who wrote what. */
  readonly trace: boolean;
  /** Go on with the next file after an error, as an editor wants; otherwise stop at the first, as helm does. */
  readonly tolerant: boolean;
  /** Lint: `required` and `fail` do not stop the render. */
  readonly lint?: boolean | undefined;
  /** What each rendered file may use, with all that it includes. */
  readonly limits?: Limits | undefined;
  /** Parsed templates of earlier renders. */
  readonly cache?: ParseCache | undefined;
  /** Filled for `repeatTemplates`; only for tolerant renders. */
  readonly memo?: EngineMemo | undefined;
  readonly warn?: ((text: string) => void) | undefined;
  /**
   * Asked before each file, by Helm's name; true stops the render and leaves the files that are still to come out. Asked
   * once more behind the last one, with undefined.
   */
  readonly stop?: ((file: string | undefined) => boolean) | undefined;
  /** Files, by Helm's name, that are not rendered, with the error that stands in their place. */
  readonly skip?: ReadonlyMap<string, string> | undefined;
  /** Charts that are not there: what is missing only for want of them is named in the output and is no error. */
  readonly absent?: AbsentCharts | undefined;
}

/** One rendered template file. */
export interface RenderedFile {
  /** `chart/templates/x.yaml` */
  readonly name: string;
  /** SourceFile.source of the template. */
  readonly source: string;
  readonly chartPath: string;
  /** Whole output; what was written up to the error when `error` is set. */
  readonly output: TracedText;
  readonly error: EngineError | undefined;
  /** While tracing: the conditions that a file went through which renders nothing. */
  readonly judged?: readonly Judged[] | undefined;
  /** What the output names in place of what charts that are absent would give; undefined: it is whole. */
  readonly gaps?: readonly string[] | undefined;
  /** While tracing: what the conditions in the file's own text came to. */
  readonly branches?: BranchLog | undefined;
}

export interface EngineResult {
  /** In Helm's order of rendering; partials (`_*`) are not in it. */
  readonly files: readonly RenderedFile[];
  /** Helm's first error comes first. */
  readonly errors: readonly EngineError[];
  /** Source of each template by Helm's name for it. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What a render leaves for `repeatTemplates`; owned by the caller. All options must be the same then. */
export interface EngineMemo {
  last: (EngineState & { readonly kept: KeptFiles }) | undefined;
}

/** The text of a template by its source; undefined for one that has not changed. */
export type TextOf = (source: string) => string | undefined;

interface EngineState {
  readonly hooks: RenderHooks;
  readonly functions: FunctionTable;
  /** All templates, partials too. */
  readonly items: readonly Renderable[];
  readonly sources: ReadonlyMap<string, string>;
  readonly parsed: ReadonlyMap<string, ParsedFile>;
  readonly set: TemplateSet;
  /** Syntax errors. */
  readonly errors: readonly EngineError[];
}

/** Parsed files by name; an entry is good while its text is the same. Owned by the caller, kept from render to render. */
export type ParseCache = Map<string, ParsedFile>;

/** Renders all templates of a processed chart with its coalesced values. Throws nothing but bugs. */
export function renderTemplates(chart: ProcessedChart, values: GoMap, options: EngineOptions): EngineResult {
  const hooks: RenderHooks = { run: undefined, lint: options.lint === true, warn: options.warn ?? (() => {}) };
  const functions = tableFor(options.profile, hooks);
  const items = renderables(chart, values, options);
  const sources = new Map(items.map((item) => [item.name, item.file.source]));
  const state: EngineState = { hooks, functions, items, sources, ...parseAll(items, functions, options) };
  if (state.errors.length > 0 && !options.tolerant) return { files: [], errors: state.errors, sources };
  const kept = options.memo === undefined ? undefined : new KeptFiles(items);
  if (options.memo !== undefined) options.memo.last = { ...state, kept: kept as KeptFiles };
  return renderItems(state, kept, options);
}

/**
 * The render that `memo` remembers once more, where nothing has changed but texts of templates: only files that depend on
 * these run. The result is that of a whole render. Undefined when there is nothing to repeat.
 */
export function repeatTemplates(memo: EngineMemo, textOf: TextOf, options: EngineOptions): EngineResult | undefined {
  const { last } = memo;
  if (last === undefined) return undefined;
  last.hooks.warn = options.warn ?? (() => {});
  const items = last.items.map((item) => {
    const text = textOf(item.file.source) ?? item.file.text;
    return text === item.file.text ? item : { ...item, file: { ...item.file, text } };
  });
  const before = last.parsed;
  const known = (item: Renderable) => {
    const old = before.get(item.name);
    if (old === undefined || old.text === item.file.text) return old;
    return adoptTrees(
      parse(item.name, item.file.text, (name) => last.functions.has(name)),
      old,
    );
  };
  const state = { ...last, items, ...parseAll(items, last.functions, options, known) };
  memo.last = state;
  return renderItems(state, last.kept, options);
}

/** What expressions came to in a file, those of templates that it includes, too. */
export interface RecordedFile {
  /** The very file of the last render. */
  readonly file: RenderedFile;
  readonly seen: readonly SeenNode[];
}

/**
 * Runs files of the render that `memo` remembers once more, as they were rendered then, and tells what their expressions
 * came to. `isWanted` is asked with the sources of all templates that the file looked for. A file that failed or has gaps
 * has nothing to tell. Recording costs as much as rendering, so that nobody who waits for a render waits for it as well.
 */
export function recordTemplates(
  memo: EngineMemo,
  isWanted: (file: RenderedFile, read: () => readonly string[]) => boolean,
  options: EngineOptions,
): RecordedFile[] {
  const { last } = memo;
  if (last === undefined) return [];
  const { hooks, functions, sources, set, parsed, kept } = last;
  const { profile, env, trace } = options;
  hooks.warn = () => {};
  const run = newRun({ functions, env, profile, trace });
  hooks.run = run;
  const mentions = options.absent && new Mentions(options.absent);
  const found: RecordedFile[] = [];
  kept.replay(
    ({ file, trees }) => {
      const read = () => [...trees.values()].flatMap((tree) => (tree && sources.get(tree.file)) ?? []);
      return file.error === undefined && file.gaps === undefined && isWanted(file, read);
    },
    (item, { file }) => {
      if (options.stop?.(undefined)) return undefined;
      beginFile(run, item, options, mentions);
      return () => {
        const log = new SeenLog(sources);
        run.seen = log;
        renderFile(run, set, item, parsed, options, sources);
        found.push({ file, seen: log.finish() });
      };
    },
  );
  return found;
}

function renderItems(state: EngineState, kept: KeptFiles | undefined, options: EngineOptions): EngineResult {
  const { hooks, functions, sources, set, parsed } = state;
  const { profile, env, trace } = options;
  const run = newRun({ functions, env, profile, trace });
  hooks.run = run;
  const mentions = options.absent && new Mentions(options.absent);
  const errors = [...state.errors];
  const broken = brokenFiles(errors);
  const files: RenderedFile[] = [];
  const items = state.items.filter((item) => !baseName(item.name).startsWith('_'));
  kept?.begin(items, set);
  for (const [index, item] of items.entries()) {
    let file = kept?.reuse(index);
    if (file === undefined) {
      if (options.stop?.(item.name)) {
        kept?.stop(index);
        break;
      }
      beginFile(run, item, options, mentions);
      const render = () => renderFile(run, set, item, parsed, options, sources);
      file = kept === undefined ? render() : kept.render(index, run, render);
    }
    // Not kept with the file: an error elsewhere comes and goes while the file stays.
    const error = file.error ?? brokenBy(broken, item.name, set, kept?.lookups(index) ?? run.lookups);
    if (error !== file.error) file = { ...file, error, judged: undefined };
    files.push(file);
    if (!file.error) continue;
    if (!isSyntaxEcho(file.error, state.errors)) errors.push(file.error);
    if (!options.tolerant) break;
  }
  options.stop?.(undefined);
  return { files, errors, sources };
}

/** What is set for each file and is no write of its own. */
function beginFile(run: Run, item: Renderable, options: EngineOptions, mentions: Mentions | undefined): void {
  item.dot.set('Template', valuesMap(mapOf({ Name: item.name, BasePath: item.basePath }), options.profile));
  run.gaps = options.absent && new Gaps(options.absent, mentions as Mentions);
  run.lookups.clear();
}

const TABLES = new WeakMap<Profile, FunctionTable>();

function tableFor(profile: Profile, hooks: RenderHooks): FunctionTable {
  const table = TABLES.get(profile) ?? functionTable(profile);
  TABLES.set(profile, table);
  const whole = new Map(table);
  for (const record of ownFunctions(hooks)) whole.set(record.name, record);
  return whole;
}

function parseAll(
  items: readonly Renderable[],
  functions: FunctionTable,
  options: EngineOptions,
  known: (item: Renderable) => ParsedFile | undefined = () => undefined,
): Pick<EngineState, 'set' | 'parsed' | 'errors'> {
  const set: TemplateSet = new Map();
  const parsed = new Map<string, ParsedFile>();
  const errors: EngineError[] = [];
  for (const item of items) {
    const file = known(item) ?? parseCached(item, functions, options.cache);
    parsed.set(item.name, file);
    for (const error of file.errors) {
      errors.push(syntaxError(item, error));
      if (!options.tolerant) return { set, parsed, errors };
    }
    addTrees(set, [file.main, ...file.defines]);
  }
  return { set, parsed, errors };
}

function parseCached(item: Renderable, functions: FunctionTable, cache: ParseCache | undefined): ParsedFile {
  const known = cache?.get(item.name);
  if (known?.text === item.file.text) return known;
  const fresh = parse(item.name, item.file.text, (name) => functions.has(name));
  cache?.set(item.name, fresh);
  return fresh;
}

function renderFile(
  run: Run,
  set: TemplateSet,
  item: Renderable,
  parsed: ReadonlyMap<string, ParsedFile>,
  options: EngineOptions,
  sources: ReadonlyMap<string, string>,
): RenderedFile {
  const sink = newSink(run);
  const result = (error: EngineError | undefined): RenderedFile => {
    const gaps = run.gaps?.names.size ? [...run.gaps.names] : undefined;
    const whole = removeAll(sink, '<no value>');
    const output = gaps === undefined ? whole : commentGaps(whole, gaps);
    // A gap is no nothing: what would stand there is not known.
    const isShown = gaps?.some((name) => whole.text.includes(gapText(name)));
    const judged = error || isShown || !writesNothing(output.text) ? undefined : run.watch?.judged;
    const { branches } = run;
    const { name, chartPath, file } = item;
    return { name, source: file.source, chartPath, output, error, judged, branches, gaps };
  };
  const skipped = options.skip?.get(item.name);
  if (skipped !== undefined) return result(limitError(item, skipped));
  run.meter = new Meter(options.limits);
  run.watch = run.trace ? new Watch(sink) : undefined;
  try {
    run.lookups.clear();
    // A define named like the file replaces the file's own text.
    run.lookups.add(item.name);
    const tree = set.get(item.name) ?? (parsed.get(item.name) as ParsedFile).main;
    run.branches = run.trace && tree.file === item.name ? new Map() : undefined;
    metered(run.meter, () => execute(run, set, tree, item.dot, null, undefined, sink));
    return result(undefined);
  } catch (error) {
    if (error instanceof ExecError) return result(execEngineError(item, error, options.profile.major, sources));
    const message = limitText(error);
    if (message === undefined) throw error;
    return result(limitError(item, message));
  } finally {
    run.watch = undefined;
    run.branches = undefined;
    run.seen = undefined;
    run.current = undefined;
  }
}
