// The Go structs behind Chart.yaml and Chart.lock, as the YAML decoder wants them described.

import { GoError } from '../values/errors.ts';
import { type DecodedMap, decodeStruct, type StructShape } from '../yaml/decode.ts';

/** chart.Metadata; Helm 4 keeps it in another package, which messages name. */
export function metadataShape(major: 3 | 4): StructShape {
  return METADATA[major];
}

/** chart.Lock without its time, which is no plain field. */
export function lockShape(major: 3 | 4): StructShape {
  const fields = { digest: 'string', dependencies: { list: dependencyShape(major) } } as const;
  return { type: `${packageOf(major)}.Lock`, name: 'Lock', fields };
}

/** What Helm 4 reads of Chart.yaml beforehand. */
export const CHART_BASE: StructShape = {
  type: 'loader.chartBase',
  name: 'chartBase',
  fields: { apiVersion: 'string' },
};

const METADATA: Readonly<Record<3 | 4, StructShape>> = { 3: buildMetadata(3), 4: buildMetadata(4) };

function buildMetadata(major: 3 | 4): StructShape {
  const maintainer: StructShape = {
    type: `${packageOf(major)}.Maintainer`,
    name: 'Maintainer',
    pointer: true,
    fields: { name: 'string', email: 'string', url: 'string' },
  };
  return {
    type: `${packageOf(major)}.Metadata`,
    name: 'Metadata',
    fields: {
      name: 'string',
      home: 'string',
      sources: { list: 'string' },
      version: 'string',
      description: 'string',
      keywords: { list: 'string' },
      maintainers: { list: maintainer },
      icon: 'string',
      apiVersion: 'string',
      condition: 'string',
      tags: 'string',
      appVersion: 'string',
      deprecated: 'bool',
      annotations: { map: 'string' },
      kubeVersion: 'string',
      dependencies: { list: dependencyShape(major) },
      type: 'string',
    },
  };
}

function dependencyShape(major: 3 | 4): StructShape {
  return {
    type: `${packageOf(major)}.Dependency`,
    name: 'Dependency',
    pointer: true,
    fields: {
      name: 'string',
      version: 'string',
      repository: 'string',
      condition: 'string',
      tags: { list: 'string' },
      enabled: 'bool',
      'import-values': { list: 'any' },
      alias: 'string',
    },
  };
}

function packageOf(major: 3 | 4): string {
  return major === 3 ? 'chart' : 'v2';
}

/** What was decoded; after an error whichever fields can be decoded by themselves. */
export interface Decoded {
  readonly fields: DecodedMap;
  /** Helm's text for the first thing that is wrong. */
  readonly problem: string | undefined;
}

/** decodeStruct that does not throw. */
export function tryDecode(text: string, shape: StructShape): Decoded {
  try {
    return { fields: decodeStruct(text, shape), problem: undefined };
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return { fields: decodeSingly(text, shape), problem: error.message };
  }
}

function decodeSingly(text: string, shape: StructShape): DecodedMap {
  const fields: DecodedMap = new Map();
  for (const [name, field] of Object.entries(shape.fields)) {
    try {
      for (const [key, value] of decodeStruct(text, { ...shape, fields: { [name]: field } })) fields.set(key, value);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
    }
  }
  return fields;
}
