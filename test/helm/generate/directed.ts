// One call of a given function, most often a good one: how a run reaches every function of the table.

import type { Choices } from './choices.ts';
import { callOf, expression } from './expressions.ts';
import { APART, FUNCTIONS, producedBy } from './functions.ts';
import { compound, type Expr, operand, type Scope } from './scope.ts';
import { anyText, goQuoted, KINDS, literal } from './words.ts';

/** A call of the function. Random functions and those of the clock are called such that the result is the same every time. */
export function directed(c: Choices, s: Scope, name: string): Expr {
  const own = BY_HAND.get(name);
  if (own) return compound(own(c, s));
  const record = FUNCTIONS.get(name);
  if (!record || APART.has(name)) throw new Error(`no way is known to call ${name} with one outcome`);
  return callOf(c, s, record, c.pick(producedBy(record)), 2);
}

const BY_HAND: ReadonlyMap<string, (c: Choices, s: Scope) => string> = new Map<
  string,
  (c: Choices, s: Scope) => string
>(
  Object.entries({
    ...Object.fromEntries(
      ['randAlphaNum', 'randAlpha', 'randNumeric', 'randAscii', 'randBytes'].map((name) => [
        name,
        (c: Choices) => `len (${name} ${c.pick([5, 0, -1, 33])})`,
      ]),
    ),
    randInt: (c) => c.pick(['randInt 3 4', 'randInt 5 5', 'randInt -2 -1', 'randInt 4 1', 'randInt 0 1 | typeOf']),
    uuidv4: () => 'uuidv4 | len',
    shuffle: (c) => `shuffle ${c.pick(['"a"', '"é"', '""', '"aaa"', '1'])}`,
    now: (c) => c.pick(['now | kindOf', 'now | typeOf', '(now).Location.String', 'now.IsZero']),
    bcrypt: (c) => c.pick(['bcrypt "x" | len', `bcrypt ${goQuoted('y'.repeat(73))}`, 'bcrypt "" | trunc 7']),
    htpasswd: (c) => c.pick(['htpasswd "u" "p" | trunc 8', 'htpasswd "a:b" "p"', 'htpasswd "" "p" | len']),
    encryptAES: (c) =>
      c.pick(['encryptAES "k" "text" | len', 'encryptAES "k" "text" | decryptAES "k"', 'encryptAES "k" "" | len']),
    derivePassword: (c) =>
      `derivePassword ${c.pick([0, 1, 7])} "${KINDS.site(c)}" "pw" ${literal(c, c.pick(['user', 'é', '']))} "site"`,
    buildCustomCert: (c) =>
      c.pick(['buildCustomCert "!!" "a"', 'buildCustomCert "YQ==" "!!"', 'buildCustomCert "YQ==" "YQ=="']),
    genPrivateKey: (c) =>
      c.pick(['genPrivateKey "foo"', 'genPrivateKey "ecdsa" | trunc 20', 'genPrivateKey "ed25519" | trunc 20']),
    genCAWithKey: () => 'genCAWithKey "x" 1 "bad"',
    genSelfSignedCertWithKey: () => 'genSelfSignedCertWithKey "x" nil nil 1 "bad"',
    fail: (c) => `fail ${literal(c, anyText(c))}`,
    keys: (c, s) =>
      `keys ${c.many('arg', 3, () => operand(expression(c, s, 'dict', 2)), [3, 4]).join(' ')} | sortAlpha`,
    values: (c, s) =>
      c.chance(1, 2)
        ? `values ${operand(expression(c, s, 'dict', 1))} | len`
        : `values (dict "k" ${operand(expression(c, s, 'any', 1))})`,
  }),
);

/** Functions that have no good outcome here: they fail always, need fresh keys of many bits, or tell the time. */
export const NEVER_GOOD: ReadonlySet<string> = new Set([
  ...['call', 'fail', 'ago', 'genCA', 'genCAWithKey', 'genSelfSignedCert', 'genSelfSignedCertWithKey', 'genSignedCert'],
  ...['genSignedCertWithKey', 'buildCustomCert'],
]);

/** Functions that directed cases call: all but those without a way to one outcome. */
export const DIRECTED: readonly string[] = [...FUNCTIONS.keys()].filter(
  (name) => BY_HAND.has(name) || !APART.has(name),
);
