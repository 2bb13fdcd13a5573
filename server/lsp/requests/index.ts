// Every request the server answers. One line here and one file are a new request.

import { archivedRequest } from './archived.ts';
import { assumeRequest } from './assume.ts';
import { incomingCallsRequest, outgoingCallsRequest, prepareCallHierarchyRequest } from './call-hierarchy.ts';
import { chartOfRequest } from './chart-of.ts';
import { chooseValuesSetRequest } from './choose-values-set.ts';
import { codeActionRequest } from './code-action.ts';
import { codeActionResolveRequest } from './code-action-resolve.ts';
import { codeLensRequest, codeLensResolveRequest } from './code-lens.ts';
import { completionRequest } from './completion.ts';
import { completionResolveRequest } from './completion-resolve.ts';
import { continueRenderRequest } from './continue-render.ts';
import { decodeSecretRequest } from './decode-secret.ts';
import { definitionRequest } from './definition.ts';
import { documentHighlightRequest } from './document-highlight.ts';
import { documentLinkRequest } from './document-link.ts';
import { documentSymbolRequest } from './document-symbol.ts';
import { extractValueRequest } from './extract-value.ts';
import { foldingRangeRequest } from './folding-range.ts';
import { hoverRequest } from './hover.ts';
import { implementationRequest } from './implementation.ts';
import { inlayHintRequest } from './inlay-hint.ts';
import { judgedRequest } from './judged.ts';
import { onTypeFormattingRequest } from './on-type-formatting.ts';
import { peekRequest } from './peek.ts';
import { previewRequest } from './preview.ts';
import { referencesRequest } from './references.ts';
import { prepareRenameRequest, renameRequest } from './rename.ts';
import { renderedAtRequest } from './rendered-at.ts';
import type { Request } from './request.ts';
import { chooseRootRequest, rootsRequest } from './roots.ts';
import { selectionRangeRequest } from './selection-range.ts';
import { semanticTokensDeltaRequest, semanticTokensRangeRequest, semanticTokensRequest } from './semantic-tokens.ts';
import { signatureHelpRequest } from './signature-help.ts';
import { sourceOfRequest } from './source-of.ts';
import { toggleCommentRequest } from './toggle-comment.ts';
import { typedRequest } from './typed.ts';
import { valueMarksRequest } from './value-marks.ts';
import { valuesSchemaRequest } from './values-schema.ts';
import { valuesSetsRequest } from './values-sets.ts';
import { undocumentedValuesRequest, valuesTableRequest } from './values-table.ts';
import { workspaceSymbolRequest } from './workspace-symbol.ts';

export const REQUESTS: readonly Request[] = [
  completionRequest,
  completionResolveRequest,
  signatureHelpRequest,
  hoverRequest,
  definitionRequest,
  implementationRequest,
  referencesRequest,
  prepareRenameRequest,
  renameRequest,
  documentSymbolRequest,
  workspaceSymbolRequest,
  documentHighlightRequest,
  documentLinkRequest,
  prepareCallHierarchyRequest,
  incomingCallsRequest,
  outgoingCallsRequest,
  foldingRangeRequest,
  selectionRangeRequest,
  inlayHintRequest,
  previewRequest,
  sourceOfRequest,
  renderedAtRequest,
  peekRequest,
  chartOfRequest,
  archivedRequest,
  codeActionRequest,
  codeActionResolveRequest,
  extractValueRequest,
  codeLensRequest,
  codeLensResolveRequest,
  continueRenderRequest,
  assumeRequest,
  typedRequest,
  toggleCommentRequest,
  onTypeFormattingRequest,
  semanticTokensRequest,
  semanticTokensDeltaRequest,
  semanticTokensRangeRequest,
  valuesSetsRequest,
  valueMarksRequest,
  decodeSecretRequest,
  judgedRequest,
  valuesTableRequest,
  valuesSchemaRequest,
  undocumentedValuesRequest,
  rootsRequest,
  chooseRootRequest,
  chooseValuesSetRequest,
];
