// What a pipeline may stand for: paths are followed through fields, variables and the functions that hand values on.

import type { CommandNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import { unwrapped } from '../documents/template.ts';
import { type DictRef, elementOf, fieldOf, NOTHING, type Possible, UNKNOWN, union } from './value.ts';

/** What names mean at a place. */
export interface Names {
  readonly dot: Possible;
  /** `$` and every `$name` in scope; undefined for others. */
  readonly variable: (name: string) => Possible | undefined;
}

/** The value of a pipeline; with `count`, of its first so many commands. */
export function evaluatePipe(names: Names, pipe: PipeNode, count = pipe.cmds.length): Possible {
  let value: Possible | undefined;
  for (const command of pipe.cmds.slice(0, count)) {
    // What is missing behind an unclosed action is no value of its own.
    if (value !== undefined && command.span.start === command.span.end) continue;
    value = evaluateCommand(names, command, value);
  }
  return value ?? UNKNOWN;
}

export function evaluateOperand(names: Names, node: OperandNode): Possible {
  switch (node.kind) {
    case 'dot':
      return names.dot;
    case 'field':
      return fields(names.dot, node.ident);
    case 'variable': {
      const value = names.variable(node.ident[0] as string);
      return value === undefined ? UNKNOWN : fields(value, node.ident.slice(1));
    }
    case 'chain':
      return fields(evaluateOperand(names, node.node), node.field);
    case 'pipe':
      return evaluatePipe(names, node);
    case 'identifier':
      return callOf(names, node.ident, []);
    case 'error': {
      const inner = unwrapped(node);
      // A variable is unknown to an expression that is read by itself; what is in scope is for the names to say.
      if (inner.kind === 'variable') return evaluateOperand(names, inner);
      return inner === node ? UNKNOWN : { ...evaluateOperand(names, inner), complete: false };
    }
    default:
      return NOTHING;
  }
}

function fields(value: Possible, names: readonly string[]): Possible {
  return names.reduce((at, name) => fieldOf(at, name), value);
}

/** An argument: its node when it is written there, and what it stands for. */
interface Argument {
  readonly node: OperandNode | undefined;
  readonly value: Possible;
}

function evaluateCommand(names: Names, command: CommandNode, piped: Possible | undefined): Possible {
  const [written, ...rest] = command.args;
  if (written === undefined) return UNKNOWN;
  const first = unwrapped(written);
  if (first.kind !== 'identifier') {
    const value = evaluateOperand(names, written);
    // A field with arguments is a method's call; of those that there are none gives values.
    return rest.length === 0 && piped === undefined ? value : NOTHING;
  }
  const args: Argument[] = rest.map((node) => ({ node: unwrapped(node), value: evaluateOperand(names, node) }));
  if (piped) args.push({ node: undefined, value: piped });
  return callOf(names, first.ident, args);
}

function callOf(_names: Names, name: string, args: readonly Argument[]): Possible {
  const rule =
    RULES.get(name) ?? RULES.get(name.replace(/^must([A-Z])/, (_all, letter: string) => letter.toLowerCase()));
  if (rule) return rule(args);
  return PLAIN_RESULTS.has(name) ? NOTHING : UNKNOWN;
}

type Rule = (args: readonly Argument[]) => Possible;

const valueAt =
  (index: number): Rule =>
  (args) =>
    args.at(index)?.value ?? UNKNOWN;

const all: Rule = (args) => union(args.map((arg) => arg.value));

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['index', (args) => args.slice(1).reduce((value, key) => indexed(value, key.node), valueAt(0)(args))],
  ['get', (args) => indexed(valueAt(0)(args), args[1]?.node)],
  ['dig', dig],
  ['dict', dict],
  ['list', (args) => ({ refs: [{ kind: 'list', items: args.map((arg) => arg.value) }], complete: true })],
  ['tuple', (args) => ({ refs: [{ kind: 'list', items: args.map((arg) => arg.value) }], complete: true })],
  ['first', (args) => indexedBy(valueAt(0)(args), 0)],
  ['last', (args) => elementOf(valueAt(0)(args))],
  // The value itself comes last, so it is named first among the possibilities.
  ['default', (args) => union([valueAt(-1)(args), ...args.slice(0, -1).map((arg) => arg.value)])],
  ['coalesce', all],
  ['or', all],
  ['and', all],
  ['ternary', (args) => union(args.slice(0, 2).map((arg) => arg.value))],
  ['required', valueAt(-1)],
  ['deepCopy', valueAt(-1)],
  ['merge', all],
  ['mergeOverwrite', all],
  ['pick', valueAt(0)],
  ['omit', valueAt(0)],
  ['uniq', valueAt(0)],
  ['reverse', valueAt(0)],
  ['compact', valueAt(0)],
  ['values', valueAt(0)],
  ['concat', all],
  ['without', valueAt(0)],
  // What is put in may be found under any key again.
  ['set', (args) => ({ ...valueAt(0)(args), complete: false })],
  ['unset', valueAt(0)],
  ['append', (args) => ({ ...valueAt(0)(args), complete: false })],
  ['prepend', (args) => ({ ...valueAt(0)(args), complete: false })],
]);

/** Functions whose results have no fields: texts, numbers, truths, lists of such. */
const PLAIN_RESULTS: ReadonlySet<string> = new Set(
  (
    'include tpl print printf println quote squote toYaml toJson toPrettyJson toRawJson toToml toString trim trimAll trimSuffix ' +
    'trimPrefix upper lower title untitle snakecase camelcase kebabcase replace trunc abbrev nospace cat indent nindent ' +
    'b64enc b64dec b32enc b32dec sha1sum sha256sum sha512sum adler32sum randAlphaNum randAlpha randNumeric randAscii ' +
    'uuidv4 join repeat substr wrap wrapWith initials plural eq ne lt le gt ge not empty contains hasPrefix hasSuffix hasKey ' +
    'has kindIs kindOf typeOf typeIs typeIsLike kindIsLike len int int64 float64 atoi add add1 sub mul div mod max min floor ' +
    'ceil round keys until untilStep seq splitList sortAlpha toStrings regexMatch regexReplaceAll regexReplaceAllLiteral ' +
    'regexFind regexFindAll regexSplit regexQuoteMeta semverCompare now date dateInZone htmlDate ago fail base dir clean ext ' +
    'isAbs urlquery html js env expandenv'
  ).split(' '),
);

function indexed(value: Possible, key: OperandNode | undefined): Possible {
  if (key?.kind === 'string') return indexedBy(value, key.text);
  if (key?.kind === 'number' && key.int !== undefined) return indexedBy(value, Number(key.int));
  return elementOf(value);
}

function indexedBy(value: Possible, key: string | number): Possible {
  return fieldOf(value, key);
}

/** `dig "a" "b" default map` */
function dig(args: readonly Argument[]): Possible {
  const base = args.at(-1)?.value ?? UNKNOWN;
  const fallback = args.at(-2)?.value ?? UNKNOWN;
  const found = args.slice(0, -2).reduce((value, key) => indexed(value, key.node), base);
  return union([found, fallback]);
}

function dict(args: readonly Argument[]): Possible {
  const entries = new Map<string, Possible>();
  let complete = args.length % 2 === 0;
  for (let i = 0; i + 1 < args.length; i += 2) {
    const key = args[i]?.node;
    if (key?.kind === 'string') entries.set(key.text, args[i + 1]?.value ?? UNKNOWN);
    else complete = false;
  }
  const ref: DictRef = { kind: 'dict', entries };
  return { refs: [ref], complete };
}
