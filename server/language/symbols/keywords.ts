// The words of the template language, described, and the blocks they begin as snippets.

export interface Keyword {
  readonly word: string;
  readonly doc: string;
  /** What stands between the braces and behind them, with `$1` … as places to type at; undefined: the word alone. */
  readonly snippet?: string;
  /** Makes sense only inside a block. */
  readonly isInner?: boolean;
}

export const KEYWORDS: readonly Keyword[] = [
  {
    word: 'if',
    doc: 'Prints the block when the pipeline is true: not false, 0, null or empty.',
    snippet: 'if $1 }}\n$0\n{{- end',
  },
  {
    word: 'range',
    doc: 'Prints the block once for each element of a list or map; inside, the dot is the element. With `else`, what is printed for an empty one.',
    snippet: 'range $1 }}\n$0\n{{- end',
  },
  {
    word: 'with',
    doc: 'Makes the pipeline’s value the dot inside the block, and leaves the block out when it is empty. `$` stays what it was.',
    snippet: 'with $1 }}\n$0\n{{- end',
  },
  {
    word: 'define',
    doc: 'Defines a named template, to be printed with `include`. It prints nothing where it stands. Names are shared by all charts of a release.',
    snippet: 'define "$1" -}}\n$0\n{{- end',
  },
  {
    word: 'block',
    doc: 'Defines a named template and prints it here, unless another file defines it as well.',
    snippet: 'block "$1" $2 }}\n$0\n{{- end',
  },
  {
    word: 'template',
    doc: 'Prints a named template. Its output cannot be piped; `include` can.',
    snippet: 'template "$1" $2',
  },
  {
    word: 'else',
    doc: 'What is printed when the condition is false, or the list empty. `else if` and `else with` go on asking.',
    isInner: true,
  },
  { word: 'end', doc: 'Ends the innermost block.', isInner: true },
  { word: 'break', doc: 'Ends the innermost `range`.', isInner: true },
  { word: 'continue', doc: 'Goes on with the next element of the innermost `range`.', isInner: true },
  { word: 'nil', doc: 'No value.' },
];

export function keywordOf(word: string): Keyword | undefined {
  return KEYWORDS.find((keyword) => keyword.word === word);
}
