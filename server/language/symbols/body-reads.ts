// Which keys of its dot the body of a named template reads, how (guarded or not), and to which templates it hands it on.

import type { AnyNode, BranchNode, CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { childrenOf, type NamedBody, type TemplateView, unwrapped } from '../documents/template.ts';
import type { Step } from '../documents/values.ts';
import { type TemplateCall, usesOf } from './calls.ts';
import { evaluateOperand } from './evaluate.ts';
import { type Scope, scopeAt } from './scope.ts';
import { fieldOf, NOTHING, type Possible } from './value.ts';

/** One place that reads below the dot: `.port`, `$.context.Values`, `index . "port"`. */
export interface KeyRead {
  /** At least one step; the first is the key. */
  readonly path: readonly Step[];
  /** What is read, as written. */
  readonly span: Span;
  /** Nothing goes wrong without the key: it is tested, has a default, or is read only where a key was tested. */
  readonly isGuarded: boolean;
}

/** A named template that is included with the dot, with a part of it, or with a dict made of such. */
export interface HandedOn {
  readonly name: string;
  readonly data: Possible;
  readonly isGuarded: boolean;
}

export interface BodyReads {
  /** In the order of the text. */
  readonly reads: readonly KeyRead[];
  readonly handedOn: readonly HandedOn[];
  /** The dot is also used as a whole (`toYaml .`, `range $k, $v := .`), so any key may matter. */
  readonly isOpen: boolean;
}

const memo = new WeakMap<NamedBody, BodyReads>();

/** Read once per text. Defines inside the body are bodies of their own. */
export function readsOf(view: TemplateView, body: NamedBody): BodyReads {
  let known = memo.get(body);
  if (known === undefined) memo.set(body, (known = new Reader(view).read(body)));
  return known;
}

/** Functions that take an absent value for an answer. */
const TESTS: ReadonlySet<string> = new Set(
  'default coalesce or and not empty hasKey dig kindIs kindOf typeIs typeOf typeIsLike'.split(' '),
);

/** Functions whose arguments behind the first name keys of it. */
const KEYED: ReadonlySet<string> = new Set(['index', 'get', 'hasKey']);

interface Mode {
  /** What is read now may be absent. */
  readonly isGuarded: boolean;
  /** What is read now is asked for, whatever tests it. */
  readonly isForced?: boolean;
  /** The dot itself is handed to a template, which is no use of all its keys. */
  readonly isHanded: boolean;
}

class Reader {
  readonly #view: TemplateView;
  #reads: KeyRead[] = [];
  #handedOn: HandedOn[] = [];
  readonly #calls: ReadonlyMap<number, TemplateCall>;
  #isOpen = false;
  /** The outermost pipeline at hand: all in it has one scope. */
  #place: { readonly span: Span; readonly scope: Scope } | undefined;

  constructor(view: TemplateView) {
    this.#view = view;
    this.#calls = new Map(usesOf(view).calls.map((call) => [call.span.start, call]));
  }

  read(body: NamedBody): BodyReads {
    this.#visit(body.list, { isGuarded: false, isHanded: false });
    return { reads: this.#reads, handedOn: this.#handedOn, isOpen: this.#isOpen };
  }

  #visit(node: AnyNode, mode: Mode): void {
    switch (node.kind) {
      case 'define':
        break;
      case 'if':
      case 'with':
      case 'range':
        this.#branch(node, mode);
        break;
      case 'action':
        // `$port := .port` reads nothing yet: what is done with the variable tells.
        if (node.pipe.decl.length === 0 || !isBare(node.pipe)) this.#pipe(node.pipe, mode);
        break;
      case 'template':
        this.#handOn(node.head.start, mode);
        if (node.pipe) this.#visit(node.pipe, { ...mode, isHanded: true });
        break;
      case 'pipe':
        this.#pipe(node, mode);
        break;
      case 'command':
        this.#command(node, mode);
        break;
      case 'dot':
      case 'field':
      case 'variable':
        this.#operand(node, mode);
        break;
      case 'chain':
        this.#operand(node, mode);
        // What is in the parentheses was read as the beginning of the chain; it may read other things as well.
        this.#visit(node.node, { isGuarded: true, isHanded: true });
        break;
      default:
        for (const child of childrenOf(node)) this.#visit(child, mode);
    }
  }

  #branch(node: BranchNode, mode: Mode): void {
    this.#visit(node.pipe, { ...mode, isGuarded: true });
    const tested = this.#testsKey(node);
    // A key without which the template fails is asked for, however it is tested.
    if (tested && callsFail(node.list)) this.#visit(node.pipe, { ...mode, isGuarded: false, isForced: true });
    const inner = tested ? { ...mode, isGuarded: true } : mode;
    this.#visit(node.list, inner);
    if (node.elseList) this.#visit(node.elseList, inner);
  }

  /** Whether a block's head reads a key of the dot itself, so that what is inside depends on what was handed in. */
  #testsKey(node: BranchNode): boolean {
    const [reads, handedOn, isOpen] = [this.#reads, this.#handedOn, this.#isOpen];
    // What was noted before stays out of it: this reader knows the calls of the text and the scope at hand.
    [this.#reads, this.#handedOn] = [[], []];
    this.#visit(node.pipe, { isGuarded: true, isHanded: true });
    const tests = this.#reads.some(({ path }) => path.length === 1);
    [this.#reads, this.#handedOn, this.#isOpen] = [reads, handedOn, isOpen];
    return tests;
  }

  #pipe(pipe: PipeNode, mode: Mode): void {
    const { span } = pipe;
    const isInside = this.#place && this.#place.span.start <= span.start && span.end <= this.#place.span.end;
    if (!isInside) this.#place = { span, scope: scopeAt(this.#view, span.start) };
    pipe.cmds.forEach((command, i) => {
      const isTested = !mode.isForced && pipe.cmds.slice(i + 1).some((later) => TESTS.has(functionOf(later)));
      this.#visit(command, isTested ? { ...mode, isGuarded: true } : mode);
    });
  }

  #command(command: CommandNode, mode: Mode): void {
    const [written, ...rest] = command.args;
    if (written === undefined) return;
    const args = rest.map(unwrapped);
    const name = functionOf(command);
    if (name === '') {
      for (const arg of command.args) this.#visit(unwrapped(arg), mode);
      return;
    }
    const inner = TESTS.has(name) && !mode.isForced ? { ...mode, isGuarded: true } : mode;
    if (name === 'include') {
      this.#handOn(command.span.start, mode);
      for (const arg of args) this.#visit(arg, { ...inner, isHanded: true });
    } else if (name === 'tpl') {
      args.forEach((arg, i) => {
        this.#visit(arg, i === 0 ? inner : { ...inner, isHanded: true });
      });
    } else if (!this.#keyed(command, name, args, inner)) for (const arg of args) this.#visit(arg, inner);
  }

  /** `index . "a" "b"`, `get . "a"`, `hasKey . "a"`, `dig "a" "b" 1 .`; false: no such call. */
  #keyed(command: CommandNode, name: string, args: readonly OperandNode[], mode: Mode): boolean {
    const isDig = name === 'dig';
    if (!isDig && !KEYED.has(name)) return false;
    const base = isDig ? args.at(-1) : args[0];
    const keys = isDig ? args.slice(0, -2) : args.slice(1);
    if (base === undefined) return false;
    const steps: Step[] = [];
    for (const key of keys) {
      if (key.kind === 'string') steps.push(key.text);
      else if (key.kind === 'number' && key.int !== undefined) steps.push(Number(key.int));
      else break;
    }
    if (steps.length === 0) return false;
    const scope = this.#scope(command);
    const value = steps.reduce<Possible>((at, step) => fieldOf(at, step), evaluateOperand(scope, base));
    this.#note(scope, value, command.span, mode);
    for (const arg of args) if (arg !== base) this.#visit(arg, mode);
    if (base.kind === 'pipe') this.#visit(base, { ...mode, isHanded: true });
    return true;
  }

  #operand(node: OperandNode, mode: Mode): void {
    const scope = this.#scope(node);
    this.#note(scope, evaluateOperand(scope, node), node.span, mode);
  }

  #note(scope: Scope, value: Possible, span: Span, mode: Mode): void {
    if (scope.body === undefined) return;
    for (const ref of value.refs) {
      if (ref.kind !== 'path' || ref.chart !== undefined) continue;
      if (ref.path.length === 0 || typeof ref.path[0] === 'symbol') this.#isOpen ||= !mode.isHanded;
      else this.#reads.push({ path: ref.path, span, isGuarded: mode.isGuarded });
    }
  }

  #handOn(start: number, mode: Mode): void {
    const call = this.#calls.get(start);
    if (call?.name === undefined || call.data === NOTHING) return;
    this.#handedOn.push({ name: call.name, data: call.data, isGuarded: mode.isGuarded });
  }

  #scope(node: AnyNode): Scope {
    const { start, end } = node.span;
    const place = this.#place;
    if (place && place.span.start <= start && end <= place.span.end) return place.scope;
    return scopeAt(this.#view, start);
  }
}

function functionOf({ args: [first] }: CommandNode): string {
  const node = first && unwrapped(first);
  return node?.kind === 'identifier' ? node.ident : '';
}

/** Nothing but a field, a variable or the dot. */
function isBare({ cmds }: PipeNode): boolean {
  const [only, ...more] = cmds;
  const node = only?.args.length === 1 && only.args[0] ? unwrapped(only.args[0]) : undefined;
  return more.length === 0 && (node?.kind === 'field' || node?.kind === 'variable' || node?.kind === 'dot');
}

/** `{{ if not .name }}{{ fail "…" }}{{ end }}` */
function callsFail(list: AnyNode): boolean {
  return childrenOf(list).some(
    (node) => node.kind === 'action' && node.pipe.cmds.some((command) => functionOf(command) === 'fail'),
  );
}
