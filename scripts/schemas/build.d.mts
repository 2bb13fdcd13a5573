// Types of build.mjs for the tests.

/** Where the pool lies. */
export const POOL: string;

/** Makes the pool unless it is fresh; the answer: whether it was made. */
export function buildSchemas(options?: { readonly file?: string }): Promise<boolean>;
