// Completions behind a dot: keys of values, fields of built-in objects, entries of dicts.

import { type Span, span, touches } from '#engine/text/span.ts';
import type { Place } from '../../documents/place.ts';
import { entriesOf, resolved, type Step, shortValue } from '../../documents/values.ts';
import { typesOf, typeText } from '../../schema/describe.ts';
import { builtinValue, chartYamlPlace } from '../../symbols/builtin-value.ts';
import { type Builtin, builtinFields } from '../../symbols/builtins.ts';
import type { ChartNode, ChartTree } from '../../symbols/charts.ts';
import { type Context, dotHere, type ObjectPath, objectPaths, rootHere, textHere } from '../../symbols/context.ts';
import { type HelperParameter, isRootKey, parametersOf } from '../../symbols/helper-parameters.ts';
import { indexed } from '../../symbols/indexed.ts';
import { builtinMarkdown, isIdentifier, pathText } from '../../symbols/markdown.ts';
import { templateIndex } from '../../symbols/templates.ts';
import { type Possible, TOP } from '../../symbols/value.ts';
import { schemaKeys } from '../../symbols/value-schemas.ts';
import { childKeys, type ValueSite } from '../../symbols/values.ts';
import type { CompletionItem } from './item.ts';
import { readElsewhere } from './read-elsewhere.ts';
import { keysSetOnRoot, type ResultMember, resultMembers } from './result-members.ts';
import { valueDetail, valueDocument } from './value-document.ts';

/** A member of something, before it is known how it will be inserted. */
export interface Member {
  readonly name: string;
  readonly kind: CompletionItem['kind'];
  readonly detail: string | undefined;
  /** Makes its Markdown. */
  readonly document?: (() => string) | undefined;
  /** For methods with an argument: what is inserted behind the dot. */
  readonly snippet?: string | undefined;
  /** Less likely than its siblings. */
  readonly isLate?: boolean | undefined;
  /** Its place among its siblings, which have one as well; without one names are sorted. */
  readonly order?: number | undefined;
}

/** The completions of `target.word`. */
export function memberItems(context: Context, place: Place): CompletionItem[] {
  if (/[^\s()]-[^\s()]*$/.test(place.target)) return indexedItems(context, place);
  const value = place.target === '' ? dotHere(context) : textHere(context, place.target);
  const word = context.file.text.slice(place.replace.start, place.replace.end);
  const isTyped = ({ name }: Member) => name === word && isReadHereAlone(context, place, name);
  const told = membersOf(context, value);
  const names = new Set(told.map(({ name }) => name));
  const more = [...wantedMembers(context, place, value), ...setMembers(context, value)];
  const members = [...told, ...more.filter(({ name }) => !names.has(name))].filter((member) => !isTyped(member));
  if (members.length === 0) members.push(...resultMembers(context, place.target).map(resultMember));
  const items = members.map((member) => memberItem(context, place, member));
  items.push(...readItems(context, place, value, new Set(members.map(({ name }) => name))));
  const all = place.target === '' ? [...items, ...rootItems(context, place, value)] : items;
  // Editors take what is replaced on one line alone.
  const isOnOneLine = !context.file.text.slice(place.targetStart, place.replace.end).includes('\n');
  return isOnOneLine ? all : all.filter(({ replace }) => replace === place.replace);
}

/** Behind `.Values.my-key.`, which Go cannot read: what stands there is written with `index` together with what is chosen. */
function indexedItems(context: Context, place: Place): CompletionItem[] {
  const { target, targetStart, replace } = place;
  if (!/^\$?[\p{L}\p{Nd}_]*(?:\.[\p{L}\p{N}_-]+)+$/u.test(target)) return [];
  const written = indexed(target);
  const lead = context.file.text.slice(targetStart, replace.start);
  return membersOf(context, textHere(context, written)).map((member): CompletionItem => {
    const { name, kind, detail, document } = member;
    const insert = isIdentifier(name) ? `${written}.${name}` : indexOf(written, name);
    const sort = `0${memberSort(member)}`;
    const whole = span(targetStart, replace.end);
    return { label: name, kind, detail, document, replace: whole, insert, filter: `${lead}${name}`, sort };
  });
}

/** A root object to which templates add keys of their own. */
function setMembers(context: Context, value: Possible): Member[] {
  if (!hasRoot(context, value)) return [];
  return [...keysSetOnRoot(context)].map((name) => plainMember(name, 'set by a template of the chart'));
}

function resultMember({ name, detail }: ResultMember): Member {
  return { name, kind: 'field', detail };
}

/** Below values: keys that templates read as well, and that nobody sets. */
function readItems(context: Context, place: Place, value: Possible, known: ReadonlySet<string>): CompletionItem[] {
  if (!objectPaths(context.tree, value).some(({ object }) => object === 'Values')) return [];
  const names = [...readElsewhere(context, place, value)].filter((name) => !known.has(name));
  const detail = 'read in templates, set by no values file';
  return names.map((name) => ({ ...memberItem(context, place, { name, kind: 'value', detail }), sort: `0~${name}` }));
}

/** A key that this very place alone reads, in a template that nobody calls: it is being typed, and nothing says that there is one. */
function isReadHereAlone(context: Context, place: Place, name: string): boolean {
  const { snapshot, tree, scope } = context;
  if (scope.body === undefined || templateIndex(snapshot, tree).callersOf(scope.body.name).length > 0) return false;
  const key = parametersOf(snapshot, tree, scope.body.name).keys.find((one) => one.name === name);
  return key !== undefined && key.reads === 1 && isAt(context, place, key);
}

function isAt({ file }: Context, { replace }: Place, { site }: HelperParameter): boolean {
  return site.file === file && touches(site.span, replace.start);
}

/** In a helper that is given a dict: keys that it reads elsewhere and that no caller hands over. */
function wantedMembers(context: Context, place: Place, value: Possible): Member[] {
  const { body, dot } = context.scope;
  if (body === undefined || !value.refs.some((ref) => ref.kind === 'dict')) return [];
  if (place.target !== '$' && (place.target !== '' || dot !== TOP)) return [];
  const given = new Set(value.refs.flatMap((ref) => (ref.kind === 'dict' ? [...ref.entries.keys()] : [])));
  return parametersOf(context.snapshot, context.tree, body.name)
    .keys.filter((key) => {
      const isRoot = isRootKey(key.name) && objectPaths(context.tree, value).length > 0;
      return !given.has(key.name) && !isRoot && !(key.reads === 1 && isAt(context, place, key));
    })
    .map(({ name }) => plainMember(name, 'read in this template, and handed in by nobody'));
}

/** Every member of what the value may be; one that several possibilities share is shown as the first one has it. */
export function membersOf(context: Context, value: Possible): Member[] {
  const out = new Map<string, Member>();
  const add = (member: Member) => {
    if (!out.has(member.name)) out.set(member.name, member);
  };
  // A helper that is given a dict reads its keys, whatever else it may be given.
  const isDict = value.refs[0]?.kind === 'dict';
  for (const found of objectPaths(context.tree, value)) {
    const isLate = isDict && found.object === undefined;
    for (const member of pathMembers(context, found)) add(isLate ? { ...member, isLate } : member);
  }
  for (const ref of value.refs) {
    if (ref.kind === 'dict') for (const [name, entry] of ref.entries) add(dictMember(context, name, entry));
  }
  return [...out.values()];
}

/** A key of a dict: what it stands for, when it is a value. */
function dictMember({ tree }: Context, name: string, entry: Possible): Member {
  const [found] = objectPaths(tree, entry);
  if (found === undefined) return plainMember(name, 'key of the dict handed in');
  const { object, path } = found;
  return plainMember(name, object === undefined ? 'the root object' : pathText(object, path));
}

function pathMembers(context: Context, found: ObjectPath): Member[] {
  const { chart, object, path } = found;
  if (object === 'Values') return valueMembers(context, found);
  if (object === 'Subcharts' && path.length === 0) {
    return chart.subcharts
      .flatMap((sub) => sub.keys)
      .map((name) => plainMember(name, `root object of the chart ${name}`));
  }
  // The files that a pattern matches have the same methods.
  const isMatched = object === 'Files' && path.length === 2 && path[0] === 'Glob';
  const steps = object === undefined ? [] : isMatched ? [object] : [object, ...path];
  const members = builtinFields(steps).map((builtin, order) => ({
    ...builtinMember(context, found, builtin),
    order,
  }));
  const place = members.length === 0 && object === 'Chart' ? chartYamlPlace(context.snapshot, found) : undefined;
  if (place === undefined) return members;
  return entriesOf(place).map((entry) => plainMember(String(entry.path.at(-1)), shortValue(place.view, entry.value)));
}

function plainMember(name: string, detail: string): Member {
  return { name, kind: 'field', detail };
}

/** Keys that files set, subcharts, and keys that schemas and comments name. */
function valueMembers({ tree }: Context, { chart, path }: ObjectPath): Member[] {
  const keys = childKeys(tree, chart, path);
  const out = [...keys].map(([name, sites]) => valueMember(tree, chart, path, name, sites));
  for (const [name, schemas] of schemaKeys(tree, chart, path)) {
    if (keys.has(name)) continue;
    const detail = typeText(schemas) || 'named by the schema';
    const document = () => valueDocument(tree, chart, [...path, name], []);
    out.push({ name, kind: typesOf(schemas).includes('object') ? 'object' : 'value', detail, document });
  }
  return out;
}

function valueMember(
  tree: ChartTree,
  chart: ChartNode,
  path: readonly Step[],
  name: string,
  sites: readonly ValueSite[],
): Member {
  const [winner] = sites;
  if (winner === undefined) return { name, kind: 'object', detail: 'values of a subchart' };
  const node = resolved(winner.value);
  return {
    name,
    kind: node?.kind === 'map' ? 'object' : 'value',
    detail: valueDetail(name, winner),
    document: () => valueDocument(tree, chart, [...path, name], sites),
  };
}

function builtinMember(context: Context, found: ObjectPath, builtin: Builtin): Member {
  const [object = builtin.name, ...rest] = found.object === undefined ? [] : [found.object, ...found.path];
  const path = found.object === undefined ? [] : [...rest, builtin.name];
  const value = found.object === undefined ? undefined : builtinValue(context.snapshot, { ...found, path });
  return {
    name: builtin.name,
    kind: builtin.fields || found.object === undefined ? 'object' : 'field',
    detail: builtin.isMethod ? builtin.type : (value ?? builtin.type),
    document: () => builtinMarkdown(pathText(String(object), path), builtin, value),
    // A method that takes a text is of no use without one.
    snippet: builtin.isMethod && !builtin.type.includes('()') ? `${builtin.name} "$1"` : undefined,
  };
}

function memberItem(context: Context, place: Place, member: Member): CompletionItem {
  const { name, kind, detail, document, snippet } = member;
  const sort = `0${member.isLate ? '~' : ''}${memberSort(member)}`;
  if (isIdentifier(name)) {
    const isSnippet = snippet !== undefined;
    return { label: name, kind, detail, document, replace: place.replace, insert: snippet ?? name, isSnippet, sort };
  }
  const whole: Span = span(place.targetStart, place.replace.end);
  const filter = `${context.file.text.slice(place.targetStart, place.replace.start)}${name}`;
  const insert = indexOf(place.target, name);
  return { label: name, kind, detail, document, replace: whole, insert, filter, sort };
}

/** Built-in objects come as they are used, and keys by their names. */
export function memberSort({ name, order }: Member): string {
  return order === undefined ? name : `!${String(order).padStart(2, '0')}`;
}

/** A key that cannot stand behind a dot: `(index .Values.a "my-key")`; behind such an index it is one more key. */
export function indexOf(target: string, key: string): string {
  const quoted = JSON.stringify(key);
  const inner = /^\(index (.*)\)$/.exec(target)?.[1];
  if (inner !== undefined && !/[()]/.test(inner)) return `(index ${inner} ${quoted})`;
  return `(index ${target === '' ? '.' : target} ${quoted})`;
}

/** Where the dot is something else, the root's fields are had through `$`. */
function rootItems(context: Context, place: Place, dot: Possible): CompletionItem[] {
  if (hasRoot(context, dot)) return [];
  const root = rootHere(context);
  if (!hasRoot(context, root)) return [];
  return membersOf(context, root).map((member) => {
    const { name, kind, detail, document } = member;
    const replace = span(place.targetStart, place.replace.end);
    const insert = `$.${name}`;
    return {
      label: insert,
      kind,
      detail,
      document,
      replace,
      insert,
      filter: `.${name}`,
      sort: `1${memberSort(member)}`,
    };
  });
}

/** Whether a chart's root object is among the possibilities. */
export function hasRoot(context: Context, value: Possible): boolean {
  return objectPaths(context.tree, value).some(({ object }) => object === undefined);
}
