// textDocument/prepareCallHierarchy, callHierarchy/incomingCalls and outgoingCalls: who includes a named template, and what it does.

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  SymbolKind,
} from 'vscode-languageserver';
import type { Span } from '#engine/text/span.ts';
import {
  type HierarchyCall,
  type HierarchyItem,
  hierarchyItem,
  incomingCalls,
  outgoingCalls,
} from '#language/features/call-hierarchy.ts';
import { fileAt } from '#language/workspace/snapshot.ts';
import type { Session } from '../session.ts';
import { indexOf } from '../text-index.ts';
import { rangeTo } from '../to-lsp.ts';
import { loadUsers } from '../users.ts';
import { at, documentUri, request } from './request.ts';

export const prepareCallHierarchyRequest = request<CallHierarchyPrepareParams, CallHierarchyItem[] | null>({
  method: 'textDocument/prepareCallHierarchy',
  feature: {
    name: 'Call Hierarchy',
    does: 'Who includes a named template and what it includes, over all charts.',
    files: ['template'],
  },
  capability: { callHierarchyProvider: true },
  uriOf: documentUri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    const item = place && hierarchyItem(session.snapshot, place.file.uri, place.offset);
    return item ? itemTo(session, item) : null;
  },
});

export const incomingCallsRequest = request<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>({
  method: 'callHierarchy/incomingCalls',
  capability: {},
  uriOf: ({ item }) => item.uri,
  loads: (session, { item }) => loadUsers(session, item.uri),
  empty: [],
  handle: (session, { item }) =>
    incomingCalls(session.snapshot, item.data as HierarchyItem).flatMap((call) =>
      itemTo(session, call.item).map((from) => ({ from, fromRanges: ranges(session, call.item.uri, call) })),
    ),
});

export const outgoingCallsRequest = request<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>({
  method: 'callHierarchy/outgoingCalls',
  capability: {},
  uriOf: ({ item }) => item.uri,
  empty: [],
  handle: (session, { item }) =>
    outgoingCalls(session.snapshot, item.data as HierarchyItem).flatMap((call) =>
      itemTo(session, call.item).map((to) => ({ to, fromRanges: ranges(session, item.uri, call) })),
    ),
});

/** The item as the editor has it; it comes back with `data`, by which it is known again. */
function itemTo(session: Session, item: HierarchyItem): CallHierarchyItem[] {
  const file = fileAt(session.snapshot, item.uri);
  if (file === undefined) return [];
  const index = indexOf(file);
  return [
    {
      name: item.name,
      detail: item.detail,
      kind: item.kind === 'define' ? SymbolKind.Function : SymbolKind.File,
      uri: session.spelled(file.uri),
      range: rangeTo(index, item.span),
      selectionRange: rangeTo(index, item.selection),
      data: item,
    },
  ];
}

/** The calls' places, which lie in the file of who calls. */
function ranges(session: Session, uri: string, { calls }: HierarchyCall) {
  const file = fileAt(session.snapshot, uri);
  return file ? calls.map((span: Span) => rangeTo(indexOf(file), span)) : [];
}
