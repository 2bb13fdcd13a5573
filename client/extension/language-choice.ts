// Which language a file gets: `helm` inside a chart's templates, elsewhere what the rest of VS Code would have said.

/** One entry of `contributes.languages` of an extension. */
export interface ContributedLanguage {
  readonly id: string;
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
  readonly extensions?: readonly string[];
}

/** Helm renders every file below `templates/`; these are the ones whose text is written by hand as templates. */
export function isTemplatePath(pathInChart: string): boolean {
  return /^templates\/(.*\.(ya?ml|tpl)|(.*\/)?NOTES\.txt)$/.test(pathInChart);
}

/** The language of a file that is no template: by name, then by the longest pattern, then by the longest extension; of equal ones the last. */
export function languageByName(
  path: string,
  languages: readonly ContributedLanguage[],
  matches: (pattern: string) => boolean,
): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const others = languages.filter((language) => language.id !== 'helm' && language.id !== 'helm-rendered');
  return (
    others.find((language) => language.filenames?.some((one) => one.toLowerCase() === name))?.id ??
    longest(others, 'filenamePatterns', matches) ??
    longest(others, 'extensions', (extension) => name.endsWith(extension.toLowerCase())) ??
    (name.endsWith('.txt') ? 'plaintext' : 'yaml')
  );
}

function longest(
  languages: readonly ContributedLanguage[],
  key: 'filenamePatterns' | 'extensions',
  fits: (entry: string) => boolean,
): string | undefined {
  let best: { id: string; length: number } | undefined;
  for (const language of languages) {
    for (const entry of language[key] ?? []) {
      if (fits(entry) && entry.length >= (best?.length ?? 1)) best = { id: language.id, length: entry.length };
    }
  }
  return best?.id;
}
