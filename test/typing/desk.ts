// A session as an editor has it, with files in memory and a clock that the test moves: timers, the second thread and its
// answers come in the order and at the time that they would, and a test of thousands of keys waits for none of them.

import { toBytes } from '#engine/text/bytes.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import type { DirectoryEntry, PlainPosition, PreviewResult, RenderedParams, TypedParams, TypedResult } from '#protocol';
import { DEFAULT_SETTINGS, type Settings } from '#protocol';
import type { Host, RenderOrder, RenderPort } from '../../server/lsp/host.ts';
import { NOTIFICATIONS } from '../../server/lsp/notifications/index.ts';
import { startRenderWorker } from '../../server/lsp/render-worker.ts';
import { REQUESTS } from '../../server/lsp/requests/index.ts';
import { Session } from '../../server/lsp/session.ts';
import type { World } from '../../server/lsp/world.ts';
import type { Change } from './keyboard.ts';

export const WORKSPACE = 'file:///w';

export interface DeskEvents {
  readonly published: (uri: string, findings: readonly Finding[]) => void;
  readonly rendered: (params: RenderedParams) => void;
}

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

export class Desk {
  readonly session: Session;
  /** What went wrong inside the server. */
  readonly log: string[] = [];
  now = 0;
  readonly #disk: Map<string, string>;
  readonly #renderMs: number;
  readonly #versions = new Map<string, number>();
  readonly #timers: Timer[] = [];

  /** `files` by path below the workspace; a render takes `renderMs` on the desk's clock. */
  constructor(
    files: ReadonlyMap<string, string>,
    events: DeskEvents,
    renderMs: number,
    settings: Partial<Settings> = {},
  ) {
    this.#disk = new Map(files);
    this.#renderMs = renderMs;
    const client = {
      showFindings: (_: unknown, uri: string, __: unknown, findings: readonly Finding[]) =>
        events.published(uri, findings),
      rendered: events.rendered,
      judged: () => {},
      refreshHints: () => {},
      warn: (text: string) => void this.log.push(text),
    };
    const options = {
      knows: { links: true, confirmedEdits: true },
      isTrusted: true,
      runsHelm: false,
      folders: [WORKSPACE],
    };
    this.session = new Session(this.#host(), this.#world(), client, options);
    this.session.apply([{ kind: 'settings', settings: { ...DEFAULT_SETTINGS, ...settings } }]);
  }

  uri(path: string): string {
    return `${WORKSPACE}/${path}`;
  }

  disk(path: string): string {
    const text = this.#disk.get(path);
    if (text === undefined) throw new Error(`there is no ${path}`);
    return text;
  }

  open(path: string): void {
    this.#versions.set(path, 1);
    const textDocument = { uri: this.uri(path), languageId: 'helm', version: 1, text: this.disk(path) };
    this.#notify('textDocument/didOpen', { textDocument });
  }

  /** Lets what is read from disk arrive, and the time go by. */
  async settle(milliseconds = 2000): Promise<void> {
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      // A load rests between its parts, so that others get their turn.
      this.advance(0);
    }
    this.advance(milliseconds);
  }

  change(path: string, contentChanges: readonly Change[]): void {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    this.#notify('textDocument/didChange', { textDocument: { uri: this.uri(path), version }, contentChanges });
  }

  save(path: string, text: string): void {
    this.#disk.set(path, text);
    this.#notify('textDocument/didSave', { textDocument: { uri: this.uri(path) } });
  }

  preview(path: string, scope: 'file' | 'chart' = 'file'): PreviewResult {
    return this.ask<PreviewResult>('chartroom/preview', { uri: this.uri(path), scope });
  }

  typed(path: string, asked: Pick<TypedParams, 'typed' | 'position'>): TypedResult {
    return this.ask<TypedResult>('chartroom/typed', {
      uri: this.uri(path),
      version: this.#versions.get(path),
      ...asked,
    });
  }

  complete(path: string, position: PlainPosition): void {
    this.ask('textDocument/completion', { textDocument: { uri: this.uri(path) }, position });
  }

  /** Requests about a chart that is loaded are answered at once. */
  ask<R>(method: string, params: object): R {
    const request = REQUESTS.find((one) => one.method === method);
    return request?.answer(this.session, params, () => false) as R;
  }

  /** Runs what is due within so many milliseconds, in its order. */
  advance(milliseconds: number): void {
    const until = this.now + milliseconds;
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.call();
    }
    this.now = until;
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer;
    return next;
  }

  #after(milliseconds: number, call: () => void): () => void {
    const timer = { at: this.now + milliseconds, call };
    this.#timers.push(timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  #notify(method: string, params: object): void {
    NOTIFICATIONS.find((one) => one.method === method)?.receive(this.session, params);
  }

  #host(): Host {
    return {
      reads: () => true,
      list: async () => undefined,
      read: async () => undefined,
      after: (milliseconds, call) => this.#after(milliseconds, call),
      now: () => this.now,
      startRenderThread: ({ answered }) => {
        const orders: RenderOrder[] = [];
        let receive: (order: RenderOrder) => void = () => {};
        const port: RenderPort = {
          post: (answer) => void this.#after(this.#renderMs, () => answered(structuredClone(answer))),
          onOrder: (receiver) => {
            receive = receiver;
          },
          poll: () => orders.shift(),
          now: () => this.now,
        };
        startRenderWorker(port);
        const deliver = () => {
          const order = orders.shift();
          if (order) receive(order);
        };
        return {
          post: (order) => {
            orders.push(structuredClone(order));
            this.#after(1, deliver);
          },
          end: () => void orders.splice(0),
        };
      },
      log: (line) => void this.log.push(line),
    };
  }

  #world(): World {
    const pathOf = (uri: string) => decodeURIComponent(uri.slice(WORKSPACE.length + 1));
    return {
      list: async (uri) => entriesOf(this.#disk.keys(), `${pathOf(uri)}/`),
      read: async (uri) => {
        const text = this.#disk.get(pathOf(uri));
        return text === undefined ? undefined : toBytes(text);
      },
    };
  }
}

function entriesOf(paths: Iterable<string>, prefix: string): DirectoryEntry[] {
  const entries = new Map<string, DirectoryEntry['type']>();
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue;
    const [first = '', ...rest] = path.slice(prefix.length).split('/');
    entries.set(first, rest.length > 0 ? 'directory' : 'file');
  }
  return [...entries].map(([name, type]) => ({ name, type }));
}
