// Underlines every action in every YAML document, as a YAML parser does that takes two braces for a flow mapping.

const vscode = require('vscode');

exports.activate = (context) => {
  const problems = vscode.languages.createDiagnosticCollection('yaml-stub');
  const judge = (document) => {
    if (document.languageId !== 'yaml') return problems.delete(document.uri);
    const found = [...document.getText().matchAll(/\{\{.*\}\}/g)].map(({ index, 0: text }) => {
      const range = new vscode.Range(document.positionAt(index), document.positionAt(index + text.length));
      return new vscode.Diagnostic(range, 'Unexpected flow-map', vscode.DiagnosticSeverity.Error);
    });
    problems.set(document.uri, found);
  };
  vscode.workspace.textDocuments.forEach(judge);
  context.subscriptions.push(
    problems,
    vscode.workspace.onDidOpenTextDocument(judge),
    vscode.workspace.onDidChangeTextDocument(({ document }) => judge(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
  );
};
