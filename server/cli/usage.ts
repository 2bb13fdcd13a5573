// What `chartroom --help` says.

import { encode } from './encoding.ts';
import type { World } from './world.ts';

const USAGE = `chartroom: Helm charts in a terminal, without helm

  chartroom template [NAME] CHART [flags]   print what helm template prints
        -f, --set, --set-string, --set-json, --set-file, --set-literal, -n, --kube-version, -a,
        -s, --include-crds, --skip-tests, --no-hooks, --is-upgrade, --output-dir, --debug  as helm has them
        --helm 3|4                          the release to print like (4)
  chartroom lint PATH... [flags]            print what helm lint prints
        --strict, --quiet, --with-subcharts, --kube-version, -n, -f, --set…, --skip-schema-validation  as helm has them
        --format helm|text|json|sarif       helm's own words, or one finding a line, or for programs (helm)
        --helm 3|4                          the release to lint like (4)
        --schemas                           judge what charts render to, and manifests in other folders and files, by
                                            schemas of Kubernetes and of custom resources; no helm lint
        --schema-folder PATH                with --schemas: CRDs, or schemas as kubeconform lays them out
        --skip-kinds KIND                   with --schemas: Secret, apps/v1/Deployment, *.example.com/*
        --all-sets                          with --schemas: charts with values-*.yaml and ci/*-values.yaml too, and with parts
                                            switched on that none of these reaches
  chartroom version
`;

/** Prints the usage of all commands. */
export function printUsage(world: World): void {
  world.out(encode(USAGE));
}
