// Edits of the words of templates: fields become fields, or calls of `index` where the new name is no field.

import type { ChainNode, FieldNode, VariableNode } from '#engine/template/node.ts';
import { span } from '#engine/text/span.ts';
import { templateView } from '../../documents/template.ts';
import type { ValueUse } from '../../symbols/occurrences.ts';
import { scopeAt } from '../../symbols/scope.ts';
import { resolveEmbedded, resolveIn } from '../../symbols/templates.ts';
import { type Ref, TOP } from '../../symbols/value.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import type { FileEdit } from './result.ts';
import { isIdentifier, stringText } from './words.ts';

/** The edits that give the words of one name another; several words of one chain are changed together. */
export function wordEdits(snapshot: Snapshot, uses: readonly ValueUse[], name: string): FileEdit[] {
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
  for (const chain of chains.values()) out.push(...chainEdits(snapshot, chain, name));
  return out;
}

const same = (text: string) => text;

function isRaw({ word }: ValueUse): boolean {
  const { node } = word.name;
  return node.kind === 'string' && node.quoted.startsWith('`');
}

/**
 * `.a.b.c` with another `b` is `(index .a "my-b").c`; each further one is put around what stands before it. A field of
 * nothing is nothing, while `index` fails there, so that what may be nothing gets an empty table.
 */
function chainEdits(snapshot: Snapshot, uses: readonly ValueUse[], name: string): FileEdit[] {
  const [first] = uses as [ValueUse];
  const { uri } = first.file;
  const node = first.word.name.node as Chain;
  const encode = first.word.embedded?.encode ?? same;
  const key = encode(JSON.stringify(name));
  const isOptional = mayBeNothing(snapshot, first, node);
  const end = isOptional ? ` | default dict) ${key})` : ` ${key})`;
  const edits = uses.map((use): FileEdit => {
    // Nothing stands before the first field but the dot that it begins with.
    const isFirst = node.kind === 'field' && use.word.name.part === 0;
    return { uri, span: span(use.span.start - 1, use.span.end), text: `${isFirst ? '.' : ''}${end}` };
  });
  const head = (isOptional ? '(index (' : '(index ').repeat(uses.length);
  const at = node.span.start;
  const own = edits.find((edit) => edit.span.start === at);
  if (own === undefined) return [{ uri, span: span(at, at), text: head }, ...edits];
  // Two edits at one place have no order of their own.
  return edits.map((edit) => (edit === own ? { ...edit, text: `${head}${edit.text}` } : edit));
}

type Chain = FieldNode | VariableNode | ChainNode;

/** Whether what the chain begins with may be nil: then Go's templates give nothing for all of its fields. */
function mayBeNothing(given: Snapshot, { word, tree }: ValueUse, node: Chain): boolean {
  if (node.kind === 'chain') return true;
  const [head, second] = node.ident;
  if ((node.kind === 'variable' ? second : head) === 'Values') return false;
  const snapshot = underSet(given, tree.root.folder);
  const scope = scopeAt(templateView(word.embedded?.file ?? word.file, snapshot.settings), node.span.start);
  // An element that is nil fails in both ways, and `with` is not entered without a value.
  if (node.kind === 'field' && scope.blocks.length > 0) return false;
  if (node.kind === 'variable' && head !== '$') return scope.variables.get(head as string)?.source !== 'element';
  const top = word.embedded
    ? resolveEmbedded(snapshot, tree, word.embedded, TOP)
    : resolveIn(snapshot, tree, { chart: word.chart, call: scope }, TOP);
  const isTable = (ref: Ref) => ref.kind === 'dict' || (ref.kind === 'path' && ref.path.length === 0);
  return !top.complete || !top.refs.every(isTable);
}
