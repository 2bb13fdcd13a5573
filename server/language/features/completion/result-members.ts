// Fields of what functions give: certificates, versions, parts of URLs, objects that a cluster is asked for.

import type { PipeNode } from '#engine/template/node.ts';
import { functionsOf } from '../../documents/functions.ts';
import { parseExpression, type TemplateView, templateView, unwrapped, walkNodes } from '../../documents/template.ts';
import type { Context } from '../../symbols/context.ts';

export interface ResultMember {
  readonly name: string;
  readonly detail: string;
}

/** The fields of an expression that a function's call gives, or of a variable that holds one; none for other expressions. */
export function resultMembers(context: Context, target: string): readonly ResultMember[] {
  const variable = context.scope.variables.get(target);
  const pipe = variable
    ? variable.source === 'value'
      ? variable.pipe
      : undefined
    : target.endsWith(')')
      ? parseExpression(target, context.snapshot.settings)
      : undefined;
  return pipe ? membersOfPipe(context, pipe) : [];
}

function membersOfPipe(context: Context, pipe: PipeNode): readonly ResultMember[] {
  const first = pipe.cmds.at(-1)?.args[0];
  const node = first && unwrapped(first);
  if (node?.kind === 'pipe') return membersOfPipe(context, node);
  if (node?.kind !== 'identifier') return [];
  const byName = BY_FUNCTION[node.ident];
  if (byName) return byName;
  return BY_TYPE[functionsOf(context.snapshot.settings).get(node.ident)?.result ?? ''] ?? [];
}

function all(detail: string, names: string): ResultMember[] {
  return names.split(' ').map((name) => ({ name, detail }));
}

const BY_TYPE: Readonly<Record<string, readonly ResultMember[]>> = {
  'sprig.certificate': [
    { name: 'Cert', detail: 'the certificate, PEM' },
    { name: 'Key', detail: 'its private key, PEM' },
  ],
  '*semver.Version': [
    ...all('number', 'Major Minor Patch'),
    ...all('text', 'Prerelease Metadata Original'),
    ...all('version', 'IncMajor IncMinor IncPatch'),
  ],
};

const BY_FUNCTION: Readonly<Record<string, readonly ResultMember[]>> = {
  urlParse: all('part of the URL', 'scheme host hostname path query opaque fragment userinfo'),
  lookup: [
    ...all('of an object; absent where there is no cluster', 'metadata data spec status kind apiVersion'),
    { name: 'items', detail: 'of a list: what `lookup` gives when the name is empty' },
  ],
};

const setKeys = new WeakMap<TemplateView, ReadonlySet<string>>();

/** Keys that some template of the chart puts into its dot or root: `set . "mode" "x"`. */
export function keysSetOnRoot({ chart, snapshot }: Context): Set<string> {
  const out = new Set<string>();
  for (const file of chart.templates) {
    if (!file.text.includes('set ')) continue;
    for (const key of keysSetIn(templateView(file, snapshot.settings))) out.add(key);
  }
  return out;
}

function keysSetIn(view: TemplateView): ReadonlySet<string> {
  let known = setKeys.get(view);
  if (known !== undefined) return known;
  const found = new Set<string>();
  walkNodes(view.parsed.main.root, (node) => {
    if (node.kind !== 'command') return;
    const [name, base, key] = node.args.map(unwrapped);
    if (name?.kind !== 'identifier' || name.ident !== 'set' || key?.kind !== 'string' || key.text === '') return;
    if (base?.kind === 'dot' || (base?.kind === 'variable' && base.ident.length === 1 && base.ident[0] === '$'))
      found.add(key.text);
  });
  known = found;
  setKeys.set(view, known);
  return known;
}
