// Calls functions and methods: arity, argument types, Go's messages, and what a call's result is traced to.

import type { Origin } from '../text/origin.ts';
import { GoError } from '../values/errors.ts';
import { LimitError, makeText, memoryProblem, spend } from '../values/meter.ts';
import {
  GoBytes,
  GoMap,
  GoObject,
  GoSlice,
  INVALID,
  Int,
  type Method,
  MISSING,
  nilSlice,
  truth,
  typeName,
  type Value,
} from '../values/value.ts';
import { fail, type State, saw, siteOf } from './exec.ts';
import { ExecError, execError } from './exec-error.ts';
import { evalChainNode, evalFieldNode, evalPipeline, evalVariableNode, literal } from './exec-eval.ts';
import { exceed } from './exec-write.ts';
import type { Call, FunctionRecord, ParamType } from './funcs.ts';
import type { AnyNode, IdentifierNode, NumberNode, OperandNode } from './node.ts';
import { printNode } from './print.ts';

/** Calls the function that `node` names. `command` is where a failed call is reported. */
export function evalFunction(
  s: State,
  dot: Value,
  node: IdentifierNode,
  command: AnyNode,
  args: readonly OperandNode[],
  final: Value,
): Value {
  s.node = node;
  const record = s.run.functions.get(node.ident);
  if (record === undefined) return fail(s, `"${node.ident}" is not a defined function`);
  const finalOrigin = s.origin;
  checkArity(s, node.ident, record.params.length, record.params.at(-1)?.variadic === true, args, final);
  if (node.ident === 'and' || node.ident === 'or')
    return evalAndOr(s, dot, node.ident === 'or', args, final, finalOrigin);
  const values: Value[] = [];
  const origins: (Origin | undefined)[] | undefined = s.run.trace ? [] : undefined;
  for (let i = 1; i < args.length; i++) {
    values.push(evalArg(s, dot, paramType(record, i - 1), args[i] as OperandNode));
    origins?.push(s.origin);
  }
  if (final !== MISSING) {
    s.boxed = false;
    values.push(validateType(s, final, paramType(record, values.length)));
    origins?.push(finalOrigin);
  }
  return callRecord(s, record, command, values, origins);
}

function paramType(record: FunctionRecord, index: number): ParamType {
  const { params } = record;
  return (params[Math.min(index, params.length - 1)] as { type: ParamType }).type;
}

function checkArity(
  s: State,
  name: string,
  fixed: number,
  variadic: boolean,
  args: readonly OperandNode[],
  final: Value,
): void {
  const written = Math.max(0, args.length - 1);
  const given = written + (final === MISSING ? 0 : 1);
  if (variadic && given < fixed - 1)
    fail(s, `wrong number of args for ${name}: want at least ${fixed - 1} got ${written}`);
  if (!variadic && given !== fixed) fail(s, `wrong number of args for ${name}: want ${fixed} got ${given}`);
}

/** `and` and `or` stop at the operand that decides and return it as it is. */
function evalAndOr(
  s: State,
  dot: Value,
  isOr: boolean,
  args: readonly OperandNode[],
  final: Value,
  finalOrigin: Origin | undefined,
): Value {
  let value: Value = INVALID;
  for (let i = 1; i < args.length; i++) {
    value = evalArg(s, dot, 'value', args[i] as OperandNode);
    if (truth(value) === isOr) return value;
  }
  if (final === MISSING) return value;
  s.boxed = false;
  s.origin = finalOrigin;
  return validateType(s, final, 'value');
}

function callRecord(
  s: State,
  record: FunctionRecord,
  node: AnyNode,
  values: readonly Value[],
  origins: (Origin | undefined)[] | undefined,
): Value {
  const { meter } = s.run;
  const call: Call = {
    env: s.run.env,
    profile: s.run.profile,
    place: () => placeOf(s, node),
    callee: () => calleeOf(node),
    origins,
  };
  let result: Value;
  try {
    s.call = node;
    // Counted, not compared: the next node walked compares.
    if (meter.bounded) for (const value of values) meter.steps += readingCost(value);
    meter.steps++;
    result = record.call(values, call);
    if (meter.bounded) spendOnResult(record.name, result);
    if (origins) s.origin = record.trace ? record.trace(values, result, call) : computed(record.name, origins);
  } catch (error) {
    return failCall(s, record.name, node, error);
  }
  s.boxed = record.result === 'any' || record.result === 'value';
  return result;
}

/** What a function does takes longer the longer its texts and lists are; 64 units cost about as much as one step. */
function readingCost(value: Value): number {
  if (typeof value === 'string') return value.length >>> 6;
  return value instanceof GoSlice ? value.length >>> 4 : 0;
}

/** What a function made takes memory, and may be longer than what it was made of. */
function spendOnResult(name: string, result: Value): void {
  if (typeof result === 'string') {
    makeText(name, result.length);
    spend(result.length >>> 4);
  } else if (result instanceof GoSlice) spend(result.length >>> 2);
}

function calleeOf(node: AnyNode): string | undefined {
  const first = node.kind === 'command' ? node.args[1] : undefined;
  return first && printNode(first);
}

function computed(call: string, origins: readonly (Origin | undefined)[]): Origin {
  const from = origins.filter((origin) => origin !== undefined);
  return from.length > 0 ? { call, from } : { call };
}

/** Names the call for seeded randomness: file, node, the calls on the way here, and how often this place was reached. */
function placeOf(s: State, node: AnyNode): string {
  let place = `${s.tree.file}:${node.pos}`;
  for (let frame = s.frame; frame !== null; frame = frame.call.frame)
    place += `<${frame.call.file}:${frame.call.span.start}`;
  const count = (s.run.places.get(place) ?? 0) + 1;
  s.run.places.set(place, count);
  return `${place}#${count}`;
}

/** What a function raised becomes `error calling NAME: …`; anything that is not Go's error is a bug and passes through. */
function failCall(s: State, name: string, node: AnyNode, error: unknown): never {
  s.node = node;
  const place = { file: s.tree.file, text: s.tree.text, template: s.tree.name, node };
  if (error instanceof ExecError) {
    throw execError(place, `error calling ${name}: ${error.message}`, { chain: error.chain, error });
  }
  if (error instanceof LimitError) exceed(s, error.message);
  const message = error instanceof GoError ? error.message : memoryProblem(error);
  if (message === undefined) throw error;
  throw execError(place, `error calling ${name}: ${message}`, { chain: [message] });
}

/** Calls a method of a receiver whose origin is in the register. */
export function evalMethod(
  s: State,
  dot: Value,
  method: Method,
  node: AnyNode,
  name: string,
  args: readonly OperandNode[],
  final: Value,
): Value {
  const receiver = s.origin;
  checkArity(s, name, method.params.length, false, args, final);
  if (method.refused !== undefined) fail(s, method.refused);
  const values: Value[] = [];
  for (let i = 1; i < args.length; i++) {
    values.push(evalArg(s, dot, method.params[i - 1] as ParamType, args[i] as OperandNode));
  }
  if (final !== MISSING) {
    s.boxed = false;
    values.push(validateType(s, final, method.params[values.length] as ParamType));
  }
  let result: Value;
  try {
    result = method.call(values);
  } catch (error) {
    return failCall(s, name, node, error);
  }
  s.boxed = method.result === 'any' || method.result === 'interface {}';
  s.origin = s.run.trace ? computed(name, [receiver]) : undefined;
  return result;
}

/** Evaluates one argument and checks it against the parameter's type; null asks for no type. */
export function evalArg(s: State, dot: Value, type: ParamType | null, node: OperandNode): Value {
  const value = argValue(s, dot, type, node);
  saw(s, node, value);
  return value;
}

function argValue(s: State, dot: Value, type: ParamType | null, node: OperandNode): Value {
  s.node = node;
  switch (node.kind) {
    case 'dot':
      s.boxed = s.dotBoxed;
      s.origin = s.dotOrigin;
      return validateType(s, dot, type);
    case 'nil':
      s.boxed = false;
      s.origin = undefined;
      return nilOf(s, type);
    case 'field':
      return validateType(s, evalFieldNode(s, dot, node, NONE, MISSING), type);
    case 'variable':
      return validateType(s, evalVariableNode(s, dot, node, NONE, MISSING), type);
    case 'pipe':
      return validateType(s, evalPipeline(s, dot, node), type);
    case 'identifier':
      return validateType(s, evalFunction(s, dot, node, node, NONE, MISSING), type);
    case 'chain':
      return validateType(s, evalChainNode(s, dot, node, NONE, MISSING), type);
    default:
      return literalOf(s, node, type);
  }
}

const NONE: readonly OperandNode[] = [];

const EXPECTED: Readonly<Record<string, string | undefined>> = {
  string: 'string',
  bool: 'bool',
  int: 'integer',
  int64: 'integer',
  uint32: 'unsigned integer',
  float64: 'float',
  'time.Duration': 'integer',
};

/** A literal takes the parameter's type, when its syntax allows. */
function literalOf(
  s: State,
  node: Extract<OperandNode, { kind: 'bool' | 'string' | 'number' | 'error' }>,
  type: ParamType | null,
): Value {
  const value = literalAs(node, type);
  if (value === undefined) {
    if (node.kind === 'error' || type === 'any' || type === 'value' || type === null) return literal(s, node);
    const expected = EXPECTED[type];
    if (expected === undefined) return fail(s, `can't handle ${printNode(node)} for arg of type ${type}`);
    return fail(s, `expected ${expected}; found ${printNode(node)}`);
  }
  s.boxed = false;
  if (s.run.trace) s.origin = { site: siteOf(s, node) };
  return value;
}

/** The literal as a value of that very type; undefined when it cannot be one. */
function literalAs(node: OperandNode, type: ParamType | null): Value | undefined {
  if (type === 'string') return node.kind === 'string' ? node.text : undefined;
  if (type === 'bool') return node.kind === 'bool' ? node.value : undefined;
  if (node.kind !== 'number') return undefined;
  return numberAs(node, type);
}

function numberAs(node: NumberNode, type: ParamType | null): Value | undefined {
  if (type === 'int') return node.int;
  if (type === 'int64') return node.int === undefined ? undefined : new Int('int64', node.int);
  if (type === 'uint32') return node.uint === undefined ? undefined : new Int('uint32', node.uint);
  // Parameters of methods may have types that no function has: a Duration is an int64.
  if ((type as string) === 'time.Duration') return node.int;
  return type === 'float64' ? node.float : undefined;
}

/** The literal `nil` for a parameter that can be nil. */
function nilOf(s: State, type: ParamType | null): Value {
  switch (type) {
    case null:
    case 'any':
      return null;
    case 'value':
      return INVALID;
    case 'map[string]interface {}':
      return new GoMap(new Map(), type, 'interface {}', true);
    case '[]interface {}':
      return nilSlice();
    default:
      // Parameters of methods only.
      if ((type as string) === '[]uint8') return new GoBytes(new Uint8Array(), true);
      if (/^(?:\*|io\.)/.test(type)) return null;
      return fail(s, `cannot assign nil to ${type}`);
  }
}

/** Parameters of methods may have types that no function has: pointers, bytes, interfaces. */
function canBeNil(type: string): boolean {
  return /^(?:\*|\[\]|map\[)/.test(type) || type === 'any' || type === 'interface {}' || type === 'io.Writer';
}

/** Guarantees that the value can be passed as `type`; the registers describe the value. */
function validateType(s: State, value: Value, type: ParamType | null): Value {
  if (type === null || type === 'value') return value;
  if (value === INVALID || value === MISSING) {
    if (canBeNil(type)) return nilOf(s, type);
    return fail(s, `invalid value; expected ${type}`);
  }
  if (type === 'any' || assignable(value, type)) return value instanceof GoObject ? value.copied() : value;
  return fail(s, `wrong type for value; expected ${type}; got ${value === null ? 'interface {}' : typeName(value)}`);
}

function assignable(value: Value, type: ParamType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return typeof value === 'bigint';
    case 'float64':
      return typeof value === 'number';
    case 'map[string]interface {}':
      return value instanceof GoMap && value.elem === 'interface {}';
    case '[]interface {}':
      return value instanceof GoSlice && value.elem === 'interface {}';
    default:
      return typeName(value) === type;
  }
}
