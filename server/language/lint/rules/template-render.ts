// Rule template-render: what goes wrong while a template runs, at the action that failed.

import { languageOf } from '../../documents/foreign.ts';
import { piecesOfFile } from '../../documents/template.ts';
import { wantedAt } from '../../symbols/wanted-value.ts';
import { type Finding, lacksValues } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { isDefaultSet } from '../../workspace/values-set.ts';
import { hasSyntaxError } from '../loaded.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const templateRender: ChartRule = {
  id: 'template-render',
  severity: 'error',
  scope: 'chart',
  title: 'The template fails while it renders',
  why: 'With the active values Helm stops here: something is missing on the way to a value, a function was given what it cannot take, a named template does not exist, or the chart itself refuses with `required` or `fail`, whose text is shown as it is. The calls that led to a helper are listed with the finding. Other files are rendered all the same, and the preview of this one keeps its last good output. A `required` or `fail` that stops the chart with nothing but its own defaults is information, since the author wants a value there: choose a values set that gives it.',
  bad: `
-- values.yaml --
image: {}
-- templates/pod.yaml --
kind: Pod
image: {{ .Values.image.tag.name }}
        # ^^^^^^^^^^^^^^^^^^^^^^ template-render: nil pointer evaluating interface {}.name
-- templates/secret.yaml --
kind: Secret
name: {{ required "a value is needed" .Values.name }}
       # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ template-render: needs \`name\`: a value is needed
`,
  good: `
-- values.yaml --
image: {tag: {name: v1}}
name: shop
-- templates/pod.yaml --
kind: Pod
image: {{ .Values.image.tag.name }}
-- templates/secret.yaml --
kind: Secret
name: {{ required "a name is needed" .Values.name }}
`,
  check,
};

const CODES: ReadonlySet<string> = new Set(['template-exec', 'template-required', 'template-fail', 'template-limit']);

function check({ snapshot, rendering }: ChartContext): RuleFinding[] {
  if (rendering === undefined || lacksValues(rendering)) return [];
  const told = rendering.errors.filter(({ code, uri }) => CODES.has(code) && !hasSyntaxError(snapshot, uri));
  const explained = told.map((error) => asForeign(snapshot, error));
  return isDefaultSet(snapshot.settings) ? explained.map((error) => asWanted(snapshot, error)) : explained;
}

/** Where braces of another language are read by Helm, nothing is wrong with what they say. */
function asForeign(snapshot: Snapshot, error: Finding): Finding {
  const file = error.code === 'template-exec' ? fileAt(snapshot, error.uri) : undefined;
  const { start, end } = error.span;
  const tag = file && piecesOfFile(file).find((piece) => piece.start <= start && end <= piece.end);
  const language = file && tag?.kind === 'action' ? languageOf(file.text, tag) : undefined;
  if (language === undefined) return error;
  return { ...error, message: `${error.message}: this looks like ${language}, but Helm reads all {{ }} itself` };
}

/** With a chart's own defaults alone, a value that the chart refuses to be without is no fault of anybody. */
function asWanted(snapshot: Snapshot, error: Finding): RuleFinding {
  const { code, uri, span, message, related } = error;
  if (code !== 'template-required' && code !== 'template-fail') return error;
  // In a helper it is the innermost place that asks.
  const places = [...related, error].filter((place) => isAsking(snapshot, place));
  const { name, isUnconditional } = wantedAt(snapshot, places[0]?.uri ?? uri, places[0]?.span ?? span);
  if (isUnconditional && related.length === 0) return error;
  const isNamed =
    name === undefined || message.split(/[^\w.-]+/).some((word) => word === name || word.endsWith(`.${name}`));
  return { ...error, severity: 'information', message: isNamed ? message : `needs \`${name}\`: ${message}` };
}

function isAsking(snapshot: Snapshot, { uri, span }: Pick<Finding, 'uri' | 'span'>): boolean {
  const text = fileAt(snapshot, uri)?.text.slice(span.start, span.end) ?? '';
  return /\b(required|fail)\b/.test(text) && !/\b(include|template|tpl)\b/.test(text);
}
