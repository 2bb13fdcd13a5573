// Where a message of `helm lint` stands in the editor: the file and line behind what helm names by a path or not at all.

import { type Span, span } from '#engine/text/span.ts';
import { entryOf, readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { placesOf, valuesView } from '../../documents/values.ts';
import { nearestSpan, spanOf } from '../../schema/violation.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { type FileText, fileAt } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import type { HelmLintCode, HelmLintMessage } from '../helm/lint.ts';
import { writerOfLine } from '../rendered-line.ts';
import type { ChartContext } from '../rule.ts';
import type { HelmLint } from './messages.ts';

export interface LintPlace {
  readonly uri: string;
  readonly span: Span;
  readonly related?: Finding['related'] | undefined;
  /** Helm's path stands before the message, since the file is another one. */
  readonly named: boolean;
}

/** The message's place; what is about no file that there is stands on the name in Chart.yaml. */
export function placeOf(
  context: Pick<ChartContext, 'snapshot' | 'root'>,
  lint: HelmLint,
  message: HelmLintMessage,
): LintPlace {
  const { snapshot, root } = context;
  const { code, place } = message;
  const file = place?.source ? fileAt(snapshot, place.source) : undefined;
  if (file === undefined) {
    const uri = place?.source || joinUri(root, 'Chart.yaml');
    const known = fileAt(snapshot, uri);
    return { uri, span: known ? nameSpan(known, []) : span(0, 0), named: NAMED.has(code) };
  }
  if (place?.rendered) return renderedPlace(context, lint, file, message, place.rendered);
  if (place?.span) return { uri: file.uri, span: lineOf(file, place.span, code), named: false };
  const isChartYaml = file.uri === joinUri(root, 'Chart.yaml');
  const whole = isChartYaml ? (namedKey(file, message) ?? nameSpan(file, KEYS[code] ?? [])) : firstLine(file);
  return { uri: file.uri, span: whole, named: false };
}

/** Messages that make no sense without the path in front of them. */
const NAMED: ReadonlySet<HelmLintCode> = new Set([
  'helm-values-missing',
  'helm-templates-folder',
  'helm-crds-folder',
  'helm-render',
  'helm-values-file',
  'helm-values-schema',
]);

/** The keys of Chart.yaml that messages about the whole file are about. */
const KEYS: Readonly<Partial<Record<HelmLintCode, readonly string[]>>> = {
  'helm-dependencies-undeclared': ['dependencies'],
  'helm-dependencies-repeated': ['dependencies'],
  'helm-dependencies-missing': ['dependencies'],
};

/** The key that Helm 4's strict reading complains about, wherever it stands; the last one of that name. */
function namedKey(file: FileText, { code, message }: HelmLintMessage): Span | undefined {
  const name = code === 'helm-chart-strict' ? /(?:field|key) "([^"]+)"/.exec(message)?.[1] : undefined;
  const find = (node: YamlNode | null): Span | undefined => {
    if (node?.kind === 'list') return node.items.map(find).findLast((found) => found !== undefined);
    if (node?.kind !== 'map') return undefined;
    const own = node.entries.findLast(({ key }) => key.kind === 'scalar' && key.text === name)?.key;
    const inner = () => node.entries.map(({ value }) => find(value)).findLast((found) => found !== undefined);
    return own ? span(own.start, own.end) : inner();
  };
  return name === undefined ? undefined : find(valuesView(file).tree.root);
}

/** The key of Chart.yaml, else its name, else its first line. */
function nameSpan(file: FileText, path: readonly string[]): Span {
  const view = valuesView(file);
  if (path.length > 0 && placesOf(view, path).length > 0) return nearestSpan(view, path);
  return spanOf(view, { path: ['name'], what: 'value' }) ?? firstLine(file);
}

function firstLine({ text }: FileText): Span {
  const start = text.search(/\S|$/);
  const line = (/^[^\r\n]*/.exec(text.slice(start)) as RegExpExecArray)[0];
  return span(start, start + line.trimEnd().length);
}

/** A span of several lines is told on its first; of a CRD that is the line with what is wrong. */
function lineOf(file: FileText, { start, end }: Span, code: HelmLintCode): Span {
  const key = KEY_OF_MANIFEST[code];
  const text = file.text.slice(start, end);
  const node = key && nodeAt(text, key);
  const from = start + (node ? node.start : Math.min(text.search(/\S|$/), text.length));
  const to = node ? start + node.end : end;
  const line = (/^[^\r\n]*/.exec(file.text.slice(from, to)) as RegExpExecArray)[0];
  return span(from, from + line.trimEnd().length);
}

/** Where in a manifest it is that a message complains about. */
const KEY_OF_MANIFEST: Readonly<Partial<Record<HelmLintCode, readonly string[]>>> = {
  'helm-manifest-name': ['metadata', 'name'],
  'helm-manifest-deprecated': ['apiVersion'],
  'helm-manifest-selector': ['kind'],
  'helm-manifest-list': ['kind'],
  'helm-crd-api-version': ['apiVersion'],
  'helm-crd-kind': ['kind'],
};

/** The value at the path in a manifest's text, or as much of the way to it as there is. */
function nodeAt(text: string, path: readonly string[]): YamlNode | undefined {
  let node: YamlNode | null = readTree(text).root;
  let found: YamlNode | undefined;
  for (const step of path) {
    const entry = node?.kind === 'map' ? entryOf(node, step) : undefined;
    if (entry === undefined) break;
    node = entry.value;
    found = node.kind === 'scalar' && node.end > node.start ? node : entry.key;
  }
  return found;
}

function renderedPlace(
  { snapshot }: Pick<ChartContext, 'snapshot' | 'root'>,
  lint: HelmLint,
  file: FileText,
  { code }: HelmLintMessage,
  rendered: Span,
): LintPlace {
  const output = lint.output(file.uri);
  const text = output?.text.slice(rendered.start, rendered.end) ?? '';
  const at = rendered.start + offsetIn(text, code);
  const written = output && writerOfLine(snapshot, { output }, rendered.start, at);
  return written ? { ...written, named: false } : { uri: file.uri, span: firstLine(file), named: false };
}

function offsetIn(text: string, code: HelmLintCode): number {
  const first = Math.max(0, text.search(/\S/));
  if (code === 'helm-manifest-indent') return first;
  if (code === 'helm-manifest-yaml') return readTree(text).error?.span.start ?? first;
  return nodeAt(text, KEY_OF_MANIFEST[code] ?? [])?.start ?? contentStart(text, first);
}

/** Behind comments and the document's own marks. */
function contentStart(text: string, first: number): number {
  return readTree(text).root?.start ?? first;
}
