// Rule manifest-yaml: a rendered document that is no YAML, or no manifest, at the template line that wrote the bad line.

import { GoError } from '#engine/values/errors.ts';
import { readHead } from '#engine/yaml/decode-head.ts';
import { readTree } from '#engine/yaml/read-tree.ts';
import { lacksValues, type RenderedDocument, type RenderedTemplate } from '../../workspace/rendering.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { hasSyntaxError } from '../loaded.ts';
import { lineExcerpt, writerOfLine } from '../rendered-line.ts';
import type { ChartContext, ChartRule, RuleFinding } from '../rule.ts';

export const manifestYaml: ChartRule = {
  id: 'manifest-yaml',
  severity: 'error',
  scope: 'chart',
  title: 'The template renders to something that is no manifest',
  why: 'The template runs, but what it writes is no YAML, or no table with a kind. Helm reports a line of the rendered text, which nobody can see; Chartroom underlines the line of the template that wrote it, and shows the rendered lines. Most often the number behind `nindent` is wrong, or a value with special characters is printed without `quote`.',
  bad: `
-- values.yaml --
command: "a: b"
-- templates/pod.yaml --
kind: Pod
command: {{ .Values.command }}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ manifest-yaml: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context
`,
  good: `
-- values.yaml --
command: "a: b"
-- templates/pod.yaml --
kind: Pod
command: {{ .Values.command | quote }}
`,
  check,
};

function check({ snapshot, rendering }: ChartContext): RuleFinding[] {
  if (rendering === undefined || lacksValues(rendering)) return [];
  const broken = new Set(rendering.errors.flatMap(({ code, uri }) => (code === 'manifest-yaml' ? [uri] : [])));
  return rendering.templates
    .filter(({ uri, failed }) => broken.has(uri) && !failed && !hasSyntaxError(snapshot, uri))
    .flatMap((template) =>
      distinct(template.documents.flatMap((document) => problemOf(snapshot, template, document) ?? [])),
    );
}

/** Iterations of a range break in the same way at the same place: that is one cause. */
function distinct(findings: readonly RuleFinding[]): RuleFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ uri, span }) => {
    const key = `${uri}:${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

function problemOf(
  snapshot: Snapshot,
  template: RenderedTemplate,
  document: RenderedDocument,
): RuleFinding | undefined {
  // What has a kind was read.
  if (document.kind !== '' || document.name !== '' || document.apiVersion !== '') return undefined;
  const { start, end } = document.span;
  const text = template.output.text.slice(start, end);
  const message = headProblem(text, snapshot.settings.helmVersion === '3' ? 'releaseutil' : 'util');
  if (message === undefined) return undefined;
  const tree = readTree(text);
  const at = tree.error?.span.start ?? tree.root?.start ?? 0;
  const place = writerOfLine(snapshot, template, start, start + at);
  if (place === undefined) return { uri: template.uri, span: { start: 0, end: 0 }, message };
  return { ...place, message: `${message}\n${lineExcerpt(text, at)}` };
}

/** Helm's text of why it cannot read the document's head. */
function headProblem(text: string, packageName: 'releaseutil' | 'util'): string | undefined {
  try {
    readHead(text, packageName);
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}
