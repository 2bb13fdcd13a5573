// What one lint run leaves for the next: while nothing but texts of templates changes, only what depends on these runs again.

import type { ProcessedChart } from '#engine/chart/dependencies.ts';
import {
  type EngineMemo,
  type EngineOptions,
  type EngineResult,
  type ParseCache,
  type RenderedFile,
  renderTemplates,
  repeatTemplates,
  type TextOf,
} from '#engine/render/engine.ts';
import { LimitError, type Limits, Meter, metered } from '#engine/values/meter.ts';
import type { GoMap } from '#engine/values/value.ts';
import type { HelmLintRun } from './input.ts';
import type { HelmLintMessage } from './message.ts';

/** A part of the lint: adds its messages to the run. */
export type Section = (run: HelmLintRun) => void;

export interface LintRender {
  /** Helm's path of the root chart, which the names of its templates begin with. */
  readonly path: string;
  readonly result: EngineResult;
}

/** How the next run is kept from running away, and from being in the way. */
export interface LintBounds {
  /** For each template, and for each other part of the lint. */
  readonly limits: Limits;
  /** Asked before each template; true ends the render, and the messages are of no use. */
  readonly stop: () => boolean;
  /** Texts of templates as they are now. */
  readonly textOf: TextOf;
  /** Templates that somebody parsed before. */
  readonly parsed?: ParseCache | undefined;
}

/** Of one chart with one set of values; good while all inputs but texts of templates are the same. */
export class LintMemo {
  readonly #engine: EngineMemo = { last: undefined };
  readonly #sections = new Map<Section, readonly HelmLintMessage[]>();
  readonly #manifests = new WeakMap<
    RenderedFile,
    { readonly said: readonly HelmLintMessage[]; readonly goesOn: boolean }
  >();
  #last: { readonly path: string; readonly options: EngineOptions } | undefined;
  #render: LintRender | undefined;
  bounds: LintBounds;

  constructor(bounds: LintBounds) {
    this.bounds = bounds;
  }

  /** The last render, traced: where the text of a template's output comes from. */
  get rendered(): EngineResult | undefined {
    return this.#render?.result;
  }

  /** Runs a section, or says again what it said. */
  section(run: HelmLintRun, section: Section, readsTemplates: boolean): void {
    const known = this.#sections.get(section);
    if (known) {
      run.messages.push(...known);
      return;
    }
    const from = run.messages.length;
    this.#bounded(run, () => section(run));
    if (!readsTemplates) this.#sections.set(section, run.messages.slice(from));
  }

  /** Work that goes beyond the limits says nothing. */
  #bounded<T>(run: HelmLintRun, work: () => T): T | undefined {
    const from = run.messages.length;
    try {
      return metered(new Meter(this.bounds.limits), work);
    } catch (error) {
      if (!(error instanceof LimitError)) throw error;
      run.messages.length = from;
      return undefined;
    }
  }

  /** What `work` says of a template's output, which holds while the output does. */
  manifests(run: HelmLintRun, file: RenderedFile, work: () => boolean): boolean {
    let known = this.#manifests.get(file);
    if (known) run.messages.push(...known.said);
    else {
      const from = run.messages.length;
      const goesOn = this.#bounded(run, work) ?? true;
      known = { said: run.messages.slice(from), goesOn };
      this.#manifests.set(file, known);
    }
    return known.goesOn;
  }

  render(chart: ProcessedChart, values: GoMap, given: EngineOptions): LintRender {
    const { limits, stop, parsed } = this.bounds;
    const options = { ...given, trace: true, tolerant: true, memo: this.#engine, limits, stop, cache: parsed };
    this.#last = { path: chart.path, options };
    this.#render = { path: chart.path, result: renderTemplates(chart, values, options) };
    return this.#render;
  }

  /** Undefined when there is no render yet. */
  repeat(): LintRender | undefined {
    if (this.#last === undefined) return undefined;
    const { stop, textOf } = this.bounds;
    const { path, options } = this.#last;
    const result = repeatTemplates(this.#engine, textOf, { ...options, stop });
    this.#render = result && { path, result };
    return this.#render;
  }
}
