// Calls of templates that nobody defines, in releases whose dependencies are not all there: what these read nobody knows.

import { templateView } from '../../documents/template.ts';
import { type TemplateUses, usesOf } from '../../symbols/calls.ts';
import type { ChartTree } from '../../symbols/charts.ts';
import { embeddedIn, resolveEmbedded, resolveIn, templateIndex } from '../../symbols/templates.ts';
import type { Possible } from '../../symbols/value.ts';
import { missingCharts } from '../../workspace/missing-charts.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';

export interface AbsentCall {
  readonly file: FileText;
  readonly at: number;
  readonly name: string;
}

/** The first such call that hands over something in which `isHeld` finds what is looked for. */
export function callOfAbsent(
  given: Snapshot,
  tree: ChartTree,
  isHeld: (value: Possible) => boolean,
): AbsentCall | undefined {
  const snapshot = underSet(given, tree.root.folder);
  // With all charts there such a call is an error, whatever it hands over.
  if (missingCharts(snapshot, tree.root.folder).length === 0) return undefined;
  const index = templateIndex(snapshot, tree);
  const absentIn = (uses: TemplateUses) =>
    [...uses.callsByName].filter(([name]) => index.sitesOf(name).length === 0).flatMap(([, calls]) => calls);
  for (const chart of tree.charts) {
    for (const file of chart.templates) {
      for (const call of absentIn(usesOf(templateView(file, snapshot.settings))))
        if (isHeld(resolveIn(snapshot, tree, { chart, call: { body: call.body } }, call.data)))
          return { file, at: call.span.start, name: call.name ?? '' };
    }
  }
  for (const embedded of embeddedIn(snapshot, tree)) {
    for (const call of absentIn(usesOf(templateView(embedded.file, snapshot.settings))))
      if (isHeld(resolveEmbedded(snapshot, tree, embedded, call.data)))
        return { file: embedded.host, at: call.span.start, name: call.name ?? '' };
  }
  return undefined;
}
