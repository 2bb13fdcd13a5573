// The `.Capabilities` object: Kubernetes version, API versions and Helm's own build, with Helm's type names and methods.

import { GoSlice, type Method, type Value } from '../values/value.ts';
import { defaultApiVersions } from './capabilities-api-versions.ts';
import { GoStruct, type StructField } from './go-struct.ts';
import type { KubeVersionInfo } from './kube-version.ts';
import type { Profile } from './profile.ts';

export interface CapabilitiesOptions {
  /** From --kube-version; absent: the profile's default. */
  readonly kubeVersion?: KubeVersionInfo | undefined;
  /** From --api-versions, appended as they are. */
  readonly apiVersions?: readonly string[] | undefined;
}

/** The Kubernetes version that a render runs for. */
export function kubeVersionOf(profile: Profile, options: CapabilitiesOptions = {}): KubeVersionInfo {
  if (options.kubeVersion !== undefined) return options.kubeVersion;
  const version = profile.kubeVersion;
  const [major = '', minor = ''] = version.slice(1).split('.');
  return { version, normalized: version, major, minor };
}

/** `*chartutil.Capabilities` (Helm 3) or `*common.Capabilities` (Helm 4). */
export function capabilities(profile: Profile, options: CapabilitiesOptions = {}): GoStruct {
  const own = profile.major === 3 ? 'chartutil' : 'common';
  const apiVersions = [...defaultApiVersions(profile.apiVersions), ...(options.apiVersions ?? [])];
  const kubeVersion = new KubeVersion(`${own}.KubeVersion`, kubeVersionOf(profile, options), profile.major, true);
  const fields: readonly StructField[] = [
    field('KubeVersion', `${own}.KubeVersion`, kubeVersion),
    field('APIVersions', `${own}.VersionSet`, new VersionSet(apiVersions, `${own}.VersionSet`)),
    field('HelmVersion', 'version.BuildInfo', helmVersion(profile)),
  ];
  const pointer = `*${own}.Capabilities`;
  const copy: Method = { params: [], result: pointer, call: () => new GoStruct(pointer, fields, { Copy: copy }) };
  return new GoStruct(pointer, fields, { Copy: copy });
}

function field(name: string, type: string, value: Value, json: string = name, omitEmpty = false): StructField {
  return { name, type, value, json, omitEmpty };
}

/**
 * The version's struct. Only its pointer has the methods: text() is undefined, and a copy (what a function argument
 * is) has no methods at all, so `{{ .Capabilities.KubeVersion }}` prints the version and `toString` of it the fields.
 */
export class KubeVersion extends GoStruct {
  readonly info: KubeVersionInfo;
  readonly #major: 3 | 4;
  readonly #addressable: boolean;

  constructor(type: string, info: KubeVersionInfo, major: 3 | 4, addressable: boolean) {
    const normalized = { name: 'normalizedVersion', type: 'string', value: info.normalized };
    const fields = [
      field('Version', 'string', info.version),
      ...(major === 4 ? [normalized] : []),
      field('Major', 'string', info.major),
      field('Minor', 'string', info.minor),
    ];
    const text = (value: string): Method => ({ params: [], result: 'string', call: () => value });
    super(
      type,
      fields,
      addressable ? { GitVersion: text(info.version), String: text(info.normalized || info.version) } : {},
    );
    this.info = info;
    this.#major = major;
    this.#addressable = addressable;
  }

  override copied(): KubeVersion {
    return new KubeVersion(this.type, this.info, this.#major, false);
  }

  /** The normalized version is not exported. Helm 3 has none: its texts are made of what is. */
  override deepCopied(): KubeVersion {
    if (this.#major === 3) return this;
    return new KubeVersion(this.type, { ...this.info, normalized: '' }, this.#major, this.#addressable);
  }
}

/** The list of API versions: a slice of strings with the method `Has`. */
export class VersionSet extends GoSlice {
  readonly #type: string;

  constructor(versions: readonly string[], type: string) {
    super([...versions], 'string');
    this.#type = type;
  }

  override get type(): string {
    return this.#type;
  }

  /** A part of it has the same type. */
  override slice(from: number, to: number): VersionSet {
    return new VersionSet(this.items().slice(from, to) as string[], this.#type);
  }

  method(name: string): Method | undefined {
    if (name !== 'Has') return undefined;
    return { params: ['string'], result: 'bool', call: ([version]) => this.array.includes(version as Value) };
  }

  methodNames(): readonly string[] {
    return ['Has'];
  }
}

/** version.BuildInfo of a released helm; which commit it was built from is left open. */
function helmVersion(profile: Profile): GoStruct {
  const client = profile.kubeVersion.replace(/\.0$/, '');
  return new GoStruct('version.BuildInfo', [
    field('Version', 'string', `v${profile.helmVersion}`, 'version', true),
    field('GitCommit', 'string', '', 'git_commit', true),
    field('GitTreeState', 'string', '', 'git_tree_state', true),
    field('GoVersion', 'string', profile.goVersion, 'go_version', true),
    ...(profile.major === 4 ? [field('KubeClientVersion', 'string', client, 'kube_client_version')] : []),
  ]);
}
