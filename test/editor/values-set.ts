// The status item of a chart's values set: what it shows, how a set is chosen, and that a server that starts is told of it.

import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

/** After `previewScenarios`: the deployment of shop is open with its preview beside it. */
export function valuesSetScenarios(workbench: Workbench, door: string): Scenario[] {
  const { page } = workbench;
  const item = page.locator('[id$="chartroom.valuesSet"]');
  const status = async () => ((await item.textContent()) ?? '').trim();
  const preview = () => workbench.text(1);
  const list = page.locator('.quick-input-widget .monaco-list-row');
  const shows = (name: string) => workbench.until('the status item', status, (text) => text.includes(`shop: ${name}`));
  const choose = async (label: string) => {
    await item.click();
    await list.filter({ hasText: label }).first().click({ timeout: 10_000 });
  };
  return [
    {
      name: `${door}: the status item picks a values set, and the preview follows`,
      run: async () => {
        await page.keyboard.press('Control+1');
        await shows('defaults');
        await item.hover();
        await page.locator('.monaco-hover').filter({ hasText: 'Last render' }).waitFor({ timeout: 10_000 });
        await workbench.screenshot(`${door} values set tooltip`);
        await item.click();
        await list.filter({ hasText: 'values-prod.yaml' }).waitFor();
        // The list fades in.
        await page.waitForTimeout(300);
        await workbench.screenshot(`${door} values set picker`);
        await list.filter({ hasText: 'values-prod.yaml' }).first().click();
        await shows('prod');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 5'));
        await workbench.until('its first line', preview, (text) => text.includes('values.yaml + values-prod.yaml'));
        await workbench.screenshot(`${door} values set prod`);
      },
    },
    {
      name: `${door}: a release name is judged while it is typed, and then used`,
      run: async () => {
        await choose('Release name');
        const input = page.locator('.quick-input-widget input[type="text"]').first();
        await input.fill('Not Good');
        await page.locator('.quick-input-message').filter({ hasText: 'Lower-case' }).waitFor();
        await workbench.screenshot(`${door} values set input`);
        await input.fill('web');
        await workbench.press('Enter');
        await workbench.until('the preview', preview, (text) => text.includes('name: web-shop'));
      },
    },
    {
      name: `${door}: a server that starts again knows the set`,
      run: async () => {
        await workbench.command('Chartroom: Restart Server');
        await workbench.restore(8, '  replicas: {{ .Values.replicaCount }}0');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 50'), 20_000);
        await workbench.restore(8, '  replicas: {{ .Values.replicaCount }}');
        await workbench.until('the preview', preview, (text) => text.includes('name: web-shop'));
        await shows('prod');
      },
    },
    {
      name: `${door}: several files are taken in the order of picking`,
      run: async () => {
        await choose('Several files');
        const title = page.locator('.quick-input-widget .quick-input-title');
        const told = async () => (await title.textContent()) ?? '';
        for (const name of ['values-prod.yaml', 'ci/small-values.yaml', 'values-prod.yaml'])
          await list.filter({ hasText: name }).locator('.monaco-checkbox, input[type="checkbox"]').first().click();
        await workbench.until('the order', told, (text) =>
          text.endsWith('ci/small-values.yaml, then values-prod.yaml'),
        );
        await workbench.screenshot(`${door} values set several`);
        await page.locator('.quick-input-widget').getByText('OK', { exact: true }).click();
        await shows('small + prod');
        await workbench.until(
          'the preview',
          preview,
          (text) => text.includes('shop:small') && text.includes('replicas: 5'),
        );
        await choose('As the settings say');
        await shows('defaults');
        await workbench.until('the preview', preview, (text) => text.includes('replicas: 3'));
        await page.keyboard.press('Control+1');
      },
    },
  ];
}
