// A folder of plain manifests and no chart: problems, hover, completion, whole resources, a Secret decoded when asked.

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SCREENSHOTS, SETTINGS, temporaryFolder } from './places.ts';
import { Failed, type Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

export function copyOfManifests(): string {
  const folder = join(temporaryFolder(), 'manifests');
  mkdirSync(SCREENSHOTS, { recursive: true });
  cpSync(join(ROOT, 'test/editor/plain'), folder, { recursive: true });
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(SETTINGS, null, 2));
  return folder;
}

export function plainScenarios(workbench: Workbench): Scenario[] {
  const { page } = workbench;
  const text = () => workbench.text(0);
  const list = page.locator('.suggest-widget .monaco-list-row');
  const labels = async () => (await list.allTextContents()).join('\n');
  const hovered = async () => (await page.locator('.monaco-hover:visible').allTextContents()).join('\n');
  const squiggles = () => page.locator('.editor-group-container.active .view-overlays [class*="squiggly-"]').count();
  const hover = async () => {
    await page.mouse.move(700, 760);
    await workbench.press('Control+k', 'Control+i');
    await page.locator('.monaco-hover:visible').first().waitFor();
  };
  return [
    {
      name: 'a manifest has problems, other YAML has none',
      run: async () => {
        // Go to File finds nothing before the editor has looked at the folder.
        await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'app.yaml' }).dblclick();
        await page.locator('.tab.active[data-resource-name="app.yaml"]').waitFor();
        await page.locator('.editor-group-container.active .view-line').first().click();
        await workbench.until('the underline', squiggles, (count) => count > 0, 60_000);
        await workbench.goTo(6, 5);
        await hover();
        await workbench.until('the problem', hovered, (shown) => /did you mean "replicas"/.test(shown));
        await workbench.stillScreenshot('plain manifest problem');
        await workbench.press('Escape');
        await workbench.openFile('compose.yaml');
        await page.waitForTimeout(1000);
        if ((await squiggles()) > 0) throw new Failed('a compose file is taken for a manifest');
        await workbench.openFile('app.yaml');
      },
    },
    {
      name: 'hover tells a field, completion writes one with what it demands',
      run: async () => {
        await workbench.goTo(17, 13);
        await hover();
        await workbench.until('the field', hovered, (shown) =>
          /Deployment\.spec\.template\.spec\.containers/.test(shown),
        );
        await workbench.stillScreenshot('plain manifest hover');
        await workbench.press('Escape');
        await workbench.goTo(18, 11);
        await workbench.type('por');
        await workbench.until('the key', labels, (shown) => /ports/.test(shown));
        await workbench.stillScreenshot('plain manifest completion');
        await workbench.press('Enter');
        await workbench.until('what it demands', text, (shown) => /ports:\s*\n\s*- containerPort:/.test(shown));
        await workbench.type('80');
        await workbench.press('Escape');
        await workbench.stillScreenshot('plain manifest ports');
      },
    },
    {
      name: 'a Secret is decoded when somebody asks',
      run: async () => {
        await workbench.goTo(26, 15);
        await hover();
        await workbench.until('the link', hovered, (shown) => /Decode/.test(shown) && !/hello, world/.test(shown));
        await page.locator('.monaco-hover:visible a', { hasText: 'Decode' }).first().click();
        const dialog = page.locator('.monaco-dialog-box');
        await dialog.waitFor();
        const shown = async () => (await dialog.allTextContents()).join('\n');
        await workbench.until('what it says', shown, (one) => /hello, world/.test(one));
        await workbench.stillScreenshot('plain manifest decoded');
        await workbench.press('Escape');
      },
    },
    {
      name: 'a whole resource is written by its kind',
      run: async () => {
        await workbench.goTo(26, 40);
        await workbench.press('Enter');
        await workbench.press('Home');
        await workbench.press('Shift+End');
        await workbench.type('---');
        await workbench.press('Enter');
        await workbench.type('Stat');
        await workbench.until('the kind', labels, (shown) => /StatefulSet/.test(shown));
        await workbench.stillScreenshot('plain manifest resource');
        await workbench.press('Enter');
        await workbench.until(
          'its skeleton',
          text,
          (shown) => /kind: StatefulSet/.test(shown) && /matchLabels/.test(shown),
        );
        await workbench.press('Escape');
        await workbench.stillScreenshot('plain manifest skeleton');
        await workbench.command('File: Revert File');
      },
    },
  ];
}
