// Renders one item of test/vectors: chart `c`, one template, a values text and files, as the engine judge does it.

import type { Chart } from '#engine/chart/chart.ts';
import { type Profile, PROFILES } from '#engine/chart/profile.ts';
import { renderRelease } from '#engine/render/render.ts';
import { DEFAULT_RELEASE } from '#engine/render/release.ts';
import { type Environment, stillEnvironment } from '#engine/template/environment.ts';
import { GoMap } from '#engine/values/value.ts';
import { readYamlMap } from '#engine/yaml/read.ts';

export interface Item {
  readonly tpl: string;
  readonly values?: string;
  readonly files?: Readonly<Record<string, string>>;
}

export type Outcome = { readonly out: string } | { readonly err: string };

/** Output or error of the item's one template, without splitting. */
export function renderItem(item: Item, major: 3 | 4, trace = false, env: Environment = stillEnvironment()): Outcome {
  const profile: Profile = PROFILES[major];
  const chart = chartOf(item);
  const result = renderRelease(chart, new GoMap(), { profile, env, release: DEFAULT_RELEASE, trace, tolerant: false });
  const error = result.errors.find((one) => one.code !== 'manifest-yaml');
  if (error) return { err: error.helmText };
  return { out: result.files[0]?.output.text ?? '' };
}

export function chartOf(item: Item): Chart {
  const template = { name: 'templates/t.yaml', text: item.tpl, source: 'templates/t.yaml' };
  return {
    metadata: {
      name: 'c',
      home: '',
      sources: [],
      version: '0.1.0',
      description: '',
      keywords: [],
      maintainers: [],
      icon: '',
      apiVersion: 'v2',
      condition: '',
      tags: '',
      appVersion: '1.2',
      deprecated: false,
      annotations: new Map(),
      kubeVersion: '',
      dependencies: undefined,
      type: '',
    },
    values: readYamlMap(item.values ?? '', { origins: { source: 'values.yaml' } }),
    schema: undefined,
    templates: [template],
    files: Object.entries(item.files ?? {}).map(([name, text]) => ({ name, text, source: name })),
    raw: [template],
    dependencies: [],
  };
}
