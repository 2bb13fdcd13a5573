// Rule values-yaml: a values file that Helm cannot read.

import { loadValues, ValuesError } from '#engine/chart/load-values.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { span } from '#engine/text/span.ts';
import { roleOf } from '../../workspace/snapshot.ts';
import { relativeUri } from '../../workspace/uri.ts';
import type { FileContext, FileRule, RuleFinding } from '../rule.ts';

export const valuesYaml: FileRule = {
  id: 'values-yaml',
  severity: 'error',
  scope: 'file',
  title: 'The values file cannot be read',
  why: 'The file is no YAML, or no table of keys and values. Helm stops before it renders anything. The usual reasons are a tab in the indentation, a text with `: ` or ` #` inside that needs quotes, and a line that is indented one space too far.',
  bad: `
-- values.yaml --
image:
  tag: a: b
      # ^ values-yaml: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context
`,
  good: `
-- values.yaml --
image:
  tag: "a: b"
`,
  check,
};

function check({ snapshot, file, chart }: FileContext): RuleFinding[] {
  if (roleOf(chart, file.uri) !== 'values') return [];
  const { major } = PROFILES[snapshot.settings.helmVersion === '3' ? 3 : 4];
  const path = relativeUri(chart, file.uri) ?? '';
  try {
    loadValues({ path, text: file.text, source: file.uri }, { major, origins: false });
    return [];
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    const prefix = path === 'values.yaml' ? 'cannot load values.yaml: ' : `failed to parse ${path}: `;
    return [{ uri: file.uri, span: error.span ?? span(0, 0), message: prefix + error.message }];
  }
}
