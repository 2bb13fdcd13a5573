// A VS Code workbench as a user's hands and eyes: open, press, type; what the editors, lists and panels say.

import { writeFileSync } from 'node:fs';
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
    const name = path.slice(path.lastIndexOf('/') + 1);
    const tab = this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`);
    // The list may still grow while it is clicked, and another row be hit.
    for (let tries = 0; tries < 3; tries++) {
      await this.pick('Control+p', path, name);
      const isOpen = await tab.waitFor({ timeout: 8000 }).then(
        () => true,
        () => false,
      );
      if (isOpen) break;
    }
    await tab.waitFor({ timeout: 1000 });
    await this.page.waitForSelector('.editor-group-container.active .view-line');
  }

  async command(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** A command whose own list takes the place of the list of commands. */
  async commandWithList(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title, false);
  }

  /** Puts the cursor on a line and column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.press('Control+g');
    await this.fillQuickInput(`:${line}:${column}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
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

  /** The group whose front tab has this name; -1: none. */
  async groupShowing(name: string): Promise<number> {
    return this.page
      .locator('.editor-group-container')
      .evaluateAll(
        (groups, wanted) =>
          groups.findIndex((one) => one.querySelector(`.tab.active[data-resource-name="${wanted}"]`) !== null),
        name,
      );
  }

  /** The numbers of the lines that are marked as the cursor's counterpart. */
  async markedNumbers(group: number): Promise<number[]> {
    const marks = await this.rows(group, '.view-overlays .cdr[class*="ced-"]');
    const numbers = await this.rows(group, '.margin-view-overlays .line-numbers');
    return numbers
      .filter(({ top }) => marks.some((mark) => Math.abs(mark.top - top) < 2))
      .map(({ text }) => Number(text))
      .sort((a, b) => a - b);
  }

  /** Turns the wheel over an editor group until what can be seen fits, or the end is reached; the focus stays. */
  async scroll(group: number, direction: 'up' | 'down', fits: (text: string) => boolean): Promise<void> {
    const box = await this.group(group).locator('.monaco-editor').first().boundingBox();
    if (!box) throw new Failed(`group ${group} shows no editor`);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    let same = 0;
    for (let before = ''; same < 5; ) {
      const text = await this.text(group);
      if (fits(text)) return;
      same = text === before ? same + 1 : 0;
      before = text;
      // One turn of a wheel is a few lines, whatever is asked for.
      await this.page.mouse.wheel(0, direction === 'up' ? -100 : 100);
      await this.page.waitForTimeout(30);
    }
  }

  /** Clicks into the middle of the text of the last of these lines, which stand one below the other. */
  async clickText(group: number, text: string): Promise<void> {
    const wanted = text.trimEnd().split('\n');
    const lines = await this.lines(group);
    const at = lines.findIndex((_, i) => wanted.every((line, j) => lines[i + j]?.text === line));
    const top = lines[at + wanted.length - 1]?.top;
    if (at < 0 || top === undefined) throw new Failed(`not in sight: ${text}`);
    const all = this.group(group).locator('.view-lines .view-line');
    const tops = await all.evaluateAll((elements) => elements.map((one) => one.getBoundingClientRect().top));
    const box = await all.nth(tops.indexOf(top)).locator('span span').last().boundingBox();
    if (!box) throw new Failed(`cannot be clicked: ${text}`);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
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

  /** Once nothing has moved for a while (colours of a theme come late), or after some seconds. */
  async stillScreenshot(name: string): Promise<void> {
    let before = await this.page.screenshot();
    let same = 0;
    for (const end = Date.now() + 5000; same < 3 && Date.now() < end; ) {
      await this.page.waitForTimeout(150);
      const now = await this.page.screenshot();
      same = now.equals(before) ? same + 1 : 0;
      before = now;
    }
    writeFileSync(join(SCREENSHOTS, `${name}.png`), before);
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

  private async pick(key: string, text: string, expected: string, closes = true): Promise<void> {
    await this.press(key);
    await this.fillQuickInput(text);
    // What was typed is marked inside of names: only a whole name counts.
    const whole = new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    const label = this.page.locator('.quick-input-widget .monaco-list-row .label-name').filter({ hasText: whole });
    await label.first().waitFor({ timeout: 15_000 });
    await this.atRest(this.page.locator('.quick-input-widget .monaco-list-row'));
    await label.first().click({ timeout: 15_000 });
    if (closes) await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** A list that still grows would have another row under the pointer by the time of the click. */
  private async atRest(rows: Locator): Promise<void> {
    for (let before = '', tries = 0; tries < 20; tries++) {
      const now = (await rows.allTextContents()).join('\n');
      if (now === before) return;
      before = now;
      await this.page.waitForTimeout(300);
    }
  }

  private async fillQuickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor({ timeout: 10_000 });
    await input.fill(text);
  }
}
