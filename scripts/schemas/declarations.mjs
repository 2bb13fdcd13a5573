// Reads generated .d.ts files: the properties of their first interface or class, with types as schemas and JSDoc as text.

import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * @typedef {Record<string, unknown>} Schema
 * @typedef {{ name: string, isOptional: boolean, schema: Schema, description: string | undefined }} Property
 * @typedef {{ name: string, description: string | undefined, isTyped: boolean, properties: Property[] | undefined, schema: Schema }} Declaration
 */

/**
 * The first interface, class or type of a file. References are `{$ref: name}` with the name as written in the file.
 * `isTyped`: it extends TypeMeta, so it is an object of a kind.
 * @param {string} path
 * @returns {Declaration | undefined}
 */
export function readDeclaration(path) {
  return readDeclarations(path)[0];
}

/**
 * All interfaces, classes and types of a file, in its order.
 * @param {string} path
 * @returns {Declaration[]}
 */
export function readDeclarations(path) {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  return source.statements.flatMap((statement) => declarationOf(statement, text) ?? []);
}

function declarationOf(statement, text) {
  const isMembers = ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement);
  if (!isMembers && !ts.isTypeAliasDeclaration(statement)) return undefined;
  const description = commentOf(statement, text);
  const name = statement.name.text;
  if (!isMembers) {
    return { name, description, isTyped: false, properties: undefined, schema: schemaOf(statement.type, text) };
  }
  const isTyped = (statement.heritageClauses ?? []).some((clause) =>
    clause.types.some((type) => type.expression.text === 'TypeMeta'),
  );
  const properties = propertiesOf(statement.members, text);
  return { name, description, isTyped, properties, schema: objectOf(statement.members, text) };
}

function propertiesOf(members, text) {
  return members.flatMap((member) => {
    const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
    if (!isProperty || member.type === undefined || isStatic(member)) return [];
    const { text: name } = member.name;
    const isOptional = member.questionToken !== undefined;
    return [{ name, isOptional, schema: schemaOf(member.type, text), description: commentOf(member, text) }];
  });
}

function isStatic(member) {
  return (member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
}

/** An object with members: named properties, or values of any key. */
function objectOf(members, text) {
  const out = { type: 'object' };
  const properties = propertiesOf(members, text);
  const index = members.find((member) => ts.isIndexSignatureDeclaration(member));
  if (index !== undefined) {
    const values = schemaOf(index.type, text);
    out.additionalProperties = Object.keys(values).length === 0 ? true : values;
  }
  if (properties.length > 0) {
    out.properties = Object.fromEntries(
      properties.map(({ name, schema, description }) => [name, description ? { ...schema, description } : schema]),
    );
    const required = properties.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
    if (required.length > 0) out.required = required;
  }
  return out;
}

const KEYWORDS = new Map([
  [ts.SyntaxKind.StringKeyword, { type: 'string' }],
  [ts.SyntaxKind.NumberKeyword, { type: 'number' }],
  [ts.SyntaxKind.BooleanKeyword, { type: 'boolean' }],
]);

/** A type as a schema; what is not known is `{}`, which demands nothing. */
function schemaOf(type, text) {
  const keyword = KEYWORDS.get(type.kind);
  if (keyword !== undefined) return { ...keyword };
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type, text);
  if (ts.isTypeLiteralNode(type)) return objectOf(type.members, text);
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: schemaOf(type.elementType, text) };
  if (ts.isUnionTypeNode(type)) return unionOf(type.types, text);
  if (ts.isLiteralTypeNode(type)) return literalOf(type.literal);
  if (!ts.isTypeReferenceNode(type)) return {};
  const name = type.typeName.text;
  if (name === 'Array') return { type: 'array', items: schemaOf(type.typeArguments[0], text) };
  if (name === 'Date') return { type: 'string', format: 'date-time' };
  return { $ref: name };
}

function literalOf(literal) {
  if (ts.isStringLiteral(literal)) return { type: 'string', enum: [literal.text] };
  if (ts.isNumericLiteral(literal)) return { type: 'number', enum: [Number(literal.text)] };
  return {};
}

function unionOf(types, text) {
  const all = types.map((type) => schemaOf(type, text));
  const kinds = new Set(all.map(({ type }) => type));
  if (all.every((one) => one.enum !== undefined) && kinds.size === 1) {
    return { type: all[0].type, enum: all.flatMap((one) => one.enum) };
  }
  const isText = all.length === 2 && kinds.has('string') && kinds.has('number');
  return isText && all.every((one) => one.enum === undefined) ? { format: 'int-or-string' } : {};
}

/** The JSDoc right before a node, without its stars and escapes. */
function commentOf(node, text) {
  const last = (ts.getLeadingCommentRanges(text, node.pos) ?? []).at(-1);
  if (last === undefined || !text.startsWith('/**', last.pos)) return undefined;
  const lines = text.slice(last.pos + 3, last.end - 2).split('\n');
  const plain = lines
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim();
  return plain.replace(/\\(['"*\\])/g, '$1').replaceAll('* /', '*/') || undefined;
}
