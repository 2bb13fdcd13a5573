// What hovers, completions and signatures say of packed charts can be followed: the links, and the command behind them.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { lineOfFragment, OPEN_ARCHIVED, withArchiveLinks } from './archive-links.ts';
import { ARCHIVE_SCHEME } from './archives.ts';

export function openArchivedCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(OPEN_ARCHIVED, async (address: unknown) => {
    const uri = typeof address === 'string' ? vscode.Uri.parse(address) : undefined;
    if (uri?.scheme !== ARCHIVE_SCHEME) return;
    const place = new vscode.Position(lineOfFragment(uri.fragment), 0);
    await vscode.window.showTextDocument(uri.with({ fragment: '' }), { selection: new vscode.Range(place, place) });
  });
}

/** What another middleware does, with links that can be followed in what it tells. */
export function withLinks(inner: Middleware): Middleware {
  return {
    ...inner,
    ...LINKS,
    provideHover: async (document, position, token, next) => {
      const hover = await (inner.provideHover?.(document, position, token, next) ?? next(document, position, token));
      for (const one of hover?.contents ?? []) follow(one);
      return hover;
    },
  };
}

const LINKS: Pick<Middleware, 'resolveCompletionItem' | 'provideSignatureHelp'> = {
  resolveCompletionItem: async (item, token, next) => {
    const resolved = await next(item, token);
    follow(resolved?.documentation);
    return resolved;
  },
  provideSignatureHelp: async (document, position, context, token, next) => {
    const help = await next(document, position, context, token);
    for (const { documentation, parameters } of help?.signatures ?? [])
      for (const one of [documentation, ...parameters.map((parameter) => parameter.documentation)]) follow(one);
    return help;
  },
};

function follow(text: unknown): void {
  if (text instanceof vscode.MarkdownString) text.value = withArchiveLinks(text.value);
}
