// Where the editor test finds the checkout and the tools, and where it leaves its screenshots.

import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** test-editor.sh starts us in the checkout. */
export const ROOT = process.cwd();

/** Where vscode-server.sh put VS Code and Node. */
export const CODE = process.env.CHARTROOM_CODE ?? '';

export const CHROMIUM = process.env.CHARTROOM_CHROMIUM ?? '/usr/bin/chromium';

export const SCREENSHOTS = join(ROOT, '.vscode-test-editor');

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'chartroom-editor-'));
}

/** A copy of the charts that scenarios may write to: `fixture` is ours, `data-platform` what `npm start` shows. */
export function copyOfCharts(): string {
  const folder = join(temporaryFolder(), 'charts');
  mkdirSync(SCREENSHOTS, { recursive: true });
  cpSync(join(ROOT, 'test/editor/fixture'), folder, { recursive: true });
  cpSync(join(ROOT, 'examples'), join(folder, 'examples'), { recursive: true });
  return folder;
}
