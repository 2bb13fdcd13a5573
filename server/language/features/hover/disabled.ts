// Whether the values leave a subchart out, as the last render shows: none of its templates was rendered.

import type { ChartNode } from '../../symbols/charts.ts';
import type { RenderState } from '../../workspace/render-state.ts';
import { causesOf } from '../../workspace/rendering.ts';
import { baseNameOf } from '../../workspace/uri.ts';

export function isDisabled(state: RenderState | undefined, chart: ChartNode): boolean {
  if (state === undefined || chart.parent === undefined || chart.isLibrary || causesOf(state.output).length > 0)
    return false;
  const own = new Set(chart.templates.filter(({ uri }) => !baseNameOf(uri).startsWith('_')).map(({ uri }) => uri));
  return own.size > 0 && !state.output.templates.some(({ uri }) => own.has(uri));
}
