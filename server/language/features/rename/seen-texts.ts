// Whether the text that a template stands in (a scalar of a values file, a file) is given to tpl alone: only then nobody sees
// that a word in it was renamed.

import { bracedScalars } from '../../documents/scalar-templates.ts';
import { templateView } from '../../documents/template.ts';
import type { Step } from '../../documents/values.ts';
import { type ChartNode, type ChartTree, chartAt, chartOfFile, pathIn } from '../../symbols/charts.ts';
import { objectPath } from '../../symbols/object-path.ts';
import { type Address, addressesOf, leadsTo, unifies } from '../../symbols/occurrences/addresses.ts';
import { isTruncated, withEveryCaller } from '../../symbols/occurrences/every-caller.ts';
import { type RawUse, rawUses } from '../../symbols/occurrences/raw-texts.ts';
import { type Embedded, embeddedIn, resolveEmbedded, resolveIn } from '../../symbols/templates.ts';
import { type PathRef, type Possible, partsOf } from '../../symbols/value.ts';
import type { FileText, Snapshot } from '../../workspace/snapshot.ts';
import { underSet } from '../../workspace/values-set.ts';
import { placeText } from './result.ts';

interface SeenText {
  readonly file: FileText;
  readonly at: number;
  /** The function; empty where an action prints. */
  readonly by: string;
}

/** Of several templates in texts, what the first one that is seen as it is written is seen by, as the end of a sentence. */
export function seenTexts(
  snapshot: Snapshot,
  places: readonly { readonly tree: ChartTree; readonly embedded: Embedded; readonly at: number }[],
  chart: ChartNode,
): { readonly place: string; readonly how: string } | undefined {
  const known = new Set<string>();
  for (const { tree, embedded, at } of places) {
    const key = `${tree.root.folder} ${embedded.span.start} ${embedded.host.uri}`;
    if (known.has(key) || isInTemplate(tree, embedded)) continue;
    known.add(key);
    const seen = seenText(snapshot, tree, embedded);
    if (seen === undefined) continue;
    const place = placeText(embedded.host, at, chart.folder);
    if (seen === 'self') return { place, how: 'and that may be printed as it is elsewhere' };
    const by = seen.by === '' ? 'prints' : `gives to \`${seen.by}\``;
    return { place, how: `and that ${placeText(seen.file, seen.at, chart.folder)} ${by} as it is` };
  }
  return undefined;
}

/** A string that a template gives to tpl, which nobody else sees. */
function isInTemplate(tree: ChartTree, { host }: Embedded): boolean {
  return tree.charts.some(({ templates }) => templates.includes(host));
}

/** The first place that sees the text as it is written; `chart` owns the text's file. `self`: nobody knows where it goes. */
function seenText(given: Snapshot, tree: ChartTree, { host, span }: Embedded): SeenText | 'self' | undefined {
  const snapshot = underSet(given, tree.root.folder);
  const owner = chartAt(tree, chartOfFile(tree, snapshot, host.uri).folder);
  if (owner === undefined) return 'self';
  const values = [owner.defaults, ...owner.otherValues].includes(host);
  const scalars = values ? bracedScalars(host).filter(({ node }) => node.start === span.start) : [];
  if (values && (scalars.length === 0 || scalars.some(({ isKey }) => isKey))) return 'self';
  const addresses = scalars.flatMap(({ path }) => addressesOf(tree, { chart: owner, path }));
  const holds: Holds = (value, by) =>
    value.refs.some((ref) => {
      if (ref.kind === 'path')
        return values ? isOver(tree, ref, addresses, by) : !NAMING.has(by) && isFile(tree, ref, owner, host);
      if (ref.kind === 'text') return ref.parts.some((part) => typeof part !== 'string' && holds(part.of, by));
      // What a named template prints is seen there.
      return ref.kind !== 'included' && partsOf(ref).some((part) => holds(part, by));
    });
  return firstUse(snapshot, tree, holds);
}

/** `range $path, $_ := .Files.Glob "a/*"`: what these are given is the name of a file. */
const NAMING: ReadonlySet<string> = new Set(['base', 'dir', 'ext', 'clean', 'osBase', 'osDir', 'osExt', 'osClean']);

/** The value itself, or a table that it lies in. */
function isOver(tree: ChartTree, ref: PathRef, addresses: readonly Address[], by: string): boolean {
  const found = objectPath(tree, ref);
  if (found === undefined) return false;
  const own = addresses.filter(({ chart }) => chart.folder === found.chart.folder);
  // How many keys a table has is no matter of the texts in it.
  const isCounted = by === 'len';
  if (found.object === undefined || found.object === 'Subcharts') return addresses.length > 0 && !isCounted;
  if (found.object !== 'Values') return false;
  return own.some(({ path }) => unifies(found.path, path) || (!isCounted && leadsTo(found.path, path)));
}

/** `.Files.Get "name"`, a pattern, or all files. */
function isFile(tree: ChartTree, ref: PathRef, owner: ChartNode, file: FileText): boolean {
  const found = objectPath(tree, ref);
  if (found === undefined || found.chart.folder !== owner.folder) return false;
  if (found.object === undefined) return true;
  if (found.object !== 'Files') return false;
  const [method, name] = found.path as readonly Step[];
  return method !== 'Get' || typeof name !== 'string' || name === pathIn(owner.folder, file);
}

type Holds = (value: Possible, by: string) => boolean;

function firstUse(snapshot: Snapshot, tree: ChartTree, holds: Holds): SeenText | undefined {
  const told = (file: FileText, { span, by }: RawUse): SeenText => ({ file, at: span.start, by });
  for (const chart of tree.charts) {
    for (const file of chart.templates) {
      for (const use of rawUses(templateView(file, snapshot.settings))) {
        const place = { chart, call: { body: use.body } };
        const value = resolveIn(snapshot, tree, place, use.value);
        if (holds(value, use.by)) return told(file, use);
        if (!isTruncated(value)) continue;
        const all = withEveryCaller(snapshot, tree, { chart, body: use.body }, use.value);
        if (all === undefined || all.some((one) => holds(one, use.by))) return told(file, use);
      }
    }
  }
  for (const embedded of embeddedIn(snapshot, tree)) {
    for (const use of rawUses(templateView(embedded.file, snapshot.settings))) {
      const value = resolveEmbedded(snapshot, tree, embedded, use.value);
      if (holds(value, use.by) || isTruncated(value)) return told(embedded.host, use);
    }
  }
  return undefined;
}
