// Our command line without its start: built from the sources, it stays in threads that answer one command after another.

import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const checkout = resolve(import.meta.dirname, '..');
/** As deep as the command line goes when a chart asks for it. */
const STACK_MB = 64;

/** Builds into `folder`; returns what `answer` of public-charts.mjs is for programs: arguments in, code and texts out. */
export async function warmCommandLine(folder, timeoutMs, count) {
  const file = join(folder, 'warm.cjs');
  await build({
    absWorkingDir: checkout,
    entryPoints: ['scripts/public-charts-thread.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
    charset: 'utf8',
    alias: { fflate: 'fflate/browser' },
  });
  const start = () => {
    const worker = new Worker(file, { resourceLimits: { stackSizeMb: STACK_MB } });
    worker.unref();
    return worker;
  };
  // Few threads for many jobs: what a thread has compiled and optimized once is fast for every later command.
  const threads = Array.from({ length: count }, () => ({ worker: start(), last: Promise.resolve(), waiting: 0 }));
  return async (args) => {
    const thread = threads.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    thread.waiting++;
    const answered = thread.last.then(() => ask(thread.worker, args, timeoutMs));
    thread.last = answered.then(({ isAlive }) => {
      thread.waiting--;
      if (!isAlive) thread.worker = start();
    });
    return (await answered).result;
  };
}

function ask(worker, args, timeoutMs) {
  const started = performance.now();
  return new Promise((done) => {
    // Without `removeAllListeners`: that would also remove the worker's own, and no message would come again.
    const onMessage = (answer) => finish(answer, true);
    const onError = (error) => finish({ code: 'crashed', stderr: String(error.stack) }, false);
    const finish = (answer, isAlive) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError);
      const ms = Math.round(performance.now() - started);
      done({ result: { error: '', stderr: '', stdout: '', ...answer, ms }, isAlive });
    };
    const timer = setTimeout(() => {
      void worker.terminate();
      finish({ code: 'too slow' }, false);
    }, timeoutMs);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(args);
  });
}
