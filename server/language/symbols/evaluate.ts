// What a pipeline may stand for: paths are followed through fields, variables and the functions that hand values on.

import type { CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import { unwrapped } from '../documents/template.ts';
import { fileCall } from './evaluate-files.ts';
import { type Argument, resultOf } from './evaluate-functions.ts';
import { fieldsOf, literal, NOTHING, type Possible, UNKNOWN } from './value.ts';

/** What names mean at a place. */
export interface Names {
  readonly dot: Possible;
  /** `$` and every `$name` in scope; undefined for others. */
  readonly variable: (name: string) => Possible | undefined;
}

/** The value of a pipeline; with `count`, of its first so many commands. */
export function evaluatePipe(names: Names, pipe: PipeNode, count = pipe.cmds.length): Possible {
  let value: Possible | undefined;
  for (const command of pipe.cmds.slice(0, count)) {
    // What is missing behind an unclosed action is no value of its own.
    if (value !== undefined && command.span.start === command.span.end) continue;
    value = evaluateCommand(names, command, value);
  }
  return value ?? UNKNOWN;
}

export function evaluateOperand(names: Names, node: OperandNode): Possible {
  switch (node.kind) {
    case 'dot':
      return names.dot;
    case 'field':
      return fieldsOf(names.dot, node.ident);
    case 'variable': {
      const value = names.variable(node.ident[0] as string);
      return value === undefined ? UNKNOWN : fieldsOf(value, node.ident.slice(1));
    }
    case 'chain':
      return fieldsOf(evaluateOperand(names, node.node), node.field);
    case 'pipe':
      return evaluatePipe(names, node);
    case 'identifier':
      return resultOf(node.ident, [], node);
    case 'string':
      return literal(node.text);
    case 'error': {
      const inner = unwrapped(node);
      // A variable is unknown to an expression that is read by itself; what is in scope is for the names to say.
      if (inner.kind === 'variable') return evaluateOperand(names, inner);
      return inner === node ? UNKNOWN : { ...evaluateOperand(names, inner), complete: false };
    }
    default:
      return NOTHING;
  }
}

function evaluateCommand(names: Names, command: CommandNode, piped: Possible | undefined): Possible {
  const [written, ...rest] = command.args;
  if (written === undefined) return UNKNOWN;
  const first = unwrapped(written);
  const args: Argument[] = rest.map((node) => ({ node: unwrapped(node), value: evaluateOperand(names, node) }));
  if (piped) args.push({ node: undefined, value: piped });
  if (first.kind === 'identifier') return resultOf(first.ident, args, command);
  const value = evaluateOperand(names, written);
  // A field with arguments is a method's call; those of `.Files` alone give what is of interest.
  return args.length === 0 ? value : fileCall(value, args);
}
