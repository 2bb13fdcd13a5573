// fmt's printer: one Go value of any kind under one verb, into a text.

import { fromBytes, rejoin } from '../text/bytes.ts';
import { integerOf } from './convert-integer.ts';
import { GoError } from './errors.ts';
import {
  type Flags,
  formatChar,
  formatFloatVerb,
  formatHexBytes,
  formatInteger,
  formatQuoted,
  formatQuotedChar,
  formatText,
  formatUnicode,
  noFlags,
  pad,
} from './format-verbs.ts';
import { makeText, spend } from './meter.ts';
import { sortedKeys } from './sort.ts';
import { Complex, GoBytes, GoMap, GoObject, GoSlice, Int, isNothing, typeName, type Value } from './value.ts';

/** Values that hold themselves overflow Go's stack; ours is kept far from its end. */
const DEEPEST = 1000;
/** What stands for an address: those of a real run differ from run to run. */
const ADDRESS = 0xc000000000n;

/** The state of one Sprint or Sprintf call. Flags belong to the directive at hand. */
export class Printer {
  flags: Flags = noFlags();
  private out = '';
  /** Inside `%!verb(…)`: methods are not asked again. */
  private erroring = false;

  /** `%v` of one value. */
  print(value: Value): string {
    this.printArg(value, 'v');
    return this.text();
  }

  /** What was written; halves of runes that came to stand together are joined. */
  text(): string {
    return rejoin(this.out);
  }

  write(text: string): void {
    makeText('print', this.out.length + text.length);
    this.out += text;
  }

  /** One operand under one verb. */
  printArg(value: Value, verb: string): void {
    if (isNothing(value)) {
      if (verb === 'T' || verb === 'v') this.write(pad(this.flags, '<nil>'));
      else this.badVerb(verb, null);
    } else if (verb === 'T') this.write(formatText(this.flags, typeName(value)));
    else if (verb === 'p') this.printPointer(value, verb);
    else if (value instanceof GoBytes) this.printBytes(value, verb, '[]byte');
    else if (!this.byMethod(value, verb)) this.printValue(value, verb, 0);
  }

  /** A struct itself, never the pointer to it: how an action prints a pointer. */
  printStruct(object: GoObject, verb: string, depth: number): void {
    const { sharpV } = this.flags;
    const named = sharpV || this.flags.plusV;
    if (sharpV) this.write(object.type.replace(/^\*/, ''));
    this.write('{');
    fieldsOf(object).forEach(([name, value], i) => {
      if (i > 0) this.write(sharpV ? ', ' : ' ');
      if (named) this.write(`${name}:`);
      this.printPart(value, object.fieldType(name), verb, depth + 1);
    });
    this.write('}');
  }

  /** `%!verb(type=value)`. */
  badVerb(verb: string, value: Value): void {
    const shown = /^[\uD800-\uDFFF]$/.test(verb) ? '\ufffd' : verb;
    if (isNothing(value)) {
      this.write(`%!${shown}(<nil>)`);
      return;
    }
    this.erroring = true;
    this.write(`%!${shown}(${typeName(value)}=`);
    if (value instanceof GoBytes) this.printBytes(value, 'v', '[]byte');
    else this.printValue(value, 'v', 0);
    this.write(')');
    this.erroring = false;
  }

  private printValue(value: Value, verb: string, depth: number): void {
    spend(1);
    if (depth > DEEPEST) throw new GoError('result of print is too large');
    if (depth > 0 && this.byMethod(value, verb)) return;
    if (typeof value === 'string') this.printString(value, verb, value);
    else if (typeof value === 'number') this.printFloat(value, verb, value);
    else if (typeof value === 'bigint') this.printInteger(value, true, verb, value);
    else if (typeof value === 'boolean') this.printBool(value, verb);
    else if (value instanceof Int) this.printInteger(value.value, !value.kind.startsWith('u'), verb, value);
    else if (value instanceof GoMap) this.printMap(value, value.type, verb, depth);
    else if (value instanceof GoSlice) this.printSlice(value, value.type, verb, depth);
    else if (value instanceof GoObject) this.printObject(value, verb, depth);
  }

  /** A value in a container whose static type is `type`: nothing prints by that type. */
  private printPart(value: Value, type: string, verb: string, depth: number): void {
    const pointer = type.startsWith('*');
    if (!isNothing(value)) this.printValue(value, verb, depth);
    else if (this.flags.sharpV) this.write(pointer ? `(${type})(nil)` : `${type}(nil)`);
    else if (!pointer) this.write('<nil>');
    else if (verb === 'v') this.write(pad(this.flags, '<nil>'));
    else if ('bodxX'.includes(verb)) this.printInteger(0n, false, verb, value);
    else this.write(`%!${verb}(${type}=${pad(this.flags, '<nil>')})`);
  }

  /** Error(), String() and GoString(), where the verb takes a text. Whether it was printed. */
  private byMethod(value: Value, verb: string): boolean {
    if (this.erroring) return false;
    if (verb === 'w') {
      this.badVerb(verb, value);
      return true;
    }
    if (!(value instanceof GoObject)) return false;
    if (this.flags.sharpV) {
      const goString = value.method('GoString');
      if (goString === undefined) return false;
      this.write(formatText(this.flags, String(goString.call([]))));
      return true;
    }
    const text = 'vsxXq'.includes(verb) ? value.text() : undefined;
    if (text === undefined) return false;
    this.printString(text, verb, value);
    return true;
  }

  private printBool(value: boolean, verb: string): void {
    if (verb === 't' || verb === 'v') this.write(pad(this.flags, String(value)));
    else this.badVerb(verb, value);
  }

  private printString(text: string, verb: string, value: Value): void {
    const { flags } = this;
    if (verb === 's' || (verb === 'v' && !flags.sharpV)) this.write(formatText(flags, text));
    else if (verb === 'q' || verb === 'v') this.write(formatQuoted(flags, text));
    else if (verb === 'x' || verb === 'X') this.write(formatHexBytes(flags, text, verb === 'X'));
    else this.badVerb(verb, value);
  }

  private printInteger(value: bigint, signed: boolean, verb: string, shown: Value): void {
    const { flags } = this;
    if (verb === 'v' && flags.sharpV && !signed) this.write(formatInteger({ ...flags, sharp: true }, value, 16, 'v'));
    else if (verb === 'v' || verb === 'd') this.write(formatInteger(flags, value, 10, verb));
    else if (verb === 'b') this.write(formatInteger(flags, value, 2, verb));
    else if (verb === 'o' || verb === 'O') this.write(formatInteger(flags, value, 8, verb));
    else if (verb === 'x' || verb === 'X') this.write(formatInteger(flags, value, 16, verb));
    else if (verb === 'c') this.write(formatChar(flags, value));
    else if (verb === 'q') this.write(formatQuotedChar(flags, value));
    else if (verb === 'U') this.write(formatUnicode(flags, value));
    else this.badVerb(verb, shown);
  }

  private printFloat(x: number, verb: string, shown: Value): void {
    if (verb === 'v') this.write(formatFloatVerb(this.flags, x, 'g', -1));
    else if ('bgGxX'.includes(verb)) this.write(formatFloatVerb(this.flags, x, verb, -1));
    else if ('feEF'.includes(verb)) this.write(formatFloatVerb(this.flags, x, verb === 'F' ? 'f' : verb, 6));
    else this.badVerb(verb, shown);
  }

  private printComplex(value: Complex, verb: string): void {
    if (!'vbgGxXfFeE'.includes(verb)) {
      this.badVerb(verb, value);
      return;
    }
    const { plus } = this.flags;
    this.write('(');
    this.printFloat(value.real, verb, value);
    this.flags.plus = true;
    this.printFloat(value.imaginary, verb, value);
    this.write('i)');
    this.flags.plus = plus;
  }

  private printBytes(value: GoBytes, verb: string, type: string): void {
    const { flags } = this;
    if (verb === 's') this.write(formatText(flags, fromBytes(value.bytes)));
    else if (verb === 'x' || verb === 'X') this.write(formatHexBytes(flags, value.bytes, verb === 'X'));
    else if (verb === 'q') this.write(formatQuoted(flags, fromBytes(value.bytes)));
    else {
      // %w, which takes flags as %v does, does not know the short name.
      const shown = verb === 'v' ? type : value.type;
      if (flags.sharpV && value.nil) {
        this.write(`${shown}(nil)`);
        return;
      }
      // Whole files are printed so, by charts that print all they have.
      if (verb === 'v' && Object.entries(noFlags()).every(([name, usual]) => flags[name as keyof Flags] === usual)) {
        makeText('print', this.out.length + value.bytes.length * 2);
        spend(value.bytes.length >>> 4);
        this.write(`[${value.bytes.join(' ')}]`);
        return;
      }
      const parts = Array.from(value.bytes, (byte) => new Int('uint8', BigInt(byte)));
      // %d of bytes keeps the brackets of %#v, but then the flag has moved away.
      this.printItems(parts, 'uint8', shown, verb, 0);
    }
  }

  private printMap(map: GoMap, type: string, verb: string, depth: number): void {
    const { sharpV } = this.flags;
    if (sharpV && map.nil) {
      this.write(`${type}(nil)`);
      return;
    }
    this.write(sharpV ? `${type}{` : 'map[');
    sortedKeys(map).forEach((key, i) => {
      if (i > 0) this.write(sharpV ? ', ' : ' ');
      this.printString(key, verb, key);
      this.write(':');
      this.printPart(map.get(key) as Value, map.elem, verb, depth + 1);
    });
    this.write(sharpV ? '}' : ']');
  }

  private printSlice(slice: GoSlice, type: string, verb: string, depth: number): void {
    if (this.flags.sharpV && slice.nil) this.write(`${type}(nil)`);
    else this.printItems(slice.items(), slice.elem, type, verb, depth);
  }

  private printItems(items: readonly Value[], elem: string, type: string, verb: string, depth: number): void {
    const { sharpV } = this.flags;
    this.write(sharpV ? `${type}{` : '[');
    items.forEach((item, i) => {
      if (i > 0) this.write(sharpV ? ', ' : ' ');
      this.printPart(item, elem, verb, depth + 1);
    });
    this.write(sharpV ? '}' : ']');
  }

  private printObject(object: GoObject, verb: string, depth: number): void {
    const integer = integerOf(object);
    const inner = object.printed();
    if (object instanceof GoBytes) this.printBytes(object, verb, object.type);
    else if (object instanceof Complex) this.printComplex(object, verb);
    else if (integer !== undefined) this.printInteger(integer, object.kind.startsWith('i'), verb, object);
    else if (inner instanceof GoMap) this.printMap(inner, object.type, verb, depth);
    else if (inner instanceof GoSlice) this.printSlice(inner, object.type, verb, depth);
    else if (object.kind === 'func' || (object.kind === 'ptr' && depth > 0)) this.printPointer(object, verb);
    else {
      if (object.kind === 'ptr') this.write('&');
      this.printStruct(object, verb, depth);
    }
  }

  private printPointer(value: Value, verb: string): void {
    const isTable = value instanceof GoMap || value instanceof GoSlice;
    const isPointer = isTable || (value instanceof GoObject && /^(?:ptr|func|map|slice)$/.test(value.kind));
    const address = isTable && value.nil ? 0n : ADDRESS;
    const { flags } = this;
    if (!isPointer) this.badVerb(verb, value);
    else if (verb === 'v' && flags.sharpV) {
      this.write(`(${typeName(value)})(${formatInteger({ ...flags, sharp: true }, address, 16, 'v')})`);
    } else if (verb === 'v' || verb === 'p') {
      this.write(formatInteger({ ...flags, sharp: !flags.sharp }, address, 16, 'v'));
    } else if ('bodxX'.includes(verb)) this.printInteger(address, false, verb, value);
    else this.badVerb(verb, value);
  }
}

/** The fields that fmt prints, with their names. */
function fieldsOf(object: GoObject): readonly (readonly [string, Value])[] {
  const printed = object.printed();
  if (Array.isArray(printed)) return printed as readonly (readonly [string, Value])[];
  return object.fieldNames().map((name) => [name, object.field(name) ?? null] as const);
}
