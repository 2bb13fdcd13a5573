// A Helm release as a record of what differs from other releases (helm-spec 00, 02, 03, 04). Nothing else asks for versions.

import type { FunctionProfile } from '../template/funcs.ts';

export interface Profile extends FunctionProfile {
  /** The judged release this profile prints like, without `v`. */
  readonly helmVersion: string;
  /** Go release it is built with, as .Capabilities.HelmVersion.GoVersion prints it. */
  readonly goVersion: string;
  /** Default .Capabilities.KubeVersion, with `v`. */
  readonly kubeVersion: string;
  /** Key of the default API version list (helm-spec 2.6). */
  readonly apiVersions: '1.34' | '1.35' | '1.36';
  /** How nulls behave when values are coalesced (helm-spec 3.5). */
  readonly nulls: 'G0' | 'G1' | 'G2' | 'G3';
  /** How a rendered file is split into documents (helm-spec 4.1). */
  readonly split: 'S1' | 'S2' | 'S3';
  /** `incompatible types for comparison` names the kinds since Go 1.25. */
  readonly comparisonNamesKinds: boolean;
  /** An empty file given to .Files.Lines panics in every release but 3.21.4. */
  readonly linesPanicsOnEmpty: boolean;
  /** `--set a[0` is an error in Helm 3 and 4.0, end of input since 4.1. */
  readonly unclosedIndexIsEnd: boolean;
  /** A chart may not be named `.` or `..` (3.20.2, 3.21, 4.1.4, 4.2). */
  readonly refusesDotNames: boolean;
}

const HELM_3: Profile = {
  major: 3,
  valuesType: 'chartutil.Values',
  semverQuotes: false,
  tomlExponent: true,
  mustToToml: false,
  helmVersion: '3.20.2',
  goVersion: 'go1.25.4',
  kubeVersion: 'v1.35.0',
  apiVersions: '1.35',
  nulls: 'G2',
  split: 'S1',
  comparisonNamesKinds: true,
  linesPanicsOnEmpty: true,
  unclosedIndexIsEnd: false,
  refusesDotNames: true,
};

const HELM_4: Profile = {
  major: 4,
  valuesType: 'common.Values',
  semverQuotes: true,
  tomlExponent: true,
  mustToToml: true,
  helmVersion: '4.2.4',
  goVersion: 'go1.26.8',
  kubeVersion: 'v1.36.0',
  apiVersions: '1.36',
  nulls: 'G3',
  split: 'S3',
  comparisonNamesKinds: true,
  linesPanicsOnEmpty: true,
  unclosedIndexIsEnd: true,
  refusesDotNames: true,
};

/** The profiles that are judged against the real helm, by major. */
export const PROFILES: Readonly<Record<3 | 4, Profile>> = { 3: HELM_3, 4: HELM_4 };
