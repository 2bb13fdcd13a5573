// Renders every template of a chart tree: Helm's pkg/engine, with provenance, and in an editor with tolerance.

import type { ProcessedChart } from '../chart/dependencies.ts';
import type { Profile } from '../chart/profile.ts';
import { functionTable } from '../functions/index.ts';
import type { Environment } from '../template/environment.ts';
import { execute, newRun, newSink, type Run, type TemplateSet } from '../template/exec.ts';
import { ExecError, helmExecText, markedMessage } from '../template/exec-error.ts';
import type { FunctionTable } from '../template/funcs.ts';
import type { ParsedFile } from '../template/node.ts';
import { parse } from '../template/parse.ts';
import { removeAll, type TracedText } from '../text/traced.ts';
import { isStackOverflow, LimitError, type Limits, Meter, memoryProblem, metered } from '../values/meter.ts';
import { type GoMap, mapOf, type Value } from '../values/value.ts';
import type { EngineError, Related } from './errors.ts';
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
  readonly warn?: ((text: string) => void) | undefined;
  /**
   * Asked before each file, by Helm's name; true stops the render and leaves the files that are still to come out. Asked
   * once more behind the last one, with undefined.
   */
  readonly stop?: ((file: string | undefined) => boolean) | undefined;
  /** Files, by Helm's name, that are not rendered, with the error that stands in their place. */
  readonly skip?: ReadonlyMap<string, string> | undefined;
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
}

export interface EngineResult {
  /** In Helm's order of rendering; partials (`_*`) are not in it. */
  readonly files: readonly RenderedFile[];
  /** Helm's first error comes first. */
  readonly errors: readonly EngineError[];
  /** Source of each template by Helm's name for it. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Parsed files by name; an entry is good while its text is the same. Owned by the caller, kept from render to render. */
export type ParseCache = Map<string, ParsedFile>;

/** Renders all templates of a processed chart with its coalesced values. Throws nothing but bugs. */
export function renderTemplates(chart: ProcessedChart, values: GoMap, options: EngineOptions): EngineResult {
  const hooks: RenderHooks = { run: undefined, lint: options.lint === true, warn: options.warn ?? (() => {}) };
  const functions = tableFor(options.profile, hooks);
  const items = renderables(chart, values, options);
  const sources = new Map(items.map((item) => [item.name, item.file.source]));
  const { set, parsed, errors } = parseAll(items, functions, options);
  if (errors.length > 0 && !options.tolerant) return { files: [], errors, sources };

  const { profile, env, trace } = options;
  const run = newRun({ functions, env, profile, trace });
  hooks.run = run;
  const files: RenderedFile[] = [];
  for (const item of items) {
    if (baseName(item.name).startsWith('_')) continue;
    if (options.stop?.(item.name)) break;
    const file = renderFile(run, set, item, parsed, options, sources);
    files.push(file);
    if (!file.error) continue;
    if (!isSyntaxEcho(file.error, errors)) errors.push(file.error);
    if (!options.tolerant) break;
  }
  options.stop?.(undefined);
  return { files, errors, sources };
}

/** Running into a broken action repeats the syntax error that is already told. */
function isSyntaxEcho(error: EngineError, told: readonly EngineError[]): boolean {
  const inner = error.levels?.at(-1);
  return told.some((other) => other.code === 'template-syntax' && other.message === inner?.message);
}

const TABLES = new WeakMap<Profile, FunctionTable>();

function tableFor(profile: Profile, hooks: RenderHooks): FunctionTable {
  const table = TABLES.get(profile) ?? functionTable(profile);
  TABLES.set(profile, table);
  const whole = new Map(table);
  for (const record of ownFunctions(hooks)) whole.set(record.name, record);
  return whole;
}

function parseAll(items: readonly Renderable[], functions: FunctionTable, options: EngineOptions) {
  const set: TemplateSet = new Map();
  const parsed = new Map<string, ParsedFile>();
  const errors: EngineError[] = [];
  for (const item of items) {
    const file = parseCached(item, functions, options.cache);
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

function syntaxError(item: Renderable, error: ParsedFile['errors'][number]): EngineError {
  // Helm keeps the piece after the last `: ` only.
  const whole = `template: ${item.name}:${error.line}: ${error.message}`;
  const last = whole.slice(whole.lastIndexOf(': ') + 2);
  return {
    code: 'template-syntax',
    file: item.file.source,
    span: error.span,
    message: error.message,
    helmText: `parse error at (${whole.split(': ')[1] ?? ''}): ${last}`,
    related: [],
    template: item.name,
  };
}

function renderFile(
  run: Run,
  set: TemplateSet,
  item: Renderable,
  parsed: ReadonlyMap<string, ParsedFile>,
  options: EngineOptions,
  sources: ReadonlyMap<string, string>,
): RenderedFile {
  item.dot.set('Template', valuesMap(mapOf({ Name: item.name, BasePath: item.basePath }), options.profile));
  const sink = newSink(run);
  const result = (error: EngineError | undefined): RenderedFile => ({
    name: item.name,
    source: item.file.source,
    chartPath: item.chartPath,
    output: removeAll(sink, '<no value>'),
    error,
  });
  const skipped = options.skip?.get(item.name);
  if (skipped !== undefined) return result(limitError(item, skipped));
  run.meter = new Meter(options.limits);
  try {
    // A define named like the file replaces the file's own text.
    const tree = set.get(item.name) ?? (parsed.get(item.name) as ParsedFile).main;
    metered(run.meter, () => execute(run, set, tree, item.dot, null, undefined, sink));
    return result(undefined);
  } catch (error) {
    if (error instanceof ExecError) return result(execEngineError(item, error, options.profile.major, sources));
    const message = limitText(error);
    if (message === undefined) throw error;
    return result(limitError(item, message));
  } finally {
    run.current = undefined;
  }
}

/** What ends a file without a place in it; undefined for a bug. Helm knows none of these. */
function limitText(error: unknown): string | undefined {
  // Only endless recursion gets there, and what real Helm says of it depends on its own limits.
  if (isStackOverflow(error)) return 'the templates call each other too deeply';
  return error instanceof LimitError ? error.message : memoryProblem(error);
}

function limitError(item: Renderable, message: string): EngineError {
  return {
    code: 'template-limit',
    file: item.file.source,
    span: undefined,
    message,
    helmText: `rendering template failed: ${message}`,
    related: [],
    template: item.name,
  };
}

function execEngineError(
  item: Renderable,
  error: ExecError,
  major: 3 | 4,
  sources: ReadonlyMap<string, string>,
): EngineError {
  const marked = markedMessage(error);
  // A level inside a tpl text has no file of its own: the nearest one around it stands for it.
  const placed = error.levels.filter((level) => sources.has(level.file));
  const inner = placed.at(-1);
  const outer = error.levels[0];
  const place = marked === undefined ? inner : outer;
  return {
    code: error.limit ? 'template-limit' : marked === undefined ? 'template-exec' : codeOfMarked(error),
    file: (place && sources.get(place.file)) ?? item.file.source,
    span: place?.span,
    message: marked ?? (error.levels.at(-1) ?? error).message,
    helmText: helmExecText(error, major),
    related: relatedOf(placed, place, sources),
    levels: error.levels,
    template: item.name,
  };
}

function codeOfMarked(error: ExecError): 'template-required' | 'template-fail' {
  return error.levels.at(-1)?.message.startsWith('error calling fail') ? 'template-fail' : 'template-required';
}

function relatedOf(
  levels: ExecError['levels'],
  place: ExecError['levels'][number] | undefined,
  sources: ReadonlyMap<string, string>,
): Related[] {
  return levels
    .filter((level) => level !== place)
    .map((level) => ({
      file: sources.get(level.file) as string,
      span: level.span,
      message: `in ${level.template}: ${level.context}`,
    }));
}
