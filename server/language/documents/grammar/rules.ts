// A TextMate grammar as rules that a line can be read with: includes followed, expressions compiled when first needed.

import { Pattern } from './regex.ts';

/** What a grammar file holds, as far as our grammars use it. */
export interface RawRule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly include?: string;
  readonly patterns?: readonly RawRule[];
  readonly captures?: RawCaptures;
  readonly beginCaptures?: RawCaptures;
  readonly endCaptures?: RawCaptures;
}

export type RawCaptures = Readonly<Record<string, RawRule | undefined>>;

export interface RawGrammar extends RawRule {
  readonly scopeName: string;
  readonly repository: Readonly<Record<string, RawRule | undefined>>;
  readonly injections?: Readonly<Record<string, RawRule | undefined>>;
}

export interface Capture {
  readonly name: string | undefined;
  /** The captured text is read by these. */
  readonly inner: Rule | undefined;
}

export type Captures = readonly (Capture | undefined)[];

/** A rule that matches, begins and ends, or only holds others. */
export interface Rule {
  readonly id: number;
  readonly name: string | undefined;
  readonly contentName: string | undefined;
  readonly kind: 'match' | 'range' | 'holder';
  /** Of `match` or `begin`. */
  readonly pattern: () => Pattern;
  readonly captures: Captures;
  /** Source of `end`; it may name groups of `begin`. */
  readonly end: string;
  /** In the place of an end: what every further line must begin with, or the rule ends with all that is open in it. */
  readonly while: string;
  readonly endCaptures: Captures;
  /** The rules inside, in order; those of includes stand in their place. */
  readonly inside: () => readonly Rule[];
}

/** Rules that apply wherever the scopes allow it, and before all others. */
export interface Injection {
  readonly rule: Rule;
  readonly within: string;
  readonly outside: readonly string[];
}

export interface Grammar {
  readonly scopeName: string;
  readonly root: Rule;
  readonly injections: readonly Injection[];
}

export function readGrammar(raw: RawGrammar): Grammar {
  const maker = new RuleMaker(raw);
  const injections = Object.entries(raw.injections ?? {}).flatMap(([selector, rule]) =>
    rule === undefined ? [] : [{ ...readSelector(selector), rule: maker.rule(rule) }],
  );
  return { scopeName: raw.scopeName, root: maker.rule({ patterns: raw.patterns ?? [] }), injections };
}

/** `L:scope - scope - scope`: the one form that our grammars use. */
function readSelector(selector: string): { readonly within: string; readonly outside: readonly string[] } {
  const [within, ...outside] = selector.replace(/^L:/, '').split(' - ');
  return { within: within ?? '', outside };
}

class RuleMaker {
  readonly #grammar: RawGrammar;
  readonly #made = new Map<RawRule, Rule>();

  constructor(grammar: RawGrammar) {
    this.#grammar = grammar;
  }

  rule(raw: RawRule): Rule {
    const known = this.#made.get(raw);
    if (known !== undefined) return known;
    const source = raw.match ?? raw.begin;
    const rule: Rule = {
      id: this.#made.size,
      name: raw.name,
      contentName: raw.contentName,
      kind: raw.match !== undefined ? 'match' : raw.begin !== undefined ? 'range' : 'holder',
      pattern: once(() => new Pattern(source ?? '')),
      captures: this.#captures(raw.beginCaptures ?? raw.captures),
      end: raw.end ?? '',
      while: raw.while ?? '',
      endCaptures: this.#captures(raw.endCaptures ?? raw.captures),
      inside: once(() => (raw.patterns ?? []).flatMap((inner) => this.#spread(inner))),
    };
    this.#made.set(raw, rule);
    return rule;
  }

  #captures(raw: RawCaptures | undefined): Captures {
    const captures: (Capture | undefined)[] = [];
    for (const [group, one] of Object.entries(raw ?? {}))
      if (one !== undefined)
        captures[Number(group)] = { name: one.name, inner: one.patterns && this.rule({ patterns: one.patterns }) };
    return captures;
  }

  /** A rule of our own; other grammars are the editor's, and what they would read stays plain. */
  #included(include: string): RawRule | undefined {
    return include.startsWith('#') ? this.#grammar.repository[include.slice(1)] : undefined;
  }

  #spread(raw: RawRule): readonly Rule[] {
    const meant = raw.include === undefined ? raw : this.#included(raw.include);
    if (meant === undefined) return [];
    const rule = this.rule(meant);
    return rule.kind === 'holder' ? rule.inside() : [rule];
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
