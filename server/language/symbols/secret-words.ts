// Names that say of a value that it is nobody's business.

const SECRET = /(?:password|passwd|token|secret|api-?key|private-?key|access-?key|credentials?)$/i;

/** Whether the last name of a path, `.Values.auth.password`, is such a one. */
export function isSecretName(path: string): boolean {
  return SECRET.test(path.replace(/["'\])]+$/, ''));
}
