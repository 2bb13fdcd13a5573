// A loaded chart as plain data: what the loader gives, what values and dependency processing read, what render runs.

import type { GoMap } from '../values/value.ts';

/** One file handed to the loader. */
export interface SourceFile {
  /** Path inside the chart, `/`-separated, no leading slash. */
  readonly path: string;
  /** Content as a Go string (see text/bytes.ts); for an archive, the carried bytes. */
  readonly text: string;
  /** What provenance calls the file: a URI in the editor, a path in the CLI. */
  readonly source: string;
}

/** A file of a chart, named relative to its own chart. */
export interface ChartFile {
  readonly name: string;
  readonly text: string;
  readonly source: string;
}

export interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

/** One entry of Chart.yaml's dependencies (or requirements.yaml's). Empty strings stand for absent fields, as in Go. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Items are strings or maps `{child, parent}`, as written. */
  readonly importValues: readonly (string | { readonly child: string; readonly parent: string })[];
  readonly alias: string;
}

/** Chart.yaml after Go's decoding and Helm's sanitizing. Empty strings stand for absent fields, undefined for absent or null lists and maps. */
export interface Metadata {
  readonly name: string;
  readonly home: string;
  readonly sources: readonly string[] | undefined;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[] | undefined;
  readonly maintainers: readonly Maintainer[] | undefined;
  readonly icon: string;
  readonly apiVersion: string;
  readonly condition: string;
  readonly tags: string;
  readonly appVersion: string;
  readonly deprecated: boolean;
  readonly annotations: ReadonlyMap<string, string> | undefined;
  readonly kubeVersion: string;
  /** undefined: the key is absent (Go's nil), which dependency processing tells from an empty list. */
  readonly dependencies: readonly Dependency[] | undefined;
  readonly type: string;
}

export interface Chart {
  readonly metadata: Metadata;
  /** Defaults from values.yaml; empty when there is none. Slots carry origins when the loader was asked for them. Never written to. */
  readonly values: GoMap;
  /** values.schema.json, undefined when absent (an empty file is an empty text). */
  readonly schema: ChartFile | undefined;
  /** Everything under templates/, in load order. */
  readonly templates: readonly ChartFile[];
  /** Everything that .Files sees, in load order. */
  readonly files: readonly ChartFile[];
  /** Every file as loaded, for lint and the editor. */
  readonly raw: readonly ChartFile[];
  /** Loaded subcharts by folder or archive name, in name order; dependency processing makes a new list. */
  readonly dependencies: readonly Chart[];
}
