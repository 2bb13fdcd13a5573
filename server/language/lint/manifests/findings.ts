// Findings about everything that a chart renders: each cause once, where somebody can mend it.

import type { Span } from '#engine/text/span.ts';
import type { GroupVersionKind } from '../../schema/kubernetes/schema-node.ts';
import { type Finding, lacksValues, type RenderedTemplate, type Rendering } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { hasSyntaxError } from '../loaded.ts';
import { lineExcerpt } from '../rendered-line.ts';
import { isSilenced } from '../told.ts';
import { type Carried, carry, type IsForeign } from './carry.ts';
import { foreignFiles } from './foreign.ts';
import { courtOf, type JudgedDocument, judged, type Trouble } from './judged.ts';

export interface ManifestFindings {
  readonly findings: readonly Finding[];
  /** What is wrong in charts that nobody edits here, and is none of the workspace's doing. */
  readonly foreign: readonly ForeignFinding[];
  /** Kinds of third parties that nobody has a schema of: they are not judged. */
  readonly withoutSchema: readonly GroupVersionKind[];
  /** Of what these templates render nothing can be said now. */
  readonly unsure: readonly string[];
}

export interface ForeignFinding {
  /** The rendered template. */
  readonly uri: string;
  readonly resource: string;
  readonly code: string;
  readonly message: string;
}

const NONE: ManifestFindings = { findings: [], foreign: [], withoutSchema: [], unsure: [] };

/**
 * `snapshot` is seen under the set of the chart in `root`. Once `stop` says true, what is found is of no use. `isAside`: the
 * render is none of those that follow each other while somebody types.
 */
export function manifestFindings(
  snapshot: Snapshot,
  root: string,
  rendering: Rendering,
  stop: () => boolean = () => false,
  isAside = false,
): ManifestFindings {
  if (lacksValues(rendering)) return { ...NONE, unsure: rendering.templates.map(({ uri }) => uri).concat(root) };
  const court = courtOf(snapshot, root, rendering, isAside);
  if (court === undefined) return NONE;
  // Most renders have nothing wrong, and never ask.
  let known: IsForeign | undefined;
  const isForeign: IsForeign = (uri) => (known ??= foreignFiles(snapshot, root))(uri);
  const run: Run = { snapshot, isForeign, groups: new Map(), foreign: [] };
  const withoutSchema = new Map<string, GroupVersionKind>();
  const unsure = new Set<string>();
  // Helm renders in an order that nobody expects, and the first of several resources is named.
  const templates = [...rendering.templates].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  for (const template of templates) {
    if (stop()) return NONE;
    if (!isSure(snapshot, template)) {
      unsure.add(template.uri);
      continue;
    }
    for (const document of judged(court, template)) {
      if (!document.isRead) unsure.add(template.uri);
      for (const gvk of document.unknown) withoutSchema.set(`${gvk.group}/${gvk.version}/${gvk.kind}`, gvk);
      const strangers = strangersIn(document.troubles);
      for (const trouble of document.troubles) place(run, template, document, trouble, strangers.get(tableOf(trouble)));
    }
  }
  const findings = [...run.groups.values()].flatMap((group) => findingOf(snapshot, group) ?? []);
  return { findings, foreign: run.foreign, withoutSchema: [...withoutSchema.values()], unsure: [...unsure] };
}

/** What a template would write behind an error, or in a gap, nobody knows. */
function isSure(snapshot: Snapshot, { uri, failed, gaps }: RenderedTemplate): boolean {
  return !failed && gaps === undefined && !hasSyntaxError(snapshot, uri);
}

interface Run {
  readonly snapshot: Snapshot;
  readonly isForeign: IsForeign;
  readonly groups: Map<string, Group>;
  readonly foreign: ForeignFinding[];
}

/** What is one cause: the same code at the same place about the same field. */
interface Group {
  readonly first: Trouble;
  readonly carried: Carried;
  readonly excerpt: string;
  /** The field that tells it from others at the place. */
  readonly about: string;
  /** The fields that it is about. */
  readonly fields: Set<string | number>;
  /** Resources that show it, with the template of each. */
  readonly resources: Map<string, string>;
  readonly related: Map<string, Finding['related'][number]>;
  /** All of its places, each with a comment that silences it: then nothing is told. */
  silenced: boolean;
}

/** Unknown fields that are like no known ones, by the table that they stand in. */
function strangersIn(troubles: readonly Trouble[]): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = new Map<string, Set<string>>();
  for (const trouble of troubles) {
    if (trouble.code !== 'manifest-unknown-field' || trouble.fix !== undefined) continue;
    const table = tableOf(trouble);
    tables.set(table, (tables.get(table) ?? new Set()).add(String(trouble.path.at(-1))));
  }
  return tables;
}

function tableOf({ path }: Trouble): string {
  return JSON.stringify(path.slice(0, -1));
}

function place(
  run: Run,
  template: RenderedTemplate,
  { start, resource }: JudgedDocument,
  trouble: Trouble,
  strangers: ReadonlySet<string> | undefined,
): void {
  const { code, message, path } = trouble;
  const span = { start: start + trouble.span.start, end: start + trouble.span.end };
  const isStranger = code === 'manifest-unknown-field' && trouble.fix === undefined;
  const spot = { span, where: trouble.where, node: trouble.node, strangers: isStranger ? strangers : undefined };
  const carried = carry(run.snapshot, template, spot, run.isForeign);
  if (OF_VERSIONS.has(code) && asksForKind(run.snapshot, [template.uri, carried?.uri])) return;
  if (carried === undefined) {
    run.foreign.push({ uri: template.uri, resource, code, message });
    return;
  }
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  // One action that prints a block in the wrong place is one cause, however many fields it has.
  const field = isStranger && carried.cause === 'action' ? '' : name;
  const key = `${code} ${carried.uri} ${carried.span.start} ${carried.span.end} ${field}`;
  let group = run.groups.get(key);
  if (group === undefined) {
    const excerpt =
      carried.cause === 'action' ? `\n${lineExcerpt(template.output.text.slice(start), trouble.span.start)}` : '';
    group = {
      first: trouble,
      carried,
      excerpt,
      about: field,
      fields: new Set(),
      resources: new Map(),
      related: new Map(),
      silenced: true,
    };
    run.groups.set(key, group);
  }
  group.fields.add(name);
  group.resources.set(`${template.uri} ${resource}`, resource);
  for (const one of carried.related) group.related.set(`${one.uri} ${one.span.start} ${one.message}`, one);
  if (!isSilenced(run.snapshot, code, carried.places)) group.silenced = false;
}

/**
 * Whether one of the files asks `.Capabilities.APIVersions.Has "networking.k8s.io/v1/Ingress"`. Without a cluster Helm knows
 * groups and versions only, so that the branch for old clusters is rendered, which a cluster of today would never see.
 */
function asksForKind(snapshot: Snapshot, uris: readonly (string | undefined)[]): boolean {
  return uris.some((uri) => uri !== undefined && ASKS_FOR_KIND.test(fileAt(snapshot, uri)?.text ?? ''));
}

/** An old version that was removed, or that never had the kind. */
const OF_VERSIONS: ReadonlySet<string> = new Set(['manifest-removed-api', 'manifest-kind']);

const ASKS_FOR_KIND = /\.APIVersions\.Has\s*\(?\s*["`][\w.-]+\/(?:[\w.-]+\/)?[A-Z]\w*["`]/;

/** Related places beyond that are more of the same. */
const MOST_RELATED = 8;

function findingOf(snapshot: Snapshot, group: Group): Finding | undefined {
  const { first, carried, excerpt, resources, related } = group;
  if (group.silenced) return undefined;
  const { uri, span } = carried;
  const [resource, ...others] = [...resources.values()];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const about = carried.cause === 'value' || isInHelper(carried) || others.length > 0 ? ` (${resource}${more})` : '';
  const finding: Finding = {
    code: first.code,
    severity: first.severity,
    uri,
    span,
    message: `${first.message}${fieldsText(group)}${about}${excerpt}`,
    related: [...related.values()].filter((one) => fileAt(snapshot, one.uri)).slice(0, MOST_RELATED),
    about: group.about,
  };
  const fix = fixOf(snapshot, first, carried);
  return fix === undefined ? finding : { ...finding, fix };
}

function fieldsText({ fields }: Group): string {
  if (fields.size < 2) return '';
  return `, and ${fields.size - 1} more: does the block stand in the right place?`;
}

function isInHelper({ related }: Carried): boolean {
  return related.some(({ message }) => message === 'called here');
}

/** Where the text stands as it was rendered, what was meant may stand in its place. */
function fixOf(snapshot: Snapshot, { fix, node }: Trouble, { uri, span, isExact }: Carried): string | undefined {
  const text = textAt(snapshot, uri, span);
  return fix !== undefined && isExact && node?.kind === 'scalar' && text === node.text ? fix : undefined;
}

function textAt(snapshot: Snapshot, uri: string, { start, end }: Span): string | undefined {
  return fileAt(snapshot, uri)?.text.slice(start, end);
}
