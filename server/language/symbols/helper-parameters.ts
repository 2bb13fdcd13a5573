// What a named template wants in the dict it is called with: the keys its body reads, which of them must be there, and
// what callers hand over.

import type { OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { nodesAt, templateView, unwrapped } from '../documents/template.ts';
import type { Step } from '../documents/values.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import { readsOf } from './body-reads.ts';
import { BUILTINS } from './builtins.ts';
import type { ChartTree } from './charts.ts';
import { type CallSite, templateIndex } from './templates.ts';
import type { Ref } from './value.ts';

/** A place in a template, with its text in one line. */
export interface TextSite {
  readonly file: FileText;
  readonly span: Span;
  readonly text: string;
}

export interface HelperParameter {
  readonly name: string;
  /** Some read of it stands under no test and has no default. */
  readonly isRequired: boolean;
  /** What is read below it, through the templates it is handed on to: `['Values', 'Release']` of a context. */
  readonly fields: readonly string[];
  /** The first place that reads it. */
  readonly site: Omit<TextSite, 'text'>;
  /** What callers hand over, each text once, in the order of the files; a few of them. */
  readonly examples: readonly TextSite[];
}

export interface HelperParameters {
  /** In the order in which the body reads them, those that are required first. */
  readonly keys: readonly HelperParameter[];
  /** The dot is also used as a whole, so that other keys may matter, too. */
  readonly isOpen: boolean;
  /** It reads `.Values`, `.Release` …: it is to be given the root object, or a dict that holds these. */
  readonly takesRoot: boolean;
}

const memos = new WeakMap<ChartTree, Map<string, HelperParameters>>();

/** The parameters of the named template that Helm takes under this name; no keys when there is none. */
export function parametersOf(snapshot: Snapshot, tree: ChartTree, name: string): HelperParameters {
  let memo = memos.get(tree);
  if (memo === undefined) memos.set(tree, (memo = new Map()));
  let known = memo.get(name);
  if (known === undefined) memo.set(name, (known = findParameters(snapshot, tree, name)));
  return known;
}

/** Whether a key is the name of an object that every root has. */
export function isRootKey(name: string): boolean {
  return ROOT_KEYS.has(name);
}

const ROOT_KEYS: ReadonlySet<string> = new Set(BUILTINS.map((builtin) => builtin.name));

function findParameters(snapshot: Snapshot, tree: ChartTree, name: string): HelperParameters {
  const { keys, isOpen } = gather(snapshot, tree, name, new Set());
  const examples = keys.size === 0 ? new Map<string, TextSite[]>() : examplesOf(snapshot, tree, name);
  const all = [...keys].map(
    ([key, { isRequired, fields, site }]): HelperParameter => ({
      name: key,
      isRequired,
      fields: [...fields],
      site,
      examples: examples.get(key) ?? [],
    }),
  );
  const ordered = [...all.filter((key) => key.isRequired), ...all.filter((key) => !key.isRequired)];
  return { keys: ordered, isOpen, takesRoot: ordered.some((key) => isRootKey(key.name)) };
}

interface Key {
  isRequired: boolean;
  readonly fields: Set<string>;
  readonly site: Omit<TextSite, 'text'>;
}

interface Gathered {
  readonly keys: Map<string, Key>;
  isOpen: boolean;
}

/** Templates that hand their dot on further than this are left at what is known by then. */
const MAX_DEPTH = 6;

function gather(snapshot: Snapshot, tree: ChartTree, name: string, open: ReadonlySet<string>): Gathered {
  const out: Gathered = { keys: new Map(), isOpen: false };
  const [winner] = templateIndex(snapshot, tree).sitesOf(name);
  if (winner === undefined || open.has(name) || open.size >= MAX_DEPTH) return out;
  const { file, body } = winner;
  const { reads, handedOn, isOpen } = readsOf(templateView(file, snapshot.settings), body);
  out.isOpen = isOpen;
  for (const { path, span, isGuarded } of reads) add(out, path, !isGuarded, { file, span });
  const inside = new Set([...open, name]);
  for (const { name: other, data, isGuarded } of handedOn) {
    if (data.refs.every((ref) => ref.kind === 'list')) continue;
    const inner = gather(snapshot, tree, other, inside);
    for (const ref of data.refs) handOn(out, inner, ref, data.refs, isGuarded);
  }
  return out;
}

function add({ keys }: Gathered, path: readonly Step[], isRequired: boolean, site: Key['site']): void {
  const [first, second] = path;
  if (typeof first !== 'string') return;
  let key = keys.get(first);
  if (key === undefined) keys.set(first, (key = { isRequired: false, fields: new Set(), site }));
  key.isRequired ||= isRequired;
  if (typeof second === 'string') key.fields.add(second);
}

/** What a template that gets `ref` reads of it, in terms of the dot at hand. */
function handOn(out: Gathered, inner: Gathered, ref: Ref, all: readonly Ref[], isGuarded: boolean): void {
  if (ref.kind === 'path' && ref.chart === undefined) {
    // `merge (dict "port" 1) .`: what the dict gives need not be in the dot.
    const given = new Set(all.flatMap((other) => (other.kind === 'dict' ? [...other.entries.keys()] : [])));
    for (const [name, key] of inner.keys) {
      if (given.has(name)) continue;
      add(out, [...ref.path, name], ref.path.length === 0 && key.isRequired && !isGuarded, key.site);
      if (ref.path.length === 0) for (const field of key.fields) out.keys.get(name)?.fields.add(field);
    }
    if (ref.path.length === 0) out.isOpen ||= inner.isOpen;
  } else if (ref.kind === 'dict') {
    for (const [name, value] of ref.entries) {
      const key = inner.keys.get(name);
      if (key === undefined) continue;
      for (const part of value.refs) {
        if (part.kind !== 'path' || part.chart !== undefined || part.path.length > 1) continue;
        for (const field of key.fields) {
          add(out, [...part.path, field], part.path.length === 0 && key.isRequired && !isGuarded, key.site);
        }
      }
    }
  }
}

/** More callers are not looked at, more texts not told. */
const MAX_CALLERS = 40;
const MAX_EXAMPLES = 4;

function examplesOf(snapshot: Snapshot, tree: ChartTree, name: string): Map<string, TextSite[]> {
  const out = new Map<string, TextSite[]>();
  for (const site of templateIndex(snapshot, tree).callsOf(name).slice(0, MAX_CALLERS)) {
    for (const [key, example] of dictOf(snapshot, site)) {
      const known = out.get(key);
      if (known === undefined) out.set(key, [example]);
      else if (known.length < MAX_EXAMPLES && known.every(({ text }) => text !== example.text)) known.push(example);
    }
  }
  return out;
}

const dicts = new WeakMap<CallSite['call'], ReadonlyMap<string, TextSite>>();

/** The entries of the dict that a call writes out; read once per text. */
function dictOf(snapshot: Snapshot, { file, call }: CallSite): ReadonlyMap<string, TextSite> {
  let known = dicts.get(call);
  if (known !== undefined) return known;
  const found = new Map<string, TextSite>();
  for (const args of dictCalls(nodesOfCall(snapshot, file, call))) {
    for (let i = 0; i + 1 < args.length; i += 2) {
      const key = args[i];
      const value = args[i + 1];
      if (key?.kind !== 'string' || value === undefined || value.kind === 'error') continue;
      const { span } = value;
      const text = file.text.slice(span.start, span.end).replace(/\s+/g, ' ');
      if (!found.has(key.text)) found.set(key.text, { file, span, text });
    }
  }
  known = found;
  dicts.set(call, known);
  return known;
}

/** The operands that a call hands over. */
function nodesOfCall(snapshot: Snapshot, file: FileText, call: CallSite['call']): readonly OperandNode[] {
  const nodes = nodesAt(templateView(file, snapshot.settings), call.nameSpan.start + 1);
  for (const node of nodes.reverse()) {
    if (node.kind === 'command' && node.span.start === call.span.start) return node.args;
    if (node.kind === 'template') return node.pipe ? [node.pipe] : [];
  }
  return [];
}

/** The arguments of each `dict` in it, those inside `merge` and the like included; not what a dict's values hold. */
function dictCalls(nodes: readonly OperandNode[]): OperandNode[][] {
  const out: OperandNode[][] = [];
  for (const pipe of nodes.map(unwrapped).filter((node): node is PipeNode => node.kind === 'pipe')) {
    for (const { args } of pipe.cmds) {
      const [first, ...rest] = args.map(unwrapped);
      if (first?.kind === 'identifier' && first.ident === 'dict') out.push(rest);
      else out.push(...dictCalls(args));
    }
  }
  return out;
}
