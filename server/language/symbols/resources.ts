// The resources that a release renders and how they name each other: by fields that hold a name, and by selectors of labels.

import type { Span } from '#engine/text/span.ts';
import { readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { entriesOf, keyText, resolved } from '../documents/values.ts';
import { type RenderState, type View, viewOf } from '../workspace/render-state.ts';
import type { RenderedDocument } from '../workspace/rendering.ts';

/** A resource as the template in `uri` rendered it. */
export interface Resource {
  readonly uri: string;
  readonly view: View;
  readonly document: RenderedDocument;
}

/** A place of a rendered resource that names others. */
export interface ResourceLink {
  /** The kinds that are meant. */
  readonly kinds: readonly string[];
  /** The name, or the labels that are selected. */
  readonly name: string | undefined;
  readonly labels: ReadonlyMap<string, string> | undefined;
  /** The key and the value, in offsets of the template's output. */
  readonly key: Span;
  readonly value: Span;
}

const resourcesMemo = new WeakMap<RenderState, readonly Resource[]>();

/** Every resource of the last render, in the order of its templates. */
export function resourcesOf(state: RenderState): readonly Resource[] {
  let known = resourcesMemo.get(state);
  if (known === undefined) {
    known = state.output.templates.flatMap(({ uri }) => {
      const view = viewOf(state, uri, 'file');
      return view.documents.filter(({ kind }) => kind !== '').map((document): Resource => ({ uri, view, document }));
    });
    resourcesMemo.set(state, known);
  }
  return known;
}

const trees = new WeakMap<RenderedDocument, YamlNode | null>();

/** The resource's YAML, in offsets of the template's output; read when somebody asks. */
export function treeOf({ view, document }: Resource): YamlNode | null {
  let root = trees.get(document);
  if (root === undefined) {
    const { start, end } = document.span;
    root = readTree(view.text.text.slice(start, end), { offset: start }).root;
    trees.set(document, root);
  }
  return root;
}

const links = new WeakMap<RenderedDocument, readonly ResourceLink[]>();

/** The places of a resource that name others. */
export function linksOf(resource: Resource): readonly ResourceLink[] {
  let known = links.get(resource.document);
  if (known === undefined) {
    const out: ResourceLink[] = [];
    const root = treeOf(resource);
    if (root !== null) collect(root, { kind: resource.document.kind, path: [] }, out);
    links.set(resource.document, (known = out));
  }
  return known;
}

/** The resources that a link means. */
export function targetsOf(state: RenderState, link: ResourceLink): Resource[] {
  const ofKind = resourcesOf(state).filter(({ document }) => link.kinds.includes(document.kind));
  if (link.name !== undefined) return ofKind.filter(({ document }) => document.name === link.name);
  return ofKind.filter((resource) => selects(link.labels ?? new Map(), labelsOf(resource)));
}

interface Place {
  /** Kind of the resource. */
  readonly kind: string;
  /** The keys around, the nearest last; items of lists are left out. */
  readonly path: readonly string[];
}

/** Deeper than any manifest that a person wrote. */
const DEEPEST = 60;

function collect(node: YamlNode, place: Place, out: ResourceLink[]): void {
  const own = resolved(node);
  if (own === null || own.kind === 'scalar' || place.path.length > DEEPEST) return;
  if (own.kind === 'list') {
    for (const item of own.items) collect(item, place, out);
    return;
  }
  const fields = new Map(
    entriesOf({ key: undefined, value: own, path: [] }).map(({ key, value, path }) => [
      String(path[0]),
      { key, value },
    ]),
  );
  for (const [name, { key, value }] of fields) {
    const found = linkAt(place, name, value, fields);
    if (found && key) out.push({ ...found, key, value });
    collect(value, { ...place, path: [...place.path, name] }, out);
  }
}

type Fields = ReadonlyMap<string, { readonly key: YamlNode | undefined; readonly value: YamlNode }>;
type Meant = Pick<ResourceLink, 'kinds' | 'name' | 'labels'>;

/** Fields whose own name says what they hold the name of. */
const BY_FIELD: Readonly<Record<string, readonly string[]>> = {
  secretName: ['Secret'],
  claimName: ['PersistentVolumeClaim'],
  serviceAccountName: ['ServiceAccount'],
  serviceAccount: ['ServiceAccount'],
  priorityClassName: ['PriorityClass'],
  storageClassName: ['StorageClass'],
  ingressClassName: ['IngressClass'],
};

/** `name` below these keys. */
const BY_PARENT: Readonly<Record<string, readonly string[]>> = {
  configMapKeyRef: ['ConfigMap'],
  configMapRef: ['ConfigMap'],
  configMap: ['ConfigMap'],
  secretKeyRef: ['Secret'],
  secretRef: ['Secret'],
  secret: ['Secret'],
  imagePullSecrets: ['Secret'],
};

/** `name` beside a `kind`, below these keys. */
const WITH_KIND: ReadonlySet<string> = new Set(
  'scaleTargetRef targetRef roleRef subjects parentRefs backendRefs'.split(' '),
);
const USUAL_KIND: Readonly<Record<string, string>> = { parentRefs: 'Gateway', backendRefs: 'Service' };

const WORKLOADS = 'Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Pod'.split(' ');

/** Labels that these select, below the path, and what has them. */
const SELECTORS: readonly { readonly kind: string; readonly path: string; readonly of: readonly string[] }[] = [
  { kind: 'Service', path: 'spec.selector', of: WORKLOADS },
  { kind: 'NetworkPolicy', path: 'spec.podSelector.matchLabels', of: WORKLOADS },
  { kind: 'PodDisruptionBudget', path: 'spec.selector.matchLabels', of: WORKLOADS },
  { kind: 'PodMonitor', path: 'spec.selector.matchLabels', of: WORKLOADS },
  { kind: 'ServiceMonitor', path: 'spec.selector.matchLabels', of: ['Service'] },
];

function linkAt({ kind, path }: Place, name: string, value: YamlNode, fields: Fields): Meant | undefined {
  const labels = selectorAt(kind, [...path, name].join('.'), value);
  if (labels) return labels;
  const node = resolved(value);
  if (node?.kind !== 'scalar' || node.text === '') return undefined;
  const parent = path.at(-1) ?? '';
  const byField = BY_FIELD[name];
  if (byField) return { kinds: byField, name: node.text, labels: undefined };
  if (name === 'serviceName' && (kind === 'StatefulSet' || parent === 'backend'))
    return { kinds: ['Service'], name: node.text, labels: undefined };
  if (name !== 'name') return undefined;
  const isBackend = parent === 'service' && ['backend', 'defaultBackend'].includes(path.at(-2) ?? '');
  const kinds = isBackend ? ['Service'] : WITH_KIND.has(parent) ? kindBeside(parent, fields) : BY_PARENT[parent];
  return kinds && { kinds, name: node.text, labels: undefined };
}

function kindBeside(parent: string, fields: Fields): readonly string[] | undefined {
  const node = fields.get('kind')?.value;
  const kind = (node && keyText(node)) ?? USUAL_KIND[parent];
  return kind === undefined ? undefined : [kind];
}

function selectorAt(kind: string, path: string, value: YamlNode): Meant | undefined {
  const selector = SELECTORS.find((one) => one.kind === kind && one.path === path);
  const labels = selector && textsOf(value);
  return selector && labels && labels.size > 0 ? { kinds: selector.of, name: undefined, labels } : undefined;
}

/** The texts of a map. */
function textsOf(value: YamlNode): Map<string, string> {
  const entries = entriesOf({ key: undefined, value, path: [] });
  return new Map(entries.map((entry) => [String(entry.path[0]), keyText(entry.value) ?? '']));
}

/** Labels of its pods, or its own where it has none. */
function labelsOf(resource: Resource): ReadonlyMap<string, string> {
  const root = treeOf(resource);
  const { kind } = resource.document;
  const way =
    kind === 'Pod' || !WORKLOADS.includes(kind)
      ? ['metadata', 'labels']
      : [...(kind === 'CronJob' ? ['spec', 'jobTemplate'] : []), 'spec', 'template', 'metadata', 'labels'];
  const found = way.reduce<YamlNode | undefined>((at, key) => at && child(at, key), root ?? undefined);
  return found ? textsOf(found) : new Map();
}

function child(node: YamlNode, key: string): YamlNode | undefined {
  return entriesOf({ key: undefined, value: node, path: [] }).find(({ path }) => path[0] === key)?.value;
}

function selects(wanted: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  return wanted.size > 0 && [...wanted].every(([key, value]) => labels.get(key) === value);
}
