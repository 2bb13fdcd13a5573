// The commands of `chartroom`, by name.

import { lint } from './lint.ts';
import { template } from './template.ts';
import { printUsage } from './usage.ts';
import type { World } from './world.ts';

/** Runs one command line; returns the exit code. */
export function run(world: World, argv: readonly string[], version: string): number {
  const [command, ...rest] = argv;
  switch (command) {
    case 'template':
      return template(world, rest);
    case 'lint':
      return lint(world, rest, version);
    case 'version':
    case '--version':
      world.out(new TextEncoder().encode(`${version}\n`));
      return 0;
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      printUsage(world);
      return 0;
    default:
      world.err(`Error: unknown command "${command}" for "chartroom"\n`);
      return 1;
  }
}
