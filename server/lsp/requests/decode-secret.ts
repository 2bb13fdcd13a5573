// chartroom/decodeSecret: a value of a Secret's data, decoded for somebody who asked to see it.

import { decodeSecret } from '#language/features/decode-secret.ts';
import type { DecodeSecretParams, DecodeSecretResult } from '#protocol';
import { at, request } from './request.ts';

export const decodeSecretRequest = request<DecodeSecretParams, DecodeSecretResult | null>({
  method: 'chartroom/decodeSecret',
  feature: {
    name: 'Decode',
    does: 'Shows what a value of a Secret says. Nothing is decoded before somebody asks.',
    files: ['manifest'],
  },
  capability: {},
  uriOf: ({ textDocument }) => textDocument.uri,
  empty: null,
  handle: (session, params) => {
    const place = at(session, params);
    return (place && decodeSecret(session.snapshot, place.file.uri, place.offset)) ?? null;
  },
});
