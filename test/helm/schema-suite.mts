// Runs our judge of values.schema.json over a folder laid out like the JSON-Schema-Test-Suite.
//
//   git clone https://github.com/json-schema-org/JSON-Schema-Test-Suite /tmp/suite
//   npx esbuild test/helm/schema-suite.mts --bundle --platform=node --format=esm --outfile=/tmp/schema-suite.mjs
//   node /tmp/schema-suite.mjs /tmp/suite [part of a path]
//
// The folder holds tests/DRAFT/**.json and remotes/, which are served at http://localhost:1234/. Every draft that Helm's
// library knows is tried; a schema without $schema gets that of its folder, since Helm has no other way to choose one.
// Helm asserts formats up to draft 7 only and the content keywords never, so those tests are expected to hold there.
// Prints each test that came out differently and ends with 1 if there is any.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { judgeCauses } from '../../server/engine/schema/judge.ts';
import { jsonDecode } from '../../server/engine/yaml/json-decode.ts';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const DRAFTS: readonly (readonly [folder: string, url: string])[] = [
  ['draft4', 'http://json-schema.org/draft-04/schema#'],
  ['draft6', 'http://json-schema.org/draft-06/schema#'],
  ['draft7', 'http://json-schema.org/draft-07/schema#'],
  ['draft2019-09', 'https://json-schema.org/draft/2019-09/schema'],
  ['draft2020-12', 'https://json-schema.org/draft/2020-12/schema'],
];

/** The library leaves these out of its own tests: Go's regular expressions are others, IDN it does not know. */
const LEFT_OUT = /(?:ecmascript-regex|zeroTerminatedFloats|idn-email|idn-hostname)\.json$/;
const UNASSERTED = /(?:2019-09|2020-12)\/optional\/format\/|\/content(?:Schema)?\.json$/;

const [root = '.', part = ''] = process.argv.slice(2);
const remotes = join(root, 'remotes');
let tried = 0;
let different = 0;

for (const [folder, url] of DRAFTS) {
  for (const file of jsonFiles(join(root, 'tests', folder))) {
    const path = relative(root, file);
    if (path.includes(part) && !LEFT_OUT.test(path)) runFile(path, url);
  }
}
console.log(`${tried} tests, ${different} differ`);
process.exitCode = different > 0 ? 1 : 0;

function runFile(path: string, url: string): void {
  for (const group of JSON.parse(readFileSync(join(root, path), 'utf8')) as Group[]) {
    const schema = JSON.stringify(withDraft(group.schema, url));
    for (const { description, data, valid } of group.tests) {
      tried++;
      const { causes, schemaProblem } = judgeCauses(schema, jsonDecode(JSON.stringify(data)), { load });
      const wanted = valid || UNASSERTED.test(path);
      if (schemaProblem === undefined && (causes.length === 0) === wanted) continue;
      different++;
      const found = schemaProblem ?? (causes.length === 0 ? 'valid' : 'not valid');
      console.log(
        `${path}: ${group.description}: ${description}\n  wanted ${wanted ? 'valid' : 'not valid'}, got ${found}`,
      );
    }
  }
}

function withDraft(schema: unknown, url: string): unknown {
  if (typeof schema !== 'object' || schema === null || '$schema' in schema) return schema;
  return { $schema: url, ...schema };
}

function load(url: string): string | undefined {
  const at = 'http://localhost:1234/';
  if (!url.startsWith(at)) return undefined;
  try {
    return readFileSync(join(remotes, decodeURIComponent(url.slice(at.length))), 'utf8');
  } catch {
    return undefined;
  }
}

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}
