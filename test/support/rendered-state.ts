// The state of a chart that was rendered once, with all that was recorded: what a session has when nobody types.

import { recordChart } from '#language/workspace/record-chart.ts';
import { withRecorded } from '#language/workspace/recorded.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import { nextState, type RenderState } from '#language/workspace/render-state.ts';
import type { Snapshot } from '#language/workspace/snapshot.ts';
import { FIXTURE_ROOT } from './fixture.ts';

export function renderedState(snapshot: Snapshot, root = FIXTURE_ROOT): RenderState {
  const rendering = renderChart(snapshot, root);
  const tables = recordChart(rendering, { uris: new Set(snapshot.files.keys()) });
  return withRecorded(nextState(undefined, rendering, snapshot), (template) => tables.get(template), true);
}
