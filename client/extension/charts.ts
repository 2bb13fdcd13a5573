// Which chart a file belongs to: the nearest folder above it that holds a Chart.yaml, found on any file system.

import * as vscode from 'vscode';

export class Charts implements vscode.Disposable {
  private readonly known = new Map<string, Promise<boolean>>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly watcher = vscode.workspace.createFileSystemWatcher('**/Chart.yaml', false, true, false);

  /** A Chart.yaml came or went: answers may differ now. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const forget = () => {
      this.known.clear();
      this.changed.fire();
    };
    this.watcher.onDidCreate(forget);
    this.watcher.onDidDelete(forget);
  }

  /** Folder of the nearest chart at or above a file. */
  async folderOf(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    const folders = [...foldersAbove(uri)];
    // All are asked at once: a file of no chart has them all asked, and shows a wrong language until then.
    for (const folder of folders) void this.holdsChart(folder);
    for (const folder of folders) {
      if (await this.holdsChart(folder)) return folder;
    }
    return undefined;
  }

  /** Folder of the outermost chart: a chart in `charts/` is a part of the chart around it. */
  async rootOf(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
    let root = await this.folderOf(uri);
    for (;;) {
      const outer = root && /^(.*)\/charts\/[^/]+$/.exec(root.path)?.[1];
      if (!root || outer === undefined) return root;
      const parent = root.with({ path: outer || '/' });
      if (!(await this.holdsChart(parent))) return root;
      root = parent;
    }
  }

  dispose(): void {
    this.watcher.dispose();
    this.changed.dispose();
  }

  private holdsChart(folder: vscode.Uri): Promise<boolean> {
    const key = folder.toString();
    let answer = this.known.get(key);
    if (!answer) {
      answer = exists(vscode.Uri.joinPath(folder, 'Chart.yaml'));
      this.known.set(key, answer);
    }
    return answer;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return false;
  }
}

function* foldersAbove(uri: vscode.Uri): Iterable<vscode.Uri> {
  for (let path = uri.path; path.lastIndexOf('/') > 0; ) {
    path = path.slice(0, path.lastIndexOf('/'));
    yield uri.with({ path, query: '', fragment: '' });
  }
}
