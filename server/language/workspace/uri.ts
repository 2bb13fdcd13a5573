// URIs as strings: joining, parents, relative paths. Nothing else in the language room takes a URI apart.

/** The URI of `path` (relative, `/`-separated, may hold `..`) below the folder URI. */
export function joinUri(folder: string, path: string): string {
  // The name of a file beside others, below a folder as we spell it.
  if (/^\w[\w.-]*$/.test(path) && normalizeUri(folder) === folder)
    return `${folder}${folder.endsWith('/') ? '' : '/'}${path}`;
  const { head, segments } = split(folder);
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(encodeSegment(segment));
  }
  return `${head}/${segments.join('/')}`;
}

/** The folder that holds this file or folder; undefined at the top. */
export function parentUri(uri: string): string | undefined {
  if (parents.has(uri)) return parents.get(uri);
  const { head, segments } = split(uri);
  const parent = segments.length === 0 ? undefined : `${head}/${segments.slice(0, -1).join('/')}`;
  if (parents.size >= MOST_KNOWN) parents.clear();
  parents.set(uri, parent);
  return parent;
}

/** The last segment, decoded. */
export function baseNameOf(uri: string): string {
  return decodeSegment(split(uri).segments.at(-1) ?? '');
}

/** Path of `uri` below `folder`, decoded, `/`-separated; undefined when it lies elsewhere. */
export function relativeUri(folder: string, uri: string): string | undefined {
  const base = normalizeUri(folder);
  const target = normalizeUri(uri);
  if (target === base) return '';
  if (!target.startsWith(base.endsWith('/') ? base : `${base}/`)) return undefined;
  const path = target.slice(base.endsWith('/') ? base.length : base.length + 1);
  // Nearly every path is spelled as it is: names that are encoded have a percent sign.
  if (!path.includes('%') && !path.includes('//') && !path.startsWith('/')) return path;
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment)
    .join('/');
}

/** One spelling for each URI: segments decoded and encoded again our way, no trailing slash. */
export function normalizeUri(uri: string): string {
  let known = normalized.get(uri);
  if (known === undefined) {
    const { head, segments } = split(uri);
    known = `${head}/${segments.map((segment) => encodeSegment(decodeSegment(segment))).join('/')}`;
    if (normalized.size >= MOST_KNOWN) normalized.clear();
    normalized.set(uri, known);
  }
  return known;
}

/** One request asks about the same few hundred URIs again and again, and taking them apart is most of what that costs. */
const normalized = new Map<string, string>();
const parents = new Map<string, string | undefined>();
const MOST_KNOWN = 10_000;

/** `scheme://authority` and the path's segments. Query and fragment belong to no file of ours. */
function split(uri: string): { head: string; segments: string[] } {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*:(?:\/\/[^/]*)?)?([^?#]*)/.exec(uri);
  const segments = (match?.[2] ?? '').split('/').filter((segment) => segment !== '');
  return { head: match?.[1] ?? '', segments };
}

/** Percent-encodes what VS Code encodes, so that its URIs and ours are spelled alike. */
function encodeSegment(segment: string): string {
  // A lone surrogate has no encoding; no file system gives one.
  const safe = segment.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
  return encodeURIComponent(safe).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
