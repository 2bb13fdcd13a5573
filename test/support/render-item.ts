// Renders one item of test/vectors: chart `c`, one template, a values text and files, as the engine judge does it.

import { capabilities } from '#engine/chart/capabilities.ts';
import type { Chart } from '#engine/chart/chart.ts';
import { coalesceValues } from '#engine/chart/coalesce.ts';
import { processDependencies } from '#engine/chart/dependencies.ts';
import { PROFILES, type Profile } from '#engine/chart/profile.ts';
import { renderTemplates } from '#engine/render/engine.ts';
import { DEFAULT_RELEASE } from '#engine/render/release.ts';
import { valuesMap } from '#engine/render/scope.ts';
import { type Environment, stillEnvironment } from '#engine/template/environment.ts';
import { isCovered } from '#engine/text/traced.ts';
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
  // The judge is no release build: it knows its minor version only.
  const profile: Profile = { ...PROFILES[major], helmVersion: major === 3 ? '3.20' : '4.2' };
  const warn = () => {};
  const chart = processDependencies(chartOf(item), new GoMap(), profile, warn);
  const values = valuesMap(coalesceValues(chart, new GoMap(), profile, warn), profile);
  const result = renderTemplates(chart, values, {
    profile,
    env,
    release: DEFAULT_RELEASE,
    capabilities: capabilities(profile),
    trace,
    tolerant: false,
  });
  const error = result.errors[0];
  for (const file of result.files) {
    if (!isCovered(file.output)) throw new Error(`the pieces of ${file.name} do not cover its text`);
  }
  return error ? { err: error.helmText } : { out: result.files[0]?.output.text ?? '' };
}

export function chartOf(item: Item): Chart {
  const template = { name: 'templates/t.yaml', text: item.tpl, source: 'templates/t.yaml' };
  return {
    metadata: {
      name: 'c',
      home: '',
      sources: undefined,
      version: '0.1.0',
      description: '',
      keywords: undefined,
      maintainers: undefined,
      icon: '',
      apiVersion: 'v2',
      condition: '',
      tags: '',
      appVersion: '1.2',
      deprecated: false,
      annotations: undefined,
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
