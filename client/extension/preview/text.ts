// What a preview's document says: one line about the render, then the rendered text as the server gave it.

import type { PreviewResult, ShownSet } from '#protocol';
import { releaseText, valuesText } from '../status/texts.ts';
import { withoutTexts } from './without.ts';

/**
 * Lines before the rendered text. There is always one, so that nothing moves under the reader's eyes when a render
 * fails and the line begins to name the error.
 */
export const HEADER_LINES = 1;

export function previewText(result: PreviewResult | undefined): string {
  const line = header(result);
  const [error] = result?.errors ?? [];
  if (result?.text.trim() !== '' || error === undefined || line.length <= WIDTH)
    return `${line}\n${result?.text ?? ''}`;
  // With nothing below, nothing moves: a long message has lines of its own, in which every word can be read.
  const message = oneLine(error.message);
  return `${line.replace(` ${message}`, () => '')}\n${folded(message)}`;
}

/** So many columns are seen beside another editor. */
const WIDTH = 50;

/** A text as lines of comment. */
function folded(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`#   ${word}`);
  }
  return `${lines.join('\n')}\n`;
}

function header(result: PreviewResult | undefined): string {
  if (!result) return '# Chartroom has no preview of this file.';
  const [first, ...more] = result.errors;
  if (first) {
    const other = result.older ? ` (${renderedWith(result.older)})` : '';
    const shown =
      result.text.trim() === '' ? 'Not rendered' : result.stale ? `Last good output${other}` : 'Rendered in part';
    // The count stands first: the end of a long message lies outside the editor.
    const count = more.length === 0 ? '' : `, ${result.errors.length} errors`;
    const way = result.stopped ? ' (to go on: "Chartroom: Continue Stopped Render")' : '';
    const as = result.assumed.length > 0 ? `As if ${result.assumed.join(', ')}: ` : '';
    return `# ${as}${shown}${count}: ${oneLine(first.message)}${way}`;
  }
  if (result.generation === 0) return '# Rendering …';
  if (result.stale) return '# Last output: what is being typed leaves a template empty.';
  const as = result.assumed.length > 0 ? [`As if ${result.assumed.join(', ')}`] : [];
  const of = result.of === '' ? [] : [result.of];
  return `# ${[...withoutTexts(result), ...as, ...of, ...renderedWith(result.set)].join('; ')}`;
}

/** Which values set and which helm the text below belongs to. */
function renderedWith(set: ShownSet | null): string[] {
  if (set === null) return [];
  const kube = set.kubeVersion === '' ? [] : [`Kubernetes ${set.kubeVersion}`];
  return [[`Helm ${set.helmVersion}`, ...kube, valuesText(set), releaseText(set)].join(', ')];
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
