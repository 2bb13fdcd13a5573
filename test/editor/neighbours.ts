// Beside extensions that claim the same language or all YAML: colours, squiggles, the notification, files of no chart.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from './places.ts';
import { Failed, type Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

/** What VS Code's default themes give our grammar's scopes; a type's is what the neighbour's grammar gives all text. */
const COLOURS = {
  'Default Dark Modern': {
    theirs: 'rgb(78, 201, 176)',
    apiVersion: 'rgb(86, 156, 214)',
    'apps/v1': 'rgb(206, 145, 120)',
    Values: 'rgb(156, 220, 254)',
    replicaCount: 'rgb(156, 220, 254)',
    include: 'rgb(220, 220, 170)',
  },
  'Default Light Modern': {
    theirs: 'rgb(38, 127, 153)',
    apiVersion: 'rgb(128, 0, 0)',
    'apps/v1': 'rgb(0, 0, 255)',
    Values: 'rgb(0, 16, 128)',
    replicaCount: 'rgb(0, 16, 128)',
    include: 'rgb(121, 94, 38)',
  },
} as const;

export function neighbourScenarios(workbench: Workbench, door: string, folder: string): Scenario[] {
  const { page } = workbench;
  const notices = page.locator('.notifications-toasts .notification-list-item');
  const noticed = async () => (await notices.allTextContents()).join('\n');
  const settings = (more: object) =>
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ ...SETTINGS, ...more }));
  const deployment = async () => {
    await workbench.openFile('shop/templates/deployment.yaml');
    const language = () => workbench.language();
    await workbench.until('the language', language, (name) => name === 'Helm' || name === 'helm-template');
  };
  const writes = door !== 'web';
  return [
    {
      name: `${door}: one notification names what is doubled, and leads to the extension`,
      run: async () => {
        await deployment();
        await workbench.until('the notification', noticed, (text) => text.includes('Kubernetes also answers'), 20_000);
        const text = await noticed();
        if (!text.includes('hover, completion and outline') || !text.includes('disable Kubernetes for this workspace'))
          throw new Failed(`the notification says: ${text}`);
        if (text.includes('YAML')) throw new Failed('the YAML extension doubles nothing in templates');
        await workbench.screenshot(`${door} neighbours notification`);
        // In the browser the stubs count as built in, which the Extensions view does not list.
        if (!writes) return page.getByRole('button', { name: 'Keep Both' }).click();
        await page.getByRole('button', { name: 'Show Kubernetes' }).click();
        const found = page.locator('.extensions-viewlet .extension-list-item', {
          hasText: 'Stands for the Kubernetes',
        });
        await found.first().waitFor();
        await workbench.screenshot(`${door} neighbours shown`);
        await workbench.press('Control+Shift+e');
      },
    },
    {
      name: `${door}: templates have our colours though the other grammar reads them`,
      run: async () => {
        await deployment();
        await coloursAre(workbench, 'Default Dark Modern', `${door} neighbours`);
      },
    },
    ...(writes ? [otherColours(workbench, settings)] : []),
    {
      name: `${door}: nothing is underlined in a template, its preview and the chart's own files`,
      run: async () => {
        await deployment();
        await workbench.command('Chartroom: Open Preview to the Side');
        const preview = () => workbench.text(1);
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'), 15_000);
        await page.waitForTimeout(1500);
        await noSquiggle(workbench, 'the template and its preview');
        await workbench.screenshot(`${door} neighbours no squiggle`);
        await workbench.command('View: Close All Editors');
        for (const file of ['shop/values.yaml', 'shop/Chart.yaml', 'shop/templates/_helpers.tpl']) {
          await workbench.openFile(file);
          await page.waitForTimeout(1000);
          await noSquiggle(workbench, file);
        }
      },
    },
    {
      name: `${door}: completion lists ours beside the neighbour's`,
      run: async () => {
        await deployment();
        await workbench.restore(8, '  replicas: {{ .Values.');
        await page.keyboard.press('Control+Space');
        const list = page.locator('.suggest-widget .monaco-list-row');
        const labels = async () => (await list.allTextContents()).join(' ');
        await workbench.until('the list', labels, (text) => text.includes('replicaCount'));
        await workbench.screenshot(`${door} neighbours completion`);
        await workbench.press('Escape');
        await workbench.restore(8, '  replicas: {{ .Values.replicaCount }}');
        await workbench.press('Control+s');
      },
    },
    {
      name: `${door}: files of no chart go back to whom they belong`,
      run: async () => {
        const language = () => workbench.language();
        await workbench.openFile('roles/web/templates/hosts.yml');
        await workbench.until('the language', language, (name) => name === 'Ansible');
        await page.waitForTimeout(500);
        await noSquiggle(workbench, 'a file of Ansible');
        await workbench.screenshot(`${door} neighbours Ansible`);
        await workbench.openFile('playbooks/templates/plain.yaml');
        await workbench.until('the language', language, (name) => name === 'YAML');
      },
    },
    {
      name: `${door}: the notification does not come a second time`,
      run: async () => {
        await page.reload();
        await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
        await deployment();
        await workbench.until(
          'our colours',
          () => colourOf(workbench, 'replicaCount'),
          isNot('Default Dark Modern'),
          20_000,
        );
        await page.waitForTimeout(1500);
        if ((await noticed()).includes('also answers')) throw new Failed('it came again');
      },
    },
    ...(writes ? [typing(workbench, settings), association(workbench, settings)] : []),
  ];
}

/** That the other grammar wins here is seen once semantic tokens are off; light themes have their own colours. */
function otherColours(workbench: Workbench, settings: (more: object) => void): Scenario {
  return {
    name: 'without semantic tokens the other grammar is seen; with them ours, in a light theme too',
    run: async () => {
      settings({ '[helm]': { 'editor.semanticHighlighting.enabled': false } });
      const { theirs } = COLOURS['Default Dark Modern'];
      await workbench.until(
        'the other grammar',
        () => colourOf(workbench, 'apiVersion'),
        (colour) => colour === theirs,
      );
      await workbench.screenshot('desktop neighbours without tokens');
      settings({ 'workbench.colorTheme': 'Default Light Modern' });
      await coloursAre(workbench, 'Default Light Modern', 'desktop neighbours light');
      settings({});
      await coloursAre(workbench, 'Default Dark Modern', 'desktop neighbours dark again');
    },
  };
}

function typing(workbench: Workbench, settings: (more: object) => void): Scenario {
  return {
    name: 'braces close by our rules',
    run: async () => {
      settings({ '[helm]': { 'editor.autoClosingBrackets': 'languageDefined' } });
      await workbench.openFile('shop/templates/ingress.yaml');
      await workbench.page.waitForTimeout(500);
      await workbench.press('Control+End');
      await workbench.type('{{- if .Values.extra');
      const text = () => workbench.text(0);
      await workbench.until('the braces', text, (shown) => shown.includes('{{- if .Values.extra }}'));
      await workbench.screenshot('desktop neighbours typing');
      await workbench.command('File: Revert File');
      settings({});
    },
  };
}

function association(workbench: Workbench, settings: (more: object) => void): Scenario {
  return {
    name: "files.associations is the user's word, in a chart and outside",
    run: async () => {
      await workbench.command('View: Close All Editors');
      settings({ 'files.associations': { '**/shop/templates/service.yaml': 'yaml', '**/roles/**': 'helm' } });
      await workbench.page.waitForTimeout(1000);
      const language = () => workbench.language();
      await workbench.openFile('shop/templates/service.yaml');
      await workbench.page.waitForTimeout(1000);
      await workbench.until('the language', language, (name) => name === 'YAML');
      await workbench.openFile('roles/web/templates/hosts.yml');
      await workbench.page.waitForTimeout(1000);
      await workbench.until('the language', language, (name) => name === 'Helm' || name === 'helm-template');
      settings({});
    },
  };
}

type ThemeName = keyof typeof COLOURS;

function isNot(theme: ThemeName): (colour: string) => boolean {
  return (colour) => colour !== '' && colour !== COLOURS[theme].theirs;
}

async function coloursAre(workbench: Workbench, theme: ThemeName, picture: string): Promise<void> {
  for (const [text, wanted] of Object.entries(COLOURS[theme])) {
    if (text === 'theirs') continue;
    await workbench.until(
      `${text} in ${theme}`,
      () => colourOf(workbench, text),
      (colour) => colour === wanted,
    );
  }
  await workbench.screenshot(picture);
}

/** Colour of the first piece of the first editor that is this text, give or take what stands around it; '' when none is. */
function colourOf(workbench: Workbench, text: string): Promise<string> {
  return workbench
    .group(0)
    .locator('.view-lines .view-line span span')
    .evaluateAll((pieces, wanted) => {
      const piece = pieces.find((one) => one.textContent?.includes(wanted));
      // The page's own function: this one runs there.
      const { getComputedStyle: styleOf } = globalThis as unknown as Record<string, (of: unknown) => { color: string }>;
      return piece === undefined || styleOf === undefined ? '' : styleOf(piece).color;
    }, text);
}

/** Hints about a chart, an icon that is missing for one, are no squiggles in red or yellow. */
async function noSquiggle(workbench: Workbench, where: string): Promise<void> {
  const squiggles = await workbench.page.locator('.squiggly-error, .squiggly-warning').count();
  if (squiggles > 0) throw new Failed(`${squiggles} squiggles in ${where}`);
}
