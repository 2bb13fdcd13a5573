// A template of CRDs read without rendering it: lines that are all action go, other actions leave a word in their place.

/**
 * CRDs that stand in templates are nearly always plain text between an `if` and its `end`, with a few labels that are
 * included. What is left is good enough to know their fields by, and for nothing else.
 */
export function withoutActions(text: string): string {
  return text
    .replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, '')
    .replace(/^[ \t]*\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}[ \t]*\r?$/gm, '')
    .replace(/\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}/g, 'x');
}
