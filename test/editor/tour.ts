// Walks examples/TOUR.md in the window that `npm start` opens: does what it tells, checks what it promises, and takes a
// picture of each result, dark on the desktop and light in the browser.

import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, type Hunk, readTour } from '../examples/tour.ts';
import { ROOT, SCREENSHOTS } from './places.ts';
import { Failed, type Scenario } from './report.ts';
import type { Workbench } from './workbench.ts';

/** The browser says which of the two themes is wanted, so that both are seen without a change of settings. */
export const TOUR_SETTINGS = {
  'editor.autoClosingBrackets': 'languageDefined',
  'editor.cursorBlinking': 'solid',
  'window.autoDetectColorScheme': true,
  'workbench.preferredDarkColorTheme': 'Default Dark Modern',
  'workbench.preferredLightColorTheme': 'Default Light Modern',
};

const THEMES = { dark: 'vs-dark', light: 'vs' } as const;
/** Results whose pictures stand in the README. They are renewed when someone asks for it, and then looks at them. */
const README: Readonly<Record<string, string>> = {
  '1 change an image tag a': 'preview',
  '4 enable the ingress a': 'nothing-rendered',
  '6 click an output line a': 'click',
};
const TEMPLATE = 'data-platform/templates/ingest/deployment.yaml';
/** On a machine that does much else a second is not enough; how long it took is printed. */
const PATIENCE_MS = 20_000;

export function tourScenarios(workbench: Workbench, door: string): Scenario[] {
  const tour = new Tour(workbench, door);
  const steps = readTour(readFileSync(join(ROOT, 'examples/TOUR.md'), 'utf8'));
  return [
    { name: `${door}: npm start opens values, a template and its preview`, run: () => tour.begin() },
    ...steps.map(({ title, actions }) => ({
      name: `${door}: the tour, ${title.replace('. ', ': ')}`,
      run: () => tour.walk(title, actions),
    })),
  ];
}

class Tour {
  readonly #workbench: Workbench;
  readonly #door: string;
  #pictures = 0;
  #title = '';
  #clicked = { path: '', text: '' };

  constructor(workbench: Workbench, door: string) {
    this.#workbench = workbench;
    this.#door = door;
  }

  async begin(): Promise<void> {
    const workbench = this.#workbench;
    const shown = async () => {
      const names = ['values.yaml', 'deployment.yaml', nameOfPreview(TEMPLATE)];
      return Promise.all(names.map((name) => workbench.groupShowing(name)));
    };
    await workbench.until('the window', shown, (groups) => groups.join() === '0,1,2', 60_000);
    await this.#seen('the preview', TEMPLATE, (text) =>
      text.includes('image: docker.io/example/ingest-consumer:2026.1'),
    );
    await this.#marked(nameOfPreview(TEMPLATE), (numbers) => numbers.length === 1);
    await this.#noProblems();
    await this.#picture('0 start');
  }

  async walk(title: string, actions: readonly Action[]): Promise<void> {
    this.#title = title.replace(/^(\d+)\. /, '$1 ').toLowerCase();
    this.#pictures = 0;
    for (const [i, action] of actions.entries()) await this.#do(action, actions.slice(i + 1));
    // What breaks something is taken back before the next step.
    const broke = actions.filter((action) => action.kind === 'edit' && actions.some(({ kind }) => kind === 'problems'));
    for (const action of broke) if (action.kind === 'edit') await this.#undo(action.path, action.saves);
    await this.#noProblems();
  }

  async #do(action: Action, next: readonly Action[]): Promise<void> {
    if (action.kind === 'edit') await this.#edit(action.path, action.line, action.hunk, action.saves);
    else if (action.kind === 'values set') await this.#choose(action.file);
    else if (action.kind === 'click') await this.#click(action.path, action.text, next);
    else if (action.kind === 'problems') await this.#problems(action.lines);
    else if (action.kind === 'marked') await this.#allMarked(action.lines);
    else if (action.kind === 'preview has') await this.#has(action.path, action.text);
    else await this.#changes(action.path, action.hunk);
  }

  /** By hand: what differs is deleted and typed. */
  async #edit(path: string, line: number, hunk: Hunk, saves: boolean): Promise<void> {
    const workbench = this.#workbench;
    await this.#open(path);
    const { from, to, typed } = changeOf(hunk);
    await workbench.goTo(line, to + 1);
    await workbench.press(...Array<string>(to - from).fill('Backspace'));
    await workbench.type(typed);
    if (saves) await workbench.press('Control+s');
  }

  async #undo(path: string, saves: boolean): Promise<void> {
    await this.#open(path);
    await this.#workbench.press('Control+z');
    if (saves) await this.#workbench.press('Control+s');
  }

  async #choose(file: string): Promise<void> {
    const { page } = this.#workbench;
    await this.#workbench.commandWithList('Chartroom: Select Values Set…');
    const rows = page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: file }).first().waitFor({ timeout: PATIENCE_MS });
    await page.locator('.quick-input-widget input[type="text"]').first().fill(file);
    await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: file }).waitFor();
    await this.#workbench.press('Enter');
    const item = page.locator('[id$="chartroom.valuesSet"]');
    const short = file.replace(/^values-|\.yaml$/g, '');
    await this.#until(
      'the status item',
      async () => (await item.textContent()) ?? '',
      (text) => text.includes(short),
    );
  }

  async #changes(path: string, { before, after }: Hunk): Promise<void> {
    const shows = (text: string) => hasLines(text, after) && !hasLines(text, before);
    const took = await this.#seen('the change', path, shows);
    console.log(`        seen after ${took} ms`);
    await this.#picture();
  }

  /** Of a template that is not shown the tour has told to open it. The first line may need the wheel to be seen. */
  async #has(path: string, text: string): Promise<void> {
    if ((await this.#workbench.groupShowing(nameOfPreview(path))) < 0) await this.#open(path);
    const group = await this.#groupOf(path);
    await this.#workbench.scroll(group, 'up', (shown) => hasLines(shown, text));
    await this.#seen('the preview', path, (shown) => hasLines(shown, text));
    await this.#picture();
  }

  async #click(path: string, text: string, next: readonly Action[]): Promise<void> {
    const workbench = this.#workbench;
    const marked = next.flatMap((action) => (action.kind === 'marked' ? action.lines : []));
    // "Click the tabs of …": the template last, since the preview follows it.
    for (const line of [...marked].reverse()) await this.#open(line.slice(0, line.indexOf(':')));
    const group = await this.#groupOf(path);
    await workbench.scroll(group, 'up', () => false);
    // Not at the very edge, which a bar may cover.
    const beginsInSight = (shown: string) =>
      shown
        .split('\n')
        .slice(0, 15)
        .includes(text.split('\n')[0] ?? '');
    await workbench.scroll(group, 'down', (shown) => hasLines(shown, text) && beginsInSight(shown));
    await workbench.clickText(group, text);
    // Away from what would tell about itself.
    await workbench.page.mouse.move(200, 18);
    this.#clicked = { path, text };
  }

  async #allMarked(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const [, path, number, text] = /^(.*?):(\d+) {2}(.*)$/.exec(line) ?? [];
      const name = nameOf(path ?? '');
      await this.#marked(name, (numbers) => numbers.join() === number);
      const [marked] = await this.#workbench.markedLines(await this.#workbench.groupShowing(name));
      if (!marked?.includes(text ?? '')) throw new Failed(`marked in ${path}: ${marked}`);
    }
    await this.#picture();
    const [, path = '', number] = lines.map((line) => /^(.*\/values\.yaml):(\d+)/.exec(line)).find(Boolean) ?? [];
    if (number !== undefined) await this.#theOtherWay(path, Number(number));
  }

  /** The cursor on the value marks what became of it. */
  async #theOtherWay(values: string, line: number): Promise<void> {
    const { path, text } = this.#clicked;
    await this.#open(values);
    await this.#workbench.goTo(line, 1);
    const group = await this.#groupOf(path);
    const last = text.trimEnd().split('\n').at(-1) ?? '';
    await this.#until(
      'the output',
      () => this.#workbench.markedLines(group),
      (marked) => marked.includes(last),
    );
    await this.#picture();
  }

  async #marked(name: string, fits: (numbers: readonly number[]) => boolean): Promise<void> {
    const ask = async () => this.#workbench.markedNumbers(await this.#workbench.groupShowing(name));
    await this.#until(`the mark in ${name}`, ask, fits);
  }

  /** All that the Problems view lists, as `FILE:LINE  message`. */
  async #problems(lines: readonly string[]): Promise<void> {
    const { page } = this.#workbench;
    await this.#workbench.press('Control+Shift+m');
    await page.locator('.markers-panel').waitFor();
    await this.#until(
      'Problems',
      () => this.#listed(),
      (listed) => listed.join('\n') === lines.join('\n'),
    );
    await this.#picture();
    await this.#workbench.press('Control+j');
    await page.locator('.markers-panel').waitFor({ state: 'hidden' });
  }

  /** A screen reader is told the place and the message of each row. */
  async #listed(): Promise<string[]> {
    const labels = await this.#workbench.page
      .locator('.markers-panel .monaco-list-row')
      .evaluateAll((rows) =>
        rows
          .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((row) => row.getAttribute('aria-label') ?? ''),
      );
    let file = '';
    return labels.flatMap((label) => {
      const [, name, folder] = /problems in file (.*) of folder (.*)$/.exec(label) ?? [];
      if (name !== undefined) file = `${folder}/${name}`;
      const [, message, line] = /^\w+: (.*) at line (\d+) and character \d+\./.exec(label) ?? [];
      return name === undefined ? [`${file}:${line}  ${message}`] : [];
    });
  }

  async #noProblems(): Promise<void> {
    const item = this.#workbench.page.locator('[id="status.problems"]');
    const counts = async () => ((await item.textContent()) ?? '').match(/\d+/g)?.join() ?? '';
    await this.#until('no problems', counts, (text) => /^0(,0)*$/.test(text));
  }

  async #open(path: string): Promise<void> {
    const { page } = this.#workbench;
    const name = nameOf(path);
    const tab = page.locator(`.editor-group-container .tab[data-resource-name="${name}"]`);
    if ((await tab.count()) > 0) await tab.first().click();
    else await this.#workbench.openFile(path);
    await page.waitForSelector(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`);
  }

  /** The group in which the preview of this template is in front, once it is. */
  async #groupOf(path: string): Promise<number> {
    const ask = () => this.#workbench.groupShowing(nameOfPreview(path));
    await this.#until(`the preview of ${path}`, ask, (group) => group >= 0);
    return ask();
  }

  /** Milliseconds until what can be seen of the preview fits. */
  async #seen(what: string, path: string, fits: (text: string) => boolean): Promise<number> {
    const group = await this.#groupOf(path);
    return this.#until(what, () => this.#workbench.text(group), fits);
  }

  #until<T>(what: string, ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<number> {
    return this.#workbench.until(what, ask, fits, PATIENCE_MS);
  }

  /** Dark on the desktop and light in the browser; both in both when pictures are asked for. */
  async #picture(title = `${this.#title} ${'abc'[this.#pictures++]}`): Promise<void> {
    const { page } = this.#workbench;
    const notices = await page.locator('.notifications-toasts .notification-list-item').allTextContents();
    if (notices.length > 0) throw new Failed(`a notification: ${notices.join('; ')}`);
    // A list that offers what was typed is closed, as a reader would.
    if (await page.locator('.suggest-widget .monaco-list-row').first().isVisible())
      await this.#workbench.press('Escape');
    const own = this.#door === 'desktop' ? ('dark' as const) : ('light' as const);
    const other = own === 'dark' ? ('light' as const) : ('dark' as const);
    for (const theme of process.env.CHARTROOM_IMAGES ? [other, own] : [own]) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`.monaco-workbench.${THEMES[theme]}`).waitFor();
      await this.#workbench.stillScreenshot(`tour ${this.#door} ${title} ${theme}`);
    }
    const image = README[title];
    if (image !== undefined && this.#door === 'desktop' && process.env.CHARTROOM_IMAGES) await this.#image(image);
  }

  /** A picture of the README, which a reader sees at two thirds of its size: a smaller window with nothing but editors. */
  async #image(name: string): Promise<void> {
    const { page } = this.#workbench;
    const usual = page.viewportSize();
    await this.#workbench.press('Control+b');
    await page.setViewportSize({ width: 1200, height: 660 });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await this.#workbench.stillScreenshot(`README ${name}`);
      const taken = join(SCREENSHOTS, `README ${name}.png`);
      copyFileSync(taken, join(ROOT, `docs/images/${name}-${theme}.png`));
    }
    if (usual) await page.setViewportSize(usual);
    await this.#workbench.press('Control+b');
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function nameOfPreview(path: string): string {
  return `${nameOf(path)} (rendered)`;
}

function hasLines(text: string, lines: string): boolean {
  return `\n${text}\n`.includes(`\n${lines}`);
}

/** Columns, from 0, of what is taken away in the line that differs, in whole words, and what is typed instead. */
function changeOf({ before, after }: Hunk): { readonly from: number; readonly to: number; readonly typed: string } {
  const now = after.split('\n');
  const at = before.split('\n').findIndex((line, i) => line !== now[i]);
  const [old = '', typed = ''] = [before.split('\n')[at], now[at]];
  let from = 0;
  while (from < Math.min(old.length, typed.length) && old[from] === typed[from]) from++;
  let tail = 0;
  while (tail < Math.min(old.length, typed.length) - from && old.at(-1 - tail) === typed.at(-1 - tail)) tail++;
  // A word that is another one is typed anew; one that only loses letters is not.
  if (typed.length - tail > from) while (/\w/.test(old.at(-tail) ?? '') && tail > 0) tail--;
  return { from, to: old.length - tail, typed: typed.slice(from, typed.length - tail) };
}
