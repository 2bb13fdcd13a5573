// Every place that names one variable: its declaration, assignments and uses, by Go's scopes.

import type { VariableNode } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { type TemplateView, walkNodes } from '../../documents/template.ts';
import { scopeAt, type Variable } from '../scope.ts';

export interface VariableOccurrence {
  /** With its `$`. */
  readonly span: Span;
  readonly kind: 'declaration' | 'assignment' | 'use';
  /** What it belongs to; undefined: it is declared nowhere. */
  readonly declaration: VariableNode | undefined;
}

const memo = new WeakMap<TemplateView, ReadonlyMap<string, readonly VariableOccurrence[]>>();

/** The places of one variable, in the order of the text; the declaration is the first. */
export function variableOccurrences(
  view: TemplateView,
  variable: Pick<Variable, 'name' | 'declaration'>,
): VariableOccurrence[] {
  return variablesNamed(view, variable.name).filter(({ declaration }) => declaration === variable.declaration);
}

/** The places of every variable with a name, `$` included. */
export function variablesNamed(view: TemplateView, name: string): readonly VariableOccurrence[] {
  let byName = memo.get(view);
  if (byName === undefined) memo.set(view, (byName = read(view)));
  return byName.get(name) ?? [];
}

/** The names of all variables that a text declares or uses. */
export function variableNames(view: TemplateView): string[] {
  variablesNamed(view, '');
  return [...(memo.get(view)?.keys() ?? [])];
}

function read(view: TemplateView): Map<string, VariableOccurrence[]> {
  const out = new Map<string, VariableOccurrence[]>();
  const declared = new Map<VariableNode, 'declaration' | 'assignment'>();
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind === 'pipe')
      for (const name of node.decl) declared.set(name, node.isAssign ? 'assignment' : 'declaration');
    if (node.kind !== 'variable') return;
    const [name = ''] = node.ident;
    const [own] = node.parts;
    if (own === undefined) return;
    const kind = declared.get(node) ?? 'use';
    const declaration = kind === 'declaration' ? node : scopeAt(view, node.span.start).variables.get(name)?.declaration;
    const list = out.get(name);
    const found: VariableOccurrence = { span: own, kind, declaration };
    if (list) list.push(found);
    else out.set(name, [found]);
  });
  for (const list of out.values()) list.sort((a, b) => a.span.start - b.span.start);
  return out;
}
