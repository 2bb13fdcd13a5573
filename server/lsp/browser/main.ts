// The server in a Web Worker, and in a nested one of another name the second thread.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { Host, RenderAnswer, RenderOrder, RenderPort, RenderThread, RenderThreadEvents } from '../host.ts';
import { startRenderWorker } from '../render-worker.ts';
import { startServer } from '../server.ts';

declare const self: DedicatedWorkerGlobalScope;

/** The name of the worker that tells the bundle it is the second thread. */
const RENDER_ROLE = 'chartroom-render';

if (self.name === RENDER_ROLE) startRenderWorker(ownPort());
else main();

function main(): void {
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  const host: Host = {
    // Every file is the client's.
    reads: () => false,
    list: async () => undefined,
    read: async () => undefined,
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    startRenderThread,
    base64: (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)),
    unpacking: { decode },
    log: (line) => connection.console.log(line),
  };
  startServer(connection, host);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What is no valid UTF-8 is left to our own reading. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function startRenderThread(events: RenderThreadEvents): RenderThread {
  const worker = new Worker(self.location.href, { name: RENDER_ROLE });
  worker.addEventListener('message', (event: MessageEvent<RenderAnswer>) => events.answered(event.data));
  worker.addEventListener('error', (event) => events.failed(event.message));
  return { post: (order) => worker.postMessage(order), end: () => worker.terminate() };
}

/** A web worker cannot look at its messages while it works: newer orders stop it between two renders only. */
function ownPort(): RenderPort {
  return {
    post: (answer) => self.postMessage(answer),
    onOrder: (receive) => self.addEventListener('message', (event: MessageEvent<RenderOrder>) => receive(event.data)),
    poll: () => undefined,
    now: () => performance.now(),
  };
}
