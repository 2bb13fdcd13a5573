// Our answers in the shapes of the Language Server Protocol. Offsets become UTF-16 positions here and nowhere else.

import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  InlayHintKind,
  InsertTextFormat,
  type Location,
  type LocationLink,
  type Range,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver';
import { type LineIndex, positionAt } from '#engine/text/lines.ts';
import type { Span } from '#engine/text/span.ts';
import type { CompletionItem as CompletionAnswer } from '#language/features/completion.ts';
import type { InlayHint as HintAnswer } from '#language/features/inlay-hints.ts';
import type { Edit } from '#language/features/typing/edit.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { indexOf } from './text-index.ts';

export interface HoverAnswer {
  readonly span: Span;
  readonly markdown: string;
}

export interface DefinitionAnswer {
  readonly origin: Span;
  readonly targets: readonly { readonly uri: string; readonly span: Span; readonly selection: Span }[];
}

export interface SymbolAnswer {
  readonly name: string;
  readonly kind: string;
  readonly detail?: string | undefined;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly SymbolAnswer[];
}

export function rangeTo(index: LineIndex, { start, end }: Span): Range {
  return { start: positionAt(index, start), end: positionAt(index, Math.max(start, end)) };
}

export function textEditTo(file: FileText, { span, text }: Edit): TextEdit {
  return { range: rangeTo(indexOf(file), span), newText: text };
}

const COMPLETION_KINDS: Readonly<Record<CompletionAnswer['kind'], CompletionItemKind>> = {
  value: CompletionItemKind.Property,
  object: CompletionItemKind.Module,
  field: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  template: CompletionItemKind.Reference,
  variable: CompletionItemKind.Variable,
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
};

/** The item without its documentation, which `completionItem/resolve` gives; `id` finds it again. */
export function completionTo(file: FileText, offset: number, answer: CompletionAnswer, id: number): CompletionItem {
  const item: CompletionItem = {
    label: answer.label,
    kind: COMPLETION_KINDS[answer.kind],
    sortText: answer.sort,
    filterText: answer.filter ?? filterText(file.text.slice(answer.replace.start, offset), answer.label),
    insertTextFormat: answer.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: lastRange(file, answer.replace), newText: answer.insert },
    data: id,
  };
  if (answer.detail !== undefined) item.detail = answer.detail;
  if (answer.also && answer.also.length > 0)
    item.additionalTextEdits = answer.also.map((edit) => textEditTo(file, edit));
  if (answer.asksAgain) item.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  return item;
}

let lastAsked: { readonly file: FileText; readonly span: Span; readonly range: Range } | undefined;

/** The items of a list take the place of the same text, and a list may be long. */
function lastRange(file: FileText, span: Span): Range {
  if (lastAsked?.file !== file || lastAsked.span !== span) {
    lastAsked = { file, span, range: rangeTo(indexOf(file), span) };
  }
  return lastAsked.range;
}

/** Clients compare this with all the text that is to be replaced, not with the last word of it alone. */
function filterText(typed: string, label: string): string {
  const lead = typed.replace(/[\w-]*$/, '');
  return label.startsWith(lead) ? label : lead + label;
}

export function completionDocumentation(answer: CompletionAnswer): CompletionItem['documentation'] {
  const value = answer.documentation ?? answer.document?.();
  return value === undefined ? undefined : { kind: 'markdown', value };
}

export function hoverTo(file: FileText, answer: HoverAnswer): Hover {
  return { contents: { kind: 'markdown', value: answer.markdown }, range: rangeTo(indexOf(file), answer.span) };
}

/** Targets in files that are not known (any more) are left out. */
export function linksTo(snapshot: Snapshot, file: FileText, answer: DefinitionAnswer): LocationLink[] {
  return answer.targets.flatMap((target) => {
    const found = fileAt(snapshot, target.uri);
    if (found === undefined) return [];
    const index = indexOf(found);
    return {
      originSelectionRange: rangeTo(indexOf(file), answer.origin),
      targetUri: target.uri,
      targetRange: rangeTo(index, target.span),
      targetSelectionRange: rangeTo(index, target.selection),
    };
  });
}

/** Places in files that are not known (any more) are left out. */
export function locationsTo(
  snapshot: Snapshot,
  places: readonly { readonly uri: string; readonly span: Span }[],
): Location[] {
  return places.flatMap(({ uri, span }) => {
    const found = fileAt(snapshot, uri);
    return found ? [{ uri, range: rangeTo(indexOf(found), span) }] : [];
  });
}

const SYMBOL_KINDS: Readonly<Record<string, SymbolKind>> = {
  template: SymbolKind.Function,
  define: SymbolKind.Function,
  block: SymbolKind.Function,
  resource: SymbolKind.Class,
  key: SymbolKind.Field,
  if: SymbolKind.Operator,
  with: SymbolKind.Operator,
  range: SymbolKind.Operator,
  map: SymbolKind.Object,
  object: SymbolKind.Object,
  list: SymbolKind.Array,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  bool: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

export function symbolTo(file: FileText, answer: SymbolAnswer): DocumentSymbol {
  const index = indexOf(file);
  const symbol: DocumentSymbol = {
    // An empty name is refused by VS Code, and with it all symbols of the file.
    name: answer.name.trim() === '' ? '""' : answer.name,
    kind: SYMBOL_KINDS[answer.kind] ?? SymbolKind.Key,
    range: rangeTo(index, answer.span),
    selectionRange: rangeTo(index, answer.selection),
    children: answer.children.map((child) => symbolTo(file, child)),
  };
  if (answer.detail !== undefined) symbol.detail = answer.detail;
  return symbol;
}

/** `link` leads to the values key that the text came from. */
export function hintTo(file: FileText, answer: HintAnswer, link?: string): InlayHint {
  const hint: InlayHint = {
    position: positionAt(indexOf(file), answer.offset),
    label: answer.label,
    ...(answer.isName ? { kind: InlayHintKind.Parameter, paddingRight: true } : { paddingLeft: true }),
  };
  const parts = [...(answer.tooltip === undefined ? [] : [fenced(answer.tooltip)]), ...(link ? [link] : [])];
  if (parts.length > 0) hint.tooltip = { kind: 'markdown', value: parts.join('\n\n') };
  return hint;
}

/** A block of code, whose fence is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${text}\n${fence}`;
}

const SEVERITIES: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function diagnosticTo(snapshot: Snapshot, file: FileText, finding: Finding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeTo(indexOf(file), finding.span),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source: 'chartroom',
    message: finding.message,
  };
  // Shown faded.
  if (finding.code === 'unused-value') diagnostic.tags = [DiagnosticTag.Unnecessary];
  const related = finding.related.flatMap(({ uri, span, message }): DiagnosticRelatedInformation[] => {
    const other = fileAt(snapshot, uri);
    return other ? [{ location: { uri: other.uri, range: rangeTo(indexOf(other), span) }, message }] : [];
  });
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}
