// Which messages of `helm lint` say what a rule of ours says already: nobody is told the same thing twice.

import type { Span } from '#engine/text/span.ts';
import { missingCharts } from '../../workspace/missing-charts.ts';
import type { Finding, Rendering } from '../../workspace/rendering.ts';
import { joinUri } from '../../workspace/uri.ts';
import type { HelmLintCode, HelmLintMessage } from '../helm/lint.ts';
import { manifestFindings } from '../manifests/findings.ts';
import type { ChartContext } from '../rule.ts';

/** A message and the finding of the same cause. */
interface Pair {
  readonly helm: HelmLintCode;
  /** Of several messages under one code, those it is about. */
  readonly text?: RegExp;
  readonly rule: string;
  /** Of several findings of the rule, those it is about. */
  readonly told?: RegExp;
  /** How near the finding must be: at the message's place, in its file, in any file of the chart, or about what its file renders. */
  readonly where: 'place' | 'file' | 'chart' | 'rendered';
}

/** The compiler's list has every code; those without a pair are told by no rule. */
export const SAME_CAUSE: readonly Pair[] = [
  { helm: 'helm-chart-file', rule: 'chart-metadata', told: /^cannot load Chart\.yaml/, where: 'file' },
  { helm: 'helm-chart-strict', rule: 'chart-metadata', told: /^unknown field|already set in map$/, where: 'file' },
  { helm: 'helm-chart-name', rule: 'chart-metadata', told: /chart\.metadata\.name/, where: 'file' },
  { helm: 'helm-chart-api-version', rule: 'chart-metadata', told: /apiVersion|chart version$/, where: 'file' },
  { helm: 'helm-chart-version', text: /of type/, rule: 'chart-metadata', told: /^version should be/, where: 'file' },
  { helm: 'helm-chart-version', rule: 'chart-metadata', told: /chart\.metadata\.version/, where: 'file' },
  {
    helm: 'helm-chart-strict-version',
    rule: 'chart-metadata',
    told: /SemVerV2|chart\.metadata\.version/,
    where: 'file',
  },
  { helm: 'helm-chart-app-version', rule: 'chart-metadata', told: /^appVersion should be/, where: 'file' },
  { helm: 'helm-chart-maintainer', rule: 'chart-metadata', where: 'place' },
  { helm: 'helm-chart-type', rule: 'chart-metadata', told: /chart type|chart\.metadata\.type/, where: 'file' },
  { helm: 'helm-chart-dependencies', rule: 'chart-metadata', told: /^dependencies are not valid/, where: 'file' },
  { helm: 'helm-values-file', rule: 'values-yaml', where: 'file' },
  { helm: 'helm-values-schema', rule: 'values-schema', where: 'chart' },
  { helm: 'helm-chart-load', rule: 'chart-load', where: 'chart' },
  { helm: 'helm-chart-load', rule: 'chart-metadata', where: 'file' },
  { helm: 'helm-chart-load', rule: 'values-yaml', where: 'file' },
  { helm: 'helm-render', rule: 'template-syntax', where: 'file' },
  { helm: 'helm-manifest-indent', rule: 'manifest-yaml', where: 'file' },
  { helm: 'helm-manifest-yaml', rule: 'manifest-yaml', where: 'file' },
  { helm: 'helm-manifest-deprecated', rule: 'manifest-removed-api', where: 'rendered' },
  { helm: 'helm-manifest-deprecated', rule: 'manifest-deprecated-api', where: 'rendered' },
  { helm: 'helm-manifest-name', rule: 'manifest-name', where: 'rendered' },
  { helm: 'helm-manifest-selector', rule: 'manifest-required', told: /selector/, where: 'rendered' },
  { helm: 'helm-manifest-selector', rule: 'manifest-selector', where: 'rendered' },
  { helm: 'helm-dependencies-missing', rule: 'chart-dependencies', told: /is not in charts/, where: 'chart' },
];

/** Where the message is told: what it is about, in a file of the workspace. */
export interface Placed {
  readonly uri: string;
  readonly span: Span;
}

/** Whether a rule of ours tells the message's cause, or excuses it. */
export function isTold(context: ChartContext, message: HelmLintMessage, placed: Placed): boolean {
  const isPaired = SAME_CAUSE.some(
    (pair) =>
      pair.helm === message.code &&
      (pair.text?.test(message.message) ?? true) &&
      candidates(context, pair, placed).some((finding) => isSame(pair, finding, placed)),
  );
  return isPaired || isExcused(context, message) || isEcho(context, message);
}

function candidates(context: ChartContext, { where }: Pair, { uri }: Placed): readonly Finding[] {
  const { found, told, root } = context;
  if (where === 'rendered') return aboutRendered(context, uri);
  return where === 'chart' ? [...found, ...told(joinUri(root, 'Chart.yaml'))] : told(uri);
}

const judged = new WeakMap<Rendering, readonly Finding[]>();

/** Findings about manifests stand where their cause is, which may be a helper or a values file. */
function aboutRendered({ snapshot, root, rendering }: ChartContext, uri: string): readonly Finding[] {
  if (rendering === undefined) return [];
  let all = judged.get(rendering);
  if (all === undefined) judged.set(rendering, (all = manifestFindings(snapshot, root, rendering).findings));
  return all.filter((finding) => finding.uri === uri || finding.related.some((related) => related.uri === uri));
}

function isSame({ rule, told, where }: Pair, { code, message, span }: Finding, placed: Placed): boolean {
  if (code !== rule || !(told?.test(message) ?? true)) return false;
  return where !== 'place' || touches(span, placed.span);
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** What a subchart that is not there may explain is told nowhere. */
function isExcused({ snapshot, root }: ChartContext, { code }: HelmLintMessage): boolean {
  const isExplained = code === 'helm-render' || code === 'helm-values-schema';
  return isExplained && missingCharts(snapshot, root).length > 0;
}

/**
 * A file that failed gives no finding but its error: lint goes on where `required` and `fail` stop the render, and what it
 * meets there is of no interest before the value is given.
 */
function isEcho({ rendering }: ChartContext, { code, place }: HelmLintMessage): boolean {
  const isOfRender = code === 'helm-render' || code.startsWith('helm-manifest-');
  if (!isOfRender || place === undefined || rendering === undefined) return false;
  const uris = new Set([place.source, place.template]);
  return rendering.templates.some(({ uri, failed }) => failed && uris.has(uri));
}
