// Where templates use texts other than by giving them to tpl: print them, count them, compare them. A word inside a text of
// values or of a file can be renamed only where nobody sees the text as it is written.

import type { BranchNode, CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import { encloses, type Span } from '#engine/text/span.ts';
import { type NamedBody, type TemplateView, unwrapped, walkNodes } from '../../documents/template.ts';
import { evaluateOperand, evaluatePipe } from '../evaluate.ts';
import { type Scope, scopeAt, type Variable } from '../scope.ts';
import { NOTHING, type Possible, partsOf, type Ref, union } from '../value.ts';
import { variablesNamed } from './variables.ts';

/** A use of a text as it is. */
export interface RawUse {
  readonly span: Span;
  /** The function; empty where an action prints. */
  readonly by: string;
  /** In terms of the dot of `body`: each is the text, or a table that holds it. */
  readonly value: Possible;
  readonly body: NamedBody | undefined;
}

const memo = new WeakMap<TemplateView, readonly RawUse[]>();

/** All of a text, read once. */
export function rawUses(view: TemplateView): readonly RawUse[] {
  let uses = memo.get(view);
  if (uses === undefined) memo.set(view, (uses = new Reader(view).read()));
  return uses;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** They hand on what they are given, in a way that is followed, so that what becomes of the result counts. */
const THROUGH = words(
  'default coalesce or and ternary required toYaml toJson toRawJson toPrettyJson toString quote squote trim trimAll ' +
    'trimSuffix trimPrefix indent nindent print println printf cat join',
);

/** The same with parts of it: what these give is known by its path. */
const SELECTING = words(
  'index get dig pluck first last rest initial slice reverse compact uniq concat append prepend values list tuple dict ' +
    'deepCopy merge mergeOverwrite pick omit set unset fromYaml fromYamlArray fromJson fromJsonArray',
);

/** Nobody learns from their results what a text says. */
const BLIND = words('include template tpl not empty kindIs kindOf typeOf typeIs typeIsLike kindIsLike hasKey keys');

/** They look for a text in another. */
const SEARCHING = words('contains hasPrefix hasSuffix regexMatch');

class Reader {
  readonly #view: TemplateView;
  readonly #uses: RawUse[] = [];
  /** Branches that a text with braces never reaches, with what was searched for these. */
  readonly #braceless: { readonly span: Span; readonly paths: ReadonlySet<string> }[] = [];

  constructor(view: TemplateView) {
    this.#view = view;
  }

  read(): readonly RawUse[] {
    const { root } = this.#view.parsed.main;
    // Few texts guard anything so, by their letters.
    const walk = this.#view.file.text.includes('contains') ? walkNodes : () => {};
    walk(root, (node) => {
      if (node.kind === 'if') this.#guard(node);
    });
    walkNodes(root, (node) => {
      if (node.kind === 'pipe') this.#pipe(node);
      else if (node.kind === 'action' && node.pipe.decl.length === 0 && !isSilent(node.pipe)) {
        const scope = scopeAt(this.#view, node.pipe.span.start);
        this.#add(scope, node.pipe.span, '', this.#raw(scope, node.pipe));
      }
    });
    return this.#uses;
  }

  #add(scope: Scope, span: Span, by: string, given: Possible): void {
    const around = this.#braceless.filter((one) => encloses(one.span, span));
    const refs = given.refs.filter((ref) => {
      if (around.length === 0) return hasPath(ref);
      const paths = [...pathsIn(ref)];
      return paths.length > 0 && !around.some((one) => paths.every((path) => one.paths.has(path)));
    });
    if (refs.length > 0) this.#uses.push({ span, by, value: { ...given, refs }, body: scope.body });
  }

  /** `{{ if contains "{{" (toJson .value) }}`: where that is false no text with braces lies in the value. */
  #guard({ pipe, elseList }: BranchNode): void {
    const [called, literal, searched] = pipe.cmds.length === 1 ? (pipe.cmds[0]?.args.map(unwrapped) ?? []) : [];
    if (elseList === null || called?.kind !== 'identifier' || called.ident !== 'contains') return;
    if (literal?.kind !== 'string' || literal.text !== '{{' || searched === undefined) return;
    const { refs } = this.#rawOperand(scopeAt(this.#view, pipe.span.start), searched);
    this.#braceless.push({ span: elseList.span, paths: new Set(refs.flatMap((ref) => [...pathsIn(ref)])) });
  }

  #pipe(pipe: PipeNode): void {
    for (const [index, command] of pipe.cmds.entries()) {
      const [called, ...args] = command.args.map(unwrapped);
      if (called?.kind !== 'identifier') continue;
      const name = plainName(called.ident);
      const isPut = name === 'set' && !isOwnDict(this.#view, args[0], pipe);
      if (!isPut && (THROUGH.has(name) || SELECTING.has(name) || BLIND.has(name))) continue;
      if (SEARCHING.has(name) && args[0]?.kind === 'string' && !/[\p{L}\p{N}_]/u.test(args[0].text)) continue;
      if (!isPut && args.every(isSilentOperand) && isSilent(pipe, index)) continue;
      const scope = scopeAt(this.#view, pipe.span.start);
      const given = args.map((node) => this.#rawOperand(scope, node));
      if (index > 0) given.push(this.#raw(scope, pipe, index));
      this.#add(scope, command.span, name, union(isPut ? given.slice(2) : given));
    }
  }

  /** What the result shows as it is written. */
  #raw(scope: Scope, pipe: PipeNode, count = pipe.cmds.length): Possible {
    const command = pipe.cmds[count - 1];
    if (command === undefined) return NOTHING;
    const [first, ...args] = command.args.map(unwrapped);
    if (first?.kind !== 'identifier') {
      const isOperand = command.args.length === 1 && first !== undefined;
      return isOperand ? this.#rawOperand(scope, first) : evaluatePipe(scope, pipe, count);
    }
    const name = plainName(first.ident);
    if (SELECTING.has(name)) return evaluatePipe(scope, pipe, count);
    if (!THROUGH.has(name)) return NOTHING;
    const piped = count > 1 ? [this.#raw(scope, pipe, count - 1)] : [];
    return union([...args.map((node) => this.#rawOperand(scope, node)), ...piped]);
  }

  #rawOperand(scope: Scope, node: OperandNode): Possible {
    if (node.kind === 'pipe') return this.#raw(scope, node);
    if (node.kind === 'string' || node.kind === 'number' || node.kind === 'identifier') return NOTHING;
    const variable =
      node.kind === 'variable' && node.ident.length === 1 ? scope.variables.get(node.ident[0] as string) : undefined;
    return (variable && this.#rawVariable(variable)) ?? evaluateOperand(scope, node);
  }

  /** `{{ $text := tpl .Values.text . }}`: what was made of a text by tpl is not the text. */
  #rawVariable(variable: Variable): Possible | undefined {
    const { declaration, pipe, source, name } = variable;
    const places = variablesNamed(this.#view, name).filter((place) => place.declaration === declaration);
    if (source !== 'value' || places.some(({ kind }) => kind === 'assignment')) return undefined;
    const last = pipe.cmds.at(-1);
    return last && makesText(last) ? this.#raw(scopeAt(this.#view, pipe.span.start), pipe) : undefined;
  }
}

/** `mustMerge` is `merge`. */
function plainName(ident: string): string {
  return ident.startsWith('must') ? ident.replace(MUST, (_all, letter: string) => letter.toLowerCase()) : ident;
}

const MUST = /^must([A-Z])/;

/** The first so many commands show no text of a value, whatever is in scope: most call a named template. */
function isSilent(pipe: PipeNode, count = pipe.cmds.length): boolean {
  const command = pipe.cmds[count - 1];
  if (command === undefined) return true;
  const [first, ...args] = command.args.map(unwrapped);
  if (first?.kind !== 'identifier') return false;
  const name = plainName(first.ident);
  if (SELECTING.has(name)) return false;
  return !THROUGH.has(name) || (args.every(isSilentOperand) && isSilent(pipe, count - 1));
}

function isSilentOperand(node: OperandNode): boolean {
  if (node.kind === 'pipe') return isSilent(node);
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'identifier';
}

/** What it gives is a text, into which nothing can be put later. */
function makesText({ args: [first] }: CommandNode): boolean {
  const name = first && unwrapped(first);
  return (
    name?.kind === 'identifier' &&
    (name.ident === 'tpl' ||
      (THROUGH.has(name.ident) && !/^(default|coalesce|or|and|ternary|required)$/.test(name.ident)))
  );
}

function isOwnDict(view: TemplateView, target: OperandNode | undefined, pipe: PipeNode): boolean {
  if (target?.kind !== 'variable' || target.ident.length !== 1 || target.ident[0] === '$') return false;
  const { refs } = evaluateOperand(scopeAt(view, pipe.span.start), target);
  return refs.length > 0 && refs.every(({ kind }) => kind === 'dict');
}

/** Whether it shows any value, which is mostly all that is asked. */
function hasPath(ref: Ref): boolean {
  switch (ref.kind) {
    case 'path':
      return true;
    case 'text':
      return ref.parts.some((part) => typeof part !== 'string' && part.of.refs.some(hasPath));
    case 'included':
      return false;
    default:
      return partsOf(ref).some((part) => part.refs.some(hasPath));
  }
}

/** The paths that a text or table shows, as texts; in terms of the dot. */
function* pathsIn(ref: Ref): Iterable<string> {
  switch (ref.kind) {
    case 'path':
      yield JSON.stringify([ref.chart, ...ref.path.map((step) => (typeof step === 'symbol' ? null : step))]);
      break;
    case 'text':
      for (const part of ref.parts)
        if (typeof part !== 'string') for (const inner of part.of.refs) yield* pathsIn(inner);
      break;
    case 'included':
      // What a named template prints is seen there.
      break;
    default:
      for (const part of partsOf(ref)) for (const inner of part.refs) yield* pathsIn(inner);
  }
}
