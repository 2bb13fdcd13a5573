// What the text that a named template prints is read back as (`include "x" . | fromYaml`), in terms of the template's dot:
// tables that it prints whole, and keys that its text writes with what stands behind them.

import type { ActionNode, ListNode, Node, OperandNode, PipeNode, TemplateNode } from '#engine/template/node.ts';
import { type NamedBody, type TemplateView, unwrapped } from '../documents/template.ts';
import { evaluatePipe } from './evaluate.ts';
import { yamlIn } from './evaluate-functions.ts';
import { scopeAt } from './scope.ts';
import { dictOf, included, NOTHING, one, type Possible, type Ref, UNKNOWN, union } from './value.ts';

const memo = new WeakMap<NamedBody, Possible>();

/** Read once per text. */
export function printedYaml(view: TemplateView, body: NamedBody): Possible {
  let known = memo.get(body);
  if (known === undefined) memo.set(body, (known = new Printer(view).print(body.list)));
  return known;
}

/** A place of the text that is read back: the whole, or what stands under a key. */
interface Place {
  readonly entries: Map<string, Place>;
  readonly values: Possible[];
  /** Something stands there that is not understood. */
  isOpen: boolean;
}

interface Level {
  readonly column: number;
  readonly place: Place;
}

/** A key at the beginning of a line, what stands behind it on the line, and all that is no such line. */
const KEY = /^( *)(?:"([^"\\]*)"|'([^']*)'|([A-Za-z_][\w./-]*)):(?:[ \t]+(.*))?$/;

/** Goes over what is printed in the order of the text, with the keys that the place at hand lies under. */
class Printer {
  readonly #view: TemplateView;
  readonly #root = newPlace();
  #levels: Level[] = [];
  /** What was printed on the line at hand, where that is written out; undefined behind an action. */
  #line: string | undefined = '';
  /** The line stands in a text of several lines. */
  #block: number | undefined;

  constructor(view: TemplateView) {
    this.#view = view;
  }

  print(list: ListNode): Possible {
    this.#list(list);
    this.#text('\n');
    return placeValue(this.#root);
  }

  #list({ nodes }: ListNode): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'text':
        this.#text(node.text);
        break;
      case 'action':
        if (node.pipe.decl.length === 0 && !isSilent(node)) this.#printed(node.pipe, this.#valueOf(node.pipe));
        break;
      case 'template':
        this.#printed(null, this.#templateValue(node));
        break;
      case 'if':
      case 'with':
      case 'range':
        this.#list(node.list);
        if (node.elseList) this.#list(node.elseList);
        break;
      case 'error':
        this.#at(0).isOpen = true;
        break;
    }
  }

  #valueOf(pipe: PipeNode): Possible {
    return evaluatePipe(scopeAt(this.#view, pipe.span.start), pipe);
  }

  #templateValue({ name, pipe }: TemplateNode): Possible {
    const data = pipe ? this.#valueOf(pipe) : NOTHING;
    const of = included(name, data, []);
    return one({ kind: 'text', parts: [{ of, how: 'yaml' }] });
  }

  #text(text: string): void {
    const [first = '', ...more] = text.split('\n');
    if (this.#line !== undefined) this.#line += first;
    for (const line of more) {
      this.#endLine();
      this.#line = line;
    }
  }

  /** A line that is written out as a whole. */
  #endLine(): void {
    const line = this.#line;
    if (line === undefined || line.trim() === '' || /^\s*#|^---\s*$/.test(line)) return;
    const column = line.search(/\S/);
    if (this.#isInBlock(column)) return;
    const rest = this.#openKey(line)?.rest.trim();
    if (rest === undefined) {
      if (!/^\s*[\]}]|^\s*(?:\{\}|\[\])\s*$/.test(line)) this.#at(column).isOpen = true;
    } else if (/^[|>][\d+-]*$/.test(rest)) this.#block = column;
    else if (/^[&*{[]/.test(rest) && !/^(?:\{\}|\[\])$/.test(rest)) this.#top().isOpen = true;
  }

  #isInBlock(column: number): boolean {
    if (this.#block !== undefined && column <= this.#block) this.#block = undefined;
    return this.#block !== undefined;
  }

  /** Goes under the key that the line begins with. */
  #openKey(line: string): { readonly rest: string } | undefined {
    const match = KEY.exec(line);
    if (match === null) return undefined;
    const [, space = '', double, single, plain, rest = ''] = match;
    const column = space.length;
    const around = this.#at(column);
    const key = double ?? single ?? plain ?? '';
    let place = around.entries.get(key);
    if (place === undefined) around.entries.set(key, (place = newPlace()));
    this.#levels.push({ column, place });
    return { rest };
  }

  /** What a line of this column adds to: the place of the nearest key further left. */
  #at(column: number): Place {
    while (this.#levels.length > 0 && (this.#levels.at(-1) as Level).column >= column) this.#levels.pop();
    return this.#top();
  }

  #top(): Place {
    return this.#levels.at(-1)?.place ?? this.#root;
  }

  #printed(pipe: PipeNode | null, value: Possible): void {
    const line = this.#line;
    this.#line = undefined;
    const moved = pipe ? movedTo(pipe) : undefined;
    const written = line?.search(/\S/) ?? -1;
    if (line !== undefined && written >= 0) {
      if (!this.#isInBlock(written)) this.#behind(line.trimEnd(), value);
    } else if (moved !== undefined) {
      if (!this.#isInBlock(moved)) this.#at(moved).values.push(readBack(value));
    } else if (line !== undefined && !this.#isInBlock(line.length)) this.#at(line.length).values.push(readBack(value));
    // Behind another action on its line it adds to a text, or that printed nothing.
    else if (this.#block === undefined) this.#top().values.push(readBack(value));
  }

  /** An action behind a key: what it prints stands under the key. */
  #behind(line: string, value: Possible): void {
    const key = this.#openKey(line);
    if (key === undefined) this.#at(line.search(/\S/)).isOpen = true;
    else if (key.rest === '' || /^["']$/.test(key.rest))
      this.#top().values.push(isTable(value) ? readBack(value) : scalar(value));
  }
}

function newPlace(): Place {
  return { entries: new Map(), values: [], isOpen: false };
}

function placeValue({ entries, values, isOpen }: Place): Possible {
  const own = new Map([...entries].map(([key, place]) => [key, placeValue(place)]));
  const all = union([...(own.size > 0 ? [one(dictOf(own))] : []), ...values]);
  return isOpen ? { ...all, complete: false } : all;
}

/** Of an action that stands alone: the table that it prints. */
function readBack(value: Possible): Possible {
  if (value.refs.length === 0) return value.complete ? NOTHING : UNKNOWN;
  return union(value.refs.map((ref) => yamlIn(ref) ?? (isPlainText(ref) ? NOTHING : UNKNOWN)));
}

/** A text of which nothing is known but what is written out. */
function isPlainText(ref: Ref): boolean {
  return ref.kind === 'text' && ref.parts.every((part) => typeof part === 'string' && !part.includes(':'));
}

function isTable(value: Possible): boolean {
  return value.refs.some((ref) => yamlIn(ref) !== undefined);
}

/** `key: {{ .Values.x }}`: what is read back is the value. */
function scalar(value: Possible): Possible {
  return { ...value, refs: value.refs.filter((ref) => ref.kind === 'path') };
}

/** The column that `nindent 4` and `indent 4` put a text at; undefined for other pipelines. */
function movedTo(pipe: PipeNode): number | undefined {
  const [called, count] = pipe.cmds.at(-1)?.args.map(unwrapped) ?? [];
  if (called?.kind !== 'identifier' || !/^n?indent$/.test(called.ident)) return undefined;
  return isNumber(count) ? Number(count.int) : undefined;
}

function isNumber(node: OperandNode | undefined): node is Extract<OperandNode, { kind: 'number' }> & { int: bigint } {
  return node?.kind === 'number' && node.int !== undefined;
}

/** `{{ fail "…" }}` prints nothing. */
function isSilent({ pipe }: ActionNode): boolean {
  const first = pipe.cmds.at(-1)?.args[0];
  const node = first && unwrapped(first);
  return node?.kind === 'identifier' && node.ident === 'fail';
}
