// Each file of examples/broken that has a fault has just the one finding that is written beside it.
//
// Below the line stands `# ^^^^ rule-id: message`, or `{{/* ^^^^ rule-id: message */}}` where the message has braces of its
// own; for files that know no comments a line `FILE:LINE:COLUMN rule-id: message` in expected.txt, beside Chart.yaml.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { syntaxFindings } from '#language/features/diagnostics.ts';
import { RULES } from '#language/lint/rules/index.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { relativeUri } from '#language/workspace/uri.ts';
import { EXAMPLES, exampleFiles, exampleSnapshot, exampleUri } from '../support/examples.ts';
import { allFindingsOf } from '../support/findings.ts';
import { ALL_HINTS } from '../support/fixture.ts';

/** A label as far as it goes: it cannot mark what stands above its own beginning. */
interface Label {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly start: number;
  /** Missing in expected.txt. */
  readonly length: number | undefined;
  readonly code: string;
  readonly message: string;
  /** Columns before it are out of reach. */
  readonly reach: number;
}

const LABEL = /^((?:#|\{\{\/\*) *)(\^+) ([a-z][a-z-]*): (.*?)( \*\/\}\})?$/;
const BESIDE = /^(\S+):(\d+):(\d+) ([a-z][a-z-]*): (.*)$/;

const files = exampleFiles('broken');
/** All of them charts, but for the folder with values for another one. */
const charts = [...new Set([...files.keys()].flatMap((path) => /^broken\/([^/]+)\//.exec(path)?.[1] ?? []))];

function labelsOf(chart: string): Label[] {
  const folder = `broken/${chart}/`;
  const own = [...files].filter(([path]) => path.startsWith(folder));
  return own.flatMap(([path, text]) => {
    const name = path.slice(folder.length);
    return name === 'expected.txt' ? labelsBeside(text) : labelsIn(name, text);
  });
}

function labelsIn(path: string, text: string): Label[] {
  return text.split('\n').flatMap((line, index) => {
    const match = LABEL.exec(line);
    if (match === null) return [];
    const [, prefix = '', marks = '', code = '', message = ''] = match;
    const reach = prefix.trimEnd().length + 1;
    return { path, line: index, start: prefix.length, length: marks.length, code, message, reach };
  });
}

function labelsBeside(text: string): Label[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, path = '', row, column, code = '', message = ''] = BESIDE.exec(line) ?? [];
      return { path, line: Number(row), start: Number(column) - 1, length: undefined, code, message, reach: 0 };
    });
}

function line({ path, line, start, length, code, message }: Label): string {
  return `${path}:${line}:${start + 1}${length === undefined ? '' : `+${length}`} ${code}: ${message}`;
}

/** The finding as the label in its file would tell it. */
function asLabel(snapshot: Snapshot, chart: string, finding: Finding, labels: readonly Label[]): Label {
  const { uri, span, code, message } = finding;
  const path = relativeUri(exampleUri(`broken/${chart}`), uri) ?? uri;
  const { line, character } = positionAt(lineIndex(fileAt(snapshot, uri)?.text ?? ''), span.start);
  const label = labels.find((one) => one.path === path);
  const start = Math.max(character, label?.reach ?? 2);
  const length = Math.max(1, span.end - span.start - (start - character));
  const hasLength = label === undefined || label.length !== undefined;
  const told = { path, line: line + 1, start, length: hasLength ? length : undefined, code };
  return { ...told, message: message.split('\n')[0] as string, reach: 0 };
}

function findings(chart: string, majors: '3' | '4' = '4') {
  const own = new Map([...files].filter(([path]) => path.startsWith(`broken/${chart}/`)));
  const snapshot = exampleSnapshot(own, { helmVersion: majors, hints: ALL_HINTS });
  const isChart = own.has(`broken/${chart}/Chart.yaml`);
  const ofFiles = () => [...snapshot.files.keys()].flatMap((uri) => syntaxFindings(snapshot, uri));
  return { snapshot, found: isChart ? allFindingsOf(snapshot, exampleUri(`broken/${chart}`)) : ofFiles() };
}

describe.each(charts)('%s', (chart) => {
  test('has the findings that it is labelled with, and no other', () => {
    const { snapshot, found } = findings(chart);
    const labels = labelsOf(chart);
    expect(found.map((finding) => line(asLabel(snapshot, chart, finding, labels))).sort()).toEqual(
      labels.map(line).sort(),
    );
  });

  test('has one fault in a file', () => {
    const paths = labelsOf(chart).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(0);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

test('every template of the charts for templates has its fault', () => {
  for (const chart of ['syntax', 'rendering', 'output']) {
    const folder = `broken/${chart}/templates/`;
    const names = [...files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
    const labelled = labelsOf(chart).map(({ path }) => path.slice('templates/'.length));
    expect(names.filter((name) => !name.startsWith('_') && !labelled.includes(name))).toEqual([]);
  }
});

// Rules about manifests have their faults in their own pages, and are judged there.
test('every other rule has a fault here', () => {
  const seen = new Set(charts.flatMap((chart) => labelsOf(chart).map(({ code }) => code)));
  const here = RULES.filter(({ scope }) => scope !== 'manifest');
  expect(here.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
});

test('Helm 3 finds nothing that Helm 4 does not, and no other place', () => {
  const places = (chart: string, major: '3' | '4') =>
    findings(chart, major).found.map(({ uri, span, code }) => `${uri}:${span.start} ${code}`);
  for (const chart of charts) {
    const inFour = places(chart, '4');
    expect(places(chart, '3').filter((place) => !inFour.includes(place))).toEqual([]);
  }
});

test('README names every chart', () => {
  const readme = readFileSync(join(EXAMPLES, 'broken/README.md'), 'utf8');
  expect(charts.filter((chart) => !readme.includes(`\`${chart}/\``))).toEqual([]);
});
