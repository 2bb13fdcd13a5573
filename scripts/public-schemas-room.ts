// What scripts/public-schemas.mjs asks of one chart: what our schemas say of everything that it renders, under each of its values files.

import { fileURLToPath } from 'node:url';
import { readTree, type YamlNode } from '#engine/yaml/read-tree.ts';
import { manifestFindings } from '#language/lint/manifests/findings.ts';
import { courtOf, type JudgedDocument, judged } from '#language/lint/manifests/judged.ts';
import { chartTreeUnder } from '#language/symbols/charts.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import type { Rendering } from '#language/workspace/rendering.ts';
import { applyChanges, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { DEFAULT_SETTINGS } from '#protocol';
import { loadChart } from './public-symbols-room.ts';

export interface Told {
  /** The values file beside the chart's own, or the key that was set; empty: none. */
  readonly values: string;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** `Deployment/web` and the template that prints it. */
  readonly resource: string;
  readonly template: string;
  readonly path: string;
  readonly message: string;
  /** The line that is underlined, as it was rendered. */
  readonly line: string;
}

export interface Answer {
  readonly sets: number;
  /** Sets under which some template failed, which is no matter of schemas. */
  readonly failed: number;
  readonly documents: number;
  /** Documents that are no YAML. */
  readonly unread: number;
  /** Once for each place, however many sets show it. */
  readonly told: readonly Told[];
  /** Kinds without a schema. */
  readonly unknown: readonly string[];
  /** Each document that was judged, with how many errors it has, where `keep` says so. */
  readonly kept: readonly { readonly text: string; readonly errors: number; readonly where: string }[];
}

export interface Ask {
  readonly schemas: Uint8Array;
  /** Values files beside the chart's own, at most. */
  readonly mostSets: number;
  /** Keys named `enabled` of the chart's own values that are false, each made true by itself, at most. */
  readonly mostProbes: number;
  readonly kubeVersion: string;
  readonly keep: boolean;
}

export function schemasSay(folder: string, { schemas, mostSets, mostProbes, kubeVersion, keep }: Ask): Answer {
  const { snapshot: bare, root } = loadChart(folder);
  const snapshot = applyChanges(bare, [{ kind: 'schemas', bytes: schemas }]);
  const chart = chartTreeUnder(snapshot, root).root;
  const others = chart.otherValues.map(({ uri }) => uri.slice(root.length + 1));
  const probes = disabledKeys(fileAt(snapshot, `${root}/values.yaml`)?.text ?? '').slice(0, mostProbes);
  const told = new Map<string, Told>();
  const unknown = new Set<string>();
  const kept = new Map<string, Answer['kept'][number]>();
  const count = { sets: 0, failed: 0, documents: 0, unread: 0 };
  for (const values of ['', ...others.slice(0, mostSets), ...probes]) {
    const { rendering, documents, isTold } = judgedUnder(snapshot, root, values, kubeVersion);
    // A value that was not meant to stand alone fails: what is rendered then is nobody's.
    if (probes.includes(values) && rendering.errors.length > 0) continue;
    count.sets++;
    if (rendering.errors.length > 0) count.failed++;
    for (const { document, uri, text } of documents) {
      count.documents++;
      if (!document.isRead) count.unread++;
      for (const { group, version, kind } of document.unknown) unknown.add(`${group}/${version} ${kind}`);
      const where = uri.startsWith(root) ? uri.slice(root.length + 1) : fileURLToPath(uri);
      for (const { code, severity, path, message, span } of document.troubles) {
        if (!isTold(code, message)) continue;
        const at = document.start + span.start;
        const line = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
        const one = {
          values,
          severity,
          code,
          resource: document.resource,
          template: where,
          path: path.join('.'),
          message,
        };
        const key = [where, code, one.path, message].join(' ');
        if (!told.has(key)) told.set(key, { ...one, line: line.trim().slice(0, 160) });
      }
      if (keep && document.isRead) {
        const whole = documentText(rendering, uri, document.start);
        const errors = document.troubles.filter(({ severity }) => severity === 'error').length;
        if (!kept.has(whole))
          kept.set(whole, { text: whole, errors, where: `${values} ${where} ${document.resource}` });
      }
    }
  }
  return { ...count, told: [...told.values()], unknown: [...unknown], kept: [...kept.values()] };
}

interface Under {
  /** Whether the editor and `chartroom lint` tell such a thing of this render: of what was judged, some is taken back. */
  readonly isTold: (code: string, message: string) => boolean;
  readonly rendering: Rendering;
  readonly documents: readonly { readonly document: JudgedDocument; readonly uri: string; readonly text: string }[];
}

function judgedUnder(given: Snapshot, root: string, values: string, kubeVersion: string): Under {
  const isProbe = values.endsWith('=true');
  const valuesFiles = values === '' || isProbe ? [] : [values];
  const setValues = isProbe ? [values] : [];
  const settings = { ...DEFAULT_SETTINGS, ...given.settings, valuesFiles, setValues, kubeVersion };
  const snapshot = applyChanges(given, [{ kind: 'settings', settings }]);
  const rendering = renderChart(snapshot, root);
  const court = courtOf(snapshot, root, rendering);
  if (court === undefined) throw new Error('the schemas are not there');
  const documents = rendering.templates.flatMap((template) =>
    template.failed || template.gaps !== undefined
      ? []
      : judged(court, template).map((document) => ({ document, uri: template.uri, text: template.output.text })),
  );
  const { findings, foreign } = manifestFindings(snapshot, root, rendering);
  const told = [...findings, ...foreign];
  const isTold = (code: string, message: string) =>
    told.some((one) => one.code === code && one.message.startsWith(message)) || !TAKEN_BACK.has(code);
  return { rendering, documents, isTold };
}

/** What depends on where a document was written, and not on its text alone. */
const TAKEN_BACK: ReadonlySet<string> = new Set(['manifest-removed-api', 'manifest-kind']);

/** `ingress.enabled=true` for each such key that is false. */
function disabledKeys(text: string): string[] {
  const { root } = readTree(text);
  const out: string[] = [];
  const walk = (node: YamlNode | null, path: readonly string[]) => {
    if (node?.kind !== 'map' || path.length > 6) return;
    for (const { key, value } of node.entries) {
      if (key.kind !== 'scalar') continue;
      const at = [...path, key.text.replace(/[.,[\]=]/g, '\\$&')];
      if (/^enabled?$/.test(key.text) && value.kind === 'scalar' && value.resolved.value === false)
        out.push(`${at.join('.')}=true`);
      else walk(value, at);
    }
  };
  walk(root, []);
  return out;
}

function documentText({ templates }: Rendering, uri: string, start: number): string {
  const template = templates.find((one) => one.uri === uri);
  const span = template?.documents.find((one) => one.span.start === start)?.span;
  return span === undefined ? '' : (template?.output.text.slice(span.start, span.end) ?? '');
}
