// Findings of several renders of one chart as one list: each cause once, with the sets that show it when not all do.

import { carrySpan, driftOf, isUntouched } from '../../workspace/drift.ts';
import type { Finding } from '../../workspace/rendering.ts';
import { fileAt, type Snapshot } from '../../workspace/snapshot.ts';
import { byFile } from '../told.ts';

export type FindingsByFile = ReadonlyMap<string, readonly Finding[]>;

/** What a chart shows under all of its values sets, and where parts are switched on that none of them has. */
export interface SetsCheck {
  /** The sets that Helm would render, by name. */
  readonly names: readonly string[];
  readonly causes: readonly SetCause[];
  /** What only probes show, each once. The messages begin with what is switched on. */
  readonly probed: readonly Finding[];
  /** Parts of templates that neither a set nor a probe reaches. */
  readonly unreached: readonly UnreachedPart[];
}

export interface SetCause {
  readonly finding: Finding;
  /** Names of the sets that show it. */
  readonly sets: readonly string[];
  /** The active one is among them. */
  readonly isActive: boolean;
}

export interface UnreachedPart {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  /** `if .Values.a.b`. */
  readonly condition: string;
}

export const NO_SETS: SetsCheck = { names: [], causes: [], probed: [], unreached: [] };

/** What is one cause in all renders of the same files. */
function causeKey({ code, uri, span, about = '' }: Finding): string {
  return `${code} ${uri} ${span.start} ${span.end} ${about}`;
}

/** Gathers what the renders show, one after the other. */
export class SetFindings {
  readonly #names: string[] = [];
  readonly #causes = new Map<string, { finding: Finding; sets: string[]; isActive: boolean }>();
  readonly #probed = new Map<string, Finding>();

  /** All of the sets come before the first probe. */
  addSet(name: string, isActive: boolean, findings: readonly Finding[]): void {
    this.#names.push(name);
    for (const finding of findings) {
      const key = causeKey(finding);
      const known = this.#causes.get(key);
      if (known === undefined) this.#causes.set(key, { finding, sets: [name], isActive });
      else if (known.sets.at(-1) !== name) known.sets.push(name);
    }
  }

  /** `when`: `when ingress.enabled is true`. */
  addProbe(when: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const key = causeKey(finding);
      if (this.#causes.has(key) || this.#probed.has(key)) continue;
      const severity = finding.severity === 'error' ? 'warning' : finding.severity;
      this.#probed.set(key, { ...finding, severity, message: `${when}: ${finding.message}` });
    }
  }

  result(unreached: readonly UnreachedPart[]): SetsCheck {
    return { names: this.#names, causes: [...this.#causes.values()], probed: [...this.#probed.values()], unreached };
  }
}

/**
 * All that is to be told: what the last render of the active set shows, with what is known of the others. `found` is of the
 * snapshot `then`, and may be older: what the active set showed then and does not show now is mended.
 */
export function withSets(now: Snapshot, active: FindingsByFile, then: Snapshot, found: SetsCheck): FindingsByFile {
  const causes = new Map<string, SetCause>();
  for (const cause of found.causes) {
    const finding = carried(then, now, cause.finding);
    if (finding) causes.set(causeKey(finding), { ...cause, finding });
  }
  const known = new Set<string>();
  const all: Finding[] = [];
  for (const finding of [...active.values()].flat()) {
    const key = causeKey(finding);
    const cause = causes.get(key);
    known.add(key);
    // What came since is not known of the others.
    all.push(cause?.isActive ? named(finding, cause.sets, found.names) : finding);
  }
  for (const [key, cause] of causes) {
    if (cause.isActive || known.has(key)) continue;
    known.add(key);
    all.push(named(cause.finding, cause.sets, found.names));
  }
  for (const probed of found.probed) {
    const finding = carried(then, now, probed);
    if (finding && !known.has(causeKey(finding))) all.push(finding);
  }
  return byFile(all);
}

/** At the place where it stands now; undefined when its text was edited. */
function carried(then: Snapshot, now: Snapshot, finding: Finding): Finding | undefined {
  const [before, after] = [fileAt(then, finding.uri), fileAt(now, finding.uri)];
  if (before === undefined || after === undefined) return undefined;
  if (before === after || before.text === after.text) return finding;
  const drift = driftOf(before.text, after.text);
  return isUntouched(drift, finding.span) ? { ...finding, span: carrySpan(drift, finding.span) } : undefined;
}

const MOST_NAMES = 3;

/** The first line of the message says which sets show it, unless all do. */
function named(finding: Finding, sets: readonly string[], all: readonly string[]): Finding {
  if (sets.length >= all.length) return finding;
  const more = sets.length - MOST_NAMES;
  const shown = more > 1 ? [...sets.slice(0, MOST_NAMES), `${more} more sets`] : sets;
  const [first = '', ...rest] = finding.message.split('\n');
  return { ...finding, message: [`${first} [with ${listed(shown)}]`, ...rest].join('\n') };
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(texts: readonly string[]): string {
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
