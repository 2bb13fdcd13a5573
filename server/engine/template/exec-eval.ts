// Evaluates pipelines, commands and field chains: the eval half of Go's text/template/exec.
//
// Every eval function returns a value and leaves in the state's registers what else is known of it: `boxed` (its static
// type is interface {}, so a nil is a nil interface) and, while tracing, `origin`.

import type { Origin } from '../text/origin.ts';
import { zeroValue } from '../values/convert-zero.ts';
import { NIL_ERROR } from '../values/error-value.ts';
import { Complex, GoMap, GoObject, INVALID, type Method, MISSING, typeName, type Value } from '../values/value.ts';
import { derived, fail, type State, saw, setVariable, siteOf } from './exec.ts';
import { evalArg, evalFunction, evalMethod } from './exec-call.ts';
import type {
  AnyNode,
  ChainNode,
  CommandNode,
  FieldNode,
  NumberNode,
  OperandNode,
  PipeNode,
  VariableNode,
} from './node.ts';
import { printNode } from './print.ts';

/** Evaluates a pipeline and declares or assigns its variables, which stay on the stack. */
export function evalPipeline(s: State, dot: Value, pipe: PipeNode): Value {
  s.node = pipe;
  let value: Value = MISSING;
  for (const command of pipe.cmds) {
    value = evalCommand(s, dot, command, value);
    saw(s, command, value);
    // An interface {} is opened: what a pipeline holds has its dynamic type, and a nil becomes no value at all.
    if (value === null) value = INVALID;
    s.boxed = false;
  }
  if (pipe.decl.length > 0) {
    const { origin } = s;
    for (const variable of pipe.decl) {
      const name = variable.ident[0] as string;
      if (pipe.isAssign) setVariable(s, name, value, false, origin);
      else s.vars.push({ name, value, boxed: false, origin });
    }
  }
  return value;
}

function evalCommand(s: State, dot: Value, command: CommandNode, final: Value): Value {
  const first = command.args[0] as OperandNode;
  switch (first.kind) {
    case 'field':
      return evalFieldNode(s, dot, first, command.args, final);
    case 'chain':
      return evalChainNode(s, dot, first, command.args, final);
    case 'identifier':
      return evalFunction(s, dot, first, command, command.args, final);
    case 'pipe':
      notAFunction(s, command.args, final);
      return evalPipeline(s, dot, first);
    case 'variable':
      return evalVariableNode(s, dot, first, command.args, final);
    case 'error':
      s.node = first;
      return fail(s, first.message);
  }
  s.node = first;
  notAFunction(s, command.args, final);
  if (first.kind === 'dot') {
    s.boxed = s.dotBoxed;
    s.origin = s.dotOrigin;
    return dot;
  }
  if (first.kind === 'nil') fail(s, 'nil is not a command');
  return literal(s, first);
}

/** The value of a bool, number or string where no type is asked for. */
export function literal(
  s: State,
  node: Exclude<OperandNode, { kind: 'pipe' | 'field' | 'chain' | 'variable' | 'identifier' | 'dot' | 'nil' }>,
): Value {
  s.boxed = false;
  if (s.run.trace) s.origin = { site: siteOf(s, node) };
  switch (node.kind) {
    case 'bool':
      return node.value;
    case 'string':
      return node.text;
    case 'number':
      return idealConstant(s, node);
    default:
      return fail(s, node.message);
  }
}

/** A number where the context asks for no type: its syntax decides, by Go's rules for untyped constants. */
function idealConstant(s: State, node: NumberNode): Value {
  s.node = node;
  const { text } = node;
  // Written with an `i` it stays complex here, although one without imaginary part also is a float and maybe an integer.
  if (node.complex !== undefined) return new Complex(node.complex[0], node.complex[1]);
  const hexInt = /^0[xX]/.test(text) && text.length > 2 && !/[pP]/.test(text);
  if (node.float !== undefined && !hexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) return node.float;
  if (node.int !== undefined) return node.int;
  if (node.uint !== undefined) fail(s, `${text} overflows int`);
  return INVALID;
}

function notAFunction(s: State, args: readonly OperandNode[], final: Value): void {
  if (args.length > 1 || final !== MISSING) {
    fail(s, `can't give argument to non-function ${printNode(args[0] as OperandNode)}`);
  }
}

const NO_ARGS: readonly OperandNode[] = [];

export function evalFieldNode(
  s: State,
  dot: Value,
  node: FieldNode,
  args: readonly OperandNode[],
  final: Value,
): Value {
  s.node = node;
  s.boxed = s.dotBoxed;
  s.origin = s.dotOrigin;
  return evalFieldChain(s, dot, dot, node, node.ident, 0, args, final);
}

export function evalChainNode(
  s: State,
  dot: Value,
  node: ChainNode,
  args: readonly OperandNode[],
  final: Value,
): Value {
  s.node = node;
  if (node.node.kind === 'nil') fail(s, `indirection through explicit nil in ${printNode(node)}`);
  const receiver = evalArg(s, dot, null, node.node);
  return evalFieldChain(s, dot, receiver, node, node.field, 0, args, final);
}

export function evalVariableNode(
  s: State,
  dot: Value,
  node: VariableNode,
  args: readonly OperandNode[],
  final: Value,
): Value {
  s.node = node;
  const value = variableValue(s, node.ident[0] as string);
  if (node.ident.length === 1) {
    notAFunction(s, args.length > 0 ? args : [node], final);
    return value;
  }
  return evalFieldChain(s, dot, value, node, node.ident, 1, args, final);
}

function variableValue(s: State, name: string): Value {
  for (let i = s.vars.length - 1; i >= 0; i--) {
    const variable = s.vars[i] as State['vars'][number];
    if (variable.name !== name) continue;
    s.boxed = variable.boxed;
    s.origin = variable.origin;
    return variable.value;
  }
  return fail(s, `undefined variable: ${name}`);
}

/** Evaluates `.X.Y.Z`, the names from `from` on; the last one, when it is a method, gets the arguments. */
function evalFieldChain(
  s: State,
  dot: Value,
  receiver: Value,
  node: AnyNode,
  ident: readonly string[],
  from: number,
  args: readonly OperandNode[],
  final: Value,
): Value {
  const last = ident.length - 1;
  for (let i = from; i < last; i++) receiver = evalField(s, dot, ident[i] as string, node, NO_ARGS, MISSING, receiver);
  return evalField(s, dot, ident[last] as string, node, args, final, receiver);
}

/** One `.Field` of a receiver whose registers are set. */
function evalField(
  s: State,
  dot: Value,
  name: string,
  node: AnyNode,
  args: readonly OperandNode[],
  final: Value,
  receiver: Value,
): Value {
  if (receiver === INVALID || receiver === MISSING) {
    s.boxed = false;
    return INVALID;
  }
  if (receiver === null) fail(s, `nil pointer evaluating interface {}.${name}`);
  if (receiver === NIL_ERROR) fail(s, `nil pointer evaluating error.${name}`);
  const method = methodOf(receiver, name);
  if (method) return evalMethod(s, dot, method, node, name, args, final);
  const hasArgs = args.length > 1 || final !== MISSING;
  if (receiver instanceof GoMap) {
    if (hasArgs) fail(s, `${name} is not a method but has arguments`);
    return mapEntry(s, receiver, name);
  }
  if (receiver instanceof GoObject) {
    const field = receiver.field(name);
    if (field !== undefined) {
      if (hasArgs) fail(s, `${name} has arguments but cannot be invoked as function`);
      s.boxed = receiver.fieldType(name) === 'interface {}';
      s.origin = derived(s.origin);
      return field;
    }
    const all = receiver.printed();
    if (Array.isArray(all) && all.some(([own]) => own === name)) {
      fail(s, `${name} is an unexported field of struct type ${typeName(receiver)}`);
    }
  }
  return fail(s, `can't evaluate field ${name} in type ${s.boxed ? 'interface {}' : typeName(receiver)}`);
}

/** Methods exist on objects, and on the maps and slices whose named type has some (Values, Files, VersionSet). */
function methodOf(receiver: Value, name: string): Method | undefined {
  if (typeof receiver !== 'object' || receiver === null) return undefined;
  const methods = receiver as Partial<Pick<GoObject, 'method'>>;
  return typeof methods.method === 'function' ? methods.method(name) : undefined;
}

/** A map's entry; a missing key gives the zero of the element type (Helm sets missingkey=zero). */
function mapEntry(s: State, map: GoMap, key: string): Value {
  s.boxed = map.elem === 'interface {}';
  const value = map.get(key);
  if (s.run.trace) s.origin = entryOrigin(map, key, s.origin);
  return value === undefined ? zeroValue(map.elem) : value;
}

function entryOrigin(map: GoMap, key: string, parent: Origin | undefined): Origin | undefined {
  return map.origin(key) ?? derived(parent);
}
