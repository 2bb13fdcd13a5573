// Why a template renders nothing: the conditions that do not hold, with the values that decide and the lines that set them.

import type { CommandNode } from '#engine/template/node.ts';
import { writesNothing } from '#engine/template/watch.ts';
import { type LineIndex, lineIndex, positionAt } from '#engine/text/lines.ts';
import type { Span } from '#engine/text/span.ts';
import { AS_IF_TRUE } from '#protocol';
import { templateView } from '../documents/template.ts';
import { contextAt, objectPaths, operandHere } from '../symbols/context.ts';
import { isSecretName } from '../symbols/secret-words.ts';
import { type Assumption, assumptionTexts, isAssumed } from '../workspace/assumption.ts';
import { joinMapped } from '../workspace/mapped-text.ts';
import type { View } from '../workspace/render-state.ts';
import type { FlatPlace, JudgementPart, MappedText } from '../workspace/rendering.ts';
import { type FileText, fileAt } from '../workspace/snapshot.ts';
import { baseNameOf, relativeUri } from '../workspace/uri.ts';
import { assumptionOf } from './why-empty/assume.ts';
import {
  type Found,
  type Guard,
  guardsBehind,
  guardsOf,
  holdsText,
  type Silence,
  type Walk,
} from './why-empty/guards.ts';
import { decidingOf, type Operand, valuesIn } from './why-empty/operands.ts';
import { type Term, termOf } from './why-empty/term.ts';

export interface WhyEmpty {
  /** Comment lines, each with its place in the template and the place of its value. */
  readonly text: MappedText;
  /** What would make the conditions hold; undefined when nobody can tell. */
  readonly assumption: Assumption | undefined;
}

const WIDTH = 100;
const WIDEST_NAME = 44;
const WIDEST_VALUE = 24;
const MOST_GUARDS = 8;
/** Helpers that ask helpers. */
const DEEPEST = 4;

/** The explanation of a file's view that shows nothing; undefined for one that shows something, or that failed. */
export function whyEmpty(view: View, uri: string, root: string): WhyEmpty | undefined {
  const file = fileAt(view.snapshot, uri);
  const { judgements } = view;
  if (file === undefined || judgements === undefined || !showsNothing(view, file.uri)) return undefined;
  const walk: Walk = { snapshot: view.snapshot, judgements };
  const found = guardsOf(walk, file);
  const assumption = assumptionOf(walk, found.guards);
  const page = new Page(walk, root, file);
  page.tell(found, view.text, assumption);
  return { text: page.text(), assumption };
}

/** Of notes every line is text. */
function showsNothing({ text }: View, uri: string): boolean {
  return uri.endsWith('NOTES.txt') ? text.text.trim() === '' : writesNothing(text.text);
}

interface Line {
  readonly text: string;
  readonly site: FlatPlace | undefined;
  readonly value: FlatPlace | undefined;
}

/** One operand's line before its columns are known. */
interface Row {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
  readonly site: FlatPlace;
  readonly place: FlatPlace | undefined;
}

class Page {
  readonly #walk: Walk;
  readonly #root: string;
  readonly #file: FileText;
  readonly #lines: Line[] = [];
  readonly #indexes = new Map<string, LineIndex>();

  constructor(walk: Walk, root: string, file: FileText) {
    this.#walk = walk;
    this.#root = root;
    this.#file = file;
  }

  text(): MappedText {
    return joinMapped(
      this.#lines.map(({ text, site, value }) => {
        const whole = `${text}\n`;
        const mapping = { start: 0, end: whole.length, site, caller: site, value, skip: undefined };
        return { text: whole, mappings: [mapping] };
      }),
    );
  }

  tell({ guards, silences }: Found, output: MappedText, assumption: Assumption | undefined): void {
    const name = baseNameOf(this.#file.uri);
    if (guards.length === 0) {
      this.#withoutGuards(
        name,
        silences.filter((one) => !wrote(output, one)),
      );
      return;
    }
    const these = guards.length === 1 ? 'this condition is' : 'these conditions are';
    const or = guards.some(({ node }) => node.kind === 'range') ? ' or empty' : '';
    this.#plain(`# ${name} renders nothing, because ${these} false${or}:`);
    for (const guard of guards.slice(0, MOST_GUARDS)) this.#guard(guard, 1);
    if (guards.length > MOST_GUARDS) this.#plain(`#   … and ${guards.length - MOST_GUARDS} more.`);
    if (assumption) this.#plain(cut(`# ${AS_IF_TRUE}: ${assumptionTexts(assumption).join(', ')}`, WIDTH));
  }

  #withoutGuards(name: string, silences: readonly Silence[]): void {
    if (silences.length === 0) {
      const { root } = templateView(this.#file, this.#walk.snapshot.settings).parsed.main;
      const isEmpty = this.#file.text.trim() === '';
      const bare = isEmpty ? 'it is empty' : 'it holds nothing but definitions, assignments, checks and comments';
      this.#plain(`# ${name} renders nothing: ${holdsText(root) ? 'none of its text is reached' : bare}.`);
      return;
    }
    this.#plain(`# ${name} renders nothing, because what it prints is empty:`);
    for (const { file, span } of silences.slice(0, MOST_GUARDS)) this.#source('  ', file, span, span);
  }

  #guard(guard: Guard, depth: number): void {
    const { file, node, judgement } = guard;
    const indent = '  '.repeat(depth);
    this.#source(indent, file, node.head, { start: node.head.start, end: node.pipe.span.end }, node.kind);
    const term = termOf(judgement, node.pipe);
    if (term === undefined) return;
    const rows: Row[] = [];
    const inner: Guard[] = [];
    for (const operand of decidingOf(term)) this.#operand(guard, term, operand, rows, inner);
    this.#rows(`${indent}  `, rows);
    if (depth < DEEPEST) for (const one of inner.slice(0, MOST_GUARDS)) this.#guard(one, depth + 1);
  }

  #operand(guard: Guard, whole: Term, operand: Operand, rows: Row[], inner: Guard[]): void {
    const { term } = operand;
    const verdict = verdictOf(term);
    if (verdict !== undefined) add(rows, this.#askedRow(guard, term, verdict));
    else if (term.call !== undefined && term !== whole) add(rows, this.#row(guard, term));
    if (verdict === undefined) for (const value of valuesIn(operand)) add(rows, this.#row(guard, value));
    for (const { node, own } of includesIn(term)) {
      if (own !== whole && own !== term) add(rows, this.#row(guard, own));
      inner.push(...guardsBehind(this.#walk, guard, node));
    }
  }

  #row(guard: Guard, term: Term): Row {
    const { part } = term;
    const name = textOf(guard, term);
    const origin = term.call === undefined ? this.#origin(guard, term) : '';
    return { name, value: shown(name, part), origin, site: headOf(guard), place: part?.value };
  }

  /** The argument, and the answer in place of an origin. */
  #askedRow(guard: Guard, { call }: Term, origin: string): Row {
    const name = (call?.args ?? []).map((arg) => arg.part?.shown || textOf(guard, arg)).join(' ');
    return { name, value: '', origin, site: headOf(guard), place: undefined };
  }

  /** Who says so: the line of a values file, an object of the release, or nobody. */
  #origin({ file, node }: Guard, { node: operand, part }: Term): string {
    if (part?.value) return this.#lineOf(part.value);
    if (operand.kind === 'command') return '';
    const context = contextAt(this.#walk.snapshot, file.uri, node.pipe.span.start);
    const paths = context ? objectPaths(context.tree, operandHere(context, operand)) : [];
    const objects = new Set(paths.map(({ object }) => object));
    const [only] = objects;
    if (objects.size !== 1 || only === undefined) return '';
    if (only === 'Values') return part?.kind === 'nothing' ? 'nothing sets it' : '';
    return BUILTIN[only] ?? '';
  }

  #rows(indent: string, rows: readonly Row[]): void {
    const names = rows.map(({ name }) => cut(name, WIDEST_NAME));
    const values = rows.map(({ value }) => cut(value, WIDEST_VALUE));
    const nameWidth = Math.max(0, ...names.map((name) => name.length));
    const valueWidth = Math.max(0, ...values.map((value) => value.length));
    for (const [i, { origin, site, place }] of rows.entries()) {
      const text =
        `#${indent} ${names[i]?.padEnd(nameWidth)}  ${(valueWidth === 0 ? '' : `${values[i]?.padEnd(valueWidth)}  `) + origin}`.trimEnd();
      this.#lines.push({ text, site, value: place });
    }
  }

  /** `line 3: if .Values.ingress.enabled`, with the file's name when it is another one. */
  #source(indent: string, file: FileText, site: Span, span: Span, kind?: string): void {
    const place = { uri: file.uri, start: site.start, end: site.end };
    const where = file === this.#file ? `line ${this.#lineNumber(place)}` : this.#lineOf(place);
    const written = oneLine(file.text.slice(span.start, span.end)).replace(/^\{\{-?\s*/, '');
    const condition = kind === undefined ? oneLine(file.text.slice(span.start, span.end)) : written;
    const text = `#${indent} ${where}: ${condition}`;
    this.#lines.push({ text: cut(text, WIDTH), site: place, value: undefined });
  }

  #plain(text: string): void {
    this.#lines.push({ text, site: undefined, value: undefined });
  }

  #lineOf(place: FlatPlace): string {
    const path = relativeUri(this.#root, place.uri) ?? baseNameOf(place.uri);
    if (isAssumed(place.uri)) return 'assumed';
    if (fileAt(this.#walk.snapshot, place.uri) === undefined) return path;
    return `${path}:${this.#lineNumber(place)}`;
  }

  #lineNumber({ uri, start }: FlatPlace): number {
    let index = this.#indexes.get(uri);
    if (index === undefined) {
      index = lineIndex(fileAt(this.#walk.snapshot, uri)?.text ?? '');
      this.#indexes.set(uri, index);
    }
    return positionAt(index, start).line + 1;
  }
}

const BUILTIN: Readonly<Record<string, string>> = {
  Release: 'set by the preview',
  Capabilities: 'set by the preview',
  Chart: 'set by Chart.yaml',
};

function textOf({ file }: Guard, { start, end }: Term): string {
  return oneLine(file.text.slice(start, end));
}

function headOf({ file, node }: Guard): FlatPlace {
  return { uri: file.uri, start: node.head.start, end: node.head.end };
}

function add(rows: Row[], row: Row): void {
  if (!rows.some(({ name, value }) => name === row.name && value === row.value)) rows.push(row);
}

/** Secret texts stay unseen; whether they are empty is what matters here. */
function shown(name: string, part: JudgementPart | undefined): string {
  if (part === undefined) return '';
  if (part.kind === 'nothing') return part.value ? 'null' : 'not set';
  return part.kind === 'string' && part.holds && isSecretName(name) ? '••••' : part.shown;
}

/** What a method that is asked about the cluster or the chart's files came to. */
function verdictOf({ call, part }: Term): string | undefined {
  if (call?.name === '.Has') return part?.holds ? 'is among the API versions' : 'is not among the API versions';
  return call?.name === '.Glob' && part?.holds === false ? 'matches no file of the chart' : undefined;
}

/** The calls of named templates in a term. */
function includesIn(term: Term): { readonly own: Term; readonly node: CommandNode }[] {
  const { node, call } = term;
  const own = node.kind === 'command' && call?.name === 'include' ? [{ own: term, node }] : [];
  return [...own, ...(call?.args ?? []).flatMap(includesIn)];
}

/** Whether an action wrote something after all, into a comment for instance. */
function wrote({ text, mappings }: MappedText, { file, span }: Silence): boolean {
  return mappings.some(
    ({ start, end, caller, site }) =>
      [caller, site].some((at) => at?.uri === file.uri && span.start <= at.start && at.end <= span.end) &&
      text.slice(start, end).trim() !== '',
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
