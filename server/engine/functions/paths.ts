// Path functions: Go's path package, and path/filepath as it is on Unix, where both agree.

import { type Definition, group } from './define.ts';

export const pathFunctions = group('paths', [
  ...pair('base', 'osBase', {
    result: 'string',
    doc: 'The last part of a path, trailing slashes removed; `.` for the empty path, `/` for one of slashes only.',
    examples: (name) => [
      { template: `{{ ${name} "conf/app/main.yaml" }}`, output: 'main.yaml' },
      { template: `{{ ${name} "conf/app/" }}`, output: 'app' },
    ],
    call: base,
  }),
  ...pair('dir', 'osDir', {
    result: 'string',
    doc: 'The path without its last part, cleaned; `.` when nothing is left.',
    examples: (name) => [
      { template: `{{ ${name} "conf/app/main.yaml" }}`, output: 'conf/app' },
      { template: `{{ ${name} "main.yaml" }}`, output: '.' },
    ],
    call: (path) => clean(path.slice(0, path.lastIndexOf('/') + 1)),
  }),
  ...pair('clean', 'osClean', {
    result: 'string',
    doc: 'The shortest path that means the same: without `.`, `..` (where possible) and doubled or trailing slashes.',
    examples: (name) => [{ template: `{{ ${name} "a//b/../c/./d/" }}`, output: 'a/c/d' }],
    call: clean,
  }),
  ...pair('ext', 'osExt', {
    result: 'string',
    doc: 'The extension of the last part with its dot, or nothing.',
    examples: (name) => [
      { template: `{{ ${name} "backup.tar.gz" }}`, output: '.gz' },
      { template: `{{ ${name} "v1.2/readme" | quote }}`, output: '""' },
    ],
    call: (path) => /\.[^./]*$/.exec(path)?.[0] ?? '',
  }),
  ...pair('isAbs', 'osIsAbs', {
    result: 'bool',
    doc: 'Whether a path is absolute.',
    examples: (name) => [{ template: `{{ ${name} "/etc" }} {{ ${name} "etc" }}`, output: 'true false' }],
    call: (path) => path.startsWith('/'),
  }),
]);

interface PathFunction {
  readonly result: string;
  readonly doc: string;
  readonly examples: (name: string) => Definition['examples'];
  readonly call: (path: string) => string | boolean;
}

/** One function under the names of both packages. */
function pair(name: string, osName: string, of: PathFunction): Definition[] {
  return [name, osName].map((own) => ({
    name: own,
    params: ['path:string'],
    result: of.result,
    doc: of.doc,
    examples: of.examples(own),
    call: ([path]) => of.call(path as string),
  }));
}

function base(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1) || '/';
}

function clean(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  const joined = kept.join('/');
  return rooted ? `/${joined}` : joined || '.';
}
