// `--output-dir`: each document goes to a file named like its template (helm-spec 4.4).

import type { OutputOptions } from '#engine/render/output.ts';
import type { ReleaseResult } from '#engine/render/render.ts';
import { encode } from './encoding.ts';
import type { World } from './world.ts';

/** Writes CRDs, manifests and hooks; the first document of a file starts it anew. */
export function writeOutput(
  world: World,
  directory: string,
  /** Name of the release, to put its files below; empty: not. */
  releaseName: string,
  result: ReleaseResult,
  options: OutputOptions,
): void {
  const written = new Set<string>();
  const put = (folder: string, path: string, text: string) => {
    const target = `${folder}/${path}`;
    world.write(target, encode(`---\n# Source: ${path}\n${text}\n`), written.has(target));
    written.add(target);
    world.out(encode(`wrote ${target}\n`));
  };
  const own = releaseName ? `${directory}/${releaseName}` : directory;
  for (const crd of options.crds) put(directory, crd.path, crd.text);
  for (const manifest of result.manifests) put(own, manifest.path, manifest.document.text);
  // Helm prints the manifests it has kept in memory, which are none now.
  const hooks = options.noHooks
    ? []
    : result.hooks.filter((hook) => !(options.skipTests && hook.hooks.includes('test')));
  for (const hook of hooks) put(own, hook.path, hook.document.text);
  world.out(encode('\n'));
}
