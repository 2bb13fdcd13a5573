// Which language the client takes an open document for: a values file's colours are YAML's own but for its templates.

import { normalizeUri } from '#language/workspace/uri.ts';
import type { Session } from './session.ts';

const languages = new WeakMap<Session, Map<string, string>>();

export function noteLanguage(session: Session, uri: string, language: string): void {
  let known = languages.get(session);
  if (known === undefined) languages.set(session, (known = new Map()));
  known.set(normalizeUri(uri), language);
}

export function forgetLanguage(session: Session, uri: string): void {
  languages.get(session)?.delete(normalizeUri(uri));
}

/** Undefined for a document that is not open. */
export function languageOf(session: Session, uri: string): string | undefined {
  return languages.get(session)?.get(normalizeUri(uri));
}
