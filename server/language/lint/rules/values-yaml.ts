// Rule values-yaml: a values file that Helm cannot read.

import { loadValues, ValuesError } from '#engine/chart/load-values.ts';
import { PROFILES } from '#engine/chart/profile.ts';
import { span } from '#engine/text/span.ts';
import { valuesView } from '../../documents/values.ts';
import { type FileText, roleIn } from '../../workspace/snapshot.ts';
import { relativeUri } from '../../workspace/uri.ts';
import type { FileContext, FileRule, RuleFinding } from '../rule.ts';

export const valuesYaml: FileRule = {
  id: 'values-yaml',
  severity: 'error',
  scope: 'file',
  title: 'The values file cannot be read',
  why: 'The file is no YAML, or no table of keys and values. Helm stops before it renders anything. The usual reasons are a tab in the indentation, a text with `: ` or ` #` inside that needs quotes, and a line that is indented one space too far. Where that is the very first key, Helm reads the file up to the next key and leaves the rest out without a word, which is a warning.',
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
  if (roleIn(snapshot, chart, file.uri) !== 'values') return [];
  const { major } = PROFILES[snapshot.settings.helmVersion === '3' ? 3 : 4];
  const path = relativeUri(chart, file.uri) ?? '';
  try {
    loadValues({ path, text: file.text, source: file.uri }, { major, origins: false });
    return unread(file);
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    const prefix = path === 'values.yaml' ? 'cannot load values.yaml: ' : `failed to parse ${path}: `;
    return [{ uri: file.uri, span: error.span ?? span(0, 0), message: prefix + error.message }];
  }
}

/**
 * Of `  a: 1` and, further left, `b: 2` below it, Go's reader takes the first key for the whole document, and says nothing.
 */
function unread(file: FileText): RuleFinding[] {
  const { root } = valuesView(file).tree;
  const { text } = file;
  if (root?.kind !== 'map') return [];
  const indent = root.start - (text.lastIndexOf('\n', root.start - 1) + 1);
  const rest = /^(?: *(?:#.*)?\r?\n)*( *)(?![ #\r\n]|---|\.\.\.|$)([^\r\n]+)/.exec(
    text.slice(lineBehind(text, root.end)),
  );
  if (rest === null || rest[1] === undefined || rest[1].length >= indent) return [];
  const end = lineBehind(text, root.end) + rest[0].length;
  const start = end - (rest[2] ?? '').length;
  const message = 'helm reads nothing from here on: this line stands further left than the first key';
  return [{ uri: file.uri, span: span(start, end), message, severity: 'warning' }];
}

/** A block's text ends behind its last line break. */
function lineBehind(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
