// The language server as the rest of the client sees it: questions with answers, news of renders, start and restart.

import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { RenderedParams } from '#protocol';
import { type Chosen, clientOptions } from './client-options.ts';
import { listFolder, readFile } from './files.ts';

/** What differs between the desktop and the browser. */
export interface Door {
  /** The server reads `file:` by itself. */
  readonly readsFiles: boolean;
  /** URI of the pool of schemas, where the server cannot read it by itself. */
  readonly schemas?: string | undefined;
  create(options: LanguageClientOptions): BaseLanguageClient;
  /** After a client stopped: what it ran in may go. */
  ended(): void;
}

export class Server implements vscode.Disposable {
  readonly log = vscode.window.createOutputChannel('Chartroom', { log: true });
  private readonly rendered = new vscode.EventEmitter<RenderedParams>();
  private readonly judged = new vscode.EventEmitter<void>();
  private readonly door: Door;
  private readonly chosen: () => Chosen;
  private client: BaseLanguageClient | undefined;
  private started: Promise<void> = Promise.resolve();

  /** A chart was rendered anew. */
  readonly onRendered = this.rendered.event;
  /** What is counted of a chart, and not told in Problems, has changed. */
  readonly onJudged = this.judged.event;

  /** `chosen`: what the user chose and the server is told whenever it starts. */
  constructor(door: Door, chosen: () => Chosen) {
    this.door = door;
    this.chosen = chosen;
  }

  /** Settles when the server answers or cannot; it never throws, since VS Code shows the client's own message. */
  start(): Promise<void> {
    if (this.client) return this.started;
    const client = this.door.create(clientOptions(this.door.readsFiles, this.log, this.chosen, this.door.schemas));
    client.onRequest('chartroom/list', listFolder);
    client.onRequest('chartroom/read', readFile);
    client.onNotification('chartroom/rendered', (params: RenderedParams) => this.rendered.fire(params));
    client.onNotification('chartroom/judgedAnew', () => this.judged.fire());
    this.client = client;
    const { version } = vscode.extensions.getExtension('chartroom.chartroom')?.packageJSON ?? {};
    this.log.info(`Chartroom ${version}, ${this.door.readsFiles ? 'on this machine' : 'in the browser'}`);
    this.started = client.start().catch((error: unknown) => this.log.error(`The server did not start: ${error}`));
    return this.started;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The server's answer; undefined when it has none, fails or does not run. */
  async ask<Result>(method: string, params: object, token?: vscode.CancellationToken): Promise<Result | undefined> {
    await this.started;
    if (!this.client?.isRunning()) return undefined;
    try {
      // An absent token would be sent as a second parameter, and taken for the token on the other side.
      const rest = token ? [token] : [];
      return (await this.client.sendRequest<Result | null>(method, params, ...rest)) ?? undefined;
    } catch (error) {
      if (!token?.isCancellationRequested) this.log.warn(`${method}: ${error}`);
      return undefined;
    }
  }

  /** Tells the server; what happens while it does not run, it finds out when it starts. */
  tell(method: string, params: object): void {
    if (this.client?.isRunning()) void this.client.sendNotification(method, params);
  }

  /** VS Code asks for the document's hints again. */
  refreshHints(document: vscode.TextDocument): void {
    this.client?.getFeature('textDocument/inlayHint').getProvider(document)?.onDidChangeInlayHints.fire();
  }

  dispose(): void {
    void this.stop();
    this.rendered.dispose();
    this.judged.dispose();
    this.log.dispose();
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose(2000);
    } catch (error) {
      this.log.warn(`The server did not stop in order: ${error}`);
    }
    this.door.ended();
  }
}
