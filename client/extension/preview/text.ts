// What a preview's document says: one line about the render, then the rendered text as the server gave it.

import type { PreviewResult, Settings } from '#protocol';
import { withoutTexts } from './without.ts';

/**
 * Lines before the rendered text. There is always one, so that nothing moves under the reader's eyes when a render
 * fails and the line begins to name the error.
 */
export const HEADER_LINES = 1;

export function previewText(result: PreviewResult | undefined, settings: Settings): string {
  return `${header(result, settings)}\n${result?.text ?? ''}`;
}

function header(result: PreviewResult | undefined, settings: Settings): string {
  if (!result) return '# Chartroom has no preview of this file.';
  const [first, ...more] = result.errors;
  if (first) {
    const shown = result.stale && result.text !== '' ? 'Last good output' : 'Not rendered';
    // The count stands first: the end of a long message lies outside the editor.
    const count = more.length === 0 ? '' : `, ${result.errors.length} errors`;
    const way = result.stopped ? ' (to go on: "Chartroom: Continue Stopped Render")' : '';
    const as = result.assumed.length > 0 ? `As if ${result.assumed.join(', ')}: ` : '';
    return `# ${as}${shown}${count}: ${oneLine(first.message)}${way}`;
  }
  if (result.generation === 0) return '# Rendering …';
  if (result.stale) return '# Last good output: the template does not render now.';
  const as = result.assumed.length > 0 ? [`As if ${result.assumed.join(', ')}`] : [];
  const of = result.of === '' ? [] : [result.of];
  return `# ${[...withoutTexts(result), ...as, ...of, renderedWith(settings)].join('; ')}`;
}

/** Which values set and which helm the text below belongs to. */
function renderedWith(settings: Settings): string {
  const kube = settings.kubeVersion === '' ? [] : [`Kubernetes ${settings.kubeVersion}`];
  const files = ['values.yaml', ...settings.valuesFiles].join(' + ');
  const release = `${settings.releaseName} in ${settings.namespace}`;
  return [`Helm ${settings.helmVersion}`, ...kube, files, release].join(', ');
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim();
}
