// textDocument/semanticTokens: full, range, and what changed since the last answer.

import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensLegend,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { Span } from '#engine/text/span.ts';
import { TOKEN_TYPES } from '#language/features/semantic-tokens/token-types.ts';
import { embeddedTokens, type SemanticToken, semanticTokens } from '#language/features/semantic-tokens.ts';
import { type FileText, fileAt } from '#language/workspace/snapshot.ts';
import { spanFrom } from '../from-lsp.ts';
import { languageOf } from '../languages.ts';
import type { Session } from '../session.ts';
import { deltaOf, tokensTo } from '../token-data.ts';
import { request } from './request.ts';

const LEGEND: SemanticTokensLegend = {
  tokenTypes: [...new Set(TOKEN_TYPES.map(({ type }) => type))],
  tokenModifiers: ['declaration', 'defaultLibrary'],
};

/** Of templates, and of the templates in values: all else of a values file is coloured by YAML's own grammar. */
const CAPABILITY = {
  semanticTokensProvider: {
    documentSelector: [{ language: 'helm' }, { language: 'yaml' }],
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
    does: 'The colours of templates, also where another extension’s grammar reads them, and of templates in values that reach tpl.',
    files: ['template', 'values'],
  },
  capability: CAPABILITY,
  uriOf: valuesUri,
  empty: null,
  handle: (session, { textDocument }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    return file === undefined ? null : tell(session, file, tokensTo(file, tokensOf(session, file), LEGEND));
  },
});

export const semanticTokensDeltaRequest = request<
  SemanticTokensDeltaParams,
  SemanticTokens | SemanticTokensDelta | null
>({
  method: 'textDocument/semanticTokens/full/delta',
  capability: {},
  uriOf: valuesUri,
  empty: null,
  handle: (session, { textDocument, previousResultId }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    if (file === undefined) return null;
    const before = told.get(session)?.get(file.uri);
    const now = tell(session, file, tokensTo(file, tokensOf(session, file), LEGEND));
    if (before === undefined || before.resultId !== previousResultId) return now;
    return { resultId: now.resultId as string, edits: deltaOf(before.data, now.data) };
  },
});

export const semanticTokensRangeRequest = request<SemanticTokensRangeParams, SemanticTokens | null>({
  method: 'textDocument/semanticTokens/range',
  capability: {},
  uriOf: valuesUri,
  empty: null,
  handle: (session, { textDocument, range }) => {
    const file = fileAt(session.snapshot, textDocument.uri);
    return file === undefined ? null : { data: tokensTo(file, tokensOf(session, file, spanFrom(file, range)), LEGEND) };
  },
});

/** A template is coloured before its chart is known; which values reach tpl, only the chart tells. */
function valuesUri({ textDocument: { uri } }: { readonly textDocument: { readonly uri: string } }): string | undefined {
  return /\.ya?ml$/.test(uri) && !uri.includes('/templates/') ? uri : undefined;
}

function tokensOf(session: Session, file: FileText, within?: Span): SemanticToken[] {
  const isYaml = languageOf(session, file.uri) === 'yaml';
  return isYaml ? embeddedTokens(session.snapshot, file.uri, within) : semanticTokens(file, within);
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
