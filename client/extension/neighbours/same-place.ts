// Which of our problems the YAML extension tells at the same place: those that it can know of as well.

/** What is read of a problem, whoever found it. */
export interface Problem {
  readonly code: string;
  readonly source: string;
  readonly isError: boolean;
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Our problems that nobody else tells. */
export function unsaid<P>(ours: readonly P[], theirs: readonly Problem[], read: (problem: P) => Problem): P[] {
  const yaml = theirs.filter(({ source }) => /^yaml/i.test(source));
  if (yaml.length === 0) return [...ours];
  return ours.filter((one) => {
    const problem = read(one);
    if (!SHARED.test(problem.code)) return true;
    return !yaml.some((other) => (SYNTAX.test(problem.code) ? isNear(problem, other) : overlaps(problem, other)));
  });
}

/** Codes of what a parser of YAML or a JSON schema finds. */
const SHARED =
  /^(?:values-yaml|values-schema|chart-metadata|manifest-(?:yaml|type|required|unknown-field|enum|format|value|alternatives|duplicate-key|duplicate-item))$/;
const SYNTAX = /^(?:values|manifest)-yaml$/;

/** Two parsers stumble over one mistake at places that differ by a line or two. */
const NEAR = 2;

function isNear(a: Problem, b: Problem): boolean {
  return b.source === 'YAML' && b.isError && b.start.line <= a.end.line + NEAR && b.end.line >= a.start.line - NEAR;
}

function overlaps(a: Problem, b: Problem): boolean {
  return a.start.line === b.start.line && isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

function isBefore(a: Problem['start'], b: Problem['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
