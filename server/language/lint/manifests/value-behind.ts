// Whether a values file brought what stands in a rendered document: its key, or the whole of its scalar, unchanged.

import { type Span, span } from '#engine/text/span.ts';
import type { ListNode, MapNode, YamlNode } from '#engine/yaml/read-tree.ts';
import { keyText, resolved, valuesView } from '../../documents/values.ts';
import type { FlatMapping, FlatPlace } from '../../workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import type { Spot } from './carry.ts';

export interface ValueCause {
  readonly uri: string;
  readonly span: Span;
  /** It is written there as it was rendered. */
  readonly isExact: boolean;
}

/**
 * The key or value of a values file that is the cause. Undefined when the template made something else of it: put it
 * together, computed it, or quoted a number.
 */
export function valueBehind(
  snapshot: Snapshot,
  pieces: readonly FlatMapping[],
  { where, node, strangers }: Spot,
): ValueCause | undefined {
  const value = pieces[0]?.value;
  if (value === undefined || node === undefined || pieces.some((piece) => !isSame(piece.value, value)))
    return undefined;
  const file = fileAt(snapshot, value.uri);
  const slot = file && slotAt(file, value);
  if (file === undefined || slot === undefined) return undefined;
  if (where === 'key' && slot.key !== undefined && keyText(slot.key) === keyText(node))
    return isMisplaced(slot, strangers) ? undefined : causeOf(file, slot.key);
  return isSameScalar(slot.value, node) ? causeOf(file, slot.value) : undefined;
}

/** A block none of whose keys means anything there is right by itself, and the template put it in the wrong place. */
function isMisplaced({ table }: Slot, strangers: Spot['strangers']): boolean {
  if (strangers === undefined || strangers.size < 2 || table === undefined || table.entries.length < 2) return false;
  return table.entries.every(({ key }) => strangers.has(keyText(key) ?? ''));
}

function causeOf(file: FileText, node: YamlNode): ValueCause {
  const line = /^[^\r\n]*/.exec(file.text.slice(node.start, node.end))?.[0] ?? '';
  const at = span(node.start, node.start + line.trimEnd().length);
  const written = resolved(node);
  const isExact = written?.kind === 'scalar' && file.text.slice(at.start, at.end) === written.text;
  return { uri: file.uri, span: at, isExact };
}

function isSame(a: FlatPlace | undefined, b: FlatPlace): boolean {
  return a === b || (a?.uri === b.uri && a.start === b.start && a.end === b.end);
}

/** The same text of the same type: `"8080"` that is printed without quotes is a number, and that is the template's doing. */
function isSameScalar(written: YamlNode, rendered: YamlNode): boolean {
  const [a, b] = [resolved(written), resolved(rendered)];
  if (a?.kind !== 'scalar' || b?.kind !== 'scalar') return false;
  const [before, after] = [a.resolved, b.resolved];
  if (before.type !== after.type) return false;
  return a.text === b.text || (before.type !== 'str' && Object.is(before.value, after.value));
}

interface Slot {
  /** The table that the key stands in. */
  readonly table?: MapNode;
  readonly key: YamlNode | undefined;
  readonly value: YamlNode;
}

const slots = new WeakMap<FileText, ReadonlyMap<number, Slot>>();

/** What a values file holds where the value begins. */
function slotAt(file: FileText, { start }: FlatPlace): Slot | undefined {
  let known = slots.get(file);
  if (known === undefined) {
    const made = new Map<number, Slot>();
    const { root } = valuesView(file).tree;
    if (root !== null) collect(root, made);
    slots.set(file, (known = made));
  }
  return known.get(start);
}

/** Outer ones win: a map begins where its first key does, and keys are no slots. */
function collect(root: MapNode | ListNode | YamlNode, into: Map<number, Slot>): void {
  const waiting: YamlNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'map') {
      for (const { key, value } of node.entries) {
        if (!into.has(value.start)) into.set(value.start, { key, value, table: node });
        waiting.push(value);
      }
    } else if (node.kind === 'list') {
      for (const item of node.items) {
        if (!into.has(item.start)) into.set(item.start, { key: undefined, value: item });
        waiting.push(item);
      }
    }
  }
}
