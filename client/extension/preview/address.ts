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

/**
 * `path` is the file's own for a template, its chart's folder for a release. `follows`: the preview's tab shows another
 * one when another template gets the focus. That stands in the address, so that it survives a reload of the window.
 */
export function previewAddress(uri: string, scope: PreviewScope, path: string, follows = false): AddressParts {
  const shown = path.startsWith('/') ? path : `/${path}`;
  const query = JSON.stringify(follows ? { uri, scope, follows } : { uri, scope });
  return { scheme: PREVIEW_SCHEME, path: shown + RENDERED, query };
}

export function followsActive(address: AddressParts): boolean {
  return previewOf(address) !== undefined && (JSON.parse(address.query) as { follows?: unknown }).follows === true;
}

/** The path that the address was made with. */
export function pathOf({ path }: AddressParts): string {
  return path.endsWith(RENDERED) ? path.slice(0, -RENDERED.length) : path;
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
