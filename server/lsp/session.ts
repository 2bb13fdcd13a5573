// One client's session: the current snapshot, open documents, delays, last renders, and what was pushed.

import type { CompletionItem } from '#language/features/completion.ts';
import { changedFiles, nextState, type RenderState } from '#language/workspace/render-state.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import {
  applyChanges,
  type Change,
  EMPTY_SNAPSHOT,
  type FileText,
  fileAt,
  type Snapshot,
} from '#language/workspace/snapshot.ts';
import { baseNameOf, joinUri, normalizeUri } from '#language/workspace/uri.ts';
import { Archives } from './archives.ts';
import { furtherAssumptions, withdrawnAssumptions } from './assuming.ts';
import { BackgroundSets } from './background-sets.ts';
import { Bindings } from './bindings.ts';
import { Charts } from './charts.ts';
import type { Client, ClientKnows } from './client.ts';
import { Diagnostics } from './diagnostics.ts';
import { Followers } from './followers.ts';
import type { Host } from './host.ts';
import { Libraries } from './library-users.ts';
import { LintOnSave } from './lint-on-save.ts';
import { Manifests } from './manifests.ts';
import { Mounting } from './mounting.ts';
import { Notices } from './notices.ts';
import { Reach, type ReachOptions } from './reach.ts';
import { Recent } from './recent.ts';
import { Recording } from './recording.ts';
import { type JudgedRender, RenderedManifests } from './rendered-manifests.ts';
import { type Checked, type Finished, Renders } from './renders.ts';
import { guarded } from './run-safe.ts';
import { SchemaFiles } from './schema-files.ts';
import { SetFiles } from './set-files.ts';
import { ShippedSchemas } from './shipped-schemas.ts';
import { Timers } from './timers.ts';
import { Waits } from './waits.ts';
import { Wanted } from './wanted.ts';
import { WhileTyping } from './while-typing.ts';
import type { World } from './world.ts';

interface OpenDocument {
  /** The URI as the client spells it. */
  readonly spelling: string;
  readonly version: number;
}

export interface SessionOptions extends ReachOptions {
  readonly knows: ClientKnows;
}

export class Session {
  readonly host: Host;
  readonly charts: Charts;
  readonly knows: ClientKnows;
  /** The last completion list, whose items are told in full when asked about. */
  completions: readonly CompletionItem[] = [];
  readonly recent = new Recent();
  readonly lintOnSave: LintOnSave;
  readonly renderedManifests: RenderedManifests;
  #snapshot: Snapshot = EMPTY_SNAPSHOT;
  readonly #client: Client;
  readonly #renders: Renders;
  readonly #recording: Recording;
  readonly #diagnostics: Diagnostics;
  readonly #typing: WhileTyping;
  readonly #notices: Notices;
  readonly #open = new Map<string, OpenDocument>();
  readonly #states = new Map<string, RenderState>();
  readonly #waits: Waits;
  readonly #timers: Timers;
  readonly #wanted: Wanted;
  readonly reach: Reach;
  readonly libraries: Libraries;
  readonly #setFiles: SetFiles;
  readonly #schemaFiles: SchemaFiles;
  readonly #bindings: Bindings;
  readonly #archives: Archives;
  readonly #mounting: Mounting;
  readonly shipped: ShippedSchemas;
  readonly #followers: Followers;
  readonly #backgroundSets: BackgroundSets;
  readonly #manifests = new Manifests(
    this,
    () => this.#open.keys(),
    (uris) => this.#typing.recheck(uris),
  );

  constructor(host: Host, world: World, client: Client, options: SessionOptions) {
    this.host = host;
    this.knows = options.knows;
    this.reach = new Reach(options);
    this.#client = client;
    this.#archives = new Archives(world, host.unpacking);
    this.shipped = new ShippedSchemas(world, (changes) => this.apply(changes), host.log);
    this.charts = new Charts(this.#archives, {
      snapshot: () => this.#snapshot,
      isOpen: (uri) => this.isOpen(uri),
      apply: (changes) => this.apply(changes),
      log: host.log,
      rest: () => new Promise((go) => void host.after(0, go)),
      within: this.reach.within,
      leftOut: (uri) => this.#notices.leftOut(uri),
      helmCache: () => host.helmCache?.(),
    });
    this.libraries = new Libraries(world, this.charts, host.log, (folder) => this.#wanted.hush(folder));
    this.#mounting = new Mounting(host, world, this.charts, this.libraries, {
      snapshot: () => this.#snapshot,
      reach: this.reach,
      apply: (changes) => this.apply(changes),
      roots: () => this.#followers.roots(),
      rendered: () => [...this.#states.keys()],
      drop: (root) => this.#drop(root),
    });
    this.#setFiles = new SetFiles(this.charts, this.libraries, {
      snapshot: () => this.#snapshot,
      roots: () => this.#followers.roots(),
      within: this.reach.within,
      folders: () => this.reach.folders,
    });
    this.#schemaFiles = new SchemaFiles(world, this, () => this.#followers.judgeAgain());
    this.#renders = new Renders(host, this.#snapshot, {
      finished: (done) => this.#finished(done),
      judged: (done) => this.#judged(done),
      setsJudged: (done) => this.#backgroundSets.answered(done),
      checked: (done) => this.#checked(done),
      recorded: (done) => this.#recording.got(done),
      gaveUp: (root) => this.#gaveUp(root),
    });
    this.#diagnostics = new Diagnostics((uri, file, findings) =>
      client.showFindings(this.#snapshot, this.spelled(uri), file, findings),
    );
    this.#timers = new Timers(host);
    this.#wanted = new Wanted(this.#timers, (root, check) => this.#renders.want(root, check));
    const seen = { states: this.#states, open: this.#open, isWriting: () => this.#typing.isWriting(this.#snapshot) };
    this.#recording = new Recording(this.#timers, this.#renders, client, seen);
    this.#waits = new Waits(host);
    this.#notices = new Notices(host, client);
    this.lintOnSave = new LintOnSave(this, this.#timers, this.#setFiles, (root) => this.#wanted.want(root, true));
    this.#bindings = new Bindings(host, this.#timers, this.charts, {
      snapshot: () => this.#snapshot,
      reach: this.reach,
      archives: this.#archives,
      cached: (chart) => this.#mounting.cachedArchives(chart),
      apply: (changes) => this.apply(changes),
    });
    this.#typing = new WhileTyping(host, this.#timers, this.#diagnostics, {
      snapshot: () => this.#snapshot,
      isOpen: (uri) => this.isOpen(uri),
      rested: (root, check) => this.#wanted.want(root, check),
    });
    this.#followers = new Followers({
      snapshot: () => this.#snapshot,
      open: this.#open,
      states: this.#states,
      mounting: this.#mounting,
      bindings: this.#bindings,
      setFiles: this.#setFiles,
      wanted: this.#wanted,
      typing: this.#typing,
      diagnostics: this.#diagnostics,
      client,
      tell: (state, uris) => this.#tell(state, uris),
      chartsMoved: (isLoad) => this.chartsMoved(isLoad),
    });
    this.renderedManifests = new RenderedManifests(
      this.#diagnostics,
      this.#typing,
      () => this.#snapshot,
      (chart) => client.judged({ chart }),
    );
    this.#backgroundSets = new BackgroundSets(this.#timers, this.#renders, {
      isWriting: (snapshot) => this.#typing.isWriting(snapshot),
      found: (done) => this.#states.has(done.root) && this.renderedManifests.setsJudged(done),
    });
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** What the client shows of the file as it is now. */
  shownOf(file: FileText): readonly Finding[] {
    return this.#diagnostics.shown(file);
  }

  isOpen(uri: string): boolean {
    return this.#open.has(normalizeUri(uri));
  }

  /** The client's own spelling of a URI that is open; ours otherwise. */
  spelled(uri: string): string {
    return this.#open.get(uri)?.spelling ?? uri;
  }

  /** Makes the next snapshot, and lets everything that depends on the changed files follow. */
  apply(changes: readonly Change[]): void {
    const before = this.#snapshot;
    this.#snapshot = applyChanges(before, changes);
    this.#renders.follow(changes, this.#snapshot);
    this.#followers.follow(changes, before);
    this.#mounting.follow(changes, before);
    this.#manifests.follow(before);
    if (changes.some(({ kind }) => kind !== 'file')) this.#setFiles.load();
    if (changes.some(({ kind }) => kind === 'settings')) this.#schemaFiles.follow();
  }

  opened(uri: string, version: number, text: string): void {
    const key = normalizeUri(uri);
    this.#open.set(key, { spelling: uri, version });
    void this.shipped.want();
    this.apply([
      { kind: 'file', uri: key, text, version },
      { kind: 'saved', uri: key, text },
    ]);
    this.#bindings.look(key, false);
    void this.#setFiles.opened(key);
    this.#schemaFiles.opened(key);
    this.#manifests.opened(key);
    this.#wanted.rouse(this.rootOf(key));
    this.#recording.want(this.rootOf(key));
    if (this.charts.ensure(key)) this.#renders.warm();
  }

  edited(uri: string, version: number, text: string): void {
    const key = normalizeUri(uri);
    this.#open.set(key, { spelling: uri, version });
    const before = this.#snapshot;
    this.apply([{ kind: 'file', uri: key, text, version }]);
    this.#typing.edited(before, key);
    this.#backgroundSets.edited();
    this.#bindings.look(key, true);
  }

  /** The file is what the disk says from now on. */
  closed(uri: string): void {
    const key = normalizeUri(uri);
    this.#open.delete(key);
    this.#typing.closed(key);
    this.#bindings.closed(key);
    this.#diagnostics.forgetFile(this.#snapshot, key);
    const isUsed = this.rootOf(key) !== undefined || this.#setFiles.usersOf(key).length > 0;
    if (!isUsed && !this.#schemaFiles.holds(key)) this.apply([{ kind: 'file', uri: key, text: null }]);
    else void this.charts.refresh([key]);
    this.#manifests.closed(key);
  }

  saved(uri: string): void {
    const file = fileAt(this.#snapshot, uri);
    if (file === undefined) return;
    this.apply([{ kind: 'saved', uri: file.uri, text: file.text }]);
    this.#typing.paused(file.uri);
    this.#schemaFiles.opened(file.uri);
  }

  /** Something happened to these on disk: files or folders of loaded charts are read again. */
  async filesMoved(uris: readonly string[]): Promise<void> {
    await this.charts.settled();
    const isKnown = (uri: string) =>
      this.charts.isLoaded(uri) || this.#setFiles.usersOf(uri).length > 0 || this.#schemaFiles.holds(uri);
    const known = uris.map(normalizeUri).filter(isKnown);
    const moved = [...known, ...this.#bindings.archivesMoved(uris.map(normalizeUri), this.#open.keys())];
    if (moved.length > 0) await this.charts.refresh(moved);
    this.#schemaFiles.moved(uris);
    this.#manifests.moved(uris);
    // Open files may have got a chart.
    if (known.length < uris.length && uris.some((uri) => baseNameOf(uri) === 'Chart.yaml')) this.chartsMoved();
  }

  /** The loaded root chart that the file is a part of. */
  rootOf(uri: string): string | undefined {
    return this.#mounting.rootOf(uri);
  }

  /** The loaded root charts that the file is a part of: the one that it is seen under first. */
  rootsOf(uri: string): string[] {
    return this.#mounting.rootsOf(uri);
  }

  /** The last finished render of the file's chart. */
  stateOf(uri: string): RenderState | undefined {
    const root = this.rootOf(uri);
    return root === undefined ? undefined : this.#states.get(root);
  }

  /** The last finished renders: of the file's chart first, then of the others by folder. */
  rendered(uri: string): RenderState[] {
    const own = this.stateOf(uri);
    const others = [...this.#states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, state]) => state);
    return own === undefined ? [] : [own, ...others.filter((state) => state !== own)];
  }

  /** Renders the file's chart with ten times the limits it has now; false when it belongs to none that is loaded. */
  continueRender(uri: string): boolean {
    const root = this.rootOf(uri);
    if (root !== undefined) this.#renders.allowMore(root);
    return root !== undefined;
  }

  /** The user trusts the workspace from now on: links that were left out are followed. */
  async trusted(): Promise<void> {
    if (this.reach.isTrusted) return;
    this.reach.trust();
    this.#schemaFiles.follow();
    await this.#readAgain();
  }

  async foldersChanged(added: readonly string[], removed: readonly string[]): Promise<void> {
    this.reach.foldersChanged(added, removed);
    this.#bindings.lookAgain(this.#open.keys());
    this.#schemaFiles.follow();
    if (!this.reach.isTrusted) await this.#readAgain();
  }

  /** A wait for the first load of the file's chart, at most a second; undefined when nothing is to be waited for. */
  ready(uri: string): Promise<void> | undefined {
    if (this.#wanted.hasHushed) this.#wanted.rouse(this.rootOf(uri));
    const load = this.charts.ensure(uri);
    return load && this.#waits.wait(normalizeUri(uri), load);
  }

  /** A Chart.yaml came or went: files may belong to another chart now. */
  chartsMoved(isLoad = false): void {
    for (const root of this.#states.keys())
      if (!this.#snapshot.files.has(joinUri(root, 'Chart.yaml'))) this.#drop(root);
    this.charts.lookAgain();
    const open = [...this.#open.keys()];
    if (!isLoad) this.libraries.lookAgain();
    if (!isLoad) this.#bindings.lookAgain(open);
    for (const uri of open) void this.charts.ensure(uri);
    this.#typing.recheck(open);
  }

  end(): void {
    this.#timers.end();
    this.#renders.end();
  }

  /** The client asks for the previews of these files again. */
  #tell(state: RenderState, uris: readonly string[]): void {
    const changed = [...new Set(uris)].map((uri) => this.spelled(uri));
    const told = this.#mounting.told(state, changed);
    this.#client.rendered({ ...told, elsewhere: [...told.elsewhere, ...this.#schemaFiles.watched()] });
  }

  #finished({ root, snapshot, rendering }: Finished): void {
    if (!this.#snapshot.files.has(joinUri(root, 'Chart.yaml'))) return;
    const before = this.#states.get(root);
    const isWriting = this.#typing.isWriting(snapshot);
    const state = nextState(before, rendering, snapshot, isWriting, this.#recording.tableOf);
    this.#states.set(root, state);
    this.#tell(state, changedFiles(before, state));
    // Even of a release that is the same: a condition may have turned, or an action may print what its neighbour did.
    this.#client.refreshHints();
    if (isWriting) this.#typing.owes(root, state.held.size > 0, false);
    this.#recording.want(root);
    this.#schemaFiles.rendered(rendering);
    const further = guarded(this.host.log, 'assume', [], () => furtherAssumptions(this.#snapshot, state));
    if (further.length > 0) this.apply(further);
  }

  #judged(done: JudgedRender): void {
    if (!this.#states.has(done.root)) return;
    this.renderedManifests.judged(done);
    this.#backgroundSets.judged(done);
  }

  #checked({ root, snapshot, check }: Checked): void {
    if (this.#typing.isWriting(snapshot)) this.#typing.owes(root, false, true);
    else if (this.#states.has(root)) this.#diagnostics.checked(this.#snapshot, root, snapshot, check);
  }

  #gaveUp(root: string): void {
    this.host.log(`rendering ${root} was given up`);
    // What is assumed may be why: without it the chart is tried once more.
    const withdrawn = withdrawnAssumptions(this.#snapshot, root);
    if (withdrawn.length > 0) this.apply(withdrawn);
    else this.#notices.gaveUp(root);
  }

  async #readAgain(): Promise<void> {
    this.chartsMoved();
    await this.charts.refresh([...this.#snapshot.loaded]);
  }

  #drop(root: string): void {
    this.#states.delete(root);
    this.#wanted.forget(root);
    this.#renders.forget(root);
    this.#backgroundSets.forget(root);
    this.renderedManifests.forget(root);
    this.#diagnostics.forgetChart(this.#snapshot, root);
  }
}
