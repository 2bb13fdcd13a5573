// The second thread in Node: a worker that runs this same bundle, and its port seen from inside.

import { performance } from 'node:perf_hooks';
import { type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { RenderAnswer, RenderOrder, RenderPort, RenderThread, RenderThreadEvents } from '../host.ts';
import { giveWay } from './priority.ts';

/** What tells the bundle that it runs as the second thread. */
export const RENDER_ROLE = 'chartroom-render';

/** Deep enough for the thousand includes in each other that Helm allows; templates that go on are then refused in its words. */
const STACK_MB = 64;

/** What the thread answers waits `behind` what the client asks, in its order. */
export function startThread(
  bundle: string,
  events: RenderThreadEvents,
  behind: (call: () => void) => void,
): RenderThread {
  // What it prints must not reach stdout, which is the client's stream.
  const worker = new Worker(bundle, {
    workerData: RENDER_ROLE,
    stdout: true,
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  let ended = false;
  const fail = (why: string) =>
    behind(() => {
      if (!ended) events.failed(why);
      ended = true;
    });
  worker.stdout.resume();
  worker.on('message', (answer: RenderAnswer) => behind(() => events.answered(answer)));
  worker.on('error', (error) => fail(error.stack ?? error.message));
  worker.on('exit', (code) => fail(`exit code ${code}`));
  // It never keeps the server alive by itself.
  worker.unref();
  return {
    post: (order) => worker.postMessage(order),
    end: () => {
      ended = true;
      void worker.terminate();
    },
  };
}

/** The port as the second thread uses it; it can look for newer orders while it works. */
export function renderPort(port: MessagePort): RenderPort {
  giveWay();
  return {
    post: (answer) => port.postMessage(answer),
    onOrder: (receive) => port.on('message', receive),
    poll: () => (receiveMessageOnPort(port) as { message: RenderOrder } | undefined)?.message,
    now: () => performance.now(),
  };
}
