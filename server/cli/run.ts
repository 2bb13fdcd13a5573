// The commands of `chartroom`, by name.

import { lint } from './lint.ts';
import { template } from './template.ts';
import type { World } from './world.ts';

const USAGE = `chartroom: Helm charts in a terminal, without helm

  chartroom template [NAME] CHART [flags]   print what helm template prints
        -f, --set, --set-string, --set-json, --set-file, --set-literal, -n, --kube-version, -a,
        -s, --include-crds, --skip-tests, --no-hooks, --is-upgrade, --output-dir, --debug  as helm has them
        --helm 3|4                          the release to print like (4)
  chartroom lint PATH... [flags]            print what helm lint prints
        --strict, --quiet, --with-subcharts, --kube-version, -n, -f, --set…, --skip-schema-validation  as helm has them
        --helm 3|4                          the release to lint like (4)
  chartroom version
`;

/** Runs one command line; returns the exit code. */
export function run(world: World, argv: readonly string[], version: string): number {
  const [command, ...rest] = argv;
  switch (command) {
    case 'template':
      return template(world, rest);
    case 'lint':
      return lint(world, rest);
    case 'version':
    case '--version':
      world.out(new TextEncoder().encode(`${version}\n`));
      return 0;
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      world.out(new TextEncoder().encode(USAGE));
      return 0;
    default:
      world.err(`Error: unknown command "${command}" for "chartroom"\n`);
      return 1;
  }
}
