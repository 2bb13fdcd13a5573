// What somebody who is typing is told of manifests: nothing of the place that they write, and nothing less than before while a
// template is no YAML for a moment.

import { carrySpan, driftOf, isUntouched } from '#language/workspace/drift.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import type { ManifestCheck } from './features.ts';
import type { Writing } from './held-findings.ts';

export type FindingsByFile = ReadonlyMap<string, readonly Finding[]>;

/** Findings, and what their places point into. */
export interface Judged {
  readonly snapshot: Snapshot;
  readonly files: FindingsByFile;
}

export interface Told {
  readonly files: FindingsByFile;
  /** More or less may be told once the typing pauses. */
  readonly isHeld: boolean;
}

/** `before` is what is told now. Findings that are not there yet are told at once, unless they touch what is written. */
export function toldWhileWriting(
  before: Judged | undefined,
  snapshot: Snapshot,
  check: Pick<ManifestCheck, 'files' | 'unsure'>,
  writing: readonly Writing[],
): Told {
  const files = new Map<string, readonly Finding[]>();
  let isHeld = false;
  for (const [uri, findings] of check.files) {
    const known = new Set(carried(before, snapshot, uri).map(keyOf));
    const now = findings.filter((finding) => known.has(keyOf(finding)) || !isWritten(finding, writing));
    isHeld ||= now.length < findings.length;
    files.set(uri, now);
  }
  // What cannot be judged for a moment stays as it was.
  if (check.unsure.length > 0) {
    for (const uri of before?.files.keys() ?? []) {
      const now = files.get(uri) ?? [];
      const told = new Set(now.map(keyOf));
      const gone = carried(before, snapshot, uri).filter((finding) => !told.has(keyOf(finding)));
      if (gone.length > 0) files.set(uri, [...now, ...gone]);
      isHeld ||= gone.length > 0;
    }
  }
  return { files, isHeld };
}

/** Codes of what somebody is about to write: who begins a table has not forgotten its fields. */
const COMES_LATER: ReadonlySet<string> = new Set(['manifest-required', 'manifest-identity', 'manifest-alternatives']);

function isWritten({ uri, span, code }: Finding, writing: readonly Writing[]): boolean {
  return writing.some(
    (one) => one.uri === uri && (COMES_LATER.has(code) || (span.start <= one.end && one.start <= span.end)),
  );
}

/** The findings of before at the places where they stand now; those in edited text are gone. */
function carried(before: Judged | undefined, now: Snapshot, uri: string): readonly Finding[] {
  const findings = before?.files.get(uri) ?? [];
  const [then, file] = [before && fileAt(before.snapshot, uri), fileAt(now, uri)];
  if (then === undefined || file === undefined || then.text === file.text) return findings;
  const drift = driftOf(then.text, file.text);
  return findings
    .filter(({ span }) => isUntouched(drift, span))
    .map((finding) => ({ ...finding, span: carrySpan(drift, finding.span) }));
}

/** Messages may count what is alike. */
function keyOf({ code, span }: Finding): string {
  return `${span.start} ${span.end} ${code}`;
}
