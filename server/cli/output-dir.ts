// `--output-dir`: each document goes to a file named like its template (helm-spec 4.4).

import { cleanPath } from '#engine/chart/archive-path.ts';
import type { OutputOptions } from '#engine/render/output.ts';
import type { ReleaseResult } from '#engine/render/render.ts';
import { encode } from './encoding.ts';
import type { World } from './world.ts';

/** Writes CRDs, manifests and hooks. The first document of a file starts it anew, but a hook is added to what is there. */
export function writeOutput(
  world: World,
  directory: string,
  /** Name of the release, to put its files below; empty: not. */
  releaseName: string,
  result: ReleaseResult,
  options: OutputOptions,
): void {
  const written = new Set<string>();
  const put = (folder: string, path: string, text: string, isHook = false) => {
    const target = `${folder}/${path}`;
    const isMore = isHook ? world.exists(target) : written.has(target);
    world.write(target, encode(`---\n# Source: ${path}\n${text}\n`), isMore);
    written.add(target);
    world.out(encode(`wrote ${target}\n`));
  };
  const own = releaseName ? cleanPath(`${directory}/${releaseName}`) : directory;
  for (const crd of options.crds) put(directory, crd.path, crd.text);
  for (const manifest of result.manifests) put(own, manifest.path, manifest.document.text);
  const hooks = options.noHooks
    ? []
    : result.hooks.filter((hook) => !(options.skipTests && hook.hooks.includes('test')));
  for (const hook of hooks) put(own, hook.path, hook.document.text, true);
}
