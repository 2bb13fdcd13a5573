// Go values as text: fmt's Sprint family, and what an action prints.

import { concat, rejoin } from '../text/bytes.ts';
import { Printer } from './format-printer.ts';
import { formatFloatG } from './number.ts';
import { GoObject, isNothing, type Value } from './value.ts';

export { sprintf } from './format-sprintf.ts';

/** fmt's `%v` of one value (`<nil>` for nothing). */
export function formatValue(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return formatFloatG(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return new Printer().print(value);
  }
}

/**
 * What `{{ value }}` writes (text/template's printValue): `<no value>` for nothing, pointers followed. A String or
 * Error method is used even where only the pointer has it (text() undefined, method('String') there).
 */
export function printValue(value: Value): string {
  if (isNothing(value)) return '<no value>';
  if (!(value instanceof GoObject)) return formatValue(value);
  const text = value.text() ?? value.method('Error')?.call([]) ?? value.method('String')?.call([]);
  if (typeof text === 'string') return text;
  return formatPointed(value);
}

/** fmt's `%v` of a value, or of what it points to. */
export function formatPointed(value: Value): string {
  if (!(value instanceof GoObject) || value.kind !== 'ptr' || value.text() !== undefined) return formatValue(value);
  const printer = new Printer();
  printer.printStruct(value, 'v', 0);
  return printer.text();
}

/** fmt.Sprint: a space between two operands when neither is a string. */
export function sprint(args: readonly Value[]): string {
  let out = '';
  args.forEach((arg, i) => {
    if (i > 0 && typeof arg !== 'string' && typeof args[i - 1] !== 'string') out += ' ';
    out += formatValue(arg);
  });
  return args.length > 1 ? rejoin(out) : out;
}

/** fmt.Sprintln: a space between all operands, a newline at the end. */
export function sprintln(args: readonly Value[]): string {
  return concat(args.map(formatValue).join(' '), '\n');
}
