// Regular expressions of schemas: Go's, as everywhere in Helm.
//
// The one place where this folder reads from functions/: package regexp's port is a plain library that stands there.

import { GoError } from '../values/errors.ts';
import { compileRegex, matchText, type Regex } from '../values/regexp.ts';

export type { Regex };
export { compileRegex, matchText };

/** Go's text for why this is no regular expression; undefined when it is one. */
export function regexProblem(pattern: string): string | undefined {
  try {
    compileRegex(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return error.message;
    throw error;
  }
}
