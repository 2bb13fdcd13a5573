// chartroom/trust: the user trusts the workspace from now on.

import { notification } from './notification.ts';

export const trust = notification<unknown>('chartroom/trust', (session) => {
  void session.trusted();
});
