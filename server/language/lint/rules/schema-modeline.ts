// Rule schema-modeline: a comment names a document's schema, and that schema is not to be had.

import { isManifestFile } from '../../documents/manifest-file.ts';
import { jsonSchema } from '../../schema/kubernetes/harvest/named.ts';
import { schemaFor } from '../../schema/kubernetes/lookup.ts';
import { type Modeline, modelineFile, modelinesIn } from '../../schema/kubernetes/modeline.ts';
import { gvkOf } from '../../schema/kubernetes/schema-node.ts';
import {
  chartFolderOf,
  type FileText,
  fileAt,
  roleOf,
  rootChartFolder,
  type Snapshot,
} from '../../workspace/snapshot.ts';
import type { AnyFileRule, FileContext, RuleFinding } from '../rule.ts';

export const schemaModeline: AnyFileRule = {
  id: 'schema-modeline',
  severity: 'warning',
  scope: 'any',
  title: 'The schema that a comment names is not there',
  why: 'A comment (`# yaml-language-server: $schema=PATH` or `# $schema: PATH`) names the schema of its document, by a path from the file that it stands in. A file that is not there, or is no JSON schema, counts for nothing, and the document is judged by its `apiVersion` and `kind`. A schema on the net is never fetched: that is a hint where the kind has a schema anyhow, and an information where it has none. What a schema refers to in other files (`$ref`) is not fetched either, and is told once: whatever stands there is allowed. Put such schemas into a folder and name it in `chartroom.schema.folders`.',
  bad: `
-- templates/sample.yaml --
# yaml-language-server: $schema=../schemas/sample.json
                              # ^^^^^^^^^^^^^^^^^^^^^^ schema-modeline: there is no such file
apiVersion: example.com/v1
kind: Sample
metadata:
  name: a
`,
  good: `
-- schemas/sample.json --
{"type": "object", "properties": {"spec": {"type": "object"}}}
-- templates/sample.yaml --
# yaml-language-server: $schema=../schemas/sample.json
apiVersion: example.com/v1
kind: Sample
metadata:
  name: a
`,
  check,
};

function check({ snapshot, file }: Pick<FileContext, 'snapshot' | 'file'>): RuleFinding[] {
  const modelines = modelinesIn(file.text);
  if (modelines.length === 0) return [];
  const chart = chartFolderOf(snapshot, file.uri);
  // Schemas of values files and of Chart.yaml are another matter.
  const isTemplate = chart !== undefined && roleOf(chart, file.uri) === 'template';
  if (!isTemplate && !isManifestFile(snapshot, file)) return [];
  return modelines.flatMap((modeline) => problemOf(snapshot, file, chart, modeline) ?? []);
}

function problemOf(
  snapshot: Snapshot,
  file: FileText,
  chart: string | undefined,
  modeline: Modeline,
): RuleFinding | undefined {
  const at = { uri: file.uri, span: modeline.span };
  const target = modelineFile(file.uri, modeline);
  if (target === undefined) {
    const isKnown = hasKind(snapshot, file, chart, modeline);
    if (isKnown)
      return { ...at, severity: 'hint', message: 'Not fetched: the document is judged by its apiVersion and kind' };
    const message = 'Not fetched, and nobody here has a schema of this kind: name a folder in chartroom.schema.folders';
    return { ...at, severity: 'information', message };
  }
  const named = fileAt(snapshot, target);
  // A file outside of charts may not have been read yet.
  const isLoaded = [...snapshot.loaded].some((folder) => target.startsWith(`${folder}/`));
  if (named === undefined) return isLoaded ? { ...at, message: 'there is no such file' } : undefined;
  const { schema, faults } = jsonSchema(named);
  if (schema === undefined) return { ...at, message: 'this file is no JSON schema' };
  const [first, ...others] = faults.flatMap(({ remote }) => remote ?? []);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `This schema refers to ${first}${more}, which is not fetched: anything is allowed there`;
  return { ...at, severity: 'information', message };
}

/** Whether the document behind the comment has a kind with a schema; of a kind that a template makes nothing is known. */
function hasKind(snapshot: Snapshot, file: FileText, chart: string | undefined, { span }: Modeline): boolean {
  const [document = ''] = file.text
    .slice(span.end)
    .replace(/^\s*---.*$/m, '')
    .split(/^---/m);
  const word = (key: string) => new RegExp(`^${key}:[ \\t]*["']?([^\\s"'#]+)`, 'm').exec(document)?.[1];
  const apiVersion = word('apiVersion');
  const kind = word('kind');
  if (
    apiVersion === undefined ||
    kind === undefined ||
    snapshot.schemas === undefined ||
    `${apiVersion}${kind}`.includes('{')
  )
    return true;
  const root = chart === undefined ? undefined : rootChartFolder(snapshot, chart);
  return schemaFor(snapshot, root, gvkOf(apiVersion, kind)) !== undefined;
}
