// Renders a small chart and says of each output line who wrote it: template lines, call chains, values keys.

import { loadChart } from '#engine/chart/load.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { DEFAULT_RELEASE } from '#engine/render/release.ts';
import { renderRelease } from '#engine/render/render.ts';
import { stillEnvironment } from '#engine/template/environment.ts';
import { goPosition } from '#engine/text/lines.ts';
import type { Origin, Site } from '#engine/text/origin.ts';
import { mappingAt, siteAt, sourceMap, valueSources } from '#engine/text/source-map.ts';
import { GoMap } from '#engine/values/value.ts';

/** Files of a chart by path; Chart.yaml may be missing. */
export type Files = Readonly<Record<string, string>>;

/** One line per piece of the first rendered file: its text, the place that wrote it, the calls there, the value. */
export function provenance(files: Files, template = 'templates/t.yaml'): string {
  const all: Files = { 'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n', ...files };
  const sources = Object.entries(all).map(([path, text]) => ({ path, text, source: path }));
  const { chart, errors } = loadChart(sources, { profile: PROFILES[4], origins: true });
  if (!chart) throw new Error(errors[0]?.message);
  const result = renderRelease(chart, new GoMap(), {
    profile: PROFILES[4],
    env: stillEnvironment(),
    release: DEFAULT_RELEASE,
    trace: true,
    tolerant: false,
  });
  const file = result.files.find((one) => one.source === template);
  if (!file || file.error) throw new Error(result.errors[0]?.helmText ?? 'not rendered');
  return describe(all, file.output.text, file.output.pieces ?? []);
}

function describe(files: Files, text: string, pieces: Parameters<typeof sourceMap>[0]): string {
  const map = sourceMap(pieces);
  const lines = map.mappings.map(({ start, end, origin }) => {
    const at = siteAt(map, start);
    const place = at ? placeOf(files, at.site.file, at.offset) : '-';
    return `${JSON.stringify(text.slice(start, end))} ${place}${chainOf(files, origin.made ?? origin.site)}${writtenAt(files, origin)}${valuesOf(files, origin)}`;
  });
  if (map.mappings.at(-1)?.end !== text.length || mappingAt(map, text.length) === undefined) lines.push('NOT COVERED');
  return lines.join('\n');
}

/** `t.yaml:3` */
function placeOf(files: Files, file: string, offset: number): string {
  const path = file.replace(/^c\//, '');
  const text = files[path];
  return text === undefined ? file : `${path.split('/').at(-1)}:${goPosition(text, offset).line}`;
}

/** Where text that was made elsewhere was written. */
function writtenAt(files: Files, origin: Origin): string {
  return origin.made && origin.site
    ? ` at ${placeOf(files, origin.site.file, origin.site.span.start)}${chainOf(files, origin.site)}`
    : '';
}

function chainOf(files: Files, site: Site | undefined): string {
  let out = '';
  for (let at = site?.frame; at; at = at.call.frame) out += ` < ${placeOf(files, at.call.file, at.call.span.start)}`;
  return out;
}

function valuesOf(files: Files, origin: Origin): string {
  return valueSources(origin)
    .map(
      (source) =>
        ` = ${source.file}:${goPosition(files[source.file] ?? '', source.span.start).line} ${source.path.join('.')}`,
    )
    .join('');
}
