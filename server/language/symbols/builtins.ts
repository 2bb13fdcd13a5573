// The objects that Helm puts into every template's root, with their fields and methods, described for hover and completion.

import type { Step } from '../documents/values.ts';

export interface Builtin {
  readonly name: string;
  /** Go type, or a method's signature. */
  readonly type: string;
  /** One or two sentences; Markdown. */
  readonly doc: string;
  /** Called with arguments rather than read. */
  readonly isMethod?: boolean;
  readonly fields?: readonly Builtin[];
  /** For fields of `.Chart`: the key in Chart.yaml. */
  readonly yamlKey?: string;
}

function field(name: string, type: string, doc: string, fields?: readonly Builtin[]): Builtin {
  return { name, type, doc, ...(fields && { fields }) };
}

function method(name: string, type: string, doc: string): Builtin {
  return { name, type, doc, isMethod: true };
}

function meta(name: string, type: string, doc: string, fields?: readonly Builtin[]): Builtin {
  const yamlKey = name === 'APIVersion' ? 'apiVersion' : `${name[0]?.toLowerCase()}${name.slice(1)}`;
  return { name, type, doc, yamlKey, ...(fields && { fields }) };
}

const RELEASE: readonly Builtin[] = [
  field('Name', 'string', 'Name of the release.'),
  field('Namespace', 'string', 'Namespace that the release is installed into.'),
  field('Revision', 'int', 'Number of this revision: 1 when installed, one more with each upgrade or rollback.'),
  field('IsInstall', 'bool', 'True when the release is being installed.'),
  field('IsUpgrade', 'bool', 'True when the release is being upgraded or rolled back.'),
  field('Service', 'string', 'The service that renders the template; always `Helm`.'),
];

const CHART: readonly Builtin[] = [
  meta('Name', 'string', 'Name of the chart; in a subchart its alias, when it has one.'),
  meta('Version', 'string', 'Version of the chart.'),
  meta('AppVersion', 'string', 'Version of the application that the chart installs.'),
  meta('APIVersion', 'string', 'Version of the chart format: `v1` or `v2`.'),
  meta('Description', 'string', 'One sentence about the chart.'),
  meta('Type', 'string', '`application` or `library`.'),
  meta('KubeVersion', 'string', 'Constraint on the Kubernetes versions the chart supports.'),
  meta('Home', 'string', "URL of the project's page."),
  meta('Icon', 'string', "URL of the chart's icon."),
  meta('Sources', '[]string', "URLs of the chart's source code."),
  meta('Keywords', '[]string', 'Keywords of the chart.'),
  meta('Maintainers', '[]*chart.Maintainer', 'The people who maintain the chart.', [
    field('Name', 'string', "The maintainer's name."),
    field('Email', 'string', "The maintainer's e-mail address."),
    field('URL', 'string', "The maintainer's page."),
  ]),
  meta('Dependencies', '[]*chart.Dependency', 'The subcharts that are enabled, as Chart.yaml lists them.', [
    field('Name', 'string', 'Name of the subchart, or its alias.'),
    field('Version', 'string', 'Constraint on its version.'),
    field('Repository', 'string', 'URL of its repository.'),
    field('Condition', 'string', 'Values paths that enable it.'),
    field('Tags', '[]string', 'Tags that enable it together with others.'),
    field('Enabled', 'bool', 'Whether it is enabled.'),
    field('ImportValues', '[]interface {}', 'Values that the parent takes from it.'),
    field('Alias', 'string', 'Its alias.'),
  ]),
  meta('Annotations', 'map[string]string', 'Annotations of the chart.'),
  meta('Condition', 'string', 'Values paths that enable the chart.'),
  meta('Tags', 'string', 'Tags that enable the chart.'),
  meta('Deprecated', 'bool', 'Whether the chart is deprecated.'),
  field('IsRoot', 'bool', 'True for the chart that is installed, false for its subcharts.'),
];

const CAPABILITIES: readonly Builtin[] = [
  field('KubeVersion', 'KubeVersion', 'The Kubernetes version of the cluster.', [
    field('Version', 'string', 'The whole version: `v1.35.0`.'),
    field('Major', 'string', 'The major version: `1`.'),
    field('Minor', 'string', 'The minor version: `35`.'),
    field('GitVersion', 'string', 'The same as `Version`; deprecated.'),
  ]),
  field('APIVersions', 'VersionSet', 'The API versions that the cluster offers, as a list.', [
    method(
      'Has',
      'Has(version string) bool',
      'Whether the cluster offers a version (`batch/v1`) or a resource of it (`apps/v1/Deployment`).',
    ),
  ]),
  field('HelmVersion', 'BuildInfo', 'The Helm that renders the chart.', [
    field('Version', 'string', "Helm's version: `v4.2.0`."),
    field('GitCommit', 'string', 'The commit Helm was built from.'),
    field('GitTreeState', 'string', 'Whether that source tree was clean.'),
    field('GoVersion', 'string', 'The Go release Helm was built with.'),
  ]),
];

const FILES: readonly Builtin[] = [
  method(
    'Get',
    'Get(path string) string',
    'The text of a file of the chart; empty when there is none. Templates and ignored files are not among them.',
  ),
  method(
    'GetBytes',
    'GetBytes(path string) []byte',
    'The bytes of a file of the chart, for binary files: `.Files.GetBytes "logo.png" | b64enc`.',
  ),
  method(
    'Glob',
    'Glob(pattern string) Files',
    'The files whose paths match the pattern: `(.Files.Glob "conf/*.toml").AsConfig`.',
  ),
  method('Lines', 'Lines(path string) []string', 'The lines of a file, to range over.'),
  method('AsConfig', 'AsConfig() string', 'The files as YAML for the `data` of a ConfigMap, by their base names.'),
  method(
    'AsSecrets',
    'AsSecrets() string',
    'The files as YAML for the `data` of a Secret: base64, by their base names.',
  ),
];

const TEMPLATE: readonly Builtin[] = [
  field('Name', 'string', 'Path of the template that is rendered: `mychart/templates/deployment.yaml`.'),
  field('BasePath', 'string', 'Path of the folder with the templates: `mychart/templates`.'),
];

/** The fields of the root object. */
export const BUILTINS: readonly Builtin[] = [
  field(
    'Values',
    'Values',
    "The chart's values: values.yaml, overridden by the files and `--set` values of the release.",
  ),
  field('Release', 'map[string]interface {}', 'The release that is being made.', RELEASE),
  field('Chart', 'Metadata', 'What Chart.yaml says; fields begin with a capital letter.', CHART),
  field(
    'Capabilities',
    'Capabilities',
    'What the cluster can do: its Kubernetes version and API versions.',
    CAPABILITIES,
  ),
  field('Files', 'Files', 'The files of the chart that are not templates.', FILES),
  field('Template', 'map[string]interface {}', 'The template that is being rendered.', TEMPLATE),
  field('Subcharts', 'map[string]interface {}', 'The root objects of the subcharts, by name.'),
];

/** The fields below a path such as `['Chart', 'Maintainers', ELEMENT]`; empty when there are none. */
export function builtinFields(path: readonly Step[]): readonly Builtin[] {
  return path.length === 0 ? BUILTINS : (builtinAt(path)?.fields ?? []);
}

/** The object, field or method at a path; elements of a list are described by the list's entry. */
export function builtinAt(path: readonly Step[]): Builtin | undefined {
  let fields: readonly Builtin[] = BUILTINS;
  let found: Builtin | undefined;
  for (const step of path) {
    if (typeof step !== 'string') continue;
    found = fields.find((entry) => entry.name === step);
    fields = found?.fields ?? [];
    if (found === undefined) return undefined;
  }
  return found;
}
