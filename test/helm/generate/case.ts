// One generated case: a template, a values file and some files, made from choices; whole, or with one token broken.

import type { Item } from '../../support/render-item.ts';
import type { Choices } from './choices.ts';
import { directed } from './directed.ts';
import { expression } from './expressions.ts';
import { operand, rootScope } from './scope.ts';
import { templateText } from './template.ts';
import { values } from './values.ts';
import { anyText, literal } from './words.ts';

/** What kind of case to make. */
export type Plan =
  | { readonly kind: 'whole' }
  /** One token dropped, doubled or replaced. */
  | { readonly kind: 'broken' }
  /** One call of the function, first in the template, so that an output says that it went well. */
  | { readonly kind: 'directed'; readonly name: string };

export interface Case {
  readonly plan: Plan;
  readonly choices: Choices;
  readonly item: Item;
}

export function makeCase(plan: Plan, choices: Choices): Case {
  const { text, paths } = values(choices);
  const tpl =
    plan.kind === 'directed'
      ? directedText(choices, plan.name, paths)
      : plan.kind === 'broken'
        ? broken(choices, templateText(choices, paths))
        : templateText(choices, paths);
  return { plan, choices, item: { tpl, values: text, files: files(choices) } };
}

/** The call printed in one of the ways that show what a value is. */
function directedText(c: Choices, name: string, paths: Parameters<typeof rootScope>[0]): string {
  const define = '{{ define "d0" }}<{{ . | toJson | trunc 30 }}>{{ end }}';
  const expr = directed(c, { ...rootScope(paths), templates: ['d0'] }, name);
  const shown = c.pick([
    '',
    ' | toYaml',
    ' | toJson',
    ' | quote',
    ' | typeOf',
    ' | toYamlPretty',
    ' | printf "%#v"',
    ' | toString',
  ]);
  const piped =
    shown === '' && c.chance(1, 12) ? ` | default ${operand(expression(c, rootScope(paths), 'any', 1))}` : shown;
  return `${/"d0"/.test(expr.text) ? define : ''}{{ ${expr.text}${piped} }}`;
}

function files(c: Choices): Record<string, string> | undefined {
  if (!c.chance(1, 4)) return undefined;
  const made: Record<string, string> = {};
  for (const name of ['a.txt', 'conf/b.yaml', 'conf/c.json']) if (c.chance(2, 3)) made[name] = anyText(c);
  return made;
}

/**
 * Breaks one token. Names are never dropped or replaced: a `keys` without its `sortAlpha`, a `set` on another map would
 * make a case whose outcome is nobody's.
 */
function broken(c: Choices, tpl: string): string {
  const tokens = tokensOf(tpl);
  const at = c.below(tokens.length);
  const token = tokens[at];
  if (token === undefined) return '{{';
  const named = /^[a-zA-Z_]/.test(token) && !/^(if|else|end|range|with|define|block|template)$/.test(token);
  const way = c.pick(named ? (['double'] as const) : (['drop', 'double', 'replace'] as const));
  const other = c.pick([...JUNK, literal(c, 'x')]);
  tokens[at] = way === 'drop' ? '' : way === 'double' ? `${token}${c.pick(['', ' '])}${token}` : other;
  return tokens.join('');
}

const JUNK = [
  ...[
    '{{',
    '}}',
    '{{-',
    '-}}',
    '(',
    ')',
    '|',
    ':=',
    '=',
    '.',
    '..',
    '.x',
    '$',
    '$u',
    ',',
    '"',
    '`',
    "'",
    '/*',
    '*/',
    '-',
    '1x',
    '0x',
    '1.2.3',
    '@',
    '\n',
  ],
  ...[
    'end',
    'else',
    'else if',
    'nil',
    'true',
    'break',
    'define',
    'nope',
    'é',
    '\u00a0',
    '08',
    '1_',
    'range',
    '{{end}}',
    '{{else}}',
    '\\',
    '"\\q"',
    "''",
    "'ab'",
  ],
  ...[
    '1e400',
    '99999999999999999999',
    '$x.',
    'true.x',
    '|| ',
    ':',
    '&',
    '\u0001',
    '1i',
    '.5x',
    'env "HOME"',
    '{{define "a"}}',
    '{{block "b" .}}',
  ],
] as const;

/** The text cut into Go's tokens, roughly; every character is in one of them. */
function tokensOf(tpl: string): string[] {
  const parts = tpl.split(/(\{\{-?(?:\/\*[\s\S]*?\*\/)?|-?\}\})/);
  const tokens: string[] = [];
  let inside = false;
  for (const part of parts) {
    if (/^\{\{/.test(part)) inside = true;
    if (/\}\}$/.test(part)) inside = false;
    const cut =
      inside && !part.startsWith('{{')
        ? (part.match(/"(?:\\.|[^"\\])*"|`[^`]*`|\s+|[.$]?[\p{L}\p{Nd}_]+|[\s\S]/gu) ?? [])
        : [part];
    tokens.push(...cut.filter((token) => token !== ''));
  }
  return tokens;
}
