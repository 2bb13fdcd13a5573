// The documents of a stream, split as k8s.io/apimachinery's YAML reader does: values files in Helm 4, lint's decoder.
//
// A separator is a line that begins with `---`; only blanks or a comment may follow. It ends the document before it.
// At the start, or right behind another separator, there is no such document, and the line is the next one's first.

import type { Span } from '../text/span.ts';

export interface StreamDocument {
  /** As the reader hands it on: always ending in a line break. */
  readonly text: string;
  /** Its lines in the stream. `text` begins at `span.start`. */
  readonly span: Span;
}

export interface DocumentStream {
  readonly documents: readonly StreamDocument[];
  /** A bad separator: nothing behind it is read. */
  readonly error: { readonly message: string; readonly span: Span } | undefined;
}

/** Splits a stream. The documents before an error stand, as Helm has already read them. */
export function splitDocuments(text: string): DocumentStream {
  const documents: StreamDocument[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    if (text.startsWith('---', at)) {
      const rest = trimSpace(text.slice(at + 3, next));
      if (rest !== '' && !rest.startsWith('#')) {
        const span = { start: at, end: end < 0 ? next : end };
        return { documents, error: { message: `invalid Yaml document separator: ${rest}`, span } };
      }
      if (at > from) {
        documents.push(documentOf(text, from, at));
        from = next;
      }
    }
    at = next;
  }
  if (text.length > from) documents.push(documentOf(text, from, text.length));
  return { documents, error: undefined };
}

function documentOf(text: string, start: number, end: number): StreamDocument {
  const part = text.slice(start, end);
  return { text: part.endsWith('\n') ? part : `${part}\n`, span: { start, end } };
}

const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, 'g');

/** Go's strings.TrimSpace. */
function trimSpace(text: string): string {
  return text.replace(ENDS, '');
}
