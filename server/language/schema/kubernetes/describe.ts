// What schemas of a place say of it, for readers: a short type, the values that are usual, a field's Markdown.

import { behind, descriptionOf, type SchemaNode } from './schema-node.ts';
import { branchesOf } from './walk.ts';

export type Scalar = string | number | boolean;

/** `string`, `integer or string`, `list of objects`, `'Always' | 'Never'`; empty when the schemas leave it open. */
export function typeText(nodes: readonly SchemaNode[]): string {
  const allowed = enumOf(nodes);
  if (allowed.length > 0 && allowed.length <= 4)
    return allowed.map((one) => (typeof one === 'string' ? `'${one}'` : String(one))).join(' | ');
  return [...new Set(branchesOf(nodes).flatMap((node) => wordOf(node) ?? []))].join(' or ');
}

/** The values that are allowed; null and empty texts are left out. */
export function enumOf(nodes: readonly SchemaNode[]): readonly Scalar[] {
  const all = branchesOf(nodes).flatMap((node) => node.enum ?? []);
  return [...new Set(all)].filter((one): one is Scalar => one !== null && one !== '');
}

/** Allowed values, usual ones of an open list, and both booleans. */
export function choicesOf(nodes: readonly SchemaNode[]): readonly Scalar[] {
  const named = [...enumOf(nodes), ...branchesOf(nodes).flatMap((node) => node.openEnum ?? [])].filter(
    (one) => one !== '',
  );
  const isFlag = named.length === 0 && branchesOf(nodes).some(({ type }) => type === 'boolean');
  return isFlag ? [true, false] : [...new Set(named)];
}

/** The default, when it is a scalar. */
export function defaultOf(nodes: readonly SchemaNode[]): Scalar | undefined {
  for (const node of withRefs(nodes)) {
    const { default: usual } = node;
    if ((typeof usual === 'string' && usual !== '') || typeof usual === 'number' || typeof usual === 'boolean')
      return usual;
  }
  return undefined;
}

/** Whether the place takes a table or a list and no scalar. */
export function isNested(nodes: readonly SchemaNode[]): boolean {
  const shapes = branchesOf(nodes).flatMap((node) => shapeOf(node) ?? []);
  return shapes.length > 0 && shapes.every((shape) => shape !== 'scalar');
}

/** What a place holds most likely. */
export function shapeOf(node: SchemaNode): 'map' | 'list' | 'scalar' | undefined {
  if (node.type === 'object' || node.properties !== undefined || node.additionalProperties !== undefined) return 'map';
  if (node.type === 'array' || node.items !== undefined) return 'list';
  return node.type !== undefined || SCALAR_FORMATS.has(node.format ?? '') || node.enum ? 'scalar' : undefined;
}

const SCALAR_FORMATS: ReadonlySet<string> = new Set(['int-or-string', 'quantity']);

function wordOf(node: SchemaNode): string | undefined {
  if (node.format === 'int-or-string') return 'integer or string';
  if (node.format === 'quantity') return 'quantity';
  const shape = shapeOf(node);
  if (shape === 'list') {
    const items = node.items ? typeText([node.items]) : '';
    return items === '' || items.includes(' ') ? 'list' : `list of ${plural(items)}`;
  }
  if (shape === 'map') {
    const values = typeof node.additionalProperties === 'object' ? typeText([node.additionalProperties]) : '';
    return node.properties === undefined && values !== '' && !values.includes(' ')
      ? `map of ${plural(values)}`
      : 'object';
  }
  return node.type;
}

/** A field for a hover: its path and type as the first line, then its words, default, choices and bounds. */
export interface Told {
  /** `Deployment.spec.replicas` */
  readonly path: string;
  readonly nodes: readonly SchemaNode[];
  readonly isRequired: boolean;
}

export function fieldMarkdown({ path, nodes, isRequired }: Told): string {
  const type = shortType(nodes);
  const head = [`**\`${path}\`**`, ...(type === '' ? [] : [`: ${code(type)}`]), ...(isRequired ? [', required'] : [])];
  return [head.join(''), wordsOf(nodes)].filter((part) => part !== undefined).join('\n\n');
}

/** Description and facts, without type; undefined when nothing is said. */
export function wordsOf(nodes: readonly SchemaNode[]): string | undefined {
  const description = nodes.map(descriptionOf).find((text) => text !== undefined && text.trim() !== '');
  const parts = [description && escaped(description), factsOf(nodes).join('  \n') || undefined];
  const told = parts.filter((part) => part !== undefined && part !== '');
  return told.length === 0 ? undefined : told.join('\n\n');
}

/** A long list of choices stands below. */
function shortType(nodes: readonly SchemaNode[]): string {
  return enumOf(nodes).length > 0
    ? [...new Set(branchesOf(nodes).flatMap(({ type }) => type ?? []))].join(' or ')
    : typeText(nodes);
}

function factsOf(nodes: readonly SchemaNode[]): string[] {
  const out: string[] = [];
  const choices = enumOf(nodes);
  const usual = branchesOf(nodes).flatMap((node) => node.openEnum ?? []);
  if (choices.length > 0) out.push(`One of ${listed(choices)}`);
  else if (usual.length > 0) out.push(`Usually ${listed(usual)}`);
  const fallback = defaultOf(nodes);
  if (fallback !== undefined) out.push(`Default: ${code(String(fallback))}`);
  for (const node of branchesOf(nodes)) {
    if (node.minimum !== undefined) out.push(`Minimum: ${code(String(node.minimum))}`);
    if (node.maximum !== undefined) out.push(`Maximum: ${code(String(node.maximum))}`);
    if (node.maxLength !== undefined) out.push(`At most ${node.maxLength} characters`);
    if (node.pattern !== undefined) out.push(`Pattern: ${code(node.pattern)}`);
    if (node.format !== undefined && !UNTOLD.has(node.format)) out.push(`Format: ${code(node.format)}`);
    if (node.listKeys !== undefined) out.push(`Items are told apart by ${listed(node.listKeys)}`);
  }
  if (withRefs(nodes).some(({ deprecated }) => deprecated === true)) out.push('**Deprecated**');
  return [...new Set(out)];
}

/** What the type says already, and widths of numbers that nobody reaches. */
const UNTOLD: ReadonlySet<string> = new Set([...SCALAR_FORMATS, 'int32', 'int64', 'double']);

const MOST_LISTED = 40;

function listed(values: readonly Scalar[]): string {
  const shown = values.slice(0, MOST_LISTED).map((one) => code(String(one)));
  return shown.join(', ') + (values.length > MOST_LISTED ? ' …' : '');
}

/** A default stands beside the ref or behind it. */
function withRefs(nodes: readonly SchemaNode[]): readonly SchemaNode[] {
  return [...new Set([...nodes, ...nodes.map(behind)])];
}

/** Descriptions are plain text: their angle brackets are no tags of HTML, and their lines stay. */
function escaped(text: string): string {
  return text
    .trim()
    .replace(/[<\\]/g, '\\$&')
    .replace(/\r?\n(?!\r?\n)/g, '  \n');
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}

function plural(word: string): string {
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
