// The files beside Chart.yaml that name dependencies: requirements.yaml and the locks, each with its schema.

import lockSchema from '../../../schemas/chart-lock.schema.json';
import requirementsSchema from '../../../schemas/requirements.schema.json';
import { relativeUri } from '../workspace/uri.ts';
import { CHART_SCHEMA, type JsonSchema } from './json-schema.ts';

/** The schema of requirements.yaml: its entries are those of Chart.yaml. */
const REQUIREMENTS_SCHEMA: JsonSchema = { ...requirementsSchema, definitions: CHART_SCHEMA['definitions'] };

const LOCK_SCHEMA: JsonSchema = lockSchema;

export interface DependencyFile {
  readonly kind: 'requirements' | 'lock';
  readonly schema: JsonSchema;
}

/** What the file is to the chart in `folder`; undefined for any other file. */
export function dependencyFileOf(folder: string, uri: string): DependencyFile | undefined {
  const path = relativeUri(folder, uri);
  if (path === 'requirements.yaml') return { kind: 'requirements', schema: REQUIREMENTS_SCHEMA };
  return path === 'Chart.lock' || path === 'requirements.lock' ? { kind: 'lock', schema: LOCK_SCHEMA } : undefined;
}
