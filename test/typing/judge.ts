// Judges a sitting after every key: the preview against a whole fresh render of the very texts, diagnostics by how long
// they stay. What is wrong is a line of text; a sitting without lines is a good one.
//
// The laws, for a typist of one key every 120 ms:
//  1. The preview is never empty. When the texts are valid it shows what a fresh render of them shows, and does not say
//     that it is older. When they are not it shows what it showed for the last valid texts, says that it is older, and why.
//  2. A template that showed something and would show nothing, because a condition or a value is half typed, keeps what it
//     showed, marked as older, until a pause of 500 ms or a save; then it says why it shows nothing.
//  3. A diagnostic does not come up with one key and go with one of the next two. One that came up in a pause of 500 ms,
//     or with a save, may: nobody was typing then. None comes up in another file than the one that is typed in.
//
// At 600 ms a key every key is followed by such a pause, so that errors of the action that is written do come and go (the
// pause is the only sign there is that somebody wants to know). What holds there: none comes up before the pause is over.

import { writesNothing } from '#engine/template/watch.ts';
import { carrySpan, driftOf } from '#language/workspace/drift.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import type { Finding, Rendering } from '#language/workspace/rendering.ts';
import { applyChanges, type Change, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import { DEFAULT_SETTINGS, type PreviewResult, type Settings } from '#protocol';
import { checkChart, syntaxFindings } from '../../server/lsp/features.ts';
import { Desk, WORKSPACE } from './desk.ts';
import { play } from './script.ts';

export interface Sitting {
  /** Files by path below the chart's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** The template whose preview is open. */
  readonly watch: string;
  readonly pace?: number;
  /**
   * How long a render takes. When it is longer than the pace, the preview of a moment is that of some text before, so that
   * it is not compared; that it is never empty, and what diagnostics do, is judged all the same.
   */
  readonly renderMs?: number;
  readonly settings?: Partial<Settings>;
}

/** How long nothing is typed before errors of what is being written are told. */
const PAUSE_MS = 500;
const CHART = 'chart';
/** The fresh render has a folder of its own, so that it shares no memo with the server. */
const FRESH = 'file:///fresh/chart';

/** Types the script; gives what was wrong, at most one line for each kind of it, and the texts in the end. */
export async function judge(
  sitting: Sitting,
  script: string,
): Promise<{ wrong: string[]; texts: Map<string, string> }> {
  const judged = new Judge(sitting);
  return judged.run(script);
}

interface Live {
  readonly uri: string;
  readonly code: string;
  readonly message: string;
  start: number;
  /** The key that it came up with; undefined: in a pause, by a save, or before. */
  readonly born: number | undefined;
}

class Judge {
  readonly #desk: Desk;
  readonly #sitting: Sitting;
  readonly #pace: number;
  readonly #wrong = new Map<string, string>();
  #live: Live[] = [];
  #keys = 0;
  #keyAt = Number.NEGATIVE_INFINITY;
  #savedAt = Number.NEGATIVE_INFINITY;
  #path = '';
  /** The template that the preview shows. */
  #target: string;
  #of: string | undefined;
  #typedIn = '';
  #what = 'open';
  #fresh: Snapshot;
  #freshTexts = new Map<string, string>();
  #names: ReadonlyMap<string, string> = new Map();
  /** What the preview is to show while nothing newer is valid. */
  #shown: string | undefined;
  #showsNothing = false;
  #savedTexts = new Map<string, string>();

  constructor(sitting: Sitting) {
    this.#sitting = sitting;
    this.#target = sitting.watch;
    this.#pace = sitting.pace ?? 120;
    const files = new Map([...sitting.files].map(([path, text]) => [`${CHART}/${path}`, text]));
    this.#desk = new Desk(
      files,
      { published: (uri, findings) => this.#published(uri, findings), rendered: () => this.#rendered() },
      sitting.renderMs ?? 30,
      sitting.settings,
    );
    const changes = [...sitting.files].map(([path, text]): Change => ({ kind: 'file', uri: `${FRESH}/${path}`, text }));
    const settings = { ...DEFAULT_SETTINGS, ...sitting.settings };
    this.#fresh = applyChanges(EMPTY_SNAPSHOT, [
      ...changes,
      { kind: 'settings', settings },
      { kind: 'loaded', folder: FRESH },
    ]);
  }

  async run(script: string): Promise<{ wrong: string[]; texts: Map<string, string> }> {
    const desk = this.#desk;
    desk.open(`${CHART}/${this.#sitting.watch}`);
    await desk.settle(this.#isSlow ? 0 : 2000);
    const whole = renderChart(this.#fresh, FRESH);
    this.#names = new Map(whole.templates.map(({ uri, name }) => [uri, name]));
    this.#look('open');
    const documents = await play(
      {
        desk: this.#scoped(),
        pace: this.#pace,
        rest: this.#isSlow ? 0 : 2000,
        pressed: (path, text, before) => this.#pressed(path, text, before),
        settled: (what) => this.#look(what),
        saved: (path) => this.#saved(path),
      },
      script,
    );
    desk.advance(this.#isSlow ? 10_000 : 2000);
    this.#look('in the end');
    for (const [path, { text }] of documents) {
      this.#saved(path);
      desk.save(`${CHART}/${path}`, text);
    }
    desk.advance(5000);
    this.#rest();
    for (const line of desk.log) this.#fail('log', line);
    return { wrong: [...this.#wrong.values()], texts: new Map([...documents].map(([path, { text }]) => [path, text])) };
  }

  /** Paths of scripts are the chart's. */
  #scoped(): Desk {
    const desk = this.#desk;
    return new Proxy(desk, {
      get: (_, name) => {
        const own = desk[name as keyof Desk] as unknown;
        if (typeof own !== 'function') return own;
        const scoped = ['disk', 'open', 'change', 'save', 'typed', 'complete'].includes(String(name));
        return (first: unknown, ...rest: unknown[]) =>
          (own as (...all: unknown[]) => unknown).call(desk, scoped ? `${CHART}/${String(first)}` : first, ...rest);
      },
    });
  }

  #pressed(path: string, text: string, before: string): void {
    this.#keys++;
    this.#keyAt = this.#desk.now;
    this.#path = path;
    this.#typedIn = `${WORKSPACE}/${CHART}/${path}`;
    if (!this.#savedTexts.has(path)) this.#savedTexts.set(path, before);
    const drift = driftOf(before, text);
    for (const live of this.#live) {
      if (live.uri === this.#typedIn) live.start = carrySpan(drift, { start: live.start, end: live.start }).start;
    }
    this.#freshTexts.set(path, text);
    this.#fresh = applyChanges(this.#fresh, [{ kind: 'file', uri: `${FRESH}/${path}`, text }]);
  }

  #saved(path: string): void {
    this.#savedAt = this.#desk.now;
    this.#savedTexts.set(path, this.#freshTexts.get(path) ?? '');
  }

  get #isSlow(): boolean {
    return (this.#sitting.renderMs ?? 0) > this.#pace;
  }

  get #isTyping(): boolean {
    const isChanged = [...this.#savedTexts].some(([path, text]) => text !== (this.#freshTexts.get(path) ?? text));
    return isChanged && this.#desk.now - this.#keyAt < PAUSE_MS && this.#savedAt < this.#keyAt;
  }

  /** The client asks for its preview again with every render. */
  #rendered(): void {
    const { text } = this.#desk.preview(`${CHART}/${this.#sitting.watch}`);
    if (text.trim() === '') this.#fail('empty', 'an empty preview flashes up');
    if (isExplanation(text) && this.#isTyping && !this.#showsNothing)
      this.#fail('explained', 'the reason for an empty template flashes up');
  }

  #look(what: string): void {
    this.#what = what;
    const held = this.#desk.session.snapshot.files.get(this.#typedIn)?.text;
    if (held !== undefined && held !== this.#freshTexts.get(this.#path))
      this.#fail('text', `the server has another text: ${difference(this.#freshTexts.get(this.#path) ?? '', held)}`);
    if (this.#isSlow && this.#desk.now - this.#keyAt < 2000) return;
    const { text, stale, errors, of, generation } = this.#desk.preview(`${CHART}/${this.#sitting.watch}`);
    // The client says that it renders.
    if (generation === 0) return;
    this.#follow(of);
    if (text.trim() === '') this.#fail('empty', 'the preview is empty');
    if (this.#keys % 16 === 0 && this.#desk.preview(`${CHART}/${this.#sitting.watch}`, 'chart').text.trim() === '')
      this.#fail('release', 'the preview of the release is empty');
    const fresh = this.#valid();
    if (fresh === undefined) {
      if (!stale || errors.length === 0)
        this.#fail('unmarked', `an older text is not marked (${errors.length} errors)`);
      if (text !== this.#shown && !this.#isSlow)
        this.#fail('lost', `the last good output is gone: ${difference(this.#shown ?? '', text)}`);
      return;
    }
    if (writesNothing(fresh)) this.#lookAtNothing(text, stale);
    else this.#lookAtText(text, fresh, stale, errors);
  }

  /** A file of helpers is shown by a template that uses it, and goes on being shown by that one. */
  #follow(of: string): void {
    if (this.#of !== undefined && of !== this.#of) this.#fail('other', `shown is "${of}", no longer "${this.#of}"`);
    this.#of = of;
    const name = /^(\S+), which uses /.exec(of)?.[1];
    for (const uri of this.#names.keys())
      if (name !== undefined && uri.endsWith(`/${name}`)) this.#target = uri.slice(FRESH.length + 1);
  }

  #lookAtText(text: string, fresh: string, stale: boolean, errors: PreviewResult['errors']): void {
    if (text !== fresh) this.#fail('old', `not what a fresh render shows: ${difference(fresh, text)}`);
    if (stale || errors.length > 0) this.#fail('marked', `marked as older: ${errors.map(({ message }) => message)}`);
    this.#shown = text;
    this.#showsNothing = false;
  }

  #lookAtNothing(text: string, stale: boolean): void {
    if (this.#isTyping && !this.#showsNothing) {
      if (text !== this.#shown)
        this.#fail('kept', `what it showed is not kept: ${difference(this.#shown ?? '', text)}`);
      if (!stale) this.#fail('unmarked', 'what is kept is not marked');
      return;
    }
    if (!isExplanation(text)) this.#fail('unexplained', `it does not say why it is empty: ${text.slice(0, 200)}`);
    this.#shown = text;
    this.#showsNothing = true;
  }

  /** What a fresh render of the watched template shows; undefined when the texts are not valid. */
  #valid(): string | undefined {
    const watched = `${FRESH}/${this.#target}`;
    // What Go's parser refuses keeps the whole chart from rendering: there is no need to try.
    if (this.#path === this.#target && syntaxFindings(this.#fresh, `${FRESH}/${this.#path}`).length > 0)
      return undefined;
    const skip = new Map(
      [...this.#names].filter(([uri]) => uri !== watched).map(([, name]) => [name, 'not looked at']),
    );
    const rendering = renderChart(this.#fresh, FRESH, () => false, { skip });
    return outputOf(rendering, watched);
  }

  #published(uri: string, findings: readonly Finding[]): void {
    const stood = this.#live.filter((live) => live.uri === uri);
    const now = findings.map((finding): Live => {
      const { code, message, span } = finding;
      const known = stood.find((live) => live.code === code && live.start === span.start);
      return { uri, code, message, start: span.start, born: known ? known.born : this.#birth(uri, message) };
    });
    for (const gone of stood) {
      if (now.some(({ code, start }) => code === gone.code && start === gone.start)) continue;
      if (gone.born === undefined || this.#keys - gone.born > 2 || this.#savedAt >= this.#keyAt) continue;
      this.#fail(
        'flash',
        `${uri.slice(WORKSPACE.length + 1)}: "${gone.message}" flashes up for ${this.#keys - gone.born} keys`,
      );
    }
    this.#live = [...this.#live.filter((live) => live.uri !== uri), ...now];
  }

  #birth(uri: string, message: string): number | undefined {
    const isSaved = this.#savedAt >= this.#keyAt;
    const isPaused = this.#desk.now - this.#keyAt >= PAUSE_MS || isSaved;
    const isElsewhere = uri !== this.#typedIn && this.#keys > 0;
    if (isElsewhere && !isSaved && !(isPaused && this.#isSlow))
      this.#fail('elsewhere', `${uri}: "${message}" comes up while another file is typed in`);
    if (isPaused) return undefined;
    if (this.#pace > PAUSE_MS) this.#fail('early', `${uri}: "${message}" comes up before the pause is over`);
    return this.#keys;
  }

  /** Everything is saved: what is shown is what a fresh server would show. */
  #rest(): void {
    const whole = renderChart(this.#fresh, FRESH);
    const { files, chart } = checkChart(this.#fresh, FRESH, whole);
    const fresh = [...files.values(), ...chart.values()]
      .flat()
      .map((one) => `${one.uri.slice(FRESH.length)} ${one.message}`);
    const live = this.#live.map((one) => `${one.uri.slice(WORKSPACE.length + 1 + CHART.length)} ${one.message}`);
    for (const line of fresh) if (!live.includes(line)) this.#fail('untold', `not told in the end: ${line}`);
    for (const line of live) if (!fresh.includes(line)) this.#fail('left', `still told in the end: ${line}`);
    const shown = this.#desk.preview(`${CHART}/${this.#sitting.watch}`);
    const expected = outputOf(whole, `${FRESH}/${this.#target}`);
    if (expected !== undefined && !writesNothing(expected) && shown.text !== expected)
      this.#fail('end', `the preview in the end: ${difference(expected, shown.text)}`);
  }

  #fail(kind: string, what: string): void {
    if (!this.#wrong.has(kind)) this.#wrong.set(kind, `key ${this.#keys} (${this.#what}): ${what}`);
  }
}

const BLIND: ReadonlySet<string> = new Set(['chart-load', 'values-parse']);

function outputOf({ errors, templates }: Rendering, uri: string): string | undefined {
  if (errors.some(({ code }) => BLIND.has(code))) return undefined;
  const template = templates.find((one) => one.uri === uri);
  // One that is no part of the release renders nothing.
  if (template === undefined) return '';
  return template.failed ? undefined : template.output.text;
}

function isExplanation(text: string): boolean {
  return /^# \S+ renders nothing/.test(text);
}

/** The first line in which two texts differ. */
function difference(expected: string, got: string): string {
  const [a, b] = [expected.split('\n'), got.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  const line = at < 0 ? a.length : at;
  return `line ${line + 1} is ${JSON.stringify(b[line])}, not ${JSON.stringify(a[line])}`;
}
