// What the picker of values sets offers and what each choice makes of the set, as plain data.

import type { ShownSet, ValuesSet, ValuesSetsResult } from '#protocol';
import { fileText, valuesText } from './texts.ts';

export type Choice =
  | { readonly kind: 'set'; readonly set: ValuesSet | null }
  | { readonly kind: 'several' | 'anyFile' | 'setValues' | 'helmVersion' | 'upgrade' | 'root' | 'log' | 'restart' }
  | { readonly kind: 'text'; readonly field: TextField };

export type TextField = 'releaseName' | 'namespace' | 'kubeVersion';

export interface Offer {
  readonly label: string;
  readonly description: string;
  readonly choice: Choice;
}

/** A heading with what stands below it. */
export interface OfferGroup {
  readonly title: string;
  readonly offers: readonly Offer[];
}

export function offersOf(result: ValuesSetsResult): OfferGroup[] {
  return [
    { title: 'Values files', offers: fileOffers(result) },
    { title: 'Release', offers: releaseOffers(result) },
    {
      title: 'Chartroom',
      offers: [
        { label: '$(type-hierarchy) Root chart…', description: '', choice: { kind: 'root' } },
        { label: '$(output) Show Log', description: '', choice: { kind: 'log' } },
        { label: '$(debug-restart) Restart Server', description: '', choice: { kind: 'restart' } },
      ],
    },
  ];
}

function fileOffers(result: ValuesSetsResult): Offer[] {
  const { chosen, active } = result;
  const only = active.valuesFiles.length === 1 ? active.valuesFiles[0] : undefined;
  const choose = (valuesFiles: readonly string[]): Choice => ({ kind: 'set', set: { ...chosen, valuesFiles } });
  const now = (isNow: boolean) => (isNow ? '$(check) ' : '$(blank) ');
  const files = choosable(result).map((name) => ({
    label: now(name === only) + fileText(name),
    description: active.missing.includes(name) ? 'not there' : '',
    choice: choose([name]),
  }));
  const isActive = (names: readonly string[]) => names.join('\n') === active.valuesFiles.join('\n');
  const sets = result.named.map(({ name, files: names }) => ({
    label: `${now(isActive(names))}${name}`,
    description: valuesText({ ...active, valuesFiles: names, setValues: [] }),
    choice: choose(names),
  }));
  const several = active.valuesFiles.length > 1 && !result.named.some((set) => isActive(set.files));
  return [
    { label: `${now(active.valuesFiles.length === 0)}Defaults`, description: 'values.yaml', choice: choose([]) },
    ...sets,
    ...files,
    {
      label: `${several ? '$(check)' : '$(list-ordered)'} Several files in order…`,
      description: several ? valuesText({ ...active, setValues: [] }) : '',
      choice: { kind: 'several' },
    },
    { label: '$(folder-opened) Any file…', description: '', choice: { kind: 'anyFile' } },
    ...(chosen === null
      ? []
      : [{ label: '$(discard) As the settings say', description: '', choice: { kind: 'set', set: null } as const }]),
  ];
}

/** Files to choose from: what the chart holds, and what is active though it lies elsewhere. */
export function choosable({ files, active }: Pick<ValuesSetsResult, 'files' | 'active'>): string[] {
  return [...new Set([...files, ...active.valuesFiles])];
}

function releaseOffers({ active, kubeVersion }: ValuesSetsResult): Offer[] {
  const text = (field: TextField, label: string, description: string): Offer => {
    return { label, description, choice: { kind: 'text', field } };
  };
  const kube = active.kubeVersion === '' ? `${kubeVersion}, as helm template assumes` : active.kubeVersion;
  return [
    { label: '$(edit) --set…', description: active.setValues.join(','), choice: { kind: 'setValues' } },
    text('releaseName', '$(tag) Release name…', active.releaseName),
    text('namespace', '$(symbol-namespace) Namespace…', active.namespace),
    {
      label: active.upgrade ? '$(cloud-upload) Install instead' : '$(cloud-upload) Upgrade instead',
      description: active.upgrade ? 'now: helm upgrade' : 'now: helm install',
      choice: { kind: 'upgrade' },
    },
    { label: '$(versions) Helm version…', description: active.helmVersion, choice: { kind: 'helmVersion' } },
    text('kubeVersion', '$(server-environment) Kubernetes version…', kube),
  ];
}

/** The order in which files were picked: those that stay keep their places, new ones come last. */
export function inOrder(before: readonly string[], selected: readonly string[]): string[] {
  return [...before.filter((name) => selected.includes(name)), ...selected.filter((name) => !before.includes(name))];
}

/** Why Helm, or Kubernetes, would not take this; undefined: it would. */
export function problemOf(field: TextField, text: string): string | undefined {
  switch (field) {
    case 'releaseName':
      if (text === '') return undefined;
      if (text.length > 53) return 'Helm takes at most 53 characters.';
      return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text)
        ? undefined
        : 'Lower-case letters, digits, - and . only, with a letter or digit at both ends.';
    case 'namespace':
      if (text === '') return undefined;
      return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)
        ? undefined
        : 'At most 63 lower-case letters, digits and -, with a letter or digit at both ends.';
    case 'kubeVersion':
      return /^$|^v?\d+(\.\d+)+([-+][0-9A-Za-z.+-]+)?$/.test(text)
        ? undefined
        : 'A version such as 1.33 or v1.33.2; empty for what helm assumes.';
  }
}

/** The set with one field said; an empty text of a name leaves it to the settings again. */
export function withText(set: ValuesSet | null, field: TextField, text: string): ValuesSet {
  const { [field]: _, ...rest } = set ?? {};
  return text === '' && field !== 'kubeVersion' ? rest : { ...rest, [field]: text };
}

/** What the input of a field begins with. */
export function textOf(active: ShownSet, field: TextField): string {
  return active[field];
}

/** The path of a file from a folder, both absolute; undefined when nothing but the top is common. */
export function relativePath(folder: string, file: string): string | undefined {
  const from = folder.split('/').filter((part) => part !== '');
  const to = file.split('/').filter((part) => part !== '');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  if (shared === 0) return undefined;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}
