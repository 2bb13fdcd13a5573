// Where a fault in a schema is underlined: the key or value that its path leads to, or the nearest around it.

import { type Span, span } from '#engine/text/span.ts';
import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { entriesOf, resolved } from '../../../documents/values.ts';

/** Offsets of the text that the tree was read with. */
export function faultSpan(root: YamlNode, path: readonly (string | number)[]): Span {
  let value: YamlNode = root;
  let found: YamlNode | undefined;
  for (const step of path) {
    const node = resolved(value);
    if (node?.kind === 'list') {
      const item = node.items[Number(step)];
      if (item === undefined) break;
      value = item;
      continue;
    }
    const entry = entriesOf({ key: undefined, value, path: [] }).find((one) => one.path[0] === String(step));
    if (entry === undefined) break;
    value = entry.value;
    found = value.kind === 'scalar' && value.end > value.start ? value : entry.key;
  }
  const at = found ?? firstOf(root);
  return span(at.start, at.end);
}

/** A document's first key. */
function firstOf(root: YamlNode): YamlNode {
  return (root.kind === 'map' ? root.children[0] : undefined) ?? root;
}
