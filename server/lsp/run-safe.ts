// Runs features so that a bug in one costs an empty answer and a log line, never the session.

/** The feature's answer; `empty` and a line in the log when it throws. */
export function guarded<R>(log: (line: string) => void, what: string, empty: R, work: () => R): R {
  try {
    return work();
  } catch (error) {
    log(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return empty;
  }
}
