// A new key of the values in values.schema.json: a property with its type, in the style of the file.

import { entryOf, type MapNode, readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { applied, inserting, lineStartOf, newlineOf, replacing, type TextEdit } from '../../documents/edits.ts';

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/** The edits that name `path` with its type; none where the schema has it already, or is not of a shape that lists keys. */
export function insertSchemaKey(text: string, path: readonly string[], type: JsonType): readonly TextEdit[] {
  return insertSchema(text, path, { type });
}

/** The same for a schema of any shape. */
export function insertSchema(text: string, path: readonly string[], schema: object): readonly TextEdit[] {
  const { root, error } = readTree(text);
  if (error !== undefined || root?.kind !== 'map' || !isJson(text)) return [];
  const edit = propertyIn(text, root, path, schema);
  return edit && isJson(applied(text, [edit])) ? [edit] : [];
}

function propertyIn(text: string, root: MapNode, path: readonly string[], leaf: object): TextEdit | undefined {
  let node = root;
  for (let i = 0; i < path.length; i++) {
    const rest = path.slice(i);
    node = referredTo(root, node);
    const properties = entryOf(node, 'properties')?.value;
    if (properties === undefined) {
      // A schema that is put together elsewhere is its author's to change.
      const isElsewhere = ['$ref', 'allOf', 'anyOf', 'oneOf'].some((key) => entryOf(node, key) !== undefined);
      return isElsewhere
        ? undefined
        : withEntry(text, node, 'properties', { [rest[0] ?? '']: schemaOf(rest.slice(1), leaf) });
    }
    if (properties.kind !== 'map') return undefined;
    const known = entryOf(properties, path[i] as string)?.value;
    if (known === undefined) return withEntry(text, properties, rest[0] as string, schemaOf(rest.slice(1), leaf));
    if (known.kind !== 'map') return undefined;
    node = known;
  }
  return undefined;
}

/** What a `$ref` into the same file leads to, which is where the keys are listed; else the schema itself. */
function referredTo(root: MapNode, schema: MapNode): MapNode {
  let node = schema;
  for (let count = 0; count < MOST_REFERENCES; count++) {
    const reference = entryOf(node, '$ref')?.value;
    if (reference?.kind !== 'scalar' || !reference.text.startsWith('#/') || entryOf(node, 'properties')) break;
    let target: YamlNode | undefined = root;
    for (const step of reference.text.slice(2).split('/')) {
      const name = step.replace(/~1/g, '/').replace(/~0/g, '~');
      target = target?.kind === 'map' ? entryOf(target, name)?.value : undefined;
    }
    if (target?.kind !== 'map') break;
    node = target;
  }
  return node;
}

const MOST_REFERENCES = 8;

function schemaOf([key, ...rest]: readonly string[], leaf: object): object {
  return key === undefined ? leaf : { type: 'object', properties: { [key]: schemaOf(rest, leaf) } };
}

function withEntry(text: string, map: MapNode, key: string, value: object): TextEdit {
  const eol = newlineOf(text);
  const last = map.children.at(-1);
  const first = map.children[0];
  const isWide =
    text.slice(map.start, map.end).includes('\n') || (first === undefined && text.trimEnd().includes('\n'));
  if (!isWide) {
    const entry = `${JSON.stringify(key)}: ${inLine(value)}`;
    return last ? inserting(last.end, `, ${entry}`) : replacing(map.start, map.end, `{${entry}}`);
  }
  const unit = unitOf(text);
  const outer = indentOf(text, map.start);
  const own = first ? indentOf(text, first.start) : outer + unit;
  const lines = JSON.stringify(value, null, unit)
    .split('\n')
    .join(eol + own);
  const entry = `${eol}${own}${JSON.stringify(key)}: ${lines}`;
  return last ? inserting(last.end, `,${entry}`) : replacing(map.start, map.end, `{${entry}${eol}${outer}}`);
}

/** In one line, with spaces where people put them. */
function inLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${inLine(item)}`)
    .join(', ')}}`;
}

function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartOf(text, offset)))?.[0] ?? '';
}

function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
