// textDocument/codeLens and codeLens/resolve: what stands above resources, defines and values keys, where a setting asks for it.

import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses, type LensSubject, lensUses } from '#language/features/code-lens.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { Place } from '#protocol';
import type { Session } from '../session.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { documentUri, request } from './request.ts';

/** What a lens brings back when it is to be told in full. */
interface LensData {
  readonly uri: string;
  readonly subject: LensSubject;
}

export const codeLensRequest = request<CodeLensParams, CodeLens[]>({
  method: 'textDocument/codeLens',
  feature: {
    name: 'Code lenses',
    does: 'On resources, named templates and keys, where a setting asks for them.',
    files: ['template', 'values'],
  },
  capability: { codeLensProvider: { resolveProvider: true } },
  uriOf: documentUri,
  empty: [],
  handle: (session, { textDocument: { uri } }) => {
    const file = fileAt(session.snapshot, uri);
    if (file === undefined) return [];
    return codeLenses(session.snapshot, session.stateOf(file.uri), file.uri).map(({ span, subject }) => {
      const { start } = rangeTo(indexOf(file), span);
      const data: LensData = { uri, subject };
      return { range: { start, end: start }, data };
    });
  },
});

export const codeLensResolveRequest = request<CodeLens, CodeLens>({
  method: 'codeLens/resolve',
  capability: {},
  uriOf: () => undefined,
  empty: { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
  handle: (session, lens) => ({ ...lens, command: commandOf(session, lens) }),
});

function commandOf(session: Session, { range, data }: CodeLens): NonNullable<CodeLens['command']> {
  const { uri, subject } = data as LensData;
  if (subject.kind === 'resource')
    return { title: subject.title, command: 'chartroom.peekRendered', arguments: [uri, range.start] };
  const uses = lensUses(session.snapshot, uri, subject);
  const places = (uses?.places ?? []).flatMap(({ uri: other, span }): Place[] => {
    const file = fileAt(session.snapshot, other);
    return file ? [{ uri: session.spelled(file.uri), range: rangeTo(indexOf(file), span) }] : [];
  });
  // Without a command it is a text that nobody can click.
  const command = places.length === 0 ? '' : 'chartroom.showUses';
  return { title: uses?.title ?? '', command, arguments: [uri, range.start, places] };
}
