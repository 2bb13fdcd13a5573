// What is wrong with a YAML text: the one exception of scanner, parser and reader, with the line as go-yaml prints it.

import type { Span } from '../text/span.ts';

/** Who found it: go-yaml counts the line differently for each, and gives none for a problem of the byte stream. */
export type YamlStage = 'bytes' | 'scanner' | 'parser' | 'values';

/** Thrown inside the reader only; readTree returns it, the others turn it into a GoError. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem';
  readonly stage: YamlStage;
  /** 0-based line of the place that go-yaml names (not always the place of `span`). */
  readonly markLine: number;
  readonly span: Span;

  constructor(stage: YamlStage, message: string, markLine: number, span: Span) {
    super(message);
    this.stage = stage;
    this.markLine = markLine;
    this.span = span;
  }
}

/** The text that go-yaml gives: `yaml: line 3: …`; on the first line, and for values, there is no line. */
export function goYamlText(problem: YamlProblem): string {
  const { stage, markLine } = problem;
  if (stage === 'values' || stage === 'bytes' || markLine === 0) return `yaml: ${problem.message}`;
  return `yaml: line ${stage === 'scanner' ? markLine + 1 : markLine}: ${problem.message}`;
}
