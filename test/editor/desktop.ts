// What a user of the desktop sees, in the order of one sitting: each scenario leaves the editor as the next expects it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindingScenarios } from './binding.ts';
import { codeActionScenarios } from './code-actions.ts';
import { inlineScenarios } from './inline.ts';
import { previewTabScenarios } from './preview-tab.ts';
import { Failed, type Scenario } from './report.ts';
import { previewScenarios } from './sitting.ts';
import { valuesSetScenarios } from './values-set.ts';
import type { Workbench } from './workbench.ts';

export function desktopScenarios(workbench: Workbench, folder: string): Scenario[] {
  const { page } = workbench;
  return [
    ...previewScenarios(workbench, 'desktop'),
    ...valuesSetScenarios(workbench, 'desktop'),
    {
      name: 'a click in the preview shows the line of the template, and the focus stays',
      run: async () => {
        const image = workbench.group(1).locator('.view-line', { hasText: 'containerPort: 8080' });
        await image.click();
        const marked = () => workbench.markedLines(0);
        await workbench.until('the mark', marked, (lines) =>
          lines.some((line) => line.includes('.Values.service.port')),
        );
        await workbench.screenshot('desktop click in the preview');
        const focused = await workbench.group(1).locator('.monaco-editor.focused').count();
        if (focused !== 1) throw new Failed('the preview lost the focus');
        await page.keyboard.press('Control+1');
      },
    },
    {
      name: 'the rendered resource is shown in place',
      run: async () => {
        await workbench.goTo(8, 15);
        await workbench.command('Chartroom: Peek Rendered Resource');
        const peek = page.locator('.peekview-widget');
        await peek.waitFor();
        const text = async () => (await peek.locator('.view-lines').first().textContent()) ?? '';
        await workbench.until('the peek', text, (shown) => /replicas:.3/.test(shown));
        await workbench.screenshot('desktop peek');
        await workbench.press('Escape');
      },
    },
    {
      name: 'saving judges the chart: Problems names what helm would not render',
      run: async () => {
        await workbench.goTo(8, 13);
        await workbench.press('Shift+End');
        await workbench.type('{{ required "replicaCount is needed" .Values.nothing ');
        await workbench.press('Control+s');
        await workbench.command('Problems: Focus on Problems View');
        const problems = async () => (await page.locator('.markers-panel').textContent()) ?? '';
        await workbench.until('the error', problems, (text) => text.includes('replicaCount is needed'));
        await workbench.screenshot('desktop problems');
        await page.keyboard.press('Control+1');
        await workbench.restore(8, '  replicas: {{ .Values.replicaCount }}');
        await workbench.press('Control+s');
        await workbench.until('no error', problems, (text) => !text.includes('replicaCount is needed'));
        await workbench.command('View: Hide Panel');
      },
    },
    {
      name: 'a file of no chart is YAML, though it lies in a folder called templates',
      run: async () => {
        await workbench.openFile('playbooks/templates/plain.yaml');
        await workbench.until(
          'the language',
          () => workbench.language(),
          (name) => name === 'YAML',
        );
        writeFileSync(join(folder, 'playbooks/Chart.yaml'), 'apiVersion: v2\nname: plays\nversion: 0.1.0\n');
        await workbench.until(
          'with a Chart.yaml',
          () => workbench.language(),
          (name) => name === 'Helm',
        );
        await workbench.openFile('shop/crds/templates.yaml');
        await workbench.until(
          'a CRD',
          () => workbench.language(),
          (name) => name === 'YAML',
        );
      },
    },
    {
      name: 'the server can be started again',
      run: async () => {
        await workbench.openFile('shop/templates/deployment.yaml');
        await workbench.command('Chartroom: Restart Server');
        await workbench.restore(8, '  replicas: 21');
        await workbench.until(
          'the preview',
          () => workbench.text(1),
          (text) => text.includes('replicas: 21'),
        );
        await workbench.restore(8, '  replicas: {{ .Values.replicaCount }}');
        await workbench.press('Control+s');
      },
    },
    {
      name: 'the whole release has a preview',
      run: async () => {
        await workbench.command('Chartroom: Open Chart Preview to the Side');
        const tab = page.locator('.tab[data-resource-name="shop (rendered)"]');
        await tab.waitFor();
        await workbench.until(
          'the release',
          () => workbench.text(1),
          (text) => text.includes('# Source: shop/templates/'),
        );
        await workbench.screenshot('desktop release');
      },
    },
    ...previewTabScenarios(workbench, folder),
    {
      name: 'a template that renders nothing says why, and is shown as if it were true',
      run: async () => {
        await workbench.command('View: Close All Editors');
        await workbench.openFile('shop/templates/ingress.yaml');
        await workbench.command('Chartroom: Open Preview to the Side');
        const preview = () => workbench.text(1);
        await workbench.until('the reason', preview, (text) => /\.Values\.ingress\.enabled/.test(text));
        await workbench.screenshot('desktop nothing rendered');
        await workbench.command('Chartroom: Preview as if True');
        await workbench.until('the resource', preview, (text) => /kind:.Ingress/.test(text));
        await workbench.screenshot('desktop as if true');
      },
    },
    {
      name: 'Enter behind an opening block closes it, a comment key comments an action, and undo takes both back',
      run: async () => {
        // The other scenarios type what they mean, letter by letter.
        const settings = join(folder, '.vscode/settings.json');
        const usual = readFileSync(settings, 'utf8');
        const closing = { ...JSON.parse(usual), '[helm]': { 'editor.autoClosingBrackets': 'languageDefined' } };
        writeFileSync(settings, JSON.stringify(closing));
        await workbench.command('View: Close All Editors');
        await workbench.openFile('shop/templates/service.yaml');
        const text = () => workbench.text(0);
        const before = await text();
        await workbench.press('Control+End');
        await workbench.type('{{- if .Values.extra ');
        await workbench.press('End', 'Enter');
        await workbench.until('the end', text, (shown) => shown.includes('{{- end }}'));
        await workbench.screenshot('desktop closed block');
        await workbench.press('ArrowUp', 'Control+/');
        await workbench.until('the comment', text, (shown) => /\/\*.*\.Values\.extra/.test(shown));
        await workbench.screenshot('desktop commented action');
        await workbench.press('Control+/');
        await workbench.until('no comment', text, (shown) => !shown.includes('/*'));
        for (let i = 0; i < 40 && (await text()) !== before; i++) await workbench.press('Control+z');
        await workbench.until('the text of before', text, (shown) => shown === before);
        writeFileSync(settings, usual);
      },
    },
    ...inlineScenarios(workbench, folder),
    ...codeActionScenarios(workbench),
    {
      name: 'a large chart: typing changes the preview within a second',
      run: async () => {
        await workbench.command('View: Close All Editors');
        await workbench.openFile('examples/data-platform/templates/ingest/deployment.yaml');
        await workbench.command('Chartroom: Open Preview to the Side');
        await workbench.until(
          'the preview',
          () => workbench.text(1),
          (text) => text.includes('kind: Deployment'),
          15_000,
        );
        await workbench.goTo(21, 1);
        await workbench.until(
          'the line',
          () => workbench.markedLines(1),
          (lines) => lines.join() === '      maxUnavailable: 0',
        );
        await workbench.restore(21, '      maxUnavailable: 17');
        const changed = () => workbench.text(1);
        const took = await workbench.until('the change', changed, (text) => text.includes('maxUnavailable: 17'), 1000);
        console.log(`        seen after ${took} ms`);
      },
    },
    {
      name: 'the example: completion, a broken template, and judging on save',
      run: async () => {
        await workbench.restore(21, '      maxUnavailable: {{ .Values.ingest.');
        await page.keyboard.press('Control+Space');
        const list = page.locator('.suggest-widget .monaco-list-row');
        const labels = async () => (await list.allTextContents()).join(' ');
        await workbench.until('the list', labels, (text) => /autoscaling/.test(text) && /image/.test(text));
        await workbench.screenshot('desktop example completion');
        await workbench.press('Escape');
        await workbench.group(0).locator('.squiggly-error').first().waitFor({ timeout: 5000 });
        const preview = () => workbench.text(1);
        await workbench.until('the last good output', preview, (text) => /^# Last good output/.test(text));
        await workbench.restore(21, '      maxUnavailable: {{ required "say how many" .Values.nothing }}');
        await workbench.press('Control+s');
        await workbench.command('Problems: Focus on Problems View');
        const problems = async () => (await page.locator('.markers-panel').textContent()) ?? '';
        await workbench.until('the error', problems, (text) => text.includes('say how many'));
        await workbench.screenshot('desktop example problems');
        await page.keyboard.press('Control+1');
        await workbench.restore(21, '      maxUnavailable: 0');
        await workbench.press('Control+s');
        await workbench.until('no error', problems, (text) => !text.includes('say how many'));
        await workbench.command('View: Hide Panel');
        await workbench.until('the preview', preview, (text) => text.includes('maxUnavailable: 0'));
      },
    },
    ...bindingScenarios(workbench, 'desktop'),
  ];
}
