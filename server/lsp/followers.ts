// What follows a change of the snapshot: which charts are rendered again, and which open files are looked at once more.

import type { RenderState } from '#language/workspace/render-state.ts';
import { type Change, rootChartFolder, type Snapshot } from '#language/workspace/snapshot.ts';
import { joinUri, normalizeUri } from '#language/workspace/uri.ts';
import type { Bindings } from './bindings.ts';
import type { Client } from './client.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Mounting } from './mounting.ts';
import type { SetFiles } from './set-files.ts';
import type { Wanted } from './wanted.ts';
import type { WhileTyping } from './while-typing.ts';

/** The session and its parts as they are needed here. */
export interface FollowersOwner {
  readonly snapshot: () => Snapshot;
  /** Open files by their normalized URIs. */
  readonly open: ReadonlyMap<string, unknown>;
  readonly states: ReadonlyMap<string, RenderState>;
  readonly mounting: Mounting;
  readonly bindings: Bindings;
  readonly setFiles: SetFiles;
  readonly wanted: Wanted;
  readonly typing: WhileTyping;
  readonly diagnostics: Diagnostics;
  readonly client: Client;
  /** The client asks for the previews of these files again. */
  readonly tell: (state: RenderState, uris: readonly string[]) => void;
  readonly chartsMoved: (isLoad: boolean) => void;
}

export class Followers {
  readonly #owner: FollowersOwner;

  constructor(owner: FollowersOwner) {
    this.#owner = owner;
  }

  /** `changes` made the snapshot of now from `before`. */
  follow(changes: readonly Change[], before: Snapshot): void {
    const isLoad = changes.some(({ kind }) => kind === 'loaded');
    for (const change of changes) {
      if (change.kind === 'file') this.#fileChanged(before, normalizeUri(change.uri), isLoad);
      else if (change.kind === 'loaded') this.#loaded(normalizeUri(change.folder));
      else if (change.kind === 'settings' || change.kind === 'schemas') this.#settingsChanged(before);
      else if (change.kind === 'assumed' || change.kind === 'saved') this.#wantOf(change.uri);
      else if (change.kind === 'set') this.#setChanged(normalizeUri(change.root));
      else if (change.kind === 'bound') this.#boundChanged(before, normalizeUri(change.uri));
      else if (change.kind === 'root' || change.kind === 'previewed') this.#rootsChanged(before);
    }
  }

  /** The root charts that are loaded or were rendered. */
  roots(): Set<string> {
    const { states, snapshot } = this.#owner;
    const all = new Set([...snapshot().loaded, ...states.keys()]);
    return new Set([...all].filter((root) => rootChartFolder(snapshot(), root) === root));
  }

  /** Other schemas are there. */
  judgeAgain(): void {
    const { states, wanted, typing, open } = this.#owner;
    for (const root of states.keys()) wanted.want(root, true);
    typing.recheck(open.keys());
  }

  /** A loaded folder may hold charts that are no part of its own: those of open files are rendered, too. */
  #loaded(folder: string): void {
    const { mounting, wanted, typing, open } = this.#owner;
    for (const root of mounting.rootsOf(joinUri(folder, 'Chart.yaml'))) wanted.want(root, true);
    for (const uri of open.keys()) {
      const root = mounting.rootOf(uri);
      if (root !== undefined && (root === folder || root.startsWith(`${folder}/`))) wanted.want(root, true);
    }
    typing.recheck(open.keys());
  }

  #settingsChanged(before: Snapshot): void {
    const { bindings, wanted, typing, open, snapshot } = this.#owner;
    const { valuesFileCharts } = snapshot().settings;
    if (JSON.stringify(valuesFileCharts) !== JSON.stringify(before.settings.valuesFileCharts))
      bindings.lookAgain(open.keys());
    for (const root of this.roots()) wanted.want(root, true);
    typing.recheck(open.keys());
  }

  /** What other charts show does not change. A chart that is not loaded yet is rendered when it is. */
  #setChanged(root: string): void {
    const { mounting, wanted, typing, open } = this.#owner;
    if (!this.roots().has(root)) return;
    wanted.want(root, true);
    typing.recheck([...open.keys()].filter((uri) => mounting.rootOf(uri) === root));
  }

  /** The charts of before and of now judge the file; the file itself is seen in another light. */
  #boundChanged(before: Snapshot, uri: string): void {
    const { snapshot, open, typing } = this.#owner;
    for (const bound of [before.bound.get(uri), snapshot().bound.get(uri)])
      if (bound?.folder !== undefined) this.#wantOf(joinUri(bound.folder, 'Chart.yaml'), true);
    if (open.has(uri)) typing.changed(uri);
  }

  #wantOf(uri: string, check = false): void {
    const root = this.#owner.mounting.rootOf(uri);
    if (root !== undefined) this.#owner.wanted.want(root, check);
  }

  #fileChanged(before: Snapshot, uri: string, isLoad: boolean): void {
    const { snapshot, open, typing, diagnostics, mounting, setFiles, wanted, chartsMoved } = this.#owner;
    const now = snapshot().files.get(uri);
    if (now === before.files.get(uri)) return;
    if (now === undefined) diagnostics.forgetFile(snapshot(), uri);
    else if (open.has(uri)) typing.changed(uri);
    // What changes on disk is as good as saved.
    const isSaved = !open.has(uri) && snapshot().settings.lintOnSave;
    const roots = mounting.affected(uri, isSaved);
    for (const used of roots.length === 0 ? setFiles.usersOf(uri) : roots) wanted.want(used, isSaved);
    if (uri.endsWith('/Chart.yaml') && (now === undefined) !== (before.files.get(uri) === undefined))
      chartsMoved(isLoad);
  }

  /** Open files may be seen under another root now. */
  #rootsChanged(before: Snapshot): void {
    const { mounting, open, typing, states: all, tell, client } = this.#owner;
    const moved = mounting.moved(before, open.keys());
    for (const uri of moved) this.#wantOf(uri, true);
    typing.recheck(moved);
    const states = new Set(moved.flatMap((uri) => all.get(mounting.rootOf(uri) ?? '') ?? []));
    for (const state of states) tell(state, [...moved, ...state.output.templates.map(({ uri }) => uri)]);
    if (moved.length > 0) client.refreshHints();
  }
}
