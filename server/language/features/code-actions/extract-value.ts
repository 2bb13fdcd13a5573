// "Extract to values.yaml": a literal of a template becomes a value of the chart, and what is rendered stays the same.

import { readTree } from '#engine/yaml/read-tree.ts';
import { type Context, contextAt } from '../../symbols/context.ts';
import { valueSites } from '../../symbols/values.ts';
import { type Action, type FileEdit, isMeant, type Question, replacing } from './action.ts';
import { blockLiteral } from './block-literal.ts';
import type { Extractable, Written } from './extractable.ts';
import { type Literal, literalAt, namesAround } from './literal.ts';
import { literalInAction } from './literal-in-action.ts';
import { printed } from './printed.ts';
import { mayBeRefused, valueAdded } from './value-added.ts';
import { readerOfAll, valuesAt, whyNotNew } from './values-root.ts';

export function extractActions(question: Question): readonly Action[] {
  if (!isMeant(question)) return [];
  const found = foundIn(question);
  if (found?.literal.written(found.values) === undefined) return [];
  const { span } = found.literal;
  const command = { command: 'chartroom.extractValue', span };
  return [{ title: 'Extract to values.yaml…', kind: 'refactor.extract', command }];
}

/** What becomes of an extraction under a key: what is wrong with it, or the changes. */
export interface Extraction {
  /** The key that is proposed: `service.port`. */
  readonly proposed: string;
  /** What is wrong with the key that was asked about, in a sentence. */
  readonly problem: string | undefined;
  /** What else would be rendered otherwise, under any key. */
  readonly warning?: string | undefined;
  readonly changes: readonly FileEdit[];
}

/** The extraction of what is selected, under `key` or the one that is proposed; undefined when nothing can be extracted. */
export function extractValue(question: Question, key?: string): Extraction | undefined {
  const found = foundIn(question);
  if (found === undefined) return undefined;
  const proposed = proposedKey(question, found);
  const path = (key ?? proposed).trim().split('.');
  const problem = badName(path) ?? whyNotNew(found.context, path);
  if (problem !== undefined) return { proposed, problem, changes: [] };
  const written = found.literal.written(`${found.values}.${path.join('.')}`);
  if (written === undefined)
    return { proposed, problem: 'Nobody can tell that the same would be rendered.', changes: [] };
  const changes = changesFor(question, found, path, written);
  const refused = mayBeRefused(found.context, path)
    ? 'values.schema.json may refuse the key: name it there as well.'
    : undefined;
  const warning =
    [refused, warningFor(found, path), written.warning].filter((text) => text !== undefined).join(' ') || undefined;
  if (changes !== undefined) return { proposed, problem: undefined, warning, changes };
  return { proposed, problem: `values.yaml has no place for ${path.join('.')}.`, changes: [] };
}

/** Where a chart prints all its values, no key is without effect. */
function warningFor({ context }: Found, path: readonly string[]): string | undefined {
  const reader = readerOfAll(context, path.slice(0, 1));
  return reader && `${reader} reads all values: the new key will be rendered there as well.`;
}

interface Found {
  readonly context: Context;
  readonly literal: Extractable;
  /** How the place names the chart's values. */
  readonly values: string;
}

function foundIn(question: Question): Found | undefined {
  const { snapshot, file } = question;
  const literal = blockLiteral(question) ?? lineLiteral(question) ?? literalInAction(question);
  const context = literal && contextAt(snapshot, file.uri, literal.span.start);
  if (literal === undefined || context === undefined) return undefined;
  // What is packed cannot be written to, and the values of a library chart are those of whoever calls it.
  if (context.chart.isLibrary || context.chart.folder.startsWith('chartroom-archive:')) return undefined;
  const values = valuesAt(question, literal.span.start);
  return values === undefined ? undefined : { context, literal, values };
}

/** Fields are Go's names; others would have to be read by `index`. */
const NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

function badName(path: readonly string[]): string | undefined {
  const bad = path.find((name) => !NAME.test(name));
  if (bad === undefined) return undefined;
  if (bad === '') return 'A key looks like image.tag: names with a dot between them.';
  return `"${bad}" is no name that a template can write behind a dot: letters, digits and _ only, no digit first.`;
}

function changesFor(
  { file }: Question,
  { context }: Found,
  path: readonly string[],
  { value, replaced, text }: Written,
): readonly FileEdit[] | undefined {
  const added = valueAdded(context, path, value);
  return added && [{ uri: file.uri, edits: [replacing(replaced.start, replaced.end, text)] }, ...added];
}

/** A literal of one line between actions. */
function lineLiteral({ snapshot, file, span }: Question): Extractable | undefined {
  const literal = literalAt(file, span);
  if (literal === undefined) return undefined;
  return {
    span: literal.span,
    nameAt: literal.span.start,
    written: (name) => {
      const { value, pipe, isQuoted } = writtenAs(snapshot.settings, literal);
      const action = `{{ ${[name, ...pipe].join(' | ')} }}`;
      const text = isQuoted ? `${literal.text.slice(0, 1)}${action}${literal.text.slice(-1)}` : action;
      return { value, replaced: literal.span, text };
    },
  };
}

interface LineWriting {
  /** As it stands in values.yaml. */
  readonly value: string;
  /** What the template does with it. */
  readonly pipe: readonly string[];
  /** The quotes stay in the template. */
  readonly isQuoted: boolean;
}

/** The first way to write the value that prints the very bytes of the literal. */
function writtenAs(settings: Context['snapshot']['settings'], { text, isWhole }: Literal): LineWriting {
  const ways: LineWriting[] = [];
  const quote = /^(["']).*\1$/.exec(text)?.[1];
  const isPlainValue = !/^["']/.test(text);
  if (quote !== undefined && text.length > 1) {
    const pipe = [quote === '"' ? 'quote' : 'squote'];
    ways.push({ value: text, pipe, isQuoted: false });
  }
  if (isPlainValue && (isWhole || /^\d+$/.test(text))) {
    ways.push({ value: text, pipe: [], isQuoted: false }, { value: text, pipe: ['int64'], isQuoted: false });
  }
  if (isPlainValue && isPlainString(text)) ways.push({ value: text, pipe: [], isQuoted: false });
  const exact = ways.find(({ value, pipe }) => {
    const shown = isOneValue(value)
      ? printed(settings, `{{ ${['.v', ...pipe].join(' | ')} }}`, `v: ${value}`)
      : undefined;
    return shown === text;
  });
  if (exact) return exact;
  if (quote !== undefined && text.length > 1)
    return { value: JSON.stringify(text.slice(1, -1)), pipe: [], isQuoted: true };
  return { value: JSON.stringify(text), pipe: [], isQuoted: false };
}

function isOneValue(text: string): boolean {
  const { root, error } = readTree(`v: ${text}`);
  if (error !== undefined || root?.kind !== 'map' || root.children.length !== 2) return false;
  const value = root.children[1];
  return value?.kind === 'scalar' && value.end === text.length + 3 && value.anchor === '' && value.tag === '';
}

function isPlainString(text: string): boolean {
  const { root } = readTree(`v: ${text}`);
  const value = root?.kind === 'map' ? root.children[1] : undefined;
  return value?.kind === 'scalar' && value.style === 'plain' && value.resolved.type === 'str';
}

/** The keys around the literal, below a table that the values have already, or below the kind of the resource. */
function proposedKey({ file }: Question, { context, literal }: Found): string {
  const { kind, names } = namesAround(file.text, literal.nameAt);
  const own = names.length > 0 ? names : ['value'];
  const isTable = (path: readonly string[]) =>
    valueSites(context.tree, context.chart, path).some(({ value }) => value.kind === 'map');
  const paths = [
    ...own.map((_name, i) => own.slice(i)).filter((path) => path.length > 1 && isTable(path.slice(0, 1))),
    [...(kind === undefined || kind === own[0] ? [] : [kind]), ...own],
  ];
  // One name for all of it stands in nobody's way.
  const words = kind === undefined || kind === own[0] ? own : [kind, ...own];
  const flat = words.map((word, i) => (i === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join('');
  const free = paths.find((path) => whyNotNew(context, path) === undefined) ?? [flat];
  for (let count = 1; count < 100; count++) {
    const path = count === 1 ? free : [...free.slice(0, -1), `${free.at(-1)}${count}`];
    if (whyNotNew(context, path) === undefined) return path.join('.');
  }
  return free.join('.');
}
