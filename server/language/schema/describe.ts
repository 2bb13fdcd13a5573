// What schemas say of one value, for readers: Markdown, a short type, and the values that are allowed.

import { asSchema, type JsonSchema } from './json-schema.ts';

/** `string`, `integer or string`, `'Always' | 'Never'`; empty when the schemas leave it open. */
export function typeText(schemas: readonly JsonSchema[]): string {
  const allowed = allowedValues(schemas);
  if (allowed.length > 0 && allowed.length <= 4) return allowed.map(literal).join(' | ');
  return typesOf(schemas).join(' or ');
}

export function typesOf(schemas: readonly JsonSchema[]): string[] {
  const types = schemas.flatMap(({ type }) => (Array.isArray(type) ? type : type === undefined ? [] : [type]));
  const named = [...new Set(types.filter((type): type is string => typeof type === 'string'))];
  if (named.length > 0)
    // Chart.yaml's texts may be any scalar.
    return TEXT.every((type) => named.includes(type)) ? ['string'] : named.filter((type) => type !== 'null');
  return schemas.some((schema) => asSchema(schema['properties'])) ? ['object'] : [];
}

const TEXT = ['string', 'number', 'boolean'];

/** The members of `enum` and `const`, and both booleans where a boolean is wanted. Nothing and empty texts are left out. */
export function allowedValues(schemas: readonly JsonSchema[]): (string | number | boolean)[] {
  const out = new Set<string | number | boolean>();
  for (const schema of schemas) {
    const members = Array.isArray(schema['enum']) ? schema['enum'] : 'const' in schema ? [schema['const']] : [];
    for (const member of members) {
      if (typeof member === 'boolean' || typeof member === 'number' || (typeof member === 'string' && member !== ''))
        out.add(member);
    }
  }
  if (out.size === 0 && typesOf(schemas).includes('boolean')) for (const flag of [true, false]) out.add(flag);
  return [...out];
}

/** Description, type, default, limits; undefined when nothing is said. */
export function schemaMarkdown(schemas: readonly JsonSchema[]): string | undefined {
  const text = descriptionIn(schemas);
  const facts = factsText(schemas);
  const parts = [text, facts].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}

/** The same without the description. */
export function factsText(schemas: readonly JsonSchema[]): string | undefined {
  const facts = factsOf(schemas);
  return facts.length > 0 ? facts.join('  \n') : undefined;
}

/** The first description that one of them gives. */
export function descriptionIn(schemas: readonly JsonSchema[]): string | undefined {
  return schemas.map(descriptionOf).find((description) => description !== undefined);
}

function descriptionOf(schema: JsonSchema): string | undefined {
  return ['markdownDescription', 'description', 'title']
    .map((keyword) => schema[keyword])
    .find((text): text is string => typeof text === 'string' && text.trim() !== '');
}

const LIMITS = ['pattern', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

function factsOf(schemas: readonly JsonSchema[]): string[] {
  const allowed = allowedValues(schemas);
  const types = typesOf(schemas);
  const isFlag = types.length === 1 && types[0] === 'boolean';
  const out: string[] = [];
  if (allowed.length > 0 && !isFlag) out.push(`One of ${allowed.map((one) => code(String(one))).join(', ')}`);
  else if (types.length > 0) out.push(`Type: ${types.map(code).join(' or ')}`);
  const fallback = schemas.find((schema) => 'default' in schema)?.['default'];
  if (fallback !== undefined && fallback !== '') out.push(`Default: ${code(JSON.stringify(fallback))}`);
  for (const limit of LIMITS) {
    const value = schemas.find((schema) => limit in schema)?.[limit];
    if (typeof value === 'string' || typeof value === 'number') out.push(`${limit}: ${code(String(value))}`);
  }
  if (schemas.some((schema) => schema['deprecated'] === true)) out.push('**Deprecated**');
  return out;
}

function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}

/** A scalar as YAML takes it back: quoted when it would be read as something else. */
export function yamlScalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[A-Za-z_./][\w./-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
