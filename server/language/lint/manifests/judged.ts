// What is wrong with the documents that templates render to, as offsets into their outputs: judged again only when they change.

import type { Span } from '#engine/text/span.ts';
import { pathAt, readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { placesOf, valuesView } from '../../documents/values.ts';
import { crdFiles } from '../../schema/kubernetes/harvest/sources.ts';
import { identify } from '../../schema/kubernetes/identify.ts';
import { apiVersionOf } from '../../schema/kubernetes/kinds.ts';
import { type SchemaLookup, schemaLookup } from '../../schema/kubernetes/lookup.ts';
import { modelineLookup } from '../../schema/kubernetes/modeline.ts';
import type { GroupVersionKind } from '../../schema/kubernetes/schema-node.ts';
import { validateManifest } from '../../schema/kubernetes/validate.ts';
import type { RenderedTemplate, Rendering } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { joinUri } from '../../workspace/uri.ts';
import type { ManifestCode } from './codes.ts';

/** One thing that is wrong in a document. Offsets count from where the document begins. */
export interface Trouble {
  readonly code: ManifestCode;
  readonly path: readonly (string | number)[];
  readonly span: { readonly start: number; readonly end: number };
  readonly where: 'key' | 'value';
  /** The scalar that is underlined; undefined where it is none. */
  readonly node: YamlNode | undefined;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly fix: string | undefined;
}

/** A document of a template's output. */
export interface JudgedDocument {
  /** Where it begins in the output. */
  readonly start: number;
  /** `Deployment/web`. */
  readonly resource: string;
  readonly troubles: readonly Trouble[];
  /** Kinds of third parties that nobody has a schema of. */
  readonly unknown: readonly GroupVersionKind[];
  /** False: it is no YAML. */
  readonly isRead: boolean;
}

/** How the documents of one render are judged: the same object while nothing that they are judged by changes. */
export interface Court {
  readonly lookup: SchemaLookup;
  /** The schemas as a document sees them that names one in a comment. */
  readonly named: (template: RenderedTemplate, span: Span) => SchemaLookup | undefined;
  readonly kubeVersionRange: string | undefined;
  readonly skipKinds: readonly string[];
  readonly parts: readonly unknown[];
  /** By the texts of documents: those of the last renders. */
  readonly byText: Map<string, Judged>;
  readonly byTemplate: WeakMap<RenderedTemplate, readonly JudgedDocument[]>;
}

type Judged = Pick<JudgedDocument, 'troubles' | 'unknown' | 'isRead'>;

/** As many charts as are edited at the same time. */
const MOST_COURTS = 8;
/** Texts beyond that many are forgotten, all at once: they are judged again as they come. */
const MOST_TEXTS = 4000;
const courts = new Map<string, Court>();

/**
 * `snapshot` is seen under the root's set. Undefined while the schemas that Chartroom ships are not there. `isAside`: what is
 * known of the chart's own renders stays as it is.
 */
export function courtOf(snapshot: Snapshot, root: string, rendering: Rendering, isAside = false): Court | undefined {
  const lookup = schemaLookup(snapshot, root, rendering);
  if (!lookup.isLoaded) return undefined;
  const kubeVersionRange = rangeOf(snapshot, root);
  const { skipKinds } = snapshot.settings.schema;
  const named = [...snapshot.schemaFolders.values()].flatMap((uris) => uris.map((uri) => snapshot.files.get(uri)));
  const crds = rendering.templates.filter(({ documents }) => documents.some(({ kind }) => kind === CRD));
  const sources = [snapshot.schemas, crdFiles(snapshot), ...named.filter((file) => file !== undefined), ...crds];
  const parts = [lookup.kubernetes, kubeVersionRange, skipKinds, ...sources];
  const last = courts.get(root);
  const isSame = last?.parts.length === parts.length && last.parts.every((part, i) => part === parts[i]);
  const kept = isSame && last.byText.size < MOST_TEXTS ? last : { byText: new Map(), byTemplate: new WeakMap() };
  const byComment: Court['named'] = ({ uri, output }, span) =>
    modelineLookup(snapshot, lookup, { uri, text: output.text, span });
  const court: Court = { lookup, named: byComment, kubeVersionRange, skipKinds, parts, ...pick(kept) };
  if (isAside) return court;
  courts.delete(root);
  courts.set(root, court);
  if (courts.size > MOST_COURTS) courts.delete(courts.keys().next().value as string);
  return court;
}

const CRD = 'CustomResourceDefinition';

function pick({ byText, byTemplate }: Pick<Court, 'byText' | 'byTemplate'>): Pick<Court, 'byText' | 'byTemplate'> {
  return { byText, byTemplate };
}

/** Nothing is said of documents that are no YAML: they are told by themselves. */
export function judged(court: Court, template: RenderedTemplate): readonly JudgedDocument[] {
  let known = court.byTemplate.get(template);
  if (known === undefined) {
    let isNamed = false;
    known = template.documents.flatMap(({ kind, name, apiVersion, span }): JudgedDocument[] => {
      if (isSkipped(court.skipKinds, apiVersion, kind)) return [];
      const text = template.output.text.slice(span.start, span.end);
      const resource = name === '' ? kind : `${kind}/${name}`;
      const lookup = court.named(template, span);
      if (lookup) isNamed = true;
      return [
        { start: span.start, resource, ...(lookup ? judge({ ...court, lookup }, text) : judgedText(court, text)) },
      ];
    });
    // A schema that a comment names may change while nothing else does.
    if (!isNamed) court.byTemplate.set(template, known);
  }
  return known;
}

function judgedText(court: Court, text: string): Judged {
  let known = court.byText.get(text);
  if (known === undefined) court.byText.set(text, (known = judge(court, text)));
  return known;
}

function judge({ lookup, kubeVersionRange, skipKinds }: Court, text: string): Judged {
  const { root, error } = readTree(text);
  if (root === null || error !== undefined) return { troubles: [], unknown: [], isRead: error === undefined };
  const { resources, problems, unknown } = identify(root, lookup, { kubeVersionRange });
  const { kubernetes } = lookup;
  const bySchema = resources.flatMap(({ root: object, gvk, found, path }) => {
    if (found === undefined || isSkipped(skipKinds, apiVersionOf(gvk), gvk.kind)) return [];
    const violations = validateManifest(object, found, { kubernetes });
    return path.length === 0 ? violations : violations.map((one) => ({ ...one, path: [...path, ...one.path] }));
  });
  const troubles = [...problems, ...bySchema].map(({ code, path, span, where, message, severity, fix }): Trouble => {
    const node = pathAt(root, span.start).findLast((one) => one.kind === 'scalar' && one.start === span.start);
    return { code, path, span, where, node, message, severity, fix: fix?.text };
  });
  return { troubles, unknown, isRead: true };
}

/** `Secret`, `apps/v1/Deployment`, `*.example.com/*`. */
export function isSkipped(patterns: readonly string[], apiVersion: string, kind: string): boolean {
  return patterns.some((pattern) => {
    const text = pattern.includes('/') ? `${apiVersion}/${kind}` : kind;
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(text);
  });
}

function rangeOf(snapshot: Snapshot, root: string): string | undefined {
  const file = fileAt(snapshot, joinUri(root, 'Chart.yaml'));
  const value = file && placesOf(valuesView(file), ['kubeVersion'])[0]?.value;
  return value?.kind === 'scalar' && value.text !== '' ? value.text : undefined;
}
