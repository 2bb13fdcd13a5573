// Answers over stdio: each leaves in one piece, since a client that has its head alone is woken for nothing, and waits again.

import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';

/** Where answers go; Node's streams keep the order of what is written. */
export interface Out {
  write(text: string, encoding: 'utf8', done: (error?: Error | null) => void): unknown;
  on(event: 'error', call: (error: Error) => void): unknown;
  on(event: 'close', call: () => void): unknown;
  end(): unknown;
}

/** The writer of a connection over stdio. */
export class Answers extends AbstractMessageWriter implements MessageWriter {
  readonly #out: Out;
  #errors = 0;

  constructor(out: Out) {
    super();
    this.#out = out;
    out.on('error', (error) => this.fireError(error));
    out.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error) => {
        this.fireError(error, message, ++this.#errors);
        reject(error);
      };
      try {
        const body = JSON.stringify(message);
        const head = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
        this.#out.write(head + body, 'utf8', (error) => (error ? failed(error) : resolve()));
      } catch (error) {
        failed(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  end(): void {
    this.#out.end();
  }
}
