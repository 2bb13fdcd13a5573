// Edits of the words of templates: fields become fields, or calls of `index` where the new name is no field.

import type { ChainNode, FieldNode, VariableNode } from '#engine/template/node.ts';
import { span } from '#engine/text/span.ts';
import type { ValueUse } from '../../symbols/occurrences.ts';
import type { FileEdit } from './result.ts';
import { isIdentifier, stringText } from './words.ts';

/** The edits that give the words of one name another; several words of one chain are changed together. */
export function wordEdits(uses: readonly ValueUse[], name: string): FileEdit[] {
  const out: FileEdit[] = [];
  const chains = new Map<object, ValueUse[]>();
  for (const use of uses) {
    const { uri } = use.file;
    if (use.kind === 'string') {
      const encode = use.word.embedded?.encode ?? same;
      // The quote of a string inside another text may be escaped there.
      const quote = isRaw(use) ? '`' : '"';
      out.push({ uri, span: use.span, text: encode(stringText(quote, name)) });
    } else if (isIdentifier(name)) out.push({ uri, span: use.span, text: name });
    else {
      const { node } = use.word.name;
      const known = chains.get(node);
      if (known) known.push(use);
      else chains.set(node, [use]);
    }
  }
  for (const chain of chains.values()) out.push(...chainEdits(chain, name));
  return out;
}

const same = (text: string) => text;

function isRaw({ word }: ValueUse): boolean {
  const { node } = word.name;
  return node.kind === 'string' && node.quoted.startsWith('`');
}

/** `.a.b.c` with another `b` is `(index .a "my-b").c`; each further one is put around what stands before it. */
function chainEdits(uses: readonly ValueUse[], name: string): FileEdit[] {
  const [first] = uses as [ValueUse];
  const { uri } = first.file;
  const node = first.word.name.node as FieldNode | VariableNode | ChainNode;
  const encode = first.word.embedded?.encode ?? same;
  const key = encode(JSON.stringify(name));
  const edits = uses.map((use): FileEdit => {
    // Nothing stands before the first field but the dot that it begins with.
    const isFirst = node.kind === 'field' && use.word.name.part === 0;
    return { uri, span: span(use.span.start - 1, use.span.end), text: `${isFirst ? '.' : ''} ${key})` };
  });
  const head = '(index '.repeat(uses.length);
  const at = node.span.start;
  const own = edits.find((edit) => edit.span.start === at);
  if (own === undefined) return [{ uri, span: span(at, at), text: head }, ...edits];
  // Two edits at one place have no order of their own.
  return edits.map((edit) => (edit === own ? { ...edit, text: `${head}${edit.text}` } : edit));
}
