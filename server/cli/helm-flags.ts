// The flags of `helm template` and `helm lint`, of both releases, and our own. Data, therefore long.

import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import type { FlagSpec } from './flags.ts';

const bool = (name: string): FlagSpec => ({ name, kind: 'bool' });
const string = (name: string): FlagSpec => ({ name, kind: 'string' });

/** What every command takes: our choice of release, and what all of helm's commands have. */
const GLOBAL: readonly FlagSpec[] = [
  string('helm'),
  { name: 'help', short: 'h', kind: 'bool' },
  { name: 'namespace', short: 'n', kind: 'string' },
  bool('debug'),
  { name: 'burst-limit', kind: 'integer' },
  { name: 'qps', kind: 'float' },
  { name: 'kube-as-group', kind: 'list' },
  bool('kube-insecure-skip-tls-verify'),
  ...['kube-apiserver', 'kube-as-user', 'kube-ca-file', 'kube-context', 'kube-tls-server-name', 'kube-token'].map(
    string,
  ),
  ...['kubeconfig', 'registry-config', 'repository-cache', 'repository-config'].map(string),
  { name: 'color', kind: 'string', major: 4 },
  { name: 'colour', kind: 'string', major: 4 },
  { name: 'content-cache', kind: 'string', major: 4 },
];

/** The user's values. */
const VALUES: readonly FlagSpec[] = [
  { name: 'values', short: 'f', kind: 'slice' },
  { name: 'set', kind: 'list' },
  { name: 'set-string', kind: 'list' },
  { name: 'set-file', kind: 'list' },
  { name: 'set-json', kind: 'list' },
  { name: 'set-literal', kind: 'list' },
];

export const LINT_FLAGS: readonly FlagSpec[] = [
  ...GLOBAL,
  ...VALUES,
  string('format'),
  string('kube-version'),
  bool('strict'),
  bool('quiet'),
  bool('with-subcharts'),
  bool('skip-schema-validation'),
  bool('schemas'),
  { name: 'schema-folder', kind: 'list' },
  { name: 'skip-kinds', kind: 'list' },
  bool('all-sets'),
];

const NO_EFFECT = "this flag has no effect for 'helm template' and will be removed in Helm 5";

/** Flags of `helm template` that change what is printed. */
const OUTPUT: readonly FlagSpec[] = [
  string('kube-version'),
  { name: 'api-versions', short: 'a', kind: 'slice' },
  { name: 'show-only', short: 's', kind: 'list' },
  ...['include-crds', 'skip-tests', 'no-hooks', 'is-upgrade', 'release-name', 'skip-schema-validation'].map(bool),
  string('output-dir'),
  string('name-template'),
  { name: 'generate-name', short: 'g', kind: 'bool' },
  { name: 'labels', short: 'l', kind: 'map' },
];

/** Flags that `helm template` has because `helm install` has them: they are read, and say nothing about the text. */
const INSTALL: readonly FlagSpec[] = [
  ...['create-namespace', 'dependency-update', 'devel', 'disable-openapi-validation', 'enable-dns', 'replace'].map(
    bool,
  ),
  ...['skip-crds', 'take-ownership', 'wait-for-jobs', 'insecure-skip-tls-verify', 'pass-credentials'].map(bool),
  ...['plain-http', 'verify'].map(bool),
  ...['ca-file', 'cert-file', 'description', 'key-file', 'keyring', 'password', 'repo', 'username', 'version'].map(
    string,
  ),
  { name: 'post-renderer', kind: 'string' },
  { name: 'post-renderer-args', kind: 'list' },
  { name: 'timeout', kind: 'duration' },
  { name: 'dry-run', kind: 'string', major: 3, bare: 'client' },
  { name: 'dry-run', kind: 'string', major: 4, bare: 'unset' },
  { name: 'validate', kind: 'bool', major: 3 },
  { name: 'validate', kind: 'bool', major: 4, deprecated: "use '--dry-run=server' instead" },
  { name: 'atomic', kind: 'bool', major: 3 },
  { name: 'atomic', kind: 'bool', major: 4, deprecated: 'use --rollback-on-failure instead' },
  { name: 'force', kind: 'bool', major: 3 },
  { name: 'force', kind: 'bool', major: 4, deprecated: 'use --force-replace instead' },
  { name: 'force-conflicts', kind: 'bool', major: 4 },
  { name: 'force-replace', kind: 'bool', major: 4 },
  { name: 'rollback-on-failure', kind: 'bool', major: 4 },
  { name: 'server-side', kind: 'bool', major: 4 },
  { name: 'hide-notes', kind: 'bool', major: 3 },
  { name: 'hide-notes', kind: 'bool', major: 4, deprecated: NO_EFFECT },
  { name: 'render-subchart-notes', kind: 'bool', major: 3 },
  { name: 'render-subchart-notes', kind: 'bool', major: 4, deprecated: NO_EFFECT },
  { name: 'wait', kind: 'bool', major: 3 },
  { name: 'wait', kind: 'string', major: 4, bare: 'watcher', check: waitStrategy },
];

export const TEMPLATE_FLAGS: readonly FlagSpec[] = [...GLOBAL, ...VALUES, ...OUTPUT, ...INSTALL];

/** Flags of `template` of which only one may be given, in the order in which cobra looks at them. */
export const TEMPLATE_GROUPS: readonly (readonly string[])[] = [
  ['force', 'force-conflicts'],
  ['force-replace', 'force-conflicts'],
  ['validate', 'dry-run'],
];

function waitStrategy(text: string): string | undefined {
  const instead = { true: 'watcher', false: 'hookOnly' }[text];
  if (instead !== undefined) {
    return `level=WARN msg="--wait=${text} is deprecated (boolean value) and can be replaced with --wait=${instead}"`;
  }
  if (['watcher', 'hookOnly', 'legacy'].includes(text)) return undefined;
  throw new GoError(`invalid wait input ${quoteGo(text)}. Valid inputs are watcher, hookOnly, and legacy`);
}
