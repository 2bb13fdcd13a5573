// What kind of value an expression gives, as far as text, records and values files tell.

import type { OperandNode, PipeNode } from '#engine/template/node.ts';
import { functionsOf } from '../documents/functions.ts';
import { parseExpression, unwrapped } from '../documents/template.ts';
import { resolved } from '../documents/values.ts';
import { builtinAt } from './builtins.ts';
import { type Context, type ObjectPath, objectPaths, pipeHere } from './context.ts';
import { valueSites } from './values.ts';

/** `text` is YAML, or what a template prints: of several lines, as a rule. */
export type Given = 'text' | 'string' | 'number' | 'bool' | 'list' | 'map' | 'time' | 'unknown';

/** What the expression gives; `unknown` when nothing is known, or it may be several things. */
export function givenBy(context: Context, text: string): Given {
  const pipe = text === '' ? undefined : parseExpression(text, context.snapshot.settings);
  return pipe ? givenByPipe(context, pipe) : 'unknown';
}

/** Go's name of a type as one of ours. */
export function kindOfResult(type: string): Given {
  if (type === 'string') return 'string';
  if (type === 'bool') return 'bool';
  if (/^(u?int|float)\d*$/.test(type)) return 'number';
  if (type.startsWith('[]')) return 'list';
  if (type.startsWith('map[')) return 'map';
  return type === 'time.Time' ? 'time' : 'unknown';
}

/** Functions and methods that print several lines. */
const TEXTS: ReadonlySet<string> = new Set(
  'include tpl toYaml toToml toPrettyJson indent nindent AsConfig AsSecrets Get'.split(' '),
);

function givenByPipe(context: Context, pipe: PipeNode): Given {
  const [first, ...rest] = pipe.cmds.at(-1)?.args ?? [];
  if (first === undefined) return 'unknown';
  const node = unwrapped(first);
  if (node.kind === 'pipe' && rest.length === 0) return givenByPipe(context, node);
  if (node.kind === 'identifier') {
    if (TEXTS.has(node.ident)) return 'text';
    const kind = kindOfResult(functionsOf(context.snapshot.settings).get(node.ident)?.result ?? '');
    if (kind !== 'unknown') return kind;
  } else if (rest.length > 0) {
    const name = node.kind === 'field' || node.kind === 'variable' ? node.ident.at(-1) : undefined;
    return name === 'Lines' ? 'list' : name === 'Has' ? 'bool' : TEXTS.has(name ?? '') ? 'text' : 'unknown';
  }
  return literalKind(node) ?? valueKind(context, pipe);
}

function literalKind(node: OperandNode): Given | undefined {
  switch (node.kind) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'bool':
      return 'bool';
    default:
      return undefined;
  }
}

function valueKind(context: Context, pipe: PipeNode): Given {
  const value = pipeHere(context, pipe);
  for (const ref of value.refs) {
    if (ref.kind === 'dict') return 'map';
    if (ref.kind === 'text') return 'string';
    if (ref.kind === 'list') return 'list';
    const [found] = objectPaths(context.tree, { refs: [ref], complete: true });
    const kind = found && pathKind(context, found);
    if (kind !== undefined && kind !== 'unknown') return kind;
  }
  return 'unknown';
}

function pathKind({ tree }: Context, { chart, object, path }: ObjectPath): Given {
  if (object !== 'Values') {
    if (object === 'Files' && /^As(Config|Secrets)$/.test(String(path.at(-1)))) return 'text';
    const builtin = object === undefined ? undefined : builtinAt([object, ...path]);
    return builtin ? kindOfResult(builtin.type) : 'unknown';
  }
  for (const site of valueSites(tree, chart, path)) {
    const node = resolved(site.value);
    if (node?.kind === 'map') return 'map';
    if (node?.kind === 'list') return 'list';
    if (node === null || node.isAbsent) continue;
    const { type } = node.resolved;
    if (type === 'str') return 'string';
    if (type === 'bool') return 'bool';
    if (type === 'int' || type === 'float') return 'number';
  }
  return 'unknown';
}
