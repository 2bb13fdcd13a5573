// Completion of what only Chart.yaml has: names, versions and addresses of dependencies, conditions and tags.

import type { YamlCursor } from '../../schema/yaml-cursor.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { SchemaItem } from './item.ts';

export function chartItems(_snapshot: Snapshot, _document: SchemaDocument, _cursor: YamlCursor): SchemaItem[] {
  return [];
}
