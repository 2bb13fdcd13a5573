// The server in Node: over stdio or the client's IPC channel, and in its other role the second thread.

import { Console } from 'node:console';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Connection, createConnection, type MessageReader } from 'vscode-languageserver/node';
import type { Host } from '../host.ts';
import { startRenderWorker } from '../render-worker.ts';
import { startServer } from '../server.ts';
import { Answers } from './answers.ts';
import { clearInPauses, youngSpace } from './clearing.ts';
import { Courtesy } from './courtesy.ts';
import { listFolder, readBytes, shippedSchemas } from './files.ts';
import { helmCache } from './helm-cache.ts';
import { RENDER_ROLE, renderPort, startThread } from './thread.ts';
import { nodeUnpacking } from './unpacking.ts';

if (!isMainThread && parentPort && workerData === RENDER_ROLE) startRenderWorker(renderPort(parentPort));
else main();

function main(): void {
  const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
  if (!process.argv.some((argument) => transports.includes(argument.split('=')[0] as string))) {
    process.stderr.write(
      'usage: server.js --stdio\nChartroom speaks the Language Server Protocol; an editor starts it.\n',
    );
    process.exitCode = 2;
    return;
  }
  const connection = process.argv.includes('--stdio') ? stdioConnection() : createConnection();
  const courtesy = new Courtesy({
    now: () => performance.now(),
    turn: setImmediate,
    after: (milliseconds, call) => void setTimeout(call, milliseconds),
  });
  hear(courtesy);
  const host: Host = {
    reads: (scheme) => scheme === 'file',
    list: listFolder,
    read: readBytes,
    helmCache: () => helmCache(),
    schemas: () => shippedSchemas(__dirname),
    unpacking: nodeUnpacking,
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    behind: (call) => courtesy.behind(call),
    answered: () => courtesy.heard(),
    startRenderThread: (events) => startThread(__filename, events, (call) => courtesy.behind(call)),
    log: (line) => connection.console.log(line),
  };
  startServer(connection, host);
}

/** The library reads, and ends the process with its input; what it was to print would get between the answers. */
function stdioConnection(): Connection {
  globalThis.console = new Console(process.stderr);
  return createConnection(process.stdin as unknown as MessageReader, new Answers(process.stdout));
}

/** Over stdio and IPC; who listens on a socket of its own hears nothing here, and then work waits for the turns only. */
function hear(courtesy: Courtesy): void {
  const clearLater = clearInPauses(youngSpace(), (milliseconds, call) => setTimeout(call, milliseconds).unref());
  const heard = () => {
    courtesy.heard();
    clearLater();
  };
  if (process.argv.includes('--stdio')) process.stdin.on('data', heard);
  else if (process.argv.includes('--node-ipc')) process.on('message', heard);
}
