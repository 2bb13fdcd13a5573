// Compares decodeStruct, readHead, readYaml and splitDocuments with the libraries that Helm uses.
//
// Not part of the normal tests, since it needs a judge, built from yaml-judge/ beside this file:
//
//     cd test/helm/yaml-judge && cp .../engine-judge/v4/go.{mod,sum} . && go build -o ~/.cache/chartroom/yaml-judge .
//     npx esbuild test/helm/yaml-decode-differential.mts --bundle --platform=node --format=esm --outfile=/tmp/yaml-decode.mjs
//     node /tmp/yaml-decode.mjs [rounds=5] [seed=1]

import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import process from 'node:process';
import { fromBytes, toBytes } from '#engine/text/bytes.ts';
import { GoError } from '#engine/values/errors.ts';
import { GoMap, GoSlice, type Value } from '#engine/values/value.ts';
import { type Decoded, decodeStruct, type StructShape } from '#engine/yaml/decode.ts';
import { readHead } from '#engine/yaml/decode-head.ts';
import { splitDocuments } from '#engine/yaml/documents.ts';
import { readYaml } from '#engine/yaml/read.ts';
import { block, makeText, mutate, pick, random, seed } from './yaml-texts.mts';

const JUDGE = process.env['CHARTROOM_YAML_JUDGE'] ?? `${homedir()}/.cache/chartroom/yaml-judge`;
const PER_ROUND = 2000;

type Op = 'head' | 'chart' | 'strict' | 'any' | 'docs';

const MAINTAINER: StructShape = {
  type: 'v2.Maintainer',
  name: 'Maintainer',
  pointer: true,
  fields: { name: 'string', email: 'string', url: 'string' },
};
const DEPENDENCY: StructShape = {
  type: 'v2.Dependency',
  name: 'Dependency',
  pointer: true,
  fields: {
    name: 'string',
    version: 'string',
    repository: 'string',
    condition: 'string',
    tags: { list: 'string' },
    enabled: 'bool',
    'import-values': { list: 'any' },
    alias: 'string',
  },
};
const METADATA: StructShape = {
  type: 'v2.Metadata',
  name: 'Metadata',
  fields: {
    name: 'string',
    home: 'string',
    sources: { list: 'string' },
    version: 'string',
    description: 'string',
    keywords: { list: 'string' },
    maintainers: { list: MAINTAINER },
    icon: 'string',
    apiVersion: 'string',
    condition: 'string',
    tags: 'string',
    appVersion: 'string',
    deprecated: 'bool',
    annotations: { map: 'string' },
    kubeVersion: 'string',
    dependencies: { list: DEPENDENCY },
    type: 'string',
  },
};

function ours(op: Op, text: string): { out?: unknown; err?: string } {
  try {
    switch (op) {
      case 'head': {
        const { apiVersion, kind, name, annotations, hasMetadata } = readHead(text, 'util');
        const metadata = hasMetadata
          ? { name, annotations: annotations && Object.fromEntries(annotations) }
          : undefined;
        return { out: { apiVersion, kind: kind || undefined, metadata } };
      }
      case 'any':
        return { out: plain(readYaml(text)) };
      case 'docs': {
        const { documents, error } = splitDocuments(text);
        return {
          out: documents.map((d) => lines(text.slice(d.span.start, d.span.end))),
          ...(error ? { err: error.message } : {}),
        };
      }
      default:
        return { out: prune(plain(decodeStruct(text, METADATA, { strict: op === 'strict' })), METADATA) };
    }
  } catch (error) {
    if (!(error instanceof GoError)) return { err: `CRASH ${(error as Error).stack}` };
    return { err: error.message };
  }
}

/** Go's reader hands on lines, each ended by LF. */
function lines(text: string): string {
  const plain = text.replaceAll('\r\n', '\n');
  return plain.endsWith('\n') ? plain : `${plain}\n`;
}

function plain(value: Decoded): unknown {
  if (value instanceof GoMap) return plain(value.entries as Map<string, Value>);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, child]) => [key, plain(child)]));
  if (value instanceof GoSlice) return value.items().map(plain);
  if (Array.isArray(value)) return value.map(plain);
  return Object.is(value, -0) ? 0 : value;
}

/** Drops what omitempty drops. */
function prune(value: unknown, shape: StructShape): unknown {
  const out: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value as Record<string, unknown>)) {
    const isEmpty =
      child === null ||
      child === '' ||
      child === false ||
      (typeof child === 'object' && Object.keys(child).length === 0);
    if (isEmpty && !(shape === DEPENDENCY && (key === 'name' || key === 'repository'))) continue;
    const field = shape.fields[key];
    const element = typeof field === 'object' && 'list' in field ? field.list : undefined;
    const isStructs = typeof element === 'object' && 'fields' in element;
    out[key] = isStructs ? (child as unknown[]).map((x) => (x === null ? null : prune(x, element))) : child;
  }
  if (shape === DEPENDENCY) for (const key of ['name', 'repository']) out[key] ??= '';
  return out;
}

const SCALARS = [
  'x',
  '1',
  '1.10',
  'true',
  '~',
  '"q"',
  '[a]',
  '{a: 1}',
  '',
  '1e300',
  '.nan',
  '.inf',
  '0x10',
  '12345678901234567890',
  '!!str 1',
  '[1, 2.5, yes, ~]',
  '{a: [1]}',
  '&x y',
  '*x',
  '2001-01-01',
];
const KEYS = [
  ...Object.keys(METADATA.fields),
  ...Object.keys(DEPENDENCY.fields),
  'Name',
  'KIND',
  'kind',
  'metadata',
  'Annotations',
  'unknown',
  '1',
  '~',
  '<<',
];

function chartText(): string {
  const lines: string[] = [];
  for (let n = 1 + random(6); n > 0; n--) {
    const key = pick(KEYS);
    const style = random(6);
    if (style === 0) lines.push(`${key}:`, ...pairs('  '));
    else if (style === 1) lines.push(`${key}:`, ...pairs('- ', '  '), ...(random(2) ? pairs('- ', '  ') : []));
    else lines.push(`${key}: ${pick(SCALARS)}`);
  }
  return lines.join('\n');
}

function pairs(first: string, rest = first): string[] {
  const lines = [`${first}${pick(KEYS)}: ${pick(SCALARS)}`];
  for (let n = random(3); n > 0; n--) lines.push(`${rest}${pick(KEYS)}: ${pick(SCALARS)}`);
  return lines;
}

function headText(): string {
  const lines = [];
  for (let n = random(4); n > 0; n--)
    lines.push(`${pick(['kind', 'apiVersion', 'Kind', 'spec', 'data'])}: ${pick(SCALARS)}`);
  if (random(3))
    lines.push(`${pick(['metadata', 'metadata', 'metadata', 'Metadata'])}:${random(5) ? '' : ` ${pick(SCALARS)}`}`);
  for (let n = random(3); n > 0; n--) lines.push(`  ${pick(['name', 'Name', 'labels'])}: ${pick(SCALARS)}`);
  if (random(2)) lines.push('  annotations:', ...pairs('    '));
  return lines.join('\n');
}

function streamText(): string {
  const parts = [];
  for (let n = 1 + random(8); n > 0; n--)
    parts.push(
      pick(['---', '--- # c', '---\t', '--- x', '----', ' ---', 'a: 1', '', '\r', '# c', '---\u0085', '---\ufeff']),
    );
  return parts.join(pick(['\n', '\n', '\r\n'])) + pick(['', '\n']);
}

function anyText(): string {
  const text = makeText();
  if (random(4) > 0) return random(2) ? `${text}\n${block(0, 2)}` : text;
  // Bytes that are no UTF-8, UTF-16 input, and long texts whose end is bad.
  const bytes = toBytes(`${'# padding line of some length\n'.repeat(random(60))}${mutate(text)}`);
  for (let n = random(3); n > 0; n--) bytes[random(bytes.length)] = random(256);
  if (random(3) > 0) return fromBytes(bytes);
  const wide = text.toWellFormed();
  const out = [random(2) ? 0xff : 0xfe];
  out.push(out[0] === 0xff ? 0xfe : 0xff);
  for (let i = 0; i < wide.length; i++) {
    const unit = wide.charCodeAt(i);
    out.push(...(out[0] === 0xff ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]));
  }
  if (random(4) === 0) out.pop();
  return fromBytes(Uint8Array.from(out));
}

function make(): { op: Op; text: string } {
  const op = pick<Op>(['head', 'head', 'chart', 'strict', 'any', 'docs']);
  if (op === 'docs') return { op, text: streamText() };
  if (op === 'any') return { op, text: anyText() };
  const text = random(4) === 0 ? makeText() : op === 'head' ? headText() : chartText();
  return { op, text: random(6) === 0 ? mutate(text) : text };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child) =>
    child !== null && typeof child === 'object' && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
}

function main(): void {
  seed(Number(process.argv[3] ?? 1));
  const rounds = Number(process.argv[2] ?? 5);
  let bad = 0;
  for (let round = 0; round < rounds; round++) {
    const items = Array.from({ length: PER_ROUND }, make).map((item) => ({
      ...item,
      text: fromBytes(toBytes(item.text)),
    }));
    const input = JSON.stringify(
      items.map(({ op, text }) => ({ op, text: Buffer.from(toBytes(text)).toString('base64') })),
    );
    const verdicts = JSON.parse(execFileSync(JUDGE, { input, maxBuffer: 1 << 30 }).toString()) as {
      out?: unknown;
      err?: string;
    }[];
    items.forEach(({ op, text }, i) => {
      const theirs = verdicts[i] ?? {};
      if (op === 'docs') theirs.out ??= [];
      const mine = ours(op, text);
      if ('out' in theirs && theirs.out === undefined) theirs.out = null;
      const same = canonical(theirs) === canonical(mine);
      const odd = 'unsupported map key of type';
      if (same || (theirs.err?.includes(odd) && mine.err?.includes(odd)) || bad++ >= 15) return;
      console.log(`--- ${op} ${JSON.stringify(text)}\n  helm ${canonical(theirs)}\n  ours ${canonical(mine)}`);
    });
  }
  console.log(`${rounds * PER_ROUND} texts, ${bad} differences`);
  process.exitCode = bad > 0 ? 1 : 0;
}

main();
