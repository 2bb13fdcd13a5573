// textDocument/semanticTokens: full, range, and what changed since the last answer.

import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensLegend,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { TOKEN_TYPES } from '#language/features/semantic-tokens/token-types.ts';
import { semanticTokens } from '#language/features/semantic-tokens.ts';
import { type FileText, fileAt } from '#language/workspace/snapshot.ts';
import { spanFrom } from '../from-lsp.ts';
import type { Session } from '../session.ts';
import { deltaOf, tokensTo } from '../token-data.ts';
import { request } from './request.ts';

const LEGEND: SemanticTokensLegend = {
  tokenTypes: [...new Set(TOKEN_TYPES.map(({ type }) => type))],
  tokenModifiers: ['declaration', 'defaultLibrary'],
};

/** Of templates alone: nobody else colours a chart's values files but by YAML's own grammar. */
const CAPABILITY = {
  semanticTokensProvider: {
    documentSelector: [{ language: 'helm' }],
    legend: LEGEND,
    range: true,
    full: { delta: true },
  },
};

/** What a client was told last, so that it can be told what changed. */
interface Told {
  readonly resultId: string;
  readonly data: readonly number[];
}

/** More files than are on a screen. */
const MOST_FILES = 20;
const told = new WeakMap<Session, Map<string, Told>>();
let results = 0;

export const semanticTokensRequest = request<SemanticTokensParams, SemanticTokens | null>({
  method: 'textDocument/semanticTokens/full',
  feature: {
    name: 'Semantic tokens',
    does: 'The colours of templates, also where another extension’s grammar reads them.',
    files: ['template'],
  },
  capability: CAPABILITY,
  uriOf: () => undefined,
  empty: null,
  handle: (session, { textDocument }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    return file === undefined ? null : tell(session, file, tokensOf(file));
  },
});

export const semanticTokensDeltaRequest = request<
  SemanticTokensDeltaParams,
  SemanticTokens | SemanticTokensDelta | null
>({
  method: 'textDocument/semanticTokens/full/delta',
  capability: {},
  uriOf: () => undefined,
  empty: null,
  handle: (session, { textDocument, previousResultId }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    if (file === undefined) return null;
    const before = told.get(session)?.get(file.uri);
    const now = tell(session, file, tokensOf(file));
    if (before === undefined || before.resultId !== previousResultId) return now;
    return { resultId: now.resultId as string, edits: deltaOf(before.data, now.data) };
  },
});

export const semanticTokensRangeRequest = request<SemanticTokensRangeParams, SemanticTokens | null>({
  method: 'textDocument/semanticTokens/range',
  capability: {},
  uriOf: () => undefined,
  empty: null,
  handle: ({ snapshot }, { textDocument, range }) => {
    const file = fileAt(snapshot, textDocument.uri);
    return file === undefined ? null : { data: tokensTo(file, semanticTokens(file, spanFrom(file, range)), LEGEND) };
  },
});

function tokensOf(file: FileText): number[] {
  return tokensTo(file, semanticTokens(file), LEGEND);
}

function tell(session: Session, file: FileText, data: number[]): SemanticTokens {
  const files = told.get(session) ?? new Map<string, Told>();
  told.set(session, files);
  const resultId = `${++results}`;
  files.delete(file.uri);
  files.set(file.uri, { resultId, data });
  for (const uri of files.keys()) if (files.size > MOST_FILES) files.delete(uri);
  return { resultId, data };
}
