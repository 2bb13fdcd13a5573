// Before the tests: the shipped schemas are made from node_modules where they are missing or stale, which takes some seconds.

import { buildSchemas } from '../../scripts/schemas/build.mjs';

export async function setup(): Promise<void> {
  await buildSchemas();
}
