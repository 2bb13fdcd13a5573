// What the server needs from the place it runs in: files, timers, a clock, a second thread. Each door makes one.

import type { FastUnpacking } from '#engine/chart/archive.ts';
import type { SetsCheck } from '#language/lint/manifests/sets.ts';
import type { RenderBounds } from '#language/workspace/render-chart.ts';
import type { SeenTable } from '#language/workspace/seen.ts';
import type { Change } from '#language/workspace/snapshot.ts';
import type { DirectoryEntry } from '#protocol';
import type { Check, ManifestCheck } from './features.ts';
import type { PackedRendering } from './packed.ts';

/** Larger files are no chart's sources; Helm refuses them, too. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Folders that links may lead to; undefined: anywhere. */
export type Within = readonly string[] | undefined;

/** The world as a runtime gives it. Nothing here throws or rejects: what cannot be had is undefined. */
export interface Host {
  /** Whether `list` and `read` know URIs of this scheme; the client is asked about all others. */
  readonly reads: (scheme: string) => boolean;
  /**
   * Entries of a folder with links followed; undefined when it is missing or no folder. With `within`, what really lies
   * outside of all these folders is not there, neither for `list` nor for `read`.
   */
  readonly list: (uri: string, within?: Within) => Promise<readonly DirectoryEntry[] | undefined>;
  /** A file's bytes; undefined when it is missing, no file, or larger than MAX_FILE_BYTES. */
  readonly read: (uri: string, within?: Within) => Promise<Uint8Array | undefined>;
  /** Folder, by URI, in which Helm keeps packed charts on this machine; a runtime without one has none. */
  readonly helmCache?: (() => string | undefined) | undefined;
  /** The pool of schemas that lies beside the server; a runtime without files asks the client. */
  readonly schemas?: (() => Promise<Uint8Array | undefined>) | undefined;
  /** What the runtime has for base64; it may throw. The client sends files in it. */
  readonly base64?: ((text: string) => Uint8Array) | undefined;
  /** What the runtime has for gzip and UTF-8. */
  readonly unpacking?: FastUnpacking | undefined;
  /** Calls back once after some milliseconds; the answer cancels it. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
  /** Calls back when the messages of the client that are there are answered; the answer cancels it. Missing: at once. */
  readonly behind?: ((call: () => void) => () => void) | undefined;
  /** A request was answered: whoever asked may ask again at once. */
  readonly answered?: (() => void) | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Starts the second thread, the same bundle in its other role. */
  readonly startRenderThread: (events: RenderThreadEvents) => RenderThread;
  /** A line for the log. */
  readonly log: (line: string) => void;
}

export interface RenderThreadEvents {
  readonly answered: (answer: RenderAnswer) => void;
  /** The thread died; it gets no further messages. */
  readonly failed: (why: string) => void;
}

/** The main thread's end of the second thread. */
export interface RenderThread {
  readonly post: (order: RenderOrder) => void;
  /** Ends the thread, whatever it is doing. */
  readonly end: () => void;
}

/** What the main thread sends. Changes are the very ones the main snapshot got, in its order. */
export type RenderOrder =
  | { readonly kind: 'changes'; readonly changes: readonly Change[]; readonly generation: number }
  | {
      readonly kind: 'render';
      readonly ticket: number;
      readonly root: string;
      readonly check: boolean;
      readonly bounds?: RenderBounds | undefined;
    }
  /** What expressions came to in the chart's last render, for those who look at these files (see RecordOptions). */
  | { readonly kind: 'record'; readonly ticket: number; readonly root: string; readonly uris: ReadonlySet<string> }
  /** What the chart shows under its other values sets, as far as there is time before something else is wanted. */
  | {
      readonly kind: 'sets';
      readonly ticket: number;
      readonly root: string;
      readonly bounds?: RenderBounds | undefined;
    };

/** What the second thread sends back: where it is, again and again, the render, what it shows of manifests, and then the check where one was asked for. */
export type RenderAnswer =
  /** It begins with this template, by Helm's name, or with what comes after the templates. */
  | { readonly kind: 'at'; readonly ticket: number; readonly file: string | undefined }
  | {
      readonly kind: 'rendered';
      readonly ticket: number;
      readonly rendering: PackedRendering;
    }
  /** After `rendered`. */
  | { readonly kind: 'judged'; readonly ticket: number; readonly check: ManifestCheck }
  /** After `judged`, where a check was asked for. */
  | { readonly kind: 'checked'; readonly ticket: number; readonly check: Check }
  /** By index in the rendering that was sent last; not all: something newer arrived, or it is time to look for it. */
  | {
      readonly kind: 'recorded';
      readonly ticket: number;
      readonly tables: readonly (readonly [number, SeenTable])[];
      readonly isAll: boolean;
    }
  /** Without a check: there is more to do. */
  | { readonly kind: 'setsJudged'; readonly ticket: number; readonly check: SetsCheck | undefined }
  /** Something newer arrived. */
  | { readonly kind: 'stopped'; readonly ticket: number }
  /** A bug: the text goes to the log. */
  | { readonly kind: 'threw'; readonly ticket: number; readonly why: string };

/** The second thread's own end. */
export interface RenderPort {
  readonly post: (answer: RenderAnswer) => void;
  readonly onOrder: (receive: (order: RenderOrder) => void) => void;
  /** The next order without waiting; undefined when none has come, or when the runtime cannot look (a web worker). */
  readonly poll: () => RenderOrder | undefined;
  readonly now: () => number;
}
