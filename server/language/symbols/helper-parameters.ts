// What a named template wants in the dict it is called with: the keys its body reads, which of them must be there, and
// what callers hand over.

import type { OperandNode, PipeNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { nodesAt, templateView, unwrapped } from '../documents/template.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';
import type { ChartTree } from './charts.ts';
import { helperKeys, isRootKey } from './helper-keys.ts';
import { type CallSite, templateIndex } from './templates.ts';

export { isRootKey } from './helper-keys.ts';

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
  /** How many places read it. */
  readonly reads: number;
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

function findParameters(snapshot: Snapshot, tree: ChartTree, name: string): HelperParameters {
  const { keys, isOpen } = helperKeys(templateIndex(snapshot, tree), snapshot.settings, name);
  let examples: ReadonlyMap<string, TextSite[]> | undefined;
  const all = [...keys].map(
    ([key, { isRequired, reads, fields, site }]): HelperParameter => ({
      name: key,
      isRequired,
      reads,
      fields: [...fields],
      site,
      // Whoever lists all templates asks few of them for their callers.
      get examples() {
        examples ??= examplesOf(snapshot, tree, name);
        return examples.get(key) ?? [];
      },
    }),
  );
  const ordered = [...all.filter((key) => key.isRequired), ...all.filter((key) => !key.isRequired)];
  return { keys: ordered, isOpen, takesRoot: ordered.some((key) => isRootKey(key.name)) };
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
