// A conversation with the server over streams: a chart in a temporary folder, an editor that opens, types, saves and waits.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { lineIndex, offsetAt, positionAt } from '#engine/text/lines.ts';
import type { InitializationOptions, PlainRange, RenderedParams } from '#protocol';

export interface Streams {
  /** What the server writes. */
  readonly output: Readable;
  /** What the server reads. */
  readonly input: Writable;
  readonly end: () => void;
}

export interface TalkOptions {
  readonly initialization?: InitializationOptions | undefined;
  /** Answers to requests of the server, by method. */
  readonly answers?: Readonly<Record<string, (params: { readonly uri: string }) => unknown>> | undefined;
  /** The chart's URIs begin with this in place of the temporary folder's. */
  readonly base?: string | undefined;
  /** Does further things to the temporary folder before the server starts. */
  readonly prepare?: ((folder: string) => void) | undefined;
  /** The workspace's folders, by path; none unless told. */
  readonly folders?: readonly string[] | undefined;
  /** What the editor says it understands, where it is not what most do. */
  readonly client?: ClientCapabilities | undefined;
}

/** How long an answer may take before a test gives up on it. */
const PATIENCE_MS = 90_000;

/** One editor and one server. Paths are relative to the temporary folder. */
export class Talk {
  readonly folder: string;
  readonly log: string[] = [];
  /** Messages that the user saw. */
  readonly warnings: string[] = [];
  /** All `chartroom/rendered` so far. */
  readonly renders: RenderedParams[] = [];
  readonly #base: string;
  readonly #streams: Streams;
  readonly #connection: ProtocolConnection;
  readonly #texts = new Map<string, { version: number; text: string }>();
  readonly #diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly #watchers = new Set<() => void>();

  private constructor(folder: string, streams: Streams, options: TalkOptions) {
    this.folder = folder;
    this.#streams = streams;
    this.#base = options.base ?? pathToFileURL(folder).href;
    const { input, output } = streams;
    this.#connection = createProtocolConnection(new StreamMessageReader(output), new StreamMessageWriter(input));
    this.#listen(options);
  }

  /** Writes the files (`-- path --` starts each), starts a server, and shakes hands. */
  static async begin(text: string, start: () => Streams, options: TalkOptions = {}): Promise<Talk> {
    const folder = mkdtempSync(join(tmpdir(), 'chartroom-'));
    for (const [path, content] of filesOf(text)) write(folder, path, content);
    options.prepare?.(folder);
    const talk = new Talk(folder, start(), options);
    await talk.#initialize(options);
    return talk;
  }

  capabilities: InitializeResult['capabilities'] = {};

  uri(path: string): string {
    return `${this.#base}/${path}`;
  }

  /** Opens the file as it is on disk, or with another text. */
  open(path: string, text = this.disk(path)): void {
    this.#texts.set(path, { version: 1, text });
    const textDocument = { uri: this.uri(path), languageId: languageOf(path), version: 1, text };
    void this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first occurrence of a text, as one incremental edit. */
  type(path: string, what: string, by: string): void {
    const document = this.#document(path);
    const start = document.text.indexOf(what);
    if (start < 0) throw new Error(`${JSON.stringify(what)} is not in ${path}`);
    const index = lineIndex(document.text);
    const range = { start: positionAt(index, start), end: positionAt(index, start + what.length) };
    document.text = document.text.slice(0, start) + by + document.text.slice(start + what.length);
    document.version++;
    void this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text: by }],
    });
  }

  save(path: string): void {
    write(this.folder, path, this.#document(path).text);
    void this.#connection.sendNotification('textDocument/didSave', { textDocument: { uri: this.uri(path) } });
  }

  close(path: string): void {
    this.#texts.delete(path);
    void this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** A file appears or changes on disk; `null` deletes it. */
  disk(path: string, text?: string | null): string {
    if (text === undefined) return readFileSync(join(this.folder, path), 'utf8');
    const type = text === null ? 3 : 2;
    if (text === null) rmSync(join(this.folder, path), { recursive: true });
    else write(this.folder, path, text);
    void this.#connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: this.uri(path), type }],
    });
    return text ?? '';
  }

  notify(method: string, params: object): void {
    void this.#connection.sendNotification(method, params);
  }

  ask<R>(method: string, params: object): Promise<R> {
    return this.#connection.sendRequest<R>(method, params);
  }

  /** Asks about the position behind the first occurrence of `after`. */
  askAt<R>(method: string, path: string, after: string): Promise<R> {
    const textDocument = { uri: this.uri(path) };
    return this.ask<R>(method, { textDocument, position: this.behind(path, after) });
  }

  behind(path: string, after: string): { line: number; character: number } {
    const text = this.#texts.get(path)?.text ?? this.disk(path);
    return positionAt(lineIndex(text), text.indexOf(after) + after.length);
  }

  /** The part of a file that a range covers. */
  text(path: string, range: PlainRange): string {
    const text = this.#texts.get(path)?.text ?? this.disk(path);
    const index = lineIndex(text);
    return text.slice(offsetAt(index, range.start), offsetAt(index, range.end));
  }

  /**
   * The file's diagnostics as `code: message at "text"`, once the condition holds; what helm lint says of charts without
   * icon and names only where it is asked for.
   */
  async diagnostics(
    path: string,
    until: (lines: readonly string[]) => boolean,
    { helmLint = false } = {},
  ): Promise<string[]> {
    const lines = () =>
      this.#told(path, helmLint).map(
        ({ code, message, range }) => `${String(code)}: ${message} at ${JSON.stringify(this.text(path, range))}`,
      );
    await this.until(
      () => until(lines()),
      () => `diagnostics of ${path}: ${JSON.stringify(lines())}`,
    );
    return lines();
  }

  /** The client was told that nothing is wrong in the file, after something was. */
  isClear(path: string): boolean {
    return this.#diagnostics.has(this.uri(path)) && this.#told(path, false).length === 0;
  }

  /** The version of an open file. */
  version(path: string): number {
    return this.#document(path).version;
  }

  /** The version that the last diagnostics of a file were about. */
  toldVersion(path: string): number | undefined {
    return this.#diagnostics.get(this.uri(path))?.version;
  }

  /** Waits for the condition, which may change with every message of the server. */
  async until(condition: () => boolean, what: () => string): Promise<void> {
    const begun = Date.now();
    while (!condition()) {
      if (Date.now() - begun > PATIENCE_MS) throw new Error(`waited in vain for ${what()}\n${this.log.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        const watcher = () => {
          clearTimeout(timer);
          this.#watchers.delete(watcher);
          resolve();
        };
        this.#watchers.add(watcher);
      });
    }
  }

  /** Does something and waits for a render that was finished after it. */
  async rendered(work: () => void): Promise<RenderedParams> {
    const before = this.renders.length;
    work();
    await this.until(
      () => this.renders.length > before,
      () => 'a render',
    );
    return this.renders.at(-1) as RenderedParams;
  }

  async end(): Promise<void> {
    await this.ask('shutdown', {});
    this.#connection.dispose();
    this.#streams.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #told(path: string, helmLint: boolean): PublishDiagnosticsParams['diagnostics'] {
    const { diagnostics = [] } = this.#diagnostics.get(this.uri(path)) ?? {};
    return diagnostics.filter(({ code }) => helmLint || code !== 'helm-lint');
  }

  #document(path: string): { version: number; text: string } {
    const document = this.#texts.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    return document;
  }

  #listen({ answers }: TalkOptions): void {
    const connection = this.#connection;
    const heard = () => {
      for (const watcher of [...this.#watchers]) watcher();
    };
    connection.onNotification('textDocument/publishDiagnostics', (sent: PublishDiagnosticsParams) => {
      this.#diagnostics.set(sent.uri, sent);
      heard();
    });
    connection.onNotification('chartroom/rendered', (params: RenderedParams) => {
      this.renders.push(params);
      heard();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.warnings.push(message);
      heard();
    });
    for (const [method, answer] of Object.entries(answers ?? {}))
      connection.onRequest(method, (params: { uri: string }) => answer(params));
    connection.listen();
  }

  async #initialize({ initialization, folders, client }: TalkOptions): Promise<void> {
    const result = await this.ask<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders?.map((path) => ({ uri: this.uri(path), name: path })) ?? null,
      capabilities: client ?? { textDocument: { definition: { linkSupport: true } } },
      initializationOptions: initialization,
    });
    this.capabilities = result.capabilities;
    void this.#connection.sendNotification('initialized', {});
  }
}

/** Two ends of a pipe in memory, the server on the far one. */
export function inMemory(serve: (input: Readable, output: Writable) => void): Streams {
  const input = new PassThrough();
  const output = new PassThrough();
  serve(input, output);
  return { input, output, end: () => input.end() };
}

/** A server in a process of its own. */
export function inProcess(command: string, args: readonly string[]): Streams & { readonly child: ChildProcess } {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  return { child, input: child.stdin, output: child.stdout, end: () => child.kill() };
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function filesOf(text: string): Map<string, string> {
  const files = new Map<string, string>();
  const lines = text.split('\n').slice(1, -1);
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  let path = '';
  for (const line of lines) {
    const own = line.slice(indent);
    const header = /^-- (.+) --$/.exec(own)?.[1];
    if (header !== undefined) files.set((path = header), '');
    else files.set(path, `${files.get(path) ?? ''}${own}\n`);
  }
  return files;
}

/** As VS Code takes files by their names. */
function languageOf(path: string): string {
  return /(^|\/)templates\//.test(path) || !/\.ya?ml$/.test(path) ? 'helm' : 'yaml';
}
