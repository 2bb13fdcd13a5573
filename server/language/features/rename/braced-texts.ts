// The texts of a release with braces that are no templates' own: scalars of values files, files that `.Files` may give. What
// stands in comments and in files that no template names, or that Helm ignores, is rendered by nobody.

import { ignored, parseIgnore } from '#engine/chart/helmignore.ts';
import { compileGlob } from '#engine/text/glob.ts';
import { bracedScalars } from '../../documents/scalar-templates.ts';
import { valuesView } from '../../documents/values.ts';
import { type ChartTree, pathIn } from '../../symbols/charts.ts';
import { valuesFilesOf } from '../../symbols/occurrences.ts';
import { isArchived } from '../../workspace/archives.ts';
import type { FileText } from '../../workspace/snapshot.ts';

export interface BracedText {
  readonly file: FileText;
  /** Where the text begins in the file. */
  readonly start: number;
  readonly text: string;
}

const memos = new WeakMap<ChartTree, readonly BracedText[]>();

export function bracedTexts(tree: ChartTree): readonly BracedText[] {
  let texts = memos.get(tree);
  if (texts === undefined) memos.set(tree, (texts = find(tree)));
  return texts;
}

function find(tree: ChartTree): BracedText[] {
  const values = new Set(tree.charts.flatMap((chart) => valuesFilesOf(chart)));
  const out = [...values].flatMap(scalarsOf);
  const sources = [
    ...tree.charts.flatMap(({ templates }) => templates.map(({ text }) => text)),
    ...out.map(({ text }) => text),
  ];
  const named = new NamedFiles();
  for (const text of sources) named.read(text);
  // A file that is given to tpl may name others.
  const rest = new Set(tree.charts.flatMap((chart) => filesOf(chart, values).map((file) => ({ chart, file }))));
  for (let before = -1; before < out.length; ) {
    before = out.length;
    for (const one of rest) {
      const path = pathIn(one.chart.folder, one.file);
      if (path !== 'values.schema.json' && !named.has(path)) continue;
      rest.delete(one);
      named.read(one.file.text);
      out.push({ file: one.file, start: 0, text: one.file.text });
    }
  }
  return out;
}

/** What `.Files` has and is no values file; a packed chart has no ignored files any more. */
function filesOf({ folder, files, templates }: ChartTree['root'], values: ReadonlySet<FileText>): FileText[] {
  const own = new Set(templates);
  const rules = parseIgnore(files.find((file) => pathIn(folder, file) === '.helmignore')?.text);
  const isIgnored = (path: string) => {
    const steps = path.split('/');
    return (
      ignored(rules, path, false) || steps.some((_, i) => i > 0 && ignored(rules, steps.slice(0, i).join('/'), true))
    );
  };
  return files.filter((file) => {
    if (own.has(file) || values.has(file) || !file.text.includes('{{')) return false;
    const path = pathIn(folder, file);
    return !path.startsWith('crds/') && (isArchived(file.uri) || !isIgnored(path));
  });
}

/** More scalars than this are not told apart. */
const MOST_SCALARS = 300;

function scalarsOf(file: FileText): BracedText[] {
  if (!file.text.includes('{{')) return [];
  const scalars = bracedScalars(file);
  if (valuesView(file).tree.error || scalars.length >= MOST_SCALARS) return [{ file, start: 0, text: file.text }];
  return scalars.map(({ node: { start, end } }) => ({ file, start, text: file.text.slice(start, end) }));
}

/** The files that templates name by `.Files.Get "…"` and the like; all of them where some name is not written out. */
class NamedFiles {
  readonly #names = new Set<string>();
  readonly #patterns: ((name: string) => boolean)[] = [];
  #isAll = false;

  read(text: string): void {
    for (const { index } of text.matchAll(/\.Files\b|["`]Files["`]/g)) {
      const [, method, name] = NAMED.exec(text.slice(index, index + 400)) ?? [];
      if (name === undefined) this.#isAll ||= !isMatched(text, text.slice(index, index + 400));
      else if (method === 'Glob') this.#patterns.push(matcher(name));
      else this.#names.add(name);
    }
  }

  has(path: string): boolean {
    return this.#isAll || this.#names.has(path) || this.#patterns.some((matches) => matches(path));
  }
}

const NAMED = /^\.Files\.(Get|GetBytes|Lines|Glob)\s+["`]([^"`\\]*)["`]/;

/** `.Files.Get $path` where all that the text calls `$path` are the names that a written pattern matches. */
function isMatched(text: string, mention: string): boolean {
  const [, name] = /^\.Files\.(?:Get|GetBytes|Lines)\s+\$(\w+)/.exec(mention) ?? [];
  if (name === undefined) return false;
  const given = [...text.matchAll(new RegExp(`\\$${name}\\s*(?:,\\s*\\$\\w+\\s*)?:?=`, 'g'))];
  const matched = text.matchAll(
    new RegExp(`range\\s+\\$${name}\\s*,\\s*\\$\\w+\\s*:=\\s*\\(?\\s*[\\w.$]*\\.Files\\.Glob\\s+"[^"\\\\]*"`, 'g'),
  );
  return given.length > 0 && given.length === [...matched].length;
}

/** A pattern that Helm cannot read gives nothing; here it may give anything. */
function matcher(pattern: string): (name: string) => boolean {
  try {
    const matches = compileGlob(pattern, '/');
    return (name) => {
      try {
        return matches?.(name) ?? false;
      } catch {
        return true;
      }
    };
  } catch {
    return () => true;
  }
}
