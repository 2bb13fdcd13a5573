// One merged list of findings for each file: what the syntax says now, and what the last check of its chart said.

import { carrySpan, driftOf, isUntouched } from '#language/workspace/drift.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';

/** Pushes the list of one file; an empty list clears it. `file` is undefined when it is gone. */
export type Push = (uri: string, file: FileText | undefined, findings: readonly Finding[]) => void;

interface ChartFindings {
  readonly snapshot: Snapshot;
  readonly byUri: ReadonlyMap<string, readonly Finding[]>;
}

export class Diagnostics {
  readonly #push: Push;
  /** Syntax findings of files that were typed in or opened; they replace the chart's syntax findings. */
  readonly #syntax = new Map<string, readonly Finding[]>();
  readonly #charts = new Map<string, ChartFindings>();
  /** What the client shows now, as text. */
  readonly #pushed = new Map<string, string>();

  constructor(push: Push) {
    this.#push = push;
  }

  /** The syntax of a file as it is in `snapshot`. */
  typed(snapshot: Snapshot, uri: string, findings: readonly Finding[]): void {
    this.#syntax.set(uri, findings);
    this.#publish(snapshot, uri);
  }

  /** The findings of a checked chart; `checked` is the snapshot their places point into. */
  found(now: Snapshot, root: string, checked: Snapshot, byUri: ReadonlyMap<string, readonly Finding[]>): void {
    const before = this.#charts.get(root)?.byUri;
    this.#charts.set(root, { snapshot: checked, byUri });
    for (const uri of new Set([...(before?.keys() ?? []), ...byUri.keys()])) this.#publish(now, uri);
  }

  /** The chart is no longer there. */
  forgetChart(now: Snapshot, root: string): void {
    const before = this.#charts.get(root)?.byUri;
    this.#charts.delete(root);
    for (const uri of before?.keys() ?? []) this.#publish(now, uri);
  }

  /** The file is gone, or it was closed and belongs to no chart. */
  forgetFile(now: Snapshot, uri: string): void {
    this.#syntax.delete(uri);
    this.#publish(now, uri);
  }

  #publish(now: Snapshot, uri: string): void {
    const file = fileAt(now, uri);
    const findings = file ? this.#merged(file) : [];
    const text = JSON.stringify(findings);
    if (text === (this.#pushed.get(uri) ?? '[]')) return;
    if (findings.length === 0) this.#pushed.delete(uri);
    else this.#pushed.set(uri, text);
    this.#push(uri, file, findings);
  }

  #merged(file: FileText): Finding[] {
    const syntax = this.#syntax.get(file.uri);
    const merged = new Map<string, Finding>();
    for (const finding of syntax ?? []) merged.set(keyOf(finding), finding);
    for (const chart of this.#charts.values()) {
      for (const finding of carried(chart, file)) {
        // The syntax was read anew since the check.
        if (syntax && finding.code === 'template-syntax') continue;
        if (!merged.has(keyOf(finding))) merged.set(keyOf(finding), finding);
      }
    }
    return [...merged.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
}

/** The chart's findings in the file at the places where they stand now; those in edited text wait for the next check. */
function carried(chart: ChartFindings, file: FileText): Finding[] {
  const findings = chart.byUri.get(file.uri) ?? [];
  const before = fileAt(chart.snapshot, file.uri);
  if (before === undefined || before.text === file.text || findings.length === 0) return [...findings];
  const drift = driftOf(before.text, file.text);
  return findings
    .filter((finding) => isUntouched(drift, finding.span))
    .map((finding) => ({ ...finding, span: carrySpan(drift, finding.span) }));
}

function keyOf({ code, span, message }: Finding): string {
  return `${span.start} ${span.end} ${code} ${message}`;
}
