// What one file shows by itself while it is typed: its syntax, soon after each change, without the place that is being written.

import type { Finding } from '#language/workspace/rendering.ts';
import { type FileText, fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import type { Diagnostics } from './diagnostics.ts';
import { checkAhead, syntaxFindings } from './features.ts';
import { HeldFindings, type Writing } from './held-findings.ts';
import type { Host } from './host.ts';
import { guarded } from './run-safe.ts';
import type { Timers } from './timers.ts';

/** Keys that come in one burst are checked once; errors of the place that is written wait longer anyway. */
const SYNTAX_DELAY_MS = 5;
/** A check that takes longer than that, as of a manifest of 50,000 lines, waits until the typing rests for as long. */
const LONG_CHECK_MS = 50;
/** A check of thousands of manifests that nobody has looked at yet is done in parts, between which requests are answered. */
const PART_MS = 20;
/** After so long a pause the place that is being written shows its errors. */
const WRITING_PAUSE_MS = 500;

/** The session as this part sees it. */
export interface TypingOwner {
  readonly snapshot: () => Snapshot;
  readonly isOpen: (uri: string) => boolean;
  /** Nobody types any more: the chart is to be rendered once more, to show what had to wait. */
  readonly rested: (root: string, check: boolean) => void;
}

interface Checked {
  readonly file: FileText;
  readonly findings: readonly Finding[];
  readonly took: number;
}

export class WhileTyping {
  readonly #host: Pick<Host, 'log' | 'now'>;
  readonly #timers: Timers;
  readonly #diagnostics: Diagnostics;
  readonly #owner: TypingOwner;
  readonly #held = new HeldFindings();
  /** Charts that show less than they could while somebody types, and whether they are to be checked. */
  readonly #owed = new Map<string, boolean>();

  /** What each open file shows by itself, as of the last check, and how many milliseconds that took. */
  readonly #checked = new Map<string, Checked>();

  constructor(host: Pick<Host, 'log' | 'now'>, timers: Timers, diagnostics: Diagnostics, owner: TypingOwner) {
    this.#host = host;
    this.#timers = timers;
    this.#diagnostics = diagnostics;
    this.#owner = owner;
  }

  /** The file has another text, or is seen in another light: what it shows may have changed. */
  changed(uri: string): void {
    const took = this.#checked.get(uri)?.took ?? 0;
    const delay = took < LONG_CHECK_MS ? SYNTAX_DELAY_MS : Math.min(took, WRITING_PAUSE_MS);
    this.#timers.later(`syntax ${uri}`, delay, () => this.#check(uri));
  }

  /** What files show by themselves depends on their chart and on the Helm release. */
  recheck(open: Iterable<string>): void {
    for (const uri of open) this.changed(uri);
  }

  /** The errors of the place that was edited last wait until the typing pauses. */
  edited(before: Snapshot, uri: string): void {
    const [then, now] = [fileAt(before, uri), fileAt(this.#owner.snapshot(), uri)];
    if (then === undefined || now === undefined) return;
    const known = () => {
      const last = this.#checked.get(uri);
      if (last?.file === then) return last.findings;
      // A key is not to wait for the first check of a large file.
      if (!this.#ahead(before, uri, () => true)) return [];
      return guarded(this.#host.log, 'syntax', [], () => syntaxFindings(before, uri));
    };
    guarded(this.#host.log, 'writing', undefined, () => this.#held.edited(then, now, known));
    this.#timers.later(`pause ${uri}`, WRITING_PAUSE_MS, () => this.paused(uri));
  }

  /** Whether the snapshot holds a text that was being typed when it was made, and still is. */
  isWriting(snapshot: Snapshot): boolean {
    return this.#held.uris().some((uri) => fileAt(snapshot, uri)?.text !== snapshot.saved.get(uri));
  }

  /** What is being written of the texts that the snapshot holds. */
  writing(snapshot: Snapshot): Writing[] {
    return this.#held.writing((uri) => fileAt(snapshot, uri)?.text);
  }

  /** A render of half-typed text is done: templates that show nothing now, and what a check says, wait for a pause. */
  owes(root: string, isHeld: boolean, isChecked: boolean): void {
    if (isHeld || isChecked) this.#owed.set(root, isChecked || this.#owed.get(root) === true);
  }

  paused(uri: string): void {
    this.#held.paused(uri);
    const owed = [...this.#owed];
    this.#owed.clear();
    for (const [root, check] of owed) this.#owner.rested(root, check);
    if (this.#owner.isOpen(uri)) this.#check(uri);
  }

  closed(uri: string): void {
    this.#checked.delete(uri);
    this.#held.paused(uri);
  }

  #check(uri: string): void {
    const snapshot = this.#owner.snapshot();
    const file = snapshot.files.get(uri);
    if (file === undefined) return;
    const begun = this.#host.now();
    if (!this.#ahead(snapshot, uri, () => this.#host.now() - begun > PART_MS)) {
      this.#timers.later(`syntax ${uri}`, 1, () => this.#check(uri));
      return;
    }
    const findings = guarded(this.#host.log, 'syntax', [], () => syntaxFindings(snapshot, uri));
    this.#checked.set(uri, { file, findings, took: this.#host.now() - begun });
    this.#diagnostics.typed(snapshot, uri, this.#held.told(file, findings));
  }

  #ahead(snapshot: Snapshot, uri: string, isOver: () => boolean): boolean {
    return guarded(this.#host.log, 'syntax', true, () => checkAhead(snapshot, uri, isOver));
  }
}
