// Parts of templates that no values set reaches: the switches behind which they stand, and what remains out of reach.

import type { BranchNode, OperandNode, PipeNode } from '#engine/template/node.ts';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { templateView, walkNodes } from '../../documents/template.ts';
import { resolved } from '../../documents/values.ts';
import { isBuiltIn } from '../../schema/kubernetes/built-in.ts';
import { kubernetesOf } from '../../schema/kubernetes/version.ts';
import { type ChartNode, chartTreeUnder } from '../../symbols/charts.ts';
import { type Context, contextAt, operandHere } from '../../symbols/context.ts';
import { effectiveSites } from '../../symbols/effective.ts';
import { objectPaths } from '../../symbols/object-path.ts';
import type { RenderedTemplate } from '../../workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import type { IsForeign } from './carry.ts';
import { listed, type UnreachedPart } from './sets.ts';

/** What is switched on in a render. */
export interface Switches {
  /** Paths from the root chart's values, which are made true: `ingress.enabled`. */
  readonly values: readonly string[];
  /** API versions, besides those that every probe has. */
  readonly apiVersions: readonly string[];
}

/** Conditions of templates by the place where each begins; true: it held in some render. */
export class Reach {
  readonly #held = new Map<string, Map<number, boolean>>();

  /** The conditions that were met here for the first time and did not hold. */
  add(templates: readonly RenderedTemplate[]): { readonly uri: string; readonly start: number }[] {
    const fresh: { uri: string; start: number }[] = [];
    for (const { uri, branches = [] } of templates) {
      let held = this.#held.get(uri);
      if (held === undefined) this.#held.set(uri, (held = new Map()));
      for (const branch of branches) {
        const known = held.get(branch.start);
        if (known === undefined && branch.held === 0) fresh.push({ uri, start: branch.start });
        held.set(branch.start, known === true || branch.held > 0);
      }
    }
    return fresh.filter(({ uri, start }) => this.#held.get(uri)?.get(start) === false);
  }

  /** Those that never held. */
  closed(): { readonly uri: string; readonly start: number }[] {
    return [...this.#held].flatMap(([uri, held]) =>
      [...held].flatMap(([start, isHeld]) => (isHeld ? [] : [{ uri, start }])),
    );
  }
}

/**
 * What would make the condition hold that begins at `start`, as far as switches do: values that are false, and those called
 * `enabled` that nobody sets. Undefined when there is no such switch. `snapshot` is seen under the set that is rendered.
 */
export function switchesAt(snapshot: Snapshot, root: string, uri: string, start: number): Switches | undefined {
  const file = fileAt(snapshot, uri);
  const node = file && branchAt(snapshot, file, start);
  const context = node?.kind === 'if' ? contextAt(snapshot, uri, node.pipe.span.start) : undefined;
  if (node === undefined || context === undefined) return undefined;
  const { operands, versions } = partsOf(node.pipe);
  const conditions = conditionsIn(snapshot, root);
  const paths = operands.map((operand) => pathOf(context, operand)).filter((path) => path !== undefined);
  const values = paths.filter((path) => !conditions.has(path.join('.')) && isOff(snapshot, root, path));
  // A condition that only asks for versions holds in every probe.
  if (values.length === 0) return undefined;
  return { values: [...new Set(values.map((path) => path.join('.')))], apiVersions: versions.filter(isForeignVersion) };
}

/**
 * The API versions and kinds that templates of the release ask for. Of those that Kubernetes serves itself the chosen version
 * decides: a cluster knows its kinds (`networking.k8s.io/v1/Ingress`), which `helm template` alone does not.
 */
export function askedVersions(snapshot: Snapshot, root: string): string[] {
  const versions = new Set<string>();
  for (const { templates } of chartTreeUnder(snapshot, root).charts) {
    for (const { text } of templates) {
      if (!text.includes('APIVersions')) continue;
      for (const [, version = ''] of text.matchAll(ASKED))
        if (isForeignVersion(version) || isServed(snapshot, root, version)) versions.add(version);
    }
  }
  return [...versions];
}

const ASKED = /\.APIVersions\.Has\s+["`]([\w.-]+\/[\w./-]+)["`]/g;

function isForeignVersion(version: string): boolean {
  return !isBuiltIn(version.split('/')[0] ?? '');
}

function isServed(snapshot: Snapshot, root: string, text: string): boolean {
  const [group = '', version = '', kind] = text.split('/');
  const kinds = snapshot.schemas?.kinds(kubernetesOf(snapshot, root)) ?? [];
  return kinds.some((gvk) => gvk.group === group && gvk.version === version && (kind ?? gvk.kind) === gvk.kind);
}

/** `when ingress.enabled is true`; the versions are told where nothing else is switched on. */
export function whenText({ values, apiVersions }: Switches): string {
  const are = (texts: readonly string[]) => (texts.length > 1 ? 'are' : 'is');
  const shown = apiVersions.length > 3 ? [...apiVersions.slice(0, 2), `${apiVersions.length - 2} more`] : apiVersions;
  return `when ${[
    ...(values.length > 0 ? [`${listed(values)} ${are(values)} true`] : []),
    ...(apiVersions.length > 0 ? [`${listed(shown)} ${are(apiVersions)} there`] : []),
  ].join(' and ')}`;
}

/** Conditions of the workspace's own templates that never held, with text behind them. */
export function unreachedParts(snapshot: Snapshot, reach: Reach, isForeign: IsForeign): UnreachedPart[] {
  const parts = reach.closed().flatMap(({ uri, start }): UnreachedPart[] => {
    const file = isForeign(uri) || uri.endsWith('NOTES.txt') ? undefined : fileAt(snapshot, uri);
    const node = file && branchAt(snapshot, file, start);
    if (file === undefined || node === undefined || !writes(node)) return [];
    const { line } = positionAt(lineIndex(file.text), node.head.start);
    const text = file.text.slice(node.pipe.span.start, node.pipe.span.end).replace(/\s+/g, ' ').trim();
    return [{ uri, line, condition: `${node.kind} ${text}` }];
  });
  return parts.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.line - b.line));
}

function branchAt(snapshot: Snapshot, file: FileText, start: number): BranchNode | undefined {
  let found: BranchNode | undefined;
  walkNodes(templateView(file, snapshot.settings).parsed.main.root, (node) => {
    if ((node.kind === 'if' || node.kind === 'with' || node.kind === 'range') && node.head.start === start)
      found ??= node;
  });
  return found;
}

function writes(node: BranchNode): boolean {
  let found = false;
  walkNodes(node.list, (inner) => {
    found ||= inner.kind === 'text' && inner.text.trim() !== '';
  });
  return found;
}

interface Parts {
  readonly operands: readonly OperandNode[];
  readonly versions: readonly string[];
}

const NONE: Parts = { operands: [], versions: [] };

/** What all has to be true: the operand itself, or those of `and`. Of other calls nothing is known. */
function partsOf({ cmds, decl }: PipeNode): Parts {
  const [command] = cmds;
  if (command === undefined || cmds.length > 1 || decl.length > 0) return NONE;
  const [first, ...rest] = command.args;
  if (first === undefined) return NONE;
  if (rest.length === 0) return partsOfOperand(first);
  if (first.kind === 'identifier' && first.ident === 'and') {
    const all = rest.map(partsOfOperand);
    return { operands: all.flatMap(({ operands }) => operands), versions: all.flatMap(({ versions }) => versions) };
  }
  const names = first.kind === 'field' || first.kind === 'variable' ? first.ident : [];
  const [version] = rest;
  const isAsked = names.at(-1) === 'Has' && names.at(-2) === 'APIVersions' && version?.kind === 'string';
  return isAsked ? { operands: [], versions: [version.text] } : NONE;
}

function partsOfOperand(operand: OperandNode): Parts {
  if (operand.kind === 'pipe') return partsOf(operand);
  return operand.kind === 'field' || operand.kind === 'variable' ? { operands: [operand], versions: [] } : NONE;
}

/** The one path of the root chart's values that the operand reads, of plain names only. */
function pathOf(context: Context, operand: OperandNode): string[] | undefined {
  const [found] = objectPaths(context.tree, operandHere(context, operand)).filter(({ object }) => object === 'Values');
  const path = found?.path.filter((step) => typeof step === 'string') ?? [];
  if (found === undefined || path.length === 0 || path.length < found.path.length) return undefined;
  if (!path.every((key) => /^[\w-]+$/.test(key))) return undefined;
  return path[0] === 'global' ? path : [...prefixOf(found.chart), ...path];
}

function prefixOf({ parent, keys, name }: ChartNode): string[] {
  return parent === undefined ? [] : [...prefixOf(parent), keys[0] ?? name];
}

/** Values that decide whether there is a subchart at all. */
function conditionsIn(snapshot: Snapshot, root: string): ReadonlySet<string> {
  const paths = chartTreeUnder(snapshot, root).charts.flatMap((chart) =>
    chart.dependencies.flatMap(({ condition }) =>
      condition.split(',').map((path) => [...prefixOf(chart), path.trim()].join('.')),
    ),
  );
  return new Set(paths);
}

function isOff(snapshot: Snapshot, root: string, path: readonly string[]): boolean {
  const tree = chartTreeUnder(snapshot, root);
  const from = { charts: [tree.root], keys: [] };
  const sites = effectiveSites({ tree, isEnabled: () => true, hasImports: false }, from, path);
  const site = sites.find(({ role }) => role !== 'other');
  const node = site && resolved(site.value);
  const isUnset = node === undefined || node === null || (node.kind === 'scalar' && node.resolved.type === 'null');
  if (isUnset) return path.at(-1) === 'enabled';
  return node.kind === 'scalar' && node.resolved.value === false;
}
