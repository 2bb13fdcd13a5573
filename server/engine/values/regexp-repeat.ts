// The limit on nested counted repeats: `((a{100}){100})` is refused although each count is small.

/** An operand as the repeat limit sees it: how often it repeats what it holds; undefined when it is no counted repeat. */
export interface Operand {
  readonly copies: number | undefined;
  readonly parts: readonly Operand[];
}

export const PLAIN: Operand = { copies: undefined, parts: [] };

/** Whether nested counted repeats stay within `limit` copies of the innermost operand. */
export function repeatIsValid(operand: Operand, limit: number): boolean {
  const { copies } = operand;
  if (copies === 0) return true;
  if (copies !== undefined && copies > limit) return false;
  const left = copies !== undefined && copies > 0 ? Math.floor(limit / copies) : limit;
  return operand.parts.every((part) => repeatIsValid(part, left));
}
