// What Helm warns of while it puts values together: a table where the default is none, or the other way round.

import type { Span } from '#engine/text/span.ts';
import { entriesOf, type ValuePlace, valuesView } from '../documents/values.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { nearestSpan } from './violation.ts';

export interface ShapeWarning {
  readonly uri: string;
  /** The key that is written. */
  readonly span: Span;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Helm's warnings, each at the first of the files that sets the key; none for a key that no file sets. */
export function shapesIn(files: readonly FileText[], warnings: readonly string[]): ShapeWarning[] {
  const out = new Map<string, ShapeWarning>();
  for (const warning of warnings) {
    const read = readWarning(warning);
    const found = read && files.flatMap((file) => placeOf(file, read) ?? [])[0];
    if (found) out.set(`${found.uri} ${found.span.start}`, found);
  }
  return [...out.values()];
}

interface Read {
  /** Names of charts and keys from the root chart on, with dots between them; keys may have dots of their own. */
  readonly dotted: string;
  readonly isTableExpected: boolean;
}

const NO_TABLE = /cannot overwrite table with non table for (.+?) \(/;
const TABLE = /destination for (.+) is a table\. Ignoring non-table value|skipped value for (.+): Not a table/;

/** Both majors' texts; what is quoted in Helm 4's has nothing in it that the path would need. */
function readWarning(warning: string): Read | undefined {
  const expected = NO_TABLE.exec(warning)?.[1];
  const found = TABLE.exec(warning);
  const dotted = expected ?? found?.[1] ?? found?.[2];
  return dotted === undefined ? undefined : { dotted, isTableExpected: expected !== undefined };
}

function placeOf(file: FileText, { dotted, isTableExpected }: Read): ShapeWarning | undefined {
  const view = valuesView(file);
  const { root } = view.tree;
  const dot = dotted.indexOf('.');
  if (root === null || dot < 0) return undefined;
  // The first name is the root chart's.
  const place = find({ key: undefined, value: root, path: [] }, dotted.slice(dot + 1));
  if (place === undefined) return undefined;
  const name = place.path.join('.');
  const message = isTableExpected
    ? `Helm warns: the default of ${name} is a table, and this is none`
    : `Helm warns: the default of ${name} is no table, and this is one`;
  return { uri: file.uri, span: nearestSpan(view, place.path), path: place.path, message };
}

function find(place: ValuePlace, dotted: string): ValuePlace | undefined {
  for (const entry of entriesOf(place)) {
    const key = String(entry.path.at(-1));
    if (dotted === key) return entry;
    const inner = dotted.startsWith(`${key}.`) ? find(entry, dotted.slice(key.length + 1)) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
