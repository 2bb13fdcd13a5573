// Go structs that templates can reach (.Chart, .Capabilities), written down as a list of fields.

import { GoMap, GoObject, GoSlice, type Kind, type Method, type Value } from '../values/value.ts';

export interface StructField {
  /** A name in lower case is not exported: fmt prints the field, templates and JSON do not see it. */
  readonly name: string;
  /** Its Go type, for messages. */
  readonly type: string;
  readonly value: Value;
  /** Key in JSON; absent: encoding/json does not see the field. */
  readonly json?: string | undefined;
  /** Left out of JSON when empty. */
  readonly omitEmpty?: boolean | undefined;
  /** An embedded struct: its fields are the outer struct's too, in templates and in JSON. */
  readonly embedded?: boolean | undefined;
}

/** A struct, or a pointer to one when the type name begins with `*`. */
export class GoStruct extends GoObject {
  override readonly type: string;
  override readonly kind: Kind;
  readonly fields: readonly StructField[];
  readonly methods: Readonly<Record<string, Method>>;

  constructor(type: string, fields: readonly StructField[], methods: Readonly<Record<string, Method>> = {}) {
    super();
    this.type = type;
    this.kind = type.startsWith('*') ? 'ptr' : 'struct';
    this.fields = fields;
    this.methods = methods;
  }

  override field(name: string): Value | undefined {
    return this.#find(name)?.value;
  }

  override fieldType(name: string): string {
    return this.#find(name)?.type ?? 'interface {}';
  }

  override fieldNames(): readonly string[] {
    return this.fields.filter(isExported).map((field) => field.name);
  }

  override printed(): readonly (readonly [name: string, value: Value])[] {
    return this.fields.map((field) => [field.name, field.value] as const);
  }

  override method(name: string): Method | undefined {
    return Object.hasOwn(this.methods, name) ? this.methods[name] : undefined;
  }

  override methodNames(): readonly string[] {
    return Object.keys(this.methods);
  }

  override deepCopied(): GoStruct {
    const fields = this.fields.map((field) => {
      return field.value instanceof GoObject ? { ...field, value: field.value.deepCopied() } : field;
    });
    const isChanged = fields.some((field, i) => field.value !== this.fields[i]?.value);
    return isChanged ? new GoStruct(this.type, fields, this.methods) : this;
  }

  /** A map in field order, which encoding/json keeps for structs. */
  override json(): Value {
    const out = new Map<string, Value>();
    for (const field of this.fields) {
      if (field.embedded && field.value instanceof GoStruct) {
        for (const [key, value] of (field.value.json() as GoMap).entries) out.set(key, value);
      } else if (field.json !== undefined && !(field.omitEmpty && isEmptyJson(field.value))) {
        out.set(field.json, field.value);
      }
    }
    return new GoMap(out, STRUCT_JSON);
  }

  #find(name: string): StructField | undefined {
    const own = this.fields.find((field) => field.name === name && isExported(field));
    if (own !== undefined) return own;
    for (const field of this.fields) {
      const inner = field.embedded && field.value instanceof GoStruct ? field.value.#find(name) : undefined;
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
}

function isExported(field: StructField): boolean {
  return /^\p{Lu}/u.test(field.name);
}

/** Type of the maps that json() gives: their keys stand in the order of the struct's fields and are not to be sorted. */
const STRUCT_JSON = 'struct';

/** encoding/json's omitempty. */
function isEmptyJson(value: Value): boolean {
  if (value instanceof GoMap) return value.size === 0;
  if (value instanceof GoSlice) return value.length === 0;
  return value === '' || value === false || value === null;
}
