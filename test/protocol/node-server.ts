// A server inside the test's own process: real files, real streams, its second thread behind a queue that copies messages.

import type { Readable, Writable } from 'node:stream';
import {
  type Connection,
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host, RenderOrder, RenderPort } from '../../server/lsp/host.ts';
import { listFolder, readBytes } from '../../server/lsp/node/files.ts';
import { startRenderWorker } from '../../server/lsp/render-worker.ts';
import { startServer } from '../../server/lsp/server.ts';

export function serve(input: Readable, output: Writable): void {
  startServer(connectionOf(input, output), nodeHost());
}

export function connectionOf(input: Readable, output: Writable): Connection {
  return createConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
}

/** What the Node door gives, or other things in its place. */

export function nodeHost(changes: Partial<Host> = {}): Host {
  return {
    reads: (scheme) => scheme === 'file',
    list: listFolder,
    read: readBytes,
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    startRenderThread: ({ answered }) => {
      const orders: RenderOrder[] = [];
      let receive: (order: RenderOrder) => void = () => {};
      const port: RenderPort = {
        post: (answer) => setImmediate(() => answered(structuredClone(answer))),
        onOrder: (receiver) => {
          receive = receiver;
        },
        poll: () => orders.shift(),
        now: () => performance.now(),
      };
      startRenderWorker(port);
      const deliver = () => {
        const order = orders.shift();
        if (order) receive(order);
      };
      return {
        post: (order) => {
          orders.push(structuredClone(order));
          setImmediate(deliver);
        },
        end: () => orders.splice(0),
      };
    },
    log: () => {},
    ...changes,
  };
}
