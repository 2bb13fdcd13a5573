// Into which fields of Kubernetes objects templates print a value whole, so that what may stand in the field may be the value.

import type { BranchNode, Node } from '#engine/template/node.ts';
import { actionAt, nodesAt, type TemplateView, walkNodes } from '../../documents/template.ts';
import { schemaPlace } from '../../schema/kubernetes/place.ts';
import type { SchemaNode } from '../../schema/kubernetes/schema-node.ts';
import type { FileText } from '../../workspace/snapshot.ts';
import type { ChartNode } from '../charts.ts';
import { fieldCursor } from '../fields/field-cursor.ts';
import { type FieldWorld, fieldPlaces } from '../fields/field-places.ts';
import { valueUses, viewIn } from '../occurrences.ts';
import { isLastPart } from './uses.ts';

/** The schemas of one field that a value is printed into as YAML; none where no use says so, or uses disagree. */
export function printedFields(
  world: FieldWorld,
  chart: ChartNode,
  path: readonly (string | number)[],
): readonly SchemaNode[] {
  let fields: readonly SchemaNode[] = [];
  for (const use of valueUses(world.snapshot, chart, path).slice(0, MOST_USES)) {
    const { word, tree, file } = use;
    if (use.isWrite || word.embedded !== undefined || !isLastPart(word.name)) continue;
    const view = viewIn(world.snapshot, tree, file);
    for (const offset of printsAt(view, word.name.span.start)) {
      const found = fieldAt(world, view, offset);
      if (found.length === 0) continue;
      if (fields.length > 0 && !found.some((node) => fields.includes(node))) return [];
      fields = found;
    }
  }
  return fields;
}

const MOST_USES = 8;

const printedIn = new WeakMap<FileText, ReadonlySet<string>>();

/** The last keys of all paths that a template may print as YAML: none of its other words need be looked at. */
export function printedWords(file: FileText): ReadonlySet<string> {
  let words = printedIn.get(file);
  if (words === undefined) {
    words = new Set(
      [...file.text.matchAll(PRINTED)].flatMap((match) => match.slice(1).filter((word) => word !== undefined)),
    );
    printedIn.set(file, words);
  }
  return words;
}

const PRINTED =
  /toYaml \$?(?:\.\w+)*?\.([A-Za-z_]\w*)(?![\w.])|\.([A-Za-z_]\w*) \| toYaml|\bwith\s[^}]*?\.([A-Za-z_]\w*)\s*-?\}\}/g;

/** Where actions begin that print the value at an offset as YAML: the one it stands in, or those inside its `with`. */
function printsAt(view: TemplateView, offset: number): number[] {
  const nodes = nodesAt(view, offset);
  const head = nodes.findLast((node): node is BranchNode => node.kind === 'with');
  if (head !== undefined && isWhole(view, head.pipe, offset)) {
    const out: number[] = [];
    walkNodes(head.list, (node) => {
      if (node.kind === 'action' && DOT.test(textOf(view, node))) out.push(node.span.start);
    });
    return out;
  }
  const action = nodes.findLast((node) => node.kind === 'action');
  return action !== undefined && PATH.test(textOf(view, action)) ? [action.span.start] : [];
}

/** `toYaml . | nindent 8` and its like, with or without `tpl` around it. */
const DOT = /^\s*(?:toYaml \.|\. \| toYaml|tpl \(toYaml \.\) \$)(?: \| (?:nindent|indent|trim)(?: \d+)?)*\s*$/;
const PATH =
  /^\s*(?:toYaml \$?(?:\.[A-Za-z_]\w*)+|\$?(?:\.[A-Za-z_]\w*)+ \| toYaml|tpl \(toYaml \$?(?:\.[A-Za-z_]\w*)+\) [$.])(?: \| (?:nindent|indent|trim)(?: \d+)?)*\s*$/;

function textOf({ file: { text } }: TemplateView, { span }: Pick<Node, 'span'>): string {
  return text.slice(span.start, span.end).replace(/^\{\{-?|-?\}\}$/g, '');
}

/** The value is all that the head says. */
function isWhole(view: TemplateView, { span }: Pick<Node, 'span'>, offset: number): boolean {
  const text = view.file.text.slice(span.start, span.end);
  return span.start <= offset && offset <= span.end && /^\s*\$?(?:\.[A-Za-z_]\w*)+\s*$/.test(text);
}

/** The schemas of the key that an action's text belongs to: before it in its line, or alone in a line above. */
function fieldAt(world: FieldWorld, view: TemplateView, start: number): readonly SchemaNode[] {
  const key = keyBefore(view, start);
  const found = key && fieldCursor(view, key.start);
  if (key === undefined || found?.cursor.kind !== 'key') return [];
  const places = fieldPlaces(world, { ...found, path: [...found.cursor.path, key.name] });
  const known = places.map(({ root, head, path }) => schemaPlace(root, head, path, world.lookup).nodes);
  const [first = []] = known;
  return known.every((nodes) => nodes.length === first.length && nodes.every((node, i) => node === first[i]))
    ? first
    : [];
}

const KEY_LINE = /^([ ]*(?:- )*)([A-Za-z][\w.-]*):[ \t]*\r?$/;

function keyBefore(
  { file }: TemplateView,
  start: number,
): { readonly start: number; readonly name: string } | undefined {
  const { text } = file;
  const open = text.lastIndexOf('{{', start);
  let end = open;
  let lineStart = text.lastIndexOf('\n', end - 1) + 1;
  // Lines of tags alone stand between a key and what is printed below it.
  for (let line = text.slice(lineStart, end); ; line = text.slice(lineStart, end)) {
    const match = KEY_LINE.exec(line);
    if (match) return { start: lineStart + (match[1] as string).length, name: match[2] as string };
    if (lineStart === 0 || !/^\s*(?:\{\{-?\s*(?:with|if)\b[^}]*\}\}\s*)?$/.test(line)) return undefined;
    end = lineStart - 1;
    lineStart = end <= 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    if (actionAt(file, end) !== undefined) return undefined;
  }
}
