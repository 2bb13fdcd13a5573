// Single fields of a YAML tree, behind aliases: how Chart.yaml, requirements.yaml and Chart.lock are read.

import { entryOf, type YamlNode } from '#engine/yaml/read-tree.ts';
import { resolved } from './values.ts';

/** The value of a table's key; null where there is no such key, or no table. */
export function childOf(node: YamlNode | null, key: string): YamlNode | null {
  const map = node && resolved(node);
  const value = map?.kind === 'map' ? entryOf(map, key)?.value : undefined;
  return value ? resolved(value) : null;
}

/** The items of a list as they are written, aliases among them; none where it is no list. */
export function itemsOf(node: YamlNode | null): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** A scalar's text; empty for anything else. */
export function scalarText(node: YamlNode | null): string {
  return node?.kind === 'scalar' ? node.text : '';
}

/** The text of a table's key; empty where there is none, or no scalar. */
export function fieldText(node: YamlNode | null, key: string): string {
  return scalarText(childOf(node, key));
}

/** The texts of a list's scalars. */
export function scalarTexts(list: YamlNode | null): string[] {
  return itemsOf(list).flatMap((item) => {
    const node = resolved(item);
    return node?.kind === 'scalar' ? [node.text] : [];
  });
}
