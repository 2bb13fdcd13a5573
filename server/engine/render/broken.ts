// Which files of a tolerant render stand on a template that does not parse: Helm renders nothing then, and what the parser
// made of such a template is a guess that nobody may take for output.

import type { TemplateSet } from '../template/exec.ts';
import type { EngineError } from './errors.ts';

/** The first syntax error of each template file that has one, by Helm's name. */
export type Broken = ReadonlyMap<string, EngineError>;

export function brokenFiles(errors: readonly EngineError[]): Broken {
  const broken = new Map<string, EngineError>();
  for (const error of errors) {
    const { template = '' } = error;
    const known = broken.get(template);
    if (known === undefined || startOf(error) < startOf(known)) broken.set(template, error);
  }
  return broken;
}

/** The error that the file `name` fails with because of itself, or because of a template that it looked for. */
export function brokenBy(
  broken: Broken,
  name: string,
  set: TemplateSet,
  lookups: Iterable<string>,
): EngineError | undefined {
  if (broken.size === 0) return undefined;
  const own = broken.get(name);
  if (own !== undefined) return own;
  for (const lookup of lookups) {
    const tree = set.get(lookup);
    const error = tree && broken.get(tree.file);
    // What ends before the error is as it was meant.
    if (tree && error && tree.root.span.end >= startOf(error)) return error;
  }
  return undefined;
}

function startOf({ span }: EngineError): number {
  return span?.start ?? 0;
}
