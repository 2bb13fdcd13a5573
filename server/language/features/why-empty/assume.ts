// Values that would make a false condition hold, where they can be told: switches, comparisons with constants, API versions.

import { walkNodes } from '../../documents/template.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import { contextAt, objectPaths, operandHere } from '../../symbols/context.ts';
import type { AssumedValue, Assumption } from '../../workspace/assumption.ts';
import { type Guard, guardsBehind, type Walk } from './guards.ts';
import { type Term, termOf, textIn } from './term.ts';

/** Helpers that ask helpers; deeper than any chart goes. */
const DEEPEST = 8;

/** What would make the guards hold; undefined when nothing can be told. Of two that disagree the first is followed. */
export function assumptionOf(walk: Walk, guards: readonly Guard[]): Assumption | undefined {
  const collector = new Collector(walk);
  for (const guard of guards) collector.fulfil(guard, 0);
  const { values, apiVersions } = collector;
  if (values.size === 0 && apiVersions.size === 0) return undefined;
  return { values: [...values.values()], apiVersions: [...apiVersions] };
}

class Collector {
  readonly values = new Map<string, Assumption['values'][number]>();
  readonly apiVersions = new Set<string>();
  readonly #walk: Walk;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** Whether the condition would hold, as far as can be told. */
  fulfil(guard: Guard, depth: number): boolean {
    const term = termOf(guard.judgement, guard.node.pipe);
    return term !== undefined && depth < DEEPEST && this.#make({ guard, depth }, term, true);
  }

  #make(at: At, term: Term, wanted: boolean): boolean {
    const args = term.call?.args ?? [];
    const [first, second] = args;
    switch (term.call?.name) {
      case undefined:
        return this.#set(at, term, valueFor(at, term, wanted));
      case 'not':
      case 'empty':
        return first !== undefined && this.#make(at, first, !wanted);
      case 'and':
      case 'or':
        return this.#makeSeveral(at, args, (term.call?.name === 'and') === wanted, wanted);
      case 'default':
        return second !== undefined && this.#make(at, second, wanted);
      case 'eq':
      case 'ne':
        return this.#equal(at, args, (term.call?.name === 'eq') === wanted);
      case 'gt':
      case 'ge':
      case 'lt':
      case 'le':
        return this.#order(at, term, wanted);
      case '.Has':
        return wanted && this.#offer(term);
      case 'include':
        return wanted && this.#behind(at, term);
      case 'toString':
      case 'lower':
      case 'trim':
      case 'int':
      case 'quote':
        return first !== undefined && args.length === 1 && this.#make(at, first, wanted);
      default:
        return false;
    }
  }

  /** All that were evaluated must come right, or any one of them. */
  #makeSeveral(at: At, args: readonly Term[], all: boolean, wanted: boolean): boolean {
    const wrong = args.filter(({ part }) => part !== undefined && part.holds !== wanted);
    if (all) return wrong.every((arg) => this.#make(at, arg, wanted));
    return wrong.some((arg) => this.#make(at, arg, wanted));
  }

  #equal(at: At, [a, b]: readonly Term[], same: boolean): boolean {
    const [read, other] = a && constantOf(a) !== undefined ? [b, a] : [a, b];
    const constant = other && constantOf(other);
    if (read === undefined || constant === undefined) return false;
    // A helper that writes "true" or nothing is asked in this way.
    if (read.call !== undefined) return same && this.#make(at, read, true);
    if (same) return this.#set(at, read, constant);
    if (typeof constant === 'boolean') return this.#set(at, read, !constant);
    return this.#set(
      at,
      read,
      constant === 'example' ? 'other' : typeof constant === 'string' ? 'example' : constant + 1,
    );
  }

  #order(at: At, term: Term, wanted: boolean): boolean {
    const [a, b] = term.call?.args ?? [];
    const limit = b && constantOf(b);
    if (a === undefined || typeof limit !== 'number') return false;
    const name = term.call?.name ?? '';
    const more = name.startsWith('g') === wanted;
    // `gt` and the opposite of `le` exclude the limit itself.
    const isStrict = name.endsWith('t') === wanted;
    const read = a.call?.name === 'int' || a.call?.name === 'len' ? a.call.args[0] : a;
    if (a.call?.name === 'len' || read === undefined || read.call !== undefined) return false;
    return this.#set(at, read, isStrict ? limit + (more ? 1 : -1) : limit);
  }

  #offer({ node, call }: Term): boolean {
    const version = call?.args[0] && textIn(call.args[0]);
    const receiver = node.kind === 'command' ? node.args[0] : undefined;
    const names = receiver?.kind === 'field' || receiver?.kind === 'variable' ? receiver.ident : [];
    if (version === undefined || !names.includes('APIVersions')) return false;
    this.apiVersions.add(version);
    return true;
  }

  #behind({ guard, depth }: At, { node }: Term): boolean {
    if (node.kind !== 'command') return false;
    return guardsBehind(this.#walk, guard, node).some((inner) => this.fulfil(inner, depth + 1));
  }

  #set({ guard }: At, term: Term, value: AssumedValue | undefined): boolean {
    const path = value === undefined ? undefined : pathOf(this.#walk, guard, term);
    if (path === undefined || value === undefined) return false;
    const key = JSON.stringify(path);
    if (!this.values.has(key)) this.values.set(key, { path, value });
    return this.values.get(key)?.value === value;
  }
}

interface At {
  readonly guard: Guard;
  readonly depth: number;
}

/** A value of the kind that stands there now and is true, or false. What a list or a table would hold nobody can tell. */
function valueFor({ guard }: At, term: Term, wanted: boolean): AssumedValue | undefined {
  switch (term.part?.kind) {
    case 'nothing':
      // Behind `with` and `range` it would be taken apart.
      return wanted && guard.node.kind === 'if' && !isTakenApart(guard, term) ? true : undefined;
    case 'bool':
      return wanted;
    case 'number':
      return guard.node.kind === 'range' && !wanted ? undefined : wanted ? 1 : 0;
    case 'string':
      return wanted ? 'example' : '';
    case 'list':
      return wanted ? undefined : [];
    case 'map':
      return wanted ? undefined : null;
    default:
      return undefined;
  }
}

/** Whether the body goes through what the condition asks for, so that `true` would not do. */
function isTakenApart({ file, node }: Guard, { start, end }: Term): boolean {
  const read = file.text.slice(start, end);
  let found = false;
  walkNodes(node.list, (inner) => {
    if (inner.kind !== 'range' && inner.kind !== 'with') return;
    found ||= file.text.slice(inner.pipe.span.start, inner.pipe.span.end).includes(read);
  });
  return found;
}

function constantOf({ node, call }: Term): string | number | boolean | undefined {
  if (call !== undefined) return undefined;
  if (node.kind === 'string') return node.text;
  if (node.kind === 'bool') return node.value;
  return node.kind === 'number' ? (node.float ?? (node.int === undefined ? undefined : Number(node.int))) : undefined;
}

/** The one path of the root chart's values that the term reads. */
function pathOf({ snapshot }: Walk, guard: Guard, { node }: Term): string[] | undefined {
  const context = contextAt(snapshot, guard.file.uri, guard.node.pipe.span.start);
  if (context === undefined || node.kind === 'command') return undefined;
  const found = objectPaths(context.tree, operandHere(context, node)).filter(({ object }) => object === 'Values');
  const [first] = found;
  if (first === undefined || first.path.length === 0) return undefined;
  const path = first.path.filter((step) => typeof step === 'string');
  if (path.length < first.path.length) return undefined;
  return path[0] === 'global' ? path : [...prefixOf(first.chart), ...path];
}

function prefixOf(chart: ChartNode): string[] {
  return chart.parent === undefined ? [] : [...prefixOf(chart.parent), chart.keys[0] ?? chart.name];
}
