// A VS Code workbench as a user's hands and eyes: open, press, type; what the editors, lists and panels say.

import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { CHROMIUM, SCREENSHOTS } from './places.ts';
import { Failed } from './report.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Row {
  readonly top: number;
  readonly text: string;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string): Promise<Workbench> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
    await page.goto(url);
    await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
    return new Workbench(page);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Opens a file of the workspace by its path, as Go to File does. */
  async openFile(path: string): Promise<void> {
    await this.pick('Control+p', path, path.slice(path.lastIndexOf('/') + 1));
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.page.waitForSelector(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`);
    await this.page.waitForSelector('.editor-group-container.active .view-line');
  }

  async command(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** Puts the cursor on a line and column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.press('Control+g');
    await this.fillQuickInput(`:${line}:${column}`);
    await this.press('Enter');
  }

  /** What the editor group shows now, line by line from the top of its view. */
  async text(group: number): Promise<string> {
    return (await this.lines(group)).map(({ text }) => text).join('\n');
  }

  /** The lines that the counterpart of the cursor is marked on. */
  async markedLines(group: number): Promise<string[]> {
    return this.decoratedLines(group, 'background');
  }

  /** The lines of a preview that are marked as changed since the last save. */
  async changedLines(group: number): Promise<string[]> {
    return this.decoratedLines(group, 'border');
  }

  /** Writes a whole line anew, without what closing brackets the editor would add. */
  async restore(line: number, text: string): Promise<void> {
    await this.goTo(line, 1);
    await this.press('Home', 'Home', 'Shift+End');
    await this.page.keyboard.insertText(text);
    await this.press('Escape');
  }

  group(index: number): Locator {
    return this.page.locator('.editor-group-container').nth(index);
  }

  /** Name of the active editor's language, from the status bar. */
  async language(): Promise<string> {
    return (await this.page.locator('#status\\.editor\\.mode').textContent())?.trim() ?? '';
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  /** Waits until the answer fits, and tells the last answer when it never does. Milliseconds it took. */
  async until<T>(what: string, ask: () => Promise<T>, fits: (answer: T) => boolean, limit = 10_000): Promise<number> {
    const start = Date.now();
    for (;;) {
      const answer = await ask();
      const took = Date.now() - start;
      if (fits(answer)) return took;
      if (took > limit) throw new Failed(`${what}: not within ${limit} ms; last: ${JSON.stringify(answer)}`);
      await this.page.waitForTimeout(20);
    }
  }

  private async decoratedLines(group: number, by: 'background' | 'border'): Promise<string[]> {
    const decorations = this.group(group).locator('.view-overlays .cdr[class*="ced-"]');
    const tops = await decorations.evaluateAll((elements, asked) => {
      const isMeant = (element: (typeof elements)[number]) => {
        const style = element.ownerDocument.defaultView?.getComputedStyle(element);
        if (asked === 'background') return style?.backgroundColor !== 'rgba(0, 0, 0, 0)';
        return style?.borderLeftWidth !== '0px' || style.borderTopWidth !== '0px';
      };
      return elements.filter(isMeant).map((element) => element.getBoundingClientRect().top);
    }, by);
    const lines = await this.lines(group);
    return lines.filter(({ top }) => tops.some((mark) => Math.abs(mark - top) < 2)).map(({ text }) => text);
  }

  private async lines(group: number): Promise<Row[]> {
    return (await this.rows(group, '.view-lines .view-line')).sort((a, b) => a.top - b.top);
  }

  /** One question for all rows: a second of typing has no time for one for each. */
  private async rows(group: number, selector: string): Promise<Row[]> {
    const rows = await this.group(group)
      .locator(selector)
      .evaluateAll((elements) =>
        elements.map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' })),
      );
    return rows.map(({ top, text }) => ({ top, text: text.replaceAll('\u00a0', ' ') }));
  }

  private async pick(key: string, text: string, expected: string): Promise<void> {
    await this.press(key);
    await this.fillQuickInput(text);
    const label = this.page
      .locator('.quick-input-widget .monaco-list-row .label-name')
      .getByText(expected, { exact: true });
    await label.first().click({ timeout: 15_000 });
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  private async fillQuickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor({ timeout: 10_000 });
    await input.fill(text);
  }
}
