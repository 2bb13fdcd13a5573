// Runs the rules: the findings of one file while it is typed, and those of a whole chart, each cause once.

import type { Span } from '#engine/text/span.ts';
import type { Finding, Rendering } from '../workspace/rendering.ts';
import { chartFolderOf, fileAt, rootChartFolder, type Snapshot } from '../workspace/snapshot.ts';
import { joinUri, relativeUri } from '../workspace/uri.ts';
import { type ManifestFindings, manifestFindings } from './manifests/findings.ts';
import type { ChartContext, FileContext, Rule, RuleFinding } from './rule.ts';
import { RULES } from './rules/index.ts';
import { byFile, told } from './told.ts';

/** What the rules about single files find in this one. */
export function runFileRules(context: FileContext): Finding[] {
  return told(context.snapshot, fileFindings(context));
}

/** Those that nobody is told, too: what they are the cause of is no finding of its own. */
function fileFindings(context: FileContext): Finding[] {
  const all = RULES.flatMap((rule) =>
    rule.scope === 'file' ? rule.check(context).map((found) => stamped(context.snapshot, rule, found)) : [],
  );
  return unique(all);
}

/** What the rules about any file find in this one, which may belong to no chart. */
export function runAnyFileRules(context: Pick<FileContext, 'snapshot' | 'file'>): Finding[] {
  const all = RULES.flatMap((rule) =>
    rule.scope === 'any' ? rule.check(context).map((found) => stamped(context.snapshot, rule, found)) : [],
  );
  return told(context.snapshot, all);
}

/** What the rules about charts find, by file; nothing of what runFileRules tells. */
export function runChartRules(given: Omit<ChartContext, 'told' | 'found'>): ReadonlyMap<string, Finding[]> {
  const found: Finding[] = [];
  const toldOf = (uri: string) => [...ownFindings(given.snapshot, uri), ...found.filter((one) => one.uri === uri)];
  const context: ChartContext = { ...given, found, told: toldOf };
  for (const rule of RULES) {
    if (rule.scope !== 'chart') continue;
    for (const one of rule.check(context)) found.push(stamped(context.snapshot, rule, inWorkspace(context, one)));
  }
  return byFile(told(given.snapshot, unique(found)));
}

/** What the documents of a render show, by file. */
export interface ManifestCheck extends Omit<ManifestFindings, 'findings'> {
  readonly files: ReadonlyMap<string, readonly Finding[]>;
}

/** What is wrong with the manifests of a render, by file. Nothing while the schemas that Chartroom ships are not there. */
export function runManifestRules({
  snapshot,
  root,
  rendering,
  stop,
  isAside,
}: Pick<ChartContext, 'snapshot' | 'root' | 'stop'> & { rendering: Rendering; isAside?: boolean }): ManifestCheck {
  const { findings, foreign, withoutSchema, unsure } = manifestFindings(snapshot, root, rendering, stop, isAside);
  const within = findings.map((finding) => bounded(snapshot, finding));
  return { files: byFile(told(snapshot, unique(within))), foreign, withoutSchema, unsure };
}

function ownFindings(snapshot: Snapshot, uri: string): Finding[] {
  const file = fileAt(snapshot, uri);
  const chart = file && chartFolderOf(snapshot, file.uri);
  if (file === undefined || chart === undefined) return [];
  return fileFindings({ snapshot, file, chart, root: rootChartFolder(snapshot, chart) });
}

/** What happens inside a packed subchart is told at the top of the root's Chart.yaml, with its path in front. */
function inWorkspace({ snapshot, root }: Pick<ChartContext, 'snapshot' | 'root'>, found: RuleFinding): RuleFinding {
  const related = found.related?.filter(({ uri }) => fileAt(snapshot, uri));
  if (fileAt(snapshot, found.uri)) return { ...found, related };
  const path = relativeUri(root, found.uri) ?? found.uri;
  const message = path === 'Chart.yaml' ? found.message : `${path}: ${found.message}`;
  return { ...found, uri: joinUri(root, 'Chart.yaml'), span: { start: 0, end: 0 }, message, related };
}

function stamped(snapshot: Snapshot, rule: Rule, found: RuleFinding): Finding {
  const { uri, span, message, severity = rule.severity, related = [] } = found;
  return bounded(snapshot, { code: rule.id, severity, uri, span, message, related });
}

function bounded(snapshot: Snapshot, finding: Finding): Finding {
  const related = finding.related.map((one) => ({ ...one, span: within(snapshot, one.uri, one.span) }));
  return { ...finding, span: within(snapshot, finding.uri, finding.span), related };
}

/** Helm adds a line break to some texts, and a render may be older than the file: no place lies beyond its end. */
function within(snapshot: Snapshot, uri: string, { start, end }: Span): Span {
  const length = fileAt(snapshot, uri)?.text.length ?? 0;
  return { start: Math.min(start, length), end: Math.min(end, length) };
}

/** A helper that fails in twenty templates fails once. */
function unique(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.code}\n${finding.uri}\n${finding.span.start}\n${finding.span.end}\n${finding.message}`;
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}
