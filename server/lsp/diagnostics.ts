// One merged list of findings for each file: what the syntax says now, and what the last check of its chart said.

import { isArchived } from '#language/workspace/archives.ts';
import { carrySpan, driftOf, isUntouched } from '#language/workspace/drift.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { capped } from './capped.ts';
import type { Check } from './features.ts';
import type { FindingsByFile, Judged } from './held-manifests.ts';

/** Pushes the list of one file; an empty list clears it. `file` is undefined when it is gone. */
export type Push = (uri: string, file: FileText | undefined, findings: readonly Finding[]) => void;

interface Checked {
  /** What the places of the findings point into. */
  readonly snapshot: Snapshot;
  readonly check: Check;
}

interface Pushed {
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The file's text that they are about. */
  readonly of: string | undefined;
}

export class Diagnostics {
  readonly #push: Push;
  /** Findings of open files by themselves, newer than those of any check. */
  readonly #syntax = new Map<string, readonly Finding[]>();
  readonly #charts = new Map<string, Checked>();
  /** What renders show of manifests, by chart. */
  readonly #manifests = new Map<string, Judged>();
  /** What the client shows now, and as text. */
  readonly #pushed = new Map<string, Pushed>();

  constructor(push: Push) {
    this.#push = push;
  }

  /** The syntax of a file as it is in `snapshot`. */
  typed(snapshot: Snapshot, uri: string, findings: readonly Finding[]): void {
    // What nobody can change is judged by nobody.
    this.#syntax.set(uri, isArchived(uri) ? [] : findings);
    this.#publish(snapshot, uri);
  }

  /** The findings of a chart that was checked as it was in `snapshot`. */
  checked(now: Snapshot, root: string, snapshot: Snapshot, check: Check): void {
    const before = this.#charts.get(root)?.check;
    this.#charts.set(root, { snapshot, check });
    for (const uri of new Set([...urisOf(before), ...urisOf(check)])) this.#publish(now, uri);
  }

  /** What a render of the chart as it was in `snapshot` shows of manifests. */
  judged(now: Snapshot, root: string, snapshot: Snapshot, files: FindingsByFile): void {
    const before = this.#manifests.get(root)?.files.keys() ?? [];
    this.#manifests.set(root, { snapshot, files });
    for (const uri of new Set([...before, ...files.keys()])) this.#publish(now, uri);
  }

  /** What the client shows of the file; nothing when that is about another text. */
  shown(file: FileText): readonly Finding[] {
    const pushed = this.#pushed.get(file.uri);
    return pushed?.of === file.text ? pushed.findings : [];
  }

  /** The chart is no longer there. */
  forgetChart(now: Snapshot, root: string): void {
    const before = this.#charts.get(root)?.check;
    const manifests = this.#manifests.get(root)?.files.keys() ?? [];
    this.#charts.delete(root);
    this.#manifests.delete(root);
    for (const uri of new Set([...urisOf(before), ...manifests])) this.#publish(now, uri);
  }

  /** The file is gone, or it was closed and belongs to no chart. */
  forgetFile(now: Snapshot, uri: string): void {
    this.#syntax.delete(uri);
    this.#publish(now, uri);
  }

  #publish(now: Snapshot, uri: string): void {
    const file = fileAt(now, uri);
    const findings = file ? capped(this.#merged(file)) : [];
    const text = JSON.stringify(findings);
    const before = this.#pushed.get(uri);
    if (before && before.text === text) this.#pushed.set(uri, { ...before, of: file?.text });
    if (text === (before?.text ?? '[]')) return;
    if (findings.length === 0) this.#pushed.delete(uri);
    else this.#pushed.set(uri, { text, findings, of: file?.text });
    this.#push(uri, file, findings);
  }

  #merged(file: FileText): Finding[] {
    const syntax = this.#syntax.get(file.uri);
    const merged = new Map<string, Finding>();
    const add = (findings: readonly Finding[]) => {
      for (const finding of findings) {
        const known = merged.get(keyOf(finding));
        // Under another root, or in a probe there, the same may be less.
        const isWorse = finding.severity === 'error' && known?.severity !== 'error';
        if (known === undefined || isWorse) merged.set(keyOf(finding), finding);
      }
    };
    if (syntax) add(syntax);
    for (const { snapshot, check } of this.#charts.values()) {
      if (syntax === undefined) add(carried(snapshot, file, check.files));
      add(carried(snapshot, file, check.chart));
    }
    for (const { snapshot, files } of this.#manifests.values()) add(carried(snapshot, file, files));
    return [...merged.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
}

/** The chart's findings in the file at the places where they stand now; those in edited text wait for the next check. */
function carried(then: Snapshot, file: FileText, byUri: ReadonlyMap<string, readonly Finding[]>): readonly Finding[] {
  const findings = byUri.get(file.uri) ?? [];
  const before = fileAt(then, file.uri);
  if (before === undefined || before.text === file.text || findings.length === 0) return findings;
  const drift = driftOf(before.text, file.text);
  return findings
    .filter((finding) => isUntouched(drift, finding.span))
    .map((finding) => ({ ...finding, span: carrySpan(drift, finding.span) }));
}

function urisOf(check: Check | undefined): string[] {
  return check ? [...check.files.keys(), ...check.chart.keys()] : [];
}

/** Of charts that share a template each has words of its own for what is wrong there. */
function keyOf({ code, span, message, about }: Finding): string {
  return `${span.start} ${span.end} ${code} ${about === undefined ? message : `about ${about}`}`;
}
