// Sprig's conversions to numbers. They never fail: what is no number becomes 0.

import { toFloat64, toInt64 } from '../values/convert.ts';
import { formatValue } from '../values/format.ts';
import { parseIntBase } from '../values/number.ts';
import { int64, type Value } from '../values/value.ts';
import { group } from './define.ts';

export const convertFunctions = group('convert', [
  {
    name: 'int',
    params: ['value:any'],
    result: 'int',
    doc: 'The value as an integer. Floats lose their fraction, true is 1, a text may be decimal, `0x1f`, `0b11` or octal with a leading zero (`010` is 8). What is no number is 0, without an error.',
    examples: [
      { template: '{{ int .Values.port }}', values: 'port: 8080', output: '8080' },
      { template: '{{ int "010" }} {{ int "1.0" }} {{ int "1.5" }} {{ int 2.9 }}', output: '8 1 0 2' },
    ],
    call: ([value]) => toInt64(value as Value),
  },
  {
    name: 'int64',
    params: ['value:any'],
    result: 'int64',
    doc: 'The value as a 64-bit integer; converts like `int`, but gives the type that the arithmetic functions give.',
    examples: [{ template: '{{ int64 "0x10" }} {{ typeOf (int64 1) }}', output: '16 int64' }],
    call: ([value]) => int64(toInt64(value as Value)),
  },
  {
    name: 'float64',
    params: ['value:any'],
    result: 'float64',
    doc: 'The value as a float. A text may have a fraction or an exponent (`1.5`, `1e3`). What is no number is 0, without an error.',
    examples: [{ template: '{{ float64 "1.50" }} {{ float64 3 | typeOf }}', output: '1.5 float64' }],
    call: ([value]) => toFloat64(value as Value),
  },
  {
    name: 'atoi',
    params: ['text:string'],
    result: 'int',
    doc: 'Reads a decimal integer. What is none is 0, without an error; what is too large becomes the largest integer.',
    examples: [{ template: '{{ atoi "42" }} {{ atoi "010" }} {{ atoi "x" }}', output: '42 10 0' }],
    call: ([text]) => atoi(text as string),
  },
  {
    name: 'toDecimal',
    params: ['value:any'],
    result: 'int64',
    doc: 'Reads the value as an octal number, such as file permissions: `toDecimal "0777"` is 511. What is none is 0.',
    examples: [{ template: '{{ toDecimal "0644" }} {{ toDecimal 777 }} {{ toDecimal "9" }}', output: '420 511 0' }],
    call: ([value]) => int64(parseIntBase(formatValue(value as Value), 8) ?? 0n),
  },
]);

const LARGEST = 2n ** 63n - 1n;

function atoi(text: string): bigint {
  if (!/^[+-]?[0-9]+$/.test(text)) return 0n;
  const number = BigInt(text.replace('+', ''));
  if (number > LARGEST) return LARGEST;
  return number < -LARGEST - 1n ? -LARGEST - 1n : number;
}
