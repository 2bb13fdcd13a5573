// What a typist does, as lines of text. `in` opens a file, the others say where the hands go:
//
//     in templates/web.yaml
//     line kind: Pod          the cursor goes to the end of the first line with this text
//     behind tag: v1          … directly behind the text; `before` in front of it; `select` selects it
//     top / bottom            … to the beginning, to the end of the file
//     | name: web             Enter, this very indentation, and the rest of the line key by key
//     type foo⌫⏎              keys: ⏎ Enter, ⌫ backspace, → right, ⇲ to the end of the line
//     down                    the cursor goes to the end of the next line
//     indent A … B            selects from the line with A to the line with B and presses Tab
//     paste "a\n"             one edit, the text as JSON; so does `cut` with the selection
//     undo 3 / undo all       takes back so many keys, or all of this file
//     pause 700               nothing is typed for so many milliseconds
//     save
//
// A `#` in the first column is a remark.

import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { askedBy } from '../../client/extension/typing/asked.ts';
import type { Desk } from './desk.ts';
import { endOfLine, Keyboard, startOfLine } from './keyboard.ts';

export interface Typing {
  readonly desk: Desk;
  /** Milliseconds from key to key. */
  readonly pace: number;
  /** How long the hands rest once a file is opened. */
  readonly rest: number;
  /** The document's text is another now; it is called before time goes on. */
  readonly pressed: (path: string, text: string, before: string) => void;
  /** Time went by after a key, a pause or a save. */
  readonly settled: (what: string, path: string) => void;
  readonly saved: (path: string) => void;
}

/** Plays a script on open and closed files; gives the documents as they are in the end. */
export async function play(typing: Typing, script: string): Promise<ReadonlyMap<string, Keyboard>> {
  const typist = new Typist(typing);
  const lines = script.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  for (const line of lines.map((one) => one.slice(indent))) {
    if (line.startsWith('#')) continue;
    const [, verb = '', rest = ''] = /^(\S+) ?(.*)$/s.exec(line) ?? [];
    await typist.step(verb, rest);
  }
  return typist.documents;
}

class Typist {
  readonly documents = new Map<string, Keyboard>();
  readonly #typing: Typing;
  #path = '';
  #what = '';

  constructor(typing: Typing) {
    this.#typing = typing;
  }

  async step(verb: string, rest: string): Promise<void> {
    this.#what = `${verb} ${rest}`;
    if (verb === 'in') await this.#open(rest);
    else if (verb === '|') this.#line(rest);
    else if (verb === 'type') for (const key of rest) this.#key(key);
    else if (verb === 'undo') this.#undo(rest === 'all' ? Number.POSITIVE_INFINITY : Number(rest));
    else if (verb === 'pause') this.#wait(Number(rest));
    else if (verb === 'save') this.#save();
    else if (verb === 'paste') this.#press(() => this.#hands.insert(JSON.parse(rest) as string));
    else if (verb === 'cut') this.#press(() => this.#hands.insert(''));
    else if (verb === 'indent') this.#indent(rest);
    else this.#go(verb, rest);
  }

  get #hands(): Keyboard {
    return this.documents.get(this.#path) as Keyboard;
  }

  async #open(path: string): Promise<void> {
    this.#path = path;
    if (this.documents.has(path)) return;
    const { desk, rest } = this.#typing;
    const hands = new Keyboard(desk.disk(path), (changes) => desk.change(path, changes));
    this.documents.set(path, hands);
    desk.open(path);
    await desk.settle(rest);
  }

  #go(verb: string, what: string): void {
    const hands = this.#hands;
    const { text } = hands;
    if (verb === 'down') hands.put(endOfLine(text, text.indexOf('\n', hands.cursor) + 1));
    else if (verb === 'top') hands.put(0);
    else if (verb === 'bottom') hands.put(text.length);
    else this.#goTo(verb, this.#find(what), what.length);
  }

  #goTo(verb: string, start: number, length: number): void {
    const hands = this.#hands;
    if (verb === 'line') hands.put(endOfLine(hands.text, start));
    else if (verb === 'behind') hands.put(start + length);
    else if (verb === 'before') hands.put(start);
    else if (verb === 'select') hands.put(start + length, start);
    else throw new Error(`no hand does ${JSON.stringify(verb)}`);
  }

  #find(what: string): number {
    const start = this.#hands.text.indexOf(what);
    if (start < 0) throw new Error(`${JSON.stringify(what)} is not in ${this.#path}`);
    return start;
  }

  #indent(what: string): void {
    const [first = '', last = ''] = what.split(' … ');
    const start = this.#find(first);
    const end = this.#hands.text.indexOf(last, start);
    if (end < 0) throw new Error(`${JSON.stringify(last)} does not follow ${JSON.stringify(first)}`);
    this.#hands.put(endOfLine(this.#hands.text, end), start);
    this.#press(() => this.#hands.indentLines());
  }

  /** A line that the editor has put there already, an `end`, is gone down to. */
  #line(line: string): void {
    const hands = this.#hands;
    const next = endOfLine(hands.text, hands.cursor);
    const rest = hands.text.slice(next).replace(/^\r?\n/, '');
    const isThere = /^\s*\{\{- end \}\}$/.test(line) && rest.split(/\r?\n/)[0] === line;
    if (isThere && hands.cursor === next) {
      this.#go('down', '');
      return;
    }
    this.#key('⏎');
    const own = /^ */.exec(line)?.[0].length ?? 0;
    const here = () => hands.cursor - startOfLine(hands.text, hands.cursor);
    while (here() > own) this.#key('⌫');
    while (here() < own) this.#press(() => hands.insert(' '.repeat(Math.min(2, own - here()))));
    for (const key of line.slice(own)) this.#key(key);
  }

  #key(key: string): void {
    const hands = this.#hands;
    if (key === '→') hands.put(hands.cursor + 1);
    else if (key === '⇲') hands.put(endOfLine(hands.text, hands.cursor));
    else if (key === '⌫') this.#press(() => hands.backspace());
    else if (key === '⏎') this.#press(() => hands.enter());
    else this.#press(() => hands.type(key));
  }

  #undo(most: number): void {
    let isDone = false;
    for (let i = 0; i < most && !isDone; i++)
      this.#press(() => {
        isDone = !this.#hands.undo();
      }, false);
  }

  #save(): void {
    this.#typing.saved(this.#path);
    this.#typing.desk.save(this.#path, this.#hands.text);
    this.#wait(10);
  }

  /** One key; `follows`: the server may add to it, as it does where somebody types. */
  #press(work: () => void, follows = true): void {
    const { desk, pace, pressed } = this.#typing;
    const hands = this.#hands;
    const before = hands.text;
    work();
    if (hands.text === before) return;
    pressed(this.#path, hands.text, before);
    desk.advance(2);
    const asked =
      follows && this.#path.includes('templates/')
        ? askedBy(hands.last, (at) => hands.text.split(/\r?\n/)[at] ?? '')
        : undefined;
    const more = asked && desk.typed(this.#path, asked);
    if (more) {
      const between = hands.text;
      hands.follow(more);
      pressed(this.#path, hands.text, between);
    }
    if (/[. $]$/.test(hands.text.slice(0, hands.cursor))) this.#complete();
    this.#wait(pace - 2);
  }

  /** Editors ask for completions while one types; what goes wrong then stands in the log. */
  #complete(): void {
    const { text, cursor } = this.#hands;
    const { desk } = this.#typing;
    desk.complete(this.#path, positionAt(lineIndex(text), cursor));
  }

  #wait(milliseconds: number): void {
    this.#typing.desk.advance(milliseconds);
    this.#typing.settled(this.#what, this.#path);
  }
}
