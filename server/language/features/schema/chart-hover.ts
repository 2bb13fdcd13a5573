// Hover on a dependency in Chart.yaml: where it is found, which version is locked, which are at hand.

import type { ValuePlace } from '../../documents/values.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

export function chartHover(_snapshot: Snapshot, _document: SchemaDocument, _place: ValuePlace): string | undefined {
  return undefined;
}
