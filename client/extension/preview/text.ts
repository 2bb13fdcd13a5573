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
  return `${header(result)}\n${result?.text ?? ''}`;
}

function header(result: PreviewResult | undefined): string {
  if (!result) return '# Chartroom has no preview of this file.';
  const [first, ...more] = result.errors;
  if (first) {
    const other = result.older ? ` (${renderedWith(result.older)})` : '';
    const shown = result.stale && result.text !== '' ? `Last good output${other}` : 'Not rendered';
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
