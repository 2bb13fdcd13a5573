// What a notification is: its method and what the session does about it.

import { guarded } from '../run-safe.ts';
import type { Session } from '../session.ts';

export interface Notification {
  readonly method: string;
  readonly receive: (session: Session, params: unknown) => void;
}

/** Closes over the type of one notification's parameters, so that all of them fit one table. */
export function notification<P>(method: string, handle: (session: Session, params: P) => void): Notification {
  return {
    method,
    receive: (session, params) => guarded(session.host.log, method, undefined, () => handle(session, params as P)),
  };
}
