// Rules about crds/, which Helm 4 has and Helm 3 has not (helm-spec 7.2, section 5).

import type { Chart, ChartFile } from '#engine/chart/chart.ts';
import { decodeDocuments, type ManifestHead } from './documents.ts';
import type { HelmLintRun } from './input.ts';

const FOLDER = 'crds/';

/** Runs the rules about the CRD files of the chart and its subcharts; each is named by its path in its own chart. */
export function lintCrds(run: HelmLintRun): void {
  const kind = run.input.folder.kind('crds');
  if (kind === undefined) return;
  if (!run.check('helm-crds-folder', 'ERROR', FOLDER, kind === 'file' ? 'not a directory' : undefined)) return;
  const loaded = run.load();
  if ('error' in loaded) {
    run.check('helm-chart-load', 'ERROR', FOLDER, loaded.error, loaded.place);
    return;
  }
  for (const file of crdFiles(loaded.chart)) if (!lintFile(run, file)) return;
}

/** False ends the section: a document could not be read. */
function lintFile(run: HelmLintRun, file: ChartFile): boolean {
  for (const { document, span } of decodeDocuments(file.text, run.major)) {
    const place = { source: file.source, span };
    if (document !== null && 'error' in document) {
      return run.check('helm-crd-yaml', 'ERROR', file.name, `unable to parse YAML: ${document.error}`, place);
    }
    if (document === null) continue;
    run.check('helm-crd-api-version', 'ERROR', file.name, apiVersionProblem(document), place);
    run.check('helm-crd-kind', 'ERROR', file.name, kindProblem(document), place);
  }
  return true;
}

function apiVersionProblem({ apiVersion }: ManifestHead): string | undefined {
  return apiVersion.startsWith('apiextensions.k8s.io') ? undefined : "apiVersion is not in 'apiextensions.k8s.io'";
}

function kindProblem({ kind }: ManifestHead): string | undefined {
  return kind === 'CustomResourceDefinition' ? undefined : "object kind is not 'CustomResourceDefinition'";
}

function crdFiles(chart: Chart): ChartFile[] {
  const own = chart.files.filter((file) => file.name.startsWith(FOLDER) && /\.(ya?ml|json)$/i.test(file.name));
  return [...own, ...chart.dependencies.flatMap(crdFiles)];
}
