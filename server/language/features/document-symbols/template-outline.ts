// The outline of one template: what stands in what, by their spans, since blocks and keys are two orders of one text.

import { span } from '#engine/text/span.ts';
import { type Region, regionsOf, type TagChain, tagChains } from '../../documents/regions.ts';
import { resourcesIn } from '../../documents/resources.ts';
import type { TemplateView } from '../../documents/template.ts';
import type { ResourceSource } from '../../workspace/resource-source.ts';
import type { DocumentSymbol } from '../document-symbols.ts';

type Flat = Omit<DocumentSymbol, 'children'>;

/** Resources, keys with something below them, defines, and what branches; `named`: what the last render called them. */
export function templateOutline(view: TemplateView, named: readonly ResourceSource[]): DocumentSymbol[] {
  const flat = [
    ...resources(view, named),
    ...tagChains(view).map((chain) => blockSymbol(view, chain)),
    ...keys(view),
  ].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return nested(flat);
}

interface Growing extends Flat {
  readonly children: Growing[];
}

/** A key that a block begins in and ends outside of would stand in neither, so it is left out. */
function nested(flat: readonly Flat[]): DocumentSymbol[] {
  const top: Growing[] = [];
  const open: Growing[] = [];
  for (const one of flat) {
    while (open.length > 0 && (open.at(-1) as Growing).span.end <= one.span.start) open.pop();
    const parent = open.at(-1);
    if (parent && one.span.end > parent.span.end) continue;
    const symbol: Growing = { ...one, children: [] };
    (parent?.children ?? top).push(symbol);
    open.push(symbol);
  }
  return top;
}

function resources(view: TemplateView, named: readonly ResourceSource[]): Flat[] {
  return resourcesIn(view).map(({ kind, name, span: whole, selection }) => {
    const rendered = named.find(({ span: { start } }) => start >= whole.start && start < whole.end)?.names ?? [];
    const more = rendered.length > 1 ? `+${rendered.length - 1}` : '';
    const label = rendered[0] ?? (name === '' ? kind : `${kind}/${shortened(name)}`);
    return { name: label, detail: more, kind: 'resource', span: whole, selection };
  });
}

function blockSymbol(view: TemplateView, { node, tags }: TagChain): Flat {
  const whole = span(node.head.start, Math.max(node.span.end, tags.at(-1)?.end ?? 0));
  if (node.kind === 'define' || node.kind === 'template') {
    const kind = node.kind === 'define' ? 'define' : 'block';
    return {
      name: node.name === '' ? '(no name)' : node.name,
      detail: '',
      kind,
      span: whole,
      selection: node.nameSpan,
    };
  }
  const { start, end } = node.pipe.span;
  const name = `${node.kind} ${shortened(view.file.text.slice(start, end))}`.trim();
  return { name, detail: '', kind: node.kind, span: whole, selection: node.head };
}

/** Keys with lines below them; the lines of a block scalar only look like keys. */
function keys(view: TemplateView): Flat[] {
  const { text } = view.file;
  const out: Flat[] = [];
  let scalarEnd = -1;
  const tops = new Set(resourcesIn(view).map(({ span: { start } }) => start));
  for (const { kind, span: whole } of regionsOf(view)) {
    if (kind !== 'yaml' || whole.start < scalarEnd || tops.has(whole.start)) continue;
    const line = firstLine(text, whole);
    if (/(?:^|[\s:])[|>][-+\d]*\s*(?:#.*)?$/.test(line)) scalarEnd = whole.end;
    const found = /^(?<dashes>(?:- +)*)(?<key>"[^"]*"|'[^']*'|[^\s:#{][^:{]*|\{\{.*?\}\}[^\s:]*):(?<rest>\s.*|)$/.exec(
      line,
    );
    const { dashes = '', key, rest = '' } = found?.groups ?? {};
    if (key === undefined) continue;
    const start = whole.start + dashes.length;
    const name = dashes === '' ? key : `- ${key}${rest.trim() === '' ? '' : `: ${shortened(rest)}`}`;
    out.push({ name, detail: '', kind: 'key', span: whole, selection: span(start, start + key.length) });
  }
  return out;
}

function firstLine(text: string, { start, end }: Region['span']): string {
  const at = text.indexOf('\n', start);
  return text.slice(start, at < 0 ? end : Math.min(at, end)).trimEnd();
}

const MOST_CHARACTERS = 60;

function shortened(text: string): string {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS - 1)}…` : words;
}
