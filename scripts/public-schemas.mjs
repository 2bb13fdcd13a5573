// What our schemas say of other people's charts: every error that the API server would not raise is a fault of ours.
//
//   node scripts/public-schemas.mjs FOLDER … [--charts N] [--each N] [--sets N] [--probes N] [--of TEXT] [--part I/N] [--kube VERSION] [--keep FOLDER] [--json FILE]
//
// FOLDER holds checked-out repositories. Each chart is rendered with its own values, and with each values file that lies
// beside them or in ci/; every document is judged by the shipped schemas (dist/schemas.bin) and by CRDs that lie in the chart.
// `--probes`: so many keys named `enabled` are made true besides, one at a time. `--each`: at most that many charts of one maker (the folder below FOLDER). `--keep`: writes what was rendered, for other tools.
// A line: severity, code, chart, values file, template, resource, field, message, and the rendered line.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chartsBelow, roomOf } from './public-rooms.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    charts: { type: 'string', default: '10000' },
    each: { type: 'string', default: '10000' },
    sets: { type: 'string', default: '12' },
    probes: { type: 'string', default: '0' },
    of: { type: 'string', default: '' },
    part: { type: 'string', default: '0/1' },
    kube: { type: 'string', default: '' },
    keep: { type: 'string', default: '' },
    json: { type: 'string', default: '' },
  },
});
const room = await roomOf('public-schemas-room.ts');
const schemas = readFileSync(new URL('../dist/schemas.bin', import.meta.url));
const ask = {
  schemas,
  mostSets: Number(options.sets),
  mostProbes: Number(options.probes),
  kubeVersion: options.kube,
  keep: options.keep !== '',
};

const count = { charts: 0, clean: 0, withError: 0, sets: 0, failedSets: 0, documents: 0, unread: 0, broken: 0 };
const codes = {};
const makers = new Set();
const unknown = new Map();
const all = [];
const kept = [];

for (const { name, path, maker } of chosen()) {
  try {
    take(name, maker, room.schemasSay(path, ask));
  } catch (error) {
    count.broken++;
    console.log(`${name}: ${error.stack}`);
  }
}
if (options.json) writeFileSync(options.json, JSON.stringify({ all, unknown: [...unknown], count, codes }));
if (options.keep) keepAll();
console.log(`\nkinds without a schema: ${unknown.size}`);
for (const [kind, charts] of [...unknown].sort(([, a], [, b]) => b - a)) console.log(`  ${charts} ${kind}`);
console.log(JSON.stringify(codes, null, 1));
console.log(JSON.stringify({ makers: makers.size, ...count }));

/** The charts of this part, in the order of their paths. */
function chosen() {
  const byMaker = new Map();
  const [part, parts] = options.part.split('/').map(Number);
  return positionals
    .map((folder) => resolve(folder))
    .flatMap((folder) => chartsBelow(folder).map((path) => ({ path, name: relative(folder, path) })))
    .filter(({ path }) => path.includes(options.of))
    .map((one) => ({ ...one, maker: one.name.split(/[/+_]/)[0] }))
    .filter(({ maker }) => {
      const seen = (byMaker.get(maker) ?? 0) + 1;
      byMaker.set(maker, seen);
      return seen <= Number(options.each);
    })
    .filter((_, i) => i % parts === part)
    .slice(0, Number(options.charts));
}

function take(name, maker, answer) {
  count.charts++;
  makers.add(maker);
  count.sets += answer.sets;
  count.failedSets += answer.failed;
  count.documents += answer.documents;
  count.unread += answer.unread;
  if (answer.told.length === 0) count.clean++;
  if (answer.told.some(({ severity }) => severity === 'error')) count.withError++;
  for (const kind of answer.unknown) unknown.set(kind, (unknown.get(kind) ?? 0) + 1);
  for (const one of answer.told) {
    codes[`${one.severity} ${one.code}`] = (codes[`${one.severity} ${one.code}`] ?? 0) + 1;
    all.push({ chart: name, ...one });
    const { severity, code, values, template, resource, path, message, line } = one;
    console.log([severity, code, name, values || 'values.yaml', template, resource, path, message, line].join(' | '));
  }
  for (const one of answer.kept) kept.push({ ...one, chart: name });
}

/** One file for each document, and a list of what we said of it. */
function keepAll() {
  if (!existsSync(options.keep)) mkdirSync(options.keep, { recursive: true });
  const part = options.part.split('/')[0];
  const list = kept.map(({ text, errors, chart, where }, i) => {
    const file = `${part}-${i}.yaml`;
    writeFileSync(join(options.keep, file), text);
    return { file, errors, chart, where };
  });
  writeFileSync(join(options.keep, `list-${part}.json`), JSON.stringify(list));
}
