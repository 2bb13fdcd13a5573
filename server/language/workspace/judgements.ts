// Conditions that the engine recorded, as plain data with places in the workspace's files.

import type { RenderedFile } from '#engine/render/engine.ts';
import type { JudgedPart } from '#engine/template/watch.ts';
import type { Site } from '#engine/text/origin.ts';
import { type BranchCount, type FlatPlace, type Judgement, type JudgementPart, viaOf } from './rendering.ts';

/** The conditions of a file that renders nothing; those in texts that `tpl` ran have no place and are left out. */
export function judgementsOf(file: RenderedFile, sources: ReadonlyMap<string, string>): Judgement[] | undefined {
  return file.judged?.flatMap(({ site, holds, parts }) => {
    const place = placeOf(site, sources);
    return place.uri === '' ? [] : [{ place, via: viaTo(site, sources), holds, parts: parts.map(flat) }];
  });
}

/** What the conditions in a file's own text came to, the first one first. */
export function branchesOf({ branches }: RenderedFile): BranchCount[] | undefined {
  return branches && [...branches].map(([{ head }, runs]) => ({ start: head.start, ...runs }));
}

function placeOf({ file, span }: Site, sources: ReadonlyMap<string, string>): FlatPlace {
  return { uri: sources.get(file) ?? '', start: span.start, end: span.end };
}

function viaTo({ frame }: Site, sources: ReadonlyMap<string, string>): string {
  return frame === null ? '' : viaOf(viaTo(frame.call, sources), placeOf(frame.call, sources));
}

function flat({ node, kind, shown, holds, source }: JudgedPart): JudgementPart {
  const value = source && { uri: source.file, start: source.span.start, end: source.span.end };
  return { start: node.span.start, end: node.span.end, kind, shown, holds, value };
}
