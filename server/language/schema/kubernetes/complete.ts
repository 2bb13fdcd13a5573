// What may be written at a place, from the schemas that it has: keys with what they demand below them, values, items.
//
// Texts are snippets for a cursor in column 0; further lines are indented by two, and an editor moves them where they belong.

import { yamlScalar } from '../describe.ts';
import { choicesOf, defaultOf, enumOf, isNested, type Scalar, shapeOf, typeText } from './describe.ts';
import { descriptionOf, type SchemaNode } from './schema-node.ts';
import { branchesOf, type Field, fieldsOf, stepInto } from './walk.ts';

export interface Offer {
  readonly label: string;
  /** Of a key: with its colon, and the keys that its table or item demands. */
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly detail: string | undefined;
  /** What tells about it. */
  readonly nodes: readonly SchemaNode[];
  readonly isRequired: boolean;
}

/** Keys that may be added to a table; those that are demanded come first. */
export function keyOffers(nodes: readonly SchemaNode[], siblings: ReadonlySet<string>): readonly Offer[] {
  const fields = fieldsOf(nodes).filter(({ key }) => !siblings.has(key));
  return [...fields]
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired) || rankOf(a) - rankOf(b))
    .map((field) => {
      const type = typeText(field.nodes);
      const stops = new Stops();
      const insert = keyText(field, stops, 0, false);
      return {
        label: field.key,
        insert: stops.isUsed ? insert : unescaped(insert),
        isSnippet: stops.isUsed,
        detail: [type, ...(field.isRequired ? ['required'] : [])].filter((one) => one !== '').join(', ') || undefined,
        nodes: field.nodes,
        isRequired: field.isRequired,
      };
    });
}

/** Values that a scalar may have, the default among them marked. */
export function valueOffers(nodes: readonly SchemaNode[]): readonly Offer[] {
  const fallback = defaultOf(nodes);
  const choices = choicesOf(nodes);
  const all = fallback === undefined || choices.includes(fallback) ? choices : [fallback, ...choices];
  return all.map((one) => ({
    label: String(one),
    insert: yamlScalar(one),
    isSnippet: false,
    detail: one === fallback ? 'default' : undefined,
    nodes: [],
    isRequired: false,
  }));
}

/** A list's next item: a dash with what an item demands, or the first key that people write. */
export function itemOffer(nodes: readonly SchemaNode[]): Offer | undefined {
  const items = stepInto(nodes, 0);
  if (!branchesOf(nodes).some((node) => shapeOf(node) === 'list')) return undefined;
  const stops = new Stops();
  const insert = itemText(items, stops, 0);
  return {
    label: '-',
    insert: stops.isUsed ? insert : unescaped(insert),
    isSnippet: stops.isUsed,
    detail: ['item', typeText(items)].filter((one) => one !== '').join(', '),
    nodes: items,
    isRequired: false,
  };
}

/** A whole resource: apiVersion, kind, a name, and what its schema demands; or the keys that its kind is written for. */
export function resourceText(apiVersion: string, kind: string, nodes: readonly SchemaNode[]): string {
  const stops = new Stops();
  stops.isWhole = true;
  const lines = [`apiVersion: ${literal(apiVersion)}`, `kind: ${literal(kind)}`];
  const fields = fieldsOf(nodes);
  if (fields.length === 0 || fields.some(({ key }) => key === 'metadata'))
    lines.push('metadata:', `  name: ${stops.next('name')}`);
  for (const field of fields) {
    if (HEAD.has(field.key)) continue;
    const isMain = MAIN.has(field.key) || (field.key === 'data' && !fields.some(({ key }) => key === 'spec'));
    if (field.isRequired || isMain) lines.push(keyText(field, stops, 0, true));
  }
  return lines.join('\n');
}

/** What a kind is written for, where no schema demands it. */
const MAIN: ReadonlySet<string> = new Set(['spec', 'rules', 'subjects']);

const HEAD: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** What is on its way in or out comes behind the rest; `status` is the cluster's. */
function rankOf({ key, nodes }: Field): number {
  if (key === 'status') return 2;
  const words = nodes.map(descriptionOf).join(' ');
  return /\bfeature gate\b|^deprecated\b/i.test(words) ? 1 : 0;
}

/** The numbered places of a snippet. */
class Stops {
  #count = 0;
  /** A whole resource is written, whose name is the first place: labels that tie its parts repeat it. */
  isWhole = false;

  get isUsed(): boolean {
    return this.#count > 0;
  }

  next(text = ''): string {
    this.#count++;
    return text === '' ? `$${this.#count}` : `\${${this.#count}:${literal(text)}}`;
  }

  choice(values: readonly Scalar[]): string {
    this.#count++;
    const texts = values.map((one) => yamlScalar(one).replace(/[\\,|$}]/g, '\\$&'));
    return `\${${this.#count}|${texts.join(',')}|}`;
  }
}

/** Deeper than any chain of demanded fields that one wants to have written. */
const DEEPEST = 10;

/** `isInner`: below a key that was asked for, where each scalar is a place to type at. */
function keyText({ key, nodes }: Field, stops: Stops, depth: number, isInner: boolean): string {
  const name = literal(yamlScalar(key));
  if (!isNested(nodes)) return `${name}: ${isInner ? scalarText(nodes, stops) : ''}`.replace(/ $/, isInner ? '' : ' ');
  if (depth >= DEEPEST) return `${name}:`;
  const isList = branchesOf(nodes).some((node) => shapeOf(node) === 'list');
  if (isList) return `${name}:\n${indented(itemText(stepInto(nodes, 0), stops, depth + 1))}`;
  const inner = demanded(nodes, stops, depth + 1);
  return `${name}:\n  ${inner === '' ? stops.next() : indented(inner).trimStart()}`;
}

function itemText(items: readonly SchemaNode[], stops: Stops, depth: number): string {
  if (items.length === 0 || depth >= DEEPEST) return `- ${stops.next()}`;
  if (!isNested(items)) return `- ${scalarText(items, stops)}`;
  if (branchesOf(items).some((node) => shapeOf(node) === 'list')) return `- ${stops.next()}`;
  const inner = demanded(items, stops, depth);
  return `- ${inner === '' ? stops.next() : indented(inner).trimStart()}`;
}

function demanded(nodes: readonly SchemaNode[], stops: Stops, depth: number): string {
  const fields = fieldsOf(nodes);
  const keys = new Set(fields.map(({ key }) => key));
  if (stops.isWhole && keys.has('matchLabels')) return 'matchLabels:\n  app: $1';
  const isTemplate = stops.isWhole && keys.has('metadata') && keys.has('spec');
  const labels = isTemplate ? ['metadata:\n  labels:\n    app: $1'] : [];
  const isWanted = ({ key, isRequired }: Field) =>
    (isRequired && !(isTemplate && key === 'metadata')) ||
    (isTemplate && key === 'spec') ||
    // No schema demands a container's image, and no container runs without one.
    (key === 'image' && keys.has('imagePullPolicy'));
  // A name is what one has in mind first.
  const wanted = fields.filter(isWanted).sort((a, b) => Number(b.key === 'name') - Number(a.key === 'name'));
  return [...labels, ...wanted.map((field) => keyText(field, stops, depth, true))].join('\n');
}

function scalarText(nodes: readonly SchemaNode[], stops: Stops): string {
  const fallback = defaultOf(nodes);
  const choices = enumOf(nodes);
  if (choices.length > 1) return stops.choice(choices);
  const only = choices[0] ?? fallback;
  return stops.next(only === undefined ? '' : yamlScalar(only));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/** What has a meaning in snippets is written with a backslash. */
function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function unescaped(text: string): string {
  return text.replace(/\\([\\$}])/g, '$1');
}
