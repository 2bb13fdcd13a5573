// Packed charts as folders: `chartroom-archive://file/ws/airflow.tgz!/Chart.yaml` is a file inside `file:///ws/airflow.tgz`.

import { type FastUnpacking, unpackArchive } from '#engine/chart/archive.ts';
import { joinUri, normalizeUri, parentUri, relativeUri } from './uri.ts';

export const ARCHIVE_SCHEME = 'chartroom-archive';

/** Whether it is a file or folder inside a packed chart, which nobody can change. */
export function isArchived(uri: string): boolean {
  return uri.startsWith(`${ARCHIVE_SCHEME}:`);
}

/** The folder that stands for an archive. Its scheme and authority become the authority, which keeps paths readable. */
export function archiveFolder(uri: string): string {
  const [, scheme = '', authority = '', path = ''] = /^([^:]+):(?:\/\/([^/]*))?(.*)$/.exec(normalizeUri(uri)) ?? [];
  return normalizeUri(`${ARCHIVE_SCHEME}://${scheme}${authority === '' ? '' : `+${authority}`}${path}!`);
}

/** The archive of a file in one, by its URI, and the path inside; undefined for any other URI. Of nested ones the inner. */
export function archivePlace(uri: string): { readonly archive: string; readonly path: string } | undefined {
  const match = /^chartroom-archive:\/\/([^/+]+)(?:\+([^/]*))?(\/.*\.tgz)(?:!|%21)(?:\/(.*))?$/i.exec(
    normalizeUri(uri),
  );
  if (match === null) return undefined;
  const [, scheme, authority = '', path, inner = ''] = match;
  // VS Code writes two slashes before an authority, and in `file:` URIs.
  const head = authority === '' && scheme !== 'file' ? `${scheme}:` : `${scheme}://${authority}`;
  return { archive: `${head}${path}`, path: relativeUri('a:/', `a:/${inner}`) ?? '' };
}

/** The archive that lies in a folder or on a disk, for a file of one or of one inside that. */
export function outermostArchive(uri: string): string | undefined {
  let found: string | undefined;
  for (let place = archivePlace(uri); place !== undefined; place = archivePlace(found)) found = place.archive;
  return found;
}

/** Whether it is a packed subchart: what Helm looks into below charts/. */
export function isPackedSubchart(uri: string): boolean {
  return /\/charts\/(?![_.])[^/]*\.tgz$/.test(uri);
}

/** A packed chart's file by the name that the engine gives it: `file:///ws/a.tgz!/templates/b.yaml`; else the URI itself. */
export function uriOfSource(source: string): string {
  const parts = source.split(/(?<=\.tgz)(?:!|%21)\//);
  const path = parts.pop() as string;
  if (isArchived(source) || parts.length === 0) return source;
  const [outer = '', ...inner] = parts;
  return joinUri(
    inner.reduce((folder, archive) => archiveFolder(joinUri(folder, archive)), archiveFolder(outer)),
    path,
  );
}

/** The folder of the chart that a packed chart's folder is a subchart of; undefined for archives elsewhere. */
export function holderOfArchive(folder: string): string | undefined {
  const place = archivePlace(folder);
  if (place === undefined || place.path !== '' || !isPackedSubchart(place.archive)) return undefined;
  return parentUri(parentUri(place.archive) ?? '');
}

export interface ArchivedFile {
  readonly uri: string;
  readonly text: string;
}

/** Archives inside archives inside archives. */
const DEEPEST = 8;

/**
 * What an editor wants of a packed chart and of those packed in it: all but custom resource definitions, which are large
 * and which nothing refers to, and files that are no text. Nothing of what is no archive.
 */
export function filesOfArchive(
  uri: string,
  content: Uint8Array | string,
  fast?: FastUnpacking,
  depth = 0,
): ArchivedFile[] {
  const unpacked = unpackArchive(content, { major: 4, source: uri, fast });
  if ('error' in unpacked || depth > DEEPEST) return [];
  const folder = archiveFolder(uri);
  return unpacked.files.flatMap(({ path, text }): ArchivedFile[] => {
    const file = joinUri(folder, path);
    if (/^(?:charts\/[^/]+\/)*charts\/[^/]*\.tgz$/.test(path)) return filesOfArchive(file, text, fast, depth + 1);
    return IS_LEFT_OUT.test(path) || text.includes('\0') ? [] : [{ uri: file, text }];
  });
}

const IS_LEFT_OUT = /^(?:charts\/[^/]+\/)*crds\/|\.(?:tgz|prov|png|jpe?g|gif|svg|zip|gz|jar)$/;
