// The scalars of a values file in which braces stand: they may be templates, when a chart gives them to tpl.

import type { ScalarNode, YamlNode } from '#engine/yaml/read-tree.ts';
import type { FileText } from '../workspace/snapshot.ts';
import { keyText, resolved, valuesView } from './values.ts';

export interface BracedScalar {
  readonly node: ScalarNode;
  /** Of a key, its own name is the last step. */
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
}

const memo = new WeakMap<FileText, readonly BracedScalar[]>();

/** More than any values file has; each becomes a text as long as what stands before it. */
const MAX_SCALARS = 300;

/** In the order of the text; what an alias names is there once more, by the alias's path. */
export function bracedScalars(file: FileText): readonly BracedScalar[] {
  let known = memo.get(file);
  if (known === undefined) {
    const out: BracedScalar[] = [];
    const { root } = file.text.includes('{{') ? valuesView(file).tree : { root: null };
    if (root) collect(file, root, [], 0, out);
    known = out;
    memo.set(file, known);
  }
  return known;
}

const MAX_ALIASES = 3;

function collect(
  file: FileText,
  given: YamlNode,
  path: readonly (string | number)[],
  aliases: number,
  out: BracedScalar[],
): void {
  const isAlias = given.kind === 'alias';
  const node = resolved(given);
  if (node === null || out.length >= MAX_SCALARS || aliases > MAX_ALIASES) return;
  const depth = aliases + (isAlias ? 1 : 0);
  if (node.kind === 'scalar') add(file, node, path, false, out);
  else if (node.end < node.start || !file.text.slice(node.start, node.end).includes('{{')) return;
  else if (node.kind === 'list')
    for (const [i, item] of node.items.entries()) collect(file, item, [...path, i], depth, out);
  else {
    for (const { key, value } of node.entries) {
      const text = keyText(key);
      if (text === undefined) continue;
      const below = [...path, text];
      if (key.kind === 'scalar') add(file, key, below, true, out);
      collect(file, value, text === '<<' ? path : below, depth, out);
    }
  }
}

function add(file: FileText, node: ScalarNode, path: BracedScalar['path'], isKey: boolean, out: BracedScalar[]): void {
  const at = file.text.indexOf('{{', node.start);
  if (at >= 0 && at < node.end) out.push({ node, path, isKey });
}
