// What lint found, for other programs: one finding a line, JSON, or SARIF 2.1.0.

import { cleanPath } from '#engine/chart/archive-path.ts';
import type { SourceFile } from '#engine/chart/chart.ts';
import { lineIndex, positionAt } from '#engine/text/lines.ts';
import type { Span } from '#engine/text/span.ts';
import type { HelmLintMessage } from '#language/lint/helm/lint.ts';

/** One path of the command line, and what lint said of it. */
export interface LintedPath {
  readonly path: string;
  /** Why there is nothing else to say. */
  readonly fatal: string | undefined;
  readonly messages: readonly HelmLintMessage[];
  readonly files: readonly SourceFile[];
}

export interface ReportOptions {
  readonly format: string;
  /** How many of the paths failed. */
  readonly failed: number;
  /** Chartroom's own. */
  readonly version: string;
  /** Absolute path of the folder that paths are told from. */
  readonly folder: string;
}

/** The whole report, ready to be printed. */
export function report(paths: readonly LintedPath[], options: ReportOptions): string {
  const findings = paths.flatMap((path) => findingsOf(path, options.folder));
  return reportOf(findings, counts(paths, options), options);
}

/** The same for findings of any kind; `head` stands before them in JSON. */
export function reportOf(
  findings: readonly ReportedFinding[],
  head: object,
  { format, version }: Pick<ReportOptions, 'format' | 'version'>,
): string {
  if (format === 'text') return findings.map((finding) => `${textLine(finding)}\n`).join('');
  const whole = format === 'sarif' ? sarif(findings, version) : { ...head, findings };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

function counts({ length }: readonly LintedPath[], { failed }: ReportOptions) {
  return { linted: length, failed };
}

type Severity = 'error' | 'warning' | 'info';

/** Lines and columns count from 1, columns in UTF-16 units, the end is behind the last; absent for a file as a whole. */
export interface ReportedFinding {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Path of the chart as given. */
  readonly chart: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

function findingsOf({ path, fatal, messages, files }: LintedPath, folder: string): ReportedFinding[] {
  if (fatal !== undefined) {
    return [{ severity: 'error', code: 'helm-chart-unreadable', message: fatal, chart: path, file: path }];
  }
  const bySource = new Map(files.map((file) => [file.source, file]));
  return messages.map(({ severity, code, message, place, path: label }) => {
    const file = place && bySource.get(place.source);
    const inside = file?.path ?? (place?.source ? undefined : label);
    return {
      severity: SEVERITIES[severity],
      code,
      message: message.trim(),
      chart: path,
      file: inside === undefined ? below(folder, place?.source ?? path) : joined(path, below(folder, inside)),
      ...(file && place?.span && region(file.text, place.span)),
    };
  });
}

const SEVERITIES: Readonly<Record<HelmLintMessage['severity'], Severity>> = {
  ERROR: 'error',
  WARNING: 'warning',
  INFO: 'info',
};

/** Helm names folders by their absolute path, or by nothing at all: then it is the chart's own. */
function joined(chart: string, inside: string): string {
  const base = cleanPath(chart);
  if (inside.startsWith('/') || inside === base || inside.startsWith(`${base}/`)) return base;
  return cleanPath(`${base}/${inside}`);
}

function below(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function region(text: string, { start, end }: Span) {
  const index = lineIndex(text);
  const [from, to] = [positionAt(index, start), positionAt(index, end)];
  return { line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}

/** `file:line:column: severity message code`; a message of several lines becomes one. */
function textLine({ file, line = 1, column = 1, severity, message, code }: ReportedFinding): string {
  return `${file}:${line}:${column}: ${severity} ${message.replace(/\s*\n\s*/g, ' ')} ${code}`;
}

function sarif(findings: readonly ReportedFinding[], version: string) {
  const rules = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'chartroom', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: rules.indexOf(finding.code),
          level: finding.severity === 'info' ? 'note' : finding.severity,
          message: { text: finding.message },
          locations: [{ physicalLocation: physicalLocation(finding) }],
        })),
      },
    ],
  };
}

function physicalLocation({ file, line, column, endLine, endColumn }: ReportedFinding) {
  const artifactLocation = { uri: encodeURI(file) };
  if (line === undefined) return { artifactLocation };
  return { artifactLocation, region: { startLine: line, startColumn: column, endLine, endColumn } };
}
