// The chart that the real `helm create` writes, of both majors: opened in the server it shows what the real `helm lint`
// says and nothing else, and the preview of each of its templates shows output or says why there is none.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { PreviewResult } from '#protocol';
import { serve } from '../protocol/node-server.ts';
import { inMemory, Talk } from '../protocol/talk.ts';

const cache = process.env['CHARTROOM_CACHE'] ?? join(homedir(), '.cache/chartroom');
const scratch = mkdtempSync(join(tmpdir(), 'chartroom-created-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const CHART = 'shop';
const MAJORS = ['3', '4'] as const;
type Major = (typeof MAJORS)[number];

function helm(major: Major, cwd: string, ...args: string[]): string {
  const program = join(cache, `helm${major}/helm`);
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run test:helm, which builds it`);
  const env = { ...process.env, HELM_CACHE_HOME: scratch, HELM_CONFIG_HOME: scratch, HELM_DATA_HOME: scratch };
  return spawnSync(program, args, { cwd, env, encoding: 'utf8' }).stdout;
}

let talk: Talk;
afterEach(() => talk.end());

/** The paths of the chart's files, from the folder that holds it. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(join(folder, CHART), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => path.slice(folder.length + 1)).sort();
}

/** What the real helm says of the chart as it lies there: `path: message`. */
function theirs(major: Major): string[] {
  const lines = helm(major, talk.folder, 'lint', CHART).split('\n');
  return lines
    .flatMap((line) => {
      const [, path = '', message = ''] = /^\[\w+\] (\S*): (.*)$/.exec(line) ?? [];
      return message === '' ? [] : [`${CHART}/${path}: ${message}`];
    })
    .sort();
}

/** What the server tells of all files; everything but helm lint's own with its rule. */
async function ours(): Promise<string[]> {
  const told = filesOf(talk.folder).map(async (path) => {
    const lines = await talk.diagnostics(path, () => true, { helmLint: true });
    return lines.map((line) => `${path}: ${line.replace(/^helm-lint: /, '').replace(/ at "(?:[^"\\]|\\.)*"$/, '')}`);
  });
  return (await Promise.all(told)).flat().sort();
}

async function open(by: Major, helmVersion: Major): Promise<void> {
  talk = await Talk.begin('\n-- note.txt --\n\n', () => inMemory(serve), {
    initialization: { settings: { helmVersion } },
    prepare: (folder) => helm(by, folder, 'create', CHART),
  });
  await talk.rendered(() => talk.open(`${CHART}/values.yaml`));
}

describe.each(MAJORS)('written by helm %s', (by) => {
  describe.each(MAJORS)('seen with Helm %s', (major) => {
    test('problems are those of helm lint', async () => {
      await open(by, major);
      const lint = theirs(major);
      expect(lint).toEqual([`${CHART}/Chart.yaml: icon is recommended`]);
      await talk.diagnostics(`${CHART}/Chart.yaml`, (lines) => lines.length > 0, { helmLint: true });
      expect(await ours()).toEqual(lint);
    });

    test('each template shows output, or says why not', async () => {
      await open(by, major);
      // Helpers first: later they show the template that was looked at last.
      const templates = filesOf(talk.folder).filter((path) => path.includes('/templates/'));
      templates.sort((a, b) => Number(b.endsWith('.tpl')) - Number(a.endsWith('.tpl')));
      expect(templates.length).toBeGreaterThan(7);
      const shown: Record<string, string> = {};
      for (const path of templates) {
        const asked = { uri: talk.uri(path), scope: 'file' };
        const { text, errors } = await talk.ask<PreviewResult>('chartroom/preview', asked);
        expect(errors).toEqual([]);
        const isNotes = path.endsWith('NOTES.txt');
        const output = isNotes ? text.trim() : /^kind: \w+/m.exec(text)?.[0];
        shown[path.slice(`${CHART}/templates/`.length)] = (isNotes ? 'notes' : output) ?? text.split('\n')[0] ?? '';
        expect(text.trim()).not.toBe('');
      }
      expect(shown).toMatchObject({
        'NOTES.txt': 'notes',
        '_helpers.tpl': expect.stringMatching(/^kind: /),
        'deployment.yaml': 'kind: Deployment',
        'hpa.yaml': '# hpa.yaml renders nothing, because this condition is false:',
        'httproute.yaml': '# httproute.yaml renders nothing, because this condition is false:',
        'ingress.yaml': '# ingress.yaml renders nothing, because this condition is false:',
        'service.yaml': 'kind: Service',
        'serviceaccount.yaml': 'kind: ServiceAccount',
        'tests/test-connection.yaml': 'kind: Pod',
      });
    });

    test('what helm lint says after a save', async () => {
      await open(by, major);
      const [values, chart] = [`${CHART}/values.yaml`, `${CHART}/Chart.yaml`];
      talk.type(values, 'fullnameOverride: ""', 'fullnameOverride: "Shop_é"');
      talk.save(values);
      for (const path of ['deployment', 'service', 'serviceaccount', 'tests/test-connection'])
        await talk.diagnostics(`${CHART}/templates/${path}.yaml`, (lines) => lines.length > 0, { helmLint: true });
      const named = theirs(major);
      expect(named.length).toBeGreaterThan(4);
      expect(await ours()).toEqual(named);
      talk.open(chart);
      talk.type(chart, 'type: application', 'type: application\nicon: nowhere');
      talk.save(chart);
      await talk.diagnostics(chart, (lines) => lines.some((line) => line.includes('URL')), { helmLint: true });
      expect(await ours()).toEqual(theirs(major));
    });
  });
});
