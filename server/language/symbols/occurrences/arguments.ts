// Keys of the dicts that helpers are called with: where callers write them, and where the helpers read them.

import type { CommandNode } from '#engine/template/node.ts';
import { encloses, type Span, touches } from '#engine/text/span.ts';
import { type TemplateView, templateView, unwrapped, walkNodes } from '../../documents/template.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { usesOf } from '../calls.ts';
import type { ChartTree } from '../charts.ts';
import { templateIndex } from '../templates.ts';
import type { Possible } from '../value.ts';
import { baseOf, namesOf } from './names.ts';

/** A key of the dict that a helper gets. */
export interface HelperArgument {
  readonly helper: string;
  readonly word: string;
  readonly span: Span;
}

export interface ArgumentOccurrence {
  readonly file: FileText;
  /** The word without its quotes. */
  readonly span: Span;
  /** A caller writes it; else the helper reads it. */
  readonly isGiven: boolean;
}

/** The argument at an offset: a field of a helper's dot, or a key of a dict that a call hands over. */
export function argumentAt(view: TemplateView, offset: number): HelperArgument | undefined {
  const key = dictsOf(view)
    .flatMap(({ keys }) => keys)
    .find(({ span }) => touches(span, offset));
  if (key) {
    const call = usesOf(view).calls.findLast(
      ({ name, span }) => name !== undefined && encloses(span, key.span) && givenIn(view, span).includes(key),
    );
    return call?.name === undefined ? undefined : { helper: call.name, word: key.word, span: key.span };
  }
  for (const { body, word, span } of fieldsOfDot(view)) if (touches(span, offset)) return { helper: body, word, span };
  return undefined;
}

/** Every place of the argument, in the helper and those that hand their dot to it or get its dot, and in all their calls. */
export function argumentOccurrences(
  given: Snapshot,
  tree: ChartTree,
  { helper, word }: HelperArgument,
): ArgumentOccurrence[] {
  const { settings } = underSet(given, tree.root.folder);
  const index = templateIndex(given, tree);
  const views = tree.charts.flatMap(({ templates }) => templates.map((file) => templateView(file, settings)));
  const helpers = sharingDot(views, helper);
  const out: ArgumentOccurrence[] = [];
  for (const view of views) {
    for (const name of namesOf(view, word)) {
      const { value, body } = baseOf(view, name);
      if (body && helpers.has(body.name) && isDot(value))
        out.push({ file: view.file, span: name.span, isGiven: false });
    }
  }
  for (const name of helpers) {
    for (const { file, call } of index.callsOf(name)) {
      for (const key of givenIn(templateView(file, settings), call.span))
        if (key.word === word) out.push({ file, span: key.span, isGiven: true });
    }
  }
  return out;
}

/** The helper, those that it calls with its own dot, and those that call it with theirs. */
function sharingDot(views: readonly TemplateView[], helper: string): ReadonlySet<string> {
  const passes = views.flatMap((view) =>
    usesOf(view).calls.flatMap(({ name, body, data }) =>
      name && body && isDot(data) ? [[body.name, name] as const] : [],
    ),
  );
  const out = new Set([helper]);
  for (const name of out) {
    for (const [from, to] of passes) {
      if (from === name) out.add(to);
      if (to === name) out.add(from);
    }
  }
  return out;
}

function isDot({ refs }: Possible): boolean {
  return refs.some((ref) => ref.kind === 'path' && ref.chart === undefined && ref.path.length === 0);
}

function* fieldsOfDot(
  view: TemplateView,
): Iterable<{ readonly body: string; readonly word: string; readonly span: Span }> {
  const words: { word: string; span: Span }[] = [];
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'field' && node.kind !== 'variable') return;
    const at = node.kind === 'field' ? 0 : 1;
    const word = node.ident[at];
    const span = node.parts[at];
    if (word !== undefined && span) words.push({ word, span });
  });
  for (const { word, span } of words) {
    const name = namesOf(view, word).find((one) => one.span.start === span.start);
    const base = name && baseOf(view, name);
    if (base?.body && isDot(base.value)) yield { body: base.body.name, word, span };
  }
}

interface Key {
  readonly word: string;
  readonly span: Span;
}

interface Dict {
  readonly span: Span;
  readonly keys: readonly Key[];
}

const memo = new WeakMap<TemplateView, readonly Dict[]>();

function dictsOf(view: TemplateView): readonly Dict[] {
  let dicts = memo.get(view);
  if (dicts === undefined) {
    const found: Dict[] = [];
    walkNodes(view.parsed.main.root, (node) => {
      const keys = node.kind === 'command' ? keysOf(node) : undefined;
      if (keys) found.push({ span: node.span, keys });
    });
    memo.set(view, (dicts = found));
  }
  return dicts;
}

function keysOf({ args }: CommandNode): Key[] | undefined {
  const [called, ...rest] = args.map(unwrapped);
  if (called?.kind !== 'identifier' || called.ident !== 'dict') return undefined;
  return rest.flatMap((node, i) => {
    if (i % 2 !== 0 || node.kind !== 'string') return [];
    return [{ word: node.text, span: { start: node.span.start + 1, end: node.span.end - 1 } }];
  });
}

/** The keys that a call hands over: those of its outermost dicts, since the others lie in values of these. */
function givenIn(view: TemplateView, call: Span): readonly Key[] {
  const inside = dictsOf(view).filter(({ span }) => encloses(call, span));
  const outer = inside.filter(({ span }) => !inside.some((other) => other.span !== span && encloses(other.span, span)));
  return outer.flatMap(({ keys }) => keys);
}
