// What the user is told once, in a notification, because no line of a file could say it.

import { baseNameOf } from '#language/workspace/uri.ts';
import type { Client } from './client.ts';
import type { Host } from './host.ts';

export class Notices {
  readonly #host: Pick<Host, 'log'>;
  readonly #client: Pick<Client, 'warn'>;
  readonly #told = new Set<string>();

  constructor(host: Pick<Host, 'log'>, client: Pick<Client, 'warn'>) {
    this.#host = host;
    this.#client = client;
  }

  /** A link leads out of a workspace that is not trusted. */
  leftOut(uri: string): void {
    this.#host.log(`${uri} leads out of the workspace, which is not trusted: it is not followed`);
    this.#once(
      'links',
      'Chartroom: links that lead out of the workspace are not followed before you trust it, so charts with such links are shown without what they lead to.',
    );
  }

  /** A chart could not be rendered in the time it has. */
  gaveUp(root: string): void {
    this.#once(
      `runaway ${root}`,
      `Chartroom: the chart ${baseNameOf(root)} takes too long to render and was stopped. Its preview stays as it was until the chart changes, or until you call "Continue Stopped Render".`,
    );
  }

  #once(key: string, message: string): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#client.warn(message);
  }
}
