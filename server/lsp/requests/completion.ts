// textDocument/completion: the list, without documentation.

import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { completion } from '../features.ts';
import { completionTo } from '../to-lsp.ts';
import { at, documentUri, request } from './request.ts';

export const completionRequest = request<CompletionParams, CompletionList | null>({
  method: 'textDocument/completion',
  feature: {
    name: 'Completion',
    does: 'Paths of values in every context (with, range, dicts of helpers, tpl), built-in objects, variables, functions that fit what is piped, named templates, keys a helper reads, blocks; keys and values of values files, with the Kubernetes fields of tables that templates print whole; fields, dependencies and versions of Chart.yaml; fields, values and whole resources in Kubernetes manifests and in the YAML of templates.',
    files: ['template', 'values', 'chart', 'manifest'],
  },
  capability: {
    completionProvider: {
      triggerCharacters: ['.', '$', '"', '|', '(', ' ', '{', '*', '%', '/'],
      resolveProvider: true,
    },
  },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    if (place === undefined) return null;
    const { file, offset } = place;
    const answers = completion(
      session.snapshot,
      file.uri,
      offset,
      params.context?.triggerCharacter,
      session.stateOf(file.uri),
    );
    session.completions = answers;
    return { isIncomplete: false, items: answers.map((answer, id) => completionTo(file, offset, answer, id)) };
  },
});
