// The address of a preview: what it shows, packed into a URI whose last segment reads well on an editor's tab.

import type { PreviewParams, PreviewScope } from '#protocol';

export const PREVIEW_SCHEME = 'chartroom-preview';

/** Parts of a VS Code URI. */
export interface AddressParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** package.json gives names that end so the language `helm-rendered`. */
export const RENDERED = ' (rendered)';

/** `path` is the file's own for a template, its chart's folder for a release. */
export function previewAddress(uri: string, scope: PreviewScope, path: string): AddressParts {
  const shown = path.startsWith('/') ? path : `/${path}`;
  return { scheme: PREVIEW_SCHEME, path: shown + RENDERED, query: JSON.stringify({ uri, scope }) };
}

/** What a preview's URI shows; undefined for a URI that is no preview's. */
export function previewOf(address: AddressParts): PreviewParams | undefined {
  if (address.scheme !== PREVIEW_SCHEME) return undefined;
  try {
    const { uri, scope } = JSON.parse(address.query) as Partial<PreviewParams>;
    return typeof uri === 'string' && (scope === 'file' || scope === 'chart') ? { uri, scope } : undefined;
  } catch {
    return undefined;
  }
}
