// Which charts wait for a render, and the one that runs: the main thread's side of the second thread.

import type { SetsCheck } from '#language/lint/manifests/sets.ts';
import { bytesOf } from '#language/schema/kubernetes/pool.ts';
import { isArchived, outermostArchive } from '#language/workspace/archives.ts';
import type { RenderedTemplate, Rendering } from '#language/workspace/rendering.ts';
import type { SeenTable } from '#language/workspace/seen.ts';
import type { Change, Snapshot } from '#language/workspace/snapshot.ts';
import type { Check } from './features.ts';
import type { Host, RenderAnswer, RenderOrder, RenderThread } from './host.ts';
import { unpack } from './packed.ts';
import type { JudgedRender } from './rendered-manifests.ts';
import { Runaways } from './runaways.ts';

/** A finished render together with the snapshot it was made of. */
export interface Finished {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly rendering: Rendering;
}

/** What the check after a render found; it judges the same snapshot. */
export interface Checked {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly check: Check;
}

/** What expressions came to in templates of the last finished render; `isAll`: nothing of what was asked for is left. */
export interface RecordedTables {
  readonly root: string;
  readonly tables: ReadonlyMap<RenderedTemplate, SeenTable>;
  readonly isAll: boolean;
}

/** What a chart shows under its other values sets; without a check the thread was interrupted. */
export interface SetsDone {
  readonly root: string;
  readonly snapshot: Snapshot;
  readonly check: SetsCheck | undefined;
}

export interface SetsFound extends SetsDone {
  readonly check: SetsCheck;
}

export interface RenderEvents {
  readonly finished: (done: Finished) => void;
  readonly judged: (done: JudgedRender) => void;
  readonly checked: (done: Checked) => void;
  readonly recorded: (done: RecordedTables) => void;
  readonly setsJudged: (done: SetsDone) => void;
  /** A render was ended because it did not come to an end. */
  readonly gaveUp: (root: string) => void;
}

interface Running {
  readonly ticket: number;
  readonly root: string;
  readonly check: boolean;
  /** Nobody waits for a record, nor for what other sets show. */
  readonly kind: 'render' | 'record' | 'sets';
  readonly snapshot: Snapshot;
  /** The template that is rendered now, by Helm's name; undefined before the first and behind the last one. */
  file: string | undefined;
  cancelTimer: () => void;
}

/** One render at a time; a chart that changes while it is rendered is rendered again. */
export class Renders {
  readonly #host: Host;
  readonly #events: RenderEvents;
  /** Root folders that wait, the longest waiting first; true: it is checked, too. */
  readonly #waiting = new Map<string, boolean>();
  /** Charts that wait for records, when no chart waits for a render, and the files that somebody looks at. */
  readonly #unrecorded = new Map<string, ReadonlySet<string>>();
  /** Charts that wait to be judged under their other sets, when nothing else waits. */
  readonly #unjudged = new Set<string>();
  /** Those of which a thread died: it would again. */
  readonly #deadly = new Set<string>();
  #thread: RenderThread | undefined;
  #snapshot: Snapshot;
  #running: Running | undefined;
  readonly #runaways = new Runaways();
  /** What this thread sent last of each chart: its next answer leaves out what is the same. */
  readonly #received = new Map<string, Rendering>();
  /** Changes that the thread is not told yet. */
  #untold: Change[] = [];
  #tickets = 0;
  /** Files that are still being read when the session ends start nothing. */
  #ended = false;

  constructor(host: Host, snapshot: Snapshot, events: RenderEvents) {
    this.#host = host;
    this.#snapshot = snapshot;
    this.#events = events;
  }

  /** Starts the thread, so that it is ready when the chart is loaded. */
  warm(): void {
    if (this.#thread !== undefined || this.#ended) return;
    const thread: RenderThread = this.#host.startRenderThread({
      answered: (answer) => this.#thread === thread && this.#answered(answer),
      failed: (why) => this.#thread === thread && this.#failed(why),
    });
    this.#thread = thread;
    this.#untold = [];
    this.#received.clear();
    thread.post({ kind: 'changes', changes: changesTo(this.#snapshot), generation: this.#snapshot.generation });
  }

  /** Passes on what just made `snapshot`. */
  follow(changes: readonly Change[], snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#runaways.follow(changes);
    const own = changes.filter((change) => !(change.kind === 'file' && isOfArchive(snapshot, change)));
    // A render that goes on is not stopped by what it does not read.
    if (own.length === 0 || this.#thread === undefined) return;
    this.#untold.push(...own);
    if (this.#untold.length > own.length) return;
    // To hand a text over takes as long as to read it: who typed it and asks something is answered first.
    if (this.#host.behind) this.#host.behind(() => this.#tell());
    else this.#tell();
  }

  #tell(): void {
    const { generation } = this.#snapshot;
    const changes = this.#untold;
    this.#untold = [];
    if (changes.length > 0) this.#thread?.post({ kind: 'changes', changes, generation });
  }

  #post(order: RenderOrder): void {
    this.#tell();
    this.#thread?.post(order);
  }

  /** Asks for a render of the chart as it is now. */
  want(root: string, check: boolean): void {
    this.#waiting.set(root, check || this.#waiting.get(root) === true);
    this.#interrupt();
    this.#next();
  }

  /** Asks what the chart shows under its other values sets, when nothing else is wanted. */
  sets(root: string): void {
    if (this.#thread === undefined || !this.#received.has(root) || this.#deadly.has(root)) return;
    this.#unjudged.add(root);
    this.#next();
  }

  /** Asks what expressions came to in the last render of the chart, for those who look at these files. */
  record(root: string, uris: ReadonlySet<string>): void {
    if (this.#thread === undefined || !this.#received.has(root)) return;
    this.#unrecorded.set(root, uris);
    this.#interrupt();
    this.#next();
  }

  /** Asks for a render with ten times the limits, which the chart keeps. */
  allowMore(root: string): void {
    this.#runaways.allowMore(root);
    this.want(root, true);
  }

  /** The chart is gone. */
  forget(root: string): void {
    this.#waiting.delete(root);
    this.#unrecorded.delete(root);
    this.#unjudged.delete(root);
    this.#deadly.delete(root);
    this.#runaways.forget(root);
  }

  end(): void {
    this.#ended = true;
    this.#running?.cancelTimer();
    this.#running = undefined;
    this.#waiting.clear();
    this.#unrecorded.clear();
    this.#unjudged.clear();
    this.#thread?.end();
    this.#thread = undefined;
  }

  /** What nobody waits for is given up; an order that changes nothing is newer, too. */
  #interrupt(): void {
    const { generation } = this.#snapshot;
    if (this.#running?.kind === 'sets') this.#post({ kind: 'changes', changes: [], generation });
  }

  #next(): void {
    const next = this.#waiting.entries().next();
    if (this.#ended || this.#running !== undefined) return;
    if (next.done) {
      if (!this.#nextRecord()) this.#nextSets();
      return;
    }
    const [root, check] = next.value;
    this.#waiting.delete(root);
    this.warm();
    const ticket = this.#begin(root, check, 'render');
    this.#post({ kind: 'render', ticket, root, check, bounds: this.#runaways.boundsOf(root) });
  }

  #nextRecord(): boolean {
    for (const [root, uris] of this.#unrecorded) {
      this.#unrecorded.delete(root);
      const ticket = this.#begin(root, false, 'record');
      this.#post({ kind: 'record', ticket, root, uris });
      return true;
    }
    return false;
  }

  #nextSets(): void {
    for (const root of this.#unjudged) {
      this.#unjudged.delete(root);
      const ticket = this.#begin(root, false, 'sets');
      this.#post({ kind: 'sets', ticket, root, bounds: this.#runaways.boundsOf(root) });
      return;
    }
  }

  #begin(root: string, check: boolean, kind: Running['kind']): number {
    const ticket = ++this.#tickets;
    const snapshot = this.#snapshot;
    this.#running = { ticket, root, check, kind, snapshot, file: undefined, cancelTimer: () => {} };
    this.#watch(this.#running);
    return ticket;
  }

  /** Gives the render time for what it is at now. */
  #watch(running: Running): void {
    running.cancelTimer();
    const { root, file } = running;
    running.cancelTimer = this.#host.after(this.#runaways.patience(root, file), () => this.#tookTooLong(running));
  }

  #answered(answer: RenderAnswer): void {
    const running = this.#running;
    if (running === undefined || running.ticket !== answer.ticket) return;
    if (answer.kind === 'at') {
      running.file = answer.file;
      this.#watch(running);
      return;
    }
    const { root, check, snapshot } = running;
    if (answer.kind === 'rendered') {
      this.#runaways.finished(root);
      const rendering = unpack(answer.rendering, this.#received.get(root));
      this.#received.set(root, rendering);
      this.#events.finished({ root, snapshot, rendering });
      // The thread goes on with the documents.
      return;
    }
    if (answer.kind === 'judged') {
      this.#events.judged({ root, snapshot, check: answer.check });
      // And then with the check.
      if (check) return;
    }
    this.#running = undefined;
    running.cancelTimer();
    // A stopped render owes its chart another one, even when the newer change was another chart's.
    if (answer.kind === 'stopped') this.#waiting.set(root, check || this.#waiting.get(root) === true);
    else if (answer.kind === 'threw') this.#threw(running, answer.why);
    else if (answer.kind === 'setsJudged') this.#events.setsJudged({ root, snapshot, check: answer.check });
    else if (answer.kind === 'recorded') this.#recorded(root, answer);
    else if (answer.kind === 'checked') this.#events.checked({ root, snapshot, check: answer.check });
    this.#next();
  }

  #threw({ root, kind }: Running, why: string): void {
    this.#host.log(`rendering ${root} failed: ${why}`);
    if (kind === 'sets') this.#deadly.add(root);
  }

  #recorded(root: string, { tables, isAll }: Extract<RenderAnswer, { kind: 'recorded' }>): void {
    const templates = this.#received.get(root)?.templates ?? [];
    const found = tables.map(([index, table]) => [templates[index] as RenderedTemplate, table] as const);
    this.#events.recorded({ root, tables: new Map(found), isAll });
  }

  #tookTooLong({ root, file }: Running): void {
    const seconds = this.#runaways.patience(root, file) / 1000;
    this.#host.log(`${file ?? root} took longer than ${seconds} s; its thread was ended`);
    this.#leaveOut(`stopped: the template takes longer than ${seconds} s`);
  }

  /** What a thread dies of is memory. */
  #failed(why: string): void {
    this.#host.log(`the render thread died: ${why}`);
    this.#leaveOut('stopped: the template takes more memory than there is');
  }

  /**
   * Ends the thread. The template it was at is left out when its chart is rendered again at once; a chart that got to no
   * template is not tried again before it changes, so that a runaway does not come back by itself.
   */
  #leaveOut(why: string): void {
    const running = this.#running;
    this.#drop();
    if (running?.file !== undefined) {
      this.#runaways.ranAway(running.root, running.file, why);
      this.#waiting.set(running.root, running.check || this.#waiting.get(running.root) === true);
    } else if (running?.kind === 'sets') this.#deadly.add(running.root);
    else if (running?.kind === 'render') this.#events.gaveUp(running.root);
    this.#next();
  }

  #drop(): void {
    this.#running?.cancelTimer();
    this.#running = undefined;
    this.#unrecorded.clear();
    this.#unjudged.clear();
    this.#thread?.end();
    this.#thread = undefined;
  }
}

/** Whether the thread has the file already, as a part of its archive. */
function isOfArchive(snapshot: Snapshot, file: { readonly uri: string; readonly isUnpacked?: true }): boolean {
  if (!isArchived(file.uri)) return false;
  // A packed chart that is loaded by itself has no other text than that of its files.
  for (const folder of snapshot.loaded) if (isArchived(folder) && file.uri.startsWith(`${folder}/`)) return false;
  return file.isUnpacked === true || snapshot.files.has(outermostArchive(file.uri) ?? '');
}

/** Changes that make the snapshot from an empty one. */
function changesTo(snapshot: Snapshot): Change[] {
  const changes: Change[] = [{ kind: 'settings', settings: snapshot.settings }];
  for (const file of snapshot.files.values()) {
    const { uri, text, version } = file;
    if (!isOfArchive(snapshot, file)) changes.push({ kind: 'file', uri, text, version });
  }
  for (const [uri, text] of snapshot.saved) changes.push({ kind: 'saved', uri, text });
  for (const [uri, assumption] of snapshot.assumptions) changes.push({ kind: 'assumed', uri, assumption });
  for (const [uri, bound] of snapshot.bound) changes.push({ kind: 'bound', uri, bound });
  for (const [root, set] of snapshot.sets) changes.push({ kind: 'set', root, set });
  for (const [chart, root] of snapshot.chosenRoots) changes.push({ kind: 'root', chart, root });
  for (const root of snapshot.previewedRoots) changes.push({ kind: 'previewed', root });
  for (const [name, uri] of snapshot.cached) changes.push({ kind: 'cached', name, uri });
  for (const folder of snapshot.loaded) changes.push({ kind: 'loaded', folder });
  const schemas = snapshot.schemas && bytesOf(snapshot.schemas);
  if (schemas) changes.push({ kind: 'schemas', bytes: schemas });
  for (const [folder, uris] of snapshot.schemaFolders) changes.push({ kind: 'schemaFolder', folder, uris });
  return changes;
}
