// Rules about the manifests that one template file rendered to (helm-spec 7.2, section 3, d to i).

import type { ChartFile } from '#engine/chart/chart.ts';
import { byteLength } from '#engine/text/bytes.ts';
import { span } from '#engine/text/span.ts';
import { trimSpace } from '#engine/text/traced.ts';
import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import { decodeStruct, type StructShape } from '#engine/yaml/decode.ts';
import { deprecationProblem } from './deprecated.ts';
import { decodeDocuments, type ManifestHead } from './documents.ts';
import type { HelmLintRun } from './input.ts';
import { nameProblem } from './names.ts';

/** Runs the rules about one file's output. False: a document could not be read, which ends the linting of templates. */
export function lintManifests(run: HelmLintRun, file: ChartFile, text: string): boolean {
  if (trimSpace(text) === '') return true;
  const { name, source } = file;
  const whole = { source, rendered: span(0, text.length) };
  run.check('helm-manifest-indent', 'WARNING', name, indentProblem(text), whole);
  for (const { document, span: rendered } of decodeDocuments(text, run.major)) {
    const place = { source, rendered };
    if (document === null) continue;
    if ('error' in document) {
      return run.check('helm-manifest-yaml', 'ERROR', name, `unable to parse YAML: ${document.error}`, place);
    }
    run.check('helm-manifest-name', 'WARNING', name, nameProblem(document), place);
    run.check('helm-manifest-deprecated', 'WARNING', name, deprecationProblem(document, run.input), place);
    run.check('helm-manifest-selector', 'ERROR', name, selectorProblem(document, text), place);
    run.check('helm-manifest-list', 'ERROR', name, listProblem(document, text, run.major), place);
  }
  return true;
}

/** The longest line, its end included, that Go's scanner takes. */
const MAX_LINE = 64 * 1024;

/** Looks at the first line that is not blank. */
function indentProblem(text: string): string | undefined {
  for (const part of text.split('\n')) {
    if (part.length * 3 >= MAX_LINE && byteLength(part) >= MAX_LINE) return 'bufio.Scanner: token too long';
    const line = part.replace(/\r$/, '');
    if (trimSpace(line) === '') continue;
    if (!line.startsWith(' ') && !line.startsWith('\t')) return undefined;
    return `document starts with an illegal indent: ${quoteGo(line)}, which may cause parsing problems`;
  }
  return undefined;
}

/** Helm searches the whole file, comments and other documents included. */
function selectorProblem({ kind, name }: ManifestHead, text: string): string | undefined {
  if (!['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].includes(kind)) return undefined;
  if (text.includes('matchLabels') || text.includes('matchExpressions')) return undefined;
  return `a ${kind} must contain matchLabels or matchExpressions, and ${quoteGo(name)} does not`;
}

/** Helm reads the first document of the file, whichever the List is. */
function listProblem({ kind }: ManifestHead, text: string, major: 3 | 4): string | undefined {
  if (kind !== 'List') return undefined;
  try {
    const items = decodeStruct(text, LIST).get('Items');
    if (!Array.isArray(items) || !items.some(hasPolicy)) return undefined;
    const first = major === 3 ? 'Annotation' : 'annotation';
    return `${first} 'helm.sh/resource-policy' within List objects are ignored`;
  } catch (error) {
    if (error instanceof GoError) return `unable to parse YAML: ${error.message}`;
    throw error;
  }
}

function hasPolicy(item: unknown): boolean {
  const metadata = item instanceof Map ? item.get('Metadata') : undefined;
  const annotations = metadata instanceof Map ? metadata.get('Annotations') : undefined;
  return annotations instanceof Map && annotations.has('helm.sh/resource-policy');
}

const METADATA: StructShape = {
  type: 'struct { Annotations map[string]string }',
  name: '',
  fields: { Annotations: { map: 'string' } },
};
const ITEM: StructShape = { type: `struct { Metadata ${METADATA.type} }`, name: '', fields: { Metadata: METADATA } };
const LIST: StructShape = { type: `struct { Items []${ITEM.type} }`, name: '', fields: { Items: { list: ITEM } } };
