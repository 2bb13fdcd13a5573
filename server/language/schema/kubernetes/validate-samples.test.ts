// Samples with every field that Kubernetes has, made from its schemas: they pass, and what is made wrong in them is found where it stands.

import { describe, expect, test } from 'vitest';
import { readTree } from '#engine/yaml/read-tree.ts';
import { pool } from '../../../../test/support/pool.ts';
import { behind, type SchemaNode } from './schema-node.ts';
import type { FoundSchema } from './schema-store.ts';
import { validateBySchema } from './validate.ts';
import { isTakenWithout } from './validate-required.ts';

const KUBERNETES = '1.36';

type Wrong = 'nothing' | 'type' | 'unknown' | 'required' | 'enum';

/** What is to be found: the text at a place, which is a key or a value. */
interface Expected {
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** Writes one sample; each definition is written out once over all kinds, so that all of them together stay small. */
class Sample {
  text = '';
  readonly expected: Expected[] = [];
  private readonly path: (string | number)[] = [];
  private readonly kind: string;
  private readonly wrong: Wrong;
  private readonly written: Set<SchemaNode>;

  constructor(kind: string, wrong: Wrong, written: Set<SchemaNode>) {
    this.kind = kind;
    this.wrong = wrong;
    this.written = written;
  }

  /** The fields of an object, one a line. `holder` is the key above. */
  object(schema: SchemaNode, indent: string, holder: Expected | undefined, fixed: Record<string, string> = {}): void {
    const { properties = {}, required = [], additionalProperties } = schema;
    const isNew = !this.written.has(schema);
    this.written.add(schema);
    const judgesRequired = this.path[0] !== 'status' && this.path.length > 0;
    const missing: string[] = [];
    const start = this.text.length + indent.length;
    for (const [name, child] of Object.entries(properties)) {
      const isRequired = required.includes(name);
      if (!isNew && !isRequired && fixed[name] === undefined) continue;
      if (this.wrong === 'required' && isRequired && judgesRequired) {
        if (!isTakenWithout(this.kind, this.path, name)) missing.push(name);
        continue;
      }
      this.field(name, child, indent, fixed[name]);
    }
    this.lacks(missing, holder, start);
    if (typeof additionalProperties === 'object') this.field('any/key', additionalProperties, indent);
    const takesAny = additionalProperties !== undefined || schema.preservesUnknown === true;
    if (this.wrong === 'unknown' && schema.properties !== undefined && !takesAny) {
      this.text += indent;
      this.mark('zzzzzzzzzzzz', 'zzzzzzzzzzzz');
      this.text += ': 1\n';
    }
  }

  /** An item has no key: what it lacks is told at its first one. */
  private lacks(missing: readonly string[], holder: Expected | undefined, start: number): void {
    const first = /^[^:]+/.exec(this.text.slice(start))?.[0];
    const item = first === undefined ? undefined : { start, end: start + first.length, path: '' };
    const place = holder ?? item;
    if (place !== undefined)
      this.expected.push(...missing.map((name) => ({ ...place, path: `${place.path}.${name}` })));
  }

  private field(name: string, child: SchemaNode, indent: string, fixed?: string): void {
    this.path.push(name);
    this.text += indent;
    const start = this.text.length;
    this.text += name;
    const holder = { start, end: this.text.length, path: name };
    this.text += ':';
    if (fixed === undefined) this.value(behind(child), indent, holder);
    else this.text += ` ${fixed}\n`;
    this.path.pop();
  }

  private value(schema: SchemaNode, indent: string, holder: Expected): void {
    const isLarge = this.path.length > 30;
    if (schema.type === 'object' && (schema.properties ?? schema.additionalProperties) !== undefined && !isLarge) {
      const before = this.text.length;
      this.text += '\n';
      this.object(schema, `${indent}  `, holder);
      if (this.text.length === before + 1) this.text = `${this.text.slice(0, -1)} {}\n`;
    } else if (schema.type === 'array' && schema.items !== undefined && !isLarge) {
      this.list(behind(schema.items), indent);
    } else {
      this.text += ' ';
      this.scalar(schema);
      this.text += '\n';
    }
  }

  private list(items: SchemaNode, indent: string): void {
    this.path.push(0);
    const place = this.text.length;
    if (items.type === 'object' && items.properties !== undefined) {
      this.text += `\n${indent}- \n`;
      const body = this.text.length;
      this.object(items, `${indent}  `, undefined);
      if (this.text.length === body) this.text = `${this.text.slice(0, place)} []\n`;
    } else if (items.type === 'array' || items.type === 'object') {
      this.text += ' []\n';
    } else {
      this.text += `\n${indent}- `;
      this.scalar(items);
      this.text += '\n';
    }
    this.path.pop();
  }

  private scalar(schema: SchemaNode): void {
    const isTyped = schema.type !== undefined || schema.format === 'int-or-string' || schema.format === 'quantity';
    const isFixed = this.path.length === 1 && this.path[0] !== 'status';
    if (this.wrong === 'type' && isTyped && !isFixed) this.mark(wrongValue(schema), this.path.join('.'));
    else if (this.wrong === 'enum' && schema.enum !== undefined && this.path[0] !== 'status') this.mark('zzz', '');
    else this.text += rightValue(schema);
  }

  private mark(text: string, path: string): void {
    this.expected.push({ start: this.text.length, end: this.text.length + text.length, path });
    this.text += text;
  }
}

function rightValue({ type, format, enum: words, anyOf }: SchemaNode): string {
  if (anyOf?.[0] !== undefined) return rightValue(behind(anyOf[0]));
  if (words !== undefined) return JSON.stringify(words.find((word) => word !== ''));
  if (format === 'quantity') return '1.5Gi';
  if (format === 'int-or-string') return '25%';
  if (format === 'byte') return 'YWJj';
  if (format === 'date-time') return '"2026-01-31T12:00:00Z"';
  if (type === 'integer') return '5';
  if (type === 'number') return '1.5';
  if (type === 'boolean') return 'yes';
  return type === 'object' ? '{}' : type === 'array' ? '[]' : 'text';
}

function wrongValue({ type, format }: SchemaNode): string {
  if (format === 'quantity') return 'x1';
  if (format === 'int-or-string') return '1.5';
  if (type === 'string') return 'yes';
  return type === 'boolean' ? '"true"' : type === 'integer' ? '5.5' : 'text';
}

/** All samples of a version with one thing wrong all over. */
function samples(wrong: Wrong, kubernetes = KUBERNETES): { found: FoundSchema; sample: Sample }[] {
  const written = new Set<SchemaNode>();
  return pool()
    .kinds(kubernetes)
    .flatMap((gvk) => {
      const found = pool().find(gvk, kubernetes);
      if (found?.source.kind !== 'kubernetes') return [];
      const apiVersion = gvk.group === '' ? gvk.version : `${gvk.group}/${gvk.version}`;
      const sample = new Sample(gvk.kind, wrong, written);
      sample.object(behind(found.schema), '', undefined, { apiVersion, kind: gvk.kind });
      return [{ found, sample }];
    });
}

function findingsOf({ text }: Sample, found: FoundSchema, kubernetes = KUBERNETES) {
  const { root, error } = readTree(text);
  if (root === null || error !== undefined) throw new Error(`no sample: ${error?.text}\n${text}`);
  return validateBySchema(root, found, { kubernetes });
}

describe('samples with every field', () => {
  test.each(['1.36', '1.33', '1.30'])('of Kubernetes %s pass', (version) => {
    const all = samples('nothing', version);
    expect(all.length).toBeGreaterThan(60);
    expect(all.flatMap(({ found, sample }) => findingsOf(sample, found, version).map((one) => one.message))).toEqual(
      [],
    );
  });

  test.each([
    ['type', 'manifest-type', 1500],
    ['unknown', 'manifest-unknown-field', 500],
    ['required', 'manifest-required', 200],
    ['enum', 'manifest-enum', 60],
  ] as const)('what is wrong in them is found: %s', (wrong, code, least) => {
    let count = 0;
    for (const { found, sample } of samples(wrong)) {
      const told = findingsOf(sample, found)
        .filter((one) => one.code === code || (wrong === 'type' && one.code === 'manifest-format'))
        .map(({ span, message }) => `${span.start}-${span.end} ${sample.text.slice(span.start, span.end)} ${message}`);
      const places = told.map((one) => one.split(' ')[0]);
      const missed = sample.expected.filter(({ start, end }) => !places.includes(`${start}-${end}`));
      const extra = told.filter((one) => !sample.expected.some(({ start, end }) => one.startsWith(`${start}-${end} `)));
      expect({ kind: found.gvk, missed: missed.map(({ path }) => path), extra }).toEqual({
        kind: found.gvk,
        missed: [],
        extra: [],
      });
      count += sample.expected.length;
    }
    expect(count).toBeGreaterThan(least);
  });
});
