// Rule template-syntax: what Go's parser refuses in a template, while one types.

import { parse } from '#engine/template/parse.ts';
import type { Span } from '#engine/text/span.ts';
import { openerWithoutEnd } from '../../documents/blocks.ts';
import { languageOf } from '../../documents/foreign.ts';
import { piecesOfFile, templateView } from '../../documents/template.ts';
import { backwards, driftOf, isUntouched } from '../../workspace/drift.ts';
import { type FileText, roleOf } from '../../workspace/snapshot.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { isLeftOut, isParsed } from '../loaded.ts';
import type { FileContext, FileRule, RuleFinding } from '../rule.ts';

export const templateSyntax: FileRule = {
  id: 'template-syntax',
  severity: 'error',
  scope: 'file',
  title: 'The template does not parse',
  why: 'Go cannot read an action of this template: a block without its `end`, an action without its `}}`, a function that Helm does not have. Helm parses all templates before it renders any, so one such error stops the whole chart. Braces of another language (Prometheus, Argo, Airflow …) Helm reads as its own, too; the error says whose they seem to be, and *Keep as literal* lets them through. Everything around the error still completes, and the preview keeps its last good output.',
  bad: `
-- templates/pod.yaml --
{{ if .Values.enabled }}
# ^^^^^^^^^^^^^^^^^^^^^^ template-syntax: unexpected EOF: this block has no {{ end }}
kind: Pod
name: {{ .Values.name | quoted }}
                      # ^^^^^^ template-syntax: function "quoted" not defined
`,
  good: `
-- templates/pod.yaml --
{{ if .Values.enabled }}
kind: Pod
name: {{ .Values.name | quote }}
{{ end }}
`,
  check,
};

function check({ snapshot, file, chart, root }: FileContext): RuleFinding[] {
  if (roleOf(chart, file.uri) !== 'template') return [];
  if (!isParsed(snapshot, chart, file.uri) || isLeftOut(snapshot, root, file.uri)) return [];
  const { errors, main } = templateView(file, snapshot.settings).parsed;
  const name = relativeUri(chart, file.uri) ?? '';
  const isNew = newSince(snapshot.saved.get(file.uri), file.text);
  // An unclosed action is an unclosed block as well: the first error at a place is its cause.
  const first = new Map<number, RuleFinding>();
  for (const { message, span: found } of errors) {
    if (first.size === MOST) break;
    const span = message === NO_END ? openerWithoutEnd(file.text, main.root, found, isNew) : found;
    if (first.has(span.start)) continue;
    first.set(span.start, {
      uri: file.uri,
      span,
      message: explained(message.replaceAll(file.uri, name), file, span),
    });
  }
  return [...first.values()];
}

/** Whether an opener was put into a text that was whole when it was saved; of one that was broken nobody can tell. */
function newSince(saved: string | undefined, text: string): (opener: Span) => boolean {
  if (saved === undefined || saved === text) return () => false;
  let wasWhole: boolean | undefined;
  const drift = backwards(driftOf(saved, text));
  return (opener) => {
    if (isUntouched(drift, opener)) return false;
    wasWhole ??= parse('saved', saved, () => true).errors.length === 0;
    return wasWhole;
  };
}

/** Go's words for a block without an end. */
const NO_END = 'unexpected EOF';

/** Nobody reads more; a file of nothing but braces has millions. */
const MOST = 100;

/** Go's words, and what they mean where they do not say it. */
function explained(message: string, file: FileText, span: Span): string {
  if (message === NO_END) return 'unexpected EOF: this block has no {{ end }}';
  const place = file.text.slice(span.start, span.end);
  // Go reads on into the text behind an action that is not closed, and names the word there that it cannot take.
  const isOpen = place.startsWith('{{') && !place.endsWith('}}') && !message.includes('unclosed');
  if (isOpen) return `${message}: this action has no }}`;
  const action = piecesOfFile(file).find((piece) => piece.start <= span.start && span.end <= piece.end);
  const language = action?.kind === 'action' ? languageOf(file.text, action) : undefined;
  return language === undefined ? message : `${message}: this looks like ${language}, but Helm reads all {{ }} itself`;
}
