// textDocument/signatureHelp.

import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { signatureHelp } from '#language/features/signature-help.ts';
import { at, documentUri, request } from './request.ts';

export const signatureHelpRequest = request<SignatureHelpParams, SignatureHelp | null>({
  method: 'textDocument/signatureHelp',
  feature: {
    name: 'Signature help',
    does: 'What the call that is written takes: the parameters of functions and of methods such as `.Files.Get`, with the one that is due; for `include` with a `dict`, the keys that the helper reads, which of them it needs, and what callers hand over.',
    files: ['template'],
  },
  // A space ends an argument, a parenthesis begins a call; outside actions there is no answer, so that texts stay quiet.
  capability: { signatureHelpProvider: { triggerCharacters: [' ', '('], retriggerCharacters: [')', '"', '|'] } },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const answer = place && signatureHelp(session.snapshot, place.file.uri, place.offset);
    if (!answer) return null;
    const { label, documentation, parameters, active } = answer;
    const signature = {
      label,
      documentation: markdown(documentation),
      parameters: parameters.map((parameter) => ({
        label: [parameter.span.start, parameter.span.end] as [number, number],
        ...(parameter.documentation === undefined ? {} : { documentation: markdown(parameter.documentation) }),
      })),
    };
    // Behind the last parameter is none of them.
    return { signatures: [signature], activeSignature: 0, activeParameter: active ?? parameters.length };
  },
});

function markdown(value: string) {
  return { kind: 'markdown' as const, value };
}
