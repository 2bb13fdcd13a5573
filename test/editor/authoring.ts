// What an author asks of the editor, driven as a user does: completion, hover, definition into a packed chart, rename across
// files, references, outline, signature help, code actions, marks in values files.

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarBytes } from '../support/tar-writer.ts';
import { ROOT, SCREENSHOTS, SETTINGS, temporaryFolder } from './places.ts';
import { Failed, type Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

/** A copy of the store, with the chart it depends on packed in its charts/. */
export function copyOfStore(): string {
  const folder = join(temporaryFolder(), 'charts');
  const source = join(ROOT, 'test/editor/authoring');
  mkdirSync(SCREENSHOTS, { recursive: true });
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  cpSync(join(source, 'store'), join(folder, 'store'), { recursive: true });
  mkdirSync(join(folder, 'store/charts'));
  writeFileSync(join(folder, 'store/charts/queue-1.2.0.tgz'), packed(join(source, 'queue'), 'queue'));
  const settings = { ...SETTINGS, 'editor.autoClosingBrackets': 'languageDefined' };
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings, null, 2));
  return folder;
}

function packed(folder: string, name: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const entries = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { name: `${name}/${relative(folder, path)}`, text: readFileSync(path, 'utf8') };
  });
  return gzipSync(tarBytes(entries));
}

export function authoringScenarios(workbench: Workbench, folder: string): Scenario[] {
  const { page } = workbench;
  const text = () => workbench.text(0);
  const list = page.locator('.suggest-widget .monaco-list-row');
  const labels = async () => (await list.allTextContents()).join('\n');
  const hovered = async () => (await page.locator('.monaco-hover:visible').allTextContents()).join('\n');
  const onDisk = (path: string) => readFileSync(join(folder, path), 'utf8');
  const hover = async () => {
    // A tip of a tab would look like a hover.
    await page.mouse.move(700, 760);
    await workbench.press('Control+k', 'Control+i');
    await page.locator('.monaco-hover:visible').first().waitFor();
  };
  return [
    {
      name: 'hints stand behind what prints',
      run: async () => {
        await workbench.openFile('store/templates/deployment.yaml');
        // What the pointer rests on would show a tip over the text.
        await page.mouse.move(700, 700);
        await workbench.until('the hint', text, (shown) => /\.Values\.replicas }}.*2/.test(shown), 20_000);
        await workbench.until('that of an include', text, (shown) => /"root" \$\) }}.*example\/store:1\.4/.test(shown));
        await workbench.stillScreenshot('authoring hints');
      },
    },
    {
      name: 'breadcrumbs name what was rendered, also while what is typed makes it no YAML',
      run: async () => {
        const crumbs = async () => (await page.locator('.breadcrumbs-control').first().textContent()) ?? '';
        const isNamed = (shown: string) => /Deployment\/release-name-store/.test(shown);
        await workbench.goTo(8, 1);
        await workbench.until('the name', crumbs, isNamed);
        await workbench.press('End', 'Enter');
        await workbench.type('x: {{ .Values.image ');
        await workbench.press('Escape');
        await page.waitForTimeout(1000);
        if (!isNamed(await crumbs())) throw new Failed(`the name is lost: ${await crumbs()}`);
        await workbench.command('File: Revert File');
      },
    },
    {
      name: 'hover tells a value’s origin in every values set, an include its template',
      run: async () => {
        await workbench.goTo(8, 26);
        await hover();
        await workbench.until('the value', hovered, (shown) => /How many copies run/.test(shown) && /prod/.test(shown));
        await workbench.stillScreenshot('authoring hover value');
        await workbench.press('Escape');
        await workbench.goTo(22, 32);
        await hover();
        await workbench.until('the template', hovered, (shown) => /Name and tag of an image/.test(shown));
        await workbench.stillScreenshot('authoring hover include');
        await workbench.press('Escape');
        await workbench.goTo(18, 12);
        await hover();
        await workbench.until('the end', hovered, (shown) => /with/.test(shown));
        await workbench.stillScreenshot('authoring hover end');
        await workbench.press('Escape');
      },
    },
    {
      name: 'completion lists keys of a value, of a helper’s dict, and of a packed chart',
      run: async () => {
        await workbench.goTo(29, 31);
        await workbench.press('Enter');
        await workbench.type('- name: {{ .Values.events.');
        await workbench.until(
          'keys of the packed chart',
          labels,
          (shown) => /port/.test(shown) && /limits/.test(shown),
        );
        await workbench.stillScreenshot('authoring completion packed');
        await workbench.press('Escape');
        for (let i = 0; i < 'events.'.length; i++) await workbench.press('Backspace');
        await workbench.type('web.log');
        await workbench.until('a key with a dash', labels, (shown) => /log-level/.test(shown));
        await workbench.press('Enter');
        await workbench.until('its index', text, (shown) => shown.includes('(index .Values.web "log-level")'));
        await workbench.press('Escape');
        await workbench.command('File: Revert File');
        await workbench.openFile('store/templates/_helpers.tpl');
        await workbench.goTo(5, 45);
        await workbench.press('Control+Space');
        await workbench.until('keys of the dict', labels, (shown) => /repository/.test(shown) && /tag/.test(shown));
        await workbench.stillScreenshot('authoring completion dict');
        await workbench.press('Escape');
      },
    },
    {
      name: 'definition leads into the packed chart, which cannot be changed',
      run: async () => {
        await workbench.openFile('store/templates/deployment.yaml');
        await workbench.goTo(27, 34);
        await workbench.press('F12');
        await page.locator('.tab.active[data-resource-name="_address.tpl"]').waitFor();
        await workbench.until('the helper', text, (shown) => shown.includes('define "queue.address"'));
        const language = () => workbench.language();
        await workbench.until('its language', language, (name) => name === 'Helm');
        const before = await text();
        await workbench.type('x');
        await page.waitForTimeout(500);
        await workbench.stillScreenshot('authoring packed chart');
        if ((await text()) !== before) throw new Failed('a packed chart can be typed in');
        await workbench.press('Escape');
        await workbench.goTo(5, 44);
        await hover();
        await workbench.until('the value that the parent sets', hovered, (shown) => /5673/.test(shown));
        await workbench.stillScreenshot('authoring hover in a packed chart');
        await workbench.press('Escape');
        await workbench.command('View: Close Editor');
      },
    },
    {
      name: 'a hover’s link leads into the packed chart',
      run: async () => {
        await workbench.openFile('store/templates/deployment.yaml');
        await workbench.goTo(27, 34);
        await hover();
        const link = page.locator('.monaco-hover:visible a', {
          hasText: 'charts/queue-1.2.0.tgz!/templates/_address.tpl',
        });
        await link.first().click();
        await page.locator('.tab.active[data-resource-name="_address.tpl"]').waitFor();
        await workbench.until('the helper', text, (shown) => shown.includes('define "queue.address"'));
        await workbench.command('View: Close Editor');
      },
    },
    {
      name: 'a value is renamed in templates, a helper’s dict and all values files',
      run: async () => {
        await workbench.openFile('store/templates/_helpers.tpl');
        await workbench.goTo(5, 46);
        await workbench.press('F2');
        const box = page.locator('.rename-box input');
        await box.waitFor();
        await workbench.until(
          'the old name',
          () => box.inputValue(),
          (name) => name === 'tag',
        );
        await box.fill('release');
        await workbench.stillScreenshot('authoring rename');
        await workbench.press('Enter');
        await workbench.until('the helper', text, (shown) => shown.includes('.image.release -}}'));
        await workbench.command('File: Save All Files');
        const renamed = async () =>
          ['store/values.yaml', 'store/values-prod.yaml', 'store/templates/_helpers.tpl'].map(onDisk);
        await workbench.until('all files', renamed, ([values = '', prod = '', helpers = '']) => {
          return (
            /^ {2}release: "1.4"/m.test(values) &&
            /^ {2}release: "1.3"/m.test(prod) &&
            /\.Values\.image\.release/.test(helpers)
          );
        });
        await workbench.openFile('store/templates/deployment.yaml');
        await workbench.until('the same output', text, (shown) => /"root" \$\) }}.*example\/store:1\.4/.test(shown));
        await workbench.stillScreenshot('authoring renamed');
      },
    },
    {
      name: 'references of a value, from its key in values.yaml',
      run: async () => {
        await workbench.openFile('store/values.yaml');
        await workbench.goTo(2, 3);
        await workbench.press('Shift+F12');
        const peek = page.locator('.peekview-widget');
        const found = async () => ((await peek.count()) > 0 ? ((await peek.textContent()) ?? '') : '');
        await workbench.until('the references', found, (shown) => /replicas/.test(shown));
        await workbench.stillScreenshot('authoring references');
        await workbench.press('Escape');
      },
    },
    {
      name: 'marks in a values file tell uses and overrides',
      run: async () => {
        const marks = page.locator(
          '.editor-group-container.active .glyph-margin-widgets .cgmr, .editor-group-container.active .margin-view-overlays [class*="ced-"]',
        );
        await workbench.until(
          'the marks',
          () => marks.count(),
          (count) => count > 0,
        );
        await workbench.goTo(2, 3);
        await hover();
        await workbench.until('the hover', hovered, (shown) => /values-prod/.test(shown));
        await workbench.stillScreenshot('authoring values marks');
        const told = await hovered();
        if (/uses? ·|· overrid/.test(told)) throw new Failed(`the mark says again what the hover says: ${told}`);
        await workbench.press('Escape');
      },
    },
    {
      name: 'signature help names a helper’s keys',
      run: async () => {
        await workbench.openFile('store/templates/deployment.yaml');
        await workbench.goTo(22, 55);
        await workbench.press('Control+Shift+Space');
        const help = page.locator('.parameter-hints-widget');
        const shown = async () => ((await help.count()) > 0 ? ((await help.textContent()) ?? '') : '');
        await workbench.until('the help', shown, (one) => /image/.test(one));
        await workbench.stillScreenshot('authoring signature help');
        await workbench.press('Escape');
      },
    },
    {
      name: 'a literal is extracted to values.yaml',
      run: async () => {
        await workbench.openFile('store/templates/deployment.yaml');
        await workbench.goTo(29, 24);
        await workbench.press('Control+.');
        const menu = page.locator('.action-widget .monaco-list-row');
        await workbench.until(
          'the action',
          async () => (await menu.allTextContents()).join('\n'),
          (one) => /Extract/.test(one),
        );
        await workbench.stillScreenshot('authoring code actions');
        await menu.filter({ hasText: 'Extract to values' }).first().click();
        const input = page.locator('.quick-input-widget input[type="text"]').first();
        await input.waitFor();
        await input.fill('mode');
        await workbench.stillScreenshot('authoring extract');
        await workbench.press('Enter');
        await workbench.until('the template', text, (shown) => /value: \{\{ .*\.Values\.mode/.test(shown));
        await workbench.command('File: Save All Files');
        await workbench.until(
          'the value',
          async () => onDisk('store/values.yaml'),
          (values) => /^mode: "?public"?$/m.test(values),
        );
      },
    },
    {
      name: 'outline, folding, and who calls a helper',
      run: async () => {
        await workbench.openFile('store/templates/deployment.yaml');
        await workbench.command('Fold All');
        await workbench.until('the folds', text, (shown) => shown.split('\n').length < 8);
        await workbench.stillScreenshot('authoring folded');
        await workbench.command('Unfold All');
        await workbench.press('Control+Shift+o');
        const rows = page.locator('.quick-input-widget .monaco-list-row');
        await workbench.until(
          'the outline',
          async () => (await rows.allTextContents()).join('\n'),
          (one) => /Deployment\//.test(one),
        );
        await workbench.stillScreenshot('authoring outline');
        await workbench.press('Escape');
        await workbench.goTo(22, 32);
        await workbench.command('Calls: Show Call Hierarchy');
        const tree = page.locator('.sidebar .monaco-list-row, .peekview-widget .monaco-list-row');
        await workbench.until(
          'the callers',
          async () => (await tree.allTextContents()).join('\n'),
          (one) => /deployment\.yaml/.test(one),
        );
        await workbench.stillScreenshot('authoring call hierarchy');
        await workbench.press('Escape');
      },
    },
  ];
}
