// An error that a method gives as its one result: in a template a value like others, whether it is nil or not.

import { GoObject, type Kind, type Value } from './value.ts';

/** What errors.New makes of a message. */
export class ErrorValue extends GoObject {
  override readonly type = '*errors.errorString';
  override readonly kind = 'ptr';
  readonly message: string;

  constructor(message: string) {
    super();
    this.message = message;
  }

  override text(): string {
    return this.message;
  }

  override methodNames(): readonly string[] {
    return ['Error'];
  }

  override method(name: string): ReturnType<GoObject['method']> {
    return name === 'Error' ? { params: [], result: 'string', call: () => this.message } : undefined;
  }
}

/** A nil of type error: prints as `<nil>`, is not true, and becomes a plain nil in an argument. */
class NilError extends GoObject {
  override readonly type = '<nil>';
  override readonly kind: Kind = 'interface';

  override text(): string {
    return '<nil>';
  }

  override copied(): Value {
    return null;
  }
}

export const NIL_ERROR = new NilError();
