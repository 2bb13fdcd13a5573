// Where this machine's helm keeps packed charts: `helm env HELM_REPOSITORY_CACHE`.

import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Variables = Readonly<Record<string, string | undefined>>;

/** URI of the folder, which need not be there. */
export function helmCache(variables: Variables = process.env, platform: string = process.platform): string | undefined {
  const folder = variables['HELM_REPOSITORY_CACHE'] || join(cacheHome(variables, platform), 'repository');
  try {
    return pathToFileURL(folder).href;
  } catch {
    return undefined;
  }
}

/** Helm's lazypath: its own variable, then XDG's, then what is usual on the platform. */
function cacheHome(variables: Variables, platform: string): string {
  if (variables['HELM_CACHE_HOME']) return variables['HELM_CACHE_HOME'];
  if (variables['XDG_CACHE_HOME']) return join(variables['XDG_CACHE_HOME'], 'helm');
  const home = variables['HOME'] || homedir();
  if (platform === 'win32') return join(variables['TEMP'] || home, 'helm');
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'helm') : join(home, '.cache', 'helm');
}
