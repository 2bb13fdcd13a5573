// The tree of a parsed template: Go's text/template/parse nodes, with spans for the editor and error nodes for broken text.

import type { Span } from '../text/span.ts';

interface Base {
  /** The node's own extent in the file's text, UTF-16 offsets; for a block from its opening `{{` to the `}}` of its end. */
  readonly span: Span;
  /** Go's Pos as a UTF-16 offset: what error messages report. Not always span.start (a field chain's is its second field). */
  readonly pos: number;
}

export interface ListNode extends Base {
  readonly kind: 'list';
  readonly nodes: readonly Node[];
}

export interface TextNode extends Base {
  readonly kind: 'text';
  /** The text after trimming; `span` covers just these characters. */
  readonly text: string;
}

/** A comment action; never executed, kept for the editor. `span` runs from `{{` to `}}`. */
export interface CommentNode extends Base {
  readonly kind: 'comment';
  readonly text: string;
}

/** `{{ pipeline }}`; `span` runs from `{{` to `}}`. */
export interface ActionNode extends Base {
  readonly kind: 'action';
  readonly pipe: PipeNode;
}

/** Inside an expression the span holds the parentheses; `pos` is the first word inside them, as in Go. */
export interface PipeNode extends Base {
  readonly kind: 'pipe';
  /** `$v =` rather than `$v :=`. */
  readonly isAssign: boolean;
  readonly decl: readonly VariableNode[];
  readonly cmds: readonly CommandNode[];
}

export interface CommandNode extends Base {
  readonly kind: 'command';
  readonly args: readonly OperandNode[];
}

export interface IdentifierNode extends Base {
  readonly kind: 'identifier';
  readonly ident: string;
}

/** `$x.a.b`: ident is `['$x', 'a', 'b']`. */
export interface VariableNode extends Base {
  readonly kind: 'variable';
  readonly ident: readonly string[];
  /** One span per part of ident, dots excluded. */
  readonly parts: readonly Span[];
}

export interface DotNode extends Base {
  readonly kind: 'dot';
}

export interface NilNode extends Base {
  readonly kind: 'nil';
}

/** `.a.b`: ident is `['a', 'b']`. */
export interface FieldNode extends Base {
  readonly kind: 'field';
  readonly ident: readonly string[];
  readonly parts: readonly Span[];
}

/** `(pipe).a.b` or `f.a`: fields on a term that is neither a field nor a variable. */
export interface ChainNode extends Base {
  readonly kind: 'chain';
  readonly node: OperandNode;
  readonly field: readonly string[];
  readonly parts: readonly Span[];
}

export interface BoolNode extends Base {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A number constant may be several kinds at once, as in Go; undefined where it is not that kind. */
export interface NumberNode extends Base {
  readonly kind: 'number';
  readonly text: string;
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
  /** [real, imaginary] */
  readonly complex: readonly [number, number] | undefined;
}

export interface StringNode extends Base {
  readonly kind: 'string';
  /** As written, quotes included. */
  readonly quoted: string;
  /** Decoded (a Go string, see text/bytes.ts). */
  readonly text: string;
}

export type OperandNode =
  | IdentifierNode
  | VariableNode
  | DotNode
  | NilNode
  | FieldNode
  | ChainNode
  | BoolNode
  | NumberNode
  | StringNode
  | PipeNode
  | ErrorNode;

/** `if`, `range`, `with`. An `else if` / `else with` is a nested branch, alone in elseList, that shares the end. */
export interface BranchNode extends Base {
  readonly kind: 'if' | 'range' | 'with';
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | null;
  /** `{{ if … }}`, from `{{` to `}}`. For `else if`, the whole `{{ else if … }}`. */
  readonly head: Span;
  /** `{{ else }}`, or null. For a chained branch it is that branch's head. */
  readonly elseTag: Span | null;
  /** `{{ end }}`; null when the text ends first. */
  readonly endTag: Span | null;
}

export interface BreakNode extends Base {
  readonly kind: 'break';
}

export interface ContinueNode extends Base {
  readonly kind: 'continue';
}

/** `{{ template "name" pipeline }}`, and what a `block` leaves in its place. */
export interface TemplateNode extends Base {
  readonly kind: 'template';
  readonly name: string;
  readonly nameSpan: Span;
  readonly pipe: PipeNode | null;
  /** Of a block: its body, which is a tree of its own (ParsedFile.defines) and not executed from here. Null for `template`. */
  readonly list: ListNode | null;
  /** The tag that names the template; for `template` the whole span. */
  readonly head: Span;
  /** Of a block: `{{ end }}`, null when the text ends first. */
  readonly endTag: Span | null;
}

/** Where a define stands; its body is a tree of its own (ParsedFile.defines) and prints nothing here. */
export interface DefineNode extends Base {
  readonly kind: 'define';
  readonly name: string;
  readonly nameSpan: Span;
  readonly list: ListNode;
  readonly head: Span;
  readonly endTag: Span | null;
}

/**
 * What could not be parsed: a whole action, an operand, or a command of its own where something is missing (then its span
 * is empty). Executing one raises its message; everything around it stands.
 */
export interface ErrorNode extends Base {
  readonly kind: 'error';
  readonly message: string;
  /** The text as written. */
  readonly text: string;
  /** What could be read inside it, for completion and symbols; never executed. */
  readonly parts: readonly AnyNode[];
}

export type Node =
  | ListNode
  | TextNode
  | CommentNode
  | ActionNode
  | BranchNode
  | BreakNode
  | ContinueNode
  | TemplateNode
  | DefineNode
  | ErrorNode;

export type AnyNode = Node | OperandNode | CommandNode;

/** A named template: a file's own text, or a define or block inside it. */
export interface Tree {
  readonly name: string;
  /** Name of the file it was parsed from, as errors print it. */
  readonly file: string;
  /** The whole text of that file; all offsets point into it. */
  readonly text: string;
  readonly root: ListNode;
  /** Span of the name in the define that made it; null for the file's own tree. */
  readonly nameSpan: Span | null;
}

/** A syntax error. `message` and `line` are Go's (`template: FILE:line: message`), `span` is what an editor underlines. */
export interface SyntaxError {
  readonly message: string;
  readonly line: number;
  readonly span: Span;
}

/** A parsed file. Never partial: whatever the text, there are trees; `errors` holds what was wrong, Go's first error first. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  readonly main: Tree;
  /**
   * Trees of the defines and blocks, one per name: of several the first that is not empty, else the last. One that has the
   * file's own name is here only when Go prefers it to `main` (which is then empty). The others stand in the tree as nodes.
   */
  readonly defines: readonly Tree[];
  readonly errors: readonly SyntaxError[];
}
