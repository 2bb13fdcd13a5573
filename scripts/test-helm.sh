#!/usr/bin/env bash
# Compares with the real Helm, both major versions: generated templates, and every chart of this repository.
#
#   scripts/test-helm.sh [VITEST ARGUMENTS]
#
# Installs what it compares with (scripts/real-helm.sh), builds dist, runs the tests of test/helm. CHARTROOM_SEED repeats a
# run of the generator, CHARTROOM_CASES and CHARTROOM_BATCHES set its length. The last line says `N passed, N failed`.
set -euo pipefail

cd "$(dirname "$0")/.."

finish() {
  printf '%s passed, %s failed\n' "$1" "$2"
  exit "$3"
}

bash scripts/real-helm.sh >/dev/null || finish 0 1 1
npm run --silent build || finish 0 1 1

report=$(mktemp)
trap 'rm -f "$report"' EXIT
code=0
npx vitest run --config test/helm/vitest.config.mts --reporter=default --reporter=json --outputFile.json="$report" "$@" || code=$?
read -r passed failed < <(node -e '
  const { readFileSync } = require("node:fs");
  let report = {};
  try { report = JSON.parse(readFileSync(process.argv[1], "utf8")); } catch {}
  const failed = report.numFailedTests ?? 0;
  // A file that could not even start has failed, too.
  const broken = (report.testResults ?? []).filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  console.log(report.numPassedTests ?? 0, failed + broken);
' "$report")
# A run that broke off, or found nothing to run, is no success.
if [ "$failed" = 0 ] && { [ "$code" != 0 ] || [ "$passed" = 0 ]; }; then failed=1; fi
if [ "$failed" != 0 ] && [ "$code" = 0 ]; then code=1; fi
finish "$passed" "$failed" "$code"
