// What a value is compared with: the values that schemas and comments allow, those that values files give it, and those
// that it is compared with elsewhere in the release.

import type { OperandNode } from '#engine/template/node.ts';
import type { Place } from '../../documents/place.ts';
import { type TemplateView, templateView, unwrapped, walkNodes } from '../../documents/template.ts';
import { resolved } from '../../documents/values.ts';
import { allowedValues } from '../../schema/describe.ts';
import { type Context, contextAt, type ObjectPath, objectPaths, operandHere, textHere } from '../../symbols/context.ts';
import { pathText } from '../../symbols/markdown.ts';
import { valueSchemas } from '../../symbols/value-schemas.ts';
import { valueSites } from '../../symbols/values.ts';
import { relativeUri } from '../../workspace/uri.ts';
import { type Choice, lastBehind } from './choice.ts';

/** `eq .Values.type "█"`, `eq "█" .Values.type`, `.Values.type | eq "█"`. */
export function comparedChoices(context: Context, place: Place): Choice[] {
  const texts = [...place.before.slice(1).map(({ text }) => text), place.piped, lastBehind(context, place)].filter(
    (text) => text !== '',
  );
  const paths = texts
    .flatMap((text) => pathsOf(context, text))
    .filter((found) => found.object !== undefined && found.path.length > 0);
  const out = new Map<string, Choice>();
  const add = (label: string, rank: number, detail: string) => {
    if (label === '' || label.length > 80 || label.includes('\n') || out.has(label)) return;
    out.set(label, { label, kind: 'value', detail, sort: `${rank}${String(out.size).padStart(3, '0')}` });
  };
  for (const found of paths) {
    if (found.object === 'Values') addValues(context, found, add);
    addCompared(context, found, add);
    for (const value of BUILTIN_VALUES[pathText(found.object ?? '', found.path)] ?? [])
      add(value, 0, 'always one of these');
  }
  for (const { value, texts: others } of comparisonsIn(context.view)) {
    const { start, end } = value.span;
    if (!texts.includes(context.file.text.slice(start, end))) continue;
    for (const text of others) add(text, 2, 'compared in this file');
  }
  return [...out.values()];
}

/** What the text stands for; of one that prints nothing but a value, that value. */
function pathsOf(context: Context, text: string): ObjectPath[] {
  const value = textHere(context, text);
  const printed = value.refs.flatMap((ref) => {
    const [only, ...more] = ref.kind === 'text' ? ref.parts : [];
    return typeof only === 'object' && more.length === 0 && only.how === 'text' ? [only.of] : [];
  });
  return [value, ...printed].flatMap((one) => objectPaths(context.tree, one));
}

const BUILTIN_VALUES: Readonly<Record<string, readonly string[]>> = {
  '.Release.Service': ['Helm'],
  '.Chart.Type': ['application', 'library'],
  '.Chart.APIVersion': ['v1', 'v2'],
};

type Add = (label: string, rank: number, detail: string) => void;

function addValues({ tree }: Context, { chart, path }: ObjectPath, add: Add): void {
  const sites = valueSites(tree, chart, path);
  const { files, comments } = valueSchemas(tree, chart, path, sites);
  for (const value of allowedValues([...files, ...comments])) {
    if (typeof value === 'string') add(value, 0, 'allowed by the schema');
  }
  for (const site of sites) {
    const node = resolved(site.value);
    if (node?.kind !== 'scalar' || node.isAbsent || node.resolved.type !== 'str') continue;
    add(node.text, 1, `in ${relativeUri(tree.root.folder, site.view.file.uri) ?? site.view.file.uri}`);
  }
}

interface Comparison {
  readonly value: OperandNode;
  /** The last name of it, by which those that may be meant are found. */
  readonly name: string;
  readonly texts: readonly string[];
}

const comparisons = new WeakMap<TemplateView, readonly Comparison[]>();

function addCompared(context: Context, found: ObjectPath, add: Add): void {
  const { snapshot, tree } = context;
  const last = found.path.at(-1);
  for (const file of tree.charts.flatMap((chart) => chart.templates)) {
    for (const { value, name, texts } of comparisonsIn(templateView(file, snapshot.settings))) {
      if (name !== last) continue;
      const there = contextAt(snapshot, file.uri, value.span.start);
      const isSame = there && objectPaths(tree, operandHere(there, value)).some((other) => samePath(other, found));
      if (isSame) for (const text of texts) add(text, 2, `compared in ${relativeUri(tree.root.folder, file.uri)}`);
    }
  }
}

function samePath(a: ObjectPath, b: ObjectPath): boolean {
  return (
    a.chart === b.chart &&
    a.object === b.object &&
    a.path.length === b.path.length &&
    a.path.every((step, i) => step === b.path[i])
  );
}

/** Every `eq` and `ne` of a value with texts; read once per text. */
function comparisonsIn(view: TemplateView): readonly Comparison[] {
  let known = comparisons.get(view);
  if (known !== undefined) return known;
  const out: Comparison[] = [];
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'command') return;
    const [first, ...args] = node.args.map(unwrapped);
    if (first?.kind !== 'identifier' || (first.ident !== 'eq' && first.ident !== 'ne')) return;
    const texts = args.flatMap((arg) => (arg.kind === 'string' ? [arg.text] : []));
    if (texts.length === 0) return;
    for (const value of args) {
      const name = value.kind === 'field' || value.kind === 'variable' ? value.ident.at(-1) : undefined;
      if (name !== undefined) out.push({ value, name, texts });
    }
  });
  known = out;
  comparisons.set(view, known);
  return known;
}
