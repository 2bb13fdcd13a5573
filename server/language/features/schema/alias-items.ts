// Completion of `*`: the anchors that stand above, and behind `<<:` those that name tables.

import { shortValue, valuesView, valueText } from '../../documents/values.ts';
import type { YamlCursor } from '../../schema/yaml-cursor.ts';
import { type Anchor, anchorsOf } from '../../symbols/anchors.ts';
import { fenced } from '../../symbols/markdown.ts';
import type { SchemaDocument } from '../../symbols/schema-document.ts';
import type { SchemaItem } from './item.ts';

/** Undefined where no alias is being written. */
export function aliasItems({ file }: SchemaDocument, cursor: YamlCursor, offset: number): SchemaItem[] | undefined {
  const isMerge = cursor.kind === 'value' && cursor.path.at(-1) === '<<';
  if (!isMerge && file.text[cursor.replace.start] !== '*') return undefined;
  if (cursor.replace.start === offset && !isMerge) return undefined;
  const view = valuesView(file);
  const known = new Map<string, Anchor>();
  for (const anchor of anchorsOf(view)) if (anchor.span.start < cursor.replace.start) known.set(anchor.name, anchor);
  const fitting = [...known.values()].filter(({ node }) => !isMerge || node === undefined || node.kind === 'map');
  // The nearest is the likeliest.
  return fitting.reverse().map(({ name, node }, i) => ({
    label: `*${name}`,
    kind: 'value',
    detail: node && shortValue(view, node),
    document: () => (node ? fenced('yaml', valueText(view, node)) : undefined),
    replace: cursor.replace,
    insert: `*${name}`,
    sort: String(i).padStart(4, '0'),
  }));
}
