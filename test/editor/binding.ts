// A values file that lies beside no chart: its first line names one, and it has a preview with its own values.

import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

export function bindingScenarios(workbench: Workbench, door: string): Scenario[] {
  const { page } = workbench;
  const item = page.locator('[id$="chartroom.valuesSet"]');
  const status = async () => ((await item.textContent()) ?? '').trim();
  return [
    {
      name: `${door}: a values file that names its chart has its keys and its preview`,
      run: async () => {
        await page.keyboard.press('Control+1');
        await workbench.openFile('shop/templates/deployment.yaml');
        await workbench.openFile('shop-values.yaml');
        await workbench.until('the chart', status, (text) => text.includes('shop: '), 20_000);
        await workbench.command('Chartroom: Open Preview to the Side');
        const preview = () => workbench.text(1);
        await workbench.until('its values', preview, (text) => text.includes('replicas: 7'), 20_000);
        await workbench.until('the status item', status, (text) => text.includes('shop: shop'));
        await workbench.goTo(2, 16);
        await workbench.type('0');
        await workbench.until('the edit', preview, (text) => text.includes('replicas: 70'));
        await workbench.screenshot(`${door} bound values file`);
        await workbench.press('Control+z');
        await workbench.until('the undo', preview, (text) => !text.includes('replicas: 70'));
      },
    },
  ];
}
