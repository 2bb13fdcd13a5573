// What the editor does in templates unless the user says otherwise.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly contributes: {
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when: string }[];
  };
};

test('spaces, two of them, never guessed; suggestions in strings, and none from words', () => {
  expect(contributes.configurationDefaults['[helm]']).toMatchObject({
    'editor.insertSpaces': true,
    'editor.tabSize': 2,
    'editor.detectIndentation': false,
    'editor.quickSuggestions': { other: true, comments: false, strings: true },
    'editor.wordBasedSuggestions': 'off',
  });
});

test('every key for comments writes the comments of templates, and of nothing else', () => {
  const keys = contributes.keybindings.filter(({ command }) => /comment/i.test(command));
  expect(keys.map(({ key, command }) => `${key} ${command}`)).toEqual([
    'ctrl+/ chartroom.toggleComment',
    'ctrl+k ctrl+c chartroom.addComment',
    'ctrl+k ctrl+u chartroom.removeComment',
    'shift+alt+a chartroom.toggleBlockComment',
  ]);
  for (const { when } of keys) expect(when).toBe('editorTextFocus && !editorReadonly && editorLangId == helm');
});
