// Manifests' YAML trees as Kubernetes reads them: what a scalar comes to, the fields of a map, the items of a list.

import { type Span, span } from '#engine/text/span.ts';
import { isMergeKey, type MapNode, type ScalarNode, type YamlNode } from '#engine/yaml/read-tree.ts';
import { plainValue } from '#engine/yaml/resolve.ts';
import { entriesOf, keyText, resolved } from '../../documents/values.ts';

export interface Field {
  /** Undefined for the items of a list. */
  readonly key: YamlNode | undefined;
  readonly value: YamlNode;
}

/** A scalar as it arrives in JSON. */
export function scalarValue(node: ScalarNode): null | boolean | number | string {
  if (node.tag !== '') return node.resolved.value;
  return node.style === 'plain' ? plainValue(node.text) : node.text;
}

/** Whether a value is not given: `null`, `~` or nothing at all; also what an alias without anchor stands for. */
export function isNothing(node: YamlNode | undefined): boolean {
  if (node === undefined) return true;
  const target = resolved(node);
  return target === null || (target.kind === 'scalar' && scalarValue(target) === null);
}

/** Whether each key is there once and none is merged: only then its children are its fields. */
export function isPlainMap(map: MapNode): boolean {
  const { children } = map;
  if (children.length > 32) return isPlainLarge(children);
  for (let i = 0; i < children.length; i += 2) {
    const key = children[i] as YamlNode;
    if (key.kind !== 'scalar' || isMergeKey(key)) return false;
    for (let j = 0; j < i; j += 2) if ((children[j] as ScalarNode).text === key.text) return false;
  }
  return true;
}

function isPlainLarge(children: readonly YamlNode[]): boolean {
  const seen = new Set<string>();
  for (let i = 0; i < children.length; i += 2) {
    const key = children[i] as YamlNode;
    if (key.kind !== 'scalar' || isMergeKey(key) || seen.has(key.text)) return false;
    seen.add(key.text);
  }
  return true;
}

/** The fields of any map, keys and values in turn: of repeated keys the last, merged ones behind. */
export function fieldsOf(map: MapNode): readonly YamlNode[] {
  if (isPlainMap(map)) return map.children;
  const fields = entriesOf({ key: undefined, value: map, path: [] });
  return fields.flatMap(({ key, value }) => (key === undefined ? [] : [key, value]));
}

/** A field by its name, whatever its value; of repeated ones the last, which is the one that counts. */
export function fieldOf(node: YamlNode | null | undefined, name: string): Field | undefined {
  const map = node ? resolved(node) : null;
  if (map?.kind !== 'map') return undefined;
  const { children } = map;
  let merges = false;
  for (let i = children.length - 2; i >= 0; i -= 2) {
    const key = children[i] as YamlNode;
    if (key.kind !== 'scalar') continue;
    if (key.text === name) return { key, value: children[i + 1] as YamlNode };
    merges ||= isMergeKey(key);
  }
  if (!merges) return undefined;
  const found = entriesOf({ key: undefined, value: map, path: [] }).find(({ path }) => path[0] === name);
  return found && { key: found.key, value: found.value };
}

/** The same when its value is not null. */
export function givenField(node: YamlNode | null | undefined, name: string): Field | undefined {
  const field = fieldOf(node, name);
  return field === undefined || isNothing(field.value) ? undefined : field;
}

/** The value of a field, aliases followed; undefined when it is not given. */
export function givenValue(node: YamlNode | null | undefined, name: string): YamlNode | undefined {
  const field = fieldOf(node, name);
  const target = field && resolved(field.value);
  return target && !isNothing(target) ? target : undefined;
}

/** The text of a field that holds one; undefined for all else. */
export function textOf(node: YamlNode | null | undefined, name: string): string | undefined {
  const value = givenValue(node, name);
  if (value?.kind !== 'scalar') return undefined;
  const text = scalarValue(value);
  return typeof text === 'string' ? text : undefined;
}

/** The number of a field that holds one. */
export function numberOf(node: YamlNode | null | undefined, name: string): number | undefined {
  const value = givenValue(node, name);
  if (value?.kind !== 'scalar') return undefined;
  const number = scalarValue(value);
  return typeof number === 'number' ? number : undefined;
}

/** The items of a list field, none for all else. */
export function itemsOf(node: YamlNode | null | undefined, name: string): readonly YamlNode[] {
  const value = givenValue(node, name);
  return value?.kind === 'list' ? value.items : [];
}

/** A key's text as JSON has it; undefined for a key that is a map or a list. */
export function nameOf(key: YamlNode): string | undefined {
  return key.kind === 'scalar' && !MAY_BE_NO_TEXT.has(key.text.charCodeAt(0)) ? key.text : keyText(key);
}

/** With what booleans and numbers begin; most keys do not. */
const MAY_BE_NO_TEXT: ReadonlySet<number> = new Set(Array.from('yYnNoOtTfF+-0123456789', (c) => c.charCodeAt(0)));

/** What is underlined for a value: itself when it stands in its line, else its key or its first key. */
export function placeOfValue({ key, value }: Field): { readonly span: Span; readonly where: 'key' | 'value' } {
  if (value.end > value.start && isInLine(value)) return { span: span(value.start, value.end), where: 'value' };
  return { span: headSpan({ key, value }), where: 'key' };
}

/** A field's key; of an item the first key in it. */
export function headSpan({ key, value }: Field): Span {
  let node = key ?? value;
  while (node.kind === 'map' || node.kind === 'list') {
    const first: YamlNode | undefined = node.kind === 'map' ? node.children[0] : node.items[0];
    if (first === undefined) break;
    node = first;
  }
  return span(node.start, node.end);
}

function isInLine(node: YamlNode): boolean {
  if (node.kind === 'alias') return true;
  if (node.kind === 'scalar') return node.style !== 'literal' && node.style !== 'folded';
  const last = node.kind === 'map' ? node.children.at(-1) : node.items.at(-1);
  return node.isFlow && (last === undefined || last.line === node.line);
}

/** A text as it may be written in place of a scalar, whatever stood there. */
export function writtenText(text: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(text) && typeof plainValue(text) === 'string' ? text : JSON.stringify(text);
}
