// What a chart renders is judged while it is written: a wrong field inside an included helper, and a value that is no number.

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SCREENSHOTS, SETTINGS, temporaryFolder } from './places.ts';
import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

/** A copy of the chart that the scenarios change. */
export function copyOfWarehouse(): string {
  const folder = join(temporaryFolder(), 'charts');
  mkdirSync(SCREENSHOTS, { recursive: true });
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  cpSync(join(ROOT, 'test/editor/manifests'), join(folder, 'warehouse'), { recursive: true });
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(SETTINGS, null, 2));
  return folder;
}

export function manifestScenarios(workbench: Workbench): Scenario[] {
  const { page } = workbench;
  const text = () => workbench.text(0);
  const squiggles = (kind: 'warning' | 'error') => () =>
    page.locator(`.editor-group-container.active .view-overlays .squiggly-${kind}`).count();
  const hovered = async () => (await page.locator('.monaco-hover:visible').allTextContents()).join('\n');
  const hover = async () => {
    await page.mouse.move(700, 760);
    await workbench.press('Control+k', 'Control+i');
    await page.locator('.monaco-hover:visible').first().waitFor();
  };
  const isSome = (count: number) => count > 0;
  return [
    {
      name: 'a wrong field inside an included helper is underlined there, with what was meant as a fix',
      run: async () => {
        await workbench.openFile('warehouse/templates/_helpers.tpl');
        await workbench.until('the underline', squiggles('warning'), isSome, 30_000);
        await workbench.goTo(7, 4);
        await hover();
        await workbench.until('the finding', hovered, (shown) => /did you mean "imagePullPolicy"/.test(shown));
        await workbench.stillScreenshot('manifests wrong field in a helper');
        await workbench.press('Escape');
        await workbench.press('Control+.');
        const menu = page.locator('.action-widget .monaco-list-row');
        const titles = async () => (await menu.allTextContents()).join('\n');
        await workbench.until('the fixes', titles, (shown) => /Change to/.test(shown) && /Disable/.test(shown));
        await workbench.stillScreenshot('manifests fixes');
        await menu.filter({ hasText: 'Change to "imagePullPolicy"' }).first().click();
        await workbench.until('the field', text, (shown) => shown.includes('imagePullPolicy: Always'));
        await workbench.until('no underline', squiggles('warning'), (count) => count === 0);
        await workbench.command('File: Save All Files');
      },
    },
    {
      name: 'a value that is no number is underlined in values.yaml',
      run: async () => {
        await workbench.openFile('warehouse/values.yaml');
        await workbench.until('the underlines', squiggles('error'), isSome, 20_000);
        await workbench.goTo(2, 13);
        await hover();
        await workbench.until('the finding', hovered, (shown) => /spec\.replicas: expected integer/.test(shown));
        await workbench.stillScreenshot('manifests wrong value');
        await workbench.press('Escape');
        await workbench.command('View: Close Editor');
      },
    },
  ];
}
