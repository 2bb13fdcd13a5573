// Values judged by a compiled schema: all that is wrong, in the library's order.
//
// Where Go walks a map in random order we take the keys in byte order, so the same values always give the same text.

import { spend } from '../values/meter.ts';
import { GoMap, GoSlice, type Value } from '../values/value.ts';
import { type At, type Cause, causeOf, constFailure, enumFailure, FAILURES, type Failure } from './causes.ts';
import type { Schema, TypeName } from './compiled.ts';
import { jsonEqual } from './equal.ts';
import { isNumeric, isWhole, literalOf, rational } from './number.ts';
import { escapeToken, pointerOf } from './pointer.ts';
import { Unevaluated } from './unevaluated.ts';
import { judgeList } from './validate-list.ts';
import { judgeMap } from './validate-map.ts';
import { judgeNumber, judgeText } from './validate-scalar.ts';

/** Judging a schema by its metaschema: subschemas with an address of their own have a metaschema of their own. */
export interface MetaRun {
  readonly metaschema: Schema;
  /** The metaschema for the resource at a pointer of the judged schema, when one begins there. */
  readonly schemaAt: (pointer: string) => Schema | undefined;
}

/** What is wrong with `value`; nothing for a valid one. Several failures of the root stand side by side. */
export function validate(schema: Schema, value: Value, meta?: MetaRun): readonly Cause[] {
  return validateAt(schema, value, { path: [], place: [] }, meta);
}

/** The same for a value that stands somewhere else: the name of a property. */
export function validateAt(schema: Schema, value: Value, at: At, meta?: MetaRun): readonly Cause[] {
  const scope: Scope = { schema, keyword: '', value: 0, parent: undefined };
  const judge = new Judge(schema, value, at, scope, new Unevaluated(value, schema, false), false, meta);
  const cause = judge.run();
  if (cause === undefined) return [];
  return cause.kind === 'group' ? cause.causes : [cause];
}

/** The schemas on the way to here; `value` counts up with each step into the values. */
interface Scope {
  readonly schema: Schema;
  /** The reference that led here; empty for a step into a subschema. */
  readonly keyword: string;
  readonly value: number;
  readonly parent: Scope | undefined;
}

/** One value before one schema. */
export class Judge {
  schema: Schema;
  readonly value: Value;
  readonly at: At;
  readonly unevaluated: Unevaluated;
  /** Only whether it is valid is asked: no texts, and the first failure ends it. */
  readonly brief: boolean;
  readonly causes: Cause[] = [];
  private readonly scope: Scope;
  meta: MetaRun | undefined;

  constructor(
    schema: Schema,
    value: Value,
    at: At,
    scope: Scope,
    unevaluated: Unevaluated,
    brief: boolean,
    meta: MetaRun | undefined,
  ) {
    this.schema = schema;
    this.value = value;
    this.at = at;
    this.scope = scope;
    this.unevaluated = unevaluated;
    this.brief = brief;
    this.meta = meta;
  }

  /** What is wrong: one cause, a group of several, or nothing. */
  run(): Cause | undefined {
    // References may unfold to more than any machine judges.
    spend(1);
    const { schema } = this;
    if (schema.bool !== undefined) return schema.bool ? undefined : this.cause(FAILURES.falseSchema);
    const first = this.cycle() ?? this.kind();
    if (first) return this.cause(first);
    if (schema.ref) {
      const cause = this.reference(schema.ref, '$ref');
      if (schema.draft < 2019) return cause;
      this.add(cause);
    }
    this.typed();
    if (!this.done()) {
      if (schema.draft >= 2019) this.dynamicReferences();
      this.conditions();
      if (schema.draft >= 2019) this.unevaluatedParts();
    }
    return this.causes.length <= 1 ? this.causes[0] : this.cause(FAILURES.group, this.causes);
  }

  /** Whether a brief judgement has all it needs. */
  done(): boolean {
    return this.brief && this.causes.length > 0;
  }

  fail(failure: Failure, causes: readonly Cause[] = []): void {
    this.causes.push(this.cause(failure, causes));
  }

  add(cause: Cause | undefined): void {
    if (cause) this.causes.push(cause);
  }

  private cause(failure: Failure, causes: readonly Cause[] = []): Cause {
    return causeOf(this.schema, this.at, failure, causes);
  }

  /** Another schema on the same value. */
  self(schema: Schema, keyword = '', brief = false): Cause | undefined {
    const scope = { schema, keyword, value: this.scope.value, parent: this.scope };
    const unevaluated = new Unevaluated(this.value, schema, !this.unevaluated.isEmpty());
    const judge = new Judge(schema, this.value, this.at, scope, unevaluated, this.brief || brief, this.meta);
    judge.enterResource();
    const cause = judge.run();
    if (cause === undefined) this.unevaluated.merge(unevaluated);
    return cause;
  }

  /** A schema on a part of the value; `token` is how messages name it, `real` where it is when that differs. */
  part(schema: Schema, value: Value, token: string, real = token): Cause | undefined {
    const scope = { schema, keyword: '', value: this.scope.value + 1, parent: this.scope };
    const at = { path: [...this.at.path, token], place: [...this.at.place, real] };
    const unevaluated = new Unevaluated(value, schema, false);
    const judge = new Judge(schema, value, at, scope, unevaluated, this.brief, this.meta);
    judge.enterResource();
    return judge.run();
  }

  /** When the metaschema is reached again: where a resource begins, that one's own takes its place. */
  private enterResource(): void {
    if (this.meta === undefined || this.schema !== this.meta.metaschema) return;
    const own = this.meta.schemaAt(pointerOf(this.at.path));
    if (own === undefined) return;
    this.meta = { ...this.meta, metaschema: own };
    this.schema = own;
  }

  /** type, const, enum and format: the first that fails is all that is said. */
  private kind(): Failure | undefined {
    const { schema, value } = this;
    const type = typeOf(value);
    if (schema.types && !schema.types.includes(type)) {
      const integer = schema.types.includes('integer') && type === 'number' && isInteger(value);
      if (!integer) return FAILURES.type(type, schema.types);
    }
    if (schema.const !== undefined && !jsonEqual(value, schema.const)) return constFailure(schema.const);
    if (schema.enum && !schema.enum.some((member) => jsonEqual(value, member))) return enumFailure(schema.enum);
    if (schema.format && typeof value === 'string') {
      const problem = schema.format.problem(value);
      if (problem !== undefined) return FAILURES.format(value, schema.format.name, problem);
    }
    return undefined;
  }

  /** What only a value of its type has. */
  private typed(): void {
    const { value } = this;
    if (value instanceof GoMap) judgeMap(this, value);
    else if (value instanceof GoSlice) judgeList(this, value);
    else if (typeof value === 'string') judgeText(this, value);
    else if (isNumeric(value)) judgeNumber(this, value);
  }

  private conditions(): void {
    const { schema } = this;
    if (schema.not && this.self(schema.not, '', true) === undefined) this.fail(FAILURES.not);
    if (schema.allOf?.length) {
      const causes = schema.allOf.flatMap((one) => this.self(one) ?? []);
      if (causes.length > 0) this.fail(FAILURES.allOf, causes);
    }
    if (schema.anyOf?.length) this.anyOf(schema.anyOf);
    if (schema.oneOf?.length) this.oneOf(schema.oneOf);
    if (!schema.if) return;
    const branch = this.self(schema.if, '', true) === undefined ? schema.consequent : schema.alternative;
    if (branch) this.add(this.self(branch));
  }

  private anyOf(schemas: readonly Schema[]): void {
    const causes: Cause[] = [];
    let matched = false;
    for (const schema of schemas) {
      const cause = this.self(schema);
      if (cause) causes.push(cause);
      else {
        matched = true;
        // All must be asked while it is still open what they leave unevaluated.
        if (this.unevaluated.isEmpty()) break;
      }
    }
    if (!matched) this.fail(FAILURES.anyOf, causes);
  }

  private oneOf(schemas: readonly Schema[]): void {
    const causes: Cause[] = [];
    let matched = -1;
    for (const [i, schema] of schemas.entries()) {
      const cause = this.self(schema, '', matched !== -1);
      if (cause) causes.push(cause);
      else if (matched === -1) matched = i;
      else {
        this.fail(FAILURES.oneOf(matched, i));
        break;
      }
    }
    if (matched === -1) this.fail(FAILURES.noneOf, causes);
  }

  private unevaluatedParts(): void {
    const { schema, value, unevaluated } = this;
    if (value instanceof GoMap && schema.unevaluatedProperties) {
      for (const key of unevaluated.keys())
        this.add(this.part(schema.unevaluatedProperties, value.get(key) ?? null, key));
      unevaluated.clearKeys();
    }
    if (value instanceof GoSlice && schema.unevaluatedItems) {
      for (const i of unevaluated.items()) this.add(this.part(schema.unevaluatedItems, value.at(i), String(i)));
      unevaluated.clearItems();
    }
  }

  private reference(target: Schema, keyword: string): Cause | undefined {
    const cause = this.self(target, keyword);
    if (cause === undefined) return undefined;
    return causeOf(target, this.at, FAILURES.reference(keyword), cause.kind === 'group' ? cause.causes : [cause]);
  }

  private dynamicReferences(): void {
    const { recursiveRef, dynamicRef } = this.schema;
    if (recursiveRef) {
      const outermost = this.outermost((schema) => (schema.resource.recursiveAnchor ? schema : undefined));
      this.add(this.reference((recursiveRef.recursiveAnchor && outermost) || recursiveRef, '$recursiveRef'));
    }
    if (dynamicRef) {
      const { target, anchor } = dynamicRef;
      const dynamic = anchor !== '' && target.dynamicAnchor === anchor;
      const outermost = dynamic ? this.outermost((schema) => schema.resource.dynamicAnchors.get(anchor)) : undefined;
      this.add(this.reference(outermost ?? target, '$dynamicRef'));
    }
  }

  /** What the outermost schema on the way that has such a thing gives. */
  private outermost(pick: (schema: Schema) => Schema | undefined): Schema | undefined {
    let found: Schema | undefined;
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) found = pick(scope.schema) ?? found;
    return found;
  }

  /** A schema that came back to itself without a step into the value. */
  private cycle(): Failure | undefined {
    const { schema, value } = this.scope;
    for (let scope = this.scope.parent; scope && scope.value === value; scope = scope.parent) {
      if (scope.schema === schema) return FAILURES.cycle(wayTo(this.scope), wayTo(scope), schema.location);
    }
    return undefined;
  }
}

/** The keywords that led to a scope, references followed. */
function wayTo(scope: Scope): string {
  let way = '';
  for (let at = scope; at.parent; at = at.parent) {
    const step =
      at.keyword === '' ? at.schema.location.slice(at.parent.schema.location.length) : `/${escapeToken(at.keyword)}`;
    way = step + way;
  }
  return way;
}

function typeOf(value: Value): TypeName {
  if (value instanceof GoMap) return 'object';
  if (value instanceof GoSlice) return 'array';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  return isNumeric(value) ? 'number' : 'null';
}

function isInteger(value: Value): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  const exact = isNumeric(value) ? rational(literalOf(value)) : undefined;
  return exact !== undefined && isWhole(exact);
}
