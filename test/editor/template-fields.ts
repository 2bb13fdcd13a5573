// Fields of Kubernetes in the YAML of a chart's templates: offered in a helper by its caller, written with what they demand, told on hover.

import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

/** In the chart of the manifests' scenarios, once these are through. */
export function templateFieldScenarios(workbench: Workbench): Scenario[] {
  const { page } = workbench;
  const text = () => workbench.text(0);
  const list = page.locator('.suggest-widget .monaco-list-row');
  const labels = async () => (await list.allTextContents()).join('\n');
  const hovered = async () => (await page.locator('.monaco-hover:visible').allTextContents()).join('\n');
  return [
    {
      name: 'a helper has the fields of the place that includes it, with what they demand',
      run: async () => {
        await workbench.openFile('warehouse/templates/_helpers.tpl');
        await workbench.goTo(8, 1);
        await page.mouse.move(700, 760);
        await workbench.press('Control+k', 'Control+i');
        await workbench.until('the field', hovered, (shown) =>
          /Deployment\.spec\.template\.spec\.containers\[\]\.resources/.test(shown),
        );
        await workbench.stillScreenshot('template fields hover');
        await workbench.press('Escape', 'End', 'Home', 'Enter', 'ArrowUp');
        await workbench.type('por');
        await workbench.until('the key', labels, (shown) => /ports/.test(shown));
        await workbench.stillScreenshot('template fields completion');
        await workbench.press('Enter');
        await workbench.until('what it demands', text, (shown) => /ports:\s*\n\s*- containerPort:/.test(shown));
        await workbench.type('80');
        await workbench.press('Escape');
        await workbench.stillScreenshot('template fields ports');
        await workbench.command('File: Save All Files');
      },
    },
  ];
}
