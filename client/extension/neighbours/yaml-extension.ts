// Beside the YAML extension nothing is said twice: of problems at one place its own stay, and what it completes or explains
// is not offered once more. A setting shows everything.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { type Problem, unsaid } from './same-place.ts';

const YAML = 'redhat.vscode-yaml';

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

interface Shown {
  readonly all: readonly vscode.Diagnostic[];
  readonly show: Show;
  /** What is shown now; undefined before anything is. */
  told: readonly vscode.Diagnostic[] | undefined;
}

class BesideYaml {
  private readonly shown = new Map<string, Shown>();
  /** Places at which the others are asked what they would say: the question comes back to us, and we say nothing. */
  private readonly asked = new Set<string>();

  readonly middleware: Middleware = {
    handleDiagnostics: (uri, diagnostics, next) => {
      const shown: Shown = { all: diagnostics, show: next, told: undefined };
      if (diagnostics.length === 0) this.shown.delete(uri.toString());
      else this.shown.set(uri.toString(), shown);
      this.publish(uri, shown);
    },
    provideHover: async (document, position, token, next) => {
      if (this.asked.has(keyOf(document, position, 'hover'))) return null;
      const [ours, theirs] = await Promise.all([next(document, position, token), this.theirHovers(document, position)]);
      return theirs ? null : ours;
    },
    provideCompletionItem: async (document, position, context, token, next) => {
      if (this.asked.has(keyOf(document, position, 'completion'))) return [];
      const known = this.theirLabels(document, position);
      const ours = await next(document, position, context, token);
      const labels = await known;
      if (!ours || labels.size === 0) return ours;
      const isNew = (item: vscode.CompletionItem) => !labels.has(labelOf(item));
      return Array.isArray(ours)
        ? ours.filter(isNew)
        : new vscode.CompletionList(ours.items.filter(isNew), ours.isIncomplete);
    },
  };

  listen(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.look(uri);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(SETTING)) return;
        for (const uri of this.shown.keys()) this.look(vscode.Uri.parse(uri));
      }),
      vscode.extensions.onDidChange(() => {
        for (const uri of this.shown.keys()) this.look(vscode.Uri.parse(uri));
      }),
    );
  }

  private look(uri: vscode.Uri): void {
    const shown = this.shown.get(uri.toString());
    if (shown) this.publish(uri, shown);
  }

  /** Our own publishing brings us here again: only what differs is published. */
  private publish(uri: vscode.Uri, shown: Shown): void {
    const theirs = isBeside(uri) ? vscode.languages.getDiagnostics(uri).map(problemOf) : [];
    const left = unsaid(shown.all, theirs, problemOf);
    if (left.length === shown.told?.length && left.every((one, i) => one === shown.told?.[i])) return;
    shown.told = left;
    shown.show(uri, left);
  }

  /** Whether the YAML extension explains the place from a schema, in a file of which a schema is all that we tell. */
  private async theirHovers(document: vscode.TextDocument, position: vscode.Position): Promise<boolean> {
    if (document.languageId !== 'yaml' || !isBeside(document.uri) || isValues(document.uri)) return false;
    const key = keyOf(document, position, 'hover');
    const found = await this.ask<vscode.Hover[]>('vscode.executeHoverProvider', key, document, position);
    return (found ?? []).some(({ contents }) => contents.some((one) => FROM_SCHEMA.test(textOf(one))));
  }

  private async theirLabels(document: vscode.TextDocument, position: vscode.Position): Promise<Set<string>> {
    if (document.languageId !== 'yaml' || !isBeside(document.uri)) return new Set();
    const key = keyOf(document, position, 'completion');
    const command = 'vscode.executeCompletionItemProvider';
    const found = await this.ask<vscode.CompletionList>(command, key, document, position);
    const items = (found?.items ?? []).filter(({ kind }) => kind !== undefined && OF_SCHEMAS.has(kind));
    return new Set(items.map(labelOf));
  }

  private async ask<T>(
    command: string,
    key: string,
    { uri }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<T | undefined> {
    this.asked.add(key);
    try {
      return await vscode.commands.executeCommand<T>(command, uri, position);
    } catch {
      return undefined;
    } finally {
      this.asked.delete(key);
    }
  }
}

const beside = new BesideYaml();

/** For whichever client is made. */
export const besideYaml: Middleware = beside.middleware;

/** Follows what the YAML extension tells. */
export function followYamlExtension(): vscode.Disposable {
  return beside.listen();
}

/** What the YAML extension writes below a description. */
const FROM_SCHEMA = /^Source: \[/m;

const { Property, Value, Enum, EnumMember } = vscode.CompletionItemKind;
const OF_SCHEMAS: ReadonlySet<vscode.CompletionItemKind> = new Set([Property, Value, Enum, EnumMember]);

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

function keyOf({ uri }: vscode.TextDocument, { line, character }: vscode.Position, what: string): string {
  return `${what} ${line}:${character} ${uri.toString()}`;
}

const SETTING = 'chartroom.yaml.repeat';

/** The YAML extension runs, and the user does not want to hear both. */
function isBeside(uri: vscode.Uri): boolean {
  const { isActive } = vscode.extensions.getExtension(YAML) ?? { isActive: false };
  return isActive && !vscode.workspace.getConfiguration('chartroom', uri).get('yaml.repeat', false);
}

/** Of a values file we tell uses and overrides, which nobody else knows. */
function isValues({ path }: vscode.Uri): boolean {
  return /values[^/]*\.ya?ml$/.test(path);
}

function textOf(one: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof one === 'string' ? one : one.value;
}

function problemOf({ code, source, severity, range }: vscode.Diagnostic): Problem {
  const text = typeof code === 'object' ? code.value : code;
  return {
    code: String(text ?? ''),
    source: source ?? '',
    isError: severity === vscode.DiagnosticSeverity.Error,
    start: range.start,
    end: range.end,
  };
}
