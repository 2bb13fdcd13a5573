#!/usr/bin/env bash
# Drives a real VS Code (desktop-style in code-server, and in the browser) with the packaged extension.
# Usage: test-editor.sh [desktop|web] ... ; screenshots go to test/editor/.output. Fails rather than skips when CI=true.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
cache=$(bash scripts/vscode-server.sh | tail -1) || status=$?
if ((status)); then
  if [[ ${CI:-} == true || $status != 3 ]]; then
    echo "editor: the editor could not be set up" >&2
    exit 1
  fi
  echo "editor: skipped, see the message above"
  exit 0
fi
node scripts/package.mjs
mkdir -p dist/test
npx esbuild test/editor/run.ts --bundle --platform=node --packages=external --format=cjs --log-level=warning --outfile=dist/test/editor.cjs
CHARTROOM_CODE=$cache node dist/test/editor.cjs "$@"
