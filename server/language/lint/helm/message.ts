// What `helm lint` says, as data: the line it prints, and a code and a place for an editor.

import type { Span } from '#engine/text/span.ts';

/** In Helm's words. With --strict a WARNING fails the run too. */
export type HelmLintSeverity = 'INFO' | 'WARNING' | 'ERROR';

/** One code for each thing that Helm checks. */
export type HelmLintCode =
  | 'helm-chart-file'
  | 'helm-chart-strict'
  | 'helm-chart-name'
  | 'helm-chart-api-version'
  | 'helm-chart-version'
  | 'helm-chart-strict-version'
  | 'helm-chart-app-version'
  | 'helm-chart-maintainer'
  | 'helm-chart-source'
  | 'helm-chart-icon'
  | 'helm-chart-type'
  | 'helm-chart-dependencies'
  | 'helm-values-missing'
  | 'helm-values-file'
  | 'helm-values-schema'
  | 'helm-templates-folder'
  | 'helm-chart-load'
  | 'helm-render'
  | 'helm-template-extension'
  | 'helm-template-crd-hook'
  | 'helm-template-release-time'
  | 'helm-manifest-indent'
  | 'helm-manifest-yaml'
  | 'helm-manifest-name'
  | 'helm-manifest-deprecated'
  | 'helm-manifest-selector'
  | 'helm-manifest-list'
  | 'helm-dependencies-undeclared'
  | 'helm-dependencies-repeated'
  | 'helm-dependencies-missing'
  | 'helm-crds-folder'
  | 'helm-crd-yaml'
  | 'helm-crd-api-version'
  | 'helm-crd-kind';

/** Where a finding belongs. */
export interface HelmLintPlace {
  /** SourceFile.source of the file. */
  readonly source: string;
  /** UTF-16 offsets into that file; undefined: the file as a whole. */
  readonly span?: Span | undefined;
  /** UTF-16 offsets into what the template rendered to, for findings about a manifest. */
  readonly rendered?: Span | undefined;
  /** For errors of the render: SourceFile.source of the template that was rendered, which may have called the culprit. */
  readonly template?: string | undefined;
}

export interface HelmLintMessage {
  readonly code: HelmLintCode;
  readonly severity: HelmLintSeverity;
  /** What Helm prints before the colon: a path inside the chart, the chart's folder, or nothing. */
  readonly path: string;
  /** Helm's text to the letter; it may have several lines. */
  readonly message: string;
  readonly place?: HelmLintPlace | undefined;
}

/** The line that helm prints, without its line end. */
export function messageLine({ severity, path, message }: HelmLintMessage): string {
  return `[${severity}] ${path}: ${message}`;
}
