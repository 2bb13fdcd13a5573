// What a template function raises: a returned Go error and a panic look alike in a template, so one class serves both.

/** An error that a template function returns, or the text of its panic; the interpreter adds `error calling NAME: `. */
export class GoError extends Error {
  override readonly name = 'GoError';
}

/** Codes of everything the engine can report. One table, one page each (docs/rules). */
export type EngineErrorCode =
  | 'template-syntax'
  | 'template-exec'
  | 'template-required'
  | 'template-fail'
  | 'template-limit'
  | 'chart-load'
  | 'chart-metadata'
  | 'chart-dependencies'
  | 'chart-kube-version'
  | 'values-parse'
  | 'values-set'
  | 'values-schema'
  | 'release-name'
  | 'manifest-yaml';
