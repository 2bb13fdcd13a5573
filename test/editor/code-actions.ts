// Code actions as a user meets them: a key that is refused while it is typed, all files undone in one step, braces kept as literals.

import type { Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

export function codeActionScenarios(workbench: Workbench): Scenario[] {
  const { page } = workbench;
  const text = () => workbench.text(0);
  const menu = page.locator('.action-widget .monaco-list-row');
  const titles = async () => (await menu.allTextContents()).join('\n');
  const choose = async (title: string) => {
    await workbench.press('Control+.');
    await workbench.until(`"${title}"`, titles, (shown) => shown.includes(title), 20_000);
    await workbench.screenshot(`desktop code action ${title}`);
    await menu.filter({ hasText: title }).first().click();
  };
  return [
    {
      name: 'a literal becomes a value under a key that is free, and one undo takes it back in all files',
      run: async () => {
        await workbench.command('View: Close All Editors');
        await workbench.openFile('shop/values.yaml');
        await workbench.openFile('shop/templates/deployment.yaml');
        await workbench.goTo(18, 18);
        await choose('Extract to values.yaml');
        const box = page.locator('.quick-input-widget');
        const input = box.locator('input[type="text"]').first();
        await input.waitFor();
        await input.fill('image.tag');
        const said = async () => (await box.textContent()) ?? '';
        await workbench.until('what is wrong', said, (shown) => shown.includes('image.tag is set already.'));
        await workbench.screenshot('desktop extract refused');
        await input.fill('container.name');
        await workbench.until('nothing wrong', said, (shown) => !shown.includes('is set already'));
        await workbench.press('Enter');
        await workbench.until('the template', text, (shown) => shown.includes('name: {{ .Values.container.name }}'));
        await workbench.screenshot('desktop extracted');
        await workbench.press('Control+z');
        await workbench.until('the undo', text, (shown) => !shown.includes('.Values.container'));
        await workbench.screenshot('desktop extract undone');
        await workbench.openFile('shop/values.yaml');
        await workbench.until(
          'the values',
          text,
          (shown) => shown.includes('replicaCount') && !shown.includes('container:'),
        );
      },
    },
    {
      name: 'braces of another language are told, and kept as literals',
      run: async () => {
        await workbench.openFile('shop/templates/service.yaml');
        await workbench.press('Control+End', 'Home');
        await page.keyboard.insertText('# {{ $labels.pod }}');
        await page.locator('.editor-group-container.active .squiggly-error').first().waitFor({ timeout: 20_000 });
        await workbench.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
        await choose('Keep as literal of Prometheus');
        await workbench.until('the literal', text, (shown) => shown.includes('# {{ "{{ $labels.pod }}" }}'));
        await workbench.screenshot('desktop kept as literal');
        await workbench.command('File: Revert File');
      },
    },
  ];
}
