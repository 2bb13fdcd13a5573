// Which parts of a false condition make it false: through not, and, or, empty and default down to values and comparisons.

import { readsOf, type Term } from './term.ts';

export interface Operand {
  readonly term: Term;
  /** What the term would have to come to for the condition to hold. */
  readonly wanted: boolean;
}

/** The deciding terms of one that is not what is wanted. */
export function decidingOf(term: Term, wanted = true): Operand[] {
  const args = term.call?.args ?? [];
  switch (term.call?.name) {
    case 'not':
    case 'empty':
      return args[0] ? decidingOf(args[0], !wanted) : [];
    case 'and':
    case 'or': {
      const wrong = args.filter(({ part }) => part !== undefined && part.holds !== wanted);
      // One operand made an `and` false or an `or` true; all of them have their part in the opposite.
      const deciding = (term.call.name === 'and') === wanted ? wrong.slice(0, 1) : wrong;
      return deciding.flatMap((arg) => decidingOf(arg, wanted));
    }
    case 'default': {
      const [fallback, value] = args;
      if (value === undefined || fallback === undefined) return [{ term, wanted }];
      return decidingOf(!wanted && value.part?.holds === false ? fallback : value, wanted);
    }
    default:
      return [{ term, wanted }];
  }
}

/** The values that a deciding term is read or computed from, itself when it is one. */
export function valuesIn({ term }: Operand): Term[] {
  // A whole root object says nothing.
  return readsOf(term).filter(
    ({ part, node }) => part !== undefined && !(node.kind === 'variable' && node.ident.join('') === '$'),
  );
}
