// What stands between the letters of a template, and what typing adds to them: hints, lenses, spaces inside braces.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

export function inlineScenarios(workbench: Workbench, folder: string): Scenario[] {
  const { page } = workbench;
  const text = () => workbench.text(0);
  return [
    {
      name: 'hints stand behind actions, and in no diff editor',
      run: async () => {
        await workbench.command('View: Close All Editors');
        await workbench.openFile('shop/templates/service.yaml');
        await workbench.until('the hint', text, (shown) => /\.service\.port }}.*8080/.test(shown));
        await workbench.screenshot('desktop hints');
        await workbench.goTo(4, 1);
        await workbench.type('#');
        await workbench.command('File: Compare Active File with Saved');
        const diff = async () =>
          (await page.locator('.monaco-diff-editor .editor.modified .view-lines').textContent()) ?? '';
        await workbench.until('the diff', diff, (shown) => /service\.port/.test(shown) && !shown.includes('8080'));
        await workbench.screenshot('desktop no hints in a diff');
        await workbench.command('View: Close Editor');
        await workbench.until('the hint again', text, (shown) => /\.service\.port }}.*8080/.test(shown));
        await workbench.press('Control+z');
      },
    },
    {
      name: 'braces close around the cursor, and what trims or begins a comment is taken as it is meant',
      run: () =>
        withSettings(folder, { '[helm]': { 'editor.autoClosingBrackets': 'languageDefined' } }, async () => {
          const shows = (line: string) => (shown: string) => shown.split('\n').some((one) => one.startsWith(line));
          await workbench.press('Control+End', 'Enter', 'Shift+Home', 'Delete');
          await workbench.type('a: {{');
          await workbench.until('spaces', text, shows('a: {{  }}'));
          await workbench.type('- .Chart.Name }}');
          await workbench.until('a trimmed action', text, shows('a: {{- .Chart.Name }}'));
          // Hints come and go by themselves, so that only the line's own text is looked at.
          for (let i = 0; i < 20 && (await text()).includes('a: '); i++) await workbench.press('Control+z');
          await workbench.until('the undo', text, (shown) => !shown.includes('a: '));
          await workbench.press('Control+End', 'Shift+Home', 'Delete');
          for (const [typed, line] of [
            ['b: {{ .Chart.Name }}', 'b: {{ .Chart.Name }}'],
            // Whether the spaces came before the slash is a matter of how fast one types; the comment is whole both times.
            ['{{/* d', '{{/* d'],
            ['{{- /* e', '{{- /* e */}}'],
          ]) {
            // As fast as a person types: what the server adds needs one way there and back.
            await page.keyboard.type(typed ?? '', { delay: 150 });
            await workbench.until(`${typed}`, text, shows(line ?? ''));
            await page.waitForTimeout(200);
            await workbench.until(`${typed} stays`, text, shows(line ?? ''), 0);
            await workbench.press('Escape', 'End', 'Enter', 'Shift+Home', 'Delete');
          }
          await workbench.screenshot('desktop braces');
          await workbench.command('File: Revert File');
        }),
    },
    {
      name: 'lenses stand on resources and values keys where the setting asks for them',
      run: () =>
        withSettings(folder, { 'chartroom.codeLens': true }, async () => {
          const lenses = async () => (await page.locator('.codelens-decoration').allTextContents()).join('\n');
          await workbench.openFile('shop/templates/service.yaml');
          await workbench.until('the resource', lenses, (shown) =>
            /Service\/release-name-shop · peek rendered/.test(shown.replaceAll('\u00a0', ' ')),
          );
          await page.locator('.codelens-decoration a').first().click();
          const peek = page.locator('.peekview-widget');
          await peek.waitFor();
          await workbench.screenshot('desktop lens on a resource');
          await workbench.press('Escape');
          await workbench.openFile('shop/values.yaml');
          await workbench.until('the uses', lenses, (shown) => /1.use/.test(shown));
          // A lens that is being counted anew loses the click.
          for (let tries = 0; tries < 3 && !(await peek.isVisible()); tries++) {
            await page.locator('.codelens-decoration a').first().click();
            await peek.waitFor({ timeout: 8000 }).catch(() => {});
          }
          await peek.waitFor({ timeout: 1000 });
          await workbench.screenshot('desktop lens on a key');
          await workbench.press('Escape');
        }),
    },
  ];
}

async function withSettings(folder: string, more: object, run: () => Promise<void>): Promise<void> {
  const file = join(folder, '.vscode/settings.json');
  const usual = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(usual), ...more }));
  // VS Code notices by watching the folder, and tells nobody when it has.
  await new Promise((done) => setTimeout(done, 2000));
  await run().finally(() => writeFileSync(file, usual));
}
