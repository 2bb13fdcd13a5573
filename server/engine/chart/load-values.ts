// The default values of a chart: values.yaml as Helm 3 (one document) and Helm 4 (all of them) read it.

import type { Span } from '../text/span.ts';
import { GoError } from '../values/errors.ts';
import { copyEntry, copyMap, GoMap } from '../values/value.ts';
import { parseDocument } from '../yaml/parse.ts';
import { readYamlMap } from '../yaml/read.ts';
import type { SourceFile } from './chart.ts';

export interface ValuesForm {
  readonly major: 3 | 4;
  readonly origins: boolean;
}

/** The values of the file. Throws GoError with the text that Helm puts behind `cannot load values.yaml: `. */
export function loadValues(file: SourceFile, form: ValuesForm): GoMap {
  const source = form.origins ? file.source : undefined;
  if (form.major === 3) return readYamlMap(file.text, { origins: source === undefined ? undefined : { source } });
  return documents(file.text).reduce((values, document) => merge(values, readDocument(document, source)), new GoMap());
}

function readDocument({ text, start }: Document, source: string | undefined): GoMap {
  try {
    return readYamlMap(text, { origins: source === undefined ? undefined : { source, offset: start } });
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    const span = parseDocument(text, { offset: start }).problem?.span;
    throw new ValuesError(`cannot unmarshal yaml document: ${error.message}`, span);
  }
}

/** An error in one document of several, with its place in the whole text. */
export class ValuesError extends GoError {
  readonly span: Span | undefined;

  constructor(message: string, span: Span | undefined) {
    super(message);
    this.span = span;
  }
}

/** Maps merge, everything else of the later document wins, null included. */
function merge(into: GoMap, from: GoMap): GoMap {
  if (into.size === 0) return from;
  const out = copyMap(into);
  for (const [key, value] of from.entries) {
    const before = out.get(key);
    if (before instanceof GoMap && value instanceof GoMap) out.set(key, merge(before, value), out.origin(key));
    else copyEntry(out, from, key);
  }
  return out;
}

interface Document {
  readonly text: string;
  readonly start: number;
}

/**
 * The text cut at lines that begin with `---`, as Kubernetes' reader does: a document that has lines before such a line
 * ends there, otherwise the line belongs to it.
 */
function documents(text: string): Document[] {
  const out: Document[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 ? text.length : feed + 1;
    if (text.startsWith('---', at)) {
      const rest = text.slice(at + 3, next).trim();
      if (rest !== '' && !rest.startsWith('#')) {
        throw new ValuesError(`error reading yaml document: invalid Yaml document separator: ${rest}`, {
          start: at,
          end: at + text.slice(at, next).trimEnd().length,
        });
      }
      if (at > start) {
        out.push({ text: text.slice(start, at), start });
        start = next;
      }
    }
    at = next;
  }
  if (at > start) out.push({ text: text.slice(start), start });
  return out;
}
