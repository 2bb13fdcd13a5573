// Findings of a fixture as lines of text, and its labels in the same form, so that the two can be compared.

import { lineIndex, positionAt } from '#engine/text/lines.ts';
import { chartFindings, syntaxFindings } from '#language/features/diagnostics.ts';
import { renderChart } from '#language/workspace/render-chart.ts';
import type { Finding } from '#language/workspace/rendering.ts';
import { fileAt, type Snapshot } from '#language/workspace/snapshot.ts';
import { relativeUri } from '#language/workspace/uri.ts';
import { FIXTURE_ROOT, type Fixture, type FixtureOptions, fixture } from './fixture.ts';

/** A finding as far as its line shows it. */
type Shown = Pick<Finding, 'uri' | 'span' | 'message' | 'code'>;

/**
 * All findings of the fixture's files and of its chart after a render, by place. What `helm lint` says is left out: a small
 * fixture has no icon, no values.yaml, and manifests without names.
 */
export function findingsOf(snapshot: Snapshot, root = FIXTURE_ROOT): Finding[] {
  return allFindingsOf(snapshot, root).filter(({ code }) => code !== 'helm-lint');
}

/** Those, and what `helm lint` says. */
export function allFindingsOf(snapshot: Snapshot, root = FIXTURE_ROOT): Finding[] {
  const own = [...snapshot.files.keys()].flatMap((uri) => syntaxFindings(snapshot, uri));
  const whole = [...chartFindings(snapshot, root, renderChart(snapshot, root)).values()].flat();
  return [...own, ...whole].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.span.start - b.span.start));
}

/**
 * `values.yaml:1:10-15 error values-schema: got string, want integer`, lines counted from 1 and columns from 0; related
 * places follow in lines of their own.
 */
export function findingLines(text: string, options?: FixtureOptions, find = findingsOf): string[] {
  const { snapshot } = fixture(text, options);
  return find(snapshot).flatMap((finding) => [
    `${placeText(snapshot, finding)} ${finding.severity} ${finding.code}: ${finding.message}`,
    ...finding.related.map((related) => `  ${placeText(snapshot, related)} ${related.message}`),
  ]);
}

function placeText(snapshot: Snapshot, { uri, span }: Pick<Finding, 'uri' | 'span'>): string {
  const { start, end } = span;
  const index = lineIndex(fileAt(snapshot, uri)?.text ?? '');
  const from = positionAt(index, start);
  const to = positionAt(index, end);
  const columns =
    from.line === to.line ? `${from.character}-${to.character}` : `${from.character}-${to.line + 1}:${to.character}`;
  const path = relativeUri(FIXTURE_ROOT, uri);
  return `${path}:${from.line + 1}:${columns}`;
}

/**
 * Findings in the form of labels: the first line of the message, and no column before 2, where a label cannot reach.
 */
export function asLabels(snapshot: Snapshot, findings: readonly Shown[]): string[] {
  return findings.map(({ uri, span, code, message }) => {
    const index = lineIndex(fileAt(snapshot, uri)?.text ?? '');
    const { line, character } = positionAt(index, span.start);
    const start = Math.max(character, 2);
    const length = Math.max(1, span.end - span.start - (start - character));
    return `${relativeUri(FIXTURE_ROOT, uri)}:${line + 1} ${' '.repeat(start)}${'^'.repeat(length)} ${code}: ${message.split('\n')[0]}`;
  });
}

/** The labels of a fixture in that form. */
export function labelLines({ snapshot, labels }: Fixture): string[] {
  return asLabels(
    snapshot,
    labels.map(({ rule, ...label }) => ({ ...label, code: rule })),
  );
}
