// The second thread: follows the same changes, renders a chart when asked to, and gives up when something newer arrives.

import { recordChart } from '#language/workspace/record-chart.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import type { RenderedTemplate, Rendering } from '#language/workspace/rendering.ts';
import { applyChanges, EMPTY_SNAPSHOT, type Snapshot } from '#language/workspace/snapshot.ts';
import { checkChart, manifestCheck } from './features.ts';
import type { RenderAnswer, RenderOrder, RenderPort } from './host.ts';
import { pack } from './packed.ts';
import { SetWorker } from './set-worker.ts';

type Render = Extract<RenderOrder, { kind: 'render' }>;
type Record = Extract<RenderOrder, { kind: 'record' }>;
type Sets = Extract<RenderOrder, { kind: 'sets' }>;

/** Who types on and on still sees a render now and then: after this long one runs to its end. */
const PATIENCE_MS = 700;
/** A runtime that cannot look for orders while it works gets back to them after so long, since nobody waits for a record. */
const RECORD_MS = 50;

/** Runs the second thread's loop on its port. */
export function startRenderWorker(port: RenderPort): void {
  const worker = new RenderWorker(port);
  port.onOrder((order) => worker.receive(order));
}

class RenderWorker {
  readonly #port: RenderPort;
  readonly #waiting: RenderOrder[] = [];
  #snapshot: Snapshot = EMPTY_SNAPSHOT;
  /** The last rendering of each chart that the other thread got. */
  readonly #sent = new Map<string, Rendering>();
  /** Templates of which the other thread has what was recorded. */
  readonly #recorded = new WeakSet<RenderedTemplate>();
  /** When a render was first stopped since the last one that came to its end. */
  #stoppedSince: number | undefined;

  readonly #sets: SetWorker;

  constructor(port: RenderPort) {
    this.#port = port;
    this.#sets = new SetWorker(port.now, () => this.#hasNewer());
  }

  receive(order: RenderOrder): void {
    this.#waiting.push(order);
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.kind === 'render') this.#port.post(this.#render(next));
      else if (next.kind === 'record') this.#port.post(this.#record(next));
      else if (next.kind === 'sets') this.#port.post(this.#judgeSets(next));
      else this.#snapshot = { ...applyChanges(this.#snapshot, next.changes), generation: next.generation };
    }
  }

  #next(): RenderOrder | undefined {
    return this.#waiting.shift() ?? this.#port.poll();
  }

  #render({ ticket, root, check, bounds }: Render): RenderAnswer {
    const begun = this.#port.now();
    const impatient = this.#stoppedSince !== undefined && begun - this.#stoppedSince > PATIENCE_MS;
    let stopped = false;
    const stop = () => (stopped ||= this.#hasNewer() && !impatient);
    const begins = (file: string | undefined) => {
      if (!stop()) this.#port.post({ kind: 'at', ticket, file });
      return stopped;
    };
    try {
      const rendering = stop() ? undefined : renderChart(this.#snapshot, root, begins, bounds);
      if (stopped || rendering === undefined) return this.#stopped(ticket, begun);
      const milliseconds = this.#port.now() - begun;
      const packed = pack({ ...rendering, milliseconds }, this.#sent.get(root));
      this.#sent.set(root, rendering);
      this.#stoppedSince = undefined;
      // Previews do not wait for what is found.
      this.#port.post({ kind: 'rendered', ticket, rendering: packed });
      const judged: RenderAnswer = {
        kind: 'judged',
        ticket,
        check: manifestCheck(this.#snapshot, root, rendering, stop),
      };
      if (stopped) return { kind: 'stopped', ticket };
      if (!check) return judged;
      this.#port.post(judged);
      // Lint renders once more: a file that takes too long only there is not named, so that no preview loses it.
      const unnamed = () => begins(undefined);
      const checked = checkChart(this.#snapshot, root, rendering, unnamed);
      return stopped ? { kind: 'stopped', ticket } : { kind: 'checked', ticket, check: checked };
    } catch (error) {
      return threw(ticket, error);
    }
  }

  #record({ ticket, root, uris }: Record): RenderAnswer {
    const rendering = this.#sent.get(root);
    if (rendering === undefined) return { kind: 'recorded', ticket, tables: [], isAll: true };
    const begun = this.#port.now();
    let isAll = true;
    const stop = () => {
      isAll &&= !this.#hasNewer() && this.#port.now() - begun <= RECORD_MS;
      return !isAll;
    };
    try {
      const isKnown = (template: RenderedTemplate) => this.#recorded.has(template);
      const found = recordChart(rendering, { uris, isKnown, stop });
      const tables = rendering.templates.flatMap((template, index) => {
        const table = found.get(template);
        return table ? [[index, table] as const] : [];
      });
      for (const template of found.keys()) this.#recorded.add(template);
      return { kind: 'recorded', ticket, tables, isAll };
    } catch (error) {
      return threw(ticket, error);
    }
  }

  #judgeSets({ ticket, root, bounds }: Sets): RenderAnswer {
    try {
      return { kind: 'setsJudged', ticket, check: this.#sets.go(this.#snapshot, root, bounds) };
    } catch (error) {
      return threw(ticket, error);
    }
  }

  #stopped(ticket: number, begun: number): RenderAnswer {
    this.#stoppedSince ??= begun;
    return { kind: 'stopped', ticket };
  }

  #hasNewer(): boolean {
    for (let order = this.#port.poll(); order !== undefined; order = this.#port.poll()) this.#waiting.push(order);
    return this.#waiting.length > 0;
  }
}

function threw(ticket: number, error: unknown): RenderAnswer {
  return { kind: 'threw', ticket, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
