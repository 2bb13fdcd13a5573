// What a lint rule is: one record that runs, that its page is generated from, and whose samples are its tests.

import type { Finding, Rendering } from '../workspace/rendering.ts';
import type { FileText, Snapshot } from '../workspace/snapshot.ts';

export type Severity = Finding['severity'];

/** What a check gives; the code is the rule's, and the severity too unless it says otherwise. */
export interface RuleFinding extends Pick<Finding, 'uri' | 'span' | 'message'> {
  readonly severity?: Severity | undefined;
  readonly related?: Finding['related'] | undefined;
}

/** What a rule about one file sees: it runs with every keystroke in that file. */
export interface FileContext {
  readonly snapshot: Snapshot;
  readonly file: FileText;
  /** Folder of the chart that the file belongs to, and of the outermost chart around it. */
  readonly chart: string;
  readonly root: string;
}

/** What a rule about a whole chart sees: it runs after renders. */
export interface ChartContext {
  readonly snapshot: Snapshot;
  /** Folder of the root chart. */
  readonly root: string;
  /** The last finished render; undefined before there is one. */
  readonly rendering: Rendering | undefined;
  /** What the rules about charts that ran before this one found. */
  readonly found: readonly Finding[];
  /** What is told of a file so far: of `found`, and by the rules about single files. */
  readonly told: (uri: string) => readonly Finding[];
  /** Asked now and then in a long check; true: something newer came, and what is found is of no use. */
  readonly stop: () => boolean;
}

interface RuleText {
  /** The finding's code and the page's name. */
  readonly id: string;
  readonly severity: Severity;
  /** One line, as a heading. */
  readonly title: string;
  /** Why it matters and what to do; Markdown. */
  readonly why: string;
  /** A fixture in which each finding is labelled (`# ^^^ rule-id: message`). */
  readonly bad: string;
  /** The same, mended: the rule finds nothing. */
  readonly good: string;
}

/** Everything this rule tells can be seen in one file. */
export interface FileRule extends RuleText {
  readonly scope: 'file';
  readonly check: (context: FileContext) => readonly RuleFinding[];
}

/** It takes the whole chart, most often rendered. */
export interface ChartRule extends RuleText {
  readonly scope: 'chart';
  readonly check: (context: ChartContext) => readonly RuleFinding[];
}

/** About a file of a chart or of none; runs as those about one file do. */
export interface AnyFileRule extends RuleText {
  readonly scope: 'any';
  readonly check: (context: Pick<FileContext, 'snapshot' | 'file'>) => readonly RuleFinding[];
}

/** About manifests, rendered or plain. All of them are judged at once (`manifests/`), so it has no check of its own. */
export interface ManifestRule extends RuleText {
  readonly scope: 'manifest';
}

export type Rule = FileRule | ChartRule | AnyFileRule | ManifestRule;
