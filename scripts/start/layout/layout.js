// The window of `npm start`: values.yaml over a template, and on the right room for the preview, which opens by itself.
// An extension of its own, since VS Code's command line can open files, but not beside each other.

const { commands, Position, Range, TabInputText, Uri, window, workspace } = require('vscode');

/** Where the tour begins, lines and columns from 0. */
const VALUES = { path: 'data-platform/values.yaml', line: 102, column: 10 };
const TEMPLATE = { path: 'data-platform/templates/ingest/deployment.yaml', line: 47, column: 17 };

exports.activate = async () => {
  // A window that was loaded again has everything already; a new one has the one file that npm start asked for.
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  if (tabs.some(({ input }) => !(input instanceof TabInputText) || !input.uri.path.endsWith(`/${VALUES.path}`))) return;
  const layout = { orientation: 0, groups: [{ groups: [{}, {}], size: 0.42 }, { size: 0.58 }] };
  await commands.executeCommand('vscode.setEditorLayout', layout);
  await show(VALUES, 1);
  await show(TEMPLATE, 2);
};

async function show({ path, line, column }, viewColumn) {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  const at = new Position(line, column);
  const options = { viewColumn, preview: false, selection: new Range(at, at) };
  await window.showTextDocument(Uri.joinPath(folder, path), options);
}
