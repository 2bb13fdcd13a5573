// Which documents are for Chartroom, told from the document alone.

/** Templates, files of a chart by their names, and YAML that speaks of a kind, or says nothing yet. */
export function isFor(language: string, path: string, text: () => string): boolean {
  if (language === 'helm' || language === 'helm-rendered') return true;
  if (language !== 'yaml') return false;
  if (/(?:^|\/)(?:Chart\.yaml|[^/]*values[^/]*\.ya?ml)$/.test(path)) return true;
  const all = text();
  return all.trim() === '' || (all.includes('apiVersion') && all.includes('kind')) || all.includes('chartroom:');
}
