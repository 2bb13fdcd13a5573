// The bundle dist/cli-schemas.js: what judges by schemas, and the thread that takes half of many files.

import { availableParallelism } from 'node:os';
import {
  isMainThread,
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import { stillEnvironment } from '#engine/template/environment.ts';
import { DISK } from './disk.ts';
import { type FilesReport, type FilesTask, judgeTask, lintSchemas } from './lint-schemas.ts';
import type { World } from './world.ts';

export { lintSchemas };

interface Order {
  readonly task: FilesTask;
  readonly port: MessagePort;
  /** Becomes 1 when the answer was sent. */
  readonly done: Int32Array<SharedArrayBuffer>;
}

interface Answer {
  readonly report?: FilesReport;
  readonly error?: string;
}

/** Undefined on a machine with one core. */
export function aside(task: FilesTask): (() => FilesReport) | undefined {
  if (availableParallelism() < 2) return undefined;
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const order: Order = { task, port: port2, done };
  const worker = new Worker(__filename, {
    workerData: order,
    transferList: [port2],
    // Trees live for one file each: with little room for them V8 would copy them about.
    resourceLimits: { maxYoungGenerationSizeMb: 192 },
  });
  return () => {
    // The command line runs in one go, so it waits where it stands.
    Atomics.wait(done, 0, 0);
    const { report, error } = (receiveMessageOnPort(port1)?.message ?? {}) as Answer;
    void worker.terminate();
    if (report === undefined) throw new Error(error ?? 'a thread ended without an answer');
    return report;
  };
}

function isOrder(data: unknown): data is Order {
  return typeof data === 'object' && data !== null && 'task' in data && 'done' in data;
}

function work({ task, port, done }: Order): void {
  let answer: Answer;
  try {
    answer = { report: judgeTask(ONLY_FILES, task) };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(answer);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

/** Judging files reads them, and does nothing else. */
const ONLY_FILES: World = {
  ...DISK,
  write: () => {},
  stdin: () => new Uint8Array(0),
  out: () => {},
  err: () => {},
  variable: () => undefined,
  env: stillEnvironment(),
  lintSchemas: () => lintSchemas,
  schemas: () => undefined,
};

if (!isMainThread && isOrder(workerData)) work(workerData);
