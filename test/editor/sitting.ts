// What both doors must do: open, preview, type, break, mend, complete.

import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

const REPLICAS = 8;

export function previewScenarios(workbench: Workbench, door: string): Scenario[] {
  const { page } = workbench;
  const preview = () => workbench.text(1);
  return [
    {
      name: `${door}: a template of a chart is Helm`,
      run: async () => {
        await workbench.openFile('shop/templates/deployment.yaml');
        await workbench.until(
          'the language',
          () => workbench.language(),
          (name) => name === 'Helm',
        );
      },
    },
    {
      name: `${door}: the preview opens beside and the focus stays`,
      run: async () => {
        await workbench.command('Chartroom: Open Preview to the Side');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'), 15_000);
        await workbench.goTo(REPLICAS, 15);
        await workbench.until(
          'the mark',
          () => workbench.markedLines(1),
          (lines) => lines.join() === '  replicas: 3',
        );
        await workbench.screenshot(`${door} preview`);
      },
    },
    {
      name: `${door}: typing changes the preview within a second`,
      run: async () => {
        await workbench.goTo(REPLICAS, 13);
        await workbench.type('1');
        const took = await workbench.until('the preview', preview, (text) => text.includes('replicas: 13'), 1000);
        console.log(`        seen after ${took} ms`);
        await workbench.press('Backspace');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'), 1000);
      },
    },
    {
      name: `${door}: a broken template is underlined, its preview stays and names the error`,
      run: async () => {
        await workbench.restore(REPLICAS, '  replicas: {{ .Values.replicaCount');
        await workbench.group(0).locator('.squiggly-error').first().waitFor({ timeout: 5000 });
        await workbench.until(
          'the error',
          preview,
          // The last good text may be any beginning of what was being typed, so only what stands around that line is known.
          (text) => /^# Last good output/.test(text) && /spec:[\s\S]*matchLabels/.test(text),
        );
        await workbench.screenshot(`${door} broken`);
        await workbench.restore(REPLICAS, '  replicas: {{ .Values.replicaCount }}');
        await workbench.until('the preview', preview, (text) => text.startsWith('# Helm 4'));
      },
    },
    {
      name: `${door}: completion knows the keys of values.yaml`,
      run: async () => {
        await workbench.restore(REPLICAS, '  replicas: {{ .Values.');
        await page.keyboard.press('Control+Space');
        const list = page.locator('.suggest-widget .monaco-list-row');
        const labels = async () => (await list.allTextContents()).join(' ');
        await workbench.until('the list', labels, (text) => /replicaCount/.test(text) && /service/.test(text));
        await workbench.screenshot(`${door} completion`);
        await workbench.press('Escape');
        await workbench.restore(REPLICAS, '  replicas: {{ .Values.replicaCount }}');
      },
    },
  ];
}
