// Keeps our typing rules (brackets, comments, Enter) where another extension contributes its own for the same language.

import * as vscode from 'vscode';
import rules from '../../../syntaxes/helm.language-configuration.json';

/** VS Code joins what is contributed, and of two rules for one thing the later counts; those set at run time stand above. */
export function keepTypingRules(): vscode.Disposable {
  const doubled = vscode.extensions.all.filter(({ packageJSON }) =>
    (
      (packageJSON?.contributes?.languages ?? []) as readonly {
        readonly id?: string;
        readonly configuration?: string;
      }[]
    ).some(({ id, configuration }) => id === 'helm' && configuration !== undefined),
  );
  // One of them is ours.
  if (doubled.length < 2) return vscode.Disposable.from();
  return vscode.languages.setLanguageConfiguration('helm', {
    comments: { lineComment: rules.comments.lineComment, blockComment: pair(rules.comments.blockComment) },
    brackets: rules.brackets.map(pair),
    wordPattern: new RegExp(rules.wordPattern.pattern, rules.wordPattern.flags),
    indentationRules: {
      increaseIndentPattern: new RegExp(rules.indentationRules.increaseIndentPattern),
      decreaseIndentPattern: new RegExp(rules.indentationRules.decreaseIndentPattern),
    },
    onEnterRules: rules.onEnterRules.map(enterRule),
    autoClosingPairs: rules.autoClosingPairs.map(({ open, close, notIn }) => ({
      open,
      close,
      notIn: (notIn ?? []).map((type) => (type === 'comment' ? COMMENT : STRING)),
    })),
  });
}

const { Comment: COMMENT, String: STRING } = vscode.SyntaxTokenType;

const INDENT: Readonly<Record<string, vscode.IndentAction>> = {
  none: vscode.IndentAction.None,
  indent: vscode.IndentAction.Indent,
  indentOutdent: vscode.IndentAction.IndentOutdent,
  outdent: vscode.IndentAction.Outdent,
};

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

function enterRule({ beforeText, afterText, action: { indent, appendText } }: EnterRule): vscode.OnEnterRule {
  return {
    beforeText: new RegExp(beforeText),
    ...(afterText !== undefined && { afterText: new RegExp(afterText) }),
    action: {
      indentAction: INDENT[indent] ?? vscode.IndentAction.None,
      ...(appendText !== undefined && { appendText }),
    },
  };
}

function pair([open, close]: readonly string[]): [string, string] {
  return [open ?? '', close ?? ''];
}
