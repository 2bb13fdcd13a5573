// The tab of a preview: it marks what is not saved, follows the active template, can be locked, and survives a reload.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

const REPLICAS = 8;

export function previewTabScenarios(workbench: Workbench, folder: string): Scenario[] {
  const { page } = workbench;
  const preview = () => workbench.text(1);
  const tabs = async () => (await previewTabs(workbench)).join();
  const shows = (what: string, limit?: number) => workbench.until('the tabs', tabs, (names) => names === what, limit);
  return [
    {
      name: 'lines that changed since the last save are marked in the preview',
      run: async () => {
        await workbench.command('View: Close All Editors');
        await workbench.openFile('shop/templates/deployment.yaml');
        await workbench.command('Chartroom: Open Preview to the Side');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'), 15_000);
        const changed = () => workbench.changedLines(1);
        await workbench.until('no marks', changed, (lines) => lines.length === 0);
        await workbench.restore(REPLICAS, '  replicas: 5');
        await workbench.until('the mark', changed, (lines) => lines.join() === '  replicas: 5');
        await workbench.screenshot('desktop changed line');
        const settings = join(folder, '.vscode/settings.json');
        const usual = readFileSync(settings, 'utf8');
        const light = { ...JSON.parse(usual), 'workbench.colorTheme': 'Default Light Modern' };
        writeFileSync(settings, JSON.stringify(light));
        await page.waitForSelector('.monaco-workbench.vs');
        await page.waitForTimeout(500);
        await workbench.screenshot('desktop changed line light');
        writeFileSync(settings, usual);
        await page.waitForSelector('.monaco-workbench.vs-dark');
        await workbench.press('Control+s');
        await workbench.until('no marks', changed, (lines) => lines.length === 0);
        await workbench.restore(REPLICAS, '  replicas: {{ .Values.replicaCount }}');
        await workbench.press('Control+s');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'));
      },
    },
    {
      name: 'the preview follows the active template, and keeps the last one for any other file of the chart',
      run: async () => {
        await workbench.openFile('shop/templates/service.yaml');
        await shows('service.yaml (rendered)');
        await workbench.until('the preview', preview, (text) => /kind:.Service/.test(text));
        for (const other of ['shop/values.yaml', 'shop/templates/_helpers.tpl', 'shop/Chart.yaml']) {
          await workbench.openFile(other);
          await page.waitForTimeout(500);
          await shows('service.yaml (rendered)', 0);
        }
        await workbench.screenshot('desktop follow');
      },
    },
    {
      name: 'a locked preview stays, and an unlocked one follows again',
      run: async () => {
        await workbench.command('Chartroom: Lock Preview to Its Template');
        await workbench.openFile('shop/templates/deployment.yaml');
        await page.waitForTimeout(700);
        await shows('service.yaml (rendered)', 0);
        await workbench.screenshot('desktop locked');
        await workbench.command('Chartroom: Let Preview Follow the Active Template');
        await workbench.openFile('shop/templates/_helpers.tpl');
        await workbench.openFile('shop/templates/deployment.yaml');
        await shows('deployment.yaml (rendered)');
      },
    },
    {
      name: 'a reload of the window brings the preview back, and it follows on',
      run: async () => {
        // VS Code's own command stores what is open; the browser's reload finds what was stored a while ago.
        const loaded = page.waitForEvent('load', { timeout: 60_000 });
        await workbench.command('Developer: Reload Window').catch(() => {});
        await loaded;
        await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'), 60_000);
        await shows('deployment.yaml (rendered)');
        await workbench.screenshot('desktop reloaded');
        await workbench.openFile('shop/templates/service.yaml');
        await shows('service.yaml (rendered)');
      },
    },
  ];
}

async function previewTabs({ page }: Workbench): Promise<string[]> {
  const names = await page
    .locator('.tab')
    .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('data-resource-name') ?? ''));
  return names.filter((name) => name.endsWith(' (rendered)'));
}
