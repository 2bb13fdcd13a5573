// The settings as the server knows them, with their defaults.

/** Settings as the client sends them under `chartroom` (package.json contributes the same). */
export interface Settings {
  /** Helm release whose output is shown. */
  readonly helmVersion: '3' | '4';
  /** Kubernetes version for .Capabilities; empty: helm's own default. */
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  /** Values files of the active set, relative to the chart, in order; for a file elsewhere its URI. */
  readonly valuesFiles: readonly string[];
  /** Values files under a name, in order, as paths or patterns from the chart's folder or one above it. */
  readonly valuesSets: Readonly<Record<string, readonly string[]>>;
  /** Texts of `--set`, in order; they win over all files. */
  readonly setValues: readonly string[];
  readonly releaseName: string;
  readonly namespace: string;
  /** The release is upgraded, not installed: `.Release.IsUpgrade`. */
  readonly upgrade: boolean;
  readonly inlayHints: boolean;
  /** Behind the `end` of a long block: what it ends. */
  readonly closingHints: boolean;
  readonly parameterNameHints: boolean;
  readonly codeLens: boolean;
  readonly lintOnSave: boolean;
  /** Charts of values files that lie in none, by patterns from folders of the workspace; the first that fits holds. */
  readonly valuesFileCharts: Readonly<Record<string, string>>;
  readonly hints: HintSettings;
  readonly diagnostics: DiagnosticSettings;
  readonly schema: SchemaSettings;
  readonly render: RenderSettings;
  readonly dependencies: DependencySettings;
}

/** What is told without being wrong. */
export interface HintSettings {
  /** Keys of values files that no template reads. */
  readonly unusedValues: boolean;
  /** Paths of keys of which nothing is said, with dots; `*` is any one key. */
  readonly unusedValuesExclude: readonly string[];
  /** Values that templates read, nothing sets, and that have nearly the name of one that is set. */
  readonly unknownValues: boolean;
}

/** How much is made of what is found. */
export interface DiagnosticSettings {
  /** By code, or `*` for all codes that are not named. */
  readonly levels: Readonly<Record<string, Level>>;
}

export type Level = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** What is judged by schemas of Kubernetes and of its extensions. */
export interface SchemaSettings {
  /** Kinds whose documents are not judged: `Secret`, `apps/v1/Deployment`; `*` is any text. */
  readonly skipKinds: readonly string[];
  /** Folders and files with schemas of custom resources: paths from each folder of the workspace, absolute ones, or URIs. */
  readonly folders: readonly string[];
  /** Charts are judged under all of their values sets, and not under the active one alone. */
  readonly otherSets: boolean;
  /** Parts of templates that no set reaches are switched on, one after the other, and judged. */
  readonly probes: boolean;
}

/** Where dependencies may be read from that are not in charts/. */
export interface DependencySettings {
  /** Packed charts of a certain version from Helm's own cache on this machine. */
  readonly readHelmCache: boolean;
}

/** What one template file may use before its render is stopped. */
export interface RenderSettings {
  readonly maxSteps: number;
  /** Millions of characters that it may write. */
  readonly maxOutputSize: number;
}

export const DEFAULT_SETTINGS: Settings = {
  helmVersion: '4',
  kubeVersion: '',
  apiVersions: [],
  valuesFiles: [],
  valuesSets: {},
  setValues: [],
  releaseName: 'release-name',
  namespace: 'default',
  upgrade: false,
  inlayHints: true,
  closingHints: true,
  parameterNameHints: false,
  codeLens: false,
  lintOnSave: true,
  valuesFileCharts: {},
  hints: { unusedValues: false, unusedValuesExclude: [], unknownValues: false },
  diagnostics: { levels: {} },
  schema: { skipKinds: [], folders: [], otherSets: true, probes: true },
  // Of 419 public charts the hungriest template takes 0.4 million steps and writes 1.7 million characters.
  render: { maxSteps: 10_000_000, maxOutputSize: 50 },
  dependencies: { readHelmCache: false },
};
