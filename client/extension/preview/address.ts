// The address of a preview: what it shows, packed into a URI whose last segment reads well on an editor's tab.

import type { PreviewParams, PreviewScope } from '#protocol';

export const PREVIEW_SCHEME = 'chartroom-preview';

/** Parts of a VS Code URI. */
export interface AddressParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

export interface Folder {
  readonly path: string;
  readonly name: string;
}

/** package.json gives names that end so the language `helm-rendered`. */
export const RENDERED = ' (rendered)';

/**
 * `path` is the file's for a template, its chart's folder for a release, as `shownPath` tells it. `follows`: the preview's tab shows another
 * one when another template gets the focus. That stands in the address, so that it survives a reload of the window.
 */
export function previewAddress(uri: string, scope: PreviewScope, path: string, follows = false): AddressParts {
  const shown = path.startsWith('/') ? path : `/${path}`;
  const query = JSON.stringify(follows ? { uri, scope, follows } : { uri, scope });
  return { scheme: PREVIEW_SCHEME, path: shown + RENDERED, query };
}

/** A path as the workspace's reader knows it: below the folder, whose name leads where there are several. */
export function shownPath(path: string, folder: Folder | undefined, several: boolean): string {
  const home = folder?.path.replace(/\/$/, '');
  if (folder === undefined || home === undefined || !`${path}/`.startsWith(`${home}/`)) return path;
  const inside = path.slice(home.length);
  return several || inside === '' ? `/${folder.name}${inside}` : inside;
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
