// Rules about templates and what they render to, in Helm's order (helm-spec 7.2, section 3).

import { extension } from '#engine/chart/archive-path.ts';
import { capabilities } from '#engine/chart/capabilities.ts';
import type { Chart, ChartFile } from '#engine/chart/chart.ts';
import { coalesceValues } from '#engine/chart/coalesce.ts';
import { type ProcessedChart, processDependencies } from '#engine/chart/dependencies.ts';
import { type EngineOptions, type RenderedFile, renderTemplates } from '#engine/render/engine.ts';
import { valuesMap } from '#engine/render/scope.ts';
import { validateSchemas } from '#engine/schema/judge.ts';
import { span } from '#engine/text/span.ts';
import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import type { GoMap } from '#engine/values/value.ts';
import type { HelmLintRun } from './input.ts';
import { lintManifests } from './manifests.ts';
import type { LintRender } from './memo.ts';

const FOLDER = 'templates/';

/** Renders the chart as a release named `test-release` and runs the rules about each template file of the root chart. */
export function lintTemplates(run: HelmLintRun): void {
  if (!hasFolder(run)) return;
  const loaded = run.load();
  if ('error' in loaded) {
    run.check('helm-chart-load', 'ERROR', FOLDER, loaded.error, loaded.place);
    return;
  }
  const rendered = filesOf(run, render(run, loaded.chart));
  if (rendered === undefined) return;
  for (const file of loaded.chart.templates) {
    lintSource(run, file);
    if (!isManifest(file.name, run.major)) continue;
    const output = rendered.get(file.name);
    const text = output?.output.text ?? '';
    const work = () => lintManifests(run, file, text);
    const goesOn = output && run.input.memo ? run.input.memo.manifests(run, output, work) : work();
    if (!goesOn) return;
  }
}

function hasFolder(run: HelmLintRun): boolean {
  const kind = run.input.folder.kind('templates');
  if (run.major === 3) {
    return run.check('helm-templates-folder', 'WARNING', FOLDER, kind === 'file' ? 'not a directory' : undefined);
  }
  const missing = kind === undefined ? 'directory does not exist' : undefined;
  if (!run.check('helm-templates-folder', 'WARNING', FOLDER, missing)) return false;
  return run.check('helm-templates-folder', 'ERROR', FOLDER, kind === 'file' ? 'not a directory' : undefined);
}

/** The root chart's files by their path in it; undefined when the render failed, which is told. */
function filesOf(run: HelmLintRun, render: LintRender | undefined): ReadonlyMap<string, RenderedFile> | undefined {
  if (render === undefined) return undefined;
  const { path, result } = render;
  const [error] = result.errors;
  // Helm knows no limits, so nobody can tell what it would say.
  if (result.errors.some(({ code }) => code === 'template-limit')) return undefined;
  const template = error?.template === undefined ? undefined : result.sources.get(error.template);
  const place = error && { source: error.file, span: error.span, template };
  if (!run.check('helm-render', 'ERROR', FOLDER, error?.helmText, place)) return undefined;
  const own = `${path}/`;
  const ofRoot = result.files.filter((file) => file.name.startsWith(own));
  return new Map(ofRoot.map((file) => [file.name.slice(own.length), file]));
}

/** Renders, or repeats the last render; undefined when something stops it before that, which not always is told. */
function render(run: HelmLintRun, chart: Chart): LintRender | undefined {
  const { profile, env, values, namespace, kubeVersion, skipSchemaValidation, memo } = run.input;
  const again = memo?.repeat();
  if (again) return again;
  const warn = (text: string) => run.warn(text);
  const processed = attempt(() => processDependencies(chart, values, profile, warn));
  if ('error' in processed) return undefined;
  const first = attempt(() => coalesceValues(processed.value, values, profile, warn));
  if ('error' in first) return undefined;
  // Helm coalesces what it has coalesced, and this time an error counts.
  const second = attempt(() => coalesceValues(processed.value, first.value, profile, warn));
  if ('error' in second) {
    run.check('helm-render', 'ERROR', FOLDER, second.error);
    return undefined;
  }
  const schema = skipSchemaValidation ? undefined : schemaProblem(run, processed.value, second.value);
  if (!run.check('helm-values-schema', 'ERROR', FOLDER, schema)) return undefined;
  const options: EngineOptions = {
    profile,
    env,
    release: { name: 'test-release', namespace, isUpgrade: false, isLint: true },
    capabilities: capabilities(profile, { kubeVersion }),
    trace: false,
    tolerant: false,
    lint: true,
    warn: (text) => run.warn(lintWarning(text, run.major)),
  };
  const scope = valuesMap(second.value, profile);
  if (memo) return memo.render(processed.value, scope, options);
  return { path: processed.value.path, result: renderTemplates(processed.value, scope, options) };
}

function schemaProblem(run: HelmLintRun, chart: ProcessedChart, values: GoMap): string | undefined {
  const blocks = validateSchemas(chart, values, run.input.profile, (text) => run.warnOnce(text));
  return blocks && `values don't meet the specifications of the schema(s) in the following chart(s):\n${blocks}`;
}

function attempt<T>(step: () => T): { readonly value: T } | { readonly error: string } {
  try {
    return { value: step() };
  } catch (error) {
    if (error instanceof GoError) return { error: error.message };
    throw error;
  }
}

/** What `required` and `fail` log where they do not stop the render. */
function lintWarning(text: string, major: 3 | 4): string {
  if (major === 3) return `[INFO] ${text.replace(/^Missing required values/, 'Missing required value')}`;
  const [, kind, message = ''] = /^(Missing required values?|Fail): ([\s\S]*)$/.exec(text) ?? [];
  if (kind === undefined) return text;
  const shown = message === '' || /[\s"=\p{C}]/u.test(message) ? quoteGo(message) : message;
  const log = kind === 'Fail' ? 'level=INFO msg="funcMap fail"' : `level=WARN msg="${kind.toLowerCase()}"`;
  return `${log} message=${shown}`;
}

/** Rules about a template as it is written. */
function lintSource(run: HelmLintRun, { name, text, source }: ChartFile): void {
  const end = extension(name);
  const isKnown = ['.yaml', '.yml', '.tpl', '.txt'].includes(end);
  const refused = `file extension '${end}' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt`;
  run.check('helm-template-extension', 'ERROR', name, isKnown ? undefined : refused, { source });
  if (run.major === 4) return;
  const place = (match: RegExpExecArray | null) =>
    match ? { source, span: span(match.index, match.index + match[0].length) } : undefined;
  const hook = CRD_HOOK.exec(text);
  run.check('helm-template-crd-hook', 'WARNING', name, hook ? CRD_HOOK_TEXT : undefined, place(hook));
  const time = RELEASE_TIME.exec(text);
  run.check('helm-template-release-time', 'ERROR', name, time ? RELEASE_TIME_TEXT : undefined, place(time));
}

const CRD_HOOK = /"?helm\.sh\/hook"?:[\t\n\f\r ]+crd-install/;
const CRD_HOOK_TEXT =
  'manifest is a crd-install hook. This hook is no longer supported in v3 and all CRDs should also exist the crds/ directory at the top level of the chart';
const RELEASE_TIME = /\.Release\.Time/;
const RELEASE_TIME_TEXT =
  '.Release.Time has been removed in v3, please replace with the `now` function in your templates';

/** Helm 3 goes on with `.yaml` alone. */
function isManifest(name: string, major: 3 | 4): boolean {
  return major === 3 ? extension(name) === '.yaml' : /^\.ya?ml$/i.test(extension(name));
}
