// What a generated expression may refer to at its place: variables, dot, paths of the values, named templates.

import type { Choices } from './choices.ts';
import type { Path, Type } from './values.ts';
import { goQuoted } from './words.ts';

export interface Variable {
  readonly name: string;
  readonly type: Type;
}

export interface Scope {
  readonly paths: readonly Path[];
  readonly vars: readonly Variable[];
  /** What dot is; `$` is always the root, or what a define was called with instead. */
  readonly dot: Type | 'root';
  /** Templates that may be called here without going round in circles. */
  readonly templates: readonly string[];
  readonly inRange: boolean;
  /** How deep in tpl texts. */
  readonly nesting: number;
  /**
   * Nothing but new lists, maps and texts: what goes into a map that lasts. A map put into itself ends the judge, and a
   * text put into itself in a loop grows without end.
   */
  readonly frozen: boolean;
  /** Nothing whose printed form holds addresses. */
  readonly plain: boolean;
}

/** An expression; `simple` when it is one operand, so that it needs no parentheses as an argument. */
export interface Expr {
  readonly text: string;
  readonly simple: boolean;
}

export function simple(text: string): Expr {
  return { text, simple: true };
}

export function compound(text: string): Expr {
  return { text, simple: false };
}

export function operand(expr: Expr): string {
  return expr.simple ? expr.text : `(${expr.text})`;
}

export function rootScope(paths: readonly Path[]): Scope {
  return {
    paths,
    vars: [],
    dot: 'root',
    templates: [],
    inRange: false,
    nesting: 0,
    frozen: false,
    plain: false,
  };
}

export function isShared(type: Type): boolean {
  return type === 'dict' || type === 'list' || type === 'any';
}

/** A variable, dot, or path of the type; undefined when there is none. */
export function reference(c: Choices, s: Scope, type: Type): Expr | undefined {
  if (s.frozen && (type === 'string' || isShared(type))) return undefined;
  const fits = (one: Type): boolean => one === type || (type === 'any' && (!s.plain || !isOpaque(one)));
  const found: (() => Expr)[] = [
    ...s.paths.filter((path) => fits(path.type)).map((path) => () => pathText(c, s, path)),
    ...s.vars.filter((one) => fits(one.type)).map((one) => () => simple(`$${one.name}`)),
  ];
  if (s.dot !== 'root' && fits(s.dot)) found.push(() => simple('.'));
  return found.length === 0 ? undefined : c.pick(found)();
}

function isOpaque(type: Type): boolean {
  return type === 'time' || type === 'version';
}

/** A path as a field chain, through `index` or through `get`. */
export function pathText(c: Choices, s: Scope, path: Path): Expr {
  const root = s.dot === 'root' ? c.pick(['.', '$.']) : '$.';
  const odd = path.steps.findIndex((step) => typeof step === 'number' || !/^[a-zA-Z_]\w*$/.test(step));
  const last = path.steps.length - 1;
  const cut = odd >= 0 ? odd : last > 0 && c.chance(1, 8) ? last : path.steps.length;
  const base = [`${root}Values`, ...path.steps.slice(0, cut)].join('.');
  const rest = path.steps.slice(cut).map((step) => (typeof step === 'number' ? String(step) : goQuoted(step)));
  if (rest.length === 0) return simple(base);
  const byGet = rest.length === 1 && typeof path.steps[cut] === 'string' && c.chance(1, 3);
  return compound(`${byGet ? 'get' : 'index'} ${base} ${rest.join(' ')}`);
}
