// The conditions behind which all text of an empty render stands, found by walking its tree along what was judged.

import type {
  ActionNode,
  BranchNode,
  CommandNode,
  ListNode,
  Node,
  PipeNode,
  TemplateNode,
} from '#engine/template/node.ts';
import { writesNothing } from '#engine/template/watch.ts';
import type { Span } from '#engine/text/span.ts';
import { templateView, walkNodes } from '../../documents/template.ts';
import { type Judgement, viaOf } from '../../workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';

/** A condition that did not hold. */
export interface Guard {
  readonly file: FileText;
  readonly node: BranchNode;
  readonly judgement: Judgement;
}

/** An action that ran and printed nothing. */
export interface Silence {
  readonly file: FileText;
  readonly span: Span;
}

export interface Walk {
  readonly snapshot: Snapshot;
  readonly judgements: readonly Judgement[];
}

export interface Found {
  readonly guards: readonly Guard[];
  readonly silences: readonly Silence[];
}

/** What keeps the file's own text from being written. */
export function guardsOf(walk: Walk, file: FileText): Found {
  const found: Finding = { guards: [], silences: [] };
  const { root } = templateView(file, walk.snapshot.settings).parsed.main;
  walkList(walk, { file, via: '' }, root, found);
  return found;
}

/** What keeps the named template that a call runs from writing more than it did. */
export function guardsBehind(walk: Walk, { file, judgement }: Guard, call: CommandNode): readonly Guard[] {
  const found: Finding = { guards: [], silences: [] };
  walkCall(walk, { file, via: judgement.via }, call.span, nameOf(call), found);
  return found.guards;
}

interface Finding {
  readonly guards: Guard[];
  readonly silences: Silence[];
}

interface Place {
  readonly file: FileText;
  readonly via: string;
}

function walkList(walk: Walk, place: Place, list: ListNode, found: Finding): void {
  for (const node of list.nodes) walkNode(walk, place, node, found);
}

function walkNode(walk: Walk, place: Place, node: Node, found: Finding): void {
  if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') walkBranch(walk, place, node, found);
  else if (node.kind === 'list') walkList(walk, place, node, found);
  else if (node.kind === 'template') walkTemplate(walk, place, node, found);
  else if (node.kind === 'action' && prints(node)) {
    const calls = node.pipe.cmds.filter((command) => nameOf(command) !== undefined);
    const known = calls.filter((call) => walkCall(walk, place, call.span, nameOf(call), found));
    if (known.length === 0) found.silences.push({ file: place.file, span: node.span });
  }
}

function walkBranch(walk: Walk, place: Place, node: BranchNode, found: Finding): void {
  const runs = walk.judgements.filter((one) => isAt(one, place, node.span));
  const failed = runs.find(({ holds }) => !holds);
  if (runs.some(({ holds }) => holds)) walkList(walk, place, node.list, found);
  if (failed === undefined) return;
  if (couldPrint(node.list)) found.guards.push({ file: place.file, node, judgement: failed });
  if (node.elseList) walkList(walk, place, node.elseList, found);
}

function walkTemplate(walk: Walk, place: Place, node: TemplateNode, found: Finding): void {
  if (!walkCall(walk, place, node.span, node.name, found)) found.silences.push({ file: place.file, span: node.head });
}

/** False when the named template went through no condition, or cannot be found. */
function walkCall(walk: Walk, place: Place, call: Span, name: string | undefined, found: Finding): boolean {
  const via = viaOf(place.via, { uri: place.file.uri, start: call.start, end: call.end });
  const uri = walk.judgements.find((one) => one.via === via)?.place.uri;
  const file = uri === undefined ? undefined : fileAt(walk.snapshot, uri);
  if (file === undefined) return false;
  const bodies = templateView(file, walk.snapshot.settings).defines.filter((body) => body.name === name);
  const before = found.guards.length + found.silences.length;
  for (const body of bodies) walkList(walk, { file, via }, body.list, found);
  return found.guards.length + found.silences.length > before;
}

function isAt({ place, via }: Judgement, { file, via: here }: Place, { start, end }: Span): boolean {
  return via === here && place.uri === file.uri && place.start === start && place.end === end;
}

/** The name that an include gives, where it is written out. */
function nameOf({ args: [first, name] }: CommandNode): string | undefined {
  if (first?.kind !== 'identifier' || first.ident !== 'include') return undefined;
  return name?.kind === 'string' ? name.text : undefined;
}

/** Functions that are called for what they do. */
const SILENT: ReadonlySet<string> = new Set(['fail', 'set', 'unset']);

function prints({ pipe }: ActionNode): boolean {
  return pipe.decl.length === 0 && !SILENT.has(firstWord(pipe));
}

function firstWord({ cmds }: PipeNode): string {
  const first = cmds.at(-1)?.args[0];
  return first?.kind === 'identifier' ? first.ident : '';
}

/** Whether there is text in the file itself that would be output if it were reached. */
export function holdsText(node: Node): boolean {
  if (node.kind === 'text') return !writesNothing(node.text);
  if (node.kind === 'list') return node.nodes.some(holdsText);
  if (node.kind !== 'if' && node.kind !== 'with' && node.kind !== 'range') return false;
  return holdsText(node.list) || (node.elseList !== null && holdsText(node.elseList));
}

/** Whether a body holds more than checks and assignments, so that its condition guards output at all. */
function couldPrint(list: ListNode): boolean {
  let found = false;
  walkNodes(list, (node) => {
    if (node.kind === 'text') found ||= !writesNothing(node.text);
    else if (node.kind === 'action') found ||= prints(node);
    else if (node.kind === 'template') found = true;
  });
  return found;
}
