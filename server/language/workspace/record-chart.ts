// Records what expressions came to in templates that were rendered: not while they are, but when somebody may ask for it.

import { recordRelease } from '#engine/render/render.ts';
import { lastRender, optionsOf } from './render-chart.ts';
import type { RenderedTemplate, Rendering } from './rendering.ts';
import { type SeenTable, seenTable } from './seen.ts';

/** Who asks, and what was told before. */
export interface RecordOptions {
  /** Files that somebody looks at: templates of these, and all that use something of theirs, are recorded. */
  readonly uris: ReadonlySet<string>;
  /** What was recorded already. */
  readonly isKnown?: ((template: RenderedTemplate) => boolean) | undefined;
  /** Asked before each template; true ends it. */
  readonly stop?: (() => boolean) | undefined;
}

/**
 * What expressions came to in templates of this rendering, which are run once more with the texts and values of then;
 * whatever was rendered of the chart since is left out.
 */
export function recordChart(
  { root, templates }: Rendering,
  { uris, isKnown = () => false, stop = () => false }: RecordOptions,
): ReadonlyMap<RenderedTemplate, SeenTable> {
  const tables = new Map<RenderedTemplate, SeenTable>();
  const last = lastRender(root);
  if (last === undefined) return tables;
  const asked = new Set(templates.filter((template) => !isKnown(template)));
  const found = recordRelease(
    last.memo,
    (file, read) => {
      const template = last.templates.get(file);
      if (template === undefined || !asked.has(template)) return false;
      return uris.has(file.source) || read().some((uri) => uris.has(uri));
    },
    optionsOf(last, stop),
  );
  for (const { file, seen } of found)
    tables.set(last.templates.get(file) as RenderedTemplate, seenTable(seen, last.sources));
  return tables;
}
