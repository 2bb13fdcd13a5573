// Rule dependency-file: fields of requirements.yaml and of locks that Helm does not know, and files that do not count.

import { valuesView } from '../../documents/values.ts';
import { dependencyFileOf } from '../../schema/chart-files.ts';
import { validateTree } from '../../schema/validate.ts';
import { spanOf } from '../../schema/violation.ts';
import type { FileContext, FileRule, RuleFinding } from '../rule.ts';

export const dependencyFile: FileRule = {
  id: 'dependency-file',
  severity: 'warning',
  scope: 'file',
  title: 'A field that requirements.yaml or Chart.lock does not have',
  why: 'Helm reads the fields that it knows and drops all others without a word; most often it is a slip of the pen. `Chart.lock` and `requirements.lock` are written by `helm dependency update`: change the dependencies, and let it write the lock.',
  bad: `
-- Chart.yaml --
apiVersion: v1
name: shop
version: 0.1.0
-- requirements.yaml --
dependencies:
  - name: redis
    verson: ^18
  # ^^^^^^ dependency-file: unknown field 'verson'; did you mean 'version'?
    repository: https://charts.example.com
-- charts/redis/Chart.yaml --
apiVersion: v1
name: redis
version: 18.0.0
`,
  good: `
-- Chart.yaml --
apiVersion: v1
name: shop
version: 0.1.0
-- requirements.yaml --
dependencies:
  - name: redis
    version: ^18
    repository: https://charts.example.com
-- charts/redis/Chart.yaml --
apiVersion: v1
name: redis
version: 18.0.0
`,
  check,
};

function check({ file, chart }: FileContext): RuleFinding[] {
  const known = dependencyFileOf(chart, file.uri);
  const view = valuesView(file);
  // What Helm cannot read at all is told in its words.
  if (known === undefined || view.tree.error !== undefined) return [];
  return validateTree(known.schema, view.tree.root).flatMap((violation) => {
    // Wrong types are told by the loader, and a missing name by it as well.
    if (violation.keyword !== 'additionalProperties') return [];
    const span = spanOf(view, violation);
    return span && !isOtherCase(violation.property) ? [{ uri: file.uri, span, message: violation.message }] : [];
  });
}

/** Helm takes a key whatever its case. */
function isOtherCase(property: string | undefined): boolean {
  return property !== undefined && KEYS.has(property.toLowerCase()) && !KEYS.has(property);
}

const KEYS: ReadonlySet<string> = new Set([
  'dependencies',
  'digest',
  'generated',
  'name',
  'version',
  'repository',
  'condition',
  'tags',
  'enabled',
  'import-values',
  'alias',
]);
