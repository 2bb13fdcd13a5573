// The rename of a value: the edits of all its words, or why the new name cannot be.

import { valuesView } from '../../documents/values.ts';
import type { ChartNode } from '../../symbols/charts.ts';
import { dependenciesOf } from '../../symbols/dependencies.ts';
import type { Address } from '../../symbols/occurrences/addresses.ts';
import { schemaPlaces } from '../../symbols/occurrences/schema-keys.ts';
import { declarations, distinct, type Occurrence, usesIn } from '../../symbols/occurrences.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import { dictEdits, takenDictName } from './dict.ts';
import { wordEdits } from './fields.ts';
import { type FileEdit, placeText, type Rename, refused } from './result.ts';
import type { ValuePlan } from './value-plan.ts';
import { isKeyName, keyText } from './words.ts';

export function renameValue(snapshot: Snapshot, plan: ValuePlan, name: string, chart: ChartNode): Rename {
  if (name === plan.word) return { kind: 'edits', edits: [] };
  if (!isKeyName(name))
    return refused(`\`${name}\` cannot be a key: it needs one word without white space and quotes.`);
  const { same, dicts } = plan;
  const dotted = same.declarations.find(({ kind }) => kind === 'comment' || kind === 'chart');
  if (dotted && /[.,[\]]/.test(name))
    return refused(
      `\`${name}\` cannot stand in the path that ${placeText(dotted.file, dotted.span.start, chart.folder)} writes.`,
    );
  const taken = takenName(snapshot, plan, name, chart) ?? (dicts && takenDictName(snapshot, dicts, name, chart));
  if (taken) return refused(taken);
  return {
    kind: 'edits',
    edits: [
      ...wordEdits(snapshot, distinct([...same.uses, ...(dicts?.uses ?? [])]), name),
      ...same.declarations.map((found) => edit(found, name)),
      ...(dicts ? dictEdits(dicts, name) : []),
    ],
    doubt: plan.doubt,
  };
}

function edit({ file, span, kind, whole }: Occurrence, name: string): FileEdit {
  const place = whole ?? span;
  const isDotted = kind === 'comment' || kind === 'chart';
  return { uri: file.uri, span: place, text: isDotted ? name : keyText(file.text.slice(place.start, place.end), name) };
}

/** Something beside the key that has the new name, in whatever file. */
function takenName(snapshot: Snapshot, { same, word }: ValuePlan, name: string, chart: ChartNode): string | undefined {
  for (const { tree, addresses } of same.releases) {
    const beside = addresses.map((address): Address => ({ ...address, path: [...address.path.slice(0, -1), name] }));
    for (const { chart: owner, path } of beside) {
      if (path.length === 1 && isOwned(owner, name))
        return `\`${name}\` means something else to Helm at the top of values.`;
      const schema = fileAt(snapshot, joinUri(owner.folder, 'values.schema.json'));
      const judges = schema ? schemaPlaces(valuesView(schema), path).places : [];
      if (judges.length > 0) return `values.schema.json already has \`${name}\` beside \`${word}\`.`;
    }
    const [found] = [...declarations(snapshot, tree, beside), ...usesIn(snapshot, tree, beside)];
    if (found)
      return `\`${name}\` exists already beside \`${word}\`: ${placeText(found.file, found.span.start, chart.folder)}.`;
  }
  return undefined;
}

function isOwned(chart: ChartNode, name: string): boolean {
  if (name === 'global' || chart.subcharts.some(({ keys }) => keys.includes(name))) return true;
  const entries = dependenciesOf(chart);
  if (name === 'tags') return entries.some(({ tags }) => tags.length > 0);
  if (name === 'exports' && chart.parent) return true;
  return entries.some((entry) => (entry.alias || entry.name) === name);
}
