// Nodes as Go prints them: the context of an execution error (`at <.Values.a | quote>`) and what tests compare.

import { quoteGo } from '../values/quote.ts';
import type { AnyNode, BranchNode, ChainNode, CommandNode, OperandNode, PipeNode, TemplateNode } from './node.ts';

/** Go's Node.String(). Comments, defines and blocks' bodies print nothing, an error node its source. */
export function printNode(node: AnyNode): string {
  let out = '';
  // A stack of what is still to print, last first, since expressions may be nested deeper than calls can be.
  const rest: (string | AnyNode)[] = [node];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (typeof part === 'string') out += part;
    else {
      const leaf = leafText(part);
      if (leaf === undefined) for (const piece of pieces(part).reverse()) rest.push(piece);
      else out += leaf;
    }
  }
  return out;
}

/** The text of a node that has no nodes inside; undefined for one that has. */
function leafText(node: AnyNode): string | undefined {
  switch (node.kind) {
    case 'text':
    case 'error':
    case 'number':
      return node.text;
    case 'comment':
    case 'define':
      return '';
    case 'identifier':
      return node.ident;
    case 'variable':
      return node.ident.join('.');
    case 'field':
      return `.${node.ident.join('.')}`;
    case 'string':
      return node.quoted;
    case 'bool':
      return String(node.value);
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    default:
      return undefined;
  }
}

function pieces(node: AnyNode): (string | AnyNode)[] {
  switch (node.kind) {
    case 'list':
      return [...node.nodes];
    case 'action':
      return ['{{', node.pipe, '}}'];
    case 'pipe':
      return pipePieces(node);
    case 'command':
      return commandPieces(node);
    case 'chain':
      return chainPieces(node);
    case 'template':
      return templatePieces(node);
    case 'if':
    case 'range':
    case 'with':
      return branchPieces(node);
    default:
      return [];
  }
}

function pipePieces(node: PipeNode): (string | AnyNode)[] {
  const out: (string | AnyNode)[] = [];
  if (node.decl.length > 0) {
    const names = node.decl.map((variable) => variable.ident.join('.')).join(', ');
    out.push(`${names} ${node.isAssign ? '=' : ':='} `);
  }
  node.cmds.forEach((command, i) => {
    if (i > 0) out.push(' | ');
    out.push(command);
  });
  return out;
}

function commandPieces(node: CommandNode): (string | AnyNode)[] {
  const out: (string | AnyNode)[] = [];
  node.args.forEach((arg, i) => {
    if (i > 0) out.push(' ');
    out.push(...inParens(arg));
  });
  return out;
}

function chainPieces(node: ChainNode): (string | AnyNode)[] {
  return [...inParens(node.node), `.${node.field.join('.')}`];
}

function inParens(node: OperandNode): (string | AnyNode)[] {
  return node.kind === 'pipe' ? ['(', node, ')'] : [node];
}

function templatePieces(node: TemplateNode): (string | AnyNode)[] {
  const head = `{{template ${quoteGo(node.name)}`;
  return node.pipe === null ? [`${head}}}`] : [`${head} `, node.pipe, '}}'];
}

function branchPieces(node: BranchNode): (string | AnyNode)[] {
  const otherwise = node.elseList === null ? [] : ['{{else}}', node.elseList];
  return [`{{${node.kind} `, node.pipe, '}}', node.list, ...otherwise, '{{end}}'];
}
