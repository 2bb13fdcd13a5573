// Which language a file that belongs to no chart goes back to.

import { expect, test } from 'vitest';
import { type ContributedLanguage, isTemplatePath, languageByName } from './language-choice.ts';

const LANGUAGES: ContributedLanguage[] = [
  { id: 'helm', filenamePatterns: ['**/templates/**/*.yaml'] },
  { id: 'yaml', extensions: ['.yaml', '.yml'] },
  { id: 'dockercompose', filenames: ['Compose.yaml'] },
  { id: 'ansible', filenamePatterns: ['**/playbooks/*.yaml', '**/roles/**/templates/*.yaml'] },
  { id: 'smarty', extensions: ['.tpl'] },
  { id: 'smarty-config', extensions: ['.conf.tpl'] },
];

/** The patterns that fit are named: matching them is VS Code's work. */
function chosen(path: string, ...fitting: string[]): string {
  return languageByName(path, LANGUAGES, (pattern) => fitting.includes(pattern));
}

test('a file of no chart gets the language its extension says', () => {
  expect(chosen('/w/templates/a.yaml', '**/templates/**/*.yaml')).toBe('yaml');
  expect(chosen('/w/templates/A.YML')).toBe('yaml');
  expect(chosen('/w/templates/page.tpl')).toBe('smarty');
  expect(chosen('/w/templates/page.conf.tpl')).toBe('smarty-config');
});

test('a name stands above a pattern, a pattern above an extension', () => {
  expect(chosen('/w/roles/x/templates/a.yaml', '**/roles/**/templates/*.yaml')).toBe('ansible');
  expect(chosen('/w/roles/x/templates/compose.yaml', '**/roles/**/templates/*.yaml')).toBe('dockercompose');
});

test('of two that claim the same the last stands, and nobody else who says Helm', () => {
  const pattern = '**/templates/**/*.yaml';
  const claims = ['django', 'azure-pipelines', 'helm'].map((id) => ({ id, filenamePatterns: [pattern] }));
  expect(languageByName('/w/templates/a.yaml', claims, () => true)).toBe('azure-pipelines');
});

test('what nobody claims is YAML, a text is plain', () => {
  expect(languageByName('/w/templates/a.tpl', [], () => false)).toBe('yaml');
  expect(languageByName('/w/templates/NOTES.txt', [], () => false)).toBe('plaintext');
});

test.each([
  ['templates/a.yaml', true],
  ['templates/deep/er/a.yml', true],
  ['templates/_helpers.tpl', true],
  ['templates/NOTES.txt', true],
  ['templates/tests/NOTES.txt', true],
  ['templates/readme.txt', false],
  ['templates/a.json', false],
  ['crds/templates/a.yaml', false],
  ['files/templates/a.yaml', false],
  ['values.yaml', false],
])('%s is a template: %s', (path, is) => {
  expect(isTemplatePath(path)).toBe(is);
});
