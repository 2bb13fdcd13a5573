// From a chart argument to a place on disk, or helm's words when it leads nowhere.

import { quoteGo } from '#engine/values/quote.ts';
import { Failure } from './common.ts';
import type { World } from './world.ts';

/** The absolute path of the folder or archive that the argument names. Throws Failure. */
export function locateChart(world: World, argument: string): string {
  const path = argument.trim();
  if (path !== '' && world.exists(path)) return world.absolute(path);
  if (path.startsWith('/') || path.startsWith('.')) throw new Failure(`path ${quoteGo(path)} not found`);
  if (/^(?:https?|oci):\/\/[^/]+/.test(path)) throw new Failure(`${path}: chartroom reads charts from disk only`);
  // An address without a host is a path behind a scheme.
  const [scheme = '', rest = path] = /^([a-z][a-z0-9+.-]*:)(?:\/\/)?(.*)$/i.exec(path)?.slice(1) ?? [];
  const slash = rest.indexOf('/');
  if (slash < 0) {
    throw new Failure(`non-absolute URLs should be in form of repo_name/path_to_chart, got: ${scheme}${rest}`);
  }
  throw new Failure(`repo ${rest.slice(0, slash)} not found`);
}
