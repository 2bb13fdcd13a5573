// All lint rules: the one list that runs them, and that their pages are made from.

import type { EngineErrorCode } from '#engine/values/errors.ts';
import { MANIFEST_RULES } from '../manifests/codes.ts';
import type { Rule } from '../rule.ts';
import { chartDependencies } from './chart-dependencies.ts';
import { chartLoad } from './chart-load.ts';
import { chartMetadata } from './chart-metadata.ts';
import { crdSchema } from './crd-schema.ts';
import { dependencyFile } from './dependency-file.ts';
import { dependencyVersion } from './dependency-version.ts';
import { helmLint } from './helm-lint.ts';
import { manifestYaml } from './manifest-yaml.ts';
import { schemaModeline } from './schema-modeline.ts';
import { templateRender } from './template-render.ts';
import { templateSyntax } from './template-syntax.ts';
import { unknownValue } from './unknown-value.ts';
import { unusedValue } from './unused-value.ts';
import { valuesBinding } from './values-binding.ts';
import { valuesSchema } from './values-schema.ts';
import { valuesSchemaDrift } from './values-schema-drift.ts';
import { valuesShape } from './values-shape.ts';
import { valuesYaml } from './values-yaml.ts';

export const RULES: readonly Rule[] = [
  templateSyntax,
  templateRender,
  manifestYaml,
  chartMetadata,
  chartDependencies,
  dependencyVersion,
  dependencyFile,
  chartLoad,
  valuesYaml,
  valuesSchema,
  valuesSchemaDrift,
  valuesShape,
  valuesBinding,
  unusedValue,
  unknownValue,
  ...MANIFEST_RULES,
  crdSchema,
  schemaModeline,
  // The last one: it leaves out what the others tell.
  helmLint,
];

/** The rule that tells each of the engine's errors; the compiler sees to it that none is forgotten. */
export const RULE_OF_ENGINE_CODE: Readonly<Record<EngineErrorCode, string>> = {
  'template-syntax': templateSyntax.id,
  'template-exec': templateRender.id,
  'template-required': templateRender.id,
  'template-fail': templateRender.id,
  'template-limit': templateRender.id,
  'manifest-yaml': manifestYaml.id,
  'chart-load': chartLoad.id,
  'chart-metadata': chartMetadata.id,
  'chart-dependencies': chartDependencies.id,
  'chart-kube-version': chartLoad.id,
  'release-name': chartLoad.id,
  'values-parse': valuesYaml.id,
  'values-set': chartLoad.id,
  'values-schema': valuesSchema.id,
};
