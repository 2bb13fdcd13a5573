// Kubernetes versions: what --kube-version accepts, and whether a chart's kubeVersion range allows one.

import { parseConstraint, parseVersion, satisfies } from '../functions/semver-core.ts';
import { GoError } from '../values/errors.ts';
import { quoteGo } from '../values/quote.ts';

export interface KubeVersionInfo {
  /** What `.Capabilities.KubeVersion.Version` is: `v1.33.4`; in Helm 4 with whatever followed the numbers. */
  readonly version: string;
  /** The numbers alone with a `v`: what ranges are checked against. */
  readonly normalized: string;
  readonly major: string;
  readonly minor: string;
}

const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

/** Reads a version as --kube-version does; `error` is Helm's text without its `invalid kube version 'X': `. */
export function parseKubeVersion(text: string, major: 3 | 4): KubeVersionInfo | { readonly error: string } {
  const numbers = /^[\t\n\f\r ]*v?([0-9]+(?:\.[0-9]+)*)[^\n]*$/.exec(text)?.[1];
  if (numbers === undefined) return { error: `could not parse ${quoteGo(text)} as version` };
  const parts = numbers.split('.');
  if (parts.length < 2) return { error: `illegal version string ${quoteGo(text)}` };
  const first = parts[0] as string;
  if (first.startsWith('0') && first !== '0') {
    return { error: `illegal zero-prefixed version component ${quoteGo(first)} in ${quoteGo(text)}` };
  }
  const tooBig = parts.find((part) => BigInt(part) > MAX_UINT64);
  if (tooBig !== undefined) {
    const why = `strconv.ParseUint: parsing ${quoteGo(tooBig)}: value out of range`;
    return { error: `illegal non-numeric version component ${quoteGo(tooBig)} in ${quoteGo(text)}: ${why}` };
  }
  const plain = parts.map((part) => BigInt(part).toString());
  const normalized = `v${plain.join('.')}`;
  const version = major === 3 ? normalized : text.startsWith('v') ? text : `v${text}`;
  return { version, normalized, major: plain[0] as string, minor: plain[1] as string };
}

/** Helm's complaint when a chart's kubeVersion range does not allow the version; an unreadable range allows none. */
export function checkKubeVersion(range: string, kube: KubeVersionInfo, major: 3 | 4): string | undefined {
  if (range === '' || isCompatible(range, kube.normalized)) return undefined;
  const shown = major === 3 ? kube.normalized : kube.version;
  return `chart requires kubeVersion: ${range} which is incompatible with Kubernetes ${shown}`;
}

function isCompatible(range: string, version: string): boolean {
  try {
    return satisfies(parseConstraint(range), parseVersion(version));
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}
