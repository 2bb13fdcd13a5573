// VS Code for the Web with the extension unpacked: what `npm start` serves where no VS Code is installed.

import type { RunningEditor } from './code-server.ts';
import { ROOT } from './places.ts';
import { freePort } from './ports.ts';

interface WebServer {
  readonly url: string;
  stop(): Promise<number>;
}

/** `extensions`: a folder of unpacked extensions that are installed as well. */
export async function startWebEditor(folder: string, extensions?: string): Promise<RunningEditor> {
  const port = await freePort();
  const script = `file://${ROOT}/scripts/vscode-web.mjs`;
  const { startWeb } = await import(script);
  const server: WebServer = await startWeb({ extension: ROOT, extensions, folder, port });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
    },
  };
}
