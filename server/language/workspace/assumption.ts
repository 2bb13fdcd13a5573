// "As if": values and API versions that one template's preview takes for given; they stand in no file of the user's.

import type { Settings } from '#protocol';
import { pathInRelease } from './mounts.ts';
import type { AssumedTemplate, Rendering } from './rendering.ts';
import type { FileText, Snapshot } from './snapshot.ts';
import { joinUri } from './uri.ts';

export type AssumedValue = string | number | boolean | null | readonly never[];

/** What a preview assumes, by paths from the root chart's values. */
export interface Assumption {
  readonly values: readonly { readonly path: readonly string[]; readonly value: AssumedValue }[];
  readonly apiVersions: readonly string[];
}

/** Both together; where they disagree, the later one holds. */
export function bothAssumptions(before: Assumption | undefined, more: Assumption): Assumption {
  const keyOf = ({ path }: Assumption['values'][number]) => JSON.stringify(path);
  const later = new Set(more.values.map(keyOf));
  const kept = before?.values.filter((one) => !later.has(keyOf(one))) ?? [];
  const apiVersions = [...new Set([...(before?.apiVersions ?? []), ...more.apiVersions])];
  return { values: [...kept, ...more.values], apiVersions };
}

/** Whether the later one goes further than the earlier one: it assumes something that is not settled there. */
export function goesFurther(before: Assumption, after: Assumption): boolean {
  return after.values.length > before.values.length || after.apiVersions.length > before.apiVersions.length;
}

/** `ingress.enabled: true`, one for each value. */
export function assumptionTexts({ values, apiVersions }: Assumption): string[] {
  const texts = values.map(({ path, value }) => `${path.map(keyText).join('.')}: ${JSON.stringify(value)}`);
  return [...texts, ...apiVersions.map((version) => `API version ${version}`)];
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

/** The templates below `folder` whose previews assume something, each from a render of its own under a key of its own. */
export function assumedTemplates(
  snapshot: Snapshot,
  folder: string,
  render: (assuming: Snapshot, key: string) => Rendering,
): AssumedTemplate[] {
  const own = [...snapshot.assumptions].filter(([uri]) => pathInRelease(snapshot, folder, uri) !== undefined);
  return own.map(([uri, assumption]) => {
    const { templates, errors } = render(assumingSnapshot(snapshot, folder, assumption), `${folder} as if ${uri}`);
    const template = templates.find((one) => one.uri === uri);
    const texts = assumptionTexts(assumption);
    if (template !== undefined && !template.failed) return { uri, texts, template, errors: [] };
    const named = errors.filter((error) => error.uri === uri || error.related.some((place) => place.uri === uri));
    return { uri, texts, template, errors: named.length > 0 ? named : errors };
  });
}

/** The workspace as it would be: one more values file, the last of the active set. */
function assumingSnapshot(snapshot: Snapshot, root: string, assumption: Assumption): Snapshot {
  const file = fileOf(root, assumption);
  const files = new Map(snapshot.files).set(file.uri, file);
  return { ...snapshot, files, settings: settingsOf(snapshot.settings, assumption) };
}

/** Beside the chart's folder, so that it is none of the chart's files. */
const FILE_NAME = '../.chartroom-as-if.yaml';

/** Whether a place lies in what is assumed, which no file of the user's is. */
export function isAssumed(uri: string): boolean {
  return uri.endsWith('/.chartroom-as-if.yaml');
}

/** The same object each time, so that memos hold. */
const files = new WeakMap<Assumption, FileText>();
const settings = new WeakMap<Settings, WeakMap<Assumption, Settings>>();

function fileOf(root: string, assumption: Assumption): FileText {
  const uri = joinUri(root, FILE_NAME);
  let file = files.get(assumption);
  if (file?.uri !== uri) files.set(assumption, (file = { uri, text: textOf(assumption), version: undefined }));
  return file;
}

function settingsOf(before: Settings, assumption: Assumption): Settings {
  let known = settings.get(before);
  if (known === undefined) settings.set(before, (known = new WeakMap()));
  let after = known.get(assumption);
  if (after === undefined) {
    const valuesFiles = [...before.valuesFiles, FILE_NAME];
    after = { ...before, valuesFiles, apiVersions: [...before.apiVersions, ...assumption.apiVersions] };
    known.set(assumption, after);
  }
  return after;
}

/** JSON, which is YAML. */
function textOf({ values }: Assumption): string {
  const root: Table = new Map();
  for (const { path, value } of values) {
    let at = root;
    for (const key of path.slice(0, -1)) {
      const next = at.get(key);
      const table: Table = next instanceof Map ? next : new Map();
      at.set(key, table);
      at = table;
    }
    at.set(path.at(-1) ?? '', value);
  }
  return `${json(root)}\n`;
}

type Table = Map<string, AssumedValue | Table>;

function json(value: AssumedValue | Table): string {
  if (!(value instanceof Map)) return JSON.stringify(value);
  return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}: ${json(inner)}`).join(', ')}}`;
}
