// Where the editor test finds the checkout and the tools, and where it leaves its screenshots.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** test-editor.sh starts us in the checkout. */
export const ROOT = process.cwd();

/** Where vscode-server.sh put VS Code and Node. */
export const CODE = process.env.CHARTROOM_CODE ?? '';

export const CHROMIUM = process.env.CHARTROOM_CHROMIUM ?? '/usr/bin/chromium';

export const SCREENSHOTS = join(ROOT, '.vscode-test-editor');

/** Extensions of ours that stand for those of others. */
export const STUBS = join(ROOT, 'test/editor/stubs');

/** The extension that lays out the window of `npm start`. */
export const START = join(ROOT, 'scripts/start');

/** A quiet editor: nothing asks, nothing greets, nothing is saved or closed by itself. */
export const SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.autoClosingBrackets': 'never',
  'editor.minimap.enabled': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'chartroom-editor-'));
}

/** A copy of the charts that scenarios may write to: `fixture` is ours, `data-platform` what `npm start` shows. */
export function copyOfCharts(): string {
  const folder = join(temporaryFolder(), 'charts');
  mkdirSync(SCREENSHOTS, { recursive: true });
  cpSync(join(ROOT, 'test/editor/fixture'), folder, { recursive: true });
  cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(SETTINGS, null, 2));
  return folder;
}

/** What `npm start` opens, to be written to: the folder's own settings, and those that keep the editor quiet. */
export function copyOfExamples(more: object): string {
  const folder = join(temporaryFolder(), 'examples');
  mkdirSync(SCREENSHOTS, { recursive: true });
  cpSync(join(ROOT, 'examples'), folder, { recursive: true });
  const file = join(folder, '.vscode/settings.json');
  const own = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...SETTINGS, ...own, ...more }, null, 2));
  return folder;
}
