// Template functions on numbers: 64-bit integers, decimal arithmetic on floats, rounding, randInt.

import type { Call } from '../template/funcs.ts';
import { toFloat64, toInt64 } from '../values/convert.ts';
import { GoError } from '../values/errors.ts';
import { goInt, int64, type Value } from '../values/value.ts';
import {
  addDecimal,
  type Decimal,
  decimalFromFloat,
  decimalToFloat,
  divideDecimal,
  multiplyDecimal,
  subtractDecimal,
} from './decimal.ts';
import { group } from './define.ts';
import { roundAt } from './math-round.ts';

const WHOLE =
  'Every operand becomes a 64-bit integer first: floats lose their fraction, what is no number counts as 0.';
const EXACT = 'Calculated in decimals, so that `0.1` and `0.2` make `0.3`.';

export const mathFunctions = group('math', [
  {
    name: 'add',
    params: ['numbers:any...'],
    result: 'int64',
    doc: `The sum of all operands. ${WHOLE}`,
    examples: [
      { template: '{{ add 1 2 3 }}', output: '6' },
      { template: '{{ add 1.9 "2" }}', output: '3' },
    ],
    call: (args) => int64(args.reduce((sum: bigint, arg) => sum + toInt64(arg), 0n)),
  },
  {
    name: 'add1',
    params: ['number:any'],
    result: 'int64',
    doc: `The number plus one. ${WHOLE}`,
    examples: [{ template: '{{ add1 41 }}', output: '42' }],
    call: ([a]) => int64(toInt64(a as Value) + 1n),
  },
  {
    name: 'sub',
    params: ['a:any', 'b:any'],
    result: 'int64',
    doc: `\`a\` minus \`b\`. ${WHOLE}`,
    examples: [{ template: '{{ sub 10 3 }}', output: '7' }],
    call: ([a, b]) => int64(toInt64(a as Value) - toInt64(b as Value)),
  },
  {
    name: 'mul',
    params: ['a:any', 'numbers:any...'],
    result: 'int64',
    doc: `The product of all operands; it wraps around at 64 bits. ${WHOLE}`,
    examples: [{ template: '{{ mul 2 3 4 }}', output: '24' }],
    call: (args) => int64(args.reduce((product: bigint, arg) => goInt(product * toInt64(arg)), 1n)),
  },
  {
    name: 'div',
    params: ['a:any', 'b:any'],
    result: 'int64',
    doc: `\`a\` divided by \`b\`, without the fraction. Division by zero ends the render. ${WHOLE}`,
    examples: [
      { template: '{{ div 7 2 }}', output: '3' },
      { template: '{{ div -7 2 }}', output: '-3' },
    ],
    call: ([a, b]) => int64(toInt64(a as Value) / divisor(b as Value)),
  },
  {
    name: 'mod',
    params: ['a:any', 'b:any'],
    result: 'int64',
    doc: `The remainder of \`a\` divided by \`b\`, with the sign of \`a\`. Division by zero ends the render. ${WHOLE}`,
    examples: [
      { template: '{{ mod 7 3 }}', output: '1' },
      { template: '{{ mod -7 3 }}', output: '-1' },
    ],
    call: ([a, b]) => int64(toInt64(a as Value) % divisor(b as Value)),
  },
  {
    name: 'max',
    aliases: ['biggest'],
    params: ['a:any', 'numbers:any...'],
    result: 'int64',
    doc: `The largest operand. ${WHOLE}`,
    examples: [{ template: '{{ max 1 5.9 3 }}', output: '5' }],
    call: (args) => int64(args.map(toInt64).reduce(larger)),
  },
  {
    name: 'min',
    params: ['a:any', 'numbers:any...'],
    result: 'int64',
    doc: `The smallest operand. ${WHOLE}`,
    examples: [{ template: '{{ min 4 2 3 }}', output: '2' }],
    call: (args) => int64(args.map(toInt64).reduce(smaller)),
  },
  {
    name: 'addf',
    params: ['numbers:any...'],
    result: 'float64',
    doc: `The sum of all operands as a float64. ${EXACT}`,
    examples: [{ template: '{{ addf 0.1 0.2 }}', output: '0.3' }],
    call: (args) => decimals([0, ...args], addDecimal),
  },
  {
    name: 'add1f',
    params: ['number:any'],
    result: 'float64',
    doc: `The number plus one as a float64. ${EXACT}`,
    examples: [{ template: '{{ add1f 1.5 }}', output: '2.5' }],
    call: (args) => decimals([...args, 1], addDecimal),
  },
  {
    name: 'subf',
    params: ['a:any', 'numbers:any...'],
    result: 'float64',
    doc: `The first operand minus all others as a float64. ${EXACT}`,
    examples: [{ template: '{{ subf 7.5 2 3 }}', output: '2.5' }],
    call: (args) => decimals(args, subtractDecimal),
  },
  {
    name: 'mulf',
    params: ['a:any', 'numbers:any...'],
    result: 'float64',
    doc: `The product of all operands as a float64. ${EXACT}`,
    examples: [{ template: '{{ mulf 1.5 2 2 }}', output: '6' }],
    call: (args) => decimals(args, multiplyDecimal),
  },
  {
    name: 'divf',
    params: ['a:any', 'numbers:any...'],
    result: 'float64',
    doc: 'The first operand divided by all others as a float64, each quotient rounded at 16 decimal places. Division by zero ends the render.',
    examples: [
      { template: '{{ divf 10 4 }}', output: '2.5' },
      { template: '{{ divf 1 3 }}', output: '0.3333333333333333' },
    ],
    call: (args) => decimals(args, divideDecimal),
  },
  {
    name: 'maxf',
    params: ['a:any', 'numbers:any...'],
    result: 'float64',
    doc: 'The largest operand as a float64.',
    examples: [{ template: '{{ maxf 1 2.5 2 }}', output: '2.5' }],
    call: (args) => args.map(toFloat64).reduce(largerFloat),
  },
  {
    name: 'minf',
    params: ['a:any', 'numbers:any...'],
    result: 'float64',
    doc: 'The smallest operand as a float64.',
    examples: [{ template: '{{ minf 3 1.5 2 }}', output: '1.5' }],
    call: (args) => args.map(toFloat64).reduce(smallerFloat),
  },
  {
    name: 'floor',
    params: ['number:any'],
    result: 'float64',
    doc: 'The greatest whole number that is not above the operand, as a float64.',
    examples: [
      { template: '{{ floor 2.9 }}', output: '2' },
      { template: '{{ floor 123456789.5 }}', output: '1.23456789e+08' },
    ],
    call: ([a]) => Math.floor(toFloat64(a as Value)),
  },
  {
    name: 'ceil',
    params: ['number:any'],
    result: 'float64',
    doc: 'The least whole number that is not below the operand, as a float64.',
    examples: [{ template: '{{ ceil 2.1 }}', output: '3' }],
    call: ([a]) => Math.ceil(toFloat64(a as Value)),
  },
  {
    name: 'round',
    params: ['number:any', 'places:int', 'roundOn:float64...'],
    result: 'float64',
    doc: 'The number with so many decimal places. A fraction of at least `roundOn` (0.5 unless given) rounds up, any other down; a negative number therefore always rounds down.',
    examples: [
      { template: '{{ round 123.5555 3 }}', output: '123.556' },
      { template: '{{ round 2.5 0 }}', output: '3' },
      { template: '{{ round -2.5 0 }}', output: '-3' },
    ],
    call: ([a, places, roundOn]) =>
      roundAt(toFloat64(a as Value), places as bigint, roundOn === undefined ? 0.5 : (roundOn as number)),
  },
  {
    name: 'randInt',
    params: ['min:int', 'max:int'],
    result: 'int',
    doc: 'A random int from `min` up to, but without, `max`. In previews it depends on the place of the call alone.',
    examples: [{ template: '{{ randInt 7 8 }}', output: '7' }],
    call: ([min, max], call) => randInt(min as bigint, max as bigint, call),
  },
]);

function divisor(value: Value): bigint {
  const number = toInt64(value);
  if (number === 0n) throw new GoError('runtime error: integer divide by zero');
  return number;
}

/** Folds the operands; each becomes a decimal only when its turn comes, so that errors keep Go's order. */
function decimals(args: readonly Value[], operation: (a: Decimal, b: Decimal) => Decimal): number {
  let result = decimalFromFloat(toFloat64(args[0] as Value));
  for (const arg of args.slice(1)) result = operation(result, decimalFromFloat(toFloat64(arg)));
  return decimalToFloat(result);
}

function larger(a: bigint, b: bigint): bigint {
  return a < b ? b : a;
}

function smaller(a: bigint, b: bigint): bigint {
  return b < a ? b : a;
}

/** math.Max, where an infinity beats NaN; JavaScript's has it the other way round. */
function largerFloat(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

function smallerFloat(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);
}

function randInt(min: bigint, max: bigint, call: Call): bigint {
  const range = goInt(max - min);
  if (range <= 0n) throw new GoError('invalid argument to Intn');
  let bits = 0n;
  for (const byte of call.env.random(16, call.place())) bits = (bits << 8n) | BigInt(byte);
  // 128 bits for at most 63: the remainder's bias is far below anything that could be seen.
  return goInt(min + (bits % range));
}
