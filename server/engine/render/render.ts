// A loaded chart and a user's values to a release: the steps of `helm template` in Helm's order, with Helm's errors.

import { capabilities, kubeVersionOf } from '../chart/capabilities.ts';
import type { Chart } from '../chart/chart.ts';
import { coalesceValues } from '../chart/coalesce.ts';
import { logValue } from '../chart/coalesce-warnings.ts';
import { type ProcessedChart, processDependencies, unprocessed } from '../chart/dependencies.ts';
import { checkKubeVersion, parseKubeVersion } from '../chart/kube-version.ts';
import type { Profile } from '../chart/profile.ts';
import { checkDependencies } from '../chart/requirements.ts';
import { validateSchemas } from '../schema/judge.ts';
import type { AbsentCharts } from '../template/absent.ts';
import type { Environment } from '../template/environment.ts';
import { type EngineErrorCode, GoError } from '../values/errors.ts';
import { LimitError, type Limits, Meter, metered } from '../values/meter.ts';
import { GoMap } from '../values/value.ts';
import {
  type EngineMemo,
  type EngineOptions,
  type EngineResult,
  type ParseCache,
  type RecordedFile,
  type RenderedFile,
  recordTemplates,
  renderTemplates,
  repeatTemplates,
  type TextOf,
} from './engine.ts';
import type { EngineError } from './errors.ts';
import { type Manifest, sortManifests, type UnknownHook } from './manifests.ts';
import type { CrdFile } from './output.ts';
import { checkLabels, checkReleaseName, type Release } from './release.ts';
import { valuesMap } from './scope.ts';

export interface RenderOptions {
  readonly profile: Profile;
  readonly env: Environment;
  readonly release: Release;
  /** As given to --kube-version; empty or absent: the profile's default. */
  readonly kubeVersion?: string | undefined;
  readonly apiVersions?: readonly string[] | undefined;
  readonly skipSchemaValidation?: boolean | undefined;
  readonly trace: boolean;
  /** Go on after every error, as an editor wants; otherwise stop at Helm's first. */
  readonly tolerant: boolean;
  readonly limits?: Limits | undefined;
  readonly cache?: ParseCache | undefined;
  /** Filled for `repeatRelease`; only for tolerant renders. */
  readonly memo?: ReleaseMemo | undefined;
  readonly stop?: ((file: string | undefined) => boolean) | undefined;
  readonly skip?: ReadonlyMap<string, string> | undefined;
  /** Charts that are not there, for which an editor makes allowance (see template/absent.ts). */
  readonly absent?: AbsentCharts | undefined;
}

/** What a render leaves for `repeatRelease`; owned by the caller. */
export interface ReleaseMemo extends EngineMemo {
  /** What was found before the templates were reached. */
  before: ReleaseResult | undefined;
}

export function newMemo(): ReleaseMemo {
  return { last: undefined, before: undefined };
}

/** Everything one render gives. With `tolerant`, files and manifests stand beside errors. */
export interface ReleaseResult {
  readonly chart: ProcessedChart;
  readonly values: GoMap;
  readonly files: readonly RenderedFile[];
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
  readonly unknownHooks: readonly UnknownHook[];
  readonly crds: readonly CrdFile[];
  /** Helm's first error comes first. */
  readonly errors: readonly EngineError[];
  /** Lines that helm writes to stderr, without its log prefixes. */
  readonly warnings: readonly string[];
  /** The render itself was reached: helm then adds its hint about --debug to an error. */
  readonly rendered: boolean;
  /** Source of each template by Helm's name for it. */
  readonly sources: ReadonlyMap<string, string>;
}

/** Renders a chart. Throws nothing but bugs. */
export function renderRelease(chart: Chart, user: GoMap, options: RenderOptions): ReleaseResult {
  const steps = new Steps(options);
  return steps.run(chart, user);
}

/**
 * The render that `memo` remembers, with other texts of templates and nothing else changed: the same options, chart and
 * values. Only what depends on the changed texts runs again. Undefined when a whole render is needed.
 */
export function repeatRelease(memo: ReleaseMemo, textOf: TextOf, options: RenderOptions): ReleaseResult | undefined {
  return new Steps(options).repeat(memo, textOf);
}

/** What expressions came to in files of the render that `memo` remembers, with the options of then: see recordTemplates. */
export function recordRelease(
  memo: ReleaseMemo,
  isWanted: Parameters<typeof recordTemplates>[1],
  options: RenderOptions,
): RecordedFile[] {
  return memo.before === undefined ? [] : new Steps(options).recorded(memo, isWanted);
}

/** The steps share their errors and warnings, and each decides whether the next one happens. */
class Steps {
  readonly #options: RenderOptions;
  readonly #errors: EngineError[] = [];
  readonly #warnings: string[] = [];

  constructor(options: RenderOptions) {
    this.#options = options;
  }

  run(chart: Chart, user: GoMap): ReleaseResult {
    const { profile } = this.#options;
    const { major } = profile;
    const kube = this.#kubeVersion();
    this.#check('chart-load', () => installable(chart));
    this.#check('chart-dependencies', () => checkDependencies(chart, profile));
    this.#named('release-name', 'release name check', () => checkReleaseName(this.#options.release.name));
    const processed = this.#process(chart, user);
    const values = this.#coalesce(processed, user);
    if (!this.#options.skipSchemaValidation)
      this.#check('values-schema', () => this.#bounded(() => this.#schemaText(processed, values)));
    this.#check('release-name', () => checkLabels(this.#options.release.labels));
    if (this.#stopped) return this.#result(processed, values, false);

    this.#check('chart-kube-version', () => checkKubeVersion(chart.metadata.kubeVersion, kube, major));
    if (this.#stopped) return this.#result(processed, values, true);
    const before = this.#result(processed, values, true);
    const { memo } = this.#options;
    if (memo !== undefined) memo.before = { ...before, errors: [...before.errors], warnings: [...before.warnings] };
    const engine = renderTemplates(processed, valuesMap(values, profile), this.#engineOptions(kube));
    return this.#finish(before, engine);
  }

  /** From what `before` holds on. */
  repeat(memo: ReleaseMemo, textOf: TextOf): ReleaseResult | undefined {
    const { before } = memo;
    if (before === undefined) return undefined;
    const engine = repeatTemplates(memo, textOf, this.#engineOptions(this.#kubeVersion()));
    if (engine === undefined) return undefined;
    this.#errors.splice(0, Infinity, ...before.errors);
    this.#warnings.unshift(...before.warnings);
    return this.#finish({ ...before, errors: this.#errors, warnings: this.#warnings }, engine);
  }

  recorded(memo: ReleaseMemo, isWanted: Parameters<typeof recordTemplates>[1]): RecordedFile[] {
    return recordTemplates(memo, isWanted, this.#engineOptions(this.#kubeVersion()));
  }

  #engineOptions(kube: ReturnType<typeof kubeVersionOf>): EngineOptions {
    const { profile, apiVersions } = this.#options;
    return {
      ...this.#options,
      capabilities: capabilities(profile, { kubeVersion: kube, apiVersions }),
      warn: (text) => this.#warnings.push(text),
    };
  }

  #finish(before: ReleaseResult, engine: EngineResult): ReleaseResult {
    const { profile, tolerant } = this.#options;
    const { major } = profile;
    this.#errors.push(...engine.errors);
    if (this.#stopped) return { ...before, files: engine.files, sources: engine.sources };
    const sorted = sortManifests(engine.files, { major, split: profile.split, tolerant });
    this.#errors.push(...sorted.errors);
    for (const { hook } of sorted.unknownHooks) this.#warnings.push(unknownHook(hook, major));
    const { files, sources } = engine;
    const { manifests, hooks, unknownHooks } = sorted;
    return { ...before, files, sources, manifests, hooks, unknownHooks };
  }

  get #stopped(): boolean {
    return this.#errors.length > 0 && !this.#options.tolerant;
  }

  #process(chart: Chart, user: GoMap): ProcessedChart {
    const work = () => processDependencies(chart, user, this.#options.profile, (text) => this.#warnings.push(text));
    return this.#named('chart-dependencies', 'chart dependencies processing', work) ?? unprocessed(chart);
  }

  #coalesce(chart: ProcessedChart, user: GoMap): GoMap {
    const work = () => coalesceValues(chart, user, this.#options.profile, (text) => this.#warnings.push(text));
    return this.#try('values-parse', work) ?? new GoMap();
  }

  /** Schemas may unfold their references without end; the limit of one template holds for all of them together. */
  #bounded<T>(work: () => T): T | undefined {
    try {
      return metered(new Meter(this.#options.limits), work);
    } catch (error) {
      if (!(error instanceof LimitError)) throw error;
      this.#fail(
        'template-limit',
        `stopped: the schemas of the values take more than ${this.#options.limits?.steps} steps`,
      );
      return undefined;
    }
  }

  #schemaText(chart: ProcessedChart, values: GoMap): string | undefined {
    const blocks = validateSchemas(chart, values, this.#options.profile, (text) => this.#warnings.push(text));
    return blocks && `values don't meet the specifications of the schema(s) in the following chart(s):\n${blocks}`;
  }

  #kubeVersion(): ReturnType<typeof kubeVersionOf> {
    const { profile, kubeVersion } = this.#options;
    const parsed = kubeVersion ? parseKubeVersion(kubeVersion, profile.major) : undefined;
    if (parsed && 'error' in parsed)
      this.#fail('chart-kube-version', `invalid kube version '${kubeVersion}': ${parsed.error}`);
    return parsed && !('error' in parsed) ? parsed : kubeVersionOf(profile);
  }

  /** Runs a step that throws; Helm 4 names it in front of the error, and logs that, too. */
  #named<T>(code: EngineErrorCode, name: string, work: () => T): T | undefined {
    if (this.#options.profile.major === 3) return this.#try(code, work);
    return this.#try(code, work, (text) => {
      this.#warnings.push(`level=ERROR msg="${name} failed" error=${logValue(text)}`);
      return `${name} failed: ${text}`;
    });
  }

  /** Runs a step that throws Helm's text; nothing once an earlier step stopped the render. */
  #try<T>(code: EngineErrorCode, work: () => T, told = (text: string) => text): T | undefined {
    if (this.#stopped) return undefined;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      this.#fail(code, told(error.message));
      return undefined;
    }
  }

  /** Runs a step that returns Helm's text when something is wrong. */
  #check(code: EngineErrorCode, work: () => string | undefined): void {
    const text = this.#try(code, work);
    if (text !== undefined) this.#fail(code, text);
  }

  #fail(code: EngineErrorCode, text: string): void {
    this.#errors.push({ code, file: '', span: undefined, message: text, helmText: text, related: [] });
  }

  #result(chart: ProcessedChart, values: GoMap, rendered: boolean): ReleaseResult {
    return {
      chart,
      values,
      files: [],
      manifests: [],
      hooks: [],
      unknownHooks: [],
      crds: crdsOf(chart),
      errors: this.#errors,
      warnings: this.#warnings,
      rendered,
      sources: new Map(),
    };
  }
}

/** Helm installs applications only. */
function installable(chart: Chart): string | undefined {
  const { type } = chart.metadata;
  return type === '' || type === 'application' ? undefined : `${type} charts are not installable`;
}

function unknownHook(hook: string, major: 3 | 4): string {
  return major === 3
    ? `info: skipping unknown hook: "${hook}"`
    : `level=INFO msg="skipping unknown hooks" hookTypes=${logValue(hook)}`;
}

/** CRD files of the whole tree, the chart's own first, each chart's in load order. */
function crdsOf(chart: ProcessedChart): CrdFile[] {
  const own = chart.files
    .filter((file) => file.name.startsWith('crds/') && /\.(ya?ml|json)$/i.test(file.name))
    .map((file) => ({ path: `${chart.path}/${file.name}`, source: file.source, text: file.text }));
  return [...own, ...chart.dependencies.flatMap(crdsOf)];
}
