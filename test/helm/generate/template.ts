// Generated template texts: nested actions, variables, named templates, comments and trims around generated expressions.

import { passed } from './arguments.ts';
import type { Choices } from './choices.ts';
import { expression } from './expressions.ts';
import { reference, rootScope, type Scope, type Variable } from './scope.ts';
import type { Path, Type } from './values.ts';
import { literal } from './words.ts';

const TEXTS = [
  '\n',
  'a: ',
  '- ',
  '  ',
  'x',
  '\n\n',
  '\n  ',
  '# ',
  'é',
  ' }} ',
  '{ { ',
  '<no value>',
  '"',
  '\t',
  '\r\n',
  '---\n',
  '😀',
] as const;

const NAMES = ['x', 'y', 'z', 'é1', '_'] as const;

const TYPES: readonly (readonly [number, Type])[] = [
  ...([
    [8, 'string'],
    [3, 'int'],
    [2, 'int64'],
    [3, 'float'],
    [3, 'bool'],
    [5, 'list'],
    [5, 'dict'],
    [6, 'any'],
    [1, 'small'],
  ] as const),
  ...([
    [1, 'nil'],
    [1, 'stringmap'],
    [1, 'time'],
    [1, 'version'],
  ] as const),
];

/** A whole template file with its defines. */
export function templateText(c: Choices, paths: readonly Path[]): string {
  const scope = rootScope(paths);
  const names: string[] = [];
  const defines = c.many('node', 3, (index) => define(c, { ...scope, templates: [...names] }, names, index), [2, 5]);
  const main = body(c, { ...scope, templates: names }, 3, 8);
  return c.chance(1, 4) ? main + defines.join('') : defines.join('') + main;
}

function define(c: Choices, s: Scope, names: string[], index: number): string {
  const name = c.chance(1, 15) ? 'd0' : `d${index}`;
  const text = `${open(c)}define ${literal(c, name)}${close(c)}${body(c, s, 2, 4)}${end(c)}`;
  // A second define of a name may call what the first may, no more: no circles.
  if (!names.includes(name)) names.push(name);
  return text;
}

/** A text for `tpl`, quoted: a template of its own that sees the root. */
export function tplText(c: Choices, s: Scope): string {
  if (s.nesting > 1) return '"{{ . }}"'.replace('{{ . }}', '{{ .Release.Name }}');
  const inner: Scope = { ...rootScope(s.paths), templates: s.templates, nesting: s.nesting + 1, plain: s.plain };
  const own = c.chance(1, 6)
    ? `{{ define "t${s.nesting}" }}${body(c, inner, 1, 2)}{{ end }}{{ include "t${s.nesting}" . }}`
    : '';
  const text = own + body(c, inner, 1, 3);
  return literal(c, c.chance(1, 25) ? `${text}{{ ` : text);
}

/** Several nodes; variables declared among them are known from there on. */
function body(c: Choices, s: Scope, depth: number, most: number): string {
  let scope = s;
  const parts = c.many(
    'node',
    most,
    () => {
      const made = node(c, scope, depth);
      if (made.declares) scope = { ...scope, vars: [...scope.vars, made.declares] };
      return made.text;
    },
    [4, 5],
  );
  return parts.join('');
}

const COMMENTS = ['{{/* c */}}', '{{- /* c */ -}}', '{{/* a\n{{ b }} */}}', '{{- /**/}}', '{{/* }} */ -}}'] as const;

interface Made {
  readonly text: string;
  readonly declares?: Variable;
}

const KINDS = [
  [6, 'text'],
  [9, 'action'],
  [1, 'comment'],
  [3, 'declare'],
  [2, 'assign'],
  [2, 'set'],
] as const;

const DEEP_KINDS = [...KINDS, [3, 'if'], [3, 'with'], [4, 'range'], [1, 'template'], [1, 'block']] as const;

function node(c: Choices, s: Scope, depth: number): Made {
  const chosen = c.weighted(depth > 0 ? DEEP_KINDS : KINDS);
  switch (chosen) {
    case 'text':
      return { text: c.pick(TEXTS) };
    case 'action':
      return { text: tag(c, expression(c, s, c.weighted(TYPES), 3).text) };
    case 'comment':
      return { text: c.chance(1, 60) ? '{{ /* bad */}}' : c.pick(COMMENTS) };
    case 'declare':
      return declare(c, s);
    case 'assign':
      return assign(c, s);
    case 'set':
      return mutate(c, s);
    case 'if':
      return { text: branch(c, s, depth) };
    case 'with':
      return { text: withBranch(c, s, depth) };
    case 'range':
      return { text: range(c, s, depth) };
    case 'template':
      return { text: callTemplate(c, s) };
    case 'block':
      // What is inside is never called the same: a block that calls itself costs 100,000 levels.
      return {
        text: `${open(c)}block "b${s.nesting}_${depth}" ${passed(c, s, 1).text}${close(c)}${body(c, { ...s, vars: [], dot: 'root', inRange: false, templates: [] }, depth - 1, 3)}${end(c)}`,
      };
  }
}

function declare(c: Choices, s: Scope): Made {
  const type = c.weighted(TYPES);
  const name = c.pick(NAMES);
  return { text: tag(c, `$${name} := ${expression(c, s, type, 2).text}`), declares: { name, type } };
}

function assign(c: Choices, s: Scope): Made {
  if (s.vars.length === 0) return c.chance(1, 10) ? { text: '{{ $none = 1 }}' } : declare(c, s);
  const variable = c.pick(s.vars);
  const value = s.inRange ? grown(c, variable) : expression(c, s, variable.type, 2).text;
  return { text: tag(c, `$${variable.name} = ${value}`) };
}

/** In a loop a variable grows by a little each time: `$x = print $x $x` would end the judge. */
function grown(c: Choices, variable: Variable): string {
  switch (variable.type) {
    case 'string':
      return `printf "%s%v" $${variable.name} ${c.pick(['"-"', '1', 'nil'])}`;
    case 'list':
      return c.pick([`append $${variable.name} 1`, `prepend $${variable.name} "a"`, `rest $${variable.name}`]);
    case 'int64':
      return c.pick([`add $${variable.name} 1`, `mul $${variable.name} 3`]);
    case 'dict':
      return `merge (dict "k" 1) $${variable.name}`;
    case 'float':
      return `mulf $${variable.name} 0.5`;
    default:
      return c.pick(['1', '2', '0']);
  }
}

/** The common way to change a map: `$_ := set …`. */
function mutate(c: Choices, s: Scope): Made {
  const on = expression(c, s, 'dict', 1);
  const copied = c.chance(1, 4) ? reference(c, s, c.pick(['string', 'float', 'bool'])) : undefined;
  const value = copied ?? expression(c, { ...s, frozen: true }, 'any', 2);
  const target = on.simple ? on.text : `(${on.text})`;
  const one = value.simple ? value.text : `(${value.text})`;
  return {
    text: tag(c, `$_ := set ${target} ${literal(c, c.pick(['a', 'b', 'name', 'new', 'é']))} ${one}`),
    declares: { name: '_', type: 'dict' },
  };
}

function condition(c: Choices, s: Scope): { readonly text: string; readonly scope: Scope; readonly type: Type } {
  const type = c.weighted(TYPES);
  const text = expression(c, s, type, 2).text;
  if (!c.chance(1, 5)) return { text, scope: s, type };
  const name = c.pick(NAMES);
  return { text: `$${name} := ${text}`, scope: { ...s, vars: [...s.vars, { name, type }] }, type };
}

function branch(c: Choices, s: Scope, depth: number): string {
  const first = condition(c, s);
  let text = `${open(c)}if ${first.text}${close(c)}${inner(c, first.scope, depth)}`;
  let scope = first.scope;
  c.many(
    'node',
    2,
    () => {
      const next = condition(c, scope);
      scope = next.scope;
      text += `${open(c)}else if ${next.text}${close(c)}${inner(c, scope, depth)}`;
    },
    [1, 4],
  );
  return text + otherwise(c, scope, depth) + end(c);
}

function withBranch(c: Choices, s: Scope, depth: number): string {
  const first = condition(c, s);
  const chained = c.chance(1, 8) ? condition(c, first.scope) : undefined;
  return [
    `${open(c)}with ${first.text}${close(c)}${inner(c, { ...first.scope, dot: first.type }, depth)}`,
    chained
      ? `${open(c)}else with ${chained.text}${close(c)}${inner(c, { ...chained.scope, dot: chained.type }, depth)}`
      : '',
    otherwise(c, first.scope, depth),
    end(c),
  ].join('');
}

function otherwise(c: Choices, s: Scope, depth: number): string {
  return c.span('node', () => (c.chance(1, 3) ? `${open(c)}else${close(c)}${inner(c, s, depth)}` : ''));
}

/** Loops over lists, maps and small numbers; over what cannot be looped over now and then. */
function range(c: Choices, s: Scope, depth: number): string {
  const over = c.weighted([
    [8, 'list'],
    [6, 'dict'],
    [2, 'small'],
    [1, 'stringmap'],
    [1, 'nil'],
    [1, 'float'],
    [1, 'string'],
  ] as const);
  const on = expression(c, s, over, 2).text;
  const element: Type = over === 'small' ? 'small' : over === 'stringmap' ? 'string' : 'any';
  const first: Type = over === 'dict' || over === 'stringmap' ? 'string' : 'small';
  const [one, two] = [c.pick(NAMES), c.pick(NAMES)];
  const form = c.weighted([
    [5, 'dot'],
    [3, 'one'],
    [5, 'two'],
    [1, 'assign'],
  ] as const);
  const known = s.vars.at(-1);
  const head =
    form === 'one'
      ? `$${one} := `
      : form === 'two'
        ? `$${one}, $${two} := `
        : form === 'assign' && known && known.type !== 'small'
          ? `$${known.name} = `
          : '';
  const vars: Variable[] =
    form === 'one'
      ? [{ name: one, type: element }]
      : form === 'two'
        ? [
            { name: one, type: first },
            { name: two, type: element },
          ]
        : [];
  const scope: Scope = { ...s, vars: [...s.vars, ...vars], dot: element, inRange: true };
  return `${open(c)}range ${head}${on}${close(c)}${inner(c, scope, depth)}${otherwise(c, s, depth)}${end(c)}`;
}

function inner(c: Choices, s: Scope, depth: number): string {
  const stop = s.inRange && c.chance(1, 12) ? tag(c, c.pick(['break', 'continue'])) : '';
  return body(c, s, depth - 1, 4) + stop;
}

function callTemplate(c: Choices, s: Scope): string {
  if (s.templates.length === 0 && !c.chance(1, 8)) return c.pick(TEXTS);
  const name = s.templates.length === 0 ? 'nope' : c.pick(s.templates);
  return tag(c, `template ${literal(c, name)}${c.chance(1, 10) ? '' : ` ${passed(c, s, 1).text}`}`);
}

function tag(c: Choices, text: string): string {
  return `${open(c)}${text}${close(c)}`;
}

function open(c: Choices): string {
  return c.weighted([
    [6, '{{ '],
    [3, '{{- '],
    [1, '{{'],
    [1, '{{-\n'],
  ] as const);
}

function close(c: Choices): string {
  return c.weighted([
    [6, ' }}'],
    [2, ' -}}'],
    [1, '\n-}}'],
    [1, '  }}'],
  ] as const);
}

function end(c: Choices): string {
  return tag(c, 'end');
}
