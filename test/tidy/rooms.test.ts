// The laws of docs/architecture.md that the compiler does not see: who imports whom, headers, lengths, what lies where.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const sources = files.filter((file) => /^(server|client)\/.*\.ts$/.test(file));
const code = sources.filter((file) => !/\.(test|fixture)\.ts$/.test(file));
const texts = new Map(
  files.filter((file) => /\.(ts|mts|mjs)$/.test(file)).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);

/** Rooms, the longest prefix first, with the packages and rooms that each may import. */
const ROOMS: readonly { readonly room: string; readonly packages: RegExp; readonly rooms: readonly string[] }[] = [
  { room: 'server/engine', packages: /^(re2js|fflate|@noble\/hashes\/.+|bcryptjs)$/, rooms: [] },
  {
    room: 'server/language',
    packages: /^(yaml|fflate|ajv(\/.+)?)$/,
    rooms: ['server/engine', 'server/protocol'],
  },
  {
    room: 'server/lsp/node',
    packages: /^(node:.+|vscode-languageserver\/node(\.js)?)$/,
    rooms: ['server/lsp', 'server/language', 'server/engine', 'server/protocol'],
  },
  {
    room: 'server/lsp/browser',
    packages: /^vscode-languageserver\/browser(\.js)?$/,
    rooms: ['server/lsp', 'server/language', 'server/engine', 'server/protocol'],
  },
  {
    room: 'server/lsp',
    packages: /^vscode-languageserver(\/lib\/common\/.+)?$|^vscode-languageserver-protocol$/,
    rooms: ['server/language', 'server/engine', 'server/protocol'],
  },
  { room: 'server/cli', packages: /^node:.+$/, rooms: ['server/language', 'server/engine', 'server/protocol'] },
  { room: 'server/protocol', packages: /^$/, rooms: [] },
  {
    room: 'client/extension',
    packages: /^(vscode|vscode-languageclient(\/(node|browser))?(\.js)?)$/,
    rooms: ['server/protocol'],
  },
];

/** Folders of the engine in order: each sees itself and those before it. */
const ENGINE = ['text', 'values', 'template', 'yaml', 'schema', 'functions', 'chart', 'render'];

function roomOf(path: string): (typeof ROOMS)[number] | undefined {
  return ROOMS.find(({ room }) => path === `${room}.ts` || path.startsWith(`${room}/`));
}

/** Import specifiers, `import type` included. */
function importsOf(file: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...(texts.get(file) ?? '').matchAll(pattern)].map((match) => (match[1] ?? match[2]) as string);
}

/** The file an import of ours means, from the top of the repository; undefined for a package. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  if (specifier === '#protocol') return 'server/protocol.ts';
  return /^#(engine|language)\//.test(specifier) ? `server/${specifier.slice(1)}` : undefined;
}

function importProblem(file: string, specifier: string): string | undefined {
  const own = roomOf(file);
  if (own === undefined) return `${file} lies in no room`;
  const target = targetOf(file, specifier);
  if (target === undefined) return own.packages.test(specifier) ? undefined : `${file} imports ${specifier}`;
  if (/\.json$/.test(target)) return undefined;
  const other = roomOf(target);
  if (other === own) return undefined;
  if (specifier.startsWith('.') && !(own.room.startsWith('server/lsp/') && other?.room === 'server/lsp')) {
    return `${file} reaches into another room by a relative path: ${specifier}`;
  }
  return other && own.rooms.includes(other.room) ? undefined : `${file} may not import ${specifier}`;
}

function engineFolder(path: string): number {
  return ENGINE.indexOf(path.split('/')[2] ?? '');
}

describe('rooms', () => {
  test('every import is allowed', () => {
    expect(code.flatMap((file) => importsOf(file).flatMap((one) => importProblem(file, one) ?? []))).toEqual([]);
  });

  test('inside the engine a folder sees only itself and the folders before it', () => {
    const wrong = code
      .filter((file) => file.startsWith('server/engine/'))
      .flatMap((file) =>
        importsOf(file).flatMap((one) => {
          const target = targetOf(file, one);
          const isLater = target?.startsWith('server/engine/') && engineFolder(target) > engineFolder(file);
          return isLater ? [`${file} -> ${one}`] : [];
        }),
      );
    expect(wrong).toEqual([]);
  });

  test('features do not import features', () => {
    const feature = (path: string) => /^server\/language\/features\/([^/.]+)/.exec(path)?.[1];
    const wrong = code.flatMap((file) =>
      importsOf(file).flatMap((one) => {
        const target = targetOf(file, one);
        const [own, other] = [feature(file), target && feature(target)];
        return own && other && !other.startsWith(own) && !own.startsWith(other) ? [`${file} -> ${one}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('style', () => {
  test('every file opens with a comment', () => {
    expect(sources.filter((file) => !/^(#!.*\n)?\/\/ /.test(texts.get(file) ?? ''))).toEqual([]);
  });

  test('no file is longer than 400 lines, unless its header says why', () => {
    const long = code.filter((file) => {
      const text = texts.get(file) ?? '';
      const header = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? '';
      return text.split('\n').length > 401 && !/\b(long|longer|table)\b/i.test(header);
    });
    expect(long).toEqual([]);
  });

  test('no test is skipped or alone', () => {
    const pattern = new RegExp(`\\b(it|test|describe)\\.(${['skip', 'only', 'todo'].join('|')})\\(`);
    expect([...texts].filter(([, text]) => pattern.test(text)).map(([file]) => file)).toEqual([]);
  });

  test('nothing names a machine or a registry', () => {
    const wrong = files.filter((file) => {
      if (!/\.(ts|mts|mjs|sh|md|json|yaml|yml)$|^\.npmrc$|^\.ci\//.test(file) || file.startsWith('test/tidy/'))
        return false;
      const text = readFileSync(join(root, file), 'utf8');
      return new RegExp(['/work/', 'main|registry\\.', 'npmjs|/root', '/'].join('')).test(text);
    });
    expect(wrong).toEqual([]);
  });
});

test('the top level holds what it should', () => {
  const top = [...new Set(files.map((file) => file.split('/')[0] as string))].filter((name) => !name.startsWith('.'));
  const known = [
    ...['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'client', 'docs', 'examples', 'package-lock.json'],
    ...['package.json', 'schemas', 'scripts', 'server', 'syntaxes', 'test', 'THIRD_PARTY_NOTICES'],
    ...['tsconfig.base.json', 'tsconfig.json'],
  ];
  expect(top.filter((name) => !known.includes(name))).toEqual([]);
});

test('the lock file names no download address', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});
