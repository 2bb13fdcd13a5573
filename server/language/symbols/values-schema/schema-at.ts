// The part of a generated schema that speaks of one key.

import { asSchema, type JsonSchema } from '../../schema/json-schema.ts';

/** Empty where the schema does not go so deep. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema {
  return path.reduce<JsonSchema>((at, key) => asSchema(asSchema(at['properties'])?.[key]) ?? {}, schema);
}
