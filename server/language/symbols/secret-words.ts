// Names that say of a value that it is nobody's business.

/** As the source of an expression, for whoever looks for such a name inside something else. */
export const SECRET_WORD = '(?:password|passwd|token|secret|api-?key|private-?key|access-?key|credentials?)';
const SECRET = new RegExp(`${SECRET_WORD}$`, 'i');

/** Whether the last name of a path, `.Values.auth.password`, is such a one. */
export function isSecretName(path: string): boolean {
  return SECRET.test(path.replace(/["'\])]+$/, ''));
}
