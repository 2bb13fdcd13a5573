// The default values of a chart, and any values file: YAML as Helm 3 (one document) and Helm 4 (all of them) read it.

import type { Span } from '../text/span.ts';
import { GoError } from '../values/errors.ts';
import { copyEntry, copyMap, GoMap } from '../values/value.ts';
import { type StreamDocument, splitDocuments } from '../yaml/documents.ts';
import { parseDocument } from '../yaml/parse.ts';
import { readYamlMap } from '../yaml/read.ts';
import type { SourceFile } from './chart.ts';

export interface ValuesForm {
  readonly major: 3 | 4;
  readonly origins: boolean;
}

/** An error with its place in the whole text. */
export class ValuesError extends GoError {
  readonly span: Span | undefined;

  constructor(message: string, span: Span | undefined) {
    super(message);
    this.span = span;
  }
}

/** The values of the file. Throws ValuesError with the text that Helm puts behind `cannot load values.yaml: `. */
export function loadValues(file: SourceFile, form: ValuesForm): GoMap {
  const source = form.origins ? file.source : undefined;
  if (form.major === 3) return readPart(file.text, 0, source, '');
  const { documents, error } = splitDocuments(file.text);
  let values = new GoMap();
  for (const { text, span } of documents) values = merge(values, readPart(text, span.start, source, UNMARSHAL));
  if (error) throw new ValuesError(`error reading yaml document: ${error.message}`, error.span);
  return values;
}

const UNMARSHAL = 'cannot unmarshal yaml document: ';

function readPart(text: StreamDocument['text'], offset: number, source: string | undefined, prefix: string): GoMap {
  try {
    return readYamlMap(text, { origins: source === undefined ? undefined : { source, offset } });
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new ValuesError(prefix + error.message, parseDocument(text, { offset }).problem?.span);
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
