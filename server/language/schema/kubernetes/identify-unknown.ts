// What an object of Kubernetes' own groups may have meant whose kind does not exist there.

import { nearest } from '../near.ts';
import { isBuiltIn } from './built-in.ts';
import { apiOf, type IdentityViolation, type NamedAt, problemAt } from './identify-violation.ts';
import { lifecycleOf } from './lifecycle.ts';
import type { SchemaLookup } from './lookup.ts';
import type { GroupVersionKind } from './schema-node.ts';
import { compareKubernetes } from './version.ts';

/** The oldest and newest Kubernetes whose kinds are known; of others only slips of the fingers are told. */
const OLDEST = '1.30';
const NEWEST = '1.36';

/** Undefined for a kind of a third party, which may exist whatever is known here. */
export function unknownKind(gvk: GroupVersionKind, at: NamedAt, lookup: SchemaLookup): IdentityViolation | undefined {
  if (!lookup.isLoaded || !isBuiltIn(gvk.group) || isForeign(gvk)) return undefined;
  const known = lookup.kinds().filter(({ group }) => isBuiltIn(group));
  // It was there once, or will be.
  if (known.length === 0 || lifecycleOf(gvk) !== undefined) return undefined;
  return sameKind(gvk, at, known, lookup) ?? otherKind(gvk, at, known, lookup);
}

/** A kubeconfig, and what OpenShift's first releases had in the core group and its client still takes there. */
function isForeign({ group, kind }: GroupVersionKind): boolean {
  return group === '' && FOREIGN.has(kind);
}

const FOREIGN: ReadonlySet<string> = new Set([
  'Build',
  'BuildConfig',
  'Config',
  'DeploymentConfig',
  'Group',
  'Image',
  'ImageStream',
  'ImageStreamTag',
  'Project',
  'ProjectRequest',
  'Route',
  'SecurityContextConstraints',
  'Template',
  'User',
]);

/** The kind exists: under another version, or in another group. */
function sameKind(
  gvk: GroupVersionKind,
  at: NamedAt,
  known: readonly GroupVersionKind[],
  { kubernetes }: SchemaLookup,
): IdentityViolation | undefined {
  const all = known.filter(({ kind }) => kind === gvk.kind);
  if (all.length === 0 || at.apiVersion === undefined) return undefined;
  const ofGroup = all.filter(({ group }) => group === gvk.group);
  if (!isCovered(kubernetes) && ofGroup.length > 0) return undefined;
  const apis = [...new Set((ofGroup.length > 0 ? ofGroup : all).sort(byStability).map(apiOf))];
  const message = `${apiOf(gvk)} has no ${gvk.kind} in Kubernetes ${kubernetes}: it is in ${joined(apis)}`;
  const isSure = ofGroup.length > 0 || apis.length === 1;
  const path = [...at.path, 'apiVersion'];
  return problemAt(at.apiVersion, { code: 'manifest-kind', path, message, fix: isSure ? apis[0] : undefined });
}

/** No such kind anywhere: one with nearly its name, of this apiVersion first. */
function otherKind(
  gvk: GroupVersionKind,
  at: NamedAt,
  known: readonly GroupVersionKind[],
  { kubernetes }: SchemaLookup,
): IdentityViolation | undefined {
  if (at.kind === undefined) return undefined;
  const api = apiOf(gvk);
  const own = known.filter((one) => apiOf(one) === api).map(({ kind }) => kind);
  const meant = nearest(gvk.kind, own) ?? nearest(gvk.kind, new Set(known.map(({ kind }) => kind)));
  if (meant === undefined && !isCovered(kubernetes)) return undefined;
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
  const message = `${api} has no kind '${gvk.kind}' in Kubernetes ${kubernetes}${hint}`;
  return problemAt(at.kind, { code: 'manifest-kind', path: [...at.path, 'kind'], message, fix: meant });
}

function isCovered(kubernetes: string): boolean {
  return compareKubernetes(kubernetes, OLDEST) >= 0 && compareKubernetes(kubernetes, NEWEST) <= 0;
}

/** `v2` before `v1` before `v1beta2` before `v1alpha1`. */
function byStability(a: GroupVersionKind, b: GroupVersionKind): number {
  return rankOf(b.version) - rankOf(a.version);
}

function rankOf(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const level = stage === undefined ? 2 : stage === 'beta' ? 1 : 0;
  return level * 1e6 + Number(major) * 1e3 + Number(minor);
}

/** `a`, `a or b`, `a, b or c`. */
function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
